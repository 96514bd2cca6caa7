// Which schools exist after the measures, with grades, seats, staff and resources, who goes
// where, and by which bus. Never mutated: `apply` returns a new one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis/county.hpp"
#include "gis/message.hpp"
#include "scenarios/bus/bus_service.hpp"
#include "scenarios/finding.hpp"
#include "scenarios/staff/staffing.hpp"

namespace budian {

/// How a group of pupils goes to school.
enum class Way : std::uint8_t {
  walk,
  public_line,  ///< that the scenario names
  boarding,     ///< stays at the school through the week
  bus,          ///< the school bus
};

/// Are pupils driven every day?
constexpr bool is_ride(Way way) { return way == Way::public_line || way == Way::bus; }

/// Pupils of one settlement and one grade who go to one school.
struct PupilGroup {
  SettlementId settlement;
  int grade = 0;    ///< row: grade 1 is 0
  SchoolId school;  ///< after the measures
  SchoolId before;  ///< today
  Heads pupils;
  Way way = Way::walk;
  bool to_the_door = false;  ///< special needs: the bus stops at the road nearest to the door
  friend bool operator==(const PupilGroup&, const PupilGroup&) = default;
  [[nodiscard]] bool displaced() const { return school != before; }
};

/// A school after the measures. Row i of Plan::schools is row i of County::schools; opened schools
/// follow.
struct PlannedSchool {
  School school;  ///< with its pupils, classes, kind, resources after the measures
  bool open = true;
  bool existed = true;   ///< false: opened by the scenario
  bool changed = false;  ///< by any measure
  Heads free_beds{};     ///< for who boards by the plan: beds that stand empty today
  /// Are its full-time teachers and its staff known, by stage? Not where the files do not tell
  /// them, nor those of a school from which some came here.
  ByStage<bool> teachers_told{true, true}, staff_told{true, true};
};

/// Why something was not done: a step of what was tried, in words.
struct Refusal {
  SchoolId school;
  std::size_t measure = 0;                 ///< row in the scenario
  Message reason;                          ///< the one that decided
  std::vector<Message> tried;              ///< receiver by receiver
  std::vector<Message> would_help;         ///< what would make it possible
  std::optional<SettlementId> settlement;  ///< the first pupils who could not be placed
  int grade = 0;
  Heads pupils;  ///< how many could not be placed
  /// Classrooms that would place all of them, by receiver; empty where rooms alone would not do.
  std::vector<std::pair<SchoolId, int>> classrooms = {};
};

struct Closure {
  SchoolId school;
  std::size_t measure = 0;
  bool closes = true;  ///< false: it loses grades only (turned into a teaching point, grades moved)
  Heads pupils;        ///< who leave
  std::vector<std::pair<SchoolId, Heads>> receivers;  ///< most pupils first
};

/// A public line that the county pays for, whoever takes it.
struct PaidLine {
  std::string name;
  Fen county_a_year;
};

struct Plan {
  Table<SchoolId, PlannedSchool> schools;
  std::vector<PupilGroup> groups;  ///< every pupil, sorted by settlement, grade, school
  std::vector<Closure> closures;
  std::vector<Refusal> refusals;
  std::vector<PaidLine> paid_lines;
  std::vector<Message> remarks;        ///< such as "rule 1 matched nothing"
  BusService buses;                    ///< for the groups whose way is Way::bus
  std::vector<Finding> ride_findings;  ///< groups that no bus can serve
  staff::Staffing staffing;
};

/// Whom the plan lets board at each school, beside today's boarders.
Table<SchoolId, Heads> new_boarders(const Plan& plan);

}  // namespace budian
