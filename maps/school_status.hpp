// What becomes of each school under a plan: the words that layers, workbook, comparison and page
// share.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "maps/messages.hpp"
#include "scenarios/outcome.hpp"

namespace budian {

enum class SchoolStatus : std::uint8_t {
  unchanged,
  receives,  ///< takes pupils of others
  closed,
  teaching_point,  ///< 改办教学点
  grades_moved,    ///< loses grades, stays what it is
  opened,
  refused,  ///< a measure would have closed or changed it; a limit forbade that
};
inline constexpr std::size_t school_status_count = 7;

Table<SchoolId, SchoolStatus> school_statuses(const Outcome& today, const Plan& plan);
/// Message key, such as "status.closed".
std::string status_key(SchoolStatus status);
/// Message key, such as "kind.218".
std::string kind_key(SchoolKind kind);
/// The school as it is today, or as opened.
const School& school_before(const Outcome& today, const Plan& plan, SchoolId id);
/// "A 12 · B 3": receivers with heads.
std::string receivers_text(const Closure& closure, const Plan& plan);

/// Row of today's groups in which the pupils of a group are; empty where there is none.
/// Today's groups are sorted by settlement, grade, school.
std::optional<std::size_t> row_before(const Plan& today, const PupilGroup& group);

/// How the pupils of one closure travel, before and after.
struct DisplacedTravel {
  Heads pupils;
  Heads riders;
  std::optional<Millimetres> mean_before, mean_after, max_after;
  std::optional<Milliseconds> mean_time_before, mean_time_after;
};
/// For each of plan.closures.
std::vector<DisplacedTravel> displaced_travel(const Outcome& today, const Outcome& outcome);

}  // namespace budian
