// Do the demands of a site hang together?
#pragma once

#include "scenarios/location/solution.hpp"
#include "scenarios/location/task.hpp"

namespace budian::location {

/// Demands of one site that are neighbours of one another and not of the rest that holds its home.
struct LoosePiece {
  SiteId site;
  std::vector<DemandId> demands;
};
std::vector<LoosePiece> loose_pieces(const Problem& problem, const Solution& solution);
/// Whoever of the piece goes there needs one of those around the piece to go there too.
std::vector<AreaCut> cuts_of(const Problem& problem, const LoosePiece& piece);

}  // namespace budian::location
