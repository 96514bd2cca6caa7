// Boarding (寄宿): where pupils may stay through the school week instead of travelling every day.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gis/county.hpp"
#include "gis/toml_reader.hpp"

namespace budian {

/// Beds that a school offers.
struct BoardingPlace {
  std::string school;             ///< name or code
  Heads beds;                     ///< so many more pupils may board there than today
  Heads free_beds;                ///< of these, beds that stand empty today; the others are built
  std::vector<int> grades;        ///< 1-9
  std::vector<std::string> from;  ///< whose pupils may, names or codes; empty: any school's
  /// Whom a school bus brings within the limits and directly within this time rides every day
  /// instead. Empty: whoever cannot walk or take a public line boards.
  std::optional<Milliseconds> ride_over;
  std::vector<std::string> rides_first;  ///< whose pupils `ride_over` binds; empty: all schools'
  std::int64_t line = 0;                 ///< of the scenario file
};
struct BoardingPolicy {
  /// Lower grades stay at home: 国办发〔2012〕48号, 国办发〔2018〕27号 (grades 1-3 do not board).
  int from_grade = 0;
  std::vector<BoardingPlace> places;
};

/// The list `grades` of a table, each from 1 to 9.
std::vector<int> read_grades(TomlTable& table);

/// Reads [boarding] and its [[boarding.place]] tables over what the policy has; grades that a place
/// does not name are all from `from_grade` on.
void read_boarding(TomlTable& root, BoardingPolicy& policy);

/// One [[boarding.place]] table. `of_goal`: of a goal, whose plans decide who rides first.
BoardingPlace read_boarding_place(TomlTable& table, int from_grade, bool of_goal = false);

/// A place whose names are known.
struct ResolvedBoarding {
  SchoolId school;
  Heads beds, free_beds;
  std::array<bool, grade_count> grades{};
  std::set<SchoolId> from;  ///< empty: any
  std::optional<Milliseconds> ride_over;
  std::set<SchoolId> rides_first;  ///< empty: all

  [[nodiscard]] bool is_for(SchoolId pupils_of) const {
    return from.empty() || from.contains(pupils_of);
  }
  /// The ride up to which pupils of a school do not board.
  [[nodiscard]] std::optional<Milliseconds> ride_over_of(SchoolId pupils_of) const {
    return rides_first.empty() || rides_first.contains(pupils_of) ? ride_over : std::nullopt;
  }
};

}  // namespace budian
