#include "scenarios/bus/service.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

#include "scenarios/bus/bounds.hpp"
#include "scenarios/bus/lines.hpp"
#include "scenarios/bus/search.hpp"
#include "scenarios/bus/servable.hpp"
#include "scenarios/resolve.hpp"

namespace budian {
namespace {

BusSites sites_of(const Scenario& scenario, const Plan& plan, const Groundwork& ground) {
  std::set<SettlementId> settlements;
  std::set<SchoolId> schools;
  for (const PupilGroup& group : plan.groups) {
    if (group.way != Way::bus) continue;
    settlements.insert(group.settlement);
    schools.insert(group.school);
  }
  return {ground,
          plan,
          scenario.bus,
          {settlements.begin(), settlements.end()},
          {schools.begin(), schools.end()}};
}

/// The county's hours, or the school's own.
void set_hours(const RideRules& rules, const BusSchools& named, const Bell& bell,
               bus::School& school) {
  const BusPolicy& policy = rules.scenario().bus;
  const std::size_t stage = row(bell.stage);
  school.arrive = policy.bell[stage];
  school.depart = policy.dismissal[stage];
  school.early = policy.early_arrival;
  school.late = policy.late_departure;
  school.bell_earlier = policy.bell_earlier;
  school.bell_later = policy.bell_later;
  for (std::size_t i = 0; i < policy.hours.size(); ++i) {
    const SchoolHours& hours = policy.hours[i];
    if (hours.stage && *hours.stage != bell.stage) continue;
    if (named.hours[i] != rules.sites().schools()[bell.school]) continue;
    school.arrive = hours.arrive.value_or(school.arrive);
    school.depart = hours.leave.value_or(school.depart);
    school.early = hours.early.value_or(school.early);
    school.late = hours.late.value_or(school.late);
    school.bell_earlier = hours.bell_earlier.value_or(school.bell_earlier);
    school.bell_later = hours.bell_later.value_or(school.bell_later);
  }
}

bus::School school_of(const RideRules& rules, const BusSchools& named, const Bell& bell) {
  bus::School school;
  school.site = rules.sites().school_site(bell.school);
  set_hours(rules, named, bell, school);
  const SchoolId id = rules.sites().schools()[bell.school];
  const TownshipId township = rules.plan().schools[id].school.township;
  const bool own = rules.scenario().bus.contract == BusContract::township;
  school.contractor = own ? static_cast<int>(township.row()) : 0;
  return school;
}

Table<bus::BellId, bus::School> schools_of(const RideRules& rules) {
  const BusSchools named = bus_schools(rules.scenario(), rules.ground().county);
  Table<bus::BellId, bus::School> schools;
  for (const Bell& bell : rules.bells()) schools.push_back(school_of(rules, named, bell));
  return schools;
}

/// Mixed loads, but for stages and schools that are kept apart. The stages of one school keep its
/// bus for themselves unless they are kept apart.
std::vector<bus::SchoolPair> may_share(const RideRules& rules) {
  const BusPolicy& policy = rules.scenario().bus;
  std::vector<bus::SchoolPair> pairs;
  if (!policy.mixed_loads) return pairs;
  const auto apart = bus_schools(rules.scenario(), rules.ground().county).apart;
  const auto& bells = rules.bells();
  for (std::size_t i = 0; i < bells.size(); ++i) {
    for (std::size_t j = i + 1; j < bells.size(); ++j) {
      const SchoolId a = rules.sites().schools()[bells[i].school];
      const SchoolId b = rules.sites().schools()[bells[j].school];
      if (policy.stages_apart && bells[i].stage != bells[j].stage) continue;
      if (!apart.contains(std::minmax(a, b))) pairs.emplace_back(bus::BellId(i), bus::BellId(j));
    }
  }
  return pairs;
}

Table<bus::DepotId, bus::Depot> depots_of(const RideRules& rules) {
  Table<bus::DepotId, bus::Depot> depots;
  for (const money::BusDepot& depot : rules.ground().money.bus.depots) {
    depots.push_back({rules.sites().depot_site(depots.size()), depot.available});
  }
  return depots;
}

bus::Parameters parameters_of(const Scenario& scenario, const Groundwork& ground) {
  bus::Parameters parameters;
  parameters.dwell = scenario.bus.dwell;
  parameters.dwell_a_pupil = scenario.bus.dwell_a_pupil;
  parameters.unload = scenario.bus.unload;
  parameters.service_days = ground.money.bus.service_days;
  parameters.trips_a_day = ground.money.bus.trips_a_day;
  parameters.chain_trips = scenario.bus.chain_trips;
  parameters.seed = scenario.seed;
  parameters.fewest_buses_first = scenario.bus.objective == BusObjective::fewest_buses;
  parameters.least_pupils = scenario.bus.least_pupils;
  parameters.pupil_hour = scenario.bus.pupil_hour;
  parameters.pupil_hour_over_target = scenario.bus.pupil_hour_over_target;
  parameters.bell_step = scenario.bus.bell_step;
  return parameters;
}

/// Seats of the largest bus that exists; without buses one load takes everyone, and nobody is
/// served.
Heads largest_seats(const std::vector<bus::BusType>& types) {
  const Heads seats = bus::most_seats(types);
  return seats > Heads(0) ? seats : Heads(1'000'000);
}

class ServiceMaker {
 public:
  ServiceMaker(const RideRules& rules, const Boarding& boarding, const bus::Problem& problem,
               bus::Routes routes)
      : rules_(rules), boarding_(boarding), problem_(problem) {
    service_.routes = std::move(routes);
  }

