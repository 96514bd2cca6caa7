// Hysteresis (policy §8.3): closing only what stays small.
#include "scenarios/forecast/lasting.hpp"

#include <catch2/catch.hpp>

#include "scenarios/evaluate.hpp"
#include "tests/scenarios/forecast/years_county.hpp"
#include "tests/support/faults.hpp"

namespace budian::forecast {
namespace {

/// P has 20 pupils this year; `before` the year before and `ahead` in each year of the forecast.
Groundwork ground_with(std::optional<int> before, std::optional<int> ahead) {
  Groundwork ground = ground_of(years_county());
  ground.history.year = this_year;
  if (before) {
    const ByGrade roll = by_grade({*before, 0, 0, 0, 0, 0, 0, 0, 0});
    tell_rolls(ground.history, this_year - 1, {of_w, roll, of_e, of_j});
  }
  if (!ahead) return ground;
  PupilForecast forecast;
  forecast.base_year = this_year;
  forecast.held.assign(4, {true, true});
  for (int year = 0; year < 3; ++year) {
    ForecastYear& made = forecast.years.emplace_back();
    made.known.fill(true);
    for (auto& rolls : made.rolls) {
      rolls = Table<SchoolId, ByGrade>(4);
      rolls[P][0] = Heads(year == 2 ? *ahead : 5);  // small next year, `ahead` in two
    }
    made.rolls[row(Variant::high)][P][0] += Heads(10);
  }
  ground.forecast = forecast;
  return ground;
}

Lasting judged(const Groundwork& ground, LastingRule rule) {
  return stays_below(ground, P, Heads(30), rule).state;
}

const char* const lasting =
    "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\nyears_below = 2\n"
    "forecast_below = true\n";

}  // namespace

TEST_CASE("Two years and the forecast: one roll too large decides, one unknown leaves it open") {
  LastingRule rule;
  rule.years_below = 2;
  rule.forecast_below = true;
  const std::optional<int> small = 29, large = 30, unknown;
  const auto verdict = [&](std::optional<int> before, std::optional<int> ahead) {
    return judged(ground_with(before, ahead), rule);
  };
  CHECK(verdict(small, small) == Lasting::below);
  CHECK(verdict(large, small) == Lasting::not_below);
  CHECK(verdict(small, large) == Lasting::not_below);
  CHECK(verdict(large, large) == Lasting::not_below);
  CHECK(verdict(unknown, small) == Lasting::unknown);
  CHECK(verdict(small, unknown) == Lasting::unknown);
  CHECK(verdict(unknown, unknown) == Lasting::unknown);
  CHECK(verdict(large, unknown) == Lasting::not_below);
  CHECK(verdict(unknown, large) == Lasting::not_below);
}

TEST_CASE("The rule may ask for more years, for one year of the forecast, or for a variant") {
  const Groundwork ground = ground_with(29, 35);  // forecast 5 next year, 35 in two
  LastingRule rule;
  CHECK(judged(ground, rule) == Lasting::below);
  rule.years_below = 3;  // two years ago is not told
  CHECK(judged(ground, rule) == Lasting::unknown);
  rule.years_below = 2;
  rule.forecast_below = true;
  CHECK(judged(ground, rule) == Lasting::not_below);
  rule.forecast_year = this_year + 1;
  CHECK(judged(ground, rule) == Lasting::below);
  rule.forecast_year = this_year + 9;  // further than the forecast goes
  CHECK(judged(ground, rule) == Lasting::unknown);
  const Groundwork near = ground_with(29, 25);
  rule.forecast_year = this_year + 2;
  CHECK(judged(near, rule) == Lasting::below);
  rule.variant = Variant::high;  // 25 + 10
  CHECK(judged(near, rule) == Lasting::not_below);
}

TEST_CASE(
    "A rule that asks for years closes what stays small, remarks what does not, and refuses "
    "what is not known") {
  const Scenario scenario = scenario_of(lasting);
  const Plan closes = apply(scenario, ground_with(29, 29));
  REQUIRE(closes.closures.size() == 1);
  CHECK(closes.closures[0].school == P);

  const Plan stays = apply(scenario, ground_with(31, 29));
  CHECK(stays.closures.empty());
  CHECK(stays.refusals.empty());
  REQUIRE_FALSE(stays.remarks.empty());
  CHECK(stays.remarks[0] == Message{"plan.not_below_for_long",
                                    {{"school", std::string("P")},
                                     {"line", std::int64_t{30}},
                                     {"rolls", std::string("2024: 31, 2026: 5, 2027: 29")}}});

  const Plan open = apply(scenario, ground_with({}, 29));
  CHECK(open.closures.empty());
  REQUIRE(open.refusals.size() == 1);
  CHECK(open.refusals[0].school == P);
  CHECK(open.refusals[0].reason.key == "plan.reason.years_unknown");
  CHECK(open.refusals[0].pupils == Heads(20));
}

TEST_CASE("A rule that asks for no years is not changed by what other years tell") {
  const Scenario scenario =
      scenario_of("[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n");
  CHECK(apply(scenario, ground_with(99, 99)).closures.size() == 1);
}

TEST_CASE("Faults in the keys that ask for years") {
  const auto of = [](const std::string& keys) {
    return faults_of([&] {
      (void)scenario_of("[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n" + keys);
    });
  };
  CHECK(of("years_below = 0\n") == Faults{{"toml.positive", 6}});
  CHECK(of("forecast_year = 2028\n") == Faults{{"scenario.needs_forecast_below", 6}});
  CHECK(of("forecast_below = false\nforecast_variant = \"high\"\n") ==
        Faults{{"scenario.needs_forecast_below", 7}});
  CHECK(of("forecast_below = true\nforecast_variant = \"worst\"\n").size() == 1);
}

}  // namespace budian::forecast
