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

TEST_CASE("Large classes are not known where receivers do not tell their classes") {
  // W's six grades of 60 take ten more in two of them, in rooms for two classes each.
  const auto sixty = [](int told_of_sixth) {
    return Appraised(close_points, [told_of_sixth](County& county) {
      School& west = county.schools[SchoolId(0)];
      for (std::size_t g = 0; g < 6; ++g) west.pupils[g] = Heads(60);
      west.classes = {};
      west.classes[5] = told_of_sixth;
    });
  };
  const Appraised silent = sixty(0);
  CHECK_FALSE(risk(silent, "large_classes_at_receivers").value);
  CHECK_FALSE(risk(silent, "large_classes_at_receivers").holds);
  CHECK(risk(silent, "large_classes_at_receivers").unknown == Heads(380));  // 2 × 70 + 4 × 60
  // One grade told, in two classes of 30: none is known to be large, the others might be.
  const Appraised part = sixty(2);
  CHECK(risk(part, "large_classes_at_receivers").value == 0.0);
  CHECK_FALSE(risk(part, "large_classes_at_receivers").holds);
  CHECK(risk(part, "large_classes_at_receivers").unknown == Heads(320));
  // Told, in one class of 60: that is known, whatever the others are.
  CHECK(risk(sixty(1), "large_classes_at_receivers").holds == true);
}

TEST_CASE("Grades under the line have no large class, told or not") {
  const Appraised small(close_points,
                        [](County& county) { county.schools[SchoolId(0)].classes = {}; });
  CHECK(risk(small, "large_classes_at_receivers").value == 0.0);  // 55 at most
  CHECK(risk(small, "large_classes_at_receivers").holds == false);
}

TEST_CASE("Boarding that a plan moves to a school is no boarding that it offers") {
  // P boards, W does not: P's boarders move to W, who has no bed for them today.
  const Appraised moved(close_points,
                        [](County& county) { county.schools[SchoolId(2)].boarders = Heads(5); });
  CHECK(risk(moved, "farther_without_boarding").holds == true);
}

TEST_CASE("Times that are not known are told apart: they neither warn nor put at rest") {
  const Appraised appraised(close_points);
  Outcome cut = appraised.outcome;
  for (auto& journey : cut.journeys) {
    journey.door_to_door = std::nullopt;
    journey.road = std::nullopt;
  }
  const SchoolTravel travel(appraised.ground, {});
  const Situation situation{appraised.scenario, cut.plan, appraised.ground, travel};
  const auto& rules = appraised.ground.appraisal.risks;
  int seen = 0;
  for (const auto& result : risks_of(trips_of(situation, cut), rules)) {
    const auto& code = rules[result.rule].code;
    if (code != "long_travel" && code != "mean_distance_growth") continue;
    ++seen;
    CHECK_FALSE(result.value);
    CHECK_FALSE(result.holds);
    CHECK(result.unknown == Heads(20));
  }
  CHECK(seen == 2);
}

TEST_CASE("Closing on one year's roll is warned of, until two years and a forecast are stated") {
  CHECK(risk(Appraised(close_points), "one_year_roll").value == 1.0);
  CHECK(warns(Appraised(close_points), "risk.finding.one_year_roll"));
  const Appraised stated(close_points +
                         "[[procedure]]\nschool = \"P\"\nearlier_rolls = [22]\nforecast = 18\n");
  CHECK(risk(stated, "one_year_roll").value == 0.0);
}

TEST_CASE("Nothing changes for anybody today, so no risk holds") {
  const Appraised today("");
  for (const auto& result : today.plan().risks) CHECK(result.holds.value_or(false) == false);
}

}  // namespace budian::appraisal
