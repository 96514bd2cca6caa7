#include "scenarios/balance/pooling.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "plans.hpp"

using namespace budian;

namespace {

/// The schools of the worked example (policy §1.3): a settlement a school, all in grade 1.
Plan example() {
  const std::vector<std::pair<std::int64_t, std::int64_t>> schools{
      {45, 279}, {37, 137}, {89, 935}, {76, 160}, {55, 402}};
  Plan plan;
  for (const auto& [pupils, books] : schools) {
    plan.schools.push_back(school_with(SchoolKind::primary, pupils, 0));
    const SchoolId id(plan.schools.size() - 1);
    campus(plan.schools[id], Resource::books) = books;
    PupilGroup group;
    group.settlement = SettlementId(id.row());
    group.school = group.before = id;
    group.pupils = Heads(pupils);
    plan.groups.push_back(group);
  }
  return plan;
}

/// All pupils of `from` go to `into`, its books too where asked.
Plan merged(Plan plan, std::size_t from, std::size_t into, bool with_books) {
  auto& closed = plan.schools[SchoolId(from)];
  auto& open = plan.schools[SchoolId(into)];
  open.school.pupils[0] += closed.school.pupils[0];
  closed.school.pupils[0] = Heads(0);
  closed.open = false;
  if (with_books) {
    campus(open, Resource::books) += campus(closed, Resource::books);
    campus(closed, Resource::books) = 0;
  }
  for (auto& group : plan.groups) {
    if (group.school == SchoolId(from)) group.school = SchoolId(into);
  }
  return plan;
}

std::optional<CvChange> change(const Plan& today, const Plan& plan, const StandardRules& rules) {
  const auto before = counted_units(nowhere, today, rules, Stage::primary);
  const auto after = counted_units(nowhere, plan, rules, Stage::primary);
  return split_change(rules, 0, before, after,
                      pupil_flows(before, after, plan.groups, Stage::primary));
}
const StandardRules counts_books = books_standard(TeachingPointPolicy::exclude);

void sums_up(const CvChange& change) {
  REQUIRE(change.pooling + change.uncounted + change.resources ==
          Approx(change.after - change.before).margin(1e-12));
}

}  // namespace

TEST_CASE("Merging with all books is pooling and nothing else") {
  // policy §1.6: 0.515257 → 0.510146 (2 into 4) and 0.163608 (4 into 3)
  const Plan today = example();
  const auto small = change(today, merged(today, 1, 3, true), counts_books).value();
  CHECK(small.before == Approx(0.515257).margin(1e-6));
  CHECK(small.after == Approx(0.510146).margin(1e-6));
  CHECK(small.pooling == Approx(0.510146 - 0.515257).margin(2e-6));
  CHECK(small.uncounted == Approx(0).margin(1e-12));
  CHECK(small.resources == Approx(0).margin(1e-12));
  const auto large = change(today, merged(today, 3, 2, true), counts_books).value();
  CHECK(large.pooling == Approx(0.163608 - 0.515257).margin(2e-6));
}

TEST_CASE("What is left behind is told apart from pooling") {
  // policy §1.6: 2 into 4 without school 2's books 0.639632; 4 into 3 without books 0.171169
  const Plan today = example();
  const auto worse = change(today, merged(today, 1, 3, false), counts_books).value();
  CHECK(worse.pooling == Approx(0.510146 - 0.515257).margin(2e-6));
  CHECK(worse.resources == Approx(0.639632 - 0.510146).margin(2e-6));
  const auto better = change(today, merged(today, 3, 2, false), counts_books).value();
  CHECK(better.pooling == Approx(0.163608 - 0.515257).margin(2e-6));
  CHECK(better.resources == Approx(0.171169 - 0.163608).margin(2e-6));
  sums_up(worse);
  sums_up(better);
}

TEST_CASE("An empty scenario changes nothing, part by part") {
  const auto none = change(example(), example(), counts_books).value();
  CHECK(none.pooling == 0);
  CHECK(none.uncounted == 0);
  CHECK(none.resources == 0);
}

TEST_CASE("Pupils of a point that was left out come with nothing") {
  Plan today = example();
  today.schools[SchoolId(1)].school.kind = SchoolKind::teaching_point;
  // Counted: 45/279, 89/935, 76/160, 55/402. The point's 37 join school 1, its books do not count.
  const auto found = change(today, merged(today, 1, 0, false), counts_books).value();
  CHECK(found.pooling == Approx(0).margin(1e-12));
  CHECK(found.resources == Approx(0).margin(1e-12));
  const auto cv = [](std::int64_t first) {
    return variation(std::vector<std::int64_t>{first, 89, 76, 55},
                     std::vector<double>{279, 935, 160, 402})
        .cv.value();
  };
  CHECK(found.uncounted == Approx(cv(82) - cv(45)).margin(1e-12));
}

TEST_CASE("Pooling never raises the coefficient, and the three parts sum to the change") {
  std::mt19937_64 random(20180425);
  for (int round = 0; round < 500; ++round) {
    Plan today;
    const std::size_t count = 3 + random() % 8;
    for (std::size_t i = 0; i < count; ++i) {
      const auto kind = random() % 4 == 0 ? SchoolKind::teaching_point : SchoolKind::primary;
      today.schools.push_back(school_with(kind, 0, 0));
      campus(today.schools[SchoolId(i)], Resource::books) =
          static_cast<std::int64_t>(random() % 900);
    }
    Plan plan = today;
    for (std::size_t i = 0; i < 4 * count; ++i) {
      PupilGroup group;
      group.settlement = SettlementId(i);
      group.before = SchoolId(random() % count);
      group.school = random() % 3 == 0 ? SchoolId(random() % count) : group.before;
      group.pupils = Heads(static_cast<std::int64_t>(1 + random() % 40));
      plan.groups.push_back(group);
      today.schools[group.before].school.pupils[0] += group.pupils;
      plan.schools[group.school].school.pupils[0] += group.pupils;
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (random() % 2 == 0) {
        campus(plan.schools[SchoolId(i)], Resource::books) =
            static_cast<std::int64_t>(random() % 900);
      }
    }
    for (const auto policy : {TeachingPointPolicy::exclude, TeachingPointPolicy::own_unit,
                              TeachingPointPolicy::merge_into_parent}) {
      const auto found = change(today, plan, books_standard(policy));
      if (!found) continue;
      REQUIRE(found->pooling <= 1e-12);
      sums_up(*found);
    }
  }
}

TEST_CASE("The composite changes by the mean of its indicators' changes") {
  const CvChange a{0.5, 0.4, -0.2, 0.05, 0.05};
  const CvChange b{0.3, 0.4, -0.1, 0, 0.2};
  const auto mean = mean_change({a, b}).value();
  CHECK(mean.before == Approx(0.4));
  CHECK(mean.pooling == Approx(-0.15));
  CHECK(mean.resources == Approx(0.125));
  CHECK_FALSE(mean_change({a, std::nullopt}));
  CHECK_FALSE(mean_change({}));
}

TEST_CASE("What is told for teachers or classes has no split by pupils") {
  StandardRules by_class = counts_books;
  by_class.indicators[0].per = Per::school_class;
  Plan today = example();
  for (auto& planned : today.schools) planned.school.classes[0] = 2;
  CHECK_FALSE(change(today, merged(today, 1, 3, true), by_class));
}
