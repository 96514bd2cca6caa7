// Names and codes of a scenario → ids of a county; every mistake is collected before anything is
// applied.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "gis/county.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

using Grades = std::array<bool, grade_count>;

/// Pupils of some grades leave a school: it closes, becomes a teaching point, or gives grades away.
struct Displacement {
  SchoolId school;
  Grades leaving{};
  std::optional<SchoolId>
      into;  ///< the planner's receiver; empty: the nearest that the limits allow
  bool closes = false;
  bool becomes_point = false;
  std::optional<SchoolId> parent;  ///< of the teaching point
  std::size_t measure = 0;         ///< row in the scenario
};

/// Which schools a rule closes depends on the rolls when its turn comes.
struct ResolvedRule {
  std::vector<SchoolKind> kinds;
  Heads fewer_than;
  std::set<TownshipId> townships;  ///< empty: all
  std::set<SchoolId> keep;
  std::size_t measure = 0;
  std::optional<forecast::LastingRule> lasting{};
};

struct Opening {
  School school;  ///< without pupils; classes > 0 mark the grades it offers
};

struct Expansion {
  SchoolId school;
  int classrooms = 0;
};

/// Schools that a list names, by themselves or with all of their township.
struct NamedSchools {
  std::set<TownshipId> townships;
  std::set<SchoolId> schools;
};
/// Something moves between schools as they stand when its turn comes.
struct StaffStep {
  std::variant<staff::ShareTeachers, staff::ShareResources, staff::SendItinerantTeachers> what;
  std::set<TownshipId> townships;  ///< empty: all
  /// Who alone gives, and who alone takes; empty: any.
  std::optional<NamedSchools> givers, takers;
  NamedSchools keep;  ///< neither give nor take
  std::size_t measure = 0;
};

using ResolvedMeasure =
    std::variant<ResolvedRule, std::vector<Displacement>, Opening, Expansion, StaffStep>;

/// Door to door by public lines, of settlements to schools.
using PublicRides = std::map<std::pair<SettlementId, SchoolId>, Milliseconds>;
/// Those that a scenario names. Names that `resolve` refuses are left out.
PublicRides public_rides(const Scenario& scenario, const County& county);

/// Where pupils may board; of a school that is named twice every entry stands for itself. Names
/// that `resolve` refuses are left out.
std::vector<ResolvedBoarding> boarding_places(const Scenario& scenario, const County& county);

/// Pupils of a grade whom the bus fetches at their door.
struct ResolvedDoorRiders {
  SettlementId settlement;
  int grade = 0;
  Heads pupils;
};
/// Those that a scenario names, in its order. Names that `resolve` refuses are left out.
std::vector<ResolvedDoorRiders> door_riders(const Scenario& scenario, const County& county);

/// Schools that the rules of the buses name.
struct BusSchools {
  std::vector<std::optional<SchoolId>> hours;     ///< of BusPolicy::hours, in their order
  std::set<std::pair<SchoolId, SchoolId>> apart;  ///< lower id first
};
/// Names that `resolve` refuses are left out.
BusSchools bus_schools(const Scenario& scenario, const County& county);

/// Schools of Scenario::procedure, in its order. Names that `resolve` refuses are left out.
std::vector<std::optional<SchoolId>> procedure_schools(const Scenario& scenario,
                                                       const County& county);

/// Ids of opened schools follow those of the county, in the order of the measures. Throws
/// InputError with all mistakes: unknown or ambiguous names (with the nearest one that exists),
/// grades a school does not hold, a school closed twice, a receiver that closes, a place outside
/// the county.
std::vector<ResolvedMeasure> resolve(const Scenario& scenario, const County& county);

}  // namespace budian
