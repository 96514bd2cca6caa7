#include "scenarios/boarding.hpp"

#include <algorithm>

namespace budian {
namespace {

Heads read_beds(TomlTable& table, std::string_view key, std::int64_t least) {
  const auto value = table.whole(key).value_or(0);
  if (table.has(key) && value < least)
    table.problem(key, {least > 0 ? "toml.positive" : "toml.not_negative", {}});
  return Heads(std::max(least, value));
}

/// All that may board where none are named.
std::vector<int> read_boarding_grades(TomlTable& table, int from_grade) {
  std::vector<int> grades;
  if (!table.has("grades")) {
    for (int grade = from_grade; grade <= grade_count; ++grade) grades.push_back(grade);
    return grades;
  }
  for (const int grade : read_grades(table)) {
    if (grade >= from_grade) {
      grades.push_back(grade);
      continue;
    }
    table.problem("grades", {"scenario.too_young_to_board",
                             {{"grade", std::int64_t{grade}}, {"from", std::int64_t{from_grade}}}});
  }
  return grades;
}

void read_ride_over(TomlTable& table, bool of_goal, BoardingPlace& place) {
  place.rides_first = table.texts("rides_first");
  if (const auto value = table.number("ride_over_minutes")) {
    if (*value < 0) table.problem("ride_over_minutes", {"toml.not_negative", {}});
    place.ride_over = minutes(std::max(0.0, *value));
  } else if (!of_goal && !place.rides_first.empty() && !table.has("ride_over_minutes")) {
    table.problem("rides_first", {"scenario.rides_first", {}});
  }
  if (of_goal && table.has("rides_first")) table.problem("rides_first", {"goal.rides_first", {}});
}

}  // namespace

std::vector<int> read_grades(TomlTable& table) {
  std::vector<int> grades;
  for (const auto grade : table.wholes("grades")) {
    if (grade < 1 || grade > grade_count) {
      table.problem("grades", {"scenario.grade_range", {{"grade", grade}}});
    } else {
      grades.push_back(static_cast<int>(grade));
    }
  }
  return grades;
}

BoardingPlace read_boarding_place(TomlTable& table, int from_grade, bool of_goal) {
  BoardingPlace place;
  place.line = table.line();
  if (table.require("school")) place.school = table.text("school").value_or("");
  if (table.require("beds")) place.beds = read_beds(table, "beds", 1);
  place.free_beds = read_beds(table, "free_beds", 0);
  if (place.free_beds > place.beds)
    table.problem("free_beds", {"scenario.free_beds", {{"beds", place.beds.count()}}});
  place.grades = read_boarding_grades(table, from_grade);
  place.from = table.texts("from");
  read_ride_over(table, of_goal, place);
  return place;
}

void read_boarding(TomlTable& root, BoardingPolicy& policy) {
  auto table = root.table("boarding");
  if (!table) return;
  if (const auto grade = table->whole("from_grade")) {
    if (*grade < 1 || *grade > grade_count)
      table->problem("from_grade", {"scenario.grade_range", {{"grade", *grade}}});
    else
      policy.from_grade = static_cast<int>(*grade);
  }
  for (auto& place : table->tables("place"))
    policy.places.push_back(read_boarding_place(place, policy.from_grade));
}

}  // namespace budian
