#include "scenarios/appraisal/parts.hpp"
#include "tests/scenarios/appraisal/appraised.hpp"

namespace budian::appraisal {
namespace {

const RiskResult& risk(const Appraised& appraised, const std::string& code) {
  const auto& rules = appraised.ground.appraisal.risks;
  for (const auto& result : appraised.plan().risks) {
    if (rules[result.rule].code == code) return result;
  }
  throw std::out_of_range(code);
}

bool warns(const Appraised& appraised, const std::string& key) {
  const auto& findings = appraised.outcome.findings;
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.message.key == key && finding.severity == Severity::warning;
  });
}

}  // namespace

TEST_CASE("Girls are not in the files: their risk is unknown, not absent") {
  const Appraised appraised(close_points);
  CHECK_FALSE(risk(appraised, "girls").value);
  CHECK_FALSE(risk(appraised, "girls").holds);
  CHECK_FALSE(warns(appraised, "risk.finding.girls"));
}

TEST_CASE("Twenty pupils of grades 1 and 2 change school, which is warned of") {
  const Appraised appraised(close_points);
  CHECK(risk(appraised, "lower_grades_displaced").value == 20.0);
  CHECK(risk(appraised, "lower_grades_displaced").holds == true);
  CHECK(warns(appraised, "risk.finding.lower_grades_displaced"));
  CHECK(risk(appraised, "lower_grades_boarding").value == 0.0);
  CHECK(risk(appraised, "lower_grades_boarding").holds == false);
}

TEST_CASE("Boarding at the receivers is unknown where the county reports no boarder") {
  const Appraised silent(close_points);
  CHECK_FALSE(risk(silent, "farther_without_boarding").holds);
  // J boards, W does not: whoever goes farther to W is told.
  const Appraised told(close_points,
                       [](County& county) { county.schools[SchoolId(3)].boarders = Heads(5); });
  CHECK(risk(told, "farther_without_boarding").holds == true);
  const Appraised boards(close_points,
                         [](County& county) { county.schools[SchoolId(0)].boarders = Heads(5); });
  CHECK(risk(boards, "farther_without_boarding").value == 0.0);
}

TEST_CASE("Large classes count at receivers only") {
  // J's classes of 60 are large, but J receives nobody; W's grades are 45 and 55 in two classes.
  const Appraised appraised(close_points);
  CHECK(risk(appraised, "large_classes_at_receivers").value == 0.0);
}

TEST_CASE("Nothing changes for anybody today, so no risk holds") {
  const Appraised today("");
  for (const auto& result : today.plan().risks) CHECK(result.holds.value_or(false) == false);
}

}  // namespace budian::appraisal
