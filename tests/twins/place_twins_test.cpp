// Layers that are not where they say, and areas that do not fit together.
#include "gis/datum_shift.hpp"
#include "gis/projection.hpp"
#include "tests/twins/expect.hpp"

namespace budian {
namespace {

std::function<Point(Point)> to(const std::string& crs) {
  auto projection = std::make_shared<Projection>("EPSG:4490", crs);
  return [projection](Point p) { return (*projection)(p); };
}
Point to_bd09(Point p) { return bd09_from_gcj02(gcj02_from_wgs84(p)); }

void move(const Twin& twin, const std::string& layer, const std::function<Point(Point)>& by) {
  twin.rewrite(layer, [&](LayerContent& content) { Twin::move(content, by); });
}
void without_prj(const Twin& twin, const std::string& layer) { twin.remove(layer + ".prj"); }

MultiPolygon& area(LayerContent& layer, std::size_t row) {
  return std::get<MultiPolygon>(layer.features.at(row).geometry);
}

}  // namespace

TEST_CASE("Coordinate systems that are missing or wrong") {
  expect({
      {"no .prj",
       [](const Twin& t) { without_prj(t, "settlements"); },
       "place.crs_proposed",
       {},
       "EPSG:4490"},
      {"a zone with prefix, no .prj",
       [](const Twin& t) {
         move(t, "schools", to("EPSG:4527"));
         without_prj(t, "schools");
       },
       "place.crs_proposed",
       {},
       "EPSG:4527"},
      {"a zone without prefix, no .prj",
       [](const Twin& t) {
         move(t, "schools", to("EPSG:4548"));
         without_prj(t, "schools");
       },
       "place.crs_proposed",
       {},
       "EPSG:4548"},
      {"a 6° zone with prefix, no .prj",
       [](const Twin& t) {
         move(t, "schools", to("EPSG:4498"));
         without_prj(t, "schools");
       },
       "place.crs_proposed",
       {},
       "EPSG:4498"},
      {"X is north",
       [](const Twin& t) {
         move(t, "schools", to("EPSG:4548"));
         move(t, "schools", [](Point p) { return Point{p.y, p.x}; });
         without_prj(t, "schools");
       },
       "place.crs_proposed",
       {},
       "axes = \"north_east\""},
      {"latitude first",
       [](const Twin& t) {
         move(t, "schools", [](Point p) { return Point{p.y, p.x}; });
         without_prj(t, "schools");
       },
       "place.crs_proposed",
       {},
       "axes = \"north_east\""},
      {"townships without .prj",
       [](const Twin& t) { without_prj(t, "townships"); },
       "place.crs_proposed",
       {},
       "EPSG:4490"},
      {"metres under a .prj of degrees",
       [](const Twin& t) { move(t, "schools", to("EPSG:4548")); },
       "place.crs_contradicted",
       {"county.outside", "county.no_place"},
       "EPSG:4548"},
      {"the .prj of a zone far away",
       [](const Twin& t) {
         move(t, "schools", to("EPSG:4548"));
         t.rewrite(
             "schools", [](LayerContent&) {}, 4545);
       },
       "place.crs_contradicted",
       {"county.outside"},
       "EPSG:4548"},
      {"a system that nobody knows",
       [](const Twin& t) {
         t.in_toml("file = \"schools.shp\"", "file = \"schools.shp\"\ncrs = \"CGCS\"");
       },
       "county.unknown_crs"},
      {"Xian 80",
       [](const Twin& t) {
         t.rewrite(
             "schools", [](LayerContent&) {}, 4610);
       },
       "place.datum_unknown"},
      {"Beijing 54",
       [](const Twin& t) {
         t.rewrite(
             "schools", [](LayerContent&) {}, 4214);
       },
       "place.datum_unknown"},
      {"a township without a polygon",
       [](const Twin& t) {
         t.rewrite("townships", [](LayerContent& layer) { layer.features[2].geometry = {}; });
       },
       "county.no_area",
       {"county.unknown_township", "county.unknown_township_guess", "county.outside",
        "county.outside_near"}},
      {"a plane that does not measure",
       [](const Twin& t) { t.in_toml("plane = 4548", "plane = 3857"); }, "county.plane_unsuitable"},
  });
}

TEST_CASE("The shift of map services under a name of CGCS2000") {
  expect({
      {"schools in GCJ-02",
       [](const Twin& t) { move(t, "schools", gcj02_from_wgs84); },
       "place.shift_found",
       {"county.outside_near", "county.township_differs"},
       "GCJ-02"},
      {"schools in BD-09",
       [](const Twin& t) { move(t, "schools", to_bd09); },
       "place.shift_found",
       {"county.outside_near", "county.township_differs"},
       "BD-09"},
      {"villages in GCJ-02",
       [](const Twin& t) { move(t, "settlements", gcj02_from_wgs84); },
       "place.shift_found",
       {"county.outside", "county.township_differs"},
       "GCJ-02"},
      {"roads in GCJ-02",
       [](const Twin& t) { move(t, "roads", gcj02_from_wgs84); },
       "place.shift_found",
       {},
       "GCJ-02"},
  });
}

TEST_CASE("What is accepted is used and told") {
  const Twin twin;
  without_prj(twin, "schools");
  const auto problems = twin.problems(true);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message.key == "place.crs_accepted");
  CHECK(problems[0].severity == Severity::warning);
  const Twin shift;
  move(shift, "schools", gcj02_from_wgs84);
  for (const auto& problem : shift.problems(true)) {
    INFO(describe(problem, Language::en));
    CHECK((problem.message.key == "place.shift_accepted"));
  }
}

