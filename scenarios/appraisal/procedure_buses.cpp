// Steps of the procedure about buses: what the regulations demand, and the scenario's own limits.
#include <algorithm>
#include <set>

#include "scenarios/appraisal/procedure_figures.hpp"

namespace budian::appraisal {
namespace {

const Decision no_riders{StepState::does_not_apply, {"procedure.figures.no_riders", {}}};

Heads riders_of(const ClosureCase& at) {
  Heads riders;
  for (const std::size_t i : at.groups) {
    if (is_ride(at.trips.after[i].way)) riders += at.trips.after[i].group->pupils;
  }
  return riders;
}

/// Lines that fetch pupils of the closure.
std::vector<const BusLine*> lines_of(const ClosureCase& at) {
  const BusService& buses = at.trips.plan().buses;
  const std::set<std::size_t> groups(at.groups.begin(), at.groups.end());
  std::set<bus::StopId> stops;
  for (const auto& boarding : buses.boardings) {
    if (groups.contains(boarding.group)) stops.insert(boarding.stop);
  }
  std::vector<const BusLine*> lines;
  for (const auto& line : buses.lines) {
    const bool calls =
        std::any_of(line.morning.calls.begin(), line.morning.calls.end(),
                    [&](const BusCall& call) { return call.stop && stops.contains(*call.stop); });
    if (calls) lines.push_back(&line);
  }
  return lines;
}

/// The greatest speed of the timetable on roads that are hazards, or on the others; on these signs
/// count up to the cap of the profile.
Speed fastest(const Profile& profile, const Table<RoadId, Road>& roads, bool hazards) {
  Speed result{};
  for (const Road& road : roads) {
    const auto& of_class = profile.speeds[row(road.road_class)];
    if (!of_class || !road.drivable || road.hazard != hazards) continue;
    if (hazards && profile.hazard_forbidden) continue;
    Speed speed = road.speed.value_or(*of_class);
    if (profile.cap > Speed{}) speed = std::min(speed, profile.cap);
    if (hazards && profile.hazard_cap > Speed{}) speed = std::min(speed, profile.hazard_cap);
    result = std::max(result, speed);
  }
  return result;
}

double whole_kmh(Speed speed) { return std::round(in_kilometres_per_hour(speed)); }

}  // namespace

Decision buses_served(const ClosureCase& at) {
  const Heads riders = riders_of(at);
  if (riders == Heads(0)) return no_riders;
  Heads unserved, public_lines;
  for (const std::size_t i : at.groups) {
    const Trip& trip = at.trips.after[i];
    if (trip.way == Way::public_line) public_lines += trip.group->pupils;
    if (is_ride(trip.way) && !trip.journey->ride) unserved += trip.group->pupils;
  }
  return {passed_if(unserved == Heads(0)),
          {"procedure.figures.buses_served",
           {{"riders", riders.count()},
            {"public", public_lines.count()},
            {"unserved", unserved.count()}}}};
}

Decision bus_seats(const ClosureCase& at) {
  const auto lines = lines_of(at);
  if (lines.empty()) return {StepState::does_not_apply, {"procedure.figures.no_lines", {}}};
  const BusService& buses = at.trips.plan().buses;
  const auto over = std::count_if(lines.begin(), lines.end(), [&](const BusLine* line) {
    return line->load > buses.types[buses.routes.duties[line->duty].type.row()].pupil_seats;
  });
  return {passed_if(over == 0),
          {"procedure.figures.bus_seats",
           {{"lines", static_cast<std::int64_t>(lines.size())},
            {"over", static_cast<std::int64_t>(over)}}}};
}

Decision bus_speeds(const ClosureCase& at, const ProcedureItem& item) {
  if (lines_of(at).empty()) return {StepState::does_not_apply, {"procedure.figures.no_lines", {}}};
  const auto& profile = at.trips.situation.ground.travel.bus;
  const auto& roads = at.trips.county().roads;
  const double most = item.most.value_or(0), on_hazards = item.most_hazard.value_or(0);
  const Speed usual = fastest(profile, roads, false), hazard = fastest(profile, roads, true);
  const bool lawful =
      usual <= kilometres_per_hour(most) && hazard <= kilometres_per_hour(on_hazards);
  return {passed_if(lawful),
          {"procedure.figures.bus_speeds",
           {{"fastest", whole_kmh(usual)},
            {"most", most},
            {"hazard", whole_kmh(hazard)},
            {"most_hazard", on_hazards}}}};
}

Decision buses_within_limits(const ClosureCase& at) {
  const auto& limits = at.trips.situation.scenario.limits;
  Heads judged, over;
  Milliseconds longest;
  for (const std::size_t i : at.groups) {
    const Trip& trip = at.trips.after[i];
    const auto& journey = *trip.journey;
    if (!is_ride(trip.way) || !journey.ride || !journey.door_to_door) continue;
    judged += trip.group->pupils;
    longest = std::max(longest, *journey.ride);
    const auto band = row(band_of_grade(trip.group->grade));
    if ((trip.way == Way::bus && *journey.ride > limits.ride[band]) ||
        *journey.door_to_door > limits.door_to_door[band]) {
      over += trip.group->pupils;
    }
  }
  const Heads riders = riders_of(at);
  if (riders == Heads(0)) return no_riders;
  if (judged == Heads(0)) {
    return {StepState::open, {"procedure.figures.rides_unknown", {{"riders", riders.count()}}}};
  }
  const Heads unknown = riders - judged;
  return {over > Heads(0)      ? StepState::failed
          : unknown > Heads(0) ? StepState::open
                               : StepState::passed,
          {"procedure.figures.buses",
           {{"riders", riders.count()},
            {"over", over.count()},
            {"unknown", unknown.count()},
            {"longest", tenths(longest)}}}};
}

}  // namespace budian::appraisal
