// Counties whose other years are arithmetic.
#pragma once

#include <array>

#include "scenarios/forecast/forecast_pupils.hpp"
#include "tests/support/grid_county.hpp"

namespace budian::forecast {

inline constexpr int this_year = 2025;
inline const SchoolId W{0}, P{1}, E{2}, J{3};
inline const SettlementId A{0}, B{1}, C{2};

inline MultiPolygon box(double west, double east) {
  return {{{{west, -9e3}, {east, -9e3}, {east, 9e3}, {west, 9e3}, {west, -9e3}}}};
}

inline ByGrade by_grade(std::array<int, grade_count> pupils) {
  ByGrade result{};
  for (std::size_t grade = 0; grade < grade_count; ++grade) result[grade] = Heads(pupils[grade]);
  return result;
}

inline School years_school(const char* name, SchoolKind kind, Point place, ByGrade pupils) {
  School school;
  school.code = school.name = name;
  school.kind = kind;
  school.place = place;
  school.classrooms = 30;
  school.pupils = pupils;
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    school.classes[grade] = pupils[grade] > Heads(0) ? 1 : 0;
  }
  return school;
}

inline Settlement years_settlement(const char* name, Point place, std::size_t township,
                                   std::optional<ByGrade> pupils) {
  Settlement settlement;
  settlement.code = settlement.name = name;
  settlement.place = place;
  settlement.township = TownshipId(township);
  settlement.population = 1000;
  settlement.pupils = pupils;
  return settlement;
}

inline const ByGrade of_w = by_grade({45, 45, 55, 55, 55, 55, 0, 0, 0});
inline const ByGrade of_p = by_grade({10, 10, 0, 0, 0, 0, 0, 0, 0});
inline const ByGrade of_e = by_grade({45, 45, 45, 45, 45, 45, 0, 0, 0});
inline const ByGrade of_j = by_grade({0, 0, 0, 0, 0, 0, 100, 100, 100});

/// A (45 a grade) lives at primary W, B (10) at point P with grades 1-2 and then goes to W, C (45)
/// at primary E; all go on to junior school J. No roads: ways are straight. West township holds A
/// and B, East holds C.
inline County years_county() {
  County county;
  county.name = "年份县（虚构）";
  county.is_invented = true;
  county.plane = plane_for({117, 32.5});
  county.townships.push_back({"W", "West", box(-5e3, 5e3)});
  county.townships.push_back({"E", "East", box(5e3, 20e3)});
  county.schools.push_back(years_school("W", SchoolKind::primary, {0, 0}, of_w));
  county.schools.push_back(years_school("P", SchoolKind::teaching_point, {1000, 0}, of_p));
  county.schools.push_back(years_school("E", SchoolKind::primary, {9000, 0}, of_e));
  county.schools.push_back(years_school("J", SchoolKind::junior, {4000, 0}, of_j));
  county.schools[E].township = TownshipId(1);
  const auto all = [](int pupils) {
    std::array<int, grade_count> same{};
    same.fill(pupils);
    return by_grade(same);
  };
  county.settlements.push_back(years_settlement("A", {0, 10}, 0, all(45)));
  county.settlements.push_back(years_settlement("B", {1000, 10}, 0, all(10)));
  county.settlements.push_back(years_settlement("C", {9000, 10}, 1, all(45)));
  return county;
}

inline void tell_rolls(History& history, int year, std::vector<std::optional<ByGrade>> rolls) {
  history.rolls[year] = Table<SchoolId, std::optional<ByGrade>>(std::move(rolls));
}
inline void tell_births(History& history, int year, std::vector<std::optional<Heads>> births) {
  history.births[year] = Table<SettlementId, std::optional<Heads>>(std::move(births));
}

/// Three years as this one, and births that enter school to a head.
inline History steady_history() {
  History history;
  history.year = this_year;
  for (int year = this_year - 3; year < this_year; ++year) {
    tell_rolls(history, year, {of_w, of_p, of_e, of_j});
  }
  for (int year = this_year - 9; year < this_year; ++year) {
    tell_births(history, year, {Heads(45), Heads(10), Heads(45)});
  }
  return history;
}

/// One teaching point S with grades 1 and 2, one settlement.
inline County point_county(int grade_1, int grade_2) {
  County county;
  county.name = "一校县（虚构）";
  county.plane = plane_for({117, 32.5});
  county.townships.push_back({"T", "T", box(-5e3, 5e3)});
  const ByGrade roll = by_grade({grade_1, grade_2, 0, 0, 0, 0, 0, 0, 0});
  county.schools.push_back(years_school("S", SchoolKind::teaching_point, {0, 0}, roll));
  county.settlements.push_back(years_settlement("V", {0, 10}, 0, roll));
  return county;
}

}  // namespace budian::forecast
