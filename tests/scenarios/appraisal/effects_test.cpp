#include <map>

#include "scenarios/appraisal/parts.hpp"
#include "tests/scenarios/appraisal/appraised.hpp"

namespace budian::appraisal {
namespace {

const Receiver& only_receiver(const Appraised& appraised) {
  REQUIRE(appraised.plan().effects.receivers.size() == 1);
  return appraised.plan().effects.receivers.front();
}

}  // namespace

TEST_CASE("Villages by grade hold everybody who changes school, once") {
  const Appraised appraised(close_points);
  ByGrade pupils{};
  for (const auto& village : appraised.plan().effects.villages) {
    CHECK(village.school == SchoolId(2));
    for (std::size_t g = 0; g < pupils.size(); ++g) pupils[g] += village.pupils[g];
  }
  CHECK(pupils[0] == Heads(10));
  CHECK(pupils[1] == Heads(10));
  CHECK(total(pupils) == Heads(20));
}

TEST_CASE("The travel of who changes school is what a plain count finds") {
  const Appraised appraised(close_points);
  const auto& travel = appraised.plan().effects.travel;
  REQUIRE(travel.size() == 4);
  std::vector<std::int64_t> roads;  // a pupil an entry
  const auto& plan = appraised.outcome.plan;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    if (!plan.groups[i].displaced()) continue;
    for (std::int64_t k = 0; k < plan.groups[i].pupils.count(); ++k)
      roads.push_back(appraised.outcome.journeys[i].road->count());
  }
  std::sort(roads.begin(), roads.end());
  REQUIRE(roads.size() == 20);
  for (const std::size_t row : {std::size_t{0}, std::size_t{1}}) {  // all, and grades 1-3: the same
    CHECK(travel[row].after.pupils == Heads(20));
    CHECK(travel[row].after.median_road->count() == roads[9]);
    CHECK(travel[row].after.p90_road->count() == roads[17]);
    CHECK(travel[row].after.max_road->count() == roads[19]);
    CHECK(*travel[row].before.mean_road < *travel[row].after.mean_road);
    CHECK(travel[row].before.riders == Heads(0));
  }
  CHECK_FALSE(travel[2].after.mean_road);
}

TEST_CASE("The receiver's classes and rooms with more and less enrolment, by hand") {
  const Appraised appraised(close_points);
  const Receiver& west = only_receiver(appraised);
  CHECK(west.received == Heads(20));
  CHECK(west.rooms == 12);
  CHECK(west.seats == Heads(12 * 45));
  // Six grades of 45, one class each.
  CHECK(west.today.classes_needed == 6);
  CHECK(west.today.largest == 45);
  CHECK(west.today.over_standard == 0);
  // Two grades of 55 in two classes.
  CHECK(west.after[1].pupils == Heads(290));
  CHECK(west.after[1].classes_needed == 8);
  CHECK(west.after[1].largest == 45);
  // 319: 29 more in proportion, 5.5 or 4.5 a grade, halves to the first three: 61 61 50 49 49 49.
  CHECK(west.after[2].pupils == Heads(319));
  CHECK(west.after[2].classes_needed == 12);
  CHECK(west.after[2].rooms_missing == 0);
  CHECK(west.after[2].largest == 50);
  CHECK(west.after[2].over_standard == 4);
  CHECK(west.after[2].large == 0);
  // 261: 50 50 41 40 40 40.
  CHECK(west.after[0].pupils == Heads(261));
  CHECK(west.after[0].classes_needed == 8);
  CHECK(west.after[0].largest == 41);
}

TEST_CASE("Rooms and classes that the files do not tell are not known, not nought") {
  const Appraised silent(close_points + "[limits]\nseats = false\n", [](County& county) {
    county.schools[SchoolId(0)].classrooms = 0;
    county.schools[SchoolId(0)].classes = {};
  });
  const Receiver& west = only_receiver(silent);
  CHECK_FALSE(west.rooms);
  CHECK_FALSE(west.seats);
  CHECK_FALSE(west.after[1].rooms_missing);
  CHECK_FALSE(west.after[1].largest);
  CHECK_FALSE(west.after[1].large);
  CHECK(west.after[1].classes_needed == 8);
}

TEST_CASE("At the plan's own enrolment no bus is above its seats") {
  const Appraised appraised(close_points);
  const auto& effects = appraised.plan().effects;
  Heads load;
  for (const auto& line : appraised.outcome.plan.buses.lines) load += line.load;
  CHECK(effects.enrolment[1] == 100);
  CHECK(effects.buses[1].riders == load);
  CHECK(effects.buses[1].without_seat == Heads(0));
  CHECK(effects.buses[2].riders.count() == (load.count() * 110 + 50) / 100);
}

TEST_CASE("A small school that closes, or grows above the line, is small no longer") {
  const Appraised closing(close_points);
  REQUIRE(closing.plan().effects.small_schools.size() == 1);
  CHECK(closing.plan().effects.small_schools[0].today == Heads(20));
  CHECK(closing.plan().effects.small_schools[0].closes);
  // W of 6 × 15 = 90 takes P's 20.
  const Appraised growing(close_points, [](County& county) {
    for (std::size_t g = 0; g < 6; ++g) county.schools[SchoolId(0)].pupils[g] = Heads(15);
  });
  REQUIRE(growing.plan().effects.small_schools.size() == 2);
  CHECK(growing.plan().effects.small_schools[0].today == Heads(90));
  CHECK(growing.plan().effects.small_schools[0].after == Heads(110));
  CHECK_FALSE(growing.plan().effects.small_schools[0].closes);
  CHECK(Appraised("").plan().effects.small_schools.empty());
}

}  // namespace budian::appraisal
