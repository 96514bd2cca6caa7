// Pupils of the years ahead in whole heads (学生数预测). Light enough for groundwork.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "gis/county.hpp"
#include "gis/message.hpp"
#include "scenarios/forecast/back_test_figures.hpp"
#include "scenarios/forecast/lasting_rule.hpp"
#include "scenarios/forecast/rules.hpp"
#include "scenarios/plan.hpp"

namespace budian::forecast {

/// Pupils of one settlement and grade at one school, whole, low ≤ middle ≤ high.
struct ForecastGroup {
  SettlementId settlement;
  SchoolId school;
  int grade = 0;
  ByVariant<std::int64_t> heads{};
};
struct ForecastYear {
  std::array<bool, grade_count> known{};  ///< grades that can be forecast
  std::vector<ForecastGroup> groups;      ///< sorted by settlement, grade, school
  ByVariant<Table<SchoolId, ByGrade>> rolls;
};

/// Where every figure can be had, none is made up: what is not known is empty.
struct PupilForecast {
  int base_year = 0;                ///< of the county's own files
  std::vector<ForecastYear> years;  ///< the base year first, as it is in all variants
  std::vector<Message> unknown;     ///< why grades cannot be forecast
  BackTest back_test;
  Rules rules;  ///< it was made with

  [[nodiscard]] int last_year() const { return base_year + static_cast<int>(years.size()) - 1; }
  /// By today's catchments; empty where a grade with pupils there, or that may get some, is not
  /// known, and beyond the years forecast.
  [[nodiscard]] std::optional<Heads> roll_of(SchoolId school, int year, Variant variant) const;
  [[nodiscard]] std::optional<Heads> pupils_of(SchoolId school, int grade, int year,
                                               Variant variant) const;
  /// Between which rolls the school will lie, by the errors of the back-test of schools of its
  /// size, so many years ahead; empty where these are too few.
  [[nodiscard]] std::optional<std::pair<Heads, Heads>> range_of(SchoolId school, int year) const;
  /// As Placement::groups of that year; empty where any grade is not known.
  [[nodiscard]] std::optional<std::vector<PupilGroup>> groups_in(int year, Variant variant) const;
  /// Of all schools of the county.
  [[nodiscard]] std::optional<Heads> pupils_in(int year, Variant variant) const;

  std::vector<std::array<bool, grade_count>> held;  ///< grades by school

 private:
  [[nodiscard]] const ForecastYear* of_year(int year) const;
};

}  // namespace budian::forecast
