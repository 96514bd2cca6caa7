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
  CHECK(rules.sources.size() == 7);
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

TEST_CASE("One fault each in a rule file of the forecast") {
  CHECK(of("horizon_years = 0\n") == Faults{{"forecast_rules.range", 1}});
  CHECK(of("[births]\nlag_years = 21\n") == Faults{{"forecast_rules.range", 2}});
  CHECK(of("[shrinkage]\nschool_pupils = 0\n") == Faults{{"toml.positive", 2}});
  CHECK(of("[variants]\nlow = { entrants = 1.1 }\n") == Faults{{"forecast_rules.low", 2}});
  CHECK(of("[variants]\nhigh = { progression = 0.9 }\n") == Faults{{"forecast_rules.high", 2}});
  CHECK(of("[variants]\ncount_as_errors = 0\n") == Faults{{"toml.positive", 2}});
  CHECK(of("[back_test]\nsize_ends = [99, 29]\n") == Faults{{"forecast_rules.not_rising", 2}});
  CHECK(of("[back_test]\nlow_quantile = 0.6\n") == Faults{{"forecast_rules.quantiles", 2}});
  CHECK(of("[housing]\npupils_per_dwelling = \"x\"\n").size() == 1);
  CHECK(of("horizon = 5\n").size() == 1);  // unknown key
}

}  // namespace budian::forecast
