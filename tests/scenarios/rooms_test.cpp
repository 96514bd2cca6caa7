#include "scenarios/rooms.hpp"

#include <catch2/catch.hpp>

using namespace budian;

namespace {

const ByStage<Heads> caps{Heads(45), Heads(50)};

School school_of(const std::vector<std::int64_t>& pupils, int classrooms) {
  School school;
  for (std::size_t grade = 0; grade < pupils.size(); ++grade) {
    school.pupils[grade] = Heads(pupils[grade]);
  }
  school.classrooms = classrooms;
  return school;
}

}  // namespace

TEST_CASE("Each grade needs as many classes as its class size demands") {
  // policy §4.1: Σ ceil(n ÷ cap): 1 + 2 + 0, and of grade 7 one of 50 and two of 51
  CHECK(classes_needed(school_of({45, 46}, 0).pupils, caps) == 3);
  CHECK(classes_needed(school_of({0, 0, 0, 0, 0, 0, 50}, 0).pupils, caps) == 1);
  CHECK(classes_needed(school_of({0, 0, 0, 0, 0, 0, 51}, 0).pupils, caps) == 2);
  CHECK(classes_needed({}, caps) == 0);
}

TEST_CASE("Rooms are missing for classes that come on top of rooms, or of what is managed today") {
  const School today = school_of({40, 40}, 2);
  CHECK(rooms_needed(&today, school_of({45, 45}, 2), caps).missing == 0);
  CHECK(rooms_needed(&today, school_of({46, 91}, 2), caps).missing == 3);  // 2 + 3 classes
  CHECK(rooms_needed(&today, school_of({46, 91}, 4), caps).missing == 1);  // two are built
  CHECK(rooms_needed(&today, school_of({46, 91}, 9), caps).missing == 0);
  // Two classes in one room today: that goes on, a third class needs a room.
  const School crowded = school_of({40, 40}, 1);
  CHECK(rooms_needed(&crowded, school_of({40, 46}, 1), caps).missing == 1);
}

TEST_CASE("Without classrooms in the files a school that needs more classes is not known") {
  const School today = school_of({40}, 0);
  CHECK(rooms_needed(&today, school_of({45}, 0), caps).known);
  CHECK_FALSE(rooms_needed(&today, school_of({46}, 0), caps).known);
  CHECK(rooms_needed(&today, school_of({46}, 0), caps).missing == 0);
  CHECK(rooms_needed(nullptr, school_of({46}, 1), caps).missing == 1);  // opened with one room
  CHECK_FALSE(rooms_needed(nullptr, school_of({46}, 0), caps).known);
}
