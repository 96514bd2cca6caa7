// Who rides, where they board, and who cannot.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/bus/sites.hpp"
#include "scenarios/bus/stops.hpp"
#include "scenarios/bus/wider_window.hpp"
#include "scenarios/plan.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// Pupils of a group who board at one stop.
struct Rider {
  std::size_t group = 0;  ///< row in Plan::groups
  bus::StopId stop;
  Heads pupils;
  Millimetres walk;
};

/// Why a group cannot ride.
enum class NoRide : std::uint8_t {
  no_road_at_home,  ///< no road for buses near the settlement
  no_road_at_school,
  stop_too_far,        ///< the nearest road for buses is further than pupils may walk
  no_allowed_stop,     ///< roads in reach, but no place where a bus may stop within the walk
  no_way,              ///< roads at both ends, but no way between them
  ride_limit,          ///< even alone and straight to school
  door_to_door_limit,  ///< with the walk and the wait
  no_bus,              ///< the fleet is used up
  below_minimum,       ///< too few for a line, and no other line can take them in
};
struct Stranded {
  std::size_t group = 0;
  NoRide reason = NoRide::no_way;
  Heads pupils;
  std::optional<Milliseconds> ride;  ///< direct, the longer of there and back; where there is a way
  /// Of no_bus: with which one of the buses could serve them all the same.
  std::optional<bus::WiderWindow> window = {};
};

struct Boarding {
  Table<bus::StopId, bus::Stop> stops;  ///< `school` is a row of RideRules::bells
  std::vector<Rider> riders;
  std::vector<Stranded> stranded;
};

/// Pupils of one school who ride together and keep the same hours.
struct Bell {
  std::size_t school = 0;        ///< row of BusSites::schools
  Stage stage = Stage::primary;  ///< whose hours they are
};

/// What a group's ride must keep.
class RideRules {
 public:
  RideRules(const Scenario& scenario, const Plan& plan, const Groundwork& ground,
            const BusSites& sites);
  /// Time that is left for the ride after the walk to the stop, the wait, and the walk from the bus
  /// to the school; may be negative.
  [[nodiscard]] Milliseconds left_for_ride(std::size_t group, Millimetres walk) const;
  /// The stricter of the ride limit and what is left of the door-to-door limit.
  [[nodiscard]] Milliseconds ride_limit(std::size_t group, Millimetres walk) const;
  /// Of all schools with riders, by school and stage: the problem's schools. One a school: where
  /// pupils of both stages ride to it they share the bus, and the school rings the primary bell.
  /// One a stage where stages are kept apart.
  [[nodiscard]] const std::vector<Bell>& bells() const { return bells_; }
  [[nodiscard]] bus::BellId bell_of(std::size_t group) const;
  [[nodiscard]] std::size_t school_of(std::size_t group) const;
  [[nodiscard]] std::size_t home_of(std::size_t group) const;
  /// That the ride should keep; bus::no_ride_target where the scenario names none.
  [[nodiscard]] Milliseconds ride_target(std::size_t group) const;
  /// The longer of the direct rides there and back; empty without a way.
  [[nodiscard]] std::optional<Milliseconds> direct_ride(std::size_t site, std::size_t school) const;

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const Groundwork& ground() const { return ground_; }
  [[nodiscard]] const BusSites& sites() const { return sites_; }

 private:
  const Scenario& scenario_;
  const Plan& plan_;
  const Groundwork& ground_;
  const BusSites& sites_;
  std::vector<Bell> bells_;
};

/// Where the groups whose way is Way::bus may board, a row a group of the plan: sites by row, and
/// the walk to each. Empty for all others, and where a group has no such place.
std::vector<std::vector<StopOption>> stop_options(const RideRules& rules);

/// Stops of every school for the groups whose way is Way::bus. Candidate places are where the
/// riders' settlements meet a road on which buses may stop, junctions and given stops; a group may
/// board where it can walk to within its limit and from where a bus of its own would keep its ride
/// limit in the morning and in the afternoon. `seats`: of the largest bus; a stop entry a busload.
Boarding board(const RideRules& rules, Heads seats);

/// The strandeds in words, one finding for each settlement, school and reason.
std::vector<Finding> findings_of(const RideRules& rules, const std::vector<Stranded>& stranded);

}  // namespace budian
