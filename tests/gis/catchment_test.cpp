#include "gis/catchment.hpp"

#include <catch2/catch.hpp>

#include "tests/support/random_town.hpp"
#include "tests/support/town.hpp"

namespace budian {
namespace {

County square_county(double side) {
  County county;
  Township township;
  township.area = {{{{0, 0}, {side, 0}, {side, side}, {0, side}, {0, 0}}}};
  county.townships.push_back(township);
  return county;
}

/// Parallel roads 100 m apart, joined by one road at each side.
Table<RoadId, Road> ladder(double side) {
  Table<RoadId, Road> roads;
  Road road;
  for (double y = 50; y < side; y += 100) {
    road.line = {{50, y}, {side - 50, y}};
    roads.push_back(road);
  }
  for (const double x : {50.0, side - 50}) {
    road.line = {{x, 50}, {x, side - 50}};
    roads.push_back(road);
  }
  return roads;
}

double area_of(const std::vector<LabelledArea>& areas) {
  double sum = 0;
  for (const LabelledArea& area : areas) sum += area_square_metres(area.area);
  return sum;
}

GroundCells plain_cells(std::size_t columns, std::size_t rows) {
  GroundCells cells;
  cells.cell_metres = 100;
  cells.columns = columns;
  cells.rows = rows;
  return cells;
}

TEST_CASE("Cells cover the townships and know which one they lie in") {
  const GroundCells cells = make_ground_cells(square_county(1000), nullptr, 400);
  CHECK(cells.cell_metres == 50.0);  // 1 km² in 400 cells
  CHECK(cells.size() == 400);
  CHECK(cells.places[0].place == Point{25, 25});
  CHECK(std::count(cells.inside.begin(), cells.inside.end(), 1) == 400);
}

TEST_CASE("The nearest destination of every cell is that of the matrix, on foot and by bus") {
  for (const Least least : {Least::length, Least::time}) {
    RandomTown random(9, 2000);
    const Network network(random.roads(20), least == Least::time ? driving(300) : walking(300));
    const GroundCells cells = make_ground_cells(square_county(2000), &network, 900);
    const auto schools = attach_all(network, random.points(7));
    const TravelLimit limit = least == Least::time ? TravelLimit(minutes(4)) : metres(2500);
    const GroundAccess access = nearest_destination(cells, network, schools, least, limit);
    const TravelMatrix matrix = measure(network, cells.places, schools, least, limit);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      std::int32_t nearest = nobody;
      std::uint32_t best = 0;
      for (const auto& entry : matrix.row(cell)) {
        const std::uint32_t cost = least == Least::time ? entry.time : entry.length;
        if (nearest != nobody && cost >= best) continue;
        nearest = static_cast<std::int32_t>(entry.destination);
        best = cost;
      }
      REQUIRE(access.destination[cell] == nearest);
      if (nearest != nobody) REQUIRE(access.cost[cell] == best);
    }
  }
}

// The oracle is the exact way from any point. Between a point and the middle of the cell whose area
// it lies in there is at most half a diagonal and, where the border is smoothed, half a side more:
// 1.21 cells, walked at 1.3 times the straight line. So a point lies in its own band unless its way
// is that near to the bound.
TEST_CASE("Areas within so many metres are those of the exact way from every point") {
  RandomTown random(3, 3000);
  Profile profile = walking(3000);  // every point attaches: no borders but those of the bands
  profile.door_detour = 1.3;
  const Network network(random.roads(25), profile);
  const GroundCells cells = make_ground_cells(square_county(3000), &network, 3600);
  const auto schools = attach_all(network, random.points(3));
  const std::vector<std::int64_t> bounds{metres(800).count(), metres(1600).count(),
                                         metres(2400).count()};
  const auto access = nearest_destination(cells, network, schools, Least::length, TravelLimit());
  const auto areas = polygons_of(cells, bands_of(access, bounds));
  std::vector<MultiPolygon> grounds;
  for (const LabelledArea& area : areas) grounds.push_back(area.area);
  const AreaIndex index(grounds);
  const double slack = 1.21 * cells.cell_metres * profile.door_detour;
  int inside = 0;
  for (const Point point : random.points(2000)) {
    const auto nearest =
        measure_nearest(network, attach_all(network, {point}), schools, Least::length, {}, 1);
    REQUIRE(nearest.row(0).size() == 1);
    const std::int64_t way = nearest.row(0).front().length;
    const std::ptrdiff_t row = index.find(point);
    const auto band = static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), way) -
                                               bounds.begin());
    const bool agrees =
        row < 0 ? band == bounds.size()
                : areas[static_cast<std::size_t>(row)].label == static_cast<std::int32_t>(band);
    const bool near_a_bound = std::any_of(bounds.begin(), bounds.end(), [&](std::int64_t bound) {
      return std::abs(in_metres(Millimetres(bound - way))) <= slack;
    });
    REQUIRE((agrees || near_a_bound));
    if (agrees && !near_a_bound) ++inside;
  }
  CHECK(inside > 1000);  // most points are far from a bound
}

