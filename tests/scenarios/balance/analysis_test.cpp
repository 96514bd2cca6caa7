#include "scenarios/balance/analysis.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "plans.hpp"
#include "scenarios/balance/smallest_change.hpp"

using namespace budian;

namespace {

const RoadLength no_road = [](SettlementId, SchoolId) { return std::optional<Millimetres>(); };

StandardAnalysis analysed(const StandardRules& rules, const Plan& today, const Plan& plan) {
  return analyse(rules, {nowhere, today, plan, money::built_in_rules(), no_road});
}

/// Schools with the same of everything but books.
Plan with_books(const std::vector<std::int64_t>& books) {
  Plan plan;
  for (const auto count : books) {
    PlannedSchool school = school_with(SchoolKind::primary, 100, 0);
    for (auto& amount : school.school.resources.campus) amount = 1000;
    for (auto& amount : school.school.resources.by_stage) amount[0] = 10;
    campus(school, Resource::books) = count;
    PupilGroup group;
    group.school = group.before = plan.schools.push_back(school);
    group.pupils = Heads(100);
    plan.groups.push_back(group);
  }
  return plan;
}

const StandardRules& basic() {
  static const StandardRules rules = built_in_standards()[0];
  return rules;
}
constexpr std::size_t books_row = 4;

}  // namespace

TEST_CASE("Ways of counting stand side by side, the file's own first") {
  // Policy §1.5. Two schools of 100 pupils and a point of 100 that has nothing; all 100 of all.
  Plan plan;
  for (int i = 0; i < 4; ++i) plan.schools.push_back(school_with(SchoolKind::primary, 100, 0));
  for (auto& planned : plan.schools) {
    for (auto& amount : planned.school.resources.campus) amount = 100;
    for (auto& amount : planned.school.resources.by_stage) amount[0] = 100;
  }
  auto& point = plan.schools[SchoolId(2)].school;
  point.kind = SchoolKind::teaching_point;
  point.parent = SchoolId(0);
  point.resources = {};
  plan.schools[SchoolId(3)].school.is_public = false;
  const auto found = analysed(basic(), plan, plan).treatments;
  REQUIRE(found.size() == 4);
  const auto composite = [&](std::size_t i) { return found[i].result.stages[0].composite.value(); };
  CHECK(found[0].treatment == UnitTreatment{TeachingPointPolicy::merge_into_parent, false});
  // With the point: 100 over 200 pupils and 100 over 100. X = 2/3, x = 1/2 and 1:
  // S² = 2/3 × 1/36 + 1/3 × 1/9 = 1/18, CV = √(1/18) ÷ 2/3 = 0.353553.
  CHECK(composite(0) == Approx(0.353553).margin(1e-6));
  CHECK(found[1].treatment == UnitTreatment{TeachingPointPolicy::exclude, false});
  CHECK(composite(1) == Approx(0));
  CHECK(found[1].result.stages[0].units == 2);
  // By itself: x = 1, 1, 0 with X = 2/3: S² = 2/9, CV = √2/2, over 0.65.
  CHECK(found[2].treatment.teaching_points == TeachingPointPolicy::own_unit);
  CHECK(composite(2) == Approx(0.707107).margin(1e-6));
  CHECK(found[2].result.stages[0].passes == Verdict(false));
  // With the private school: 1/2 over 200, 1 and 1: X = 3/4, S² = 1/2·1/16 + 1/2·1/16 = 1/16, CV =
  // 1/3.
  CHECK(found[3].treatment.counts_private);
  CHECK(composite(3) == Approx(1.0 / 3.0));
}

TEST_CASE("Through one indicator the composite comes down to its line, or it cannot") {
  // Ten schools, all books in one: CV of books 3, the other seven 0. Composite 3/8 passes.
  std::vector<std::int64_t> books(10, 0);
  books[0] = 10000;
  auto plan = with_books(books);
  CHECK_FALSE(analysed(basic(), plan, plan).stages[0].indicators[books_row].addition);
  // Computers and equipment too: composite 9/8 is 0.475 over 0.65, 3.8 of a single CV. None has it.
  for (std::size_t i = 0; i < books.size(); ++i) {
    for (const auto resource : {Resource::computers, Resource::equipment_value}) {
      campus(plan.schools[SchoolId(i)], resource) = books[i];
    }
  }
  auto stage = analysed(basic(), plan, plan).stages[0];
  REQUIRE(stage.indicators[books_row].addition);
  CHECK_FALSE(stage.indicators[books_row].addition->possible);
  CHECK(stage.indicators[books_row].addition->target == Approx(3 - 3.8));
  // Two only: 0.75 is 0.1 over, books must come from 3 to 2.2.
  for (auto& planned : plan.schools) campus(planned, Resource::equipment_value) = 1000;
  stage = analysed(basic(), plan, plan).stages[0];
  const auto& books_change = stage.indicators[books_row].addition.value();
  CHECK(books_change.possible);
  CHECK(books_change.target == Approx(2.2));
  // Nine schools of 100 pupils are lifted to h books: T = 10 000 + 9h, Q = (10^8 + 9h²)/100, and
  // 1000·Q = (1 + 2.2²)·T² is 383.04h² + 1 051 200h = 4.16·10^8. The root is h = (1 320 000 −
  // 1 051 200)/766.08 = 350.877: 3157.895 books, 3158 whole ones.
  CHECK(books_change.amount == Approx(9 * 268800 / 766.08));
  CHECK(books_change.total == 3158);
  CHECK(books_change.cv.value() <= 2.2 + 1e-12);
  CHECK(books_change.cv.value() > 2.19);
  CHECK(books_change.money == yuan(20.0 * static_cast<double>(books_change.total)));
  // The composite with it is on the line.
  Plan after = plan;
  for (const auto& one : books_change.things) {
    campus(after.schools[one.school], Resource::books) += one.on_campus;
  }
  CHECK(evaluate_standard(nowhere, after, basic()).stages[0].passes == Verdict(true));
}

