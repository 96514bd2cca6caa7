#include "scenarios/balance/shortfalls.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "plans.hpp"
#include "scenarios/balance/things.hpp"

using namespace budian;

namespace {

StandardRules quality() { return built_in_standards()[1]; }
/// 2200 yuan a m² of building, 200 of ground, equipment at its value, 30 000 a multimedia room.
money::UnitCosts prices() { return money::built_in_rules().unit_costs; }

/// 1000 pupils exactly on every line of 2017 (policy §2.2).
PlannedSchool on_every_line() {
  PlannedSchool school = school_with(SchoolKind::primary, 1000, 0);
  campus(school, Resource::teaching_area) = 450000;
  campus(school, Resource::sports_area) = 750000;
  campus(school, Resource::equipment_value) = 200000000;
  campus(school, Resource::multimedia_rooms) = 23;
  teachers(school, Resource::above_degree_teachers, Stage::primary) = 42;
  teachers(school, Resource::backbone_teachers, Stage::primary) = 10;
  teachers(school, Resource::arts_pe_teachers, Stage::primary) = 9;
  return school;
}

std::vector<SchoolShortfall> found(const Plan& plan, const StandardRules& rules,
                                   const money::UnitCosts& costs, Stage stage = Stage::primary) {
  const auto units = counted_units(nowhere, plan, rules, stage);
  return shortfalls(rules, units, judge_units(rules, stage, units), costs);
}

SchoolShortfall of_one(const PlannedSchool& school) {
  Plan plan;
  plan.schools.push_back(school);
  return found(plan, quality(), prices()).at(0);
}

enum Row { above_degree, backbone, arts_pe, teaching, sports, equipment, multimedia };

}  // namespace

TEST_CASE("A school on every line lacks nothing") {
  const auto school = of_one(on_every_line());
  CHECK(school.passes == std::optional(true));
  CHECK(school.met == 7);
  for (const auto& indicator : school.indicators) {
    CHECK(indicator.met);
    CHECK(indicator.to_line->amount == 0);
    CHECK(indicator.raise == Raise::none);
  }
}

TEST_CASE("What is missing is told in things and in money") {
  auto school = on_every_line();
  campus(school, Resource::teaching_area) = 441500;       // 85 m² short
  campus(school, Resource::sports_area) = 600000;         // 6.0 a pupil; the floor is 6.375
  campus(school, Resource::equipment_value) = 199999999;  // one fen short
  campus(school, Resource::multimedia_rooms) = 20;        // the floor is 19.55 rooms
  teachers(school, Resource::backbone_teachers, Stage::primary) = 7;
  const auto lacks = of_one(school);
  CHECK(lacks.indicators[teaching].to_line->amount == 8500);
  CHECK(lacks.indicators[teaching].to_line->money == yuan(85 * 2200));
  CHECK(lacks.indicators[teaching].to_floor->amount == 0);
  CHECK(lacks.indicators[sports].to_line->amount == 150000);
  CHECK(lacks.indicators[sports].to_line->money == yuan(1500 * 200));
  CHECK(lacks.indicators[sports].to_floor->amount == 37500);  // 6375 − 6000 m²
  CHECK(lacks.indicators[equipment].to_line->amount == 1);
  CHECK(lacks.indicators[equipment].to_line->money == Fen(1));
  CHECK(lacks.indicators[multimedia].to_line->amount == 3);
  CHECK(lacks.indicators[multimedia].to_line->money == yuan(90000));
  CHECK(lacks.indicators[multimedia].to_floor->amount == 0);
  CHECK(lacks.indicators[backbone].to_line->amount == 3);
  CHECK_FALSE(lacks.indicators[backbone].to_line->money);   // teachers have no price
  CHECK(lacks.indicators[backbone].to_floor->amount == 2);  // 8.5, so 9
}

TEST_CASE("The cheapest way to pass leaves one indicator at the floor") {
  // Two below their lines: one more must be met, the other only reach 85 %. Building costs 187 000,
  // rooms 90 000 to the line; both are over the floor. Rooms it is.
  auto school = on_every_line();
  campus(school, Resource::teaching_area) = 441500;
  campus(school, Resource::multimedia_rooms) = 20;
  auto lacks = of_one(school);
  CHECK(lacks.passes == std::optional(false));
  CHECK(lacks.indicators[multimedia].raise == Raise::to_line);
  CHECK(lacks.indicators[teaching].raise == Raise::none);
  // Three sports grounds short of the floor must be raised in any case: 375 m², 75 000 yuan.
  campus(school, Resource::teaching_area) = 450000;
  campus(school, Resource::sports_area) = 600000;
  lacks = of_one(school);
  CHECK(lacks.indicators[sports].raise == Raise::to_floor);
  CHECK(lacks.indicators[sports].to_pass->money == yuan(75000));
  CHECK(lacks.indicators[multimedia].to_pass->money == yuan(90000));
}

