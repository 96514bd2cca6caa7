// What a planner asks for: which schools may close, in which ways, what counts, and what no plan
// may do. Names and codes only, no ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/scenario.hpp"

namespace budian::planner {

/// What the best plan is.
enum class Aim : std::uint8_t {
  least_cost,            ///< least yearly cost
  fewest_long_journeys,  ///< fewest pupils with a long journey, then least cost; with a budget
  pass_standard,         ///< nearest to passing a standard, then least cost
  weighted,              ///< cost and what journeys weigh, in one sum
};

/// Whose yearly cost counts.
enum class Purse : std::uint8_t {
  county,  ///< what the county pays
  all,     ///< what all payers pay together, families too
};

/// What a plan may add beside what it does with today's schools: a public line, or a school at a
/// candidate site.
using Addition = std::variant<PublicLine, OpenSchool>;

/// Which schools may close or change, and how.
struct Candidates {
  std::vector<SchoolKind> kinds;
  Heads fewer_than;                              ///< today's roll
  std::optional<forecast::LastingRule> lasting;  ///< and for how long it is below
  std::vector<std::string> townships;            ///< names or codes; empty: all
  std::vector<std::string> keep;                 ///< stay as they are
  std::vector<std::string> close;                ///< close in every plan where the limits let them
  std::size_t merge_into = 0;    ///< so many nearest receivers are tried by name, too
  std::vector<int> keep_grades;  ///< 1-9: full schools may become points with these; empty: never
  bool build_rooms = false;      ///< receivers may be given the classrooms they lack
  /// Where pupils of closed schools may board, if a plan says so school by school: all, or those
  /// whose ride would be longer than the place's `ride_over`.
  std::vector<BoardingPlace> boarding;
  Milliseconds ride_over;          ///< of places that tell none
  bool visiting_teachers = false;  ///< teachers may come to points that stay (走教)
  std::vector<Addition> additions;
};

/// What no plan may do. Empty: not asked.
struct Bounds {
  std::optional<Fen> most_change;      ///< of the purse's yearly cost against today
  std::optional<Heads> most_long;      ///< pupils with a long journey
  std::optional<Heads> most_moved;     ///< pupils who change school
  std::optional<Heads> most_boarders;  ///< whom the plan lets board
  std::optional<std::int64_t> most_closures;
  std::optional<std::int64_t> most_schools;  ///< that are open, of all kinds
  std::string keeps_standard;  ///< code: its CVs may not be worse than today's where they fail
};

/// What a unit weighs beside the yearly cost, with Aim::weighted.
struct Weights {
  Fen long_journey;  ///< a pupil with a long journey
  Fen pupil_hour;    ///< an hour that a pupil travels in a year, there and back, against today
  Fen moved;         ///< a pupil who changes school
  Fen boarder;       ///< a pupil who boards, whose daily journeys are gone
};

/// How much work the search may do. With `seconds` the answer hangs on the machine.
struct Work {
  std::int64_t rounds = 0;        ///< of changes tried after the first good plan
  std::optional<double> seconds;  ///< stops there at the latest
  std::size_t settled = 0;        ///< plans that the full evaluation judges
  std::size_t settled_list = 0;   ///< closures of the best plan that it judges one by one
  double bus_rounds_factor = 0;   ///< of the buses of a sketch, see bus::Effort
};

struct Goal {
  std::string code;  ///< file stem
  Bilingual title;
  std::string file;
  std::string scenario_file;  ///< empty: the default limits, no measures
  Scenario base;              ///< its limits, buses and measures hold in every plan
  Aim aim = Aim::least_cost;
  Purse purse = Purse::county;
  std::string standard;  ///< code; of Aim::pass_standard
  Milliseconds long_journey;
  Candidates candidates;
  Bounds bounds;
  Weights weights;
  Work work;
  std::vector<CitedSource> sources;
};

}  // namespace budian::planner
