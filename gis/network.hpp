// The routable graph of one travel mode, made of a county's roads. Knows nothing of schools.
#pragma once

#include <array>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gis/county.hpp"
#include "gis/journey.hpp"
#include "gis/road_lines.hpp"

namespace budian {

enum class Mode : std::uint8_t { walk, bus, car };

/// How one mode uses roads (bus: the school bus; car: a family's); read from
/// scenarios/standards/travel.toml, replaceable by the county.
struct Profile {
  Mode mode = Mode::walk;
  std::array<std::optional<Speed>, road_class_count>
      speeds{};      ///< empty: the mode may not use the class
  Speed cap;         ///< never faster, whatever a sign says (校车安全管理条例 art. 35)
  Speed hazard_cap;  ///< on hazard edges
  /// Lost on every kilometre to junctions, gates and vehicles met, whatever the speed between them;
  /// on hazard edges on top of that of their class.
  std::array<Milliseconds, road_class_count> lost_on_kilometre{};
  Milliseconds lost_on_hazard_kilometre;
  bool hazard_forbidden = false;
  Speed door_speed;   ///< on foot from the door to the road
  Millimetres reach;  ///< how far a door may be from a road, in a straight line
  double door_detour =
      1;  ///< length of the way from door to road over its straight line, at least 1
  bool obeys_one_way = false;
  /// One-way roads of these classes are halves of divided roads: who lives left of one does not get
  /// in or out there, for that would be in the middle of the road.
  std::array<bool, road_class_count> is_divided{};
  /// Else roads that lead nowhere but to a dead end are not driven into.
  bool turns_at_dead_ends = true;
  /// An end of a road so near to another road is joined to it: digitising slips, not gaps.
  Millimetres join = metres(0.5);
};

using NodeId = Id<struct NodeTag>;
using EdgeId = Id<struct EdgeTag>;

/// A piece of road between two junctions. Forward is the direction of the road's line.
struct Edge {
  RoadId road;
  std::uint32_t line = 0;  ///< of the road among the network's lines
  NodeId from;
  NodeId to;
  double start_metres = 0;  ///< place of `from` along the road's line
  double end_metres = 0;
  Millimetres length;
  Milliseconds time;
  Speed speed;
  bool forward = true;
  bool backward = true;
  bool may_forward = true;  ///< by the rules of the road; dead ends may bar it none the less
  bool may_backward = true;
  bool right_side_only =
      false;  ///< of the direction in which it is driven, see Profile::is_divided
  [[nodiscard]] bool is_open() const { return forward || backward; }
};

/// How a mode may pass a road.
struct RoadUse {
  Speed speed;  ///< over all, what is lost on the way included
  bool forward = true;
  bool backward = true;
  bool right_side_only = false;
};
/// Empty where the mode may not use roads of that kind. A closed road is passed neither way.
std::optional<RoadUse> use_of(const Road& road, const Profile& profile);
/// Time along an edge from `from` to the offset. Times and lengths are measured from the start of
/// the *road* and subtracted, so the pieces of a road add up to the road, wherever it is cut.
Milliseconds time_to_offset(const Edge& edge, Millimetres offset);

struct Arc {
  std::uint32_t length = 0;  ///< mm
  std::uint32_t time = 0;    ///< ms
};
/// What an arc adds to a label of a search, see label_of.
struct LengthThenTime {
  std::uint64_t operator()(const Arc& arc) const {
    return std::uint64_t{arc.length} << 32U | arc.time;
  }
};
struct TimeThenLength {
  std::uint64_t operator()(const Arc& arc) const {
    return std::uint64_t{arc.time} << 32U | arc.length;
  }
};
using RoadGraph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Arc,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

/// How large the steps of a search are, for one of the two measures.
struct SearchScale {
  std::uint32_t bucket_shift = 0;  ///< costs are sorted into buckets 2^shift wide
  std::uint32_t longest = 0;       ///< costliest arc
  /// Ways that cost no more than this are below 2^32 in the other measure, too.
  std::uint32_t most_cost = 0;
};

/// Where a place meets a road: the walk from the door (straight line × Profile::door_detour) and
/// the place along the edge.
struct Attachment {
  EdgeId edge;
  Millimetres leg;
  Millimetres offset;  ///< from Edge::from
  friend bool operator==(const Attachment&, const Attachment&) = default;
};

/// What noding did, for the report.
struct NodingSummary {
  std::int64_t crossings_joined = 0;  ///< lines cut where they cross without a shared vertex
  std::int64_t ends_joined = 0;  ///< line ends joined to a line they touch within the tolerance
  std::int64_t zero_pieces_dropped = 0;
  std::int64_t components = 0;
};

/// What lies between a door and the roads.
enum class Barrier : std::uint8_t {
  no_road,   ///< none in reach
  water,     ///< roads in reach, but all across water
  far_side,  ///< roads in reach, but of divided roads only the half on the far side
};

class EdgeIndex;
class Hierarchy;
class NetworkChanger;
class Shores;
struct NearEdge;

class Network {
 public:
  /// `water` bars the straight ways between doors and roads; roads cross it on their bridges.
  Network(const Table<RoadId, Road>& roads, const Profile& profile,
          const std::vector<MultiPolygon>& water = {});
  ~Network();
  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  [[nodiscard]] const Profile& profile() const { return profile_; }
  [[nodiscard]] const Table<NodeId, Point>& nodes() const { return nodes_; }
  [[nodiscard]] const Table<EdgeId, Edge>& edges() const { return edges_; }
  [[nodiscard]] const RoadGraph& graph() const { return graph_; }        ///< along the arcs
  [[nodiscard]] const RoadGraph& reversed() const { return reversed_; }  ///< against them
  /// The edge of an arc of graph(), or of reversed().
  [[nodiscard]] EdgeId edge_of(const RoadGraph& graph, RoadGraph::edge_descriptor arc) const {
    const auto& edges = &graph == &graph_ ? arc_edges_ : reversed_edges_;
    return edges[boost::get(boost::edge_index, graph, arc)];
  }
  [[nodiscard]] const SearchScale& scale(Least least) const {
    return scales_[static_cast<std::size_t>(least)];
  }
  /// Made when it is first asked for, then kept; safe to ask from several threads.
  [[nodiscard]] const Hierarchy& hierarchy(Least least) const;
  [[nodiscard]] bool has_hierarchy(Least least) const;
  /// Any edge that may be used in one direction only?
  [[nodiscard]] bool has_one_way_edges() const;
  [[nodiscard]] const NodingSummary& noding() const { return noding_; }
  /// Of the box around all nodes.
  [[nodiscard]] double extent_square_metres() const { return extent_square_metres_; }
  /// On any edge.
  [[nodiscard]] Speed fastest() const { return fastest_; }
  /// Weakly connected component of a node, 0 is the largest.
  [[nodiscard]] std::uint32_t component(NodeId node) const { return components_[node]; }

