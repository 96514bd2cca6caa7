#include "tests/support/grid_county.hpp"

#include <algorithm>
#include <stdexcept>

#include "scenarios/balance/standard.hpp"
#include "scenarios/scenario_file.hpp"

namespace budian {
namespace {

constexpr double km = 1000;

MultiPolygon box(double west, double east) {
  const double south = -km;
  const double north = 5 * km;
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}

School school(const std::string& name, SchoolKind kind, double x, double y, std::size_t township,
              int first_grade, int last_grade, std::int64_t pupils, int classrooms) {
  School made;
  made.code = name;
  made.name = name;
  made.kind = kind;
  made.place = {x * km, y * km};
  made.township = TownshipId(township);
  made.classrooms = classrooms;
  for (int grade = first_grade; grade <= last_grade; ++grade) {
    made.pupils[static_cast<std::size_t>(grade - 1)] = Heads(pupils);
    made.classes[static_cast<std::size_t>(grade - 1)] = 1;
  }
  const auto teachers = row(Resource::full_time_teachers);
  made.resources.untold[row(Resource::equipment_value)][0] = true;  // nobody has reported it
  made.resources.campus[row(Resource::books)] = 1000;
  made.resources.campus[row(Resource::computers)] = 20;
  made.resources.campus[row(Resource::teaching_area)] = 50000;
  made.resources.by_stage[teachers] =
      kind == SchoolKind::junior ? ByStage<std::int64_t>{0, 12} : ByStage<std::int64_t>{10, 0};
  return made;
}

void add_roads(County& county) {
  for (int y = 0; y <= 4; ++y) {
    Road road;
    for (int x = 0; x <= 8; ++x) road.line.push_back({x * km, y * km});
    county.roads.push_back(road);
  }
  for (int x = 0; x <= 8; ++x) {
    Road road;
    for (int y = 0; y <= 4; ++y) road.line.push_back({x * km, y * km});
    county.roads.push_back(road);
  }
}

template <class Rows>
std::size_t row_named(const Rows& rows, const std::string& name) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const auto& entry) { return entry.name == name; });
  if (found == rows.end()) throw std::out_of_range(name);
  return static_cast<std::size_t>(found - rows.begin());
}

}  // namespace

County grid_county() {
  County county;
  county.name = "方格县（虚构）";
  county.is_invented = true;
  county.plane = plane_for({117, 32.5});
  county.townships.push_back({"W", "West", box(-km, 4.5 * km)});
  county.townships.push_back({"E", "East", box(4.5 * km, 9 * km)});
  county.schools.push_back(school("W", SchoolKind::primary, 2, 2, 0, 1, 6, 45, 12));
  county.schools.push_back(school("E", SchoolKind::primary, 7, 2, 1, 1, 6, 45, 12));
  county.schools.push_back(school("P", SchoolKind::teaching_point, 4, 0, 0, 1, 2, 10, 2));
  county.schools.push_back(school("J", SchoolKind::junior, 4, 2, 0, 7, 9, 60, 6));
  county.schools[SchoolId(2)].parent = SchoolId(0);
  for (int x = 0; x <= 8; ++x) {
    for (int y = 0; y <= 4; ++y) {
      Settlement settlement;
      settlement.name = std::to_string(x) + "," + std::to_string(y);
      settlement.code = settlement.name;
      settlement.place = {x * km, y * km};
      settlement.township = TownshipId(x <= 4 ? 0 : 1);
      settlement.population = 100;
      county.settlements.push_back(settlement);
    }
  }
  add_roads(county);
  return county;
}

Groundwork ground_of(County county) {
  auto travel = built_in_travel_rules();
  travel.ground_cells = 2000;
  return prepare(std::move(county), travel, money::built_in_rules(), built_in_standards());
}

Scenario scenario_of(const std::string& toml) {
  return read_scenario("title = \"t\"\n" + toml, "t.toml");
}

SchoolId school_named(const Table<SchoolId, School>& schools, const std::string& name) {
  return SchoolId(row_named(schools, name));
}

SettlementId settlement_named(const County& county, const std::string& name) {
  return SettlementId(row_named(county.settlements, name));
}

}  // namespace budian
