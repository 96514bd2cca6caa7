#include <catch2/catch.hpp>

#include "tests/scenarios/forecast/years_county.hpp"
#include "tests/support/faults.hpp"

namespace budian::forecast {
namespace {

Faults of(const std::string& text) {
  return faults_of([&] { (void)read_rules(text, "x.toml", built_in_rules()); }, "x.toml");
}

}  // namespace

TEST_CASE("The built-in rules of the forecast are whole and each has a source") {
  const Rules& rules = built_in_rules();
  CHECK(rules.birth_lag == 6);                  // 义务教育法 art. 11: six years
  CHECK(rules.horizon + 1 <= rules.birth_lag);  // who enters is born when the forecast is made
  CHECK(rules.low.entrants < 1);
  CHECK(rules.high.progression > 1);
  CHECK(rules.sources.size() == 9);
  for (const auto& cited : rules.sources) CHECK_FALSE(cited.source.document.zh.empty());
}

TEST_CASE("A county's file changes what it names and leaves the rest") {
  const Rules rules = read_rules(
      "[shrinkage]\nschool_pupils = 40\n[[source]]\nfor = \"shrinkage\"\ndocument = \"县\"\n"
      "date = \"\"\ncertainty = \"assumption\"\n",
      "x.toml", built_in_rules());
  CHECK(rules.school_pupils == 40);
  CHECK(rules.township_pupils == built_in_rules().township_pupils);
  CHECK(rules.sources.size() == built_in_rules().sources.size() + 1);
  CHECK(rules.sources.front().source.document.zh == "县");
}

TEST_CASE("The correction by past errors can be switched off, and weights be set") {
  CHECK(built_in_rules().entry.corrected);
  const Rules rules = read_rules(
      "[births]\nshare = { latest = 0.3, count_as_years = 2 }\n"
      "correction = { by_past_errors = false, count_as_errors = 7 }\n"
      "[promotion]\nof_a_school = { cohort = 0.25 }\n",
      "x.toml", built_in_rules());
  CHECK_FALSE(rules.entry.corrected);
  CHECK(rules.entry.no_errors == 7);
  CHECK(rules.entry.latest.weight == 0.3);
  CHECK(rules.entry.latest.years == 2);
  CHECK(rules.cohort_school.weight == 0.25);
  CHECK(rules.cohort_school.years == built_in_rules().cohort_school.years);
  CHECK(rules.cohort_sum.weight == built_in_rules().cohort_sum.weight);
}

TEST_CASE("One fault each in a rule file of the forecast") {
  CHECK(of("horizon_years = 0\n") == Faults{{"forecast_rules.range", 1}});
  CHECK(of("[births]\nlag_years = 21\n") == Faults{{"forecast_rules.range", 2}});
  CHECK(of("[shrinkage]\nschool_pupils = 0\n") == Faults{{"toml.positive", 2}});
  CHECK(of("[variants]\nlow = { entrants = 1.1 }\n") == Faults{{"forecast_rules.low", 2}});
  CHECK(of("[variants]\nhigh = { progression = 0.9 }\n") == Faults{{"forecast_rules.high", 2}});
  CHECK(of("[variants]\ncount_as_errors = 0\n") == Faults{{"toml.positive", 2}});
  CHECK(of("[promotion]\nof_all = { cohort = 1.1 }\n") == Faults{{"forecast_rules.share", 2}});
  CHECK(of("[births]\nshare = { latest = -0.1 }\n") == Faults{{"forecast_rules.share", 2}});
  CHECK(of("[births]\ncorrection = { count_as_errors = 0 }\n") == Faults{{"toml.positive", 2}});
  CHECK(of("[back_test]\nsize_ends = [99, 29]\n") == Faults{{"forecast_rules.not_rising", 2}});
  CHECK(of("[back_test]\nlow_quantile = 0.6\n") == Faults{{"forecast_rules.quantiles", 2}});
  CHECK(of("[housing]\npupils_per_dwelling = \"x\"\n").size() == 1);
  CHECK(of("horizon = 5\n").size() == 1);  // unknown key
}

}  // namespace budian::forecast