TEST_CASE("Things that can be bought are raised before teachers, who cannot") {
  auto school = on_every_line();
  teachers(school, Resource::backbone_teachers, Stage::primary) = 9;  // one short, over the floor
  campus(school, Resource::multimedia_rooms) = 20;                    // 90 000 yuan
  const auto lacks = of_one(school);
  CHECK(lacks.indicators[multimedia].raise == Raise::to_line);
  CHECK(lacks.indicators[backbone].raise == Raise::none);
}

TEST_CASE("A mandatory item is raised to its line") {
  auto rules = quality();
  rules.indicators[sports].mandatory = true;
  auto school = on_every_line();
  campus(school, Resource::sports_area) = 700000;
  Plan plan;
  plan.schools.push_back(school);
  const auto lacks = found(plan, rules, prices()).at(0);
  CHECK(lacks.passes == std::optional(false));
  CHECK(lacks.indicators[sports].raise == Raise::to_line);
}

TEST_CASE("A campus of two stages gets so much that the stage's part reaches its line") {
  // 166 + 1.1 × 210 = 397. Primary asks 4.5 × 166 = 747 m² of its 166/397; junior 5.8 × 210 = 1218
  // m² of 231/397: 1786.5 and 2093.27 m² of campus. It has 1500.
  PlannedSchool school = school_with(SchoolKind::nine_year, 166, 210);
  campus(school, Resource::teaching_area) = 150000;
  Plan plan;
  plan.schools.push_back(school);
  const auto primary = found(plan, quality(), prices()).at(0);
  const auto junior = found(plan, quality(), prices(), Stage::junior).at(0);
  CHECK(primary.campus_share == Approx(166.0 / 397.0));
  CHECK(primary.indicators[teaching].to_line->amount == 28650);
  CHECK(junior.indicators[teaching].to_line->amount == 59328);  // 59327.27…, rounded up
  // The greater need of the two serves both.
  auto both = found(plan, quality(), prices());
  both.push_back(junior);
  const auto sums = sum_shortfalls(quality(), plan, both);
  CHECK(sums.back().to_line[teaching].amount == 59328);
}

TEST_CASE("What is not known is no shortfall of nought, and leaves the verdict open") {
  PlannedSchool school = on_every_line();
  school.school.resources.untold[row(Resource::teaching_area)][0] = true;
  campus(school, Resource::multimedia_rooms) = 20;  // over the floor of 19.55
  const auto open = of_one(school);
  CHECK_FALSE(open.passes);  // 5 met; with rooms for teaching 6, without them 5
  CHECK(open.met == 5);
  CHECK(open.not_known == 1);
  CHECK_FALSE(open.indicators[teaching].to_line);
  CHECK_FALSE(open.indicators[teaching].to_pass);
  CHECK(open.indicators[multimedia].to_line->amount == 3);
  CHECK_FALSE(open.indicators[multimedia].to_pass);
  CHECK(open.indicators[multimedia].raise == Raise::none);
  CHECK_FALSE(open.money_to_pass().told());
}

TEST_CASE("A school that fails whatever is not known needs at least what is told") {
  // Rooms and ground both miss the floor: even with teaching rooms met, one must come to its line
  // and the other to the floor. Rooms: 13 × 30 000 to the line or 10 to the floor (9.55, so 10
  // rooms); ground: 1500 m² or 375 m² of 200 yuan. Above the floor: 90 000 and 225 000 yuan.
  PlannedSchool school = on_every_line();
  school.school.resources.untold[row(Resource::teaching_area)][0] = true;
  campus(school, Resource::multimedia_rooms) = 10;
  campus(school, Resource::sports_area) = 600000;
  const auto lacks = of_one(school);
  CHECK(lacks.passes == Verdict(false));
  CHECK(lacks.indicators[multimedia].to_pass->amount == 13);
  CHECK(lacks.indicators[sports].to_pass->amount == 37500);
  CHECK_FALSE(lacks.indicators[teaching].to_pass);
  CHECK(lacks.indicators[equipment].to_pass->amount == 0);
  CHECK(lacks.money_to_pass().told() == yuan(390000 + 75000));
  CHECK_FALSE(lacks.money_to_pass().is_whole());
}

TEST_CASE("Where nothing that is asked for has a price there is no money, not nought") {
  auto school = on_every_line();
  teachers(school, Resource::backbone_teachers, Stage::primary) = 8;  // under the floor of 8.5
  const auto lacks = of_one(school);
  CHECK(lacks.passes == Verdict(false));
  CHECK(lacks.indicators[backbone].to_pass->amount == 1);
  CHECK_FALSE(lacks.money_to_pass().told());
  const auto sound = of_one(on_every_line()).money_to_pass();
  CHECK(sound.told() == Fen(0));
  CHECK(sound.is_whole());
}

