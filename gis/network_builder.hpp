// From road lines to nodes and pieces of road between them.
#pragma once

#include <vector>

#include "gis/network.hpp"
#include "gis/noding.hpp"

namespace budian {

/// A piece of a road's line between two neighbouring junctions.
struct RoadPiece {
  std::uint32_t line = 0;  ///< of the RoadLines
  NodeId from;
  NodeId to;
  double start_metres = 0;  ///< whole millimetres
  double end_metres = 0;
};

struct NodedRoads {
  Table<NodeId, Point> nodes;     ///< in spatial_order
  std::vector<RoadPiece> pieces;  ///< by line, then along it
  NodingSummary summary;          ///< `components` is not counted here
};

/// Cuts the lines where they meet. Pieces that round to no millimetre vanish and their ends become
/// one node.
NodedRoads cut_roads(const RoadLines& lines, const Noding& noding);

/// The piece as an edge that is passed in this way; between the nodes and on the line of the piece.
Edge to_edge(const RoadPiece& piece, RoadId road, const RoadUse& use);
/// Writes speed, time and directions of an edge whose ends are known.
void set_use(Edge& edge, const RoadUse& use);

}  // namespace budian
