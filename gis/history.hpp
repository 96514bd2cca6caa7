// What the files say about other years: earlier rolls, births, dwellings to come, migration.
// Unknown is absent, never 0.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "gis/county.hpp"

namespace budian {

/// New dwellings (住宅小区) or the pupils who are expected with them, at the start of a school
/// year.
struct Housing {
  SettlementId settlement;
  int year = 0;
  std::optional<Heads> pupils;            ///< of grades 1 to 9 together
  std::optional<std::int64_t> dwellings;  ///< where pupils are not told
};

struct History {
  /// School year of the county's own files, by the year in which it begins (2025 is 2025/26).
  std::optional<int> year;
  /// Official rolls by school year, earlier than `year`. A school that has no row in a year is
  /// not known.
  std::map<int, Table<SchoolId, std::optional<ByGrade>>> rolls;
  /// Births by calendar year, of settlements and of whole townships.
  std::map<int, Table<SettlementId, std::optional<Heads>>> births;
  std::map<int, Table<TownshipId, std::optional<Heads>>> township_births;
  std::vector<Housing> housing;  ///< sorted by year, settlement
  /// Pupils who come (or, below 0, leave) in a year, of a hundred, beyond what earlier rolls show.
  std::map<TownshipId, double> migration;

  [[nodiscard]] bool tells_rolls() const { return year && !rolls.empty(); }
  [[nodiscard]] bool tells_births() const {
    return year && (!births.empty() || !township_births.empty());
  }
  /// Roll of a school in an earlier year.
  [[nodiscard]] std::optional<ByGrade> roll(SchoolId school, int of_year) const {
    const auto found = rolls.find(of_year);
    return found == rolls.end() ? std::nullopt : found->second[school];
  }
};

}  // namespace budian
