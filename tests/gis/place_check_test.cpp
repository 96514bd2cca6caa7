// Layers that lie about where they are, or say nothing: each in a county of which the truth is
// known.
#include "gis/place_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "gis/county_reader.hpp"
#include "gis/crs_candidates.hpp"
#include "gis/datum_shift.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

using Move = std::function<Point(Point)>;
Point as_is(Point p) { return p; }
Point swapped(Point p) { return {p.y, p.x}; }
Move in(const std::string& crs) {
  return [crs](Point p) { return Projection("EPSG:4490", crs)(p); };
}

/// Two townships of 0.1° × 0.1° side by side at 116.9 E, a road on every hundredth degree of
/// latitude, 40 schools on the roads. Each layer can be moved from its true degrees.
struct World {
  Move move_townships = as_is, move_schools = as_is, move_roads = as_is;
  std::string townships_crs = "EPSG:4490", schools_crs, roads_crs = "EPSG:4490";
  std::string school_keys;  ///< more lines under [schools]
  bool with_roads = true, with_names = false;
  ScratchFolder folder;

  static std::string pair(Point p) { return fmt::format("[{:.9f},{:.9f}]", p.x, p.y); }

  /// As a shapefile: GeoJSON without a system is WGS 84 by its standard, a shapefile says nothing.
  void write_townships() const {
    LayerContent layer;
    layer.name = "townships";
    layer.type = GeometryType::area;
    layer.fields = {{"code", "", FieldType::text, 10}, {"name", "", FieldType::text, 40}};
    const auto add = [&](const char* code, const char* name, double west) {
      Line ring;
      for (const Point p : {Point{west, 32.5}, Point{west, 32.6}, Point{west + 0.1, 32.6},
                            Point{west + 0.1, 32.5}, Point{west, 32.5}}) {
        ring.push_back(move_townships(p));
      }
      layer.features.push_back({1, {std::string(code), std::string(name)}, MultiPolygon{{ring}}});
    };
    add("01", "青禾镇", 116.8);
    add("02", "柳湾乡", 116.9);
    write_shapefiles(folder.path(), {layer}, 4490, "UTF-8");
    std::filesystem::remove(folder.path() / "townships.prj");
  }

  static std::string collection(const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
  }

  ReadCounty read(bool accept = false) {
    write_townships();
    std::string schools = "code,name,kind,X,Y\n";
    for (int i = 0; i < 40; ++i) {
      const Point true_place{116.8025 + 0.005 * i, 32.51 + 0.01 * (i % 8)};
      const Point p = move_schools(true_place);
      const std::string home = i < 20 ? "青禾镇" : "柳湾乡";
      schools += fmt::format("S{0},{1}第{0}小学,211,{2:.9f},{3:.9f}\n", i, with_names ? home : "",
                             p.x, p.y);
    }
    folder.write("schools.csv", schools);
    std::string roads;
    for (int i = 0; i < 10; ++i) {
      std::string line;
      for (int k = 0; k <= 40; ++k) {
        line += (k > 0 ? "," : "") + pair(move_roads({116.8 + 0.005 * k, 32.5 + 0.01 * i}));
      }
      roads += fmt::format(
          R"({}{{"type":"Feature","properties":{{}},"geometry":{{"type":"LineString","coordinates":[{}]}}}})",
          i > 0 ? "," : "", line);
    }
    folder.write("roads.geojson", collection(roads));
    const auto crs = [](const std::string& word) {
      return word.empty() ? std::string() : "crs = \"" + word + "\"\n";
    };
    std::string toml = "[county]\nname = \"试验县\"\n[townships]\nfile = \"townships.shp\"\n" +
                       crs(townships_crs) + "fields = { code = \"code\", name = \"name\" }\n" +
                       "[schools]\nfile = \"schools.csv\"\n" + crs(schools_crs) + school_keys +
                       "fields = { code = \"code\", name = \"name\", kind = \"kind\" }\n";
    if (with_roads) {
      toml += "[roads]\nfile = \"roads.geojson\"\n" + crs(roads_crs) +
              "defaults = { class = \"village\" }\n";
    }
    return read_county(folder.write("county.toml", toml), {accept});
  }

