// Layers of the buses: routes on the roads, to school and home, and where pupils board.
#include <algorithm>

#include "maps/columns.hpp"
#include "maps/layer_sets.hpp"
#include "maps/route_sheets.hpp"
#include "scenarios/clock.hpp"

namespace budian {
namespace {

/// A line with what it costs.
struct RouteRow {
  const BusLine* line = nullptr;
  const money::LineCosts* costs = nullptr;
};

/// A stop of a line, in the morning and in the afternoon.
struct StopRow {
  const BusLine* line = nullptr;
  std::size_t order = 0;  ///< among the stops of the line, from 0
  PairedCall call;
  Millimetres longest_walk;
};

using RouteColumns = std::vector<Column<RouteRow>>;

Cell clock_cell(std::optional<Milliseconds> time) {
  return time ? cell(clock_text(*time)) : Cell();
}

std::vector<RouteRow> route_rows(const Outcome& outcome, BusRun BusLine::*half) {
  std::vector<RouteRow> rows;
  const auto& lines = outcome.plan.buses.lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if ((lines[i].*half).runs()) rows.push_back({&lines[i], &outcome.line_costs[i]});
  }
  return rows;
}

std::vector<StopRow> stop_rows(const BusService& buses) {
  std::vector<Millimetres> longest_walk(buses.stops.size());
  for (const auto& boarding : buses.boardings) {
    auto& longest = longest_walk[boarding.stop.row()];
    longest = std::max(longest, boarding.walk);
  }
  std::vector<StopRow> rows;
  for (const auto& line : buses.lines) {
    std::size_t order = 0;
    for (const PairedCall& call : paired_calls(line)) {
      const auto& stop = call.either().stop;
      if (stop) rows.push_back({&line, order++, call, longest_walk[stop->row()]});
    }
  }
  return rows;
}

/// What the layers of both halves of the day say of a line.
RouteColumns line_columns(const Drawing& drawing) {
  const auto& plan = drawing.outcome.plan;
  const auto type = [&plan](const RouteRow& r) -> const bus::BusType& {
    return type_of(*r.line, plan.buses);
  };
  const auto stops = [](const RouteRow& r) {
    const auto calls = paired_calls(*r.line);
    return std::count_if(calls.begin(), calls.end(),
                         [](const PairedCall& call) { return call.either().stop.has_value(); });
  };
  return {{"line", words_field, [](const RouteRow& r) { return cell(r.line->name); }},
          {"vehicle", whole_field, [](const RouteRow& r) { return cell(r.line->duty + 1); }},
          {"bus_type", words_field, [=](const RouteRow& r) { return cell(type(r).name); }},
          {"seats", whole_field, [=](const RouteRow& r) { return cell(type(r).pupil_seats); }},
          {"attendants", whole_field,
           [=](const RouteRow& r) { return Cell(std::int64_t{type(r).attendants}); }},
          {"school", words_field,
           [&](const RouteRow& r) {
             return cell(school_names(*r.line, drawing.outcome.plan, drawing.language));
           }},
          {"stops", whole_field, [=](const RouteRow& r) { return Cell(std::int64_t{stops(r)}); }},
          {"riders", whole_field, [](const RouteRow& r) { return cell(r.line->load); }}};
}

/// The ways of one half of the day.
RouteColumns way_columns(BusRun BusLine::*half) {
  return {
      {"length_km", real_field, [=](const RouteRow& r) { return cell_km((r.line->*half).loaded); }},
      {"empty_km", real_field, [=](const RouteRow& r) { return cell_km((r.line->*half).empty); }},
      {"longest_ride", real_field,
       [=](const RouteRow& r) { return cell_minutes((r.line->*half).longest_ride); }}};
}

RouteColumns joined(RouteColumns columns, const RouteColumns& more) {
  columns.insert(columns.end(), more.begin(), more.end());
  return columns;
}

LayerContent draw_routes(const std::string& name, const Drawing& drawing,
                         const RouteColumns& columns, BusRun BusLine::*half) {
  return layer_of<RouteRow>(name, GeometryType::line, drawing.language, columns,
                            route_rows(drawing.outcome, half), [=](const RouteRow& r) -> Geometry {
                              const Line& line = (r.line->*half).geometry;
                              if (line.size() < 2) return std::monostate{};
                              return MultiLine{line};
                            });
}

}  // namespace

