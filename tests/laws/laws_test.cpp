// Properties that hold across all layers, on the perfect grid county and on the sample county.
#include <tbb/global_control.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "gis/county_reader.hpp"
#include "gis/projection.hpp"
#include "maps/outputs.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/sample/sample_county.hpp"
#include "scenarios/scenario_file.hpp"
#include "scenarios/school_travel.hpp"
#include "tests/support/grid_county.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

const std::string close_points = "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n";

std::string bytes_of(const Groundwork& ground, const Scenario& scenario) {
  const std::vector<Scenario> scenarios{empty_scenario(), scenario};
  std::vector<Outcome> outcomes;
  for (const auto& one : scenarios) outcomes.push_back(evaluate(one, apply(one, ground), ground));
  return outcome_json({ground, scenarios, outcomes}, 1);
}

/// The sample county, written and read once for all laws.
const Groundwork& sample_ground() {
  static const Groundwork ground = [] {
    const ScratchFolder folder;
    write_sample_county(folder.path(), 1, 1);
    return prepare(read_county(folder.path() / "county.toml").county, built_in_travel_rules(),
                   money::built_in_rules(), built_in_standards());
  }();
  return ground;
}

TEST_CASE("The number of threads does not matter") {
  const Scenario scenario = scenario_of(close_points);
  std::string one;
  {
    const tbb::global_control single(tbb::global_control::max_allowed_parallelism, 1);
    one = bytes_of(ground_of(grid_county()), scenario);
  }
  CHECK(one == bytes_of(ground_of(grid_county()), scenario));
}

TEST_CASE("The furthest settlements of a township hold all their pupils and its longest way") {
  const Groundwork& ground = sample_ground();
  const Scenario scenario = scenario_of(close_points);
  const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
  for (const auto& township : outcome.townships) {
    for (const auto stage : stages) {
      const auto& worst = township.worst[row(stage)];
      const auto& summary = township.by_stage[row(stage)];
      REQUIRE_FALSE(worst.empty());
      // Who is cut off comes first.
      const auto first = std::find_if(worst.begin(), worst.end(), [](const WorstSettlement& far) {
        return far.road.has_value();
      });
      CHECK((first == worst.begin()) == (summary.unreachable == Heads(0)));
      if (first != worst.end()) CHECK((first->road == summary.max_road));
      for (const auto& far : worst) {
        Heads heads;
        for (const auto& group : outcome.plan.groups) {
          const bool same = group.settlement == far.settlement && group.school == far.school;
          if (same && stage_of_grade(group.grade) == stage) heads += group.pupils;
        }
        CHECK(far.pupils == heads);
      }
    }
  }
}

TEST_CASE("A township whose pupils have no school at home is named with their number") {
  const Groundwork ground = ground_of(grid_county());
  const auto named = [&](const std::string& toml) {
    const Scenario scenario = scenario_of(toml);
    const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
    std::set<std::pair<std::string, std::int64_t>> result;
    for (const auto& finding : outcome.findings) {
      if (!finding.message.key.starts_with("finding.no_school.")) continue;
      REQUIRE(finding.township.has_value());
      result.emplace(finding.message.key + " " + ground.county.townships[*finding.township].name,
                     finding.pupils.count());
    }
    return result;
  };
  const auto pupils_in_east = [&](Stage stage) {
    Heads heads;
    for (const auto& group : ground.placement.groups) {
      const bool east = ground.county.settlements[group.settlement].township == TownshipId(1);
      if (east && stage_of_grade(group.grade) == stage) heads += group.pupils;
    }
    return heads.count();
  };
  // Of the junior school's 180 pupils 20 of 45 settlements have about 80.
  const std::pair juniors{std::string("finding.no_school.junior East"),
                          pupils_in_east(Stage::junior)};
  CHECK(std::abs(juniors.second - 80) <= 3);
  CHECK(named("") == std::set{juniors});
  const std::pair primary{std::string("finding.no_school.primary East"),
                          pupils_in_east(Stage::primary)};
  const std::string any = "[limits]\nreceivers = \"any\"\nseats = false\n";
  CHECK(named("[[measure]]\ndo = \"close_schools\"\nschools = [\"E\"]\n" + any) ==
        std::set{juniors, primary});
}

