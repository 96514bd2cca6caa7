#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>

#include "sample.hpp"

using namespace budian;

namespace {

std::map<SchoolKind, int> kinds_of(const County& county) {
  std::map<SchoolKind, int> kinds;
  for (const School& school : county.schools) ++kinds[school.kind];
  return kinds;
}

Heads pupils_of(const County& county, Stage stage) {
  Heads sum;
  for (const School& school : county.schools) sum += pupils_of_stage(school.pupils, stage);
  return sum;
}

std::int64_t teachers_of(const County& county, Stage stage) {
  std::int64_t sum = 0;
  for (const School& school : county.schools) {
    sum += school.resources.by_stage[row(Resource::full_time_teachers)][row(stage)];
  }
  return sum;
}

/// What a stage of a school holds of a resource: campus resources of a nine-year school are split 1
/// : 1.1 between primary and junior pupils, those of a complete secondary school 1 : 1.2 between
/// junior and senior ones.
double held(const School& school, Resource resource, Stage stage) {
  if (is_by_stage(resource)) {
    return static_cast<double>(school.resources.by_stage[row(resource)][row(stage)]);
  }
  const auto all = static_cast<double>(school.resources.campus[row(resource)]);
  const auto a = static_cast<double>(pupils_of_stage(school.pupils, Stage::primary).count());
  const auto b = static_cast<double>(pupils_of_stage(school.pupils, Stage::junior).count());
  const auto c = static_cast<double>(school.senior_pupils.count());
  if (school.kind == SchoolKind::nine_year) {
    return all * (stage == Stage::primary ? a : 1.1 * b) / (a + 1.1 * b);
  }
  return all * (stage == Stage::primary ? a : b) / (a + b + 1.2 * c);
}

/// CV = sqrt(P Σ(R²/p) / (ΣR)² − 1) over schools, teaching points either left out or summed into
/// their parents.
double variation(const County& county, Resource resource, Stage stage, bool with_points) {
  std::map<std::size_t, std::pair<double, double>> units;
  for (const SchoolId id : county.schools.ids()) {
    const School& school = county.schools[id];
    const auto pupils = pupils_of_stage(school.pupils, stage).count();
    if (pupils == 0 || (school.parent && !with_points)) continue;
    auto& [amount, heads] = units[school.parent ? school.parent->row() : id.row()];
    amount += held(school, resource, stage);
    heads += static_cast<double>(pupils);
  }
  double amounts = 0;
  double heads_of_all = 0;
  double squares = 0;
  for (const auto& [id, unit] : units) {
    amounts += unit.first;
    heads_of_all += unit.second;
    squares += unit.first * unit.first / unit.second;
  }
  return std::sqrt(heads_of_all * squares / (amounts * amounts) - 1.0);
}

/// Mean of the eight indicators of 2012.
double composite(const County& county, Stage stage, bool with_points) {
  double sum = 0;
  for (const Resource resource :
       {Resource::teaching_area, Resource::sports_area, Resource::equipment_value,
        Resource::computers, Resource::books, Resource::full_time_teachers,
        Resource::above_degree_teachers, Resource::middle_title_teachers}) {
    sum += variation(county, resource, stage, with_points);
  }
  return sum / 8.0;
}

}  // namespace

TEST_CASE("the sample has the schools, pupils, teachers and computers of the founding case") {
  const County& county = sample_of_seed_1();
  CHECK(county.townships.size() == 25);
  auto kinds = kinds_of(county);
  CHECK(kinds[SchoolKind::primary] == 145);
  CHECK(kinds[SchoolKind::teaching_point] == 83);
  CHECK(kinds[SchoolKind::junior] == 29);
  CHECK(kinds[SchoolKind::complete_secondary] == 4);
  CHECK(kinds[SchoolKind::nine_year] == 14);
  CHECK(county.schools.size() == 275);
  CHECK(pupils_of(county, Stage::primary) == Heads(70728));
  CHECK(pupils_of(county, Stage::junior) == Heads(23036));
  CHECK(teachers_of(county, Stage::primary) == 3874);
  CHECK(teachers_of(county, Stage::junior) == 2249);
  std::int64_t staff = 0;
  std::int64_t computers = 0;
  for (const School& school : county.schools) {
    staff += school.staff[0].count() + school.staff[1].count();
    computers += school.resources.campus[row(Resource::computers)];
    CHECK(school.is_public);
  }
  CHECK(staff == 6370);
  CHECK(computers == 13463);
}