  BusService make() {
    service_.stops = problem_.stops().rows();
    for (const Bell& bell : rules_.bells()) {
      service_.schools.push_back(rules_.sites().schools()[bell.school]);
    }
    service_.types = problem_.types().rows();
    for (const auto& depot : rules_.ground().money.bus.depots) {
      service_.depots.push_back(depot.name);
    }
    add_sites();
    add_moved_bells();
    add_lines();
    add_boardings();
    add_totals();
    return std::move(service_);
  }

 private:
  /// A stop that is no settlement's own counts with the settlement of its first riders.
  void add_sites() {
    for (const bus::Stop& stop : problem_.stops()) {
      service_.sites.push_back(
          {rules_.sites().name(stop.site), rules_.sites().place(stop.site), {}});
    }
    const auto& riders = boarding_.riders;
    for (auto rider = riders.rbegin(); rider != riders.rend(); ++rider) {
      const SettlementId home = rules_.plan().groups[rider->group].settlement;
      service_.sites[rider->stop.row()].township =
          rules_.ground().county.settlements[home].township;
    }
  }

  void add_moved_bells() {
    for (const bus::BellId id : service_.routes.bells.ids()) {
      const Milliseconds later = service_.routes.bells[id];
      if (later == Milliseconds(0)) continue;
      const Bell& bell = rules_.bells()[id.row()];
      const bus::School& school = problem_.schools()[id];
      service_.moved_bells.push_back(
          {rules_.sites().schools()[bell.school], bell.stage, school.arrive, school.depart, later});
    }
  }

  void add_lines() {
    for (const bus::Duty& duty : service_.routes.duties) {
      service_.mornings.push_back(bus::morning_way(problem_, duty));
      service_.afternoons.push_back(bus::afternoon_way(problem_, duty));
    }
    service_.lines = make_lines(rules_, boarding_, problem_, service_.routes);
  }

  void add_boardings() {
    std::vector<bool> left_behind(problem_.stops().size(), false);
    for (const bus::Unserved& unserved : service_.routes.unserved) {
      left_behind[unserved.stop.row()] = true;
    }
    for (const Rider& rider : boarding_.riders) {
      if (left_behind[rider.stop.row()]) continue;
      service_.boardings.push_back({rider.group, rider.stop, rider.walk, rider.pupils});
      service_.riders += rider.pupils;
    }
    std::stable_sort(service_.boardings.begin(), service_.boardings.end(),
                     [](const BusBoarding& a, const BusBoarding& b) { return a.group < b.group; });
  }

