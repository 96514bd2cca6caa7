// Sweeps over the forecast, and the forecast under other rolls.
#include <catch2/catch.hpp>
#include <cmath>

#include "scenarios/evaluate.hpp"
#include "scenarios/forecast/scaled.hpp"
#include "scenarios/sweep/changes.hpp"
#include "tests/scenarios/forecast/years_county.hpp"

namespace budian::sweep {
namespace {

using forecast::Variant;

/// As many pupils every year, but for those who were born in 2020: 20 in place of 45 at C.
const Groundwork& ground() {
  static const Groundwork made = [] {
    Groundwork ground = ground_of(forecast::years_county());
    ground.history = forecast::steady_history();
    forecast::tell_births(ground.history, 2020, {Heads(45), Heads(10), Heads(20)});
    ground.forecast = forecast::forecast_pupils(ground, ground.history, forecast::built_in_rules());
    return ground;
  }();
  return made;
}

Parameter varied(Name name, std::vector<double> values) {
  Parameter parameter;
  parameter.name = name;
  parameter.values = std::move(values);
  parameter.line = 7;
  return parameter;
}
Sweep grid_of(std::vector<Parameter> parameters) {
  Sweep sweep;
  sweep.scenarios = {"t.toml"};
  sweep.design = Design::grid;
  sweep.parameters = std::move(parameters);
  return sweep;
}

Scenario points_under(int line) {
  return scenario_of("[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = " +
                     std::to_string(line) + "\nforecast_below = true\n");
}

/// Does P close in run 1 of a sweep?
bool closes(const Sweep& sweep, const Scenario& scenario) {
  const Setting setting = setting_of(sweep, 1);
  const Groundwork changed = changed_ground(sweep, setting, ground());
  const Plan plan = apply(changed_scenario(sweep, setting, {scenario, ground()}), changed);
  return !plan.closures.empty();
}

std::int64_t heads_of(const forecast::PupilForecast& forecast, int year, Variant variant) {
  const auto heads = forecast.pupils_in(year, variant);
  REQUIRE(heads);
  return heads->count();
}

std::vector<std::string> refusals(const Sweep& sweep, const std::vector<const Scenario*>& scenarios,
                                  const Groundwork& here) {
  std::vector<std::string> keys;
  try {
    check_parameters(sweep, scenarios, here);
  } catch (const InputError& error) {
    for (const auto& problem : error.problems()) keys.push_back(problem.message.key);
  }
  return keys;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("The variant goes to the rules that look ahead, and to no other") {
  const Scenario scenario = scenario_of(
      "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\nforecast_below = true\n"
      "[[measure]]\ndo = \"close\"\nkinds = [211]\nfewer_than = 50\nyears_below = 2\n");
  const Sweep sweep = grid_of({varied(Name::forecast_variant, {2})});
  const Scenario high = changed_scenario(sweep, setting_of(sweep, 1), {scenario, ground()});
  const auto variant = [&](std::size_t measure) {
    return std::get<CloseByRule>(high.measures[measure].measure).lasting->variant;
  };
  CHECK(variant(0) == Variant::high);
  CHECK(variant(1) == Variant::middle);
  CHECK(base_value(sweep.parameters[0], {scenario, ground()}) == 1);
}

TEST_CASE(
    "A point of 20 closes under 21 in the low and middle variant, and stays in the high one") {
  // Entrants 10 % more, each step 1 % more: 10 × 1.1 + 10 × 1.1 × 1.01 = 22.1.
  const auto with = [](double variant) {
    return closes(grid_of({varied(Name::forecast_variant, {variant})}), points_under(21));
  };
  CHECK(with(0));
  CHECK(with(1));
  CHECK_FALSE(with(2));
}

TEST_CASE("The forecast moves with the rolls: a point that grows today grows ahead") {
  const auto with = [](double factor) {
    return closes(
        grid_of({varied(Name::rolls_factor, {factor}), varied(Name::forecast_variant, {2})}),
        points_under(45));
  };
  CHECK(with(2.0));        // 40 today, at most 22.1 × 2 = 44.2 ahead
  CHECK_FALSE(with(2.1));  // 42 today, 46.4 ahead; as the files forecast it, 22 would let it close
}

TEST_CASE("Each variant of a scaled forecast has the county's pupils times the factor") {
  const auto& before = *ground().forecast;
  for (const double factor : {0.5, 0.93, 1.0, 1.37}) {
    CAPTURE(factor);
    const auto after = forecast::scaled_forecast(before, ground().county, {factor});
    for (int year = before.base_year; year <= before.last_year(); ++year) {
      for (const auto variant : forecast::variants) {
        const auto heads = static_cast<double>(heads_of(before, year, variant));
        CHECK(heads_of(after, year, variant) == std::llround(heads * factor));
      }
      for (const auto& group :
           after.years[static_cast<std::size_t>(year - after.base_year)].groups) {
        CHECK(group.heads[0] <= group.heads[1]);
        CHECK(group.heads[1] <= group.heads[2]);
      }
    }
  }
  const auto west = forecast::scaled_forecast(before, ground().county, {0.5, 1.0});
  for (int year = before.base_year; year <= before.last_year(); ++year) {
    CHECK(west.roll_of(forecast::E, year, Variant::middle) ==
          before.roll_of(forecast::E, year, Variant::middle));
  }
}

TEST_CASE("Years ahead bring that year's pupils, of the variant") {
  const Sweep sweep =
      grid_of({varied(Name::forecast_years, {0, 1}), varied(Name::forecast_variant, {0, 1})});
  const auto at = [&](std::size_t run) {
    return changed_ground(sweep, setting_of(sweep, run), ground());
  };
  const auto pupils = [](const Groundwork& here) {
    std::int64_t heads = 0;
    for (const auto& group : here.placement.groups) heads += group.pupils.count();
    return heads;
  };
  // Runs 1 and 2: today's 100 a grade, whatever the variant; they share the ground of the base.
  CHECK(ground_key(sweep, setting_of(sweep, 2)).empty());
  CHECK(pupils(at(1)) == 900);
  // Next year 75 enter in place of 100.
  const Groundwork next = at(4);
  CHECK(pupils(next) == 875);
  CHECK(next.county.schools[forecast::E].pupils[0] == Heads(20));
  CHECK(next.county.schools[forecast::W].pupils[0] == Heads(45));
  CHECK((*next.county.settlements[forecast::C].pupils)[0] == Heads(20));
  CHECK(next.placement.unreachable == Heads(0));
  // Low: the rules' 0.9 and 0.99 weigh as twenty errors; two townships in two years held out make
  // four, and steady rolls are forecast as they came: (18 + 4) / 24 and (19.8 + 4) / 24. So
  // 75 × 0.9167 + 800 × 0.9917 = 862.1.
  CHECK(pupils(at(3)) == 862);
  CHECK(ground_key(sweep, setting_of(sweep, 3)) != ground_key(sweep, setting_of(sweep, 4)));
}

TEST_CASE("Years that cannot be forecast, and a variant that nothing follows, are refused") {
  const Scenario none = scenario_of("[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n");
  const Sweep variant = grid_of({varied(Name::forecast_variant, {0, 2})});
  CHECK(refusals(variant, {&none}, ground()) == Keys{"swept.no_variant"});
  const Sweep both =
      grid_of({varied(Name::forecast_variant, {0, 2}), varied(Name::forecast_years, {0, 5})});
  CHECK(refusals(both, {&none}, ground()).empty());
  CHECK(base_value(both.parameters[0], {none, ground()}) == 1);
  const Sweep far = grid_of({varied(Name::forecast_years, {6})});  // five are forecast
  CHECK(refusals(far, {&none}, ground()) == Keys{"swept.no_forecast"});
  const Groundwork untold = ground_of(forecast::years_county());
  CHECK(refusals(both, {&none}, untold) == Keys{"swept.no_forecast"});
}

TEST_CASE("What scenarios lack is told of all of them, what rules lack once") {
  Scenario first = scenario_of("[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n");
  Scenario second = first;
  first.code = "first";
  second.code = "second";
  Parameter share = varied(Name::subsidy_share, {0.9});
  share.of = "nobody";
  const Sweep sweep = grid_of({varied(Name::fewer_than, {20}), share});
  CHECK(refusals(sweep, {&first, &second}, ground()) ==
        Keys{"swept.no_rule", "swept.no_rule", "swept.no_share"});
}

}  // namespace budian::sweep
