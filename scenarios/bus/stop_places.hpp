// Places where a bus may stop: on allowed roads, off hazards, bridges and tunnels.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/groundwork.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// A place by the road that is no settlement's own.
struct StopPlace {
  std::string name;
  BusAccess access;
};

/// May a bus stop on this edge? By its road's class, hazard and level (校车安全管理条例 art. 28);
/// the right-hand side is Profile::is_divided's.
bool may_stop(const Groundwork& ground, const BusPolicy& policy, EdgeId edge);

/// Where people of a place meet a bus that may stop there: the nearest point of such a road, first
/// of the county's connected roads. Without one in reach just the nearest road, see
/// `StopAccess::allowed`.
struct StopAccess {
  BusAccess access;
  bool allowed = true;
};
StopAccess stop_access(const Groundwork& ground, const BusPolicy& policy, Point place);

/// Junctions on allowed roads that lie within a straight `walk` of two or more of these
/// settlements: where one stop may do for several. By node; named after the nearest of the
/// settlements.
std::vector<StopPlace> shared_junctions(const Groundwork& ground, const BusPolicy& policy,
                                        const std::vector<SettlementId>& settlements,
                                        Millimetres walk);

/// Two of the settlements, by row, the lower first.
using SettlementPair = std::pair<std::size_t, std::size_t>;
/// Points of allowed roads on the ways between such settlements as cannot walk to each other's
/// road: half-way, and where the walk that a limit allows either of them ends. With the
/// settlements' own roads and the junctions these are the places by which fewest stops can be
/// judged (network intersect points, Church and Meadows 1979,
/// doi:10.1111/j.1538-4632.1979.tb00702.x). By pair, then limit.
std::vector<StopPlace> stops_between(const Groundwork& ground, const BusPolicy& policy,
                                     const std::vector<SettlementId>& settlements,
                                     const std::set<SettlementPair>& pairs);

/// The scenario's given stops within a straight `walk` of any of these settlements, in their order.
std::vector<StopPlace> given_stops(const Groundwork& ground, const BusPolicy& policy,
                                   const std::vector<SettlementId>& settlements, Millimetres walk);

}  // namespace budian