TEST_CASE("An added destination never lengthens the way to the nearest") {
  RandomTown random(4, 2000);
  const Network network(random.roads(20), walking(300));
  const GroundCells cells = make_ground_cells(square_county(2000), &network, 900);
  std::vector<Point> places = random.points(5);
  const auto before =
      nearest_destination(cells, network, attach_all(network, places), Least::length, metres(9e6));
  places.push_back(random.point());
  const auto after =
      nearest_destination(cells, network, attach_all(network, places), Least::length, metres(9e6));
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    if (before.destination[cell] == nobody) continue;
    REQUIRE(after.destination[cell] != nobody);
    REQUIRE(after.cost[cell] <= before.cost[cell]);
  }
}

TEST_CASE("By straight lines the nearest destination is the nearest point") {
  const GroundCells cells = make_ground_cells(square_county(1000), nullptr, 100);
  const auto access =
      nearest_destination_straight(cells, {{0, 500}, {1000, 500}}, 2.0, metres(10000));
  CHECK(access.destination[4] == 0);                                     // centre at x = 450
  CHECK(access.destination[5] == 1);                                     // centre at x = 550
  CHECK(access.cost[50] == metres(2 * std::hypot(50.0, 50.0)).count());  // centre at (50, 550)
}

TEST_CASE("Catchments of a grid town partition its ground") {
  const Network network(ladder(2000), walking(200));
  const GroundCells cells = make_ground_cells(square_county(2000), &network, 1600);
  RandomTown random(21, 2000);
  const auto schools = attach_all(network, random.points(9));
  const GroundAccess access =
      nearest_destination(cells, network, schools, Least::length, metres(100000));
  CHECK(std::count(access.destination.begin(), access.destination.end(), nobody) == 0);
  const auto areas = polygons_of(cells, access.destination);
  CHECK(areas.size() == 9);
  // The square of 2 km, less its four chamfered corners: half of (half a cell of 50 m)² each.
  const double ground = 2000.0 * 2000.0 - 4 * (25.0 * 25.0 / 2);
  CHECK(area_of(areas) == Approx(ground).epsilon(1e-12));
  std::vector<MultiPolygon> parts;
  for (const LabelledArea& area : areas) parts.push_back(area.area);
  CHECK(area_square_metres(united(parts)) == Approx(ground).epsilon(1e-9));
}

TEST_CASE("Any labels, also diagonal ones, give valid areas without gaps or overlaps") {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    RandomTown random(seed, 1);
    const GroundCells cells = plain_cells(17, 13);
    std::vector<std::int32_t> labels;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      labels.push_back(static_cast<std::int32_t>(random.below(4)));
    }
    const auto areas = polygons_of(cells, labels);
    std::vector<MultiPolygon> parts;
    for (const LabelledArea& area : areas) {
      bool repaired = true;
      valid(area.area, &repaired);
      REQUIRE_FALSE(repaired);
      parts.push_back(area.area);
    }
    // All ground together has no hole: one polygon of one ring, as large as the parts together.
    const MultiPolygon all = united(parts);
    REQUIRE(all.size() == 1);
    REQUIRE(all.front().size() == 1);
    REQUIRE(area_of(areas) == Approx(area_square_metres(all)).epsilon(1e-9));
  }
}

TEST_CASE("A staircase of cells becomes a straight diagonal") {
  const GroundCells cells = plain_cells(6, 6);
  std::vector<std::int32_t> labels;
  for (int row = 0; row < 6; ++row) {
    for (int column = 0; column < 6; ++column) labels.push_back(column > row ? 1 : nobody);
  }
  const auto areas = polygons_of(cells, labels);
  REQUIRE(areas.size() == 1);
  // In cells: (1.5, 0) (5.5, 0) (6, 0.5) (6, 4.5) (5.5, 5) and straight down the stairs to (1,
  // 0.5), then the first again.
  CHECK(areas[0].area[0][0].size() == 7);
}

}  // namespace
}  // namespace budian
