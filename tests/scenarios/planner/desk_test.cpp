#include "scenarios/planner/desk.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/planner/points.hpp"

namespace budian::planner {

TEST_CASE("Orders add up, an undone one is as if it had never been said, and nothing is stale") {
  const Groundwork ground = ground_of(county_with_points(3));
  const Goal goal = goal_of("[candidates]\nkeep_grades = [1, 2]\n");
  Desk desk(goal, ground);
  CHECK(desk.now().decisions.empty());
  CHECK_FALSE(desk.undo());
  REQUIRE(desk.carry_out({Order::What::close, "A", ""}).empty());
  const Sketch one = desk.now();
  CHECK(one.figures.closures == 1);
  REQUIRE(desk.carry_out({Order::What::merge, "B", "W"}).empty());
  CHECK(desk.now().figures.closures == 2);
  CHECK(desk.before().figures == one.figures);
  // From scratch: the same.
  const Sketch anew = Sketcher(goal, ground).sketch(desk.now().decisions);
  CHECK(anew.figures == desk.now().figures);
  CHECK(anew.journeys.size() == desk.now().journeys.size());
  REQUIRE(desk.undo());
  CHECK(desk.now().figures == one.figures);
  REQUIRE(desk.carry_out({Order::What::keep, "A", ""}).empty());
  CHECK(desk.now().figures == desk.today().figures);
}

TEST_CASE("What cannot be done is said, and changes nothing") {
  const Groundwork ground = ground_of(county_with_points(3));
  const Goal goal = goal_of(
      "[limits]\nwalk_km = { lower_primary = 0.1, upper_primary = 0.1, junior = 5 }\n"
      "[bus]\nriders = \"nobody\"\n");
  Desk desk(goal, ground);
  const auto unknown = desk.carry_out({Order::What::close, "Q", ""});
  REQUIRE(unknown.size() == 1);
  CHECK(unknown.front().key.starts_with("scenario.unknown_school"));
  const auto itself = desk.carry_out({Order::What::merge, "A", "A"});
  REQUIRE(itself.size() == 1);
  CHECK(itself.front().key == "scenario.into_itself");
  for (const auto what : {Order::What::board, Order::What::board_far}) {
    const auto no_beds = desk.carry_out({what, "A", ""});
    REQUIRE(no_beds.size() == 1);
    CHECK(no_beds.front().key == "try.no_beds");
  }
  // Nobody can walk and there are no buses: refused, with what would help.
  const auto refused = desk.carry_out({Order::What::close, "A", ""});
  CHECK(refused.size() >= 2);
  CHECK(desk.now().decisions.empty());
  CHECK(desk.now().figures == desk.today().figures);
}

TEST_CASE("An order that changes nothing is not passed over in silence") {
  const Groundwork ground = ground_of(county_with_points(3));
  const Goal goal = goal_of("");
  for (const char* name : {"A", "B", "C"}) {
    Desk desk(goal, ground);
    const auto said = desk.carry_out({Order::What::visit, name, ""});
    // Either teachers go there, or it is said that they need not.
    CHECK(desk.now().decisions.empty() == !said.empty());
    if (!said.empty()) CHECK(said.front().key == "try.no_visit");
  }
}

}  // namespace budian::planner
