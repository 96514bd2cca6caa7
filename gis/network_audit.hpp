// What is doubtful about a county's roads once they are a network: findings with places.
#pragma once

#include <string>
#include <vector>

#include "gis/network.hpp"
#include "gis/plausibility.hpp"

namespace budian {

/// Both networks of one county, and the file that its roads come from.
struct RoadsToAudit {
  const County& county;
  const Network& walk;
  const Network& vehicles;
  std::string file;
};

/// Roads that are not connected with the rest, ends of roads just before another road, roads that
/// vehicles can enter but not leave (or leave but not enter), speeds that cannot be, places without
/// a road on foot or far from one, and settlements whose way to the nearest school goes far round.
/// The county is used as it stands.
std::vector<Problem> audit_roads(const RoadsToAudit& roads, const Plausibility& bounds);

}  // namespace budian
