#include "maps/run_shape.hpp"

#include <catch2/catch.hpp>

namespace budian {
namespace {

std::vector<Millimetres> driven_of(const std::vector<Milestone>& points) {
  std::vector<Millimetres> driven;
  for (const Milestone& point : points) driven.push_back(point.driven);
  return driven;
}

}  // namespace

TEST_CASE("Between calls the driven length grows with the drawn one") {
  // Drawn 300 m and 100 m, driven 600 m and 100 m: the vertex after 100 of the 300 m is at 200 m.
  const Line way{{0, 0}, {100, 0}, {300, 0}, {400, 0}};
  const auto points =
      milestones_along(way, {{{0, 0}, {}}, {{300, 0}, metres(600)}, {{400, 0}, metres(700)}});
  CHECK(driven_of(points) ==
        std::vector<Millimetres>{metres(0), metres(200), metres(600), metres(700)});
  CHECK(points[1].place == Point{100, 0});
  CHECK(points[2].place == Point{300, 0});
}

TEST_CASE("A call within a piece of road is a vertex of the way") {
  const auto points = milestones_along(
      {{0, 0}, {100, 0}}, {{{0, 0}, {}}, {{30, 0}, metres(30)}, {{100, 0}, metres(100)}});
  CHECK(driven_of(points) == std::vector<Millimetres>{metres(0), metres(30), metres(100)});
  CHECK(points[1].place == Point{30, 0});
}

TEST_CASE("Where the way passes a call twice, what was driven says which time it halts") {
  // Out along a dead end and back: (50, 0) is passed after 50 m and after 150 m.
  const Line way{{0, 0}, {100, 0}, {0, 0}, {0, 100}};
  const auto at = [&](double driven) {
    return milestones_along(way,
                            {{{0, 0}, {}}, {{50, 0}, metres(driven)}, {{0, 100}, metres(300)}});
  };
  // 50 m: then the turn at 100 m. 150 m: first the turn.
  CHECK(driven_of(at(50)) ==
        std::vector<Millimetres>{metres(0), metres(50), metres(100), metres(200), metres(300)});
  CHECK(driven_of(at(150)) ==
        std::vector<Millimetres>{metres(0), metres(100), metres(150), metres(200), metres(300)});
}

TEST_CASE("A way without length keeps its calls") {
  const auto points = milestones_along({{5, 5}}, {{{5, 5}, {}}, {{5, 5}, Millimetres(1)}});
  CHECK(driven_of(points) == std::vector<Millimetres>{Millimetres(0), Millimetres(1)});
}

TEST_CASE("The nearest point of a line lies on one of its pieces") {
  CHECK(nearest_on({{0, 0}, {100, 0}, {100, 50}}, {40, 30}) == Point{40, 0});
  CHECK(nearest_on({{0, 0}, {100, 0}}, {140, 30}) == Point{100, 0});
  CHECK(nearest_on({{7, 8}}, {140, 30}) == Point{7, 8});
}

}  // namespace budian
