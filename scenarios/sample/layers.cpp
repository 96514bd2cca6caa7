#include <fmt/core.h>

#include <array>
#include <string>

#include "gis/layer_file.hpp"
#include "gis/projection.hpp"
#include "scenarios/sample/files.hpp"

namespace budian::sample {
namespace {

constexpr int degrees = 4490;  // counties hand over CGCS2000 longitude and latitude

/// One layer at a time: the features of a large sample need not all be in memory together.
class LayerWriter {
 public:
  explicit LayerWriter(std::filesystem::path folder)
      : folder_(std::move(folder)), to_degrees_("EPSG:4548", "EPSG:4490") {}

  void write(LayerContent layer) const {
    std::int64_t number = 0;
    for (Feature& feature : layer.features) feature.number = number++;
    write_shapefiles(folder_, {std::move(layer)}, degrees, "GB18030");
  }
  [[nodiscard]] Point operator()(Point place) const { return to_degrees_(place); }
  [[nodiscard]] Line operator()(const Line& line) const {
    Line result;
    result.reserve(line.size());
    for (const Point point : line) result.push_back(to_degrees_(point));
    return result;
  }

 private:
  std::filesystem::path folder_;
  Projection to_degrees_;
};

FieldDefinition text(const char* name, int width) { return {name, name, FieldType::text, width}; }
FieldDefinition whole(const char* name, int width = 8) {
  return {name, name, FieldType::whole, width};
}
std::string yes_no(bool value) { return value ? "是" : "否"; }

const char* grade_name(RoadGrade grade) {
  switch (grade) {
    case RoadGrade::national:
      return "国道";
    case RoadGrade::provincial:
      return "省道";
    case RoadGrade::county:
      return "县道";
    case RoadGrade::township:
      return "乡道";
    case RoadGrade::street:
      return "街道";
    case RoadGrade::village:
      return "村道";
    case RoadGrade::path:
      return "机耕路";
  }
  return "";
}

void write_townships(const LayerWriter& writer, const SampleCounty& county) {
  LayerContent layer{
      "townships", "乡镇", GeometryType::area, {text("XZDM", 12), text("XZMC", 60)}, {}};
  for (const SampleTownship& township : county.townships.rows()) {
    layer.features.push_back(
        {0, {township.code, township.name}, MultiPolygon{{writer(township.outline)}}});
  }
  writer.write(std::move(layer));
}

void write_water(const LayerWriter& writer, const SampleCounty& county) {
  LayerContent layer{"water", "水系", GeometryType::area, {text("MC", 40), text("LX", 12)}, {}};
  for (const WaterArea& water : water_areas(county.terrain, county.townships)) {
    MultiPolygon area;
    for (const Polygon& polygon : water.area) area.push_back({writer(polygon.front())});
    layer.features.push_back(
        {0, {water.name, std::string(water.is_lake ? "湖泊" : "河流")}, std::move(area)});
  }
  writer.write(std::move(layer));
}

void write_settlements(const LayerWriter& writer, const SampleCounty& county) {
  LayerContent layer{"settlements",
                     "村庄",
                     GeometryType::point,
                     {text("CZDM", 14), text("CZMC", 60), text("SSXZ", 60), whole("RKS"),
                      whole("LSET"), whole("KNXS"), whole("CJXS")},
                     {}};
  for (const SampleSettlement& row : county.settlements.rows) {
    layer.features.push_back({0,
                              {row.code, row.name, county.townships[row.township].name,
                               row.population, row.left_behind, row.poor, row.disabled},
                              writer(row.place)});
  }
  writer.write(std::move(layer));
}

void write_roads(const LayerWriter& writer, const SampleCounty& county) {
  LayerContent layer{"roads",
                     "道路",
                     GeometryType::line,
                     {text("DLMC", 40), text("DLDJ", 12), text("DXX", 4), text("QL", 4),
                      whole("CC", 3), text("WXLD", 4)},
                     {}};
  layer.features.reserve(county.drawing.roads().size());
  for (const SampleRoad& road : county.drawing.roads()) {
    layer.features.push_back(
        {0,
         {road.name, std::string(grade_name(road.grade)), yes_no(road.one_way), yes_no(road.bridge),
          std::int64_t{road.bridge ? 1 : 0}, yes_no(road.hazard)},
         MultiLine{writer(road.line)}});
  }
  writer.write(std::move(layer));
}

std::vector<FieldDefinition> school_fields() {
  std::vector<FieldDefinition> fields{text("XXDM", 10), text("XXMC", 80), text("BXLX", 3),
                                      text("SSXZ", 60), text("SSXX", 10), text("GB", 4),
                                      text("YLBL", 4),  text("XC", 4)};
  static constexpr std::array<const char*, 18> by_grade{"G1", "G2", "G3", "G4", "G5", "G6",
                                                        "G7", "G8", "G9", "B1", "B2", "B3",
                                                        "B4", "B5", "B6", "B7", "B8", "B9"};
  for (const char* name : by_grade) fields.push_back(whole(name, 5));
  for (const char* name :
       {"GZXS", "JSXS",  "JSS", "JZGX", "JZGC", "JXFZYF", "TYCGMJ", "YQSBZ", "JSJ",
        "TSCS", "DMTJS", "ZRX", "ZRC",  "GXLX", "GXLC",   "ZJX",    "ZJC",   "GGX",
        "GGC",  "TYX",   "TYC", "HGX",  "HGC",  "ZDMJ",   "JZMJ",   "YYJS",  "MSJS"}) {
    fields.push_back(whole(name, 10));
  }
  return fields;
}

std::vector<Cell> school_cells(const SampleSchool& school, const SampleCounty& county) {
  std::vector<Cell> cells{school.code,
                          school.name,
                          std::to_string(static_cast<int>(school.kind)),
                          county.townships[school.township].name,
                          school.parent ? county.schools[*school.parent].code : std::string(),
                          yes_no(true),
                          yes_no(school.keep),
                          yes_no(!school.in_capital)};
  cells.insert(cells.end(), school.pupils.begin(), school.pupils.end());
  cells.insert(cells.end(), school.classes.begin(), school.classes.end());
  for (const std::int64_t value :
       {school.senior_pupils,   school.boarders,         school.classrooms,
        school.staff[0],        school.staff[1],         school.teaching_area,
        school.sports_area,     school.equipment,        school.computers,
        school.books,           school.multimedia_rooms, school.teachers[0],
        school.teachers[1],     school.above_degree[0],  school.above_degree[1],
        school.middle_title[0], school.middle_title[1],  school.backbone[0],
        school.backbone[1],     school.arts_pe[0],       school.arts_pe[1],
        school.qualified[0],    school.qualified[1],     school.site_area,
        school.building_area,   school.music_rooms,      school.art_rooms}) {
    cells.emplace_back(value);
  }
  return cells;
}

void write_schools(const LayerWriter& writer, const SampleCounty& county) {
  LayerContent layer{"schools", "学校", GeometryType::point, school_fields(), {}};
  for (const SampleSchool& school : county.schools) {
    layer.features.push_back({0, school_cells(school, county), writer(school.place)});
  }
  writer.write(std::move(layer));
}

}  // namespace

void write_layers(const std::filesystem::path& folder, const SampleCounty& county) {
  const LayerWriter writer(folder);
  write_townships(writer, county);
  write_water(writer, county);
  write_settlements(writer, county);
  write_schools(writer, county);
  write_roads(writer, county);
}

}  // namespace budian::sample
