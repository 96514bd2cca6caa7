// What a plan does with each school, and the scenario that says so.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "scenarios/groundwork.hpp"
#include "scenarios/planner/goal.hpp"

namespace budian::planner {

enum class Choice : std::uint8_t {
  close,           ///< its pupils go to the nearest schools that the limits allow
  merge,           ///< all of them go to one school
  teaching_point,  ///< it keeps the goal's grades, the others leave
  visit,           ///< it stays, and teachers of larger schools come to it
};
/// Who of those that leave may use the goal's beds.
enum class Boarders : std::uint8_t {
  nobody,
  far,  ///< whom no bus brings within the ride of the place (BoardingPlace::ride_over)
  all,  ///< whoever cannot walk or take a public line
};
struct Decision {
  Choice choice = Choice::close;
  SchoolId into = {};  ///< of a merger
  Boarders boarders = Boarders::nobody;
  friend auto operator<=>(const Decision&, const Decision&) = default;
};

/// What is done with schools, and what is added. Schools that are not named stay as they are; as a
/// container it is one of the schools.
struct Decisions {
  using Schools = std::map<SchoolId, Decision>;
  Schools schools;
  std::set<std::size_t> additions;  ///< rows of Candidates::additions

  Decisions() = default;
  Decisions(std::initializer_list<Schools::value_type> of) : schools(of) {}
  [[nodiscard]] auto begin() const { return schools.begin(); }
  [[nodiscard]] auto end() const { return schools.end(); }
  [[nodiscard]] auto begin() { return schools.begin(); }
  [[nodiscard]] auto end() { return schools.end(); }
  [[nodiscard]] bool empty() const { return schools.empty() && additions.empty(); }
  [[nodiscard]] bool contains(SchoolId school) const { return schools.contains(school); }
  [[nodiscard]] auto find(SchoolId school) const { return schools.find(school); }
  [[nodiscard]] const Decision& at(SchoolId school) const { return schools.at(school); }
  Decision& operator[](SchoolId school) { return schools[school]; }
  std::size_t erase(SchoolId school) { return schools.erase(school); }
  friend auto operator<=>(const Decisions&, const Decisions&) = default;
};
/// Does the school lose pupils by it?
constexpr bool moves_pupils(const Decision& decision) { return decision.choice != Choice::visit; }
/// Classrooms added at receivers.
using Rooms = std::map<SchoolId, int>;

/// Nobody is sent by name to a school that goes itself: such a merger becomes a closure.
Decisions consistent(Decisions decisions);

/// The goal's base scenario with the decisions after its own measures: additions and rooms first,
/// then grades that move, mergers, all closures in one measure, so that no closing school receives,
/// and at last the visits. Read and applied by itself it makes the same plan.
Scenario scenario_of(const Goal& goal, const Decisions& decisions, const Rooms& rooms,
                     const Groundwork& ground);

/// Would a teaching point of the goal keep the grade (a row: grade 1 is 0)?
bool keeps_grade(const Candidates& candidates, int grade);
/// Has the school pupils or classes of the grade? Where no classes are told a full school teaches
/// what its kind does.
bool may_teach(const School& school, int grade);

/// One school that may change, and how it may.
struct Candidate {
  SchoolId school;
  std::vector<Decision> choices;
  bool must_close = false;  ///< the goal says so

  [[nodiscard]] bool may(Choice choice) const;
  [[nodiscard]] bool may_merge_into(SchoolId to) const;
};

/// Schools that the goal lets change, by code. Receivers by name are the nearest on foot, or by bus
/// where no way on foot is known, that teach what the school teaches and may receive.
std::vector<Candidate> candidates_of(const Goal& goal, const Groundwork& ground);

/// The goal's base with everything that any plan of it may name: whether all names are known.
Scenario with_all_candidates(const Goal& goal);

/// Code where it is the school's alone, else its name.
const std::string& written_name(const County& county, SchoolId school);

}  // namespace budian::planner
