// Who and what moves between schools under a plan, and who visits whom.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "gis/county.hpp"
#include "scenarios/finding.hpp"

namespace budian::staff {

/// Full-time teachers of one stage who change from one school to another. Of the attributes only
/// counts are known: `of` says how many of them must have each, by row(Resource);
/// full_time_teachers holds all.
struct TeacherMove {
  std::size_t measure = 0;  ///< row in the scenario
  SchoolId from, to;
  Stage stage = Stage::primary;
  std::array<std::int64_t, resource_count> of{};
  Millimetres road;
  /// Of the stage, before and after all moves of the measure.
  std::int64_t from_before = 0, from_after = 0, to_before = 0, to_after = 0;
  Heads from_pupils, to_pupils;
  [[nodiscard]] std::int64_t teachers() const { return of[row(Resource::full_time_teachers)]; }
};

/// Things that change from one campus to another.
struct Transfer {
  std::size_t measure = 0;
  SchoolId from, to;
  Resource resource = Resource::books;
  std::int64_t amount = 0;  ///< in the unit of the resource
  Millimetres road;
  std::int64_t from_before = 0, from_after = 0, to_before = 0, to_after = 0;
  Heads from_pupils, to_pupils;  ///< of the campus, grades 1-9
  /// What the strictest line of the county's standards asks of each campus, in the unit of the
  /// resource; empty where no standard has a line.
  std::optional<double> from_line, to_line;
};

/// Arts and PE teachers of `from` who come to `to` on so many days a week.
struct Visit {
  std::size_t measure = 0;
  SchoolId from, to;
  Stage stage = Stage::primary;
  std::int64_t days_a_week = 0;
  std::int64_t teachers = 0;  ///< fewest who can do it within a week
  Millimetres road;           ///< one way
  std::int64_t days_a_year = 0;
  Fen allowance_a_year, travel_a_year;
};
/// Arts and PE periods of a small school in a week.
struct VisitedSchool {
  std::size_t measure = 0;
  SchoolId school;
  Stage stage = Stage::primary;
  double periods_needed = 0, periods_own = 0;
  std::int64_t days_lacking = 0, days_visited = 0;  ///< a week
};

/// What one measure does to one stage (teachers) or resource, over the schools that it is about.
struct SharingResult {
  std::size_t measure = 0;
  std::optional<Stage> stage;  ///< empty: things, of all stages
  std::vector<Resource> resources;
  std::int64_t schools = 0;
  double lacking_before = 0, lacking_after = 0;  ///< teachers, or units of the resource
  std::int64_t moved = 0;
  Millimetres road;  ///< things × road
  /// CV of each resource, every school of the county its own unit; empty: none of it is reported.
  std::vector<std::optional<double>> cv_before, cv_after;
  std::int64_t given_up = 0;  ///< schools whose best moves could not be proven
  std::int64_t left_out = 0;  ///< schools that do not tell what is needed to share with them
  /// Σ CV² of the resources is at most so much more than that of any other moves with the same
  /// lacking: what the bound of the search leaves open, in exact arithmetic.
  double proven_within = 0;
};

struct Staffing {
  std::vector<TeacherMove> moves;
  std::vector<Transfer> transfers;
  std::vector<Visit> visits;
  std::vector<VisitedSchool> visited;
  std::vector<SharingResult> results;
  std::vector<Finding> findings;
  [[nodiscard]] bool empty() const {
    return results.empty() && visited.empty() && findings.empty();
  }
};

}  // namespace budian::staff
