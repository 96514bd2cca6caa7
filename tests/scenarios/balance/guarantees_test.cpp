#include "scenarios/balance/guarantees.hpp"

#include <catch2/catch.hpp>

#include "plans.hpp"

using namespace budian;

namespace {

/// Settlement i and school j are |i − j| km apart.
std::optional<Millimetres> in_a_row(SettlementId settlement, SchoolId school) {
  const auto from = static_cast<std::int64_t>(settlement.row());
  const auto to = static_cast<std::int64_t>(school.row());
  return Millimetres(1'000'000 * (from > to ? from - to : to - from));
}

GuaranteeResult checked(const Plan& plan, GuaranteeCheck check,
                        money::Rules money = money::built_in_rules()) {
  auto rules = built_in_standards()[1];
  // As if the nearest school were the zone's.
  for (auto& rule : rules.guarantees) rule.judged = true;
  const RoadLength road = in_a_row;
  for (auto& result : check_guarantees(nowhere, {plan, rules, money, road})) {
    if (result.check == check) return result;
  }
  FAIL("no such item");
  return {};
}

PlannedSchool with_classes(std::int64_t pupils, int classes) {
  PlannedSchool planned = school_with(SchoolKind::primary, pupils, 0);
  planned.school.classes[0] = classes;
  return planned;
}

PupilGroup group(std::size_t settlement, std::size_t school, std::int64_t pupils) {
  PupilGroup group;
  group.settlement = SettlementId(settlement);
  group.school = group.before = SchoolId(school);
  group.pupils = Heads(pupils);
  return group;
}

Plan in_the_seat() {
  Plan plan;
  for (int i = 0; i < 2; ++i) {
    plan.schools.push_back(school_with(SchoolKind::primary, 100, 0));
    plan.schools[SchoolId(plan.schools.size() - 1)].school.is_rural = false;
  }
  return plan;
}

}  // namespace

TEST_CASE("A music and an art room are asked for each twelve classes, begun ones too") {
  Plan plan;
  plan.schools.push_back(with_classes(480, 12));
  plan.schools.push_back(with_classes(520, 13));
  for (auto& planned : plan.schools) {
    campus(planned, Resource::music_rooms) = 1;
    campus(planned, Resource::art_rooms) = 2;
  }
  const auto found = checked(plan, GuaranteeCheck::special_rooms);
  CHECK(found.passes == std::optional(false));
  CHECK(found.schools == 2);
  CHECK(found.schools_at_fault == 1);
  REQUIRE(found.cases.size() == 1);
  CHECK(found.cases[0].school == SchoolId(1));  // ⌈13/12⌉ = 2
  CHECK(found.cases[0].thing == "balance.thing.music_rooms");
  CHECK(found.cases[0].missing == 1);
  CHECK(found.money.told() == yuan(211200));
  campus(plan.schools[SchoolId(1)], Resource::music_rooms) = 2;
  CHECK(checked(plan, GuaranteeCheck::special_rooms).passes == std::optional(true));
}

TEST_CASE("Rooms that the files do not tell are neither met nor missed") {
  Plan plan;
  plan.schools.push_back(with_classes(480, 12));
  auto& school = plan.schools[SchoolId(0)].school;
  for (const auto resource : {Resource::music_rooms, Resource::art_rooms}) {
    school.resources.untold[row(resource)][0] = true;
  }
  const auto found = checked(plan, GuaranteeCheck::special_rooms);
  CHECK_FALSE(found.passes);
  CHECK(found.cases.empty());
  CHECK(found.schools_not_known == 1);
  // No art room is a fault, whatever there is of music rooms.
  school.resources.untold[row(Resource::art_rooms)][0] = false;
  const auto fault = checked(plan, GuaranteeCheck::special_rooms);
  CHECK(fault.passes == Verdict(false));
  CHECK(fault.schools_at_fault == 1);
  CHECK(fault.schools_not_known == 0);
}

TEST_CASE("Of untold classes there is at least one, and there are no more than pupils") {
  Plan plan;
  plan.schools.push_back(with_classes(30, 0));
  auto& planned = plan.schools[SchoolId(0)];
  const auto with_rooms = [&](std::int64_t rooms) {
    campus(planned, Resource::music_rooms) = campus(planned, Resource::art_rooms) = rooms;
    return checked(plan, GuaranteeCheck::special_rooms);
  };
  CHECK(with_rooms(0).passes == Verdict(false));
  CHECK_FALSE(with_rooms(2).passes);  // 30 classes of one would ask for 3
  CHECK(with_rooms(2).schools_not_known == 1);
  CHECK(with_rooms(3).passes == Verdict(true));
}

