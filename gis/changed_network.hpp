// A network after a few of its roads have changed, made from the one before and not anew.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "gis/network.hpp"
#include "gis/travel_matrix.hpp"

namespace budian {

/// A road as it is after the change: closed or open again, with another speed or direction;
/// everything else as before. One that the mode may no longer use counts as closed: its junctions
/// stay. Or a new one, with the row after the last one. The last of several for one road counts.
struct ChangedRoad {
  RoadId id;
  Road road;
};

/// The table after the changes, new roads in order of their rows.
Table<RoadId, Road> changed_roads(Table<RoadId, Road> roads,
                                  const std::vector<ChangedRoad>& changes);

/// One after the other they make the whole change; each leaves out what comes later.
enum class ChangePart : std::uint8_t {
  worse,   ///< what closes or slows down: nobody's journey gets better
  better,  ///< what opens or speeds up: nobody's gets worse
  added,   ///< new roads
};

/// A point of an edge.
struct EdgePoint {
  EdgeId edge;
  Millimetres offset;
  friend auto operator<=>(const EdgePoint&, const EdgePoint&) = default;
};

/// A node where changed edges begin or end, and where it lies on the roads before: without
/// attachments where there was no road.
struct Gate {
  NodeId node;
  AttachedPlace before;
  bool joins = false;  ///< of several nodes before, which a new road has made one
};

/// An edge that new junctions cut: its first piece keeps its row.
struct CutEdge {
  EdgeId whole;
  std::vector<EdgeId> pieces;  ///< along the edge, the first one included
};

/// Rows of nodes and edges stay, new ones come after them.
struct ChangedNetwork {
  std::shared_ptr<const Network> network;  ///< null: nothing changes for this mode
  std::vector<EdgeId> worse;
  std::vector<EdgeId> better;  ///< new ones included
  std::vector<CutEdge> cuts;   ///< by `whole`
  /// Where the ends of edges that changed or were cut lay on the roads before.
  std::map<NodeId, std::vector<Attachment>> places_before;
  std::vector<NodeId> joined;  ///< nodes that were several

  /// The same point of the roads.
  [[nodiscard]] Attachment moved(const Attachment& before) const;
  /// Ends of some of these edges, and the joined nodes; each once.
  [[nodiscard]] std::vector<Gate> gates_of(const std::vector<EdgeId>& edges) const;
  /// Pieces of all edges that were cut.
  [[nodiscard]] std::vector<EdgeId> pieces() const;
};

/// Every journey is that of a network of the changed roads, to the millimetre and millisecond.
/// Work grows with the number of edges, but only as fast as memory is copied; roads are cut only
/// where new ones meet them.
///
/// Times are rounded to milliseconds: a higher speed may make a way of some centimetres a
/// millisecond longer, or a lower one shorter. Where that happens between two of `points` (sorted)
/// or the ends of their edge, the edge is closed in ChangePart::worse and opened again in
/// ChangePart::better.
ChangedNetwork change_roads(const Network& before, const std::vector<ChangedRoad>& roads,
                            ChangePart part, const std::vector<EdgePoint>& points = {});

}  // namespace budian
