#include <catch2/catch.hpp>
#include <cmath>

#include "plans.hpp"

using namespace budian;

namespace {

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
  for (const auto& indicator : result.indicators) count += indicator.passes == Verdict(false);
  return count;
}

}  // namespace

TEST_CASE("Luyang passes in 2012 with single coefficients of 1.299") {
  // Published: 0.592. (.881+1.299+.977+.379+.170+.334+.286+.408)/8 = 4.734/8 = 0.59175
  const auto primary =
      judged(basic(), Stage::primary, {.881, 1.299, .977, .379, .170, .334, .286, .408});
  CHECK(primary.composite.value() == Approx(0.59175));
  CHECK(published(*primary.composite) == Approx(0.592));
  CHECK(primary.passes == Verdict(true));
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
  CHECK(judged(basic(), Stage::primary, on_line).passes == Verdict(true));
  CHECK(judged(basic(), Stage::primary, on_line).near_line);
  CHECK(judged(basic(), Stage::primary, above).passes == Verdict(false));
  CHECK(judged(basic(), Stage::primary, above).near_line);
  CHECK(judged(basic(), Stage::primary, above).margin.value() == Approx(-0.000375));
  // the junior line is stricter
  CHECK(judged(basic(), Stage::junior, std::vector<double>(8, 0.56)).passes == Verdict(false));
  CHECK_FALSE(judged(basic(), Stage::junior, std::vector<double>(8, 0.56)).near_line);
}

TEST_CASE("Ningguo 2022 fails in 2017's regime indicator by indicator") {
  const auto primary =
      judged(quality(), Stage::primary, {.677, .674, .618, .519, .597, .167, .759});
  CHECK(primary.passes == Verdict(false));
  CHECK(failing(primary) == 6);
  CHECK(primary.indicators[5].passes == Verdict(true));  // 0.167
  CHECK(primary.margin.value() == Approx(0.50 - 0.759));
  const auto junior = judged(quality(), Stage::junior, {.542, 1.055, .507, .587, .686, .254, .496});
  CHECK(junior.passes == Verdict(false));
  CHECK(failing(junior) == 6);
  CHECK(junior.indicators[5].passes == Verdict(true));  // 0.254: only the sixth
}

TEST_CASE("In 2017 the mean of the coefficients decides nothing") {
  const auto stage = judged(quality(), Stage::primary, {.1, .1, .1, .1, .1, .1, .51});
  CHECK(stage.passes == Verdict(false));
  CHECK_FALSE(stage.composite_line);
}

TEST_CASE("A coefficient that is not known leaves the verdict open, unless another fails") {
  auto indicators = with_cvs(std::vector<double>(7, 0.1));
  indicators[1].cv.reset();
  const auto open = judge_stage(quality(), Stage::primary, indicators);
  CHECK_FALSE(open.passes);
  CHECK_FALSE(open.indicators[1].passes);
  CHECK(open.indicators[0].passes == Verdict(true));
  CHECK_FALSE(open.margin);  // the worst one may be the one that is not known
  CHECK_FALSE(open.composite);
  indicators[4].cv = 0.51;
  CHECK(judge_stage(quality(), Stage::primary, indicators).passes == Verdict(false));
  // 2012: the composite is not known without one of its eight.
  auto eight = with_cvs(std::vector<double>(8, 0.1));
  eight[0].cv.reset();
  CHECK_FALSE(judge_stage(basic(), Stage::primary, eight).passes);
}

TEST_CASE("How near a line must be to be flagged is the standard's") {
  auto rules = basic();
  CHECK(rules.near_line == 0.0005);
  const std::vector<double> below(8, 0.648);
  CHECK_FALSE(judged(rules, Stage::primary, below).near_line);
  rules.near_line = 0.0021;
  CHECK(judged(rules, Stage::primary, below).near_line);
}

TEST_CASE("A school with 6 of 7 passes when the rest reaches 85 %") {
  // 6.4/7.5 = 0.853, 6.3/7.5 = 0.84
  const auto near = judge_school(quality(), Stage::primary, {4.2, 1.0, 0.9, 4.5, 6.4, 2000, 2.3});
  CHECK(near.indicators_met == 6);
  CHECK_FALSE(near.met[4]);
  CHECK(near.passes == Verdict(true));
  const auto far = judge_school(quality(), Stage::primary, {4.2, 1.0, 0.9, 4.5, 6.3, 2000, 2.3});
  CHECK(far.indicators_met == 6);
  CHECK(far.passes == Verdict(false));
  // 85 % exactly: 6.375
  CHECK(judge_school(quality(), Stage::primary, {4.2, 1.0, 0.9, 4.5, 6.375, 2000, 2.3}).passes ==
        Verdict(true));
}

