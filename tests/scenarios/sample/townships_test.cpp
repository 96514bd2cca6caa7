#include "scenarios/sample/townships.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "sample.hpp"
#include "scenarios/sample/segment_grid.hpp"

using namespace budian;

namespace {

std::vector<MultiPolygon> areas_of(const County& county) {
  std::vector<MultiPolygon> areas;
  for (const Township& township : county.townships) areas.push_back(township.area);
  return areas;
}

double total_area(const County& county) {
  double sum = 0;
  for (const Township& township : county.townships) sum += area_square_metres(township.area);
  return sum;
}

/// Township names of the real county without their last character (镇, 乡 …), each of three bytes
/// in UTF-8.
std::set<std::string> real_stems() {
  std::set<std::string> stems;
  std::ifstream file(std::filesystem::path(BUDIAN_SHARED_DATA) / "real/shou/places.csv");
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == ',') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    if (cells.size() > 3 && cells[3] == "town")
      stems.insert(cells[2].substr(0, cells[2].size() - 3));
  }
  return stems;
}

}  // namespace

TEST_CASE("the sample county covers 2,948 square kilometres within one per cent") {
  CHECK(total_area(sample_of_seed_1()) == Approx(2948e6).epsilon(0.01));
}

TEST_CASE("townships fit together without gaps or overlaps") {
  const County& county = sample_of_seed_1();
  const auto whole = united(areas_of(county));
  // An overlap would make the union smaller than the sum, a gap would be a hole or a second part.
  CHECK(area_square_metres(whole) == Approx(total_area(county)).margin(10.0));
  REQUIRE(whole.size() == 1);
  CHECK(whole.front().size() == 1);
}

TEST_CASE("bending the drawing can be undone") {
  const sample::Bend bend(42, {500000.0, 3200000.0});
  sample::Random random(9);
  for (int i = 0; i < 200; ++i) {
    const Point drawing{random.real(-40000.0, 40000.0), random.real(-40000.0, 40000.0)};
    CHECK(distance_metres(bend.back(bend(drawing)), drawing) < 1.0);
  }
}

TEST_CASE("every settlement and school lies in the township that its row names") {
  const County& county = sample_of_seed_1();
  const AreaIndex index(areas_of(county));
  for (const Settlement& settlement : county.settlements) {
    CHECK(index.find(settlement.place) == static_cast<std::ptrdiff_t>(settlement.township.row()));
  }
  for (const School& school : county.schools) {
    CHECK(index.find(school.place) == static_cast<std::ptrdiff_t>(school.township.row()));
  }
}

TEST_CASE("exactly three settlements are further than 900 metres from every road") {
  sample::SegmentGrid roads;
  for (const Road& road : sample_of_seed_1().roads) roads.add(road.line, 0);
  int remote = 0;
  for (const Settlement& settlement : sample_of_seed_1().settlements) {
    if (roads.distance_within(settlement.place, 901.0) > 900.0) ++remote;
  }
  CHECK(remote == 3);
}

TEST_CASE(
    "the roads have all five classes, bridges on a level of their own, hazards and one-way "
    "streets") {
  std::set<RoadClass> classes;
  int bridges = 0;
  int hazards = 0;
  int one_way = 0;
  for (const Road& road : sample_of_seed_1().roads) {
    classes.insert(road.road_class);
    bridges += road.level == 1 ? 1 : 0;
    hazards += road.hazard ? 1 : 0;
    one_way += road.direction == Direction::both ? 0 : 1;
  }
  CHECK(classes.size() == road_class_count);
  CHECK(bridges >= 3);
  CHECK(bridges <= 20);
  CHECK(hazards > 0);
  CHECK(one_way > 0);
}

TEST_CASE("nothing in the sample is called like a township of the real county") {
  const auto stems = real_stems();
  if (stems.empty()) {
    std::cout << "skipped: ../shared is not here\n";
    return;
  }
  const County& county = sample_of_seed_1();
  const auto is_real = [&](const std::string& name) {
    return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
      return name.find(stem) != std::string::npos;
    });
  };
  for (const Township& row : county.townships) CHECK_FALSE(is_real(row.name));
  for (const School& row : county.schools) CHECK_FALSE(is_real(row.name));
  for (const Settlement& row : county.settlements) CHECK_FALSE(is_real(row.name));
}

TEST_CASE("the county says that it is invented") {
  CHECK(sample_of_seed_1().is_invented);
  CHECK(sample_of_seed_1().name == "示例县（虚构）");
}
