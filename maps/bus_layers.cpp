// Layers of the buses: routes on the roads, and where pupils board.
#include "maps/columns.hpp"
#include "maps/layer_sets.hpp"
#include "maps/school_status.hpp"

namespace budian {
namespace {

constexpr auto whole = FieldType::whole;
constexpr auto real = FieldType::real;
constexpr auto words = FieldType::text;

struct StopRow {
  const BusLine* line = nullptr;
  std::size_t order = 0;  ///< in the morning, from 0
  bus::StopId stop;
  Milliseconds leave, afternoon_arrive;
  Millimetres longest_walk;
};

const bus::Trip& trip_of(const BusService& buses, const BusLine& line) {
  return buses.routes.duties[line.duty].trips[line.trip];
}

std::vector<StopRow> stop_rows(const BusService& buses) {
  std::vector<Millimetres> longest_walk(buses.stops.size());
  for (const auto& boarding : buses.boardings) {
    auto& longest = longest_walk[boarding.stop.row()];
    longest = std::max(longest, boarding.walk);
  }
  std::vector<StopRow> rows;
  for (const auto& line : buses.lines) {
    const auto& stops = trip_of(buses, line).stops;
    for (std::size_t i = 0; i < stops.size(); ++i) {
      StopRow row{
          &line, i, stops[i], line.morning.leave[i], Milliseconds(0), longest_walk[stops[i].row()]};
      for (std::size_t j = 0; j < line.afternoon_stops.size(); ++j) {
        if (line.afternoon_stops[j] == stops[i]) row.afternoon_arrive = line.afternoon.arrive[j];
      }
      rows.push_back(row);
    }
  }
  return rows;
}

}  // namespace

LayerContent draw_bus_routes(const Drawing& drawing) {
  const auto& buses = drawing.outcome.plan.buses;
  using Row = BusLine;
  const auto type = [&](const Row& r) -> const bus::BusType& {
    return buses.types[buses.routes.duties[r.duty].type.row()];
  };
  const std::vector<Column<Row>> columns{
      {"line", words, [](const Row& r) { return cell(r.name); }},
      {"vehicle", whole, [](const Row& r) { return cell(r.duty + 1); }},
      {"bus_type", words, [&](const Row& r) { return cell(type(r).name); }},
      {"seats", whole, [&](const Row& r) { return cell(type(r).pupil_seats); }},
      {"school", words, [&](const Row& r) { return cell(drawing.school(r.school).name); }},
      {"stops", whole, [&](const Row& r) { return cell(trip_of(buses, r).stops.size()); }},
      {"riders", whole, [](const Row& r) { return cell(r.morning.load); }},
      {"length_km", real, [](const Row& r) { return cell_km(r.morning.loaded_length); }},
      {"longest_ride", real, [](const Row& r) { return cell_minutes(r.morning.longest_ride); }},
      {"first_leave", words,
       [](const Row& r) {
         return r.morning.leave.empty() ? Cell() : cell(clock_text(r.morning.leave.front()));
       }},
      {"at_school", words, [](const Row& r) { return cell(clock_text(r.morning.at_school)); }},
      {"early_minutes", real, [](const Row& r) { return cell_minutes(r.early); }},
      {"leaves_school", words,
       [](const Row& r) { return cell(clock_text(r.afternoon.at_school)); }},
      {"late_minutes", real, [](const Row& r) { return cell_minutes(r.late); }},
      {"last_home", words, [](const Row& r) {
         return r.afternoon.arrive.empty() ? Cell() : cell(clock_text(r.afternoon.arrive.back()));
       }}};
  return layer_of<Row>("bus_routes", GeometryType::line, drawing.language, columns, buses.lines,
                       [](const Row& r) -> Geometry {
                         if (r.geometry.size() < 2) return std::monostate{};
                         return MultiLine{r.geometry};
                       });
}

LayerContent draw_bus_stops(const Drawing& drawing) {
  const auto& buses = drawing.outcome.plan.buses;
  using Row = StopRow;
  const auto site = [&](const Row& r) -> const BusStopSite& { return buses.sites[r.stop.row()]; };
  const std::vector<Column<Row>> columns{
      {"name", words, [&](const Row& r) { return cell(site(r).name); }},
      {"township", words,
       [&](const Row& r) { return cell(drawing.township_name(site(r).township)); }},
      {"line", words, [](const Row& r) { return cell(r.line->name); }},
      {"order", whole, [](const Row& r) { return cell(r.order + 1); }},
      {"school", words, [&](const Row& r) { return cell(drawing.school(r.line->school).name); }},
      {"riders", whole, [&](const Row& r) { return cell(buses.stops[r.stop.row()].pupils); }},
      {"leave", words, [](const Row& r) { return cell(clock_text(r.leave)); }},
      {"home", words, [](const Row& r) { return cell(clock_text(r.afternoon_arrive)); }},
      {"longest_walk_m", whole,
       [](const Row& r) { return Cell((r.longest_walk.count() + 500) / 1000); }}};
  return layer_of<Row>("bus_stops", GeometryType::point, drawing.language, columns,
                       stop_rows(buses), [&](const Row& r) -> Geometry { return site(r).place; });
}

}  // namespace budian
