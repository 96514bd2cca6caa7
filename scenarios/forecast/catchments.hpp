// Today's catchments, as far as a forecast needs them: who goes where, and where pupils go on to.
#pragma once

#include <array>
#include <map>
#include <utility>
#include <vector>

#include "scenarios/groundwork.hpp"

namespace budian::forecast {

using SchoolShares = std::vector<std::pair<SchoolId, double>>;  ///< sum 1; empty: no school

class Catchments {
 public:
  explicit Catchments(const Groundwork& ground);

  [[nodiscard]] const Groundwork& ground() const { return *ground_; }
  /// Official rolls of the county's own year.
  [[nodiscard]] const Table<SchoolId, ByGrade>& rolls() const { return rolls_; }
  /// Does the school go so far today? By its classes and pupils; where classes are not told, by
  /// its kind. Grades are rows.
  [[nodiscard]] bool holds(SchoolId school, int grade) const;
  /// Does any school of the county?
  [[nodiscard]] bool holds(int grade) const;
  /// Where pupils of a settlement go in a grade: as today's do; where there are none, as those of
  /// the nearest grade whose schools hold it; else to the nearest public school that does.
  [[nodiscard]] SchoolShares schools_of(SettlementId settlement, int grade) const;
  /// Where a pupil goes on to after a grade: his own school while it goes on.
  [[nodiscard]] SchoolShares next(SettlementId settlement, SchoolId school, int grade) const;

 private:
  [[nodiscard]] SchoolShares shares(const std::map<SchoolId, std::int64_t>& heads) const;
  [[nodiscard]] std::optional<SchoolId> nearest(SettlementId settlement, int grade) const;

  const Groundwork* ground_;
  Table<SchoolId, ByGrade> rolls_;
  Table<SchoolId, int> last_grade_;  ///< row; -1: none
  /// By settlement and grade.
  std::vector<std::array<std::map<SchoolId, std::int64_t>, grade_count>> today_;
};

}  // namespace budian::forecast
