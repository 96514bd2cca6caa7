#include "gis/projection.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "gis/datum_shift.hpp"

namespace budian {
namespace {

// Test vectors of EPSG:4548 (CGCS2000, central meridian 117 E), to the millimetre.
TEST_CASE("Longitude and latitude come to the published plane coordinates, east first") {
  const Projection project("EPSG:4490", "EPSG:4548");
  const struct {
    Point degrees;
    Point plane;
  } vectors[] = {{{116.78, 32.58}, {479343.414, 3606191.092}},
                 {{116.4, 31.9}, {443242.205, 3530920.887}},
                 {{117.0, 32.7}, {500000.000, 3619477.505}}};
  for (const auto& vector : vectors) {
    const Point found = project(vector.degrees);
    CHECK(found.x == Approx(vector.plane.x).margin(0.001));
    CHECK(found.y == Approx(vector.plane.y).margin(0.001));
  }
}

TEST_CASE("There and back again is the same place") {
  const Projection there("EPSG:4490", "EPSG:4548");
  const Projection back("EPSG:4548", "EPSG:4490");
  const Point found = back(there({116.5, 32.1}));
  CHECK(found.x == Approx(116.5).margin(1e-9));
  CHECK(found.y == Approx(32.1).margin(1e-9));
}

TEST_CASE("A county in China is measured on the Gauss-Krüger zone of its centre") {
  // n = floor((116.7 + 1.5) / 3) = 39, central meridian 117 E, EPSG 4534 + 39 - 25.
  CHECK(plane_for({116.7, 32.3}).epsg == 4548);
  CHECK(plane_for({115.4, 32.3}).epsg == 4547);  // 114 E
  CHECK(plane_for({116.7, 32.3}).why == "plane.gauss_kruger");
}

TEST_CASE("A county elsewhere is measured on its UTM zone") {
  CHECK(plane_for({9.55, 47.15}).epsg == 32632);
  CHECK(plane_for({-70, -30}).epsg == 32719);
}

TEST_CASE("An unknown coordinate system is refused in words") {
  CHECK_THROWS_AS(Projection("EPSG:999999", "EPSG:4548"), InputError);
  CHECK_THROWS_AS(Projection("no such thing", "EPSG:4548"), InputError);
}

TEST_CASE("Degrees are told from metres") {
  CHECK(is_geographic("EPSG:4490"));
  CHECK_FALSE(is_geographic("EPSG:4548"));
  CHECK_FALSE(is_geographic(""));
}

TEST_CASE("GCJ-02 and BD-09 follow the published vector") {
  const Point wgs{116.78, 32.58};
  const Point gcj = gcj02_from_wgs84(wgs);
  CHECK(gcj.x == Approx(116.785286487).margin(1e-9));
  CHECK(gcj.y == Approx(32.577914313).margin(1e-9));
  const Point bd = bd09_from_gcj02(gcj);
  CHECK(bd.x == Approx(116.791764711).margin(1e-9));
  CHECK(bd.y == Approx(32.584000491).margin(1e-9));
}

TEST_CASE("The inverses of the shifts come back to a tenth of a millimetre") {
  for (const Point wgs :
       {Point{116.78, 32.58}, Point{87.6, 43.8}, Point{110.3, 20.0}, Point{126.6, 45.7}}) {
    const Point gcj = gcj02_from_wgs84(wgs);
    const Point again = wgs84_from_gcj02(gcj);
    CHECK(again.x == Approx(wgs.x).margin(1e-9));  // 1e-9 degrees are about 0.1 mm
    CHECK(again.y == Approx(wgs.y).margin(1e-9));
    const Point gcj_again = gcj02_from_bd09(bd09_from_gcj02(gcj));
    CHECK(gcj_again.x == Approx(gcj.x).margin(1e-9));
    CHECK(gcj_again.y == Approx(gcj.y).margin(1e-9));
  }
}

// PROJ has public parameters for the German datum (Helmert, some metres) and none for Beijing 54.
TEST_CASE("A change of datum is told with its size, or that nobody knows it") {
  const auto known = datum_change("EPSG:4314", "EPSG:32632", {9.5, 48.5});
  REQUIRE(known);
  CHECK_FALSE(known->ballpark);
  CHECK(known->moved_metres > 50);
  CHECK(known->moved_metres < 300);
  CHECK(known->accuracy_metres > 0);
  const auto unknown = datum_change("EPSG:4214", "EPSG:4548", {116.8, 32.5});
  REQUIRE(unknown);
  CHECK(unknown->ballpark);
  CHECK(unknown->moved_metres == 0);
  CHECK_FALSE(datum_change("EPSG:4326", "EPSG:4548", {116.8, 32.5}));
  CHECK_FALSE(datum_change("EPSG:4490", "EPSG:32650", {116.8, 32.5}));
}

// 664 cities in three systems, as a public converter gives them with seven decimals (1 cm).
TEST_CASE("The shifts agree with published coordinates of cities") {
  const std::filesystem::path file =
      std::filesystem::path(BUDIAN_SHARED_DATA) / "real" / "coordinates" / "china-cities.json";
  if (!std::filesystem::exists(file)) {
    WARN("skipped: no real data beside the project");
    return;
  }
  const auto cities = nlohmann::json::parse(std::ifstream(file));
  double worst_forward = 0, worst_baidu = 0, worst_inverse = 0;
  for (const auto& city : cities) {
    const auto at = [&](const char* system) {
      const auto& pair = city["coords"][system];
      return Point{pair[0].get<double>(), pair[1].get<double>()};
    };
    const auto metres_between = [](Point a, Point b) {
      return std::hypot((a.x - b.x) * std::cos(a.y * 3.14159265 / 180), a.y - b.y) * 111320;
    };
    if (gcj02_from_wgs84(at("WGS84")) == at("WGS84")) continue;
    worst_forward =
        std::max(worst_forward, metres_between(gcj02_from_wgs84(at("WGS84")), at("GCJ02")));
    worst_baidu = std::max(worst_baidu, metres_between(gcj02_from_bd09(at("BD09")), at("GCJ02")));
    const Point there_and_back = gcj02_from_wgs84(wgs84_from_gcj02(at("GCJ02")));
    worst_inverse = std::max(worst_inverse, metres_between(there_and_back, at("GCJ02")));
  }
  CHECK(cities.size() == 664);
  CHECK(worst_forward < 0.74);
  CHECK(worst_baidu < 0.19);
  CHECK(worst_inverse < 0.001);
}

TEST_CASE("Places outside China are not shifted") {
  CHECK(gcj02_from_wgs84({9.5, 47.1}) == Point{9.5, 47.1});
}

}  // namespace
}  // namespace budian