  /// The nearest point of every edge within reach of the door (Profile::reach), nearest first; none
  /// to which the straight way crosses water.
  /// Taking all of them, not the nearest one, is what makes an added road never lengthen anyone's
  /// way.
  [[nodiscard]] std::vector<Attachment> every_attachment(Point place) const;
  /// Those of them that can be on a best way (useful_attachments.hpp): the same journeys, less
  /// work.
  [[nodiscard]] std::vector<Attachment> attach(Point place) const;
  /// Why a door has no attachment.
  [[nodiscard]] Barrier what_bars(Point place) const;
  /// The nearest point on any edge, however far.
  [[nodiscard]] std::optional<Attachment> nearest(Point place) const;
  /// The nearest point of every edge within a straight distance (edge_index.hpp).
  [[nodiscard]] std::vector<NearEdge> edges_near(Point place, double metres) const;
  [[nodiscard]] Point position(const Attachment& attachment) const;
  [[nodiscard]] Milliseconds time_to_offset(EdgeId edge, Millimetres offset) const {
    return budian::time_to_offset(edges_[edge], offset);
  }
  /// Time of the way from the door to the road.
  [[nodiscard]] Milliseconds leg_time(Millimetres leg) const;
  /// Geometry of an edge between two offsets (reversed when from > to).
  [[nodiscard]] Line piece(EdgeId edge, Millimetres from, Millimetres to) const;

 private:
  friend class NetworkChanger;
  struct Copy {};
  /// The same roads, without graphs and what is found from them.
  Network(Copy, const Network& other);
  void add_edges(const Table<RoadId, Road>& roads);
  void find_extremes();
  void bar_dead_ends();
  void build_graphs();
  /// The same, where only some edges differ from those of another network, or are new.
  void patch_graphs(const Network& before, const std::vector<EdgeId>& changed);
  void find_components();
  [[nodiscard]] Attachment attachment(const NearEdge& near) const;
  [[nodiscard]] bool is_on_safe_side(const NearEdge& near, Point place) const;
  Profile profile_;
  Table<NodeId, Point> nodes_;
  Table<EdgeId, Edge> edges_;
  RoadLines lines_;
  Table<NodeId, std::uint32_t> components_;
  RoadGraph graph_;
  RoadGraph reversed_;
  std::vector<EdgeId> arc_edges_;       ///< of the arcs of graph_
  std::vector<EdgeId> reversed_edges_;  ///< of the arcs of reversed_
  std::array<SearchScale, 2> scales_;   ///< by Least
  NodingSummary noding_;
  double extent_square_metres_ = 0;
  Speed fastest_;
  struct Hierarchies;
  std::unique_ptr<Hierarchies> hierarchies_;
  std::unique_ptr<EdgeIndex> index_;
  std::shared_ptr<const Shores> shores_;  ///< null: no water
};

}  // namespace budian
