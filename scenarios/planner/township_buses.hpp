// Buses while plans are compared: each township's by themselves and with little search. Their
// routes keep every limit, so what they cost is a cost that can be had: the county's own buses,
// searched as one, cost no more but for how little is searched here.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "scenarios/bus/service.hpp"

namespace budian::planner {

/// Remembers the buses of a township for the riders that it has: the answer depends on them alone,
/// never on what was asked before. Safe to ask from several threads.
class TownshipBuses {
 public:
  /// `rounds_factor` as in bus::Effort.
  explicit TownshipBuses(double rounds_factor) : rounds_factor_(rounds_factor) {}

  /// For the same scenario and county in every call.
  [[nodiscard]] PlannedBuses plan(const Scenario& scenario, const Plan& plan,
                                  const Groundwork& ground) const;
  /// Townships that were searched, not remembered.
  [[nodiscard]] std::size_t searched() const;

 private:
  using Key = std::vector<std::int64_t>;
  using Answer = std::shared_ptr<const PlannedBuses>;
  [[nodiscard]] Answer of_township(const Scenario& scenario, const Plan& plan,
                                   const Groundwork& ground,
                                   const std::vector<std::size_t>& riders) const;

  double rounds_factor_;
  mutable std::mutex mutex_;
  mutable std::map<Key, Answer> known_;
};

}  // namespace budian::planner