TEST_CASE("It is told that of an opened school only classrooms are known") {
  const Groundwork ground = ground_of(grid_county());
  const Point place = Projection("EPSG:4548", "EPSG:4490")({8000, 4000});
  const std::string open = "[[measure]]\ndo = \"open\"\ncode = \"N\"\nname = \"N\"\nkind = 211\n";
  const auto told = [&](const std::string& toml) {
    const Scenario scenario = scenario_of(toml);
    const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
    return std::count_if(
        outcome.findings.begin(), outcome.findings.end(), [](const Finding& finding) {
          return finding.message.key == "finding.opened_holdings" && finding.school == SchoolId(4);
        });
  };
  CHECK(told(open + "place = [" + std::to_string(place.x) + ", " + std::to_string(place.y) +
             "]\ngrades = [1, 2, 3, 4, 5, 6]\nclassrooms = 6\n") == 1);
  CHECK(told("") == 0);
}

TEST_CASE("A scenario without effect gives today's bytes but for its name") {
  const Groundwork ground = ground_of(grid_county());
  Scenario named = scenario_of("");
  Scenario unrelated = scenario_of("[[measure]]\ndo = \"close\"\nkinds = [345]\nfewer_than = 30\n");
  Outcome a = evaluate(named, apply(named, ground), ground);
  Outcome b = evaluate(unrelated, apply(unrelated, ground), ground);
  b.plan.remarks.clear();
  std::erase_if(b.findings,
                [](const Finding& f) { return f.message.key == "plan.rule_matches_nothing"; });
  const std::vector<Scenario> scenarios{named};
  CHECK(outcome_json({ground, scenarios, {a}}, 0) == outcome_json({ground, scenarios, {b}}, 0));
}

TEST_CASE("Opening a school never lengthens the way to the nearest school") {
  const Groundwork ground = ground_of(grid_county());
  for (const Point place : {Point{1000, 3000}, Point{6500, 500}, Point{8000, 4000}}) {
    const SchoolTravel before(ground, {});
    const SchoolTravel after(ground, {place});
    for (const auto settlement : ground.county.settlements.ids()) {
      const auto nearest = [&](const SchoolTravel& travel) {
        Millimetres least(std::numeric_limits<std::int64_t>::max());
        travel.each_on_foot(settlement,
                            [&](SchoolId, Millimetres length) { least = std::min(least, length); });
        return least;
      };
      CHECK(nearest(after) <= nearest(before));
    }
  }
}

TEST_CASE("On the grid the way on foot is the Manhattan distance") {
  const Groundwork ground = ground_of(grid_county());
  for (const auto settlement : ground.county.settlements.ids()) {
    for (const auto school : ground.county.schools.ids()) {
      const Point from = ground.county.settlements[settlement].place;
      const Point to = ground.county.schools[school].place;
      const auto journey = ground.on_foot.find(settlement.row(), school.row());
      REQUIRE(journey);
      CHECK(journey->length == metres(std::abs(from.x - to.x) + std::abs(from.y - to.y)));
    }
  }
}

TEST_CASE("An added road never lengthens anybody's way") {
  County more = grid_county();
  Road shortcut;
  shortcut.line = {{0, 0}, {8000, 4000}};
  more.roads.push_back(shortcut);
  const Groundwork before = ground_of(grid_county());
  const Groundwork after = ground_of(std::move(more));
  for (std::size_t s = 0; s < before.county.settlements.size(); ++s) {
    for (std::size_t j = 0; j < before.county.schools.size(); ++j) {
      CHECK(after.on_foot.find(s, j)->length <= before.on_foot.find(s, j)->length);
    }
  }
}