  void add_totals() {
    for (const bus::DutyWay& way : service_.mornings) service_.a_morning += way;
    for (const bus::DutyWay& way : service_.afternoons) service_.an_afternoon += way;
    service_.yearly_cost = bus::yearly_cost(problem_, service_.routes);
    std::int64_t rides = 0;
    for (const BusLine& line : service_.lines) {
      service_.longest_ride =
          std::max({service_.longest_ride, line.morning.longest_ride, line.afternoon.longest_ride});
      service_.longest_wait = std::max({service_.longest_wait, line.early, line.late});
      for (const BusCall& call : line.morning.calls) {
        if (call.stop) rides += call.ride.count() * problem_.stops()[*call.stop].pupils.count();
      }
    }
    if (service_.riders > Heads(0)) {
      service_.mean_ride = Milliseconds(rides / service_.riders.count());
    }
  }

  const RideRules& rules_;
  const Boarding& boarding_;
  const bus::Problem& problem_;
  BusService service_;
};

/// Everyone at a stop that no bus serves. Stops are only made where a bus could drive alone, so the
/// fleet is why, or that they are too few.
void strand_unserved(const bus::Problem& problem, const bus::Routes& routes, Boarding& boarding) {
  std::vector<std::optional<Stranded>> left_behind(boarding.stops.size());
  for (const auto& [stop, reason] : routes.unserved) {
    Stranded why;
    why.reason = NoRide::below_minimum;
    if (reason != bus::UnservedReason::below_minimum) {
      why.reason = NoRide::no_bus;
      why.window = bus::window_that_would_do(problem, routes, stop);
    }
    left_behind[stop.row()] = why;
  }
  for (const Rider& rider : boarding.riders) {
    auto why = left_behind[rider.stop.row()];
    if (!why) continue;
    why->group = rider.group;
    why->pupils = rider.pupils;
    boarding.stranded.push_back(*why);
  }
}

}  // namespace

bus::School served_school(const RideRules& rules, const Bell& bell) {
  return school_of(rules, bus_schools(rules.scenario(), rules.ground().county), bell);
}

BusTask::BusTask(const Scenario& scenario, const Plan& plan, const Groundwork& ground)
    : sites_(sites_of(scenario, plan, ground)),
      rules_(scenario, plan, ground, sites_),
      boarding_(board(rules_, largest_seats(ground.money.bus.types))),
      problem_({boarding_.stops, schools_of(rules_),
                Table<bus::BusTypeId, bus::BusType>(ground.money.bus.types), depots_of(rules_),
                sites_.travel(), parameters_of(scenario, ground), may_share(rules_)}) {}

const std::string& BusTask::stop_name(bus::StopId stop) const {
  return sites_.name(problem_.stops()[stop].site);
}

const std::string& BusTask::school_name(bus::BellId bell) const {
  return rules_.plan().schools[sites_.schools()[rules_.bells()[bell.row()].school]].school.name;
}

PlannedBuses serve(const BusTask& task, const bus::Routes& routes) {
  if (!bus::check(task.problem(), routes).empty()) {
    throw std::logic_error("bus service: the routes break a limit of their problem");
  }
  const bus::Problem problem = bus::with_bells(task.problem(), routes.bells);
  Boarding boarding = task.boarding();
  strand_unserved(problem, routes, boarding);
  PlannedBuses planned;
  planned.findings = findings_of(task.rules(), boarding.stranded);
  planned.service = ServiceMaker(task.rules(), boarding, problem, routes).make();
  planned.service.least_buses = bus::least_buses_proved(task.problem());
  planned.stranded = std::move(boarding.stranded);
  return planned;
}

PlannedBuses plan_buses(const Scenario& scenario, const Plan& plan, const Groundwork& ground) {
  const BusTask task(scenario, plan, ground);
  if (task.is_empty()) return {};
  return serve(task, bus::solve(task.problem()));
}

}  // namespace budian