LayerContent draw_bus_routes(const Drawing& drawing) {
  using Row = RouteRow;
  const RouteColumns own{
      {"first_leave", words_field,
       [](const Row& r) { return clock_cell(r.line->morning.calls.front().leave); }},
      {"at_school", words_field, [](const Row& r) { return clock_cell(r.line->at_school()); }},
      {"early_minutes", real_field, [](const Row& r) { return cell_minutes(r.line->early); }},
      {"leaves_school", words_field,
       [](const Row& r) {
         return r.line->afternoon.runs() ? clock_cell(r.line->from_school()) : Cell();
       }},
      {"late_minutes", real_field, [](const Row& r) { return cell_minutes(r.line->late); }},
      {"last_home", words_field,
       [](const Row& r) {
         return r.line->afternoon.runs() ? clock_cell(r.line->afternoon.calls.back().arrive)
                                         : Cell();
       }},
      {"cost_yuan", real_field, [](const Row& r) { return Cell(in_yuan(r.costs->sum())); }}};
  const auto columns = joined(joined(line_columns(drawing), way_columns(&BusLine::morning)), own);
  return draw_routes("bus_routes", drawing, columns, &BusLine::morning);
}

LayerContent draw_bus_routes_home(const Drawing& drawing) {
  using Row = RouteRow;
  const RouteColumns own{
      {"leaves_school", words_field,
       [](const Row& r) { return clock_cell(r.line->from_school()); }},
      {"late_minutes", real_field, [](const Row& r) { return cell_minutes(r.line->late); }},
      {"last_home", words_field,
       [](const Row& r) { return clock_cell(r.line->afternoon.calls.back().arrive); }}};
  const auto columns = joined(joined(line_columns(drawing), way_columns(&BusLine::afternoon)), own);
  return draw_routes("bus_routes_home", drawing, columns, &BusLine::afternoon);
}

LayerContent draw_bus_stops(const Drawing& drawing) {
  const auto& plan = drawing.outcome.plan;
  using Row = StopRow;
  using Time = Milliseconds BusCall::*;
  const auto place = [&](const Row& r) -> const BusStopSite& {
    return plan.buses.sites[r.call.either().stop->row()];
  };
  const auto clock = [](const BusCall* PairedCall::*half, Time time) {
    return [=](const Row& r) { return r.call.*half ? clock_cell((r.call.*half)->*time) : Cell(); };
  };
  const auto ride = [](const BusCall* PairedCall::*half) {
    return [=](const Row& r) { return r.call.*half ? cell_minutes((r.call.*half)->ride) : Cell(); };
  };
  const auto morning = &PairedCall::morning;
  const auto home = &PairedCall::afternoon;
  const std::vector<Column<Row>> columns{
      {"name", words_field, [&](const Row& r) { return cell(place(r).name); }},
      {"township", words_field,
       [&](const Row& r) { return cell(drawing.township_name(place(r).township)); }},
      {"line", words_field, [](const Row& r) { return cell(r.line->name); }},
      {"order", whole_field, [](const Row& r) { return cell(r.order + 1); }},
      {"school", words_field,
       [&](const Row& r) { return cell(drawing.school(r.call.either().school).name); }},
      {"riders", whole_field, [](const Row& r) { return cell(sum_of(r.call.pupils())); }},
      {"grades", words_field,
       [&](const Row& r) {
         return cell(grades_text(r.call.pupils(), *r.line, plan, drawing.language));
       }},
      {"arrive", words_field, clock(morning, &BusCall::arrive)},
      {"leave", words_field, clock(morning, &BusCall::leave)},
      {"load", whole_field,
       [](const Row& r) { return r.call.morning ? cell(r.call.morning->load) : Cell(); }},
      {"ride_minutes", real_field, ride(morning)},
      {"home", words_field, clock(home, &BusCall::arrive)},
      {"home_ride_minutes", real_field, ride(home)},
      {"longest_walk_m", whole_field,
       [](const Row& r) { return Cell((r.longest_walk.count() + 500) / 1000); }}};
  return layer_of<Row>("bus_stops", GeometryType::point, drawing.language, columns,
                       stop_rows(plan.buses),
                       [&](const Row& r) -> Geometry { return place(r).place; });
}

}  // namespace budian