TEST_CASE("Smallest changes of a campus of two stages are told for the campus") {
  StandardRules rules = books_standard(TeachingPointPolicy::exclude);
  rules.indicator_line = {0.25, std::nullopt};
  Plan plan;
  // 100 primary and 100 junior pupils: primary has 1/2.1 of the 210 books, 100; the other school
  // 300.
  plan.schools.push_back(school_with(SchoolKind::nine_year, 100, 100));
  plan.schools.push_back(school_with(SchoolKind::primary, 100, 0));
  campus(plan.schools[SchoolId(0)], Resource::books) = 210;
  campus(plan.schools[SchoolId(1)], Resource::books) = 300;
  // As worked out by hand in the least addition: 80 more for the stage, 168 for the campus.
  const auto found = analysed(rules, plan, plan).stages[0].indicators[0].addition.value();
  REQUIRE(found.things.size() == 1);
  CHECK(found.things[0].things == 80);
  CHECK(found.things[0].on_campus == 168);
  CHECK(found.money == yuan(168 * 20));
  CHECK(found.cv.value() == Approx(0.25).margin(1e-9));
}

TEST_CASE("Land and rooms are not carried from school to school") {
  StandardRules rules = books_standard(TeachingPointPolicy::exclude);
  rules.indicator_line = {0.25, std::nullopt};
  Plan plan = with_books({100, 300});
  CHECK(analysed(rules, plan, plan).stages[0].indicators[0].transfer);
  rules.indicators[0].resource = Resource::sports_area;
  campus(plan.schools[SchoolId(0)], Resource::sports_area) = 10000;  // 100 and 300 m²
  campus(plan.schools[SchoolId(1)], Resource::sports_area) = 30000;
  const auto found = analysed(rules, plan, plan).stages[0].indicators[0];
  CHECK_FALSE(found.transfer);
  CHECK(found.addition.value().total == 80);  // whole square metres
  CHECK(found.addition.value().money == yuan(80 * 200));
}

TEST_CASE("Today against itself has no change in any part") {
  const Plan plan = with_books({100, 300});
  const auto stage = analysed(basic(), plan, plan).stages[0];
  REQUIRE(stage.composite_change);
  CHECK(stage.composite_change->pooling == Approx(0).margin(1e-15));
}

TEST_CASE(
    "Things change hands between plain schools only, and the coefficient told is what comes of "
    "it") {
  const StandardRules rules = books_standard(TeachingPointPolicy::exclude);
  // Two plain schools of 100 pupils and the primary part of a nine-year school: 100 of 210 weighted
  // pupils (100 + 1.1 × 100), so 100/210 of its 2 100 books, 1 000.
  const std::vector<CountedUnit> units{
      {SchoolId(0), Stage::primary, 100, {200}, {100}, {SchoolId(0)}, 1, true},
      {SchoolId(1), Stage::primary, 100, {1800}, {100}, {SchoolId(1)}, 1, true},
      {SchoolId(2), Stage::primary, 100, {1000}, {100}, {SchoolId(2)}, 100.0 / 210, true}};
  // Mean 10 a pupil; levelled from 2 and 18 to 10 ∓ d the squares sum to 2·d²: CV = √(2d²/3)/10,
  // which is 0.4 at d = √24 = 4.899: 100 × (8 − 4.899) = 310.1 books, 311 whole ones.
  const auto found = smallest_transfer({rules, 0, units}, 0.4);
  REQUIRE(found);
  CHECK(found->amount == Approx(310.102).epsilon(1e-6));
  CHECK(found->total == 311);
  REQUIRE(found->things.size() == 2);
  CHECK(found->things[0].school == SchoolId(0));
  CHECK(found->things[0].things == 311);
  CHECK(found->things[1].things == -311);
  // 511 and 1 489 books: d = 4.89, √(2 × 4.89² ÷ 3) ÷ 10.
  CHECK(*found->cv == Approx(std::sqrt(2 * 4.89 * 4.89 / 3) / 10));
}

TEST_CASE("Where plain schools alone cannot bring a county to its line, nothing is moved") {
  const StandardRules rules = books_standard(TeachingPointPolicy::exclude);
  const std::vector<CountedUnit> units{
      {SchoolId(0), Stage::primary, 100, {900}, {100}, {SchoolId(0)}, 1, true},
      {SchoolId(1), Stage::primary, 100, {1100}, {100}, {SchoolId(1)}, 1, true},
      {SchoolId(2), Stage::primary, 100, {9000}, {100}, {SchoolId(2)}, 0.5, true}};
  CHECK_FALSE(smallest_transfer({rules, 0, units}, 0.4));
}
