#include "maps/layers.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_outcome.hpp"

namespace budian {
namespace {

std::vector<LayerContent> layers_of(std::size_t outcome, Language language = Language::zh) {
  const SmallStudy study = small_study();
  return make_layers(study.ground, study.outcomes[0], study.outcomes[outcome], language);
}

const LayerContent& named(const std::vector<LayerContent>& layers, const std::string& name) {
  const auto found = std::find_if(layers.begin(), layers.end(),
                                  [&](const LayerContent& layer) { return layer.name == name; });
  REQUIRE(found != layers.end());
  return *found;
}

/// The cell of a field in the feature whose first text cell or name matches.
Cell value(const LayerContent& layer, std::size_t feature, const std::string& field) {
  for (std::size_t i = 0; i < layer.fields.size(); ++i) {
    if (layer.fields[i].name == field) return layer.features.at(feature).cells.at(i);
  }
  FAIL("no field " << field);
  return {};
}

Cell words(const char* text) { return std::string(text); }
Cell whole(std::int64_t number) { return number; }

}  // namespace

TEST_CASE("Schools say what becomes of them, with pupils before and after") {
  const auto layers = layers_of(1);
  const auto& schools = named(layers, "schools");
  REQUIRE(schools.features.size() == 4);
  CHECK(value(schools, 0, "status") == words("接收学生"));
  CHECK(value(schools, 0, "pupils_before") == whole(60));
  CHECK(value(schools, 0, "pupils") == whole(72));  // 60 + 12
  CHECK(value(schools, 1, "status") == words("撤并"));
  CHECK(value(schools, 1, "kind_before") == words("教学点"));
  CHECK(value(schools, 1, "kind") == Cell(std::monostate{}));
  CHECK(value(schools, 1, "receivers") == words("东山中心小学 12"));
  CHECK(value(schools, 2, "status") == words("不变"));
  CHECK(value(schools, 3, "status") == words("不予撤并"));
  CHECK(std::get<std::string>(value(schools, 3, "reason")).find("44") != std::string::npos);
}

TEST_CASE("Today every school is unchanged and there are no closures or buses") {
  const auto layers = layers_of(0);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(value(named(layers, "schools"), i, "status") == words("不变"));
  }
  CHECK(named(layers, "closures").features.empty());
  CHECK(named(layers, "closure_lines").features.empty());
  CHECK(named(layers, "bus_routes").features.empty());
}

TEST_CASE("A closure tells how far its pupils go before and after") {
  const auto layers = layers_of(1);
  const auto& closures = named(layers, "closures");
  REQUIRE(closures.features.size() == 1);
  CHECK(value(closures, 0, "displaced") == whole(12));
  CHECK(value(closures, 0, "riders") == whole(12));
  // Before: 200 m east and 200 m north of the point, × 1.2 = 339.4 m at 1 m/s = 5.7 min.
  CHECK(value(closures, 0, "km_before") == Cell(0.339));
  CHECK(value(closures, 0, "minutes_before") == Cell(5.7));
  // After: √(3800² + 3200²) m × 1.2 = 5961.4 m, by bus at 10 m/s 9.94 min, + 5 min.
  CHECK(value(closures, 0, "km") == Cell(5.961));
  CHECK(value(closures, 0, "minutes") == Cell(14.9));
  const auto& lines = named(layers, "closure_lines");
  REQUIRE(lines.features.size() == 1);
  CHECK(value(lines, 0, "receiver") == words("东山中心小学"));
  CHECK(lines.features[0].geometry == Geometry(MultiLine{{{501000, 3608000}, {505000, 3605000}}}));
}

TEST_CASE("A bus route carries its timetable and its stops their riders") {
  const auto layers = layers_of(1);
  const auto& routes = named(layers, "bus_routes");
  CHECK(value(routes, 0, "first_leave") == words("07:37"));
  CHECK(value(routes, 0, "at_school") == words("07:50"));
  CHECK(value(routes, 0, "early_minutes") == Cell(10.0));
  CHECK(value(routes, 0, "leaves_school") == words("16:30"));
  CHECK(value(routes, 0, "late_minutes") == Cell(5.0));
  CHECK(value(routes, 0, "riders") == whole(12));
  const auto& stops = named(layers, "bus_stops");
  REQUIRE(stops.features.size() == 2);
  CHECK(value(stops, 0, "riders") == whole(7));
  CHECK(value(stops, 0, "home") == words("16:43"));  // second stop of the afternoon
  CHECK(value(stops, 0, "longest_walk_m") == whole(150));
}

