#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <tuple>

#include "scenarios/evaluate.hpp"
#include "scenarios/receivers.hpp"
#include "tests/support/grid_county.hpp"

namespace budian {
namespace {

const std::string close_points = "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n";

/// The grid county, changed before anything is computed, and a plan for it.
struct Planned {
  template <class Change>
  Planned(const std::string& toml, Change change)
      : ground([&] {
          County county = grid_county();
          change(county);
          return ground_of(std::move(county));
        }()),
        scenario(scenario_of(toml)),
        plan(apply(scenario, ground)) {}
  explicit Planned(const std::string& toml) : Planned(toml, [](County&) {}) {}

  Groundwork ground;
  Scenario scenario;
  Plan plan;
  [[nodiscard]] SchoolId school(const std::string& name) const {
    const auto found = std::find_if(plan.schools.begin(), plan.schools.end(),
                                    [&](const PlannedSchool& s) { return s.school.name == name; });
    return SchoolId(static_cast<std::size_t>(found - plan.schools.begin()));
  }
  [[nodiscard]] const PlannedSchool& at(const std::string& name) const {
    return plan.schools[school(name)];
  }
  [[nodiscard]] std::int64_t pupils(const std::string& name) const {
    return total(at(name).school.pupils).count();
  }
  [[nodiscard]] std::int64_t everyone() const {
    std::int64_t sum = 0;
    for (const auto& group : plan.groups) sum += group.pupils.count();
    return sum;
  }
  [[nodiscard]] bool helps(const std::string& key) const {
    const auto& help = plan.refusals.at(0).would_help;
    return std::any_of(help.begin(), help.end(), [&](const Message& m) { return m.key == key; });
  }
};

std::int64_t argument(const Message& message, const std::string& name) {
  for (const auto& [key, value] : message.arguments) {
    if (key == name) return std::get<std::int64_t>(value);
  }
  throw std::out_of_range(name);
}

// 740 pupils: 2 × 6 × 45 + 2 × 10 + 3 × 60.
constexpr std::int64_t all_pupils = 740;

TEST_CASE("Without measures the plan is today") {
  const Planned today("");
  CHECK(today.plan.closures.empty());
  CHECK(today.plan.refusals.empty());
  CHECK(today.plan.groups == today.ground.placement.groups);
  CHECK(today.everyone() == all_pupils);
}

TEST_CASE("A closed point's pupils all end at a school, and nobody is lost") {
  const Planned planned(close_points);
  REQUIRE(planned.plan.closures.size() == 1);
  CHECK_FALSE(planned.at("P").open);
  CHECK(planned.pupils("P") == 0);
  CHECK(planned.pupils("W") == 270 + 20);  // receivers are the own township's: W alone
  CHECK(planned.pupils("E") == 270);
  CHECK(planned.everyone() == all_pupils);
  CHECK(planned.plan.closures[0].pupils == Heads(20));
  CHECK(planned.plan.closures[0].receivers ==
        std::vector<std::pair<SchoolId, Heads>>{{planned.school("W"), Heads(20)}});
}

TEST_CASE("Whoever is beyond the walking limit rides, the others walk") {
  const Planned planned(close_points);
  for (const auto& group : planned.plan.groups) {
    if (!group.displaced()) {
      CHECK(group.way == Way::walk);
      continue;
    }
    const auto& home = planned.ground.county.settlements[group.settlement].place;
    const double to_w = std::abs(home.x - 2000) + std::abs(home.y - 2000);  // by the grid's roads
    CHECK((group.way == Way::bus) == (to_w > 1500));
  }
}

TEST_CASE("The children of a village who leave a school go to the same one while it has room") {
  const Planned planned(close_points + "[limits]\nreceivers = \"any\"\n");
  std::map<SettlementId, SchoolId> school;
  for (const auto& group : planned.plan.groups) {
    if (!group.displaced()) continue;
    const auto [found, fresh] = school.emplace(group.settlement, group.school);
    CHECK(found->second == group.school);
  }
  CHECK(school.size() > 1);
}

/// More schools than W and E to choose from, all with room.
void add_schools(County& county) {
  const School like = *std::find_if(county.schools.begin(), county.schools.end(),
                                    [](const School& school) { return school.name == "E"; });
  const std::vector<std::tuple<std::string, Point, int>> places{
      {"A", {5000, 3000}, 1}, {"B", {0, 0}, 0}, {"C", {6000, 0}, 1}, {"D", {3000, 1000}, 0}};
  for (const auto& [name, place, township] : places) {
    School school = like;
    school.code = school.name = name;
    school.place = place;
    school.township = TownshipId(static_cast<std::size_t>(township));
    county.schools.push_back(school);
  }
}

TEST_CASE("Leaving out far schools gives what judging every school gives") {
  const auto* receivers = GENERATE("any", "township");
  const Planned planned(
      close_points + "[limits]\nseats = false\nreceivers = \"" + receivers + "\"\n", add_schools);
  const SchoolTravel travel(planned.ground, {});
  const Denials nothing;
  const ReceiverJudge judge(planned.scenario, planned.ground.travel, travel, nothing);
  const Seats seats(planned.scenario.limits, {});
  const auto& leaving = planned.at("P").school;
  std::size_t displaced = 0;
  for (const auto& group : planned.plan.groups) {
    if (!group.displaced()) continue;
    ++displaced;
    // On foot before by bus, the shorter before the longer, the first of equals.
    std::optional<std::tuple<Way, std::int64_t, SchoolId>> best;
    for (const auto id : planned.plan.schools.ids()) {
      const auto& to = planned.plan.schools[id];
      if (!to.open || !kind_holds_grade(to.school.kind, group.grade)) continue;
      const Request request{group.settlement, group.grade, group.pupils, {},
                            leaving.township, {},          false};
      const Offer offer = judge.judge(request, id, to.school, seats);
      if (offer.obstacle != Obstacle::none) continue;
      const std::tuple rank(offer.way,
                            offer.way == Way::walk ? offer.road->count() : offer.ride->count(), id);
      if (!best || rank < *best) best = rank;
    }
    REQUIRE(best);
    CHECK(group.school == std::get<SchoolId>(*best));
    CHECK(group.way == std::get<Way>(*best));
  }
  CHECK(displaced > 3);
}

TEST_CASE("A receiver with one spare classroom too few is named with what is missing") {
  // W needs 6 classes today; 10 more in grade 1 and 10 more in grade 2 make 8: two classrooms are
  // missing.
  const Planned planned(close_points,
                        [](County& county) { county.schools[SchoolId(0)].classrooms = 6; });
  REQUIRE(planned.plan.refusals.size() == 1);
  const auto& refusal = planned.plan.refusals[0];
  CHECK(refusal.reason.key == "plan.reason.full");
  CHECK(refusal.pupils == Heads(20));
  CHECK(planned.at("P").open);
  CHECK(planned.plan.groups == planned.ground.placement.groups);
  std::vector<std::string> keys;
  for (const auto& help : refusal.would_help) keys.push_back(help.key);
  // E, in the other township, has room: that would help as well.
  CHECK(keys ==
        std::vector<std::string>{"plan.help.full", "plan.help.other_township", "plan.help.keep"});
  CHECK(argument(refusal.would_help.front(), "classrooms") == 2);
}

TEST_CASE("What a refusal says would help does help") {
  const Planned helped(close_points,
                       [](County& county) { county.schools[SchoolId(0)].classrooms = 8; });
  CHECK(helped.plan.refusals.empty());
}

TEST_CASE("Expanding the receiver first makes the closure possible") {
  const Planned planned(
      "[[measure]]\ndo = \"expand\"\nschool = \"W\"\nclassrooms = 2\n" + close_points,
      [](County& county) { county.schools[SchoolId(0)].classrooms = 6; });
  CHECK(planned.plan.refusals.empty());
  CHECK(planned.at("W").school.classrooms == 8);
}

TEST_CASE("A closure is refused when the only receivers are in another township") {
  const auto no_west_school = [](County& county) { county.schools[SchoolId(0)].is_public = false; };
  const Planned planned(close_points, no_west_school);
  REQUIRE(planned.plan.refusals.size() == 1);
  CHECK(planned.plan.refusals[0].reason.key == "plan.reason.other_township");
  CHECK(planned.helps("plan.help.other_township"));
  const Planned allowed(close_points + "[limits]\nreceivers = \"any\"\n", no_west_school);
  CHECK(allowed.plan.refusals.empty());
  CHECK(allowed.pupils("E") == 270 + 20);
}

TEST_CASE("A ride over the limit is refused with the minutes that would do") {
  // From (4,0) to W at (2,2) a bus drives 4 km on village roads at 20 km/h: 12 minutes.
  const std::string limit = "[limits]\nride_minutes = { lower_primary = ";
  const Planned refused(close_points + limit + "5 }\n");
  REQUIRE(refused.plan.refusals.size() == 1);
  CHECK(refused.plan.refusals[0].reason.key == "plan.reason.ride_too_long");
  REQUIRE(refused.helps("plan.help.ride_too_long"));
  const auto minutes_needed = argument(refused.plan.refusals[0].would_help[0], "ride");
  CHECK(minutes_needed >= 12);
  const Planned enough(close_points + limit + std::to_string(minutes_needed) + " }\n");
  CHECK(enough.plan.refusals.empty());
  const Planned short_by_one(close_points + limit + std::to_string(minutes_needed - 1) + " }\n");
  CHECK(short_by_one.plan.refusals.size() == 1);
}

TEST_CASE("A longer ride is no help where the way from door to door stays too long") {
  // 12 minutes of ride and 5 of waiting against limits of 5 and 10: neither limit alone would do.
  const Planned planned(close_points +
                        "[limits]\nride_minutes = { lower_primary = 5 }\n"
                        "door_to_door_minutes = { lower_primary = 10 }\n");
  REQUIRE(planned.plan.refusals.size() == 1);
  CHECK_FALSE(planned.helps("plan.help.ride_too_long"));
  CHECK_FALSE(planned.helps("plan.help.door_to_door_too_long"));
  CHECK(planned.helps("plan.help.several"));
}

TEST_CASE("Without buses a closure beyond the walking limit is refused") {
  const Planned planned(close_points + "[bus]\nriders = \"nobody\"\n");
  REQUIRE(planned.plan.refusals.size() == 1);
  CHECK(planned.plan.refusals[0].reason.key == "plan.reason.too_far_to_walk");
  CHECK(planned.helps("plan.help.too_far_to_walk"));
}

TEST_CASE("A way back that is longer than the way there counts, with the minutes that would do") {
  // Buses may drive west on every road but the northernmost: back to (4,0) a bus first goes north
  // to it. From (4,0) to W the ride is 4 km (12 minutes at 20 km/h); back 2 + 2 + 4 km (24).
  const auto one_way = [](County& county) {
    for (Road& road : county.roads) {
      const bool along = road.line.front().y == road.line.back().y;
      if (along && road.line.front().y < 4000) road.direction = Direction::backward;
    }
  };
  const std::string limit =
      "[limits]\ndoor_to_door_minutes = { lower_primary = 90 }\nride_minutes = { lower_primary = ";
  const Planned refused(close_points + limit + "13 }\n", one_way);
  REQUIRE(refused.plan.refusals.size() == 1);
  REQUIRE(refused.helps("plan.help.ride_too_long"));
  CHECK(refused.everyone() == all_pupils);
  const auto needed = argument(refused.plan.refusals[0].would_help[0], "ride");
  CHECK(needed >= 24);
  CHECK(Planned(close_points + limit + std::to_string(needed) + " }\n", one_way)
            .plan.refusals.empty());
}

TEST_CASE("Where no bus is left the school stays, and more buses are named as help") {
  Groundwork ground = ground_of(grid_county());
  for (auto& type : ground.money.bus.types) type.available = 0;
  const Plan without = apply(scenario_of(close_points), ground);
  REQUIRE(without.refusals.size() == 1);
  const Refusal& refusal = without.refusals[0];
  CHECK(refusal.reason.key == "plan.reason.no_bus_left");
  CHECK(refusal.pupils > Heads(0));
  REQUIRE_FALSE(refusal.tried.empty());
  CHECK(refusal.would_help.front().key == "plan.help.no_bus_left");
  CHECK(without.buses.lines.empty());
  for (auto& type : ground.money.bus.types) type.available = -1;
  CHECK(apply(scenario_of(close_points), ground).refusals.empty());
}

TEST_CASE("The keep flag of the county and the keep list of the rule both protect a school") {
  const Planned flagged(close_points,
                        [](County& county) { county.schools[SchoolId(2)].keep = true; });
  CHECK(flagged.at("P").open);
  const Planned listed(
      "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\nkeep = [\"P\"]\n");
  CHECK(listed.at("P").open);
  REQUIRE(listed.plan.remarks.size() == 1);
  CHECK(listed.plan.remarks[0].key == "plan.rule_matches_nothing");
}

TEST_CASE("Exactly as many pupils as the rule's number is not fewer") {
  CHECK(Planned("[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 20\n").at("P").open);
  CHECK_FALSE(
      Planned("[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 21\n").at("P").open);
}

TEST_CASE("A merger goes where the planner says, whatever the township") {
  const Planned planned("[[measure]]\ndo = \"merge\"\nfrom = [\"P\"]\ninto = \"E\"\n");
  REQUIRE(planned.plan.closures.size() == 1);
  CHECK(planned.pupils("E") == 270 + 20);
}

TEST_CASE("Movable resources go with the pupils, buildings stay behind") {
  const Planned planned(close_points);
  const auto books = row(Resource::books);
  const auto area = row(Resource::teaching_area);
  const auto teachers = row(Resource::full_time_teachers);
  CHECK(planned.at("W").school.resources.campus[books] == 2000);
  CHECK(planned.at("P").school.resources.campus[books] == 0);
  CHECK(planned.at("W").school.resources.by_stage[teachers][0] == 20);
  CHECK(planned.at("W").school.resources.campus[area] == 50000);
  const Planned kept(close_points + "[moving]\nbooks = false\nbuildings = true\n");
  CHECK(kept.at("W").school.resources.campus[books] == 1000);
  CHECK(kept.at("W").school.resources.campus[area] == 100000);
}

TEST_CASE("Teachers of a stage go where the pupils of their stage go") {
  // P becomes a nine-year school: 20 primary and 30 junior pupils, 4 and 6 teachers.
  const auto teachers = row(Resource::full_time_teachers);
  const Planned planned(
      "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n[limits]\nreceivers = \"any\"\n",
      [&](County& county) {
        School& point = county.schools[SchoolId(2)];
        point.kind = SchoolKind::nine_year;
        point.parent.reset();
        for (const std::size_t grade : {6U, 7U, 8U}) {
          point.pupils[grade] = Heads(10);
          point.classes[grade] = 1;
        }
        point.resources.by_stage[teachers] = {4, 6};
        point.staff = {Heads(5), Heads(7)};
      });
  REQUIRE(planned.plan.closures.size() == 1);
  const auto held = [&](const char* name) {
    return planned.at(name).school.resources.by_stage[teachers];
  };
  CHECK(held("J") == ByStage<std::int64_t>{0, 12 + 6});
  CHECK(planned.at("J").school.staff == ByStage<Heads>{Heads(0), Heads(7)});
  CHECK(held("W")[1] + held("E")[1] == 0);
  CHECK(held("W")[0] + held("E")[0] == 10 + 10 + 4);
  CHECK(held("P") == ByStage<std::int64_t>{0, 0});
}

TEST_CASE("A school that the scenario opens cannot be closed in it") {
  try {
    const Planned planned(
        "[[measure]]\ndo = \"open\"\ncode = \"N1\"\nname = \"N\"\nkind = 211\n"
        "place = [117.0, 32.5]\ngrades = [1, 2]\nclassrooms = 2\n"
        "[[measure]]\ndo = \"close_schools\"\nschools = [\"N1\"]\n");
    FAIL("should have thrown");
  } catch (const InputError& error) {
    CHECK(std::any_of(error.problems().begin(), error.problems().end(), [](const Problem& problem) {
      return problem.message.key == "scenario.opened_leaves";
    }));
  }
}

TEST_CASE("A school turned into a teaching point keeps its grades and sends the others on") {
  const Planned planned(
      "[[measure]]\ndo = \"turn_into_teaching_point\"\nschool = \"E\"\ngrades = [1, 2, 3]\n"
      "[limits]\nreceivers = \"any\"\n");
  REQUIRE(planned.plan.closures.size() == 1);
  CHECK_FALSE(planned.plan.closures[0].closes);
  CHECK(planned.at("E").open);
  CHECK(planned.at("E").school.kind == SchoolKind::teaching_point);
  CHECK(planned.at("E").school.parent == planned.school("W"));
  CHECK(planned.pupils("E") == 3 * 45);
  CHECK(planned.pupils("W") == 6 * 45 + 3 * 45);
  CHECK(planned.everyone() == all_pupils);
  // Half of the pupils leave, half of the books go with them.
  CHECK(planned.at("E").school.resources.campus[row(Resource::books)] == 500);
}

TEST_CASE("Moved grades leave the rest of the school alone") {
  const Planned planned(
      "[[measure]]\ndo = \"move_grades\"\nfrom = \"E\"\ninto = \"W\"\ngrades = [6]\n");
  REQUIRE(planned.plan.closures.size() == 1);
  CHECK(planned.pupils("E") == 5 * 45);
  CHECK(planned.at("W").school.pupils[5] == Heads(90));
}

TEST_CASE("An opened school draws those for whom it is nearer, as far as its rooms go") {
  // At E's far corner (8,4), which is 3 km from E. 6 classrooms: one class of each grade.
  const Groundwork ground = ground_of(grid_county());
  const Projection back("EPSG:4548", "EPSG:4490");
  const Point place = back({8000, 4000});
  const Scenario scenario =
      scenario_of("[[measure]]\ndo = \"open\"\ncode = \"N\"\nname = \"N\"\nkind = 211\nplace = [" +
                  std::to_string(place.x) + ", " + std::to_string(place.y) +
                  "]\ngrades = [1, 2, 3, 4, 5, 6]\nclassrooms = 6\n");
  const Plan plan = apply(scenario, ground);
  REQUIRE(plan.schools.size() == 5);
  const auto& opened = plan.schools[SchoolId(4)];
  CHECK_FALSE(opened.existed);
  CHECK(opened.school.township == TownshipId(1));
  CHECK(total(opened.school.pupils) > Heads(0));
  for (const auto pupils : opened.school.pupils) CHECK(pupils <= Heads(45));
  std::int64_t sum = 0;
  for (const auto& group : plan.groups) {
    sum += group.pupils.count();
    if (group.school != SchoolId(4)) continue;
    const Point home = ground.county.settlements[group.settlement].place;
    const Point before = ground.county.schools[group.before].place;
    // by_road on the grid, the opened school standing on its crossing to a metre
    CHECK(std::abs(home.x - 8000) + std::abs(home.y - 4000) <
          std::abs(home.x - before.x) + std::abs(home.y - before.y) + 2);
  }
  CHECK(sum == all_pupils);
}

TEST_CASE("Classes grow only in grades that receive pupils") {
  const Planned planned(close_points, [](County& county) {
    county.schools[SchoolId(0)].pupils[5] =
        Heads(60);  // a large class in grade 6, which P does not have
  });
  CHECK(planned.at("W").school.classes[5] == 1);
  CHECK(planned.at("W").school.classes[0] == 2);
}

TEST_CASE("All mistakes of a scenario are reported at once") {
  const Groundwork ground = ground_of(grid_county());
  const Scenario scenario = scenario_of(
      "[[measure]]\ndo = \"merge\"\nfrom = [\"PP\"]\ninto = \"W\"\n"
      "[[measure]]\ndo = \"merge\"\nfrom = [\"P\"]\ninto = \"P\"\n"
      "[[measure]]\ndo = \"move_grades\"\nfrom = \"W\"\ninto = \"J\"\ngrades = [6]\n"
      "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\ntownships = [\"Wset\"]\n");
  try {
    (void)apply(scenario, ground);
    FAIL("applied");
  } catch (const InputError& error) {
    std::map<std::string, std::int64_t> lines;
    for (const auto& problem : error.problems()) lines[problem.message.key] = problem.row;
    CHECK(lines.at("scenario.unknown_school_guess") == 2);
    CHECK(lines.at("scenario.into_itself") == 6);
    CHECK(lines.at("scenario.grade_not_held") == 10);
    CHECK(lines.at("scenario.unknown_township_guess") == 15);
  }
}

}  // namespace
}  // namespace budian