TEST_CASE("Schools over their size are told with the pupils that are too many") {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::primary, 2000, 0));
  plan.schools.push_back(school_with(SchoolKind::primary, 2030, 0));
  plan.schools.push_back(school_with(SchoolKind::nine_year, 1400, 1100));
  const auto found = checked(plan, GuaranteeCheck::school_size);
  CHECK(found.passes == std::optional(false));
  REQUIRE(found.cases.size() == 1);
  CHECK(found.cases[0].school == SchoolId(1));
  CHECK(found.cases[0].missing == 30);
}

TEST_CASE("A class over 45 or 50 asks for more classes") {
  Plan plan;
  plan.schools.push_back(with_classes(135, 3));  // 45 each
  plan.schools.push_back(with_classes(136, 3));  // one of 46: 4 classes
  PlannedSchool junior = school_with(SchoolKind::junior, 0, 100);
  junior.school.classes[6] = 2;  // 50 each
  plan.schools.push_back(junior);
  const auto found = checked(plan, GuaranteeCheck::class_size);
  REQUIRE(found.cases.size() == 1);
  CHECK(found.cases[0].school == SchoolId(1));
  CHECK(found.cases[0].have == 3);
  CHECK(found.cases[0].needed == 4);
  CHECK(found.passes == std::optional(false));
  plan.schools[SchoolId(1)].school.classes[0] = 4;
  CHECK(checked(plan, GuaranteeCheck::class_size).passes == std::optional(true));
  plan.schools[SchoolId(1)].school.classes[0] = 0;  // not told
  const auto open = checked(plan, GuaranteeCheck::class_size);
  CHECK_FALSE(open.passes);
  CHECK(open.schools_not_known == 1);
  plan.schools[SchoolId(0)].school.classes[0] = 2;  // 68 in a class: a fault all the same
  CHECK(checked(plan, GuaranteeCheck::class_size).passes == Verdict(false));
}

TEST_CASE("So few pupils that one class would hold them all need no class number") {
  Plan plan;
  plan.schools.push_back(with_classes(20, 0));
  plan.schools[SchoolId(0)].school.pupils[1] = Heads(25);
  CHECK(checked(plan, GuaranteeCheck::class_size).passes == Verdict(true));
  plan.schools[SchoolId(0)].school.pupils[1] = Heads(26);  // 46, if they sit together
  CHECK_FALSE(checked(plan, GuaranteeCheck::class_size).passes);
}

TEST_CASE("Without zones nearby enrolment is told, and neither met nor missed") {
  Plan plan = in_the_seat();
  plan.groups = {group(0, 0, 96), group(1, 0, 4)};
  const auto money = money::built_in_rules();
  const auto rules = built_in_standards()[1];
  const RoadLength road = in_a_row;
  for (const auto& result : check_guarantees(nowhere, {plan, rules, money, road})) {
    if (result.check != GuaranteeCheck::nearby_enrolment) continue;
    CHECK_FALSE(result.passes);
    CHECK(result.shares[0].value() == Approx(0.96));
    CHECK(result.schools_at_fault == 0);
  }
  CHECK_FALSE(rules.guarantee(GuaranteeCheck::nearby_enrolment)->judged);
}

TEST_CASE("Small rural schools are named, and at fault only where funds do not follow the rule") {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::primary, 99, 0));
  plan.schools.push_back(school_with(SchoolKind::primary, 100, 0));
  plan.schools.push_back(school_with(SchoolKind::teaching_point, 25, 0));
  plan.schools.push_back(school_with(SchoolKind::primary, 60, 0));
  plan.schools[SchoolId(3)].school.is_rural = false;
  const auto sound = checked(plan, GuaranteeCheck::small_school_funds);
  CHECK(sound.passes == std::optional(true));
  CHECK(sound.schools == 2);
  CHECK(sound.cases.size() == 2);
  CHECK(sound.schools_at_fault == 0);
  auto money = money::built_in_rules();
  money.public_funds.small_school_least = Heads(50);
  const auto short_of = checked(plan, GuaranteeCheck::small_school_funds, money);
  CHECK(short_of.passes == std::optional(false));
  // 99 pupils: 1 missing; 25 pupils funded as 50: 50 missing. 51 × 720 yuan.
  CHECK(short_of.missing == 51);
  CHECK(short_of.money.told() == yuan(51 * 720));
}