TEST_CASE("the balance of the sample is near but inside the limits of 2012 for several seeds") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const County county = seed == 1 ? sample_of_seed_1() : written_and_read(seed, 1);
    for (const bool with_points : {true, false}) {
      CAPTURE(seed, with_points);
      CHECK(composite(county, Stage::primary, with_points) <= 0.65);
      CHECK(composite(county, Stage::primary, with_points) >= 0.40);
      CHECK(composite(county, Stage::junior, with_points) <= 0.55);
      CHECK(composite(county, Stage::junior, with_points) >= 0.33);
    }
  }
}

TEST_CASE("about half of the teaching points have fewer than 30 pupils") {
  int small = 0;
  for (const School& school : sample_of_seed_1().schools) {
    if (school.kind == SchoolKind::teaching_point && total(school.pupils) < Heads(30)) ++small;
  }
  CHECK(small >= 35);
  CHECK(small <= 50);
}

TEST_CASE(
    "a teaching point teaches grades 1 to 3 or 4 and belongs to a full school of its township") {
  const County& county = sample_of_seed_1();
  for (const School& school : county.schools) {
    CHECK(school.parent.has_value() == (school.kind == SchoolKind::teaching_point));
    if (!school.parent) continue;
    const School& parent = county.schools[*school.parent];
    CHECK(parent.township == school.township);
    CHECK((parent.kind == SchoolKind::primary || parent.kind == SchoolKind::nine_year));
    for (std::size_t grade = 0; grade < 3; ++grade) CHECK(school.pupils[grade] > Heads(0));
    for (std::size_t grade = 4; grade < 9; ++grade) CHECK(school.pupils[grade] == Heads(0));
  }
}

TEST_CASE("every school has classes for its grades and rooms for its classes") {
  std::int64_t spare = 0;
  int crowded = 0;
  for (const School& school : sample_of_seed_1().schools) {
    CAPTURE(school.name);
    for (std::size_t grade = 0; grade < 9; ++grade) {
      const auto pupils = school.pupils[grade].count();
      const int classes = school.classes[grade];
      CHECK((pupils > 0) == (classes > 0));
      CHECK((pupils > 0) == (pupils > 0 && kind_holds_grade(school.kind, static_cast<int>(grade))));
      CHECK(pupils <= 66 * classes);
      if (pupils > 45 * classes) ++crowded;
    }
    const int classes = std::accumulate(school.classes.begin(), school.classes.end(), 0);
    CHECK(school.classrooms >= classes);
    spare += school.classrooms - classes;
  }
  CHECK(spare > 0);
  CHECK(crowded > 0);
}

TEST_CASE("no school has more qualified teachers than teachers or more teachers than staff") {
  for (const School& school : sample_of_seed_1().schools) {
    for (const Stage stage : stages) {
      const auto count = [&](Resource resource) {
        return school.resources.by_stage[row(resource)][row(stage)];
      };
      const auto teachers = count(Resource::full_time_teachers);
      CHECK(count(Resource::above_degree_teachers) <= teachers);
      CHECK(count(Resource::middle_title_teachers) <= teachers);
      CHECK(count(Resource::backbone_teachers) <= teachers);
      CHECK(count(Resource::arts_pe_teachers) <= teachers);
      CHECK(teachers <= school.staff[row(stage)].count());
      CHECK((teachers > 0) == (pupils_of_stage(school.pupils, stage) > Heads(0)));
    }
  }
}

TEST_CASE("every township has a primary school and a school with grades 7 to 9") {
  std::map<TownshipId, std::pair<int, int>> found;
  for (const School& school : sample_of_seed_1().schools) {
    auto& [primary, junior] = found[school.township];
    primary += pupils_of_stage(school.pupils, Stage::primary) > Heads(0) ? 1 : 0;
    junior += pupils_of_stage(school.pupils, Stage::junior) > Heads(0) ? 1 : 0;
  }
  REQUIRE(found.size() == 25);
  for (const auto& [township, counts] : found) {
    CHECK(counts.first > 0);
    CHECK(counts.second > 0);
  }
}
