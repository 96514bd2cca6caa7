#include "scenarios/sweep/changes.hpp"

#include <catch2/catch.hpp>

#include "scenarios/evaluate.hpp"
#include "scenarios/sweep/rolls.hpp"
#include "tests/support/grid_county.hpp"

namespace budian::sweep {
namespace {

const Groundwork& grid() {
  static const Groundwork ground = ground_of(grid_county());
  return ground;
}

Scenario two_rules() {
  return scenario_of(
      "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n"
      "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n"
      "[[measure]]\ndo = \"close\"\nkinds = [211]\nfewer_than = 50\n");
}

/// One parameter, one value, in run 1.
Sweep sweep_of(Name name, double value, const std::string& of = "") {
  Sweep sweep;
  sweep.scenarios = {"t.toml"};
  sweep.design = Design::grid;
  Parameter parameter;
  parameter.name = name;
  parameter.values = {value};
  parameter.of = of;
  parameter.line = 7;
  sweep.parameters = {parameter};
  return sweep;
}

Scenario changed(const Scenario& scenario, Name name, double value, const std::string& of = "") {
  const Sweep sweep = sweep_of(name, value, of);
  return changed_scenario(sweep, setting_of(sweep, 1), {scenario, grid()});
}

Heads threshold(const Scenario& scenario, std::size_t measure) {
  return std::get<CloseByRule>(scenario.measures[measure].measure).fewer_than;
}

std::string refusal_of(const Sweep& sweep, const Scenario& scenario) {
  try {
    check_parameters(sweep, {&scenario}, grid());
  } catch (const InputError& error) {
    REQUIRE(error.problems().size() == 1);
    CHECK(error.problems().front().row == 7);
    return error.problems().front().message.key;
  }
  return "";
}

Outcome outcome_on(const Groundwork& ground) {
  const Scenario scenario = scenario_of("[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n");
  return evaluate(scenario, apply(scenario, ground), ground);
}

bool same_figures(const Outcome& a, const Outcome& b) {
  return a.plan.groups == b.plan.groups &&
         a.county_by_stage[0].mean_road == b.county_by_stage[0].mean_road &&
         a.county_by_stage[0].max_time == b.county_by_stage[0].max_time &&
         money::bus_cost(a.ledger) == money::bus_cost(b.ledger) &&
         a.plan.buses.riders == b.plan.buses.riders;
}

}  // namespace

TEST_CASE("A threshold changes the rule that is named, and no other") {
  const Scenario scenario = two_rules();
  const Scenario third = changed(scenario, Name::fewer_than, 40, "3");
  CHECK(threshold(third, 0) == Heads(30));
  CHECK(threshold(third, 2) == Heads(40));
  const Scenario all = changed(scenario, Name::fewer_than, 40);
  CHECK(threshold(all, 0) == Heads(40));
  CHECK(threshold(all, 2) == Heads(40));
}

TEST_CASE("Limits change by factor or to a value, of all bands or of one") {
  const Scenario scenario = two_rules();
  const auto& limits = scenario.limits;
  const Scenario half = changed(scenario, Name::walk_limit_factor, 0.5);
  for (std::size_t band = 0; band < 3; ++band) {
    CHECK(half.limits.walk[band].count() * 2 == limits.walk[band].count());
  }
  const Scenario young = changed(scenario, Name::ride_limit_minutes, 12, "lower_primary");
  CHECK(young.limits.ride[0] == minutes(12));
  CHECK(young.limits.ride[1] == limits.ride[1]);
  const Scenario door = changed(scenario, Name::door_to_door_minutes, 45);
  CHECK(door.limits.door_to_door == ByBand<Milliseconds>{minutes(45), minutes(45), minutes(45)});
  const Scenario classes = changed(scenario, Name::class_size, 35, "junior");
  CHECK(classes.limits.class_size[0] == limits.class_size[0]);
  CHECK(classes.limits.class_size[1] == Heads(35));
  CHECK(changed(scenario, Name::receivers, 1).limits.receivers == Receivers::any);
}

TEST_CASE("What scenario or rules do not have is refused with the parameter's line") {
  const Scenario scenario = two_rules();
  const Scenario none = scenario_of("[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n");
  CHECK(refusal_of(sweep_of(Name::fewer_than, 20), none) == "swept.no_rule");
  CHECK(refusal_of(sweep_of(Name::fewer_than, 20, "2"), scenario) == "swept.no_rule");
  // 30 and 50: there is no one value that the sweep would vary.
  CHECK(refusal_of(sweep_of(Name::fewer_than, 20), scenario) == "swept.several_rules");
  CHECK(refusal_of(sweep_of(Name::fewer_than, 20, "1"), scenario).empty());
  CHECK(refusal_of(sweep_of(Name::subsidy_share, 0.9, "nobody"), scenario) == "swept.no_share");
  CHECK(refusal_of(sweep_of(Name::subsidy_share, 0.9), scenario).empty());
  // The document promises 80 % at least (scenarios/standards/money.toml).
  CHECK(refusal_of(sweep_of(Name::subsidy_share, 0.7), scenario) == "swept.below_floor");
  CHECK(refusal_of(sweep_of(Name::bus_speed_factor, 0.7, "path"), scenario) ==
        "swept.no_bus_on_class");
  CHECK(refusal_of(sweep_of(Name::bus_speed_factor, 0.7, "village"), scenario).empty());
}

TEST_CASE("Rates change as their names say, and the fixed cost follows") {
  const auto& before = grid().money;
  const auto money = [&](Name name, double value) {
    const Sweep sweep = sweep_of(name, value);
    REQUIRE(changes_money(sweep, setting_of(sweep, 1)));
    return changed_money(sweep, setting_of(sweep, 1), before);
  };
  const auto dear = money(Name::bus_price_factor, 2);
  // Of a type, a year's part of the price comes once more.
  CHECK(dear.bus.types[0].fixed_cost_a_year - before.bus.types[0].fixed_cost_a_year ==
        before.bus.purchases[0].a_year());
  const auto fixed = money(Name::bus_fixed_factor, 2);
  CHECK(fixed.bus.types[0].fixed_cost_a_year == before.bus.types[0].fixed_cost_a_year * 2);
  CHECK(fixed.bus.types[0].cost_a_kilometre == before.bus.types[0].cost_a_kilometre);
  const auto fuel = money(Name::bus_kilometre_factor, 1.5);
  CHECK(fuel.bus.types[0].cost_a_kilometre == Fen(270));  // 1.80 yuan × 1.5
  CHECK(fuel.bus.types[0].fixed_cost_a_year == before.bus.types[0].fixed_cost_a_year);
  const auto share = money(Name::subsidy_share, 0.9);
  CHECK(std::get<money::ShareOfContract>(share.funding.subsidies[0].kind).share == 0.9);
}

TEST_CASE("Runs share a ground as long as neither speeds nor rolls differ") {
  const auto key = [](Name name, double value) {
    const Sweep sweep = sweep_of(name, value);
    return ground_key(sweep, setting_of(sweep, 1));
  };
  CHECK(key(Name::fewer_than, 20).empty());
  CHECK(key(Name::bus_price_factor, 2).empty());
  CHECK_FALSE(key(Name::rolls_factor, 0.9).empty());
  CHECK_FALSE(key(Name::bus_speed_factor, 0.9).empty());
  CHECK(key(Name::bus_speed_factor, 0.9) != key(Name::bus_speed_factor, 0.8));
  const Sweep sweep = sweep_of(Name::rolls_factor, 0.9);
  CHECK(ground_key(sweep, setting_of(sweep, 0)).empty());
}

TEST_CASE("Journeys that are kept give what measuring anew gives") {
  const Sweep sweep = sweep_of(Name::rolls_factor, 0.8);
  const Groundwork kept = changed_ground(sweep, setting_of(sweep, 1), grid());
  CHECK(kept.walk_network == grid().walk_network);  // the same one
  County county = grid_county();
  Rolls rolls = scaled_rolls(county, {0.8});
  county.schools = std::move(rolls.schools);
  county.settlements = std::move(rolls.settlements);
  const Groundwork anew = ground_of(std::move(county));
  CHECK(kept.placement.groups == anew.placement.groups);
  CHECK(same_figures(outcome_on(kept), outcome_on(anew)));
  CHECK_FALSE(same_figures(outcome_on(kept), outcome_on(grid())));
}

TEST_CASE("Slower buses take longer over the same road: time ÷ factor") {
  const Sweep sweep = sweep_of(Name::bus_speed_factor, 0.5);
  const Groundwork slow = changed_ground(sweep, setting_of(sweep, 1), grid());
  const auto before = grid().by_bus.find(0, 1);
  const auto after = slow.by_bus.find(0, 1);
  REQUIRE(before);
  REQUIRE(after);
  CHECK(after->length == before->length);
  // 20 km/h is 5,556 mm/s, half of it 2,778; each of up to nine kilometre pieces is rounded up by
  // less than a millisecond.
  CHECK(std::abs(after->time.count() - 2 * before->time.count()) <= 20);
  // Walking is as it was.
  CHECK(slow.on_foot.find(0, 1)->time == grid().on_foot.find(0, 1)->time);
}

TEST_CASE("Slower walking lengthens the way on foot and the walk to the bus") {
  const Sweep sweep = sweep_of(Name::walk_speed_factor, 0.5);
  const Groundwork slow = changed_ground(sweep, setting_of(sweep, 1), grid());
  for (std::size_t band = 0; band < 3; ++band) {
    CHECK(slow.travel.walking_speed[band].millimetres_per_second * 2 ==
          Approx(grid().travel.walking_speed[band].millimetres_per_second).margin(1));
  }
  CHECK(slow.on_foot.find(0, 1)->length == grid().on_foot.find(0, 1)->length);
  CHECK(slow.by_bus.find(0, 1)->time == grid().by_bus.find(0, 1)->time);
}

TEST_CASE("A bus in the rain goes at the factor of its sign or of its cap, on the roads named") {
  County county = grid_county();
  Table<RoadId, Road> roads;
  for (const auto& road : county.roads) roads.push_back(road);
  roads[RoadId(0)].speed = kilometres_per_hour(80);  // above the cap of 60
  roads[RoadId(1)].hazard = true;                    // 20 at most, as its class
  roads[RoadId(2)].road_class = RoadClass::township;
  county.roads = roads;
  const Groundwork ground = ground_of(county);
  const Sweep sweep = sweep_of(Name::bus_speed_factor, 0.5, "village");
  const Groundwork rain = changed_ground(sweep, setting_of(sweep, 1), ground);
  const auto speed = [&](std::size_t at) { return rain.county.roads[RoadId(at)].speed; };
  CHECK(in_kilometres_per_hour(*speed(0)) == Approx(30).margin(0.01));  // half of 60
  CHECK(in_kilometres_per_hour(*speed(1)) == Approx(10).margin(0.01));
  CHECK_FALSE(speed(2));  // of another class
}

}  // namespace budian::sweep
