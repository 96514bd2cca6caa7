// How the pupils of a goal's closing schools could ride, whatever else a plan decides.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "scenarios/bus/riders.hpp"
#include "scenarios/planner/least_ways.hpp"

namespace budian::planner {

/// All who could ride, to each school to which they could: no bus of any plan stops elsewhere than
/// where theirs could, nor drives quicker.
class BusWays {
 public:
  /// Fills in the ways by bus of `groups`, and takes out those that no bus serves.
  BusWays(const Scenario& scenario, const Groundwork& ground, const Sketch& today,
          std::vector<LeavingGroup>& groups);

  [[nodiscard]] std::vector<LeastTrip> trips() const;
  /// Between the earliest arrival at any of the schools and the latest.
  [[nodiscard]] Milliseconds window() const;

 private:
  Plan riding(const Sketch& today);
  [[nodiscard]] std::vector<SettlementId> settlements() const;
  [[nodiscard]] std::vector<SchoolId> schools() const;
  [[nodiscard]] bool has_buses_for_all() const;
  void set_way(std::size_t ride);
  void set_following(std::size_t ride);
  [[nodiscard]] std::vector<LeastPlace> places_to(std::size_t school) const;
  [[nodiscard]] bool may_follow(std::size_t before, std::size_t school) const;
  [[nodiscard]] std::optional<Milliseconds> reaching(std::size_t before, std::size_t place) const;
  [[nodiscard]] std::map<std::size_t, LeastAfter> after_of(std::size_t school) const;

  const Scenario& scenario_;
  const Groundwork& ground_;
  std::vector<LeavingGroup>& groups_;
  bool has_buses_for_all_ = has_buses_for_all();
  std::vector<std::pair<std::size_t, std::size_t>> ways_;  ///< of each group of riding_
  Plan riding_;
  BusSites sites_;
  RideRules rules_;
  std::vector<std::vector<StopOption>> options_;  ///< by row of riding_'s groups
  std::vector<std::set<std::size_t>> stops_of_;   ///< by row of a school
  std::vector<ByStage<bool>> rides_;
  std::vector<std::map<std::size_t, LeastAfter>> after_;  ///< by row of a school, of the one before
};

}  // namespace budian::planner