TEST_CASE("Townships that do not fit together") {
  expect({
      {"a bow tie",
       [](const Twin& t) {
         t.rewrite("townships", [](LayerContent& layer) {
           auto& ring = area(layer, 0).front().front();
           std::swap(ring[ring.size() / 3], ring[2 * ring.size() / 3]);
         });
       },
       "county.area_repaired",
       {"county.townships_overlap", "county.townships_gap", "county.outside_near", "county.outside",
        "county.township_differs"}},
      {"an overlap",
       [](const Twin& t) {
         t.rewrite("townships", [](LayerContent& layer) {
           for (auto& polygon : area(layer, 0)) {
             const Point centre = polygon.front().front();
             for (Point& p : polygon.front()) {
               p = {centre.x + 1.05 * (p.x - centre.x), centre.y + 1.05 * (p.y - centre.y)};
             }
           }
         });
       },
       "county.townships_overlap",
       {"county.townships_gap", "county.outside_near", "county.outside",
        "county.township_differs"}},
      {"a hole that nobody has",
       [](const Twin& t) {
         t.rewrite("townships", [](LayerContent& layer) {
           auto& polygon = area(layer, 3).front();
           const Point p = point_inside(area(layer, 3));
           polygon.push_back(
               {{p.x, p.y}, {p.x + 0.003, p.y}, {p.x + 0.003, p.y + 0.003}, {p.x, p.y}});
         });
       },
       "county.townships_gap",
       {"county.outside_near", "county.outside"}},
      {"a code twice",
       [](const Twin& t) {
         t.rewrite("townships", [](LayerContent& layer) {
           Twin::cell(layer, 1, "XZDM") = Twin::cell(layer, 0, "XZDM");
         });
       },
       "county.duplicate_code"},
      {"a township without name",
       [](const Twin& t) {
         t.rewrite("townships",
                   [](LayerContent& layer) { Twin::cell(layer, 1, "XZMC") = std::string(); });
       },
       "county.no_name",
       {"county.unknown_township_guess", "county.unknown_township"}},
      {"lines instead of areas",
       [](const Twin& t) {
         t.rewrite("townships", [](LayerContent& layer) {
           layer.type = GeometryType::line;
           for (auto& feature : layer.features) {
             const auto polygons = std::get<MultiPolygon>(feature.geometry);
             MultiLine lines;
             for (const auto& polygon : polygons) lines.push_back(polygon.front());
             feature.geometry = lines;
           }
         });
       },
       "county.townships_are_lines"},
  });
}

namespace {

/// The townships as border lines, and a point with name and code in each.
void as_lines(const Twin& twin, std::size_t labels_left_out, bool twice) {
  LayerContent labels;
  labels.name = "seats";
  labels.type = GeometryType::point;
  labels.fields = {{"DM", "", FieldType::text, 20}, {"MC", "", FieldType::text, 40}};
  twin.rewrite("townships", [&](LayerContent& layer) {
    layer.type = GeometryType::line;
    for (std::size_t row = 0; row < layer.features.size(); ++row) {
      auto& feature = layer.features[row];
      const auto polygons = std::get<MultiPolygon>(feature.geometry);
      if (row >= labels_left_out) {
        labels.features.push_back({static_cast<std::int64_t>(row) + 1,
                                   {Twin::cell(layer, row, "XZDM"), Twin::cell(layer, row, "XZMC")},
                                   point_inside(polygons)});
        if (twice && row == 0) {
          labels.features.push_back(labels.features.back());
          std::get<Point>(labels.features.back().geometry).x += 1e-5;
        }
      }
      MultiLine lines;
      for (const auto& polygon : polygons) lines.push_back(polygon.front());
      feature.geometry = lines;
    }
  });
  write_shapefiles(twin.folder(), {labels}, 4490, "UTF-8");
  twin.in_toml(
      "[townships.fields]",
      "[townships.labels]\nfile = \"seats.shp\"\nfields = { code = \"DM\", name = \"MC\" }\n"
      "[townships.fields]");
}

}  // namespace

TEST_CASE("Townships that are lines become areas, named by the points in them") {
  const Twin clean;
  const County by_areas = read_county(clean.file("county.toml")).county;
  const Twin twin;
  as_lines(twin, 0, false);
  const auto read = read_county(twin.file("county.toml"));
  REQUIRE(read.county.warnings.size() == 1);
  CHECK(read.county.warnings[0].message.key == "county.townships_from_lines");
  REQUIRE(read.county.townships.size() == by_areas.townships.size());
  for (const auto& township : read.county.townships) {
    const auto same = std::find_if(by_areas.townships.begin(), by_areas.townships.end(),
                                   [&](const Township& one) { return one.code == township.code; });
    REQUIRE(same != by_areas.townships.end());
    CHECK(same->name == township.name);
    CHECK(area_square_metres(township.area) == Approx(area_square_metres(same->area)));
  }
  expect({{"a face without label",
           [](const Twin& t) { as_lines(t, 1, false); },
           "county.face_without_label",
           {"county.townships_from_lines", "county.townships_gap", "county.unknown_township",
            "county.outside", "county.unknown_township_guess", "county.outside_near"}},
          {"a face with two labels",
           [](const Twin& t) { as_lines(t, 0, true); },
           "county.face_with_labels",
           {"county.townships_from_lines", "county.townships_gap", "county.unknown_township",
            "county.outside", "county.unknown_township_guess", "county.outside_near"}}});
}

}  // namespace budian