/// Everyone gets on once and off once, time and way only grow, and nobody is left aboard.
void check_run(const BusRun& run, const BusLine& line) {
  std::map<std::pair<SchoolId, int>, std::int64_t> aboard;
  std::int64_t load = 0, boarded = 0;
  for (std::size_t i = 0; i < run.calls.size(); ++i) {
    const BusCall& call = run.calls[i];
    for (const auto& entry : call.on) {
      aboard[{entry.school, entry.grade}] += entry.pupils.count();
      load += entry.pupils.count();
      boarded += entry.pupils.count();
    }
    for (const auto& entry : call.off) {
      aboard[{entry.school, entry.grade}] -= entry.pupils.count();
      load -= entry.pupils.count();
    }
    CHECK(call.load == Heads(load));
    CHECK(call.arrive <= call.leave);
    if (i == 0) continue;
    CHECK(run.calls[i - 1].leave <= call.arrive);
    CHECK(run.calls[i - 1].driven <= call.driven);
  }
  CHECK(Heads(boarded) == line.load);
  for (const auto& [grade, heads] : aboard) CHECK(heads == 0);
  CHECK(run.calls.back().driven == run.loaded);
  CHECK(run.geometry.size() >= 1);
}

void check_riders(const Groundwork& ground, const Scenario& scenario) {
  const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
  const auto& buses = outcome.plan.buses;
  std::map<std::size_t, std::int64_t> at_stop;
  std::set<std::size_t> boarded;
  for (const auto& boarding : buses.boardings) boarded.insert(boarding.group);
  for (std::size_t i = 0; i < outcome.plan.groups.size(); ++i) {
    CHECK((outcome.plan.groups[i].way == Way::bus) == boarded.contains(i));
  }
  std::int64_t seats_taken = 0;
  std::set<bus::StopId> visited;
  std::array<Millimetres, 4> ways{};
  for (const auto& line : buses.lines) {
    const auto& duty = buses.routes.duties[line.duty];
    std::int64_t load = 0;
    for (const auto stop : duty.trips[line.trip].stops) {
      CHECK(visited.insert(stop).second);
      load += buses.stops[stop.row()].pupils.count();
    }
    CHECK(Heads(load) == line.load);
    check_run(line.morning, line);
    check_run(line.afternoon, line);
    ways[0] += line.morning.loaded;
    ways[1] += line.morning.empty;
    ways[2] += line.afternoon.loaded;
    ways[3] += line.afternoon.empty;
    CHECK(Heads(load) <= buses.types[duty.type.row()].pupil_seats);
    seats_taken += load;
  }
  std::int64_t riders = 0;
  for (const auto& group : outcome.plan.groups) {
    if (group.way == Way::bus) riders += group.pupils.count();
  }
  CHECK(seats_taken == riders);
  CHECK(buses.riders == Heads(riders));
  CHECK(ways[0] == buses.a_morning.loaded);
  CHECK(ways[1] == buses.a_morning.empty);
  CHECK(ways[2] == buses.an_afternoon.loaded);
  CHECK(ways[3] == buses.an_afternoon.empty);
}

/// What the lines of each bus type cost by item; the kilometres of a year by type.
void check_line_costs(const Groundwork& ground, const Scenario& scenario) {
  using money::LineItem;
  const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
  const auto& buses = outcome.plan.buses;
  REQUIRE(outcome.line_costs.size() == buses.lines.size());
  const auto sum_over = [&](const money::BusExpense& bus) {
    Fen sum;
    for (std::size_t i = 0; i < buses.lines.size(); ++i) {
      if (buses.routes.duties[buses.lines[i].duty].type.row() != bus.type) continue;
      const auto& costs = outcome.line_costs[i];
      if (bus.item == money::BusItem::vehicle) sum += costs.of(LineItem::vehicle);
      if (bus.item == money::BusItem::drivers) sum += costs.of(LineItem::driver);
      if (bus.item == money::BusItem::attendants) sum += costs.of(LineItem::attendants);
      if (bus.item == money::BusItem::insurance) sum += costs.of(LineItem::insurance);
      if (bus.item != money::BusItem::kilometres) continue;
      sum += costs.of(LineItem::loaded_kilometres) + costs.of(LineItem::empty_kilometres);
    }
    return sum;
  };
  std::size_t met = 0;
  double kilometres = 0;
  for (const auto& line : outcome.ledger) {
    const bool of_buses =
        line.topic == money::Topic::bus_fixed || line.topic == money::Topic::bus_kilometres;
    CHECK(line.bus.has_value() == of_buses);
    if (!line.bus) continue;
    CHECK(sum_over(*line.bus) == line.amount);
    if (line.bus->item == money::BusItem::kilometres) kilometres += line.quantity;
    ++met;
  }
  CHECK(met > 0);
  Fen all;
  for (const auto& costs : outcome.line_costs) {
    all += costs.sum();
    kilometres -= costs.loaded_kilometres + costs.empty_kilometres;
  }
  CHECK(all == money::bus_cost(outcome.ledger));
  CHECK(kilometres == Approx(0).margin(1e-6));
}

