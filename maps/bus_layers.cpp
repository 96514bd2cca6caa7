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
  Milliseconds leave;
  std::optional<Milliseconds> afternoon_arrive;
  Millimetres longest_walk;
};

Cell clock_cell(std::optional<Milliseconds> time) {
  return time ? cell(clock_text(*time)) : Cell();
}

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
    std::size_t rows_of_line = 0;
    for (const BusCall& call : line.morning.calls) {
      if (!call.stop) continue;
      StopRow row{&line,      rows_of_line, *call.stop,
                  call.leave, std::nullopt, longest_walk[call.stop->row()]};
      for (const BusCall& home : line.afternoon.calls) {
        if (home.stop == call.stop) row.afternoon_arrive = home.arrive;
      }
      rows.push_back(row);
      ++rows_of_line;
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
      {"riders", whole, [](const Row& r) { return cell(r.load); }},
      {"length_km", real, [](const Row& r) { return cell_km(r.morning.loaded); }},
      {"longest_ride", real, [](const Row& r) { return cell_minutes(r.morning.longest_ride); }},
      {"first_leave", words,
       [](const Row& r) { return clock_cell(r.morning.calls.front().leave); }},
      {"at_school", words, [](const Row& r) { return clock_cell(r.at_school()); }},
      {"early_minutes", real, [](const Row& r) { return cell_minutes(r.early); }},
      {"leaves_school", words,
       [](const Row& r) { return r.afternoon.runs() ? clock_cell(r.from_school()) : Cell(); }},
      {"late_minutes", real, [](const Row& r) { return cell_minutes(r.late); }},
      {"last_home", words, [](const Row& r) {
         return r.afternoon.runs() ? clock_cell(r.afternoon.calls.back().arrive) : Cell();
       }}};
  return layer_of<Row>("bus_routes", GeometryType::line, drawing.language, columns, buses.lines,
                       [](const Row& r) -> Geometry {
                         if (r.morning.geometry.size() < 2) return std::monostate{};
                         return MultiLine{r.morning.geometry};
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
      {"home", words, [](const Row& r) { return clock_cell(r.afternoon_arrive); }},
      {"longest_walk_m", whole,
       [](const Row& r) { return Cell((r.longest_walk.count() + 500) / 1000); }}};
  return layer_of<Row>("bus_stops", GeometryType::point, drawing.language, columns,
                       stop_rows(buses), [&](const Row& r) -> Geometry { return site(r).place; });
}

}  // namespace budian
