// The buses of a plan in the form in which vehicle routing programs exchange solutions: vehicles
// with steps, and who is not served with the reason.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "maps/outputs.hpp"
#include "maps/positions.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

/// Whole seconds of the day.
std::int64_t clock_seconds(Milliseconds time) { return time.count() / 1000; }
Json amount(Heads heads) { return Json::array({heads.count()}); }

class RoutesWriter {
 public:
  RoutesWriter(const County& county, const Plan& plan)
      : county_(county), plan_(plan), buses_(plan.buses), positions_(county) {}

  [[nodiscard]] Json write() const {
    Json routes = Json::array();
    for (std::size_t duty = 0; duty < buses_.routes.duties.size(); ++duty) {
      routes.push_back(route_of(duty, true));
      if (has_afternoon(duty)) routes.push_back(route_of(duty, false));
    }
    Json unassigned = unassigned_pupils();
    return {{"code", 0},
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
  }

 private:
  [[nodiscard]] bool has_afternoon(std::size_t duty) const {
    const auto& trips = buses_.routes.duties[duty].trips;
    return std::any_of(trips.begin(), trips.end(),
                       [](const bus::Trip& trip) { return !trip.afternoon.empty(); });
  }

  [[nodiscard]] Json route_of(std::size_t duty, bool morning) const {
    std::vector<const BusLine*> lines;
    for (const BusLine& line : buses_.lines) {
      if (line.duty == duty) lines.push_back(&line);
    }
    const auto begins = [&](const BusLine* line) {
      return morning ? line->morning.at_school : line->afternoon.at_school;
    };
    std::sort(lines.begin(), lines.end(), [&](const BusLine* a, const BusLine* b) {
      return std::make_pair(begins(a), a->trip) < std::make_pair(begins(b), b->trip);
    });
    Json steps = Json::array();
    Heads riders;
    for (const BusLine* line : lines) {
      morning ? add_morning(*line, steps) : add_afternoon(*line, steps);
      riders += line->morning.load;
    }
    const auto& type = buses_.types[buses_.routes.duties[duty].type.row()];
    const bus::DutyWay& way = morning ? buses_.mornings[duty] : buses_.afternoons[duty];
    return {{"vehicle", duty + 1},
            {"description", type.name},
            {"half", morning ? "morning" : "afternoon"},
            {"capacity", amount(type.pupil_seats)},
            {"pickup", amount(riders)},
            {"delivery", amount(riders)},
            {"distance", in_metres(way.length())},
            {"duration", in_seconds(way.driving)},
            {"violations", Json::array()},
            {"steps", std::move(steps)}};
  }

  /// Pupils get in stop by stop and out at their school.
  void add_morning(const BusLine& line, Json& steps) const {
    const auto& stops = trip_of(line).stops;
    Heads load;
    for (std::size_t i = 0; i < stops.size(); ++i) {
      load += buses_.stops[stops[i].row()].pupils;
      steps.push_back(
          at_stop(line, "pickup", stops[i], line.morning.arrive[i], line.morning.leave[i], load));
    }
    for (const bus::StopId stop : stops) {
      load = load - buses_.stops[stop.row()].pupils;
      steps.push_back(at_school(line, "delivery", stop, line.morning.at_school, load));
    }
  }

  /// In at the school, out stop by stop.
  void add_afternoon(const BusLine& line, Json& steps) const {
    Heads load;
    for (const bus::StopId stop : line.afternoon_stops) {
      load += buses_.stops[stop.row()].pupils;
      steps.push_back(at_school(line, "pickup", stop, line.afternoon.at_school, load));
    }
    for (std::size_t i = 0; i < line.afternoon_stops.size(); ++i) {
      const bus::StopId stop = line.afternoon_stops[i];
      load = load - buses_.stops[stop.row()].pupils;
      steps.push_back(
          at_stop(line, "delivery", stop, line.afternoon.arrive[i], line.afternoon.leave[i], load));
    }
  }

  [[nodiscard]] Json at_stop(const BusLine& line, const char* type, bus::StopId stop,
                             Milliseconds arrive, Milliseconds leave, Heads load) const {
    const BusStopSite& site = buses_.sites[stop.row()];
    return {{"type", type},
            {"id", stop.row() + 1},
            {"line", line.name},
            {"description", site.name},
            {"location", positions_.of(site.place)},
            {"arrival", clock_seconds(arrive)},
            {"service", clock_seconds(leave) - clock_seconds(arrive)},
            {"load", amount(load)}};
  }

  [[nodiscard]] Json at_school(const BusLine& line, const char* type, bus::StopId stop,
                               Milliseconds arrive, Heads load) const {
    const School& school = plan_.schools[line.school].school;
    return {{"type", type},
            {"id", stop.row() + 1},
            {"line", line.name},
            {"description", school.name},
            {"location", positions_.of(school.place)},
            {"arrival", clock_seconds(arrive)},
            {"service", 0},
            {"load", amount(load)}};
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

  [[nodiscard]] const bus::Trip& trip_of(const BusLine& line) const {
    return buses_.routes.duties[line.duty].trips[line.trip];
  }

  const County& county_;
  const Plan& plan_;
  const BusService& buses_;
  Positions positions_;
};

}  // namespace

std::string routes_json(const Study& study, std::size_t scenario) {
  return RoutesWriter(study.ground.county, study.outcomes[scenario].plan).write().dump(1) + "\n";
}

}  // namespace budian
