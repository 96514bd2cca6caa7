#include "scenarios/planner/township_buses.hpp"

#include <algorithm>

#include "scenarios/bus/search.hpp"

namespace budian::planner {
namespace {

/// Rows of the groups that ride, by the township of their school.
std::map<TownshipId, std::vector<std::size_t>> riders_by_township(const Plan& plan) {
  std::map<TownshipId, std::vector<std::size_t>> riders;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    if (plan.groups[i].way != Way::bus) continue;
    riders[plan.schools[plan.groups[i].school].school.township].push_back(i);
  }
  return riders;
}

Plan with_these_groups(const Plan& plan, const std::vector<std::size_t>& rows) {
  Plan part;
  part.schools = plan.schools;
  for (const std::size_t i : rows) part.groups.push_back(plan.groups[i]);
  return part;
}

bus::StopId later(bus::StopId stop, std::size_t by) { return bus::StopId(stop.row() + by); }
bus::BellId later(bus::BellId bell, std::size_t by) { return bus::BellId(bell.row() + by); }

/// Where the next township's stops, bells, buses and groups begin.
struct Offsets {
  std::size_t stops, bells, duties;
  const std::vector<std::size_t>& groups;  ///< row of the part → row of the plan
};

bus::Trip moved(bus::Trip trip, const Offsets& by) {
  trip.school = later(trip.school, by.bells);
  for (auto& stop : trip.stops) stop = later(stop, by.stops);
  for (auto& stop : trip.afternoon) stop = later(stop, by.stops);
  for (auto& bell : trip.further) bell = later(bell, by.bells);
  return trip;
}

void add_routes(const bus::Routes& part, const Offsets& by, bus::Routes& all) {
  for (bus::Duty duty : part.duties) {
    for (auto& trip : duty.trips) trip = moved(std::move(trip), by);
    all.duties.push_back(std::move(duty));
  }
  for (const auto& unserved : part.unserved) {
    all.unserved.push_back({later(unserved.stop, by.stops), unserved.reason});
  }
}

void move_calls(BusRun& run, const Offsets& by) {
  for (BusCall& call : run.calls) {
    if (call.stop) call.stop = later(*call.stop, by.stops);
  }
}

void add_lines(const BusService& part, const Offsets& by, BusService& all) {
  for (BusLine line : part.lines) {
    line.name = std::to_string(all.lines.size() + 1);
    line.duty += by.duties;
    move_calls(line.morning, by);
    move_calls(line.afternoon, by);
    all.lines.push_back(std::move(line));
  }
  for (BusBoarding boarding : part.boardings) {
    boarding.group = by.groups[boarding.group];
    boarding.stop = later(boarding.stop, by.stops);
    all.boardings.push_back(boarding);
  }
}

template <class T>
void append(const std::vector<T>& part, std::vector<T>& all) {
  all.insert(all.end(), part.begin(), part.end());
}

void add_totals(const BusService& part, BusService& all) {
  const std::int64_t riders = (all.riders + part.riders).count();
  if (riders > 0) {
    all.mean_ride = Milliseconds((all.mean_ride.count() * all.riders.count() +
                                  part.mean_ride.count() * part.riders.count()) /
                                 riders);
  }
  all.riders += part.riders;
  all.a_morning += part.a_morning;
  all.an_afternoon += part.an_afternoon;
  all.yearly_cost += part.yearly_cost;
  all.longest_ride = std::max(all.longest_ride, part.longest_ride);
  all.longest_wait = std::max(all.longest_wait, part.longest_wait);
}

void add_service(const BusService& part, const std::vector<std::size_t>& groups, BusService& all) {
  const Offsets by{all.stops.size(), all.schools.size(), all.routes.duties.size(), groups};
  for (bus::Stop stop : part.stops) {
    stop.school = later(stop.school, by.bells);
    all.stops.push_back(stop);
  }
  append(part.sites, all.sites);
  append(part.schools, all.schools);
  all.types = part.types;
  all.depots = part.depots;
  add_routes(part.routes, by, all.routes);
  append(part.mornings, all.mornings);
  append(part.afternoons, all.afternoons);
  append(part.moved_bells, all.moved_bells);
  add_lines(part, by, all);
  add_totals(part, all);
}

}  // namespace

TownshipBuses::Answer TownshipBuses::of_township(const Scenario& scenario, const Plan& plan,
                                                 const Groundwork& ground,
                                                 const std::vector<std::size_t>& riders) const {
  Key key;
  key.reserve(riders.size() * 6);
  for (const std::size_t i : riders) {
    const PupilGroup& group = plan.groups[i];
    const Point place = plan.schools[group.school].school.place;
    for (const std::int64_t part :
         {static_cast<std::int64_t>(group.settlement.row()), std::int64_t{group.grade},
          static_cast<std::int64_t>(group.school.row()), group.pupils.count(),
          std::int64_t{group.to_the_door}, std::int64_t{group.displaced()},
          static_cast<std::int64_t>(place.x * 1e3), static_cast<std::int64_t>(place.y * 1e3)}) {
      key.push_back(part);
    }
  }
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
  }
  const Plan part = with_these_groups(plan, riders);
  const BusTask task(scenario, part, ground);
  bus::Effort effort;
  effort.rounds_factor = rounds_factor_;
  effort.lanes = 1;
  effort.threads = 1;
  auto answer =
      std::make_shared<const PlannedBuses>(serve(task, bus::solve(task.problem(), effort)));
  const std::lock_guard lock(mutex_);
  return known_.emplace(std::move(key), std::move(answer)).first->second;
}

PlannedBuses TownshipBuses::plan(const Scenario& scenario, const Plan& plan,
                                 const Groundwork& ground) const {
  PlannedBuses all;
  for (const auto& [township, riders] : riders_by_township(plan)) {
    const Answer part = of_township(scenario, plan, ground, riders);
    add_service(part->service, riders, all.service);
    for (Stranded stranded : part->stranded) {
      stranded.group = riders[stranded.group];
      all.stranded.push_back(std::move(stranded));
    }
    append(part->findings, all.findings);
  }
  std::stable_sort(all.service.boardings.begin(), all.service.boardings.end(),
                   [](const BusBoarding& a, const BusBoarding& b) { return a.group < b.group; });
  return all;
}

std::size_t TownshipBuses::searched() const {
  const std::lock_guard lock(mutex_);
  return known_.size();
}

}  // namespace budian::planner
