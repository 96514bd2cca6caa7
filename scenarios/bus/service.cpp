#include "scenarios/bus/service.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "scenarios/bus/lines.hpp"
#include "scenarios/bus/search.hpp"
#include "scenarios/bus/servable.hpp"

namespace budian {
namespace {

BusSites sites_of(const Plan& plan, const Groundwork& ground) {
  std::set<SettlementId> settlements;
  std::set<SchoolId> schools;
  for (const PupilGroup& group : plan.groups) {
    if (group.way != Way::bus) continue;
    settlements.insert(group.settlement);
    schools.insert(group.school);
  }
  return {ground, plan, {settlements.begin(), settlements.end()}, {schools.begin(), schools.end()}};
}

/// One bell a school. Where pupils of both stages ride to a nine-year school they share the bus,
/// and the school rings the primary bell; a school to which only junior pupils ride rings the
/// junior bell.
Table<bus::BellId, bus::School> schools_of(const RideRules& rules) {
  std::vector<bool> has_primary(rules.sites().schools().size(), false);
  for (std::size_t group = 0; group < rules.plan().groups.size(); ++group) {
    const PupilGroup& pupils = rules.plan().groups[group];
    if (pupils.way == Way::bus && stage_of_grade(pupils.grade) == Stage::primary) {
      has_primary[rules.school_of(group)] = true;
    }
  }
  Table<bus::BellId, bus::School> schools;
  for (std::size_t i = 0; i < has_primary.size(); ++i) {
    const std::size_t stage = row(has_primary[i] ? Stage::primary : Stage::junior);
    const BusPolicy& policy = rules.scenario().bus;
    const TownshipId township = rules.plan().schools[rules.sites().schools()[i]].school.township;
    const bool own = policy.contract == BusContract::township;
    schools.push_back({rules.sites().school_site(i), policy.bell[stage], policy.dismissal[stage],
                       policy.early_arrival, policy.late_departure,
                       own ? static_cast<int>(township.row()) : 0});
  }
  return schools;
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
    service_.schools = rules_.sites().schools();
    service_.types = problem_.types().rows();
    add_sites();
    add_lines();
    add_boardings();
    add_totals();
    return std::move(service_);
  }

 private:
  void add_sites() {
    for (const bus::Stop& stop : problem_.stops()) {
      const SettlementId id = rules_.sites().settlement(stop.site.row());
      const Settlement& settlement = rules_.ground().county.settlements[id];
      service_.sites.push_back(
          {settlement.name, rules_.sites().place(stop.site), settlement.township});
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
      service_.boardings.push_back({rider.group, rider.stop, rider.pupils, rider.walk});
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
/// fleet is why.
void strand_unserved(const bus::Routes& routes, Boarding& boarding) {
  std::vector<bool> left_behind(boarding.stops.size(), false);
  for (const bus::Unserved& unserved : routes.unserved) left_behind[unserved.stop.row()] = true;
  for (const Rider& rider : boarding.riders) {
    if (!left_behind[rider.stop.row()]) continue;
    boarding.stranded.push_back({rider.group, NoRide::no_bus, rider.pupils, std::nullopt});
  }
}

}  // namespace

BusTask::BusTask(const Scenario& scenario, const Plan& plan, const Groundwork& ground)
    : sites_(sites_of(plan, ground)),
      rules_(scenario, plan, ground, sites_),
      boarding_(board(rules_, largest_seats(ground.money.bus.types))),
      problem_({boarding_.stops,
                schools_of(rules_),
                Table<bus::BusTypeId, bus::BusType>(ground.money.bus.types),
                {},
                sites_.travel(),
                parameters_of(scenario, ground)}) {}

PlannedBuses plan_buses(const Scenario& scenario, const Plan& plan, const Groundwork& ground) {
  const BusTask task(scenario, plan, ground);
  if (task.is_empty()) return {};
  bus::Routes routes = bus::solve(task.problem());
  if (!bus::check(task.problem(), routes).empty()) {
    throw std::logic_error("bus service: the search broke a limit of its problem");
  }
  Boarding boarding = task.boarding();
  strand_unserved(routes, boarding);
  PlannedBuses planned;
  planned.findings = findings_of(task.rules(), boarding.stranded);
  planned.service = ServiceMaker(task.rules(), boarding, task.problem(), std::move(routes)).make();
  planned.stranded = std::move(boarding.stranded);
  return planned;
}

}  // namespace budian
