#include "maps/school_status.hpp"

#include <catch2/catch.hpp>

#include "tests/support/small_outcome.hpp"

using namespace budian;

TEST_CASE("Each group finds the row in which its pupils are today") {
  const auto small = small_study();
  const auto& today = small.outcomes[0].plan;
  std::size_t moved = 0;
  for (const auto& group : small.outcomes[1].plan.groups) {
    const auto row = row_before(today, group);
    REQUIRE(row);
    CHECK(today.groups[*row].settlement == group.settlement);
    CHECK(today.groups[*row].grade == group.grade);
    CHECK(today.groups[*row].school == group.before);
    if (group.displaced()) ++moved;
  }
  CHECK(moved > 0);
  auto stranger = today.groups.front();
  stranger.before = SchoolId(99);
  CHECK_FALSE(row_before(today, stranger));
}
