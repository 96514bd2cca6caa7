// What the files say: townships, schools, settlements, roads. Validated once by read_county, then
// const.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gis/geometry.hpp"
#include "gis/ids.hpp"
#include "gis/message.hpp"
#include "gis/units.hpp"

namespace budian {

inline constexpr int grade_count = 9;  ///< grades 1 to 9 are rows 0 to 8
using ByGrade = std::array<Heads, grade_count>;

/// 学段: primary is grades 1-6, junior is grades 7-9.
enum class Stage : std::uint8_t { primary, junior };
inline constexpr std::array<Stage, 2> stages{Stage::primary, Stage::junior};
template <class T>
using ByStage = std::array<T, 2>;
constexpr std::size_t row(Stage stage) { return static_cast<std::size_t>(stage); }
constexpr Stage stage_of_grade(int grade_row) {
  return grade_row < 6 ? Stage::primary : Stage::junior;
}

/// 年级段: grades 1-3, 4-6, 7-9; limits and speeds differ by band.
enum class GradeBand : std::uint8_t { lower_primary, upper_primary, junior };
inline constexpr std::array<GradeBand, 3> grade_bands{GradeBand::lower_primary,
                                                      GradeBand::upper_primary, GradeBand::junior};
template <class T>
using ByBand = std::array<T, 3>;
constexpr std::size_t row(GradeBand band) { return static_cast<std::size_t>(band); }
constexpr GradeBand band_of_grade(int grade_row) { return static_cast<GradeBand>(grade_row / 3); }

/// Pupils of one stage, and of all grades.
Heads pupils_of_stage(const ByGrade& pupils, Stage stage);
Heads total(const ByGrade& pupils);

/// 办学类型, code table 4 of GB/T 33782-2017.
enum class SchoolKind : std::uint16_t {
  primary = 211,             ///< 小学
  teaching_point = 218,      ///< 小学教学点
  junior = 311,              ///< 初级中学
  nine_year = 312,           ///< 九年一贯制学校
  complete_secondary = 341,  ///< 完全中学 (junior and senior)
  twelve_year = 345,         ///< 十二年一贯制学校
};
std::optional<SchoolKind> school_kind_of_code(int code);
/// Grades that a school of this kind may hold (rows).
bool kind_holds_grade(SchoolKind kind, int grade_row);

/// What a school owns and who teaches there. Amounts are whole numbers of the unit named here.
enum class Resource : std::uint8_t {
  teaching_area,          ///< 教学及辅助用房面积, dm² (0.01 m²)
  sports_area,            ///< 体育运动场馆面积, dm²
  equipment_value,        ///< 教学仪器设备值, fen
  computers,              ///< 教学用计算机, pieces
  books,                  ///< 图书, volumes
  multimedia_rooms,       ///< 网络多媒体教室, rooms
  site_area,              ///< 占地面积, dm²
  building_area,          ///< 校舍建筑面积, dm²
  music_rooms,            ///< 音乐专用教室, rooms
  art_rooms,              ///< 美术专用教室, rooms
  full_time_teachers,     ///< 专任教师, by stage
  above_degree_teachers,  ///< 高于规定学历专任教师, by stage
  middle_title_teachers,  ///< 中级及以上职称专任教师, by stage
  backbone_teachers,      ///< 县级以上骨干教师, by stage
  arts_pe_teachers,       ///< 体育、艺术专任教师, by stage
  qualified_teachers,     ///< 学历合格专任教师, by stage
};
inline constexpr std::size_t resource_count = 16;
constexpr std::size_t row(Resource resource) { return static_cast<std::size_t>(resource); }
/// Teachers are reported by stage; all else belongs to the campus and is split by weights where
/// needed.
constexpr bool is_by_stage(Resource resource) { return resource >= Resource::full_time_teachers; }

/// Resources of one campus. Campus resources stand at Stage::primary's row only (see `campus`).
struct Resources {
  std::array<std::int64_t, resource_count> campus{};  ///< rows of resources that are not by stage
  std::array<ByStage<std::int64_t>, resource_count> by_stage{};  ///< rows of teachers
  /// Of which the files tell nothing (no column, an empty cell): the amount is 0 and means nothing.
  /// Rows as above.
  std::array<ByStage<bool>, resource_count> untold{};
  [[nodiscard]] bool tells(Resource resource, Stage stage) const {
    return !untold[row(resource)][is_by_stage(resource) ? row(stage) : row(Stage::primary)];
  }
  friend bool operator==(const Resources&, const Resources&) = default;
};

struct Township {
  std::string code;
  std::string name;
  MultiPolygon area;
};

struct School {
  std::string code;
  std::string name;
  SchoolKind kind = SchoolKind::primary;
  bool is_public = true;
  bool keep = false;     ///< the county has marked it 应留必留: never closed by rule
  bool is_rural = true;  ///< 乡村 or 镇区 outside the county seat: small-school funding applies
  Point place;
  TownshipId township;
  std::optional<SchoolId> parent;  ///< the full school that a teaching point belongs to
  ByGrade pupils{};
  std::array<int, grade_count> classes{};
  Heads senior_pupils;  ///< grades 10-12 of a complete secondary school, for splitting resources
  Heads boarders;
  int classrooms = 0;
  ByStage<Heads> staff{};        ///< 教职工
  ByStage<bool> staff_untold{};  ///< as Resources::untold
  Resources resources;
};

struct Settlement {
  std::string code;
  std::string name;
  Point place;
  TownshipId township;
  std::int64_t population = 0;
  std::optional<ByGrade> pupils;  ///< as the files say; empty where only the population is known
  std::optional<Heads> left_behind{};  ///< 留守儿童 of school age; empty: not told
  std::optional<Heads> poor{};         ///< 家庭经济困难学生
  std::optional<Heads> disabled{};     ///< 残疾学生
};

enum class RoadClass : std::uint8_t {
  national,  ///< 国道, 省道 and motorways open to buses
  county,    ///< 县道
  township,  ///< 乡道
  village,   ///< 村道
  path,      ///< feet only
};
inline constexpr std::size_t road_class_count = 5;
constexpr std::size_t row(RoadClass c) { return static_cast<std::size_t>(c); }

enum class Direction : std::uint8_t { both, forward, backward };

struct Road {
  std::string name;
  Line line;
  RoadClass road_class = RoadClass::village;
  Direction direction = Direction::both;  ///< for vehicles; feet go both ways
  std::optional<Speed> speed;             ///< sign or survey; else the class speed of the profile
  int level = 0;  ///< bridge > 0, tunnel < 0: lines of different level do not meet at a crossing
  bool walkable = true;
  bool drivable = true;
  bool closed = false;  ///< to everyone; its junctions stay
  bool hazard = false;  ///< sharp bend, steep, cliff, water (校车安全管理条例 art. 28)
};

/// The county's plane coordinate system and how to come back to longitude and latitude.
struct Plane {
  int epsg = 0;
  std::string name;
  std::string why;  ///< message key of the rule that chose it
};

struct County {
  std::string name;
  bool is_invented = false;  ///< a sample: every page says so
  Plane plane;
  Table<TownshipId, Township> townships;
  Table<SchoolId, School> schools;
  Table<SettlementId, Settlement> settlements;
  Table<RoadId, Road> roads;        ///< empty: distances are straight lines times the detour factor
  std::vector<MultiPolygon> water;  ///< bars the ways between doors and roads
  std::vector<Problem> warnings;
};

}  // namespace budian
