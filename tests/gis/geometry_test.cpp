#include "gis/geometry.hpp"

#include <catch2/catch.hpp>

namespace budian {
namespace {

MultiPolygon square(double x, double y, double side) {
  return {{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}};
}

TEST_CASE("The length of a line is the sum of its segments") {
  CHECK(length_metres({{0, 0}, {3, 4}, {3, 10}}) == 11.0);  // 5 + 6
  CHECK(length_metres({{1, 1}}) == 0.0);
}

TEST_CASE("A piece of a line keeps the corners between its ends") {
  const Line bent{{0, 0}, {10, 0}, {10, 10}};
  CHECK(piece_of(bent, 4, 13) == Line{{4, 0}, {10, 0}, {10, 3}});
  CHECK(piece_of(bent, 13, 4) == Line{{10, 3}, {10, 0}, {4, 0}});
  CHECK(piece_of(bent, 0, 20) == bent);
  CHECK(piece_of(bent, 7, 7) == Line{{7, 0}});
  CHECK(piece_of(bent, 10, 10) == Line{{10, 0}});
  CHECK(piece_of(bent, 25, 30) == Line{{10, 10}});
}

TEST_CASE("A hole is not part of an area") {
  MultiPolygon ring = square(0, 0, 10);
  ring[0].push_back(square(4, 4, 2)[0][0]);
  CHECK(area_square_metres(ring) == 96.0);  // 100 - 4
  CHECK(contains(ring, {1, 1}));
  CHECK_FALSE(contains(ring, {5, 5}));
}

TEST_CASE("An area holds its own border") { CHECK(contains(square(0, 0, 10), {10, 5})); }

TEST_CASE("A bow tie becomes two triangles") {
  // The crossing lies at (5, 5): two triangles of base 10 and height 5.
  const MultiPolygon bow{{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}}};
  bool repaired = false;
  const MultiPolygon ground = valid(bow, &repaired);
  CHECK(repaired);
  CHECK(area_square_metres(ground) == Approx(50.0));
  CHECK(ground.size() == 2);
}

TEST_CASE("A sound area is left as it is") {
  bool repaired = true;
  CHECK(valid(square(0, 0, 10), &repaired) == square(0, 0, 10));
  CHECK_FALSE(repaired);
}

TEST_CASE("A ring without ground is dropped") {
  bool repaired = false;
  CHECK(valid({{{{0, 0}, {1, 1}, {0, 0}}}}, &repaired).empty());
  CHECK(repaired);
}

TEST_CASE("A union counts common ground once") {
  // Two squares of 100 m² share a strip of 5 × 10.
  CHECK(area_square_metres(united({square(0, 0, 10), square(5, 0, 10)})) == Approx(150.0));
  CHECK(area_square_metres(intersection(square(0, 0, 10), square(5, 0, 10))) == Approx(50.0));
  CHECK(intersection(square(0, 0, 10), square(10, 0, 10)).empty());  // they only touch
}

TEST_CASE("Simplifying drops what bends less than the tolerance") {
  CHECK(simplified(Line{{0, 0}, {5, 0.1}, {10, 0}}, 0.5) == Line{{0, 0}, {10, 0}});
  CHECK(simplified(Line{{0, 0}, {5, 0.8}, {10, 0}}, 0.5).size() == 3);
}

TEST_CASE("A point on a common border belongs to the first area") {
  const AreaIndex index({square(0, 0, 10), square(10, 0, 10)});
  CHECK(index.find({10, 5}) == 0);
  CHECK(index.find({11, 5}) == 1);
  CHECK(index.find({30, 5}) == -1);
}

TEST_CASE("The nearest area is found from outside") {
  const AreaIndex index({square(0, 0, 10), square(100, 0, 10)});
  CHECK(index.nearest({5, 5}) == std::pair<std::ptrdiff_t, double>{0, 0.0});
  CHECK(index.nearest({97, 5}) == std::pair<std::ptrdiff_t, double>{1, 3.0});
}

TEST_CASE("The inner point of a bent area lies inside it") {
  const MultiPolygon bent{{{{0, 0}, {10, 0}, {10, 10}, {9, 10}, {9, 1}, {0, 1}, {0, 0}}}};
  CHECK(contains(bent, point_inside(bent)));
}

}  // namespace
}  // namespace budian