TEST_CASE("What the lines cost adds up to the ledger, to the fen") {
  check_line_costs(ground_of(grid_county()), scenario_of(close_points));
  check_line_costs(sample_ground(), scenario_of(close_points));
}

TEST_CASE("Pupils with special needs are fetched at the door, however near, and nobody is lost") {
  const Groundwork ground = ground_of(grid_county());
  Scenario scenario = scenario_of(close_points);
  const Plan before = apply(scenario, ground);
  const auto walker =
      std::find_if(before.groups.begin(), before.groups.end(),
                   [](const PupilGroup& g) { return g.way == Way::walk && g.pupils > Heads(2); });
  REQUIRE(walker != before.groups.end());
  DoorRiders riders;
  riders.settlement = ground.county.settlements[walker->settlement].code;
  riders.grade = walker->grade;
  riders.pupils = Heads(2);
  scenario.bus.door_riders = {riders};
  const Plan plan = apply(scenario, ground);
  Heads fetched, all, all_before;
  for (const PupilGroup& group : plan.groups) {
    all += group.pupils;
    if (group.to_the_door) fetched += group.pupils;
    if (group.to_the_door) CHECK(group.way == Way::bus);
  }
  for (const PupilGroup& group : before.groups) all_before += group.pupils;
  CHECK(fetched == Heads(2));
  CHECK(all == all_before);
  CHECK(plan.buses.riders == before.buses.riders + Heads(2));
  // More than there are: all of them, and a remark.
  scenario.bus.door_riders.front().pupils = Heads(1000);
  const Plan many = apply(scenario, ground);
  REQUIRE_FALSE(many.remarks.empty());
  CHECK(many.remarks.back().key == "plan.too_few_at_door");
}

TEST_CASE("Who can take a public line needs no school bus") {
  const Groundwork ground = ground_of(grid_county());
  Scenario scenario = scenario_of(close_points);
  const Plan by_bus = apply(scenario, ground);
  const auto rider = std::find_if(by_bus.groups.begin(), by_bus.groups.end(),
                                  [](const PupilGroup& g) { return g.way == Way::bus; });
  REQUIRE(rider != by_bus.groups.end());
  PublicLine line;
  line.name = "1";
  line.settlements = {ground.county.settlements[rider->settlement].code};
  line.school = by_bus.schools[rider->school].school.code;
  line.door_to_door = minutes(12);
  scenario.bus.public_lines = {line};
  const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
  Heads moved, left;
  for (std::size_t i = 0; i < outcome.plan.groups.size(); ++i) {
    const PupilGroup& group = outcome.plan.groups[i];
    if (group.way == Way::bus) left += group.pupils;
    if (group.way != Way::public_line) continue;
    moved += group.pupils;
    CHECK(group.settlement == rider->settlement);
    CHECK(group.school == rider->school);
    CHECK(outcome.journeys[i].door_to_door == minutes(12));
  }
  CHECK(moved >= rider->pupils);
  CHECK(left == outcome.plan.buses.riders);
  CHECK(left < by_bus.buses.riders);
  // A line that takes too long is none.
  scenario.bus.public_lines.front().door_to_door = minutes(300);
  CHECK(apply(scenario, ground).groups == by_bus.groups);
  scenario.bus.public_lines.front().settlements = {"no such place"};
  CHECK_THROWS_AS(apply(scenario, ground), InputError);
}

TEST_CASE("Each rider is on one bus and no bus is overloaded") {
  check_riders(ground_of(grid_county()), scenario_of(close_points));
  check_riders(sample_ground(), scenario_of(close_points));
}

/// Townships of the schools to which each bus of a scenario drives.
std::vector<std::set<TownshipId>> townships_of_buses(const Plan& plan) {
  std::vector<std::set<TownshipId>> result;
  for (const auto& duty : plan.buses.routes.duties) {
    result.emplace_back();
    for (const auto& trip : duty.trips) {
      const SchoolId school = plan.buses.schools[trip.school.row()];
      result.back().insert(plan.schools[school].school.township);
    }
  }
  return result;
}