  std::vector<Problem> problems(bool accept = false) {
    try {
      return read(accept).county.warnings;
    } catch (const InputError& error) {
      return error.problems();
    }
  }
  std::optional<Problem> found(const std::string& key, bool accept = false) {
    for (const auto& problem : problems(accept)) {
      if (problem.message.key == key) return problem;
    }
    return std::nullopt;
  }
};

std::string argument(const Problem& problem, const std::string& name) {
  for (const auto& [key, value] : problem.message.arguments) {
    if (key == name && std::holds_alternative<std::string>(value))
      return std::get<std::string>(value);
  }
  return {};
}

/// True places of the schools after reading, in degrees.
double worst_metres(const County& county) {
  double worst = 0;
  int i = 0;
  const Projection plane("EPSG:4490", "EPSG:4548");
  for (const auto& school : county.schools) {
    const Point truth = plane({116.8025 + 0.005 * i, 32.51 + 0.01 * (i % 8)});
    worst = std::max(worst, distance_metres(truth, school.place));
    ++i;
  }
  return worst;
}

}  // namespace

TEST_CASE("Layers that say the truth are taken at their word") {
  World world;
  world.schools_crs = "EPSG:4490";
  CHECK(world.problems().empty());
  CHECK(worst_metres(world.read().county) < 0.001);
}

TEST_CASE("A layer without a system gets the one its numbers and the townships leave") {
  struct Case {
    std::string crs;
    bool swapped;
    std::string words;
  };
  // 3° zone with and without prefix, 6° zone with prefix, UTM, web Mercator, degrees.
  const std::vector<Case> cases{
      {"EPSG:4548", false, "crs = \"EPSG:4548\""},
      {"EPSG:4527", false, "crs = \"EPSG:4527\""},
      {"EPSG:4498", false, "crs = \"EPSG:4498\""},
      {"EPSG:32650", false, "crs = \"EPSG:32650\""},
      {"EPSG:3857", false, "crs = \"EPSG:3857\""},
      {"EPSG:4490", false, "crs = \"EPSG:4490\""},
      {"EPSG:4548", true, "crs = \"EPSG:4548\", axes = \"north_east\""},
      {"EPSG:4527", true, "crs = \"EPSG:4527\", axes = \"north_east\""},
      {"EPSG:4490", true, "crs = \"EPSG:4490\", axes = \"north_east\""},
  };
  for (const auto& one : cases) {
    INFO(one.words);
    World world;
    const Move move = in(one.crs);
    world.move_schools = [&](Point p) { return one.swapped ? swapped(move(p)) : move(p); };
    const auto proposed = world.found("place.crs_proposed");
    const auto undecided = world.found("place.crs_undecided");
    REQUIRE((proposed || undecided));
    CHECK((proposed ? proposed : undecided)->fatal());
    CHECK(argument(proposed ? *proposed : *undecided, "proposals").starts_with("1. " + one.words));
    if (!proposed) continue;
    CHECK(argument(*proposed, "words") == one.words);
    CHECK(worst_metres(world.read(true).county) < 0.01);
    CHECK(world.found("place.crs_accepted", true));
  }
}

TEST_CASE("What the proposal says can be written into the county file") {
  World world;
  world.move_schools = [](Point p) { return swapped(in("EPSG:4548")(p)); };
  world.schools_crs = "EPSG:4548";
  world.school_keys = "axes = \"north_east\"\n";
  CHECK(world.problems().empty());
  CHECK(worst_metres(world.read().county) < 0.01);
}

TEST_CASE("A zone far away is told with the right one") {
  World world;
  world.move_schools = in("EPSG:4548");
  world.schools_crs = "EPSG:4545";  // central meridian 108 E: 840 km too far west
  const auto found = world.found("place.crs_contradicted");
  REQUIRE(found);
  CHECK(found->fatal());
  CHECK(argument(*found, "proposals").find("EPSG:4548") != std::string::npos);
  // The user's word is not overruled, whatever is accepted.
  CHECK(world.found("place.crs_contradicted", true));
}

