// From a county's roads to nodes and pieces of road between them.
#pragma once

#include <vector>

#include "gis/network.hpp"

namespace budian {

/// A piece of a road's line between two neighbouring junctions.
struct RoadPiece {
  RoadId road;
  NodeId from;
  NodeId to;
  double start_metres = 0;
  double end_metres = 0;
};

struct NodedRoads {
  Table<NodeId, Point> nodes;
  std::vector<RoadPiece> pieces;  ///< by road, then along it
  NodingSummary summary;          ///< `components` is not counted here
};

/// Cuts the given roads where they meet (rules: noding.hpp). Pieces that round to no millimetre
/// vanish and their ends become one node.
NodedRoads node_roads(const Table<RoadId, Road>& roads, const std::vector<RoadId>& used);

}  // namespace budian
