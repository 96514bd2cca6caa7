#include "gis/township_borders.hpp"

#include <catch2/catch.hpp>

namespace budian {
namespace {

MultiPolygon box(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}

}  // namespace

TEST_CASE("An overlap is told with its area, a common border is none") {
  // Two boxes of 1 km, the second pushed 100 m into the first: 100 m × 1000 m = 10 ha.
  const std::vector<MultiPolygon> areas{box(0, 0, 1000, 1000), box(900, 0, 1900, 1000),
                                        box(1900, 0, 2900, 1000)};
  const auto found = overlaps(areas, 1);
  REQUIRE(found.size() == 1);
  CHECK(found[0].first == 0);
  CHECK(found[0].second == 1);
  CHECK(found[0].hectares == Approx(10));
  CHECK(found[0].place.x > 900);
  CHECK(found[0].place.x < 1000);
  CHECK(overlaps(areas, 11).empty());
}

TEST_CASE("Ground enclosed by areas that belongs to none is a gap, the sea beside them is not") {
  // Four boxes around an empty square of 200 m: 4 ha.
  const std::vector<MultiPolygon> areas{box(0, 0, 1000, 400), box(0, 600, 1000, 1000),
                                        box(0, 400, 400, 600), box(600, 400, 1000, 600)};
  const auto found = gaps(areas, 1);
  REQUIRE(found.size() == 1);
  CHECK(found[0].hectares == Approx(4));
  CHECK(found[0].place.x == Approx(500).margin(100));
  CHECK(gaps({box(0, 0, 1, 1), box(5, 5, 6, 6)}, 0).empty());
}

TEST_CASE("Border lines make faces, also where they cross without a vertex") {
  // A square of 1000 m cut by a line through its middle.
  const std::vector<Line> lines{{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}, {0, 0}},
                                {{500, -10}, {500, 1010}}};
  const auto faces = faces_of(lines);
  REQUIRE(faces.size() == 2);
  for (const auto& face : faces) CHECK(area_square_metres(face) == Approx(500000));
  CHECK(faces_of({{{0, 0}, {1, 0}, {1, 1}}}).empty());  // open
}

}  // namespace budian