TEST_CASE("Townships without a system are placed by the schools and roads") {
  for (const auto* crs : {"EPSG:4527", "EPSG:4490"}) {
    World world;
    world.schools_crs = "EPSG:4490";
    world.move_townships = in(crs);
    world.townships_crs = "";
    const auto found = world.found("place.crs_proposed");
    REQUIRE(found);
    CHECK(argument(*found, "words") == fmt::format("crs = \"{}\"", crs));
    CHECK(worst_metres(world.read(true).county) < 0.01);
  }
}

TEST_CASE("The shift of map services is found against the roads") {
  struct Case {
    Move move;
    std::string word;
  };
  for (const auto& [move, word] :
       {Case{gcj02_from_wgs84, "GCJ-02"},
        Case{[](Point p) { return bd09_from_gcj02(gcj02_from_wgs84(p)); }, "BD-09"}}) {
    INFO(word);
    World world;
    world.move_schools = move;
    world.schools_crs = "EPSG:4490";
    const auto found = world.found("place.shift_found");
    REQUIRE(found);
    CHECK(argument(*found, "shift") == word);
    CHECK(found->severity == Severity::warning);  // the user's own word is not overruled
    world.schools_crs = word;
    CHECK_FALSE(world.found("place.shift_found"));
    CHECK(worst_metres(world.read().county) < 0.01);
  }
}

TEST_CASE("Shifted roads are told from shifted schools") {
  World world;
  world.schools_crs = "EPSG:4490";
  world.move_roads = gcj02_from_wgs84;
  const auto found = world.found("place.shift_found");
  REQUIRE(found);
  CHECK(argument(*found, "shift") == "GCJ-02");
  CHECK(found->file.find("roads.geojson") != std::string::npos);
}

TEST_CASE("Without roads the townships that rows name can show the shift") {
  World world;
  world.with_roads = false;
  world.with_names = true;
  world.schools_crs = "EPSG:4490";
  world.move_schools = gcj02_from_wgs84;
  // Only schools near the border can tell: 500 m of 10 km. It is not decided, and not claimed.
  CHECK_FALSE(world.found("place.shift_found"));
}

TEST_CASE("Where nothing shows the shift, that is said, unless the user says the system") {
  World world;
  world.with_roads = false;
  CHECK(world.found("place.shift_undecidable", true));
  world.schools_crs = "EPSG:4490";
  CHECK(world.problems().empty());
}

TEST_CASE("A datum that is not the plane's is told with its effect") {
  World world;
  world.schools_crs = "EPSG:4610";  // Xian 80
  CHECK(world.found("place.datum_unknown"));
}

TEST_CASE("A plane that does not measure is refused") {
  // Web Mercator, degrees, an equal-area grid of the world, a zone 9° away.
  for (const int epsg : {3857, 4490, 8857, 4545}) {
    INFO(epsg);
    CHECK_THROWS_AS(plane_of_epsg(epsg, {116.9, 32.55}), InputError);
  }
  CHECK(plane_of_epsg(4548, {116.9, 32.55}).epsg == 4548);
  CHECK(plane_of_epsg(32650, {116.9, 32.55}).epsg == 32650);
}

TEST_CASE("The zone is read from the prefix") {
  const Projection to_zone("EPSG:4490", "EPSG:4527");
  const auto candidates = crs_candidates(to_zone({116.78, 32.58}));
  REQUIRE(candidates.size() == 1);
  CHECK(candidates[0].crs == "EPSG:4527");
  CHECK(candidates[0].centre.longitude == Approx(116.78).margin(1e-6));
  CHECK(older_datums_of("EPSG:4527") == std::vector<std::string>{"EPSG:2363", "EPSG:2415"});
  CHECK(older_datums_of("EPSG:4548") == std::vector<std::string>{"EPSG:2384", "EPSG:2436"});
  CHECK(older_datums_of("EPSG:4490") == std::vector<std::string>{"EPSG:4610", "EPSG:4214"});
  CHECK(older_datums_of("EPSG:32650").empty());
}

TEST_CASE("Numbers that are no coordinates make no candidates") {
  for (const Point p : {Point{0, 1e9}, Point{std::nan(""), 0}, Point{5e7, 3.6e6}}) {
    CHECK(crs_candidates(p).empty());
  }
}

}  // namespace budian
