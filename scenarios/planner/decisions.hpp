// What a plan does with each school, and the scenario that says so.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "scenarios/groundwork.hpp"
#include "scenarios/planner/goal.hpp"

namespace budian::planner {

enum class Choice : std::uint8_t {
  close,           ///< its pupils go to the nearest schools that the limits allow
  merge,           ///< all of them go to one school
  teaching_point,  ///< it keeps the goal's grades, the others leave
};
struct Decision {
  Choice choice = Choice::close;
  SchoolId into = {};  ///< of a merger
  friend auto operator<=>(const Decision&, const Decision&) = default;
};

/// Schools that are not named stay as they are.
using Decisions = std::map<SchoolId, Decision>;
/// Classrooms added at receivers.
using Rooms = std::map<SchoolId, int>;

/// Nobody is sent by name to a school that goes itself: such a merger becomes a closure.
Decisions consistent(Decisions decisions);

/// The goal's base scenario with the decisions after its own measures: rooms first, then grades
/// that move, mergers, and all closures in one measure, so that no closing school receives. Read
/// and applied by itself it makes the same plan.
Scenario scenario_of(const Goal& goal, const Decisions& decisions, const Rooms& rooms,
                     const Groundwork& ground);

/// One school that may change, and how it may.
struct Candidate {
  SchoolId school;
  std::vector<Decision> choices;
  bool must_close = false;  ///< the goal says so
};

/// Schools that the goal lets change, by code. Receivers by name are the nearest on foot, or by bus
/// where no way on foot is known, that teach what the school teaches and may receive.
std::vector<Candidate> candidates_of(const Goal& goal, const Groundwork& ground);

/// Code where it is the school's alone, else its name.
const std::string& written_name(const County& county, SchoolId school);

}  // namespace budian::planner
