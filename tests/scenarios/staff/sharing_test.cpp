#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "scenarios/evaluate.hpp"
#include "scenarios/staff/posts.hpp"
#include "tests/support/grid_county.hpp"

namespace budian::staff {
namespace {

constexpr std::size_t primary = row(Stage::primary);

std::int64_t& held(County& county, const std::string& name, Resource resource) {
  auto& resources = county.schools[school_named(county.schools, name)].resources;
  return is_by_stage(resource) ? resources.by_stage[row(resource)][primary]
                               : resources.campus[row(resource)];
}

/// The grid county, changed, and a plan for it. West has W (270 pupils) and P (20), East has E
/// (270); each has 10 teachers and 1000 books.
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
  [[nodiscard]] SchoolId id(const std::string& name) const {
    return school_named(ground.county.schools, name);
  }
  [[nodiscard]] std::int64_t at(const std::string& name, Resource resource) const {
    const auto& resources = plan.schools[id(name)].school.resources;
    return is_by_stage(resource) ? resources.by_stage[row(resource)][primary]
                                 : resources.campus[row(resource)];
  }
  [[nodiscard]] std::int64_t teachers(const std::string& name) const {
    return at(name, Resource::full_time_teachers);
  }
  [[nodiscard]] std::int64_t count(const std::string& finding) const {
    return std::count_if(plan.staffing.findings.begin(), plan.staffing.findings.end(),
                         [&](const Finding& f) { return f.message.key == finding; });
  }
};

std::string share(const std::string& keys) {
  return "[[measure]]\ndo = \"share_teachers\"\nstages = [\"primary\"]\n" + keys;
}

// The norm: W has 270 pupils, 270/19 = 14.2105 posts, 96 % of them 13.6421 teachers: 3.6421 lack.
// P has 20 pupils in 2 classes: max(20/19, 2 × 1.8) = 3.6 posts, 3.456 teachers: 10 are 6 whole
// ones too many, of which half a school's teachers, 5, may go.
TEST_CASE("Teachers above a school's norm go to a school of the township below it") {
  const Planned planned(share("most_share_moving = 0.5\nindicators = [\"full_time_teachers\"]\n"));
  const auto& staffing = planned.plan.staffing;
  REQUIRE(staffing.moves.size() == 1);
  const TeacherMove& move = staffing.moves[0];
  CHECK(move.from == planned.id("P"));
  CHECK(move.to == planned.id("W"));
  // 4 cover what is lacking; the fifth brings both nearer to the county's mean.
  CHECK(move.teachers() == 5);
  CHECK(move.road == metres(4000));  // from (4,0) to (2,2)
  CHECK(std::tuple(move.from_before, move.from_after) == std::tuple(10, 5));
  CHECK(std::tuple(move.to_before, move.to_after) == std::tuple(10, 15));
  CHECK(std::tuple(move.from_pupils, move.to_pupils) == std::tuple(Heads(20), Heads(270)));
  CHECK(planned.teachers("W") == 15);
  CHECK(planned.teachers("P") == 5);
  CHECK(planned.teachers("E") == 10);
  REQUIRE(staffing.results.size() == 1);
  const SharingResult& result = staffing.results[0];
  CHECK(result.lacking_before == Approx(2 * (0.96 * 270 / 19 - 10)));
  CHECK(result.lacking_after == Approx(0.96 * 270 / 19 - 10));  // East's
  CHECK(result.moved == 5);
  CHECK(result.road == metres(20'000));
}

TEST_CASE("What a township lacks and no move can cover is told with why") {
  const Planned planned(share("most_share_moving = 0.5\n"));
  CHECK(planned.count("staff.lacking.no_spare") == 1);  // East: E alone, below its norm
  CHECK(planned.count("staff.lacking.limits") == 0);
  // A fifth of 10: 2 may leave P, though 6 are to spare: W still lacks 1.6421, for the limit.
  const Planned tight(share("most_share_moving = 0.2\n"));
  CHECK(tight.teachers("W") == 12);
  CHECK(tight.count("staff.lacking.limits") == 1);
}

// 5 teachers of P for W and E, which lack 3.6421 each: any 5 cover 5; alike at 13 and 12; the third
// goes the shorter way, 4 km to W rather than 3 + 2 km to E.
TEST_CASE("Across townships the nearer of two equal schools gets the odd teacher") {
  const Planned planned(share("most_share_moving = 0.5\nacross_townships = true\n"));
  CHECK(planned.teachers("W") == 13);
  CHECK(planned.teachers("E") == 12);
  CHECK(planned.plan.staffing.results[0].road == metres(3 * 4000 + 2 * 5000));
}

TEST_CASE("A school further away than the limit gets nobody") {
  const Planned planned(share("most_share_moving = 0.5\nfarthest_km = 3.9\n"));
  CHECK(planned.plan.staffing.moves.empty());
  CHECK(planned.teachers("W") == 10);
}

TEST_CASE("Townships that the measure does not name are left alone") {
  const Planned planned(share("most_share_moving = 0.5\ntownships = [\"East\"]\n"));
  CHECK(planned.plan.staffing.moves.empty());
  CHECK(planned.plan.staffing.results[0].schools == 1);
}

// W has 2 teachers above the degree, P 8. Of the 5 who leave P all 5 may be: 3 + 2 stay.
TEST_CASE("Of those who move so many have a degree as makes the schools most alike") {
  const Planned planned(share("most_share_moving = 0.5\nindicators = [\"full_time_teachers\", "
                              "\"above_degree_teachers\"]\n"),
                        [](County& county) {
                          held(county, "W", Resource::above_degree_teachers) = 2;
                          held(county, "P", Resource::above_degree_teachers) = 8;
                          held(county, "P", Resource::qualified_teachers) = 10;
                          held(county, "P", Resource::middle_title_teachers) = 5;
                        });
  REQUIRE(planned.plan.staffing.moves.size() == 1);
  const auto& of = planned.plan.staffing.moves[0].of;
  CHECK(of[row(Resource::above_degree_teachers)] == 5);
  // Not chosen: in proportion, 5 of 10 qualified of 10, and 5 · 5/10 = 2.5 of middle title, halves
  // up.
  CHECK(of[row(Resource::qualified_teachers)] == 5);
  CHECK(of[row(Resource::middle_title_teachers)] == 3);
  CHECK(planned.at("W", Resource::above_degree_teachers) == 7);
  CHECK(planned.at("P", Resource::above_degree_teachers) == 3);
}

TEST_CASE("A measure sees what those before it did, and its result is what those after it see") {
  const std::string close = "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n";
  const std::string sharing = share("most_share_moving = 0.5\n");
  // P closes first: its 10 teachers go with its pupils, nothing is left to share in West.
  const Planned after(close + sharing);
  CHECK(after.plan.staffing.moves.empty());
  CHECK(after.teachers("W") == 20);
  // Shared first: 5 move, then the 5 who stayed follow the pupils.
  const Planned before(sharing + close);
  REQUIRE(before.plan.staffing.moves.size() == 1);
  CHECK(before.plan.staffing.moves[0].teachers() == 5);
  CHECK(before.teachers("W") == 20);
}

TEST_CASE("Staff go with the teachers they are counted among") {
  const Planned planned(share("most_share_moving = 0.5\n"), [](County& county) {
    for (auto& school : county.schools) school.staff = {Heads(11), Heads(13)};
  });
  CHECK(planned.plan.schools[planned.id("W")].school.staff[primary] == Heads(16));
  CHECK(planned.plan.schools[planned.id("P")].school.staff[primary] == Heads(6));
}

TEST_CASE("Where nobody reports teachers nothing is moved, and that is told") {
  const Planned planned(share(""), [](County& county) {
    for (auto& school : county.schools)
      school.resources.by_stage[row(Resource::full_time_teachers)] = {0, 0};
  });
  CHECK(planned.plan.staffing.moves.empty());
  CHECK(planned.count("staff.no_teachers_told") == 1);
}

// 1000 books for 270 pupils of W, 1000 for 20 of P. Alike would be 2000/290 a pupil, 138 at P, but
// half of P's, 10 lots of 50, may go; 4 km.
TEST_CASE("Books go in lots to where there are fewer a pupil") {
  const Planned planned(
      "[[measure]]\ndo = \"share_resources\"\nwhich = [\"books\"]\nmost_share_moving = 0.5\n");
  REQUIRE(planned.plan.staffing.transfers.size() == 1);
  const Transfer& transfer = planned.plan.staffing.transfers[0];
  CHECK(transfer.amount == 500);
  CHECK(transfer.from == planned.id("P"));
  CHECK(std::tuple(transfer.to_before, transfer.to_after) == std::tuple(1000, 1500));
  CHECK_FALSE(transfer.to_line.has_value());  // no built-in standard has a line for books
  CHECK(planned.plan.staffing.results[0].moved == 500);
  CHECK(planned.at("P", Resource::books) == 500);
  CHECK(planned.at("E", Resource::books) == 1000);
}

// Quality balance asks 2000 yuan a primary pupil of points of 50 and more: 120 000 of P with 60
// pupils, 540 000 of W. P has 140 000: it gives 20 000 of it, 4 lots of 5000, although half of it
// might go and W is poorer still.
TEST_CASE("Nobody gives what its own line needs") {
  const Planned planned(
      "[[measure]]\ndo = \"share_resources\"\nwhich = [\"equipment_value\"]\nmost_share_moving = "
      "0.5\n",
      [](County& county) {
        auto& point = county.schools[school_named(county.schools, "P")];
        point.pupils[0] = point.pupils[1] = Heads(30);
        held(county, "P", Resource::equipment_value) = 140'000 * 100;
        held(county, "W", Resource::equipment_value) = 100'000 * 100;
      });
  REQUIRE(planned.plan.staffing.transfers.size() == 1);
  const Transfer& transfer = planned.plan.staffing.transfers[0];
  CHECK(transfer.amount == 20'000 * 100);
  CHECK(transfer.from_after == 120'000 * 100);
  REQUIRE(transfer.from_line);
  CHECK(*transfer.from_line == Approx(120'000 * 100));
}

// The standard of 2017 leaves points below 50 pupils out: P, with 20, has no line and gives half.
TEST_CASE("A point that no standard counts has no line") {
  const Planned planned(
      "[[measure]]\ndo = \"share_resources\"\nwhich = [\"equipment_value\"]\nmost_share_moving = "
      "0.5\n",
      [](County& county) { held(county, "P", Resource::equipment_value) = 60'000 * 100; });
  REQUIRE(planned.plan.staffing.transfers.size() == 1);
  const Transfer& transfer = planned.plan.staffing.transfers[0];
  CHECK_FALSE(transfer.from_line.has_value());
  CHECK(transfer.amount == 30'000 * 100);
  CHECK(transfer.to_line.value() == Approx(270.0 * 2000 * 100));
}

TEST_CASE("A primary and a junior school do not share books") {
  const Planned planned(
      "[[measure]]\ndo = \"share_resources\"\nwhich = [\"books\"]\nmost_share_moving = 1\n",
      [](County& county) { held(county, "J", Resource::books) = 100'000; });
  for (const Transfer& transfer : planned.plan.staffing.transfers)
    CHECK(transfer.from != planned.id("J"));
  CHECK(planned.at("J", Resource::books) == 100'000);
}

const std::string visits =
    "[[measure]]\ndo = \"send_itinerant_teachers\"\nstages = [\"primary\"]\n";

// P: 2 classes × 6 = 12 periods of arts and PE a week and nobody to give them: 3 days of 5 periods.
// W: 6 × 6 = 36, its 5 teachers give 80, 44 to spare: 8 days.
TEST_CASE("A point without arts and PE teachers is visited by those of the next school") {
  const Planned planned(visits, [](County& county) {
    held(county, "W", Resource::arts_pe_teachers) = 5;
    held(county, "E", Resource::arts_pe_teachers) = 9;
  });
  const auto& staffing = planned.plan.staffing;
  REQUIRE(staffing.visits.size() == 1);
  const Visit& visit = staffing.visits[0];
  CHECK(visit.from == planned.id("W"));
  CHECK(visit.to == planned.id("P"));
  CHECK(visit.days_a_week == 3);
  CHECK(visit.teachers == 1);
  CHECK(visit.road == metres(4000));
  CHECK(visit.days_a_year == 3 * 38);
  CHECK(visit.allowance_a_year == yuan(40 * 3 * 38));
  REQUIRE(staffing.visited.size() == 1);
  CHECK(staffing.visited[0].days_lacking == 3);
  CHECK(staffing.visited[0].days_visited == 3);
  CHECK(staffing.findings.empty());
  CHECK(planned.at("W", Resource::arts_pe_teachers) == 5);  // they stay with their school
}

// W's 3 teachers give 48 periods, 12 to spare: 2 days; the third day of P is told as lacking.
TEST_CASE("Days that nobody has to spare are told") {
  const Planned planned(visits,
                        [](County& county) { held(county, "W", Resource::arts_pe_teachers) = 3; });
  REQUIRE(planned.plan.staffing.visits.size() == 1);
  CHECK(planned.plan.staffing.visits[0].days_a_week == 2);
  CHECK(planned.count("staff.visits_lacking") == 1);
}

TEST_CASE("A second round of visits fills what the first has left, from what it has left") {
  // W's 3 teachers have 2 days to spare and P lacks 3: the second round finds nobody.
  const auto three = [](County& county) { held(county, "W", Resource::arts_pe_teachers) = 3; };
  const Planned twice(visits + visits, three);
  REQUIRE(twice.plan.staffing.visits.size() == 1);
  CHECK(twice.plan.staffing.visits[0].days_a_week == 2);
  // With days enough the first round leaves nothing to do.
  const auto five = [](County& county) { held(county, "W", Resource::arts_pe_teachers) = 5; };
  const Planned done(visits + visits, five);
  REQUIRE(done.plan.staffing.visits.size() == 1);
  CHECK(done.plan.staffing.visits[0].days_a_week == 3);
}

TEST_CASE("A school that does not tell its classes is neither visited nor sends anybody") {
  const Planned planned(visits, [](County& county) {
    held(county, "W", Resource::arts_pe_teachers) = 5;
    county.schools[school_named(county.schools, "W")].classes[0] = 0;
  });
  CHECK(planned.plan.staffing.visits.empty());
  CHECK(planned.count("staff.visits_lacking") == 1);
}

TEST_CASE(
    "Small rural schools of 50 to 99 pupils count who visits them, for the standard that lets "
    "them") {
  const auto change = [](std::int64_t a_grade) {
    return [a_grade](County& county) {
      held(county, "W", Resource::arts_pe_teachers) = 5;
      auto& point = county.schools[school_named(county.schools, "P")];
      point.pupils[0] = point.pupils[1] = Heads(a_grade);
    };
  };
  const auto counted = [](const Planned& planned, const std::string& standard) {
    const Plan plan = with_visitors(planned.plan, planned.scenario.staff, standard);
    const School& school = plan.schools[planned.id("P")].school;
    return school.resources.by_stage[row(Resource::arts_pe_teachers)][primary];
  };
  CHECK(counted(Planned(visits, change(25)), "quality_2017") == 1);  // 50 pupils
  CHECK(counted(Planned(visits, change(24)), "quality_2017") == 0);  // 48
  CHECK(counted(Planned(visits, change(49)), "quality_2017") == 1);  // 98
  CHECK(counted(Planned(visits, change(25)), "basic_2012") == 0);
  const std::string off = visits + "[staff.itinerant]\ncounts_for = []\n";
  CHECK(counted(Planned(off, change(25)), "quality_2017") == 0);
}

// Policy §4.4: freed = posts(closed) − [posts(receiver after) − posts(receiver before)]
// = 3.6 − (290 − 270)/19 = 2.5474.
TEST_CASE("A merger frees the posts of the closed school less those the receiver needs more") {
  const Planned planned("[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n");
  const auto posts = school_posts(planned.ground, planned.plan, planned.scenario.staff);
  CHECK(sum_of(posts).freed.whole().value() == Approx(3.6 - 20.0 / 19));
  CHECK(sum_of(posts, TownshipId(0)).freed.whole().value() == Approx(3.6 - 20.0 / 19));
  CHECK(sum_of(posts, TownshipId(1)).freed.whole().value() == Approx(0).margin(1e-12));
  const SchoolPosts& closed = posts[planned.id("P").row()];
  CHECK(closed.after.posts == 0);
  CHECK(closed.before.teachers_needed.value() == Approx(0.96 * 3.6));
}

TEST_CASE("Lacking and spare are summed school by school") {
  const Planned today("");
  const PostsSum sum =
      sum_of(school_posts(today.ground, today.plan, today.scenario.staff), TownshipId(0));
  // W lacks 3.6421 and J 0.8 (180/13.5 × 0.96 = 12.8, has 12); P has 6.544 too many.
  CHECK(sum.before.lacking.whole().value() == Approx(0.96 * 270 / 19 - 10 + 0.8));
  CHECK(sum.before.spare.whole().value() == Approx(10 - 0.96 * 3.6));
}

// W's and P's teachers are not told. W's norm is 270/19 posts; what is lacking there is not known,
// and not the whole norm. E lacks 0.96 · 270/19 − 10, J 0.8.
TEST_CASE("Teachers that are not told are not none") {
  const auto none = [](County& county) {
    for (const char* name : {"W", "P"}) held(county, name, Resource::full_time_teachers) = 0;
  };
  const Planned planned(share("most_share_moving = 0.5\nacross_townships = true\n"), none);
  const auto posts = school_posts(planned.ground, planned.plan, planned.scenario.staff);
  const SchoolPosts& west = posts[planned.id("W").row()];
  CHECK_FALSE(west.before.teachers.has_value());
  CHECK_FALSE(west.after.surplus().has_value());
  CHECK(west.after.posts.value() == Approx(270.0 / 19));
  const PostsSum sum = sum_of(posts);
  CHECK(sum.teachers_not_told == 2);
  CHECK(sum.after.lacking.not_told() == 2);
  CHECK_FALSE(sum.after.lacking.whole().has_value());
  CHECK(sum.after.lacking.told().value() == Approx(0.96 * 270 / 19 - 10 + 0.8));
  // They are left out of the sharing: nobody is sent to W, though it seems to have nobody.
  CHECK(planned.plan.staffing.moves.empty());
  CHECK(planned.plan.staffing.results.at(0).left_out == 2);
  CHECK(planned.count("staff.left_out") == 1);
}

TEST_CASE("Who takes teachers that are not told has teachers that are not known") {
  const Planned planned(
      "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n",
      [](County& county) { held(county, "P", Resource::full_time_teachers) = 0; });
  const auto posts = school_posts(planned.ground, planned.plan, planned.scenario.staff);
  CHECK(posts[planned.id("W").row()].before.teachers == 10);
  CHECK_FALSE(posts[planned.id("W").row()].after.teachers.has_value());
  CHECK(posts[planned.id("P").row()].after.teachers == 0);  // closed: nobody is left
  CHECK(posts[planned.id("E").row()].after.teachers == 10);
}

TEST_CASE("Where no school tells its teachers, sums are not told either") {
  const Planned planned("", [](County& county) {
    for (auto& school : county.schools)
      school.resources.by_stage[row(Resource::full_time_teachers)] = {0, 0};
  });
  const PostsSum sum = sum_of(school_posts(planned.ground, planned.plan, planned.scenario.staff));
  CHECK_FALSE(sum.before.lacking.told().has_value());
  CHECK_FALSE(sum.before.teachers.told().has_value());
  CHECK(sum.before.posts.told().has_value());
}

// P's norm is 2 classes × 1.8; by its 20 pupils alone it would be 20/19, less than a third.
TEST_CASE("A small school that does not tell its classes has no known norm") {
  const auto silent = [](County& county) {
    county.schools[school_named(county.schools, "P")].classes.fill(0);
  };
  const Planned planned(share("most_share_moving = 0.5\n"), silent);
  const auto posts = school_posts(planned.ground, planned.plan, planned.scenario.staff);
  CHECK_FALSE(posts[planned.id("P").row()].after.posts.has_value());
  CHECK(posts[planned.id("W").row()].after.posts.has_value());  // 270 pupils: by pupils
  CHECK(sum_of(posts).posts_not_told == 1);
  CHECK(planned.plan.staffing.moves.empty());  // P's teachers may all be needed there
  const Outcome outcome = evaluate(planned.scenario, planned.plan, planned.ground);
  CHECK_FALSE(outcome.total_posts.has_value());
}

// 复式: both grades of the point sit in one class, which stands at grade 1.
TEST_CASE("A point may teach two grades in one class") {
  const Planned planned(
      "", [](County& county) { county.schools[school_named(county.schools, "P")].classes = {1}; });
  const auto posts = school_posts(planned.ground, planned.plan, planned.scenario.staff);
  CHECK(posts[planned.id("P").row()].after.posts.value() == Approx(1.8));
}

TEST_CASE("Only who may give gives, only who may take takes, and who is kept does neither") {
  const std::string wide = "most_share_moving = 0.5\nacross_townships = true\n";
  CHECK(Planned(share(wide + "takers = [\"East\"]\n")).teachers("W") == 10);
  CHECK(Planned(share(wide + "takers = [\"East\"]\n")).teachers("E") == 15);
  CHECK(Planned(share(wide + "takers = [\"P\"]\n")).plan.staffing.moves.empty());
  CHECK(Planned(share(wide + "givers = [\"P\"]\n")).teachers("P") == 5);
  CHECK(Planned(share(wide + "givers = [\"East\"]\n")).plan.staffing.moves.empty());
  CHECK(Planned(share(wide + "keep = [\"P\"]\n")).plan.staffing.moves.empty());
  CHECK(Planned(share(wide + "keep = [\"West\"]\n")).plan.staffing.moves.empty());
}

std::int64_t sum_over(const Plan& plan, Resource resource) {
  std::int64_t sum = 0;
  for (const auto& planned : plan.schools) {
    const auto& resources = planned.school.resources;
    sum += resources.campus[row(resource)] + resources.by_stage[row(resource)][0] +
           resources.by_stage[row(resource)][1];
  }
  return sum;
}

TEST_CASE(
    "Nothing is lost or made, nobody comes below its norm, and a larger share is never worse") {
  std::mt19937 random(5);
  const auto pick = [&](std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
  };
  for (int round = 0; round < 12; ++round) {
    County county = grid_county();
    for (auto& school : county.schools) {
      for (const auto stage : stages) {
        const std::int64_t teachers = pick(1, 25);
        for (std::size_t r = row(Resource::full_time_teachers); r < resource_count; ++r)
          school.resources.by_stage[r][row(stage)] = pick(0, teachers);
        school.resources.by_stage[row(Resource::full_time_teachers)][row(stage)] = teachers;
      }
      school.resources.campus[row(Resource::books)] = pick(0, 3000);
    }
    const Groundwork ground = ground_of(county);
    const Plan today = apply(scenario_of(""), ground);
    std::optional<double> lacking;
    for (const char* most : {"0.1", "0.3", "0.9"}) {
      const std::string keys = "across_townships = true\nmost_share_moving = " + std::string(most);
      const Scenario scenario =
          scenario_of(share(keys + "\n") + "[[measure]]\ndo = \"share_resources\"\n" + keys + "\n");
      const Plan plan = apply(scenario, ground);
      for (std::size_t r = 0; r < resource_count; ++r)
        CHECK(sum_over(plan, static_cast<Resource>(r)) ==
              sum_over(today, static_cast<Resource>(r)));
      for (const SchoolPosts& posts : school_posts(ground, plan, scenario.staff)) {
        const auto least = std::min(static_cast<double>(posts.before.teachers.value()),
                                    posts.before.teachers_needed.value());
        if (posts.school != school_named(county.schools, "J"))
          CHECK(static_cast<double>(posts.after.teachers.value()) >= least - 1e-9);
      }
      for (const TeacherMove& move : plan.staffing.moves) {
        for (std::size_t r = row(Resource::full_time_teachers); r < resource_count; ++r) {
          CHECK(move.of[r] >= 0);
          CHECK(move.of[r] <= move.teachers());
        }
      }
      const SharingResult& result = plan.staffing.results.at(0);
      CHECK(result.lacking_after <= result.lacking_before + 1e-9);
      if (lacking) CHECK(result.lacking_after <= *lacking + 1e-9);
      lacking = result.lacking_after;
    }
  }
}

/// Could some persons have the counts of each school and stage?
void check_people(const Plan& plan) {
  for (const auto& planned : plan.schools) {
    const School& school = planned.school;
    for (const Stage stage : stages) {
      const auto count = [&](Resource resource) {
        return school.resources.by_stage[row(resource)][row(stage)];
      };
      const std::int64_t teachers = count(Resource::full_time_teachers);
      for (std::size_t r = row(Resource::full_time_teachers); r < resource_count; ++r) {
        CHECK(count(static_cast<Resource>(r)) >= 0);
        CHECK(count(static_cast<Resource>(r)) <= teachers);
      }
      CHECK(count(Resource::above_degree_teachers) <= count(Resource::qualified_teachers));
      CHECK(school.staff[row(stage)] >= Heads(teachers));
    }
  }
}

TEST_CASE("After any mix of measures each school's counts can be persons, and nobody is lost") {
  std::mt19937 random(8);
  const auto pick = [&](std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
  };
  const std::vector<std::string> measures{
      "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n",
      "[[measure]]\ndo = \"close_schools\"\nschools = [\"E\"]\n",
      "[[measure]]\ndo = \"turn_into_teaching_point\"\nschool = \"E\"\ngrades = [1, 2]\n",
      "[[measure]]\ndo = \"move_grades\"\nfrom = \"E\"\ninto = \"W\"\ngrades = [5, 6]\n",
      share("across_townships = true\nmost_share_moving = 0.4\n"),
      share("across_townships = true\nmost_share_moving = 0.4\nindicators = "
            "[\"full_time_teachers\", \"qualified_teachers\", \"above_degree_teachers\"]\n"),
      share("across_townships = true\nmost_share_moving = 0.4\nindicators = "
            "[\"qualified_teachers\"]\n"),
  };
  const std::string any = "[limits]\nreceivers = \"any\"\nseats = false\n";
  std::size_t moved = 0, closed = 0;
  for (int round = 0; round < 8; ++round) {
    County county = grid_county();
    for (auto& school : county.schools) {
      const Stage stage = school.kind == SchoolKind::junior ? Stage::junior : Stage::primary;
      const std::int64_t teachers = pick(1, 25), qualified = pick(0, teachers);
      auto& counts = school.resources.by_stage;
      for (std::size_t r = row(Resource::full_time_teachers); r < resource_count; ++r)
        counts[r][row(stage)] = pick(0, teachers);
      counts[row(Resource::full_time_teachers)][row(stage)] = teachers;
      counts[row(Resource::qualified_teachers)][row(stage)] = qualified;
      counts[row(Resource::above_degree_teachers)][row(stage)] = pick(0, qualified);
      school.staff[row(stage)] = Heads(teachers + pick(0, 3));
    }
    const Groundwork ground = ground_of(county);
    const Plan today = apply(scenario_of(""), ground);
    // One that closes or shrinks E at most; sharing before or after it.
    const auto first = static_cast<std::size_t>(pick(0, 6)),
               second = static_cast<std::size_t>(pick(4, 6));
    const Plan plan = apply(scenario_of(any + measures[first] + measures[second]), ground);
    check_people(plan);
    for (std::size_t r = 0; r < resource_count; ++r) {
      if (is_by_stage(static_cast<Resource>(r)))
        CHECK(sum_over(plan, static_cast<Resource>(r)) ==
              sum_over(today, static_cast<Resource>(r)));
    }
    moved += plan.staffing.moves.size();
    closed += plan.closures.size();
  }
  CHECK(moved > 0);
  CHECK(closed > 0);
}

TEST_CASE("A scenario that shares nothing leaves the plan as it was") {
  const Planned plain("[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n");
  CHECK(plain.plan.staffing.empty());
}

}  // namespace
}  // namespace budian::staff