TEST_CASE("A bus route says what it costs and drives, a stop who gets on and how full the bus is") {
  const auto layers = layers_of(1);
  const auto& routes = named(layers, "bus_routes");
  CHECK(value(routes, 0, "attendants") == whole(1));
  CHECK(value(routes, 0, "empty_km") == Cell(1.4));
  // The only line carries the whole bus: 120,000 + 2,800 km × 2.50.
  CHECK(value(routes, 0, "cost_yuan") == Cell(127000.0));
  const auto& stops = named(layers, "bus_stops");
  CHECK(value(stops, 1, "grades") == words("二年级 5"));
  CHECK(value(stops, 1, "arrive") == words("07:42"));
  CHECK(value(stops, 1, "leave") == words("07:43"));
  CHECK(value(stops, 1, "load") == whole(12));
  CHECK(value(stops, 1, "ride_minutes") == Cell(7.0));        // 7:43 to 7:50
  CHECK(value(stops, 0, "home_ride_minutes") == Cell(13.0));  // 16:30 to 16:43
  CHECK(value(named(layers_of(1, Language::en), "bus_stops"), 1, "grades") == words("grade 2: 5"));
}

TEST_CASE(
    "The routes home have a layer of their own, unticked, without lines that do not run then") {
  SmallStudy study = small_study();
  const auto layers = make_layers(study.ground, study.outcomes[0], study.outcomes[1], Language::zh);
  const auto& home = named(layers, "bus_routes_home");
  REQUIRE(home.features.size() == 1);
  CHECK(value(home, 0, "leaves_school") == words("16:30"));
  CHECK(value(home, 0, "last_home") == words("16:43"));
  const auto& line = std::get<MultiLine>(home.features[0].geometry).front();
  CHECK(line.front() == Point{505000, 3605000});  // begins at the school
  const auto unticked = [&](const std::string& name) {
    for (const auto& style : make_styles(layers, Language::zh)) {
      if (style.layer == name) return style.qml.find("checkstate=\"0\"") != std::string::npos;
    }
    return false;
  };
  CHECK(unticked("bus_routes_home"));
  CHECK_FALSE(unticked("bus_routes"));
  study.outcomes[1].plan.buses.lines[0].afternoon = {};
  const auto morning_only =
      make_layers(study.ground, study.outcomes[0], study.outcomes[1], Language::zh);
  CHECK(named(morning_only, "bus_routes_home").features.empty());
  CHECK(value(named(morning_only, "bus_stops"), 0, "home") == Cell());
}

TEST_CASE("Settlements carry the mean way of all their pupils before and after") {
  const auto layers = layers_of(1);
  const auto& settlements = named(layers, "settlements");
  CHECK(value(settlements, 2, "km_before") == Cell(0.339));
  CHECK(value(settlements, 2, "km") == Cell(5.961));
  CHECK(value(settlements, 2, "displaced") == whole(12));
  CHECK(value(settlements, 2, "junior_km") == Cell(std::monostate{}));
}

TEST_CASE("Every layer has a style, a title and aliases of its own in both languages") {
  for (const auto language : {Language::zh, Language::en}) {
    const auto layers = layers_of(1, language);
    const auto styles = make_styles(layers, language);
    CHECK(styles.size() == layers.size());
    for (const auto& layer : layers) {
      INFO(layer.name);
      CHECK(layer.title != "map_layer." + layer.name);
      CHECK(std::any_of(styles.begin(), styles.end(),
                        [&](const LayerStyle& style) { return style.layer == layer.name; }));
      std::set<std::string> aliases;
      for (const auto& field : layer.fields) {
        CHECK(field.alias != "field." + field.name);
        CHECK(aliases.insert(field.alias).second);  // a GeoPackage wants them different
      }
    }
  }
}

TEST_CASE("The layers of an outcome make the same GeoPackage twice") {
  const ScratchFolder folder;
  std::vector<std::string> bytes;
  for (const char* name : {"a.gpkg", "b.gpkg"}) {
    const auto layers = layers_of(1);
    write_geopackage(folder.path() / name, layers, 4548, make_styles(layers, Language::zh));
    bytes.push_back(folder.read(name));
  }
  CHECK(bytes[0] == bytes[1]);
  const auto layer = read_layer({folder.path() / "a.gpkg", "schools", "", "status = '撤并'"});
  CHECK(layer.features.size() == 1);
}

}  // namespace budian
