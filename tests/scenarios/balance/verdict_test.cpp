#include <catch2/catch.hpp>
#include <cmath>

#include "plans.hpp"

using namespace budian;

namespace {

const County nowhere;

StandardRules basic() { return built_in_standards()[0]; }
StandardRules quality() { return built_in_standards()[1]; }

std::vector<IndicatorResult> with_cvs(const std::vector<double>& cvs) {
  std::vector<IndicatorResult> result(cvs.size());
  for (std::size_t i = 0; i < cvs.size(); ++i) result[i].cv = cvs[i];
  return result;
}

StageResult judged(const StandardRules& rules, Stage stage, const std::vector<double>& cvs) {
  return judge_stage(rules, stage, with_cvs(cvs));
}

/// As published: three decimals.
double published(double value) { return std::round(value * 1000) / 1000; }

std::size_t failing(const StageResult& result) {
  std::size_t count = 0;
  for (const auto& indicator : result.indicators) count += indicator.passes ? 0 : 1;
  return count;
}

}  // namespace

TEST_CASE("Luyang passes in 2012 with single coefficients of 1.299") {
  // Published: 0.592. (.881+1.299+.977+.379+.170+.334+.286+.408)/8 = 4.734/8 = 0.59175
  const auto primary =
      judged(basic(), Stage::primary, {.881, 1.299, .977, .379, .170, .334, .286, .408});
  CHECK(primary.composite.value() == Approx(0.59175));
  CHECK(published(*primary.composite) == Approx(0.592));
  CHECK(primary.passes);
  CHECK(primary.margin.value() == Approx(0.65 - 0.59175));
  CHECK(failing(primary) == 0);  // single ones are not judged
}

TEST_CASE("Composites are told to three decimals as the counties' tables print them") {
  // Eight coefficients that sum to 8 × the composite of the tables of Luyang, Shushan and Wanzhou.
  const auto composite = [](Stage stage, double mean) {
    return judged(basic(), stage,
                  {mean - .2, mean + .2, mean - .1, mean + .1, mean, mean, mean, mean});
  };
  CHECK(published(composite(Stage::junior, 0.314125).composite.value()) == Approx(0.314));
  CHECK(published(composite(Stage::primary, 0.416875).composite.value()) == Approx(0.417));
  CHECK(published(composite(Stage::junior, 0.493125).composite.value()) == Approx(0.493));
  CHECK(published(composite(Stage::primary, 0.302).composite.value()) == Approx(0.302));
  CHECK(composite(Stage::junior, 0.493125).margin.value() == Approx(0.55 - 0.493125));
}

TEST_CASE("The 2012 line itself passes, a hair above it fails, both are flagged as near") {
  const std::vector<double> on_line(8, 0.65);
  std::vector<double> above = on_line;
  above[0] += 0.003;  // composite + 0.000375
  CHECK(judged(basic(), Stage::primary, on_line).passes);
  CHECK(judged(basic(), Stage::primary, on_line).near_line);
  CHECK_FALSE(judged(basic(), Stage::primary, above).passes);
  CHECK(judged(basic(), Stage::primary, above).near_line);
  CHECK(judged(basic(), Stage::primary, above).margin.value() == Approx(-0.000375));
  // the junior line is stricter
  CHECK_FALSE(judged(basic(), Stage::junior, std::vector<double>(8, 0.56)).passes);
  CHECK_FALSE(judged(basic(), Stage::junior, std::vector<double>(8, 0.56)).near_line);
}

TEST_CASE("Ningguo 2022 fails in 2017's regime indicator by indicator") {
  const auto primary =
      judged(quality(), Stage::primary, {.677, .674, .618, .519, .597, .167, .759});
  CHECK_FALSE(primary.passes);
  CHECK(failing(primary) == 6);
  CHECK(primary.indicators[5].passes);  // 0.167
  CHECK(primary.margin.value() == Approx(0.50 - 0.759));
  const auto junior = judged(quality(), Stage::junior, {.542, 1.055, .507, .587, .686, .254, .496});
  CHECK_FALSE(junior.passes);
  CHECK(failing(junior) == 6);
  CHECK(junior.indicators[5].passes);  // 0.254: only the sixth
}

TEST_CASE("In 2017 the mean of the coefficients decides nothing") {
  const auto stage = judged(quality(), Stage::primary, {.1, .1, .1, .1, .1, .1, .51});
  CHECK_FALSE(stage.passes);
  CHECK_FALSE(stage.composite_line);
}

TEST_CASE("A coefficient that cannot be told does not pass") {
  auto indicators = with_cvs(std::vector<double>(7, 0.1));
  indicators[1].cv.reset();
  const auto stage = judge_stage(quality(), Stage::primary, indicators);
  CHECK_FALSE(stage.passes);
  CHECK_FALSE(stage.indicators[1].passes);
  CHECK_FALSE(stage.composite);
}