TEST_CASE("Pupils of seat schools who pass a nearer one do not attend nearby") {
  Plan plan = in_the_seat();
  plan.groups = {group(0, 0, 96), group(1, 0, 4), group(1, 1, 100)};
  const auto found = checked(plan, GuaranteeCheck::nearby_enrolment);
  CHECK(found.shares[0].value() == Approx(196.0 / 200.0));
  CHECK(found.passes == std::optional(false));  // primary: 100 %
  REQUIRE(found.cases.size() == 1);
  CHECK(found.cases[0].school == SchoolId(0));
  CHECK(found.cases[0].missing == 4);
}

TEST_CASE("Junior schools may take one in twenty from elsewhere") {
  Plan plan;
  for (int i = 0; i < 2; ++i) {
    plan.schools.push_back(school_with(SchoolKind::junior, 0, 100));
    plan.schools[SchoolId(plan.schools.size() - 1)].school.is_rural = false;
  }
  plan.groups = {group(0, 0, 190), group(1, 0, 10)};
  for (auto& one : plan.groups) one.grade = 6;
  CHECK(checked(plan, GuaranteeCheck::nearby_enrolment).passes == std::optional(true));
  plan.groups[1].pupils = Heads(11);  // 190 of 201 is 94.5 %
  CHECK(checked(plan, GuaranteeCheck::nearby_enrolment).passes == std::optional(false));
}

TEST_CASE("Pupils whom no road leads to any school are neither nearby nor far") {
  Plan plan = in_the_seat();
  plan.groups = {group(0, 0, 96), group(9, 0, 4)};  // settlement 9: no road to anywhere
  auto rules = built_in_standards()[1];
  for (auto& rule : rules.guarantees) rule.judged = true;
  const auto money = money::built_in_rules();
  const RoadLength road = [](SettlementId settlement, SchoolId school) {
    return settlement.row() == 9 ? std::nullopt : in_a_row(settlement, school);
  };
  const auto nearby = [&] {
    for (auto& result : check_guarantees(nowhere, {plan, rules, money, road})) {
      if (result.check == GuaranteeCheck::nearby_enrolment) return result;
    }
    return GuaranteeResult{};
  };
  CHECK_FALSE(nearby().passes);  // all of the 4 or none of them: 100 % or 96 %
  CHECK(nearby().schools_not_known == 1);
  CHECK(nearby().cases.empty());
  plan.groups.push_back(group(1, 0, 4));  // one who passes a nearer school is enough to fail
  CHECK(nearby().passes == std::optional(false));
}

TEST_CASE("Rural, private and boarding schools are left out of nearby enrolment") {
  Plan plan = in_the_seat();
  plan.groups = {group(1, 0, 10)};
  CHECK(checked(plan, GuaranteeCheck::nearby_enrolment).passes == std::optional(false));
  auto& school = plan.schools[SchoolId(0)].school;
  school.is_rural = true;
  CHECK_FALSE(checked(plan, GuaranteeCheck::nearby_enrolment).passes);
  school.is_rural = false;
  school.is_public = false;
  CHECK_FALSE(checked(plan, GuaranteeCheck::nearby_enrolment).passes);
  school.is_public = true;
  school.boarders = Heads(3);
  CHECK_FALSE(checked(plan, GuaranteeCheck::nearby_enrolment).passes);
}

TEST_CASE("A nearer school without the grade, closed or private does not count") {
  Plan plan = in_the_seat();
  plan.groups = {group(1, 0, 10)};
  auto& nearer = plan.schools[SchoolId(1)];
  nearer.school.pupils[0] = Heads(0);
  CHECK(checked(plan, GuaranteeCheck::nearby_enrolment).passes == std::optional(true));
  nearer.school.pupils[0] = Heads(100);
  nearer.open = false;
  CHECK(checked(plan, GuaranteeCheck::nearby_enrolment).passes == std::optional(true));
  nearer.open = true;
  nearer.school.is_public = false;
  CHECK(checked(plan, GuaranteeCheck::nearby_enrolment).passes == std::optional(true));
}
