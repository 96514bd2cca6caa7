// The buses of a mixed program: how many there must be at least for who rides, and what they cost.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "scenarios/mixed_program.hpp"
#include "scenarios/planner/least_ways.hpp"

namespace budian::planner {

/// Pupils who may ride on one way; the column is the share of them who do.
struct Rides {
  std::size_t column = 0;
  double heads = 0, loaded_km = 0;
  std::optional<Milliseconds> following;  ///< LeastWay::following
  SettlementId home;
};

struct LeastBuses {
  std::vector<MixedProgram::Term> yuan;           ///< sum: what all buses cost a year
  std::vector<MixedProgram::Term> riders;         ///< sum: heads
  double least_a_rider = MixedProgram::no_limit;  ///< yuan; no_limit: there are no buses
};

/// `rides` by school. First trips of a bus, trips after another school and trips after the same are
/// told apart; how many follow on one bus hangs on the bells and on what each takes that takes the
/// farthest of its riders.
LeastBuses add_least_buses(const BusPolicy& policy, const money::BusRates& rates,
                           const LeastWays& ways,
                           const std::map<SchoolId, std::vector<Rides>>& rides,
                           MixedProgram& program);

}  // namespace budian::planner
