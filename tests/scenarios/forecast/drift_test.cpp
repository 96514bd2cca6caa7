// Counties in which fewer of those born enter each year, and counties in which nothing changes.
#include <catch2/catch.hpp>
#include <cmath>

#include "scenarios/forecast/promotion.hpp"
#include "tests/scenarios/forecast/years_county.hpp"

namespace budian::forecast {
namespace {

constexpr int first_year = this_year - 5;

/// Point S with 1000 births a year; `entered` in first_year … this_year. All go on to grade 2.
struct PointWorld {
  std::array<int, 6> entered;

  [[nodiscard]] Groundwork ground() const {
    return ground_of(point_county(entered[5], entered[4]));
  }
  [[nodiscard]] History history() const {
    History result;
    result.year = this_year;
    for (std::size_t i = 0; i < 5; ++i) {
      const int before = i == 0 ? entered[0] : entered[i - 1];
      tell_rolls(result, first_year + static_cast<int>(i),
                 {by_grade({entered[i], before, 0, 0, 0, 0, 0, 0, 0})});
    }
    for (int year = first_year - 6; year < this_year; ++year) {
      tell_births(result, year, {Heads(1000)});
    }
    return result;
  }
  [[nodiscard]] PupilForecast forecast(const Rules& rules) const {
    auto result = forecast_pupils(ground(), history(), rules);
    REQUIRE(result);
    return *result;
  }
};

/// 950 × 0.97ⁿ.
const PointWorld falling{{950, 922, 894, 867, 841, 816}};
const PointWorld steady{{950, 950, 950, 950, 950, 950}};
/// About the same share, a hundredth more or less.
const PointWorld wavering{{950, 960, 941, 955, 944, 951}};

Rules all_years_alike() {
  Rules rules = built_in_rules();
  rules.entry.latest = {0, 1e12};
  rules.entry.corrected = false;
  return rules;
}

double entrants(const PupilForecast& forecast, int year) {
  return static_cast<double>(forecast.pupils_of(SchoolId(0), 0, year, Variant::middle)->count());
}

}  // namespace

TEST_CASE("Where fewer enter each year, the forecast follows, and the back-test says so") {
  const PupilForecast before = falling.forecast(all_years_alike());
  const PupilForecast after = falling.forecast(built_in_rules());
  // The mean of six years is (950 + … + 816) / 6 = 881.67; 816 × 0.97 = 791.5 will come.
  CHECK(entrants(before, this_year + 1) == 882);
  CHECK(entrants(after, this_year + 1) < 816);  // below the latest
  CHECK(entrants(after, this_year + 1) > 791);  // the correction is shrunk
  REQUIRE(before.back_test.all.tested == 6);
  CHECK(*before.back_test.all.bias_percent > 3);
  CHECK(*after.back_test.all.bias_percent > 0);
  CHECK(*after.back_test.all.bias_percent < *before.back_test.all.bias_percent / 2);
  CHECK(*after.back_test.all.error_percent < *before.back_test.all.error_percent / 2);
}

TEST_CASE("Where nothing drifts, next to nothing is corrected") {
  for (int year = this_year + 1; year <= this_year + 5; ++year) {
    CHECK(entrants(steady.forecast(built_in_rules()), year) == 950);
    const double before = entrants(wavering.forecast(all_years_alike()), year);
    const double after = entrants(wavering.forecast(built_in_rules()), year);
    CHECK(std::abs(after / before - 1) < 0.003);
  }
}

TEST_CASE("A forecast from an earlier year knows nothing of the years after it") {
  const auto told_in_2024 = [](int this_years_entrants) {
    PointWorld world = falling;
    world.entered[5] = this_years_entrants;
    const Groundwork ground = world.ground();
    const History history = world.history();
    const Catchments catchments(ground);
    const RollBook rolls(catchments, history);
    const Births births(catchments, history);
    const Sources sources{catchments, history, rolls, births, built_in_rules()};
    const int base = this_year - 1;
    return sum(project(sources, earlier(catchments, rolls, base), base, 1).years[1].cells[0]);
  };
  CHECK(told_in_2024(816) == Approx(told_in_2024(400)));
}

TEST_CASE(
    "Who gets pupils of others: who begins with a grade, and nine-year schools their grade 7") {
  County county = years_county();
  const auto receivers_of = [](County of, int grade) {
    const Groundwork ground = ground_of(std::move(of));
    return receivers(Catchments(ground), grade);
  };
  using Rows = std::vector<bool>;
  // Rows W, P, E, J. Grade 7 (row 6) begins at J; at grade 3 pupils of P come to W, who keeps his.
  CHECK(receivers_of(county, 6) == Rows{false, false, false, true});
  CHECK(receivers_of(county, 2) == Rows{false, false, false, false});
  // W goes on to grade 9 and keeps A and B; C goes to J, and nobody else's pupils come to W.
  const auto nine_year = [](bool draws_from_c) {
    County changed = years_county();
    School& w = changed.schools[W];
    w.kind = SchoolKind::nine_year;
    for (std::size_t grade = 6; grade < grade_count; ++grade) {
      w.pupils[grade] = Heads(draws_from_c ? 100 : 55);
      w.classes[grade] = 2;
      changed.schools[J].pupils[grade] = Heads(draws_from_c ? 0 : 45);
      changed.schools[J].classes[grade] = draws_from_c ? 0 : 1;
    }
    return changed;
  };
  CHECK(receivers_of(nine_year(false), 6) == Rows{false, false, false, true});
  CHECK(receivers_of(nine_year(true), 6)[W.row()]);
}

}  // namespace budian::forecast