TEST_CASE("Sums say of how many schools they know nothing") {
  Plan plan;
  for (std::int64_t rooms : {20, 19, 18}) {
    auto school = on_every_line();
    campus(school, Resource::multimedia_rooms) = rooms;
    plan.schools.push_back(school);
  }
  const auto untell = [&](std::size_t school) {
    plan.schools[SchoolId(school)].school.resources.untold[row(Resource::multimedia_rooms)][0] =
        true;
  };
  untell(1);
  const auto some = sum_shortfalls(quality(), plan, found(plan, quality(), prices())).back();
  CHECK(some.to_line[multimedia].amount == 3 + 5);
  CHECK(some.to_line[multimedia].not_known == 1);
  CHECK(some.to_line[multimedia].is_told());
  CHECK(some.money_to_line.told() == yuan(8 * 30000));
  CHECK_FALSE(some.money_to_line.is_whole());
  CHECK(some.schools_failing == 1);  // 18 rooms: under the floor
  CHECK(some.schools_not_known == 1);
  untell(0);
  untell(2);
  const auto none = sum_shortfalls(quality(), plan, found(plan, quality(), prices())).back();
  CHECK_FALSE(none.to_line[multimedia].is_told());
  CHECK_FALSE(none.money_to_line.told());
}

TEST_CASE("A standard that lists schools without judging them asks for nothing to pass") {
  auto rules = quality();
  rules.least_indicators_met = 0;
  Plan plan;
  plan.schools.push_back(on_every_line());
  campus(plan.schools[SchoolId(0)], Resource::multimedia_rooms) = 0;
  const auto listed = found(plan, rules, prices()).at(0);
  CHECK_FALSE(listed.passes);
  CHECK(listed.indicators[multimedia].to_line->amount == 23);
  CHECK_FALSE(listed.indicators[multimedia].to_pass);
}

TEST_CASE("Raising what is told brings every school to pass, and no choice is cheaper") {
  std::mt19937_64 random(85);
  const auto rules = quality();
  for (int round = 0; round < 300; ++round) {
    PlannedSchool school = on_every_line();
    for (auto& amount : school.school.resources.campus) {
      amount = amount * static_cast<std::int64_t>(50 + random() % 70) / 100;
    }
    for (auto& amount : school.school.resources.by_stage) {
      amount[0] = amount[0] * static_cast<std::int64_t>(50 + random() % 70) / 100;
    }
    Plan plan;
    plan.schools.push_back(school);
    auto costs = prices();
    for (auto& price : costs.each) {
      if (price) price = Fen(static_cast<std::int64_t>(random() % 100000 + 1));
    }
    const auto lacks = found(plan, rules, costs).at(0);
    if (lacks.passes != std::optional(false)) continue;
    // Every choice of none, floor or line for each of the seven: 3^7.
    using Cost = std::pair<std::int64_t, std::int64_t>;
    const auto cost_of = [](const Need& need) {
      return need.money ? Cost{0, need.money->count()} : Cost{need.amount, 0};
    };
    const auto judged = [&](const std::vector<Need>& needs) {
      std::vector<std::optional<double>> values;
      for (std::size_t k = 0; k < 7; ++k) {
        const auto& rule = rules.indicators[k];
        const std::size_t r = row(rule.resource);
        const auto have = is_by_stage(rule.resource) ? school.school.resources.by_stage[r][0]
                                                     : school.school.resources.campus[r];
        values.emplace_back(shown_value(rule, static_cast<double>(have + needs[k].amount), 1000));
      }
      return judge_school(rules, Stage::primary, values).passes == Verdict(true);
    };
    std::optional<Cost> best;
    for (int choice = 0; choice < 2187; ++choice) {
      std::vector<Need> needs;
      Cost cost{0, 0};
      for (int k = 0, rest = choice; k < 7; ++k, rest /= 3) {
        const auto& one = lacks.indicators[static_cast<std::size_t>(k)];
        needs.push_back(rest % 3 == 0   ? Need{0, Fen(0)}
                        : rest % 3 == 1 ? *one.to_floor
                                        : *one.to_line);
        cost.first += cost_of(needs.back()).first;
        cost.second += cost_of(needs.back()).second;
      }
      if ((!best || cost < *best) && judged(needs)) best = cost;
    }
    std::vector<Need> chosen;
    Cost cost{0, 0};
    for (const auto& indicator : lacks.indicators) {
      chosen.push_back(*indicator.to_pass);
      cost.first += cost_of(chosen.back()).first;
      cost.second += cost_of(chosen.back()).second;
    }
    REQUIRE(judged(chosen));
    REQUIRE(best);
    REQUIRE(cost == *best);
  }
}

TEST_CASE("Townships' shortfalls sum to the county's") {
  Plan plan;
  for (std::size_t i = 0; i < 4; ++i) {
    auto school = on_every_line();
    school.school.township = TownshipId(i / 2);
    campus(school, Resource::multimedia_rooms) = 20 - static_cast<std::int64_t>(i);
    plan.schools.push_back(school);
  }
  const auto sums = sum_shortfalls(quality(), plan, found(plan, quality(), prices()));
  REQUIRE(sums.size() == 3);
  // 3 + 4 rooms and 5 + 6 rooms
  CHECK(sums[0].to_line[multimedia].amount == 7);
  CHECK(sums[1].to_line[multimedia].amount == 11);
  CHECK_FALSE(sums[2].township);
  CHECK(sums[2].to_line[multimedia].amount == 18);
  CHECK(sums[2].money_to_line.told() == yuan(18 * 30000));
}
