#include "tests/scenarios/planner/points.hpp"

#include <random>

#include "scenarios/planner/goal_file.hpp"

namespace budian::planner {

County county_with_points(std::uint32_t seed, int points) {
  County county = grid_county();
  const School pattern = county.schools[SchoolId(2)];
  std::vector<School> schools;
  for (const char* name : {"W", "E", "J"})
    schools.push_back(county.schools[school_named(county.schools, name)]);
  std::mt19937 chance(seed);
  for (int i = 0; i < points; ++i) {
    School point = pattern;
    point.name = point.code = std::string(1, "ABCDGHKLMNOQRSTU"[i]);
    const int place = i % 6;
    const bool west = place < 3;
    point.place = {1000.0 * (west ? 1 + place : 2 + place),
                   1000.0 * static_cast<double>(chance() % 5)};
    point.place.x += 50 + static_cast<double>(chance() % 800);  // no two ways of one length
    point.township = TownshipId(west ? 0 : 1);
    point.parent = SchoolId(west ? 0 : 1);
    point.pupils[0] = Heads(static_cast<std::int64_t>(3 + chance() % 20));
    point.pupils[1] = Heads(static_cast<std::int64_t>(3 + chance() % 20));
    schools.push_back(point);
  }
  for (auto& settlement : county.settlements)
    settlement.place.x += static_cast<double>(chance() % 400) - 200;
  county.schools = Table<SchoolId, School>(std::move(schools));
  return county;
}

County county_with_few_rooms(std::uint32_t seed) {
  County county = county_with_points(seed, 5);
  std::mt19937 chance(seed);
  for (auto& school : county.schools) {
    if (school.kind == SchoolKind::teaching_point) {
      school.classrooms = 2 + static_cast<int>(chance() % 2);
    } else if (school.kind == SchoolKind::primary) {
      school.classrooms = 6 + static_cast<int>(chance() % 3);
    }
  }
  return county;
}

Goal goal_of(const std::string& toml) { return read_goal("title = \"t\"\n" + toml, "goal.toml"); }

}  // namespace budian::planner
