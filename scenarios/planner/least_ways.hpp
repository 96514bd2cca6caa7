// For each group of pupils whose school may close or give grades away: the schools to which they
// could go, and what the way there takes at least, whatever else is decided.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "scenarios/planner/decisions.hpp"
#include "scenarios/planner/sketch.hpp"

namespace budian::planner {

inline void take_least(std::optional<Milliseconds>& least, Milliseconds time) {
  least = least ? std::min(*least, time) : time;
}

struct LeastWay {
  SchoolId to;
  Way way = Way::walk;
  Milliseconds door_to_door;  ///< none of who boards
  bool eats_at_school = false;
  Millimetres loaded;  ///< bus: straight from the nearest stop to the school
  /// Bus: what a trip that takes them takes at least after another one, as of LeastTrip; empty: it
  /// is the first of its bus.
  std::optional<Milliseconds> following;
  bool is_sure = true;          ///< no plan of buses denies it; set aside seats
  bool only_merged = false;     ///< they go there only where their school is merged into it
  std::vector<SchoolId> after;  ///< each of these takes them before, unless it closes
  friend bool operator==(const LeastWay&, const LeastWay&) = default;
};
/// Pupils of a settlement, a school and a band of grades who have the same ways.
struct LeavingGroup {
  std::size_t candidate = 0;     ///< row
  std::size_t group = 0;         ///< row of today's plan: one of their grades
  Heads pupils;                  ///< of all of them
  ByGrade by_grade{};            ///< the same
  bool leaves_by_point = false;  ///< also where the school becomes a teaching point
  std::vector<LeastWay> ways;
};

/// A place where a trip may take pupils up.
struct LeastPlace {
  std::optional<Milliseconds> reached;  ///< from letting pupils off at the nearest school, stopped
  std::optional<Milliseconds> to_school;              ///< from leaving it
  std::vector<std::optional<Milliseconds>> to_place;  ///< from leaving it until stopped, by row
  /// Settlements whose pupils may board here, and the ride that the most patient of them bear.
  std::map<SettlementId, Milliseconds> boards;
};

/// A trip after one to a school, at least: from letting its pupils off.
struct LeastAfter {
  SchoolId before;
  Milliseconds reached;  ///< until stopped at the first place
  Milliseconds takes;    ///< until at the school of the trip with its own pupils
};

/// One school to which pupils could ride.
struct LeastTrip {
  SchoolId to;
  std::vector<LeastAfter> after;  ///< by school
  std::vector<LeastPlace> places;
};

struct LeastWays {
  std::vector<LeavingGroup> groups;
  std::vector<LeastTrip> trips;  ///< by school
  /// Between the earliest arrival at any of these schools and the latest.
  Milliseconds window{};
  bool too_many = false;  ///< to be looked at; then nothing else is told
};

/// `today`: the sketch without decisions. Beds are not asked, nor seats, but for which schools have
/// enough of them for all: whoever finds a place goes by one of these ways, or the closure is
/// refused.
LeastWays least_ways(const Goal& goal, const Groundwork& ground,
                     const std::vector<Candidate>& candidates, const Sketch& today);

}  // namespace budian::planner
