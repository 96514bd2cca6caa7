#include <catch2/catch.hpp>

#include "scenarios/forecast/variant_factors.hpp"
#include "tests/scenarios/forecast/years_county.hpp"

namespace budian::forecast {
namespace {

Rules one_year() {
  Rules rules = built_in_rules();
  rules.tested_years = 1;
  rules.least_errors = 1;
  rules.entry.corrected = false;
  return rules;
}

History history_of_point() {
  History history;
  history.year = this_year;
  tell_rolls(history, 2023, {by_grade({20, 6, 0, 0, 0, 0, 0, 0, 0})});
  tell_rolls(history, 2024, {by_grade({24, 10, 0, 0, 0, 0, 0, 0, 0})});
  tell_births(history, 2017, {Heads(40)});
  tell_births(history, 2018, {Heads(48)});
  tell_births(history, 2019, {Heads(60)});
  return history;
}

}  // namespace

TEST_CASE("One year held out, by hand") {
  // Known in 2024: 10 of 20 went on from grade 1, half of the births entered (20 of 40, 24 of 48).
  // Forecast of 2025: 60 / 2 = 30 enter, 24 / 2 = 12 go on: 42. Real: 32 + 8 = 40. As in 2024: 34.
  const Groundwork ground = ground_of(point_county(32, 8));
  const auto forecast = forecast_pupils(ground, history_of_point(), one_year());
  REQUIRE(forecast);
  const BackTest& test = forecast->back_test;
  CHECK(test.base_years == std::vector<int>{2024});
  CHECK(test.all.tested == 1);
  CHECK(test.all.empty == 0);
  CHECK(*test.all.error_percent == Approx(100 * 2.0 / 40));
  CHECK(*test.all.bias_percent == Approx(100 * 2.0 / 40));
  CHECK(*test.all.naive_error_percent == Approx(100 * 6.0 / 40));
  CHECK(*test.all.naive_bias_percent == Approx(-100 * 6.0 / 40));
  CHECK(test.by_band[row(GradeBand::lower_primary)].tested == 1);
  CHECK(test.by_band[row(GradeBand::junior)].tested == 0);
  // 34 pupils in 2024: the second size, 30 to 99.
  REQUIRE(test.by_size.size() == 4);
  CHECK(test.by_size[1].tested == 1);
  CHECK(test.by_size[0].tested == 0);
}

TEST_CASE("A range of one school is the forecast times what real rolls were of forecast ones") {
  // The one error is 40 / 42. Forecast of 2026, ratio (10 + 8) / (20 + 24), share (20 + 24 + 32) /
  // (40 + 48 + 60); births of 2020: 74 → 38; 32 × 18 / 44 = 13.09 → 51 in all. 51 × 40 / 42 = 48.6.
  History history = history_of_point();
  tell_births(history, 2020, {Heads(74)});
  const Groundwork ground = ground_of(point_county(32, 8));
  const auto forecast = forecast_pupils(ground, history, one_year());
  CHECK(forecast->roll_of(SchoolId(0), 2026, Variant::middle) == Heads(51));
  const auto range = forecast->range_of(SchoolId(0), 2026);
  REQUIRE(range);
  CHECK(range->first == Heads(49));
  CHECK(range->second == Heads(49));
  // Two years ahead nothing was tested.
  CHECK_FALSE(forecast->range_of(SchoolId(0), 2027));
}

TEST_CASE("Low and high follow the back-test's errors, the rules weighing as some more") {
  // One error, 40 / 42 = 0.9524, and the rules as one more: grade 1 low (0.9524 + 0.9) / 2 =
  // 0.9262, grade 2 (0.9524 + 0.99) / 2 = 0.9712; no error lies above 1, so high are (1 + 1.1) / 2
  // = 1.05 and (1 + 1.01) / 2 = 1.005. Middle of 2026: 38 and 13.09 (see above). Low 35.20 + 12.71
  // = 47.9, high 39.9 + 13.16 = 53.06.
  History history = history_of_point();
  tell_births(history, 2020, {Heads(74)});
  tell_births(history, 2021, {Heads(74)});
  const Groundwork ground = ground_of(point_county(32, 8));
  Rules rules = one_year();
  rules.rules_errors = 1;
  const auto forecast = forecast_pupils(ground, history, rules);
  REQUIRE(forecast->back_test.townships.size() == 1);
  CHECK(forecast->back_test.townships[0].errors == 1);
  CHECK(forecast->back_test.townships[0].low == Approx(40.0 / 42));
  CHECK(forecast->roll_of(SchoolId(0), 2026, Variant::low) == Heads(48));
  CHECK(forecast->roll_of(SchoolId(0), 2026, Variant::high) == Heads(53));
  const VariantFactors factors(rules, forecast->back_test);
  CHECK(factors.tested() == 1);
  CHECK(factors.of(Variant::low, 0, 1) == Approx((40.0 / 42 + 0.9) / 2));
  // Two years ahead nothing was tested: grade 2 goes on as the rules do, from 0.99 to 0.99 × 0.9.
  CHECK(factors.of(Variant::low, 1, 2) == Approx((40.0 / 42 + 0.99) / 2 * 0.9));
  CHECK(factors.of(Variant::middle, 1, 2) == 1);
}

TEST_CASE("Without a back-test low and high are the rules' factors") {
  History history = history_of_point();
  history.rolls.erase(2023);
  const auto forecast = forecast_pupils(ground_of(point_county(32, 8)), history, one_year());
  const VariantFactors factors(built_in_rules(), forecast->back_test);
  CHECK(factors.tested() == 0);
  // Entered two years ago, one step since; three years of steps.
  CHECK(factors.of(Variant::high, 1, 2) == Approx(1.1 * 1.01));
  CHECK(factors.of(Variant::low, 5, 3) == Approx(0.99 * 0.99 * 0.99));
}

TEST_CASE("Low falls and high rises with the years ahead, whatever the errors were") {
  BackTest test;
  test.townships = {{9, 0.8, 1.2}, {9, 1.1, 1.3}, {9, 0.9, 0.95}};
  const VariantFactors factors(built_in_rules(), test);
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    for (int ahead = 0; ahead < 5; ++ahead) {
      CHECK(factors.of(Variant::low, grade, ahead + 1) <= factors.of(Variant::low, grade, ahead));
      CHECK(factors.of(Variant::high, grade, ahead + 1) >= factors.of(Variant::high, grade, ahead));
    }
  }
}

TEST_CASE("Nothing is tested without a pair of years before the one held out") {
  History history = history_of_point();
  history.rolls.erase(2023);
  const auto forecast = forecast_pupils(ground_of(point_county(32, 8)), history, one_year());
  REQUIRE(forecast);
  CHECK(forecast->back_test.base_years.empty());
  CHECK(forecast->back_test.all.tested == 0);
  CHECK_FALSE(forecast->back_test.all.error_percent);
}

TEST_CASE("A school that is empty in the end counts in the bias, not in the percentages") {
  const History history = steady_history();
  const Groundwork now = ground_of([] {
    County county = years_county();
    county.schools[P].pupils = by_grade({0, 0, 0, 0, 0, 0, 0, 0, 0});
    county.settlements[B].pupils = by_grade({0, 0, 10, 10, 10, 10, 10, 10, 10});
    return county;
  }());
  const auto forecast = forecast_pupils(now, history, one_year());
  // P keeps its classes of grades 1 and 2 and had 20 pupils in 2024.
  CHECK(forecast->back_test.all.tested == 4);
  CHECK(forecast->back_test.all.empty == 1);
}

}  // namespace budian::forecast
