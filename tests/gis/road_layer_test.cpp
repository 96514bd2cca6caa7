#include "gis/road_layer.hpp"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

const Plane plane{4548, "CGCS2000 / 3-degree Gauss-Kruger zone 39", ""};

/// As `budian init` drafts it for an extract.
CountySpec openstreetmap() {
  CountySpec spec;
  spec.roads.emplace();
  spec.roads->fields = {{"name", {"name"}},
                        {"class", {"highway"}},
                        {"oneway", {"oneway"}},
                        {"level", {"layer"}},
                        {"bridge", {"bridge"}},
                        {"tunnel", {"tunnel"}},
                        {"speed_kmh", {"maxspeed"}},
                        {"foot", {"foot", "access"}},
                        {"vehicles", {"motor_vehicle", "vehicle", "access"}}};
  return spec;
}

/// A way of the tags, as the road that it becomes.
Road road_with(const std::string& tags) {
  const ScratchFolder folder;
  std::string way;
  for (std::size_t from = 0; from < tags.size();) {
    const std::size_t end = std::min(tags.find(' ', from), tags.size());
    const std::string tag = tags.substr(from, end - from);
    const std::size_t sign = tag.find('=');
    way += "<tag k=\"" + tag.substr(0, sign) + "\" v=\"" + tag.substr(sign + 1) + "\"/>";
    from = end + 1;
  }
  const auto file = folder.write("a.osm", R"(<osm version="0.6">
    <node id="1" lat="32.50" lon="116.80"/><node id="2" lat="32.51" lon="116.80"/>
    <way id="10"><nd ref="1"/><nd ref="2"/>)" +
                                              way + "</way></osm>");
  const auto roads = read_new_roads(file, "", openstreetmap(), plane);
  REQUIRE(roads.size() == 1);
  return roads.front();
}

TEST_CASE("Tags of OpenStreetMap say who may use a road, how fast and on which level") {
  const Road plain = road_with("highway=secondary name=环城路 maxspeed=50");
  CHECK(plain.name == "环城路");
  CHECK(plain.road_class == RoadClass::county);
  CHECK(plain.speed == kilometres_per_hour(50));
  CHECK(plain.direction == Direction::both);
  CHECK((plain.walkable && plain.drivable));
  CHECK(plain.level == 0);
  // 0.01 degrees of latitude are about 1,109 m.
  CHECK(length_metres(plain.line) == Approx(1109).margin(2));

  CHECK(road_with("highway=residential oneway=yes").direction == Direction::forward);
  CHECK(road_with("highway=residential oneway=-1").direction == Direction::backward);
  CHECK(road_with("highway=residential bridge=yes").level == 1);
  CHECK(road_with("highway=residential tunnel=yes").level == -1);
  CHECK(road_with("highway=residential bridge=yes layer=2").level == 2);
  CHECK_FALSE(road_with("highway=residential maxspeed=walk").speed.has_value());
}

// The nearer tag counts: motor_vehicle before vehicle before access, foot before access.
TEST_CASE("Access holds for everyone but those that a tag of their own admits") {
  const auto who = [](const std::string& tags) {
    const Road road = road_with("highway=service " + tags);
    return std::string(road.walkable ? "feet" : "") + (road.drivable ? "wheels" : "");
  };
  CHECK(who("access=yes") == "feetwheels");
  CHECK(who("access=no").empty());
  CHECK(who("access=private").empty());
  CHECK(who("access=private foot=yes") == "feet");
  CHECK(who("access=no motor_vehicle=destination") == "wheels");
  CHECK(who("vehicle=no") == "feet");
  CHECK(who("vehicle=no motor_vehicle=yes") == "feetwheels");
  CHECK(who("motor_vehicle=agricultural") == "feet");
  CHECK(who("foot=no") == "wheels");
  CHECK(who("access=permissive") == "feetwheels");
}

TEST_CASE("New roads of a layer that names its columns otherwise are read by the usual words") {
  const ScratchFolder folder;
  const auto file = folder.write("new.geojson", R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"道路等级": "县道", "路名": "新路", "限速": "60"},
     "geometry": {"type": "LineString", "coordinates": [[116.8, 32.5], [116.8, 32.51]]}}]})");
  const auto roads = read_new_roads(file, "", {}, plane);
  REQUIRE(roads.size() == 1);
  CHECK(roads[0].name == "新路");
  CHECK(roads[0].road_class == RoadClass::county);
  CHECK(roads[0].speed == kilometres_per_hour(60));
}

TEST_CASE("A road is called by its name, or by the place next to it") {
  County county;
  county.plane = plane;
  const auto add = [&](const char* name, double x) {
    Road road;
    road.name = name;
    road.line = {{x, 3600000}, {x, 3601000}};
    county.roads.push_back(road);
  };
  add("甲路", 500000);
  add("乙路", 500150);
  add("甲路", 502000);
  add("石阶", 500110);
  county.roads[RoadId(3)].drivable = false;
  Profile drive;
  drive.mode = Mode::bus;
  drive.speeds.fill(kilometres_per_hour(30));
  const auto called = [&](const char* word) { return roads_called(word, county, drive); };
  CHECK(called("甲路") == std::vector<RoadId>{RoadId(0), RoadId(2)});
  CHECK(called("丙路").empty());
  // 117 degrees east is x = 500 km; 0.001 degrees are about 94 m here: 56 m before the second road.
  CHECK(called("117.001,32.53") == std::vector<RoadId>{RoadId(1)});
  CHECK(called("117.1,32.53").empty());
  CHECK(called("石阶").empty());  // steps are no road for a bus
  CHECK(called("117.001,").empty());
}

}  // namespace
}  // namespace budian