TEST_CASE("Buses of a township's own stay with its schools, so there are never fewer of them") {
  const Plan shared = apply(scenario_of(close_points), sample_ground());
  const Plan own =
      apply(scenario_of(close_points + "[bus]\ncontract = \"township\"\n"), sample_ground());
  const auto several = [](const std::set<TownshipId>& townships) { return townships.size() > 1; };
  const auto of_shared = townships_of_buses(shared);
  const auto of_own = townships_of_buses(own);
  CHECK(std::any_of(of_shared.begin(), of_shared.end(), several));
  CHECK(std::none_of(of_own.begin(), of_own.end(), several));
  CHECK(of_own.size() >= of_shared.size());
  CHECK(own.buses.riders == shared.buses.riders);
}

TEST_CASE("Where cost comes first the buses of the sample cost no more") {
  const Plan fewest = apply(scenario_of(close_points), sample_ground());
  const Plan cheapest =
      apply(scenario_of(close_points + "[bus]\nobjective = \"least_cost\"\n"), sample_ground());
  CHECK(cheapest.buses.yearly_cost <= fewest.buses.yearly_cost);
  CHECK(cheapest.buses.routes.duties.size() >= fewest.buses.routes.duties.size());
}

TEST_CASE("Pupils in are pupils out, school by school and grade by grade") {
  const Groundwork& ground = sample_ground();
  const Scenario scenario = scenario_of(close_points);
  const Plan plan = apply(scenario, ground);
  ByGrade before{};
  ByGrade after{};
  std::vector<ByGrade> of_school(plan.schools.size());
  for (const auto& school : ground.county.schools) {
    for (std::size_t g = 0; g < grade_count; ++g) before[g] += school.pupils[g];
  }
  for (const auto& group : plan.groups) {
    after[static_cast<std::size_t>(group.grade)] += group.pupils;
    of_school[group.school.row()][static_cast<std::size_t>(group.grade)] += group.pupils;
    CHECK(plan.schools[group.school].open);
  }
  CHECK(before == after);
  for (const auto id : plan.schools.ids())
    CHECK(plan.schools[id].school.pupils == of_school[id.row()]);
}

TEST_CASE("No displaced pupil is sent beyond a limit") {
  const Groundwork& ground = sample_ground();
  const Scenario scenario = scenario_of(close_points);
  const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
  std::int64_t displaced = 0;
  for (std::size_t i = 0; i < outcome.journeys.size(); ++i) {
    const auto& group = outcome.plan.groups[i];
    if (!group.displaced()) continue;
    displaced += group.pupils.count();
    const auto band = row(band_of_grade(group.grade));
    const auto& journey = outcome.journeys[i];
    REQUIRE(journey.door_to_door);
    CHECK(*journey.door_to_door <= scenario.limits.door_to_door[band]);
    if (group.way == Way::walk) {
      CHECK(*journey.road <= scenario.limits.walk[band]);
    } else {
      REQUIRE(journey.ride);
      CHECK(*journey.ride <= scenario.limits.ride[band]);
    }
    CHECK(ground.county.schools[group.before].township ==
          outcome.plan.schools[group.school].school.township);
  }
  CHECK(displaced > 0);
}

TEST_CASE("What moves between schools is neither lost nor made") {
  const Groundwork& ground = sample_ground();
  const Scenario scenario = scenario_of(close_points + "[moving]\nbuildings = true\n");
  const Plan plan = apply(scenario, ground);
  Resources before;
  Resources after;
  const auto add = [](Resources& sum, const Resources& part) {
    for (std::size_t r = 0; r < resource_count; ++r) {
      sum.campus[r] += part.campus[r];
      for (std::size_t s = 0; s < 2; ++s) sum.by_stage[r][s] += part.by_stage[r][s];
    }
  };
  for (const auto& school : ground.county.schools) add(before, school.resources);
  for (const auto& planned : plan.schools) {
    add(after, planned.school.resources);
    if (planned.open) continue;
    Resources nothing;
    CHECK(planned.school.resources == nothing);
  }
  CHECK(before == after);
}

}  // namespace
}  // namespace budian
