// The report's buses: stops, and the route sheet of each line.
#include "maps/report_parts.hpp"
#include "maps/route_sheets.hpp"
#include "maps/subsidy_json.hpp"
#include "scenarios/clock.hpp"

namespace budian::report {
namespace {

/// Whole minutes of the day, as clock_text shows them.
std::int64_t clock_minutes(Milliseconds time) { return time.count() / 60000; }

/// School, grade from 1, pupils; the next.
Json grades_of(const std::vector<GradeHeads>& pupils) {
  Json result = Json::array();
  for (const GradeHeads& entry : pupils) {
    result.push_back(entry.school.row());
    result.push_back(entry.grade + 1);
    result.push_back(entry.pupils.count());
  }
  return result;
}

Json times_of(const BusCall* call) {
  if (!call) return nullptr;
  return {clock_minutes(call->arrive), clock_minutes(call->leave), call->load.count(),
          minutes_of(call->ride), metres_of(call->driven)};
}

Json call_part(const PairedCall& pair) {
  const BusCall& call = pair.either();
  Json afternoon = times_of(pair.afternoon);
  if (pair.afternoon) afternoon.push_back(pair.afternoon_order);
  Json part{row_of(call.stop), call.school.row(), grades_of(pair.pupils()), times_of(pair.morning),
            std::move(afternoon)};
  if (pair.is_across()) {
    part.push_back({pair.across_morning().count(), pair.across_afternoon().count()});
  }
  return part;
}

void add_costs(const money::LineCosts& costs, Json& part) {
  part["costs"] = Json::array();
  for (const auto item : money::line_items) part["costs"].push_back(in_yuan(costs.of(item)));
  part["cost"] = in_yuan(costs.sum());
  part["cost_a_pupil"] = in_yuan(costs.a_pupil());
}

/// Loaded and empty, morning, afternoon and year.
Json kilometres_part(const BusLine& line, const money::LineCosts& costs) {
  return {kilometres_of(line.morning.loaded),    kilometres_of(line.morning.empty),
          kilometres_of(line.afternoon.loaded),  kilometres_of(line.afternoon.empty),
          number_of(costs.loaded_kilometres, 0), number_of(costs.empty_kilometres, 0)};
}

Json line_part(const Desk& desk, const Outcome& outcome, std::size_t row) {
  const BusService& buses = outcome.plan.buses;
  const BusLine& line = buses.lines[row];
  const auto& type = type_of(line, buses);
  Json schools = Json::array(), calls = Json::array();
  for (const SchoolId school : line.schools()) schools.push_back(school.row());
  for (const PairedCall& pair : paired_calls(line)) calls.push_back(call_part(pair));
  const bool home = line.afternoon.runs();
  Json part{{"name", line.name},
            {"vehicle", line.duty},
            {"type", type.name},
            {"approved", type.nominal_seats.count()},
            {"seats", type.pupil_seats.count()},
            {"attendants", type.attendants},
            {"schools", std::move(schools)},
            {"load", line.load.count()},
            {"kilometres", kilometres_part(line, outcome.line_costs[row])},
            {"longest_ride_minutes", minutes_of(line.morning.longest_ride)},
            {"longest_home_minutes", home ? minutes_of(line.afternoon.longest_ride) : Json()},
            {"arrives", clock_minutes(line.at_school())},
            {"early_minutes", minutes_of(line.early)},
            {"departs", home ? Json(clock_minutes(line.from_school())) : Json()},
            {"late_minutes", minutes_of(line.late)},
            {"calls", std::move(calls)}};
  add_costs(outcome.line_costs[row], part);
  part["paid"] = amounts(outcome.bus_money.lines[row]);
  part["path"] = desk.frame.line(line.morning.geometry, desk.frame.tolerance() / 2);
  return part;
}

Json fleet_part(const BusService& buses) {
  std::vector<std::int64_t> counts(buses.types.size());
  for (const auto& duty : buses.routes.duties) ++counts[duty.type.row()];
  Json result = Json::array();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const auto& type = buses.types[i];
    result.push_back(
        {{"name", type.name}, {"seats", type.pupil_seats.count()}, {"count", counts[i]}});
  }
  return result;
}

}  // namespace

Json buses_part(const Desk& desk, const Outcome& outcome) {
  const BusService& buses = outcome.plan.buses;
  Heads unserved;
  for (const auto& left : buses.routes.unserved) unserved += buses.stops[left.stop.row()].pupils;
  Json stops = Json::array(), lines = Json::array();
  for (std::size_t i = 0; i < buses.sites.size(); ++i) {
    const auto& site = buses.sites[i];
    stops.push_back({site.name, desk.frame.x(site.place), desk.frame.y(site.place),
                     buses.stops[i].pupils.count(), site.township.row()});
  }
  for (std::size_t i = 0; i < buses.lines.size(); ++i) {
    lines.push_back(line_part(desk, outcome, i));
  }
  return {{"vehicles", buses.routes.duties.size()},
          {"riders", buses.riders.count()},
          {"unserved", unserved.count()},
          {"longest_ride_minutes", minutes_of(buses.longest_ride)},
          {"mean_ride_minutes", minutes_of(buses.mean_ride)},
          {"longest_wait_minutes", minutes_of(buses.longest_wait)},
          {"loaded_kilometres", kilometres_of(buses.a_morning.loaded)},
          {"empty_kilometres", kilometres_of(buses.a_morning.empty)},
          {"yearly_cost", in_yuan(buses.yearly_cost)},
          {"fleet", fleet_part(buses)},
          {"stops", std::move(stops)},
          {"lines", std::move(lines)}};
}

}  // namespace budian::report
