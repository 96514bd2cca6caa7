// What follows from decisions, quickly: everything that plans are compared by, from the functions
// that evaluate a scenario; only the buses are each township's own, with little search.
#pragma once

#include <vector>

#include "scenarios/planner/decisions.hpp"
#include "scenarios/planner/figures.hpp"
#include "scenarios/planner/township_buses.hpp"

namespace budian::planner {

struct Sketch {
  Decisions decisions;  ///< that were carried out; refused ones are left out
  Rooms rooms;          ///< that receivers were given
  std::vector<Refusal> refusals;
  Plan plan;
  std::vector<GroupJourney> journeys;
  std::vector<money::Line> ledger;
  std::vector<StandardResult> standards;
  Figures figures;
};

/// Sketches of one goal. The same decisions give the same bytes, whatever was sketched before. Safe
/// to use from several threads.
class Sketcher {
 public:
  Sketcher(const Goal& goal, const Groundwork& ground)
      : goal_(goal), ground_(ground), buses_(goal.work.bus_rounds_factor) {}

  [[nodiscard]] Sketch sketch(const Decisions& decisions) const;
  /// Only the figures that `evaluate` would give, of any outcome of the same county.
  [[nodiscard]] Figures figures_of(const Outcome& outcome) const;
  [[nodiscard]] const Goal& goal() const { return goal_; }
  [[nodiscard]] const Groundwork& ground() const { return ground_; }
  [[nodiscard]] const TownshipBuses& buses() const { return buses_; }
  [[nodiscard]] std::vector<money::Line> ledger_of(const Scenario& scenario, const Plan& plan,
                                                   const std::vector<GroupJourney>& journeys) const;

 private:
  const Goal& goal_;
  const Groundwork& ground_;
  TownshipBuses buses_;
};

}  // namespace budian::planner
