// The buses of a plan in the form in which vehicle routing programs exchange solutions: vehicles
// with steps, and who is not served with the reason.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "maps/outputs.hpp"
#include "maps/positions.hpp"
#include "maps/route_sheets.hpp"
#include "scenarios/clock.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

/// Whole seconds of the day.
std::int64_t clock_seconds(Milliseconds time) { return time.count() / 1000; }
Json amount(Heads heads) { return Json::array({heads.count()}); }

class RoutesWriter {
 public:
  RoutesWriter(const County& county, const Plan& plan, std::size_t locked)
      : county_(county), plan_(plan), buses_(plan.buses), positions_(county), locked_(locked) {
    for (const BusLine& line : buses_.lines)
      has_afternoon_ = has_afternoon_ || line.afternoon.runs();
  }

  [[nodiscard]] Json write() const {
    Json routes = Json::array();
    for (std::size_t duty = 0; duty < buses_.routes.duties.size(); ++duty) {
      routes.push_back(route_of(duty, true));
      if (has_afternoon_) routes.push_back(route_of(duty, false));
    }
    Json unassigned = unassigned_pupils();
    Json result{{"code", 0},
                {"summary",
                 {{"routes", routes.size()},
                  {"vehicles", buses_.routes.duties.size()},
                  {"unassigned", unassigned.size()},
                  {"pickup", amount(buses_.riders)},
                  {"delivery", amount(buses_.riders)},
                  {"distance", in_metres(buses_.a_morning.length() + buses_.an_afternoon.length())},
                  {"duration", in_seconds(buses_.a_morning.driving + buses_.an_afternoon.driving)},
                  {"cost_yuan_a_year", in_yuan(buses_.yearly_cost)},
                  {"violations", Json::array()}}},
                {"unassigned", std::move(unassigned)},
                {"routes", std::move(routes)}};
    if (!buses_.moved_bells.empty()) result["bells"] = moved_bells();
    return result;
  }

 private:
  [[nodiscard]] Json route_of(std::size_t duty, bool morning) const {
    Json steps = Json::array();
    Heads riders;
    for (const DrivenRun& driven :
         runs_of(buses_, duty, morning ? &BusLine::morning : &BusLine::afternoon)) {
      add_steps(*driven.line, *driven.run, steps);
      riders += driven.line->load;
    }
    const auto& type = buses_.types[buses_.routes.duties[duty].type.row()];
    const bus::DutyWay& way = morning ? buses_.mornings[duty] : buses_.afternoons[duty];
    Json route{{"vehicle", duty + 1}, {"description", type.name}};
    if (!buses_.depots.empty()) {
      route["depot"] = buses_.depots[buses_.routes.duties[duty].depot.row()];
    }
    if (duty < locked_) route["locked"] = true;
    route["half"] = morning ? "morning" : "afternoon";
    route["capacity"] = amount(type.pupil_seats);
    route["pickup"] = amount(riders);
    route["delivery"] = amount(riders);
    route["distance"] = in_metres(way.length());
    route["duration"] = in_seconds(way.driving);
    route["violations"] = Json::array();
    route["steps"] = std::move(steps);
    return route;
  }

  /// Each stop's pupils get on once and off once: at the school all those of the line's stops.
  void add_steps(const BusLine& line, const BusRun& run, Json& steps) const {
    Heads load;
    for (const BusCall& call : run.calls) {
      const bool on = !call.on.empty();
      for (const bus::StopId stop : stops_of(run, call)) {
        const Heads pupils = buses_.stops[stop.row()].pupils;
        load = on ? load + pupils : load - pupils;
        steps.push_back(step_of(line, call, stop, on, load));
      }
    }
  }

  /// That get on or off at a call.
  [[nodiscard]] static std::vector<bus::StopId> stops_of(const BusRun& run, const BusCall& call) {
    if (call.stop) return {*call.stop};
    std::vector<bus::StopId> stops;
    for (const BusCall& other : run.calls) {
      if (other.stop && other.school == call.school) stops.push_back(*other.stop);
    }
    return stops;
  }

  [[nodiscard]] Json step_of(const BusLine& line, const BusCall& call, bus::StopId stop, bool on,
                             Heads load) const {
    const School& school = plan_.schools[call.school].school;
    const BusStopSite& site = buses_.sites[stop.row()];
    // At a school all pupils leave together, and leaving it the clock runs from the bus's leaving.
    const bool leaves_school = !call.stop && on;
    return {{"type", on ? "pickup" : "delivery"},
            {"id", stop.row() + 1},
            {"line", line.name},
            {"description", call.stop ? site.name : school.name},
            {"location", positions_.of(call.stop ? site.place : school.place)},
            {"arrival", clock_seconds(leaves_school ? call.leave : call.arrive)},
            {"service", call.stop ? clock_seconds(call.leave) - clock_seconds(call.arrive) : 0},
            {"load", amount(load)}};
  }

  [[nodiscard]] Json moved_bells() const {
    Json list = Json::array();
    for (const MovedBell& bell : buses_.moved_bells) {
      list.push_back({{"school", plan_.schools[bell.school].school.name},
                      {"code", plan_.schools[bell.school].school.code},
                      {"stage", bell.stage == Stage::primary ? "primary" : "junior"},
                      {"arrive", clock_text(bell.arrive)},
                      {"leave", clock_text(bell.leave)}});
    }
    return list;
  }

  [[nodiscard]] Json unassigned_pupils() const {
    Json list = Json::array();
    for (const Finding& finding : plan_.ride_findings) {
      Json entry{{"id", list.size() + 1}, {"type", "pickup"}};
      if (finding.settlement) entry["description"] = county_.settlements[*finding.settlement].name;
      if (finding.school) entry["school"] = plan_.schools[*finding.school].school.name;
      if (finding.place) entry["location"] = positions_.of(*finding.place);
      entry["amount"] = amount(finding.pupils);
      entry["reason"] = {{"key", finding.message.key},
                         {"zh", text(finding.message, Language::zh)},
                         {"en", text(finding.message, Language::en)}};
      list.push_back(std::move(entry));
    }
    return list;
  }

  const County& county_;
  const Plan& plan_;
  const BusService& buses_;
  Positions positions_;
  std::size_t locked_;  ///< so many vehicles, the first ones
  bool has_afternoon_ = false;
};

}  // namespace

std::string routes_json(const County& county, const Plan& plan, std::size_t locked) {
  return RoutesWriter(county, plan, locked).write().dump(1) + "\n";
}

std::string routes_json(const Study& study, std::size_t scenario) {
  return routes_json(study.ground.county, study.outcomes[scenario].plan, 0);
}

}  // namespace budian