TEST_CASE("A school with 6 of 7 passes when the rest reaches 85 %") {
  // 6.4/7.5 = 0.853, 6.3/7.5 = 0.84
  const auto near = judge_school(quality(), Stage::primary, {4.2, 1.0, 0.9, 4.5, 6.4, 2000, 2.3});
  CHECK(near.indicators_met == 6);
  CHECK_FALSE(near.met[4]);
  CHECK(near.passes);
  const auto far = judge_school(quality(), Stage::primary, {4.2, 1.0, 0.9, 4.5, 6.3, 2000, 2.3});
  CHECK(far.indicators_met == 6);
  CHECK_FALSE(far.passes);
  // 85 % exactly: 6.375
  CHECK(judge_school(quality(), Stage::primary, {4.2, 1.0, 0.9, 4.5, 6.375, 2000, 2.3}).passes);
}

TEST_CASE("A school with 5 of 7 fails however near the others are") {
  CHECK_FALSE(
      judge_school(quality(), Stage::primary, {4.1, 0.99, 0.9, 4.5, 7.5, 2000, 2.3}).passes);
}

TEST_CASE("Junior schools have their own lines") {
  CHECK(
      judge_school(quality(), Stage::junior, {5.3, 1, 0.9, 5.8, 10.2, 2500, 2.4}).indicators_met ==
      7);
  CHECK(judge_school(quality(), Stage::junior, {4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3}).indicators_met ==
        2);
}

TEST_CASE("A province's mandatory item fails a school that misses it") {
  StandardRules rules = quality();
  rules.indicators[4].mandatory = true;
  CHECK_FALSE(judge_school(rules, Stage::primary, {4.2, 1, 0.9, 4.5, 6.4, 2000, 2.3}).passes);
}

TEST_CASE("Values are shown in the units of the document") {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::primary, 1000, 0));
  auto& school = plan.schools[SchoolId(0)];
  campus(school, Resource::teaching_area) = 450000;       // dm² = 4 500 m²
  campus(school, Resource::sports_area) = 750000;         // 7 500 m²
  campus(school, Resource::equipment_value) = 200000000;  // fen = 2 m yuan
  campus(school, Resource::multimedia_rooms) = 23;
  teachers(school, Resource::above_degree_teachers, Stage::primary) = 42;
  teachers(school, Resource::backbone_teachers, Stage::primary) = 10;
  teachers(school, Resource::arts_pe_teachers, Stage::primary) = 9;
  const auto result = evaluate_standard(nowhere, plan, quality());
  const std::vector<std::optional<double>> expected{4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3};
  REQUIRE(result.stages[0].schools.size() == 1);
  CHECK(result.stages[0].schools[0].values == expected);  // exactly on every line
  CHECK(result.stages[0].schools[0].indicators_met == 7);
  CHECK(result.passes);
  CHECK(result.stages[1].units == 0);  // no junior school: nothing to judge
}

TEST_CASE("The county fails when one school fails, even with equal schools") {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::primary, 100, 0));
  auto& school = plan.schools[SchoolId(0)];
  for (const auto resource : {Resource::teaching_area, Resource::sports_area,
                              Resource::equipment_value, Resource::multimedia_rooms}) {
    campus(school, resource) = 1;
  }
  for (const auto resource :
       {Resource::above_degree_teachers, Resource::backbone_teachers, Resource::arts_pe_teachers}) {
    teachers(school, resource, Stage::primary) = 1;
  }
  const auto stage = evaluate_standard(nowhere, plan, quality()).stages[0];
  CHECK(stage.margin.value() == Approx(0.50));  // one school: every CV is 0
  CHECK(stage.schools_failing == 1);
  CHECK_FALSE(stage.passes);
}

TEST_CASE("What the county reports nothing of is no failure, unless something else fails") {
  Plan plan;
  for (int i = 0; i < 2; ++i) plan.schools.push_back(school_with(SchoolKind::primary, 100, 0));
  const auto nothing = evaluate_standard(nowhere, plan, quality());
  CHECK_FALSE(verdict_of(nothing));
  CHECK_FALSE(verdict_of(nothing.stages[0]));
  CHECK_FALSE(schools_failing(nothing.stages[0]));
  // Rooms alone, alike: their CV of 0 passes, the other six cannot be told.
  for (auto& school : plan.schools)
    school.school.resources.campus[row(Resource::multimedia_rooms)] = 3;
  CHECK_FALSE(verdict_of(evaluate_standard(nowhere, plan, quality())));
  // All rooms in one of two equal schools: CV = 1, over 0.50 whatever the others are.
  plan.schools[SchoolId(0)].school.resources.campus[row(Resource::multimedia_rooms)] = 0;
  const auto uneven = evaluate_standard(nowhere, plan, quality());
  CHECK(verdict_of(uneven) == std::optional(false));
  CHECK(verdict_of(uneven.stages[0]) == std::optional(false));
  CHECK_FALSE(verdict_of(uneven.stages[1]));  // no junior schools
}
