#include <catch2/catch.hpp>

#include "tests/scenarios/forecast/years_county.hpp"

namespace budian::forecast {
namespace {

Rules one_year() {
  Rules rules = built_in_rules();
  rules.tested_years = 1;
  rules.least_errors = 1;
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