TEST_CASE("A school with 5 of 7 fails however near the others are") {
  CHECK(judge_school(quality(), Stage::primary, {4.1, 0.99, 0.9, 4.5, 7.5, 2000, 2.3}).passes ==
        Verdict(false));
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
  CHECK(judge_school(rules, Stage::primary, {4.2, 1, 0.9, 4.5, 6.4, 2000, 2.3}).passes ==
        Verdict(false));
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
  CHECK(result.passes == Verdict(true));
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
  CHECK(stage.passes == Verdict(false));
}

namespace {

/// Two schools of 100 pupils of which the files tell nothing.
Plan untold_schools() {
  Plan plan;
  for (int i = 0; i < 2; ++i) {
    plan.schools.push_back(school_with(SchoolKind::primary, 100, 0));
    auto& school = plan.schools[SchoolId(plan.schools.size() - 1)].school;
    for (auto& untold : school.resources.untold) untold = {true, true};
  }
  return plan;
}
void tell(Plan& plan, Resource resource, std::int64_t first, std::int64_t second) {
  for (const auto id : plan.schools.ids()) {
    auto& resources = plan.schools[id].school.resources;
    resources.untold[row(resource)] = {};
    const std::int64_t amount = id.row() == 0 ? first : second;
    if (is_by_stage(resource)) {
      resources.by_stage[row(resource)][0] = amount;
    } else {
      resources.campus[row(resource)] = amount;
    }
  }
}

}  // namespace

TEST_CASE("What the files tell nothing of is no failure, unless something else fails") {
  Plan plan = untold_schools();
  const auto nothing = evaluate_standard(nowhere, plan, quality());
  CHECK_FALSE(nothing.passes);
  CHECK_FALSE(nothing.stages[0].passes);
  CHECK(nothing.stages[0].schools_not_known == 2);
  CHECK(nothing.stages[0].indicators[0].units_untold == 2);
  // Rooms alone, alike: their CV of 0 passes, the other six cannot be told.
  tell(plan, Resource::multimedia_rooms, 3, 3);
  CHECK_FALSE(evaluate_standard(nowhere, plan, quality()).passes);
  // All rooms in one of two equal schools: CV = 1, over 0.50 whatever the others are.
  tell(plan, Resource::multimedia_rooms, 3, 0);
  const auto uneven = evaluate_standard(nowhere, plan, quality());
  CHECK(uneven.passes == Verdict(false));
  CHECK(uneven.stages[0].passes == Verdict(false));
  CHECK_FALSE(uneven.stages[1].passes);  // no junior schools
}

TEST_CASE("One school that fails fails the county, however much is not known") {
  // No rooms in the first, where the floor is 1.955 a hundred; the second meets the line of 2.3.
  Plan plan = untold_schools();
  tell(plan, Resource::multimedia_rooms, 0, 3);
  StandardRules rules = quality();
  rules.indicator_line = {};  // schools alone are judged
  const auto stage = evaluate_standard(nowhere, plan, rules).stages[0];
  CHECK(stage.schools_failing == 1);
  CHECK(stage.schools_not_known == 1);
  CHECK(stage.schools_passing == 0);
  CHECK(stage.passes == Verdict(false));
}

TEST_CASE("One empty cell leaves the coefficient open, and only that school") {
  Plan plan;
  for (int i = 0; i < 3; ++i) plan.schools.push_back(school_with(SchoolKind::primary, 100, 0));
  StandardRules rules = books_standard(TeachingPointPolicy::exclude);
  rules.indicators[0].school_line = {10.0, 10.0};
  rules.least_indicators_met = 1;
  campus(plan.schools[SchoolId(0)], Resource::books) = 1000;
  campus(plan.schools[SchoolId(1)], Resource::books) = 0;  // told: none
  plan.schools[SchoolId(2)].school.resources.untold[row(Resource::books)][0] = true;
  const auto stage = evaluate_standard(nowhere, plan, rules).stages[0];
  CHECK_FALSE(stage.indicators[0].cv);
  CHECK_FALSE(stage.indicators[0].mean);
  CHECK(stage.indicators[0].units_untold == 1);
  CHECK(stage.schools[0].passes == Verdict(true));
  CHECK(stage.schools[1].passes == Verdict(false));
  CHECK_FALSE(stage.schools[2].passes);
}
