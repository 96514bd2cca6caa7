#include "gis/changed_network.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <tuple>

#include "gis/disjoint_sets.hpp"
#include "gis/edge_index.hpp"
#include "gis/network_builder.hpp"

namespace budian {
namespace {

NodeId end(const Edge& edge, Millimetres offset) {
  return offset == Millimetres(0) ? edge.from : edge.to;
}

/// A cut of an old edge by a new road.
struct EdgeCut {
  EdgeId edge;
  double along = 0;           ///< of its line, in metres
  std::uint32_t meeting = 0;  ///< node of the roads around
  friend auto operator<=>(const EdgeCut&, const EdgeCut&) = default;
};

}  // namespace

/// Writes into a copy of the network.
class NetworkChanger {
 public:
  NetworkChanger(const Network& before, ChangePart part, const std::vector<EdgePoint>& points)
      : before_(before), part_(part), points_(points) {}

  ChangedNetwork change(const std::vector<ChangedRoad>& roads);

 private:
  struct NewLine {
    std::uint32_t line = 0;  ///< of the network after
    RoadUse use;
  };
  /// Lines around the new ones, and the new ones after them.
  struct Surroundings {
    RoadLines lines;
    std::vector<std::uint32_t> numbers;  ///< of each among the network's lines
    std::size_t old_lines = 0;
  };

  void change(const ChangedRoad& road);
  void bar_dead_ends();
  void rebuild_graphs();
  void rate(EdgeId id, RoadUse use);
  void keep_the_worse(EdgeId id, RoadUse& use) const;
  [[nodiscard]] bool is_mixed(EdgeId id, Speed speed) const;
  void find_lines(const std::vector<ChangedRoad>& roads);
  [[nodiscard]] Surroundings surroundings() const;
  [[nodiscard]] std::vector<std::uint32_t> old_lines_around() const;
  void join_new_lines();
  void match(const Surroundings& around, const NodedRoads& noded);
  void match(std::uint32_t line, double along, std::uint32_t meeting);
  [[nodiscard]] bool are_several(const std::vector<Attachment>& places) const;
  void number_nodes(const NodedRoads& noded);
  void cut_edges();
  void cut_edge(EdgeId id, const EdgeCut* begin, const EdgeCut* end);
  void add_edges(const Surroundings& around, const NodedRoads& noded);
  void add_edge(Edge edge);
  void keep_ends(EdgeId id);
  [[nodiscard]] NodeId node_of(std::uint32_t meeting) { return nodes_of_meetings_[meeting]; }

  /// A copy, made when it is first written to.
  Network& after() {
    if (!after_) after_ = std::shared_ptr<Network>(new Network(Network::Copy{}, before_));
    return *after_;
  }

  const Network& before_;
  ChangePart part_;
  const std::vector<EdgePoint>& points_;
  std::shared_ptr<Network> after_;
  ChangedNetwork result_;
  std::map<RoadId, std::vector<std::uint32_t>> lines_of_;  ///< of changed roads
  std::vector<NewLine> new_lines_;
  /// Nodes before, then those of the roads around the new ones.
  DisjointSets sets_{0};
  std::vector<EdgeCut> cuts_;
  std::vector<NodeId> nodes_of_meetings_;
  bool merges_ = false;  ///< old nodes
  /// Where meetings lie on old edges.
  std::vector<std::pair<std::uint32_t, Attachment>> places_of_meetings_;
};

ChangedNetwork NetworkChanger::change(const std::vector<ChangedRoad>& roads) {
  if (roads.empty()) return {};
  find_lines(roads);
  // The last word on a road counts.
  std::map<RoadId, const ChangedRoad*> by_id;
  for (const ChangedRoad& road : roads) by_id[road.id] = &road;
  for (const auto& [id, road] : by_id) change(*road);
  if (!new_lines_.empty()) join_new_lines();
  if (result_.worse.empty() && result_.better.empty() && new_lines_.empty()) return {};
  if (!before_.profile_.turns_at_dead_ends) bar_dead_ends();
  after().find_extremes();
  rebuild_graphs();
  after().find_components();
  for (const auto* changed : {&result_.worse, &result_.better}) {
    for (const EdgeId id : *changed) {
      if (before_.edges_.contains(id)) keep_ends(id);
    }
  }
  result_.network = std::move(after_);
  return std::move(result_);
}

void NetworkChanger::rebuild_graphs() {
  if (merges_) {
    after().build_graphs();  // arcs lead to other nodes, too
    return;
  }
  std::vector<EdgeId> changed = result_.pieces();
  changed.insert(changed.end(), result_.worse.begin(), result_.worse.end());
  changed.insert(changed.end(), result_.better.begin(), result_.better.end());
  after().patch_graphs(before_, changed);
}

/// A closed road may leave a dead end behind it, a new one may open some.
void NetworkChanger::bar_dead_ends() {
  const Table<EdgeId, Edge>& before = before_.edges_;
  after().bar_dead_ends();
  auto& changed = part_ == ChangePart::worse ? result_.worse : result_.better;
  for (const CutEdge& cut : result_.cuts) {
    const Edge& whole = before[cut.whole];
    for (const EdgeId piece : cut.pieces) {
      const Edge& edge = after().edges_[piece];
      if (edge.forward != whole.forward || edge.backward != whole.backward)
        changed.push_back(piece);
    }
  }
  for (const EdgeId id : before.ids()) {
    const Edge& edge = after().edges_[id];
    if (edge.forward != before[id].forward || edge.backward != before[id].backward)
      changed.push_back(id);
  }
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
}

void NetworkChanger::find_lines(const std::vector<ChangedRoad>& roads) {
  for (const ChangedRoad& road : roads) lines_of_[road.id] = {};
  for (std::uint32_t line = 0; line < before_.lines_.size(); ++line) {
    const RoadId road = before_.lines_.road(line);
    if (road > lines_of_.rbegin()->first || road < lines_of_.begin()->first) continue;
    const auto known = lines_of_.find(road);
    if (known != lines_of_.end()) known->second.push_back(line);
  }
}

void NetworkChanger::change(const ChangedRoad& changed) {
  const std::optional<RoadUse> use = use_of(changed.road, before_.profile_);
  const auto& lines = lines_of_[changed.id];
  for (const std::uint32_t line : lines) {
    if (part_ == ChangePart::added) break;
    for (const EdgeId edge : before_.index_->edges_of(line))
      rate(edge, use.value_or(RoadUse{before_.edges_[edge].speed, false, false}));
  }
  if (!lines.empty() || !use || part_ != ChangePart::added) return;
  if (!after().lines_.append(changed.id, changed.road.level, changed.road.line)) return;
  new_lines_.push_back({after().lines_.size() - 1, *use});
}

void NetworkChanger::rate(EdgeId id, RoadUse use) {
  const Edge& before = before_.edges_[id];
  if (part_ == ChangePart::worse) keep_the_worse(id, use);
  Edge edge = before;
  set_use(edge, use);
  if (edge.speed == before.speed && edge.may_forward == before.may_forward &&
      edge.may_backward == before.may_backward && edge.right_side_only == before.right_side_only)
    return;
  after().edges_[id] = edge;
  (part_ == ChangePart::worse ? result_.worse : result_.better).push_back(id);
}

void NetworkChanger::keep_the_worse(EdgeId id, RoadUse& use) const {
  const Edge& before = before_.edges_[id];
  use.forward = use.forward && before.may_forward;
  use.backward = use.backward && before.may_backward;
  use.right_side_only = use.right_side_only || before.right_side_only;
  if (is_mixed(id, use.speed)) use.forward = use.backward = false;
  use.speed = std::min(use.speed, before.speed);
}

/// Does any way along the edge take longer with a higher speed, or less time with a lower one?
/// Between neighbouring points is enough: what holds for each part holds for their sums.
bool NetworkChanger::is_mixed(EdgeId id, Speed speed) const {
  const Edge& before = before_.edges_[id];
  Edge changed = before;
  changed.speed = speed;
  Millimetres last(0);
  const auto goes_wrong = [&](Millimetres offset) {
    const Milliseconds now = time_to_offset(before, offset) - time_to_offset(before, last);
    const Milliseconds then = time_to_offset(changed, offset) - time_to_offset(changed, last);
    last = offset;
    return speed > before.speed ? then > now : then < now;
  };
  auto point = std::lower_bound(points_.begin(), points_.end(), EdgePoint{id, Millimetres(0)});
  for (; point != points_.end() && point->edge == id; ++point) {
    if (goes_wrong(point->offset)) return true;
  }
  return goes_wrong(before.length);
}

std::vector<std::uint32_t> NetworkChanger::old_lines_around() const {
  constexpr double step_metres = 500;
  const double tolerance = in_metres(before_.profile_.join) + 0.001;
  std::vector<std::uint32_t> lines;
  const RoadLines& all = after_->lines_;
  for (const NewLine& added : new_lines_) {
    for (std::uint32_t row = all.first(added.line); row < all.last(added.line); ++row) {
      const Point a = all.point(row);
      const Point b = all.point(row + 1);
      // A long slanting segment in steps: the box of the whole would hold half a county.
      const double steps = std::ceil(std::max(1.0, distance_metres(a, b) / step_metres));
      const auto at = [&](double step) {
        return Point{a.x + step / steps * (b.x - a.x), a.y + step / steps * (b.y - a.y)};
      };
      for (double step = 0; step < steps; ++step) {
        const Point from = at(step);
        const Point to = at(step + 1);
        const Point low{std::min(from.x, to.x) - tolerance, std::min(from.y, to.y) - tolerance};
        const Point high{std::max(from.x, to.x) + tolerance, std::max(from.y, to.y) + tolerance};
        before_.index_->each_segment_near(low, high, [&](std::uint32_t segment) {
          lines.push_back(before_.lines_.line_of(segment));
        });
      }
    }
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

NetworkChanger::Surroundings NetworkChanger::surroundings() const {
  Surroundings around;
  const RoadLines& all = after_->lines_;
  around.numbers = old_lines_around();
  around.old_lines = around.numbers.size();
  for (const NewLine& added : new_lines_) around.numbers.push_back(added.line);
  for (const std::uint32_t line : around.numbers)
    around.lines.append(all.road(line), all.level(line), all.points(line));
  return around;
}

// Where two lines meet depends on these two alone, so it is enough to look at those around.
void NetworkChanger::join_new_lines() {
  const double tolerance = in_metres(before_.profile_.join);
  const Surroundings around = surroundings();
  const LineGrid grid(around.lines, tolerance / 2);
  const NodedRoads noded = cut_roads(around.lines, node_lines(around.lines, grid, tolerance));
  sets_ = DisjointSets(before_.nodes_.size() + noded.nodes.size());
  match(around, noded);
  number_nodes(noded);
  cut_edges();
  add_edges(around, noded);
  after().index_ = std::make_unique<EdgeIndex>(
      *before_.index_, after().lines_,
      LineGrid(after().lines_, tolerance / 2, before_.lines_.size()), after().edges_);
}

void NetworkChanger::match(const Surroundings& around, const NodedRoads& noded) {
  for (const RoadPiece& piece : noded.pieces) {
    if (piece.line >= around.old_lines) continue;
    const std::uint32_t line = around.numbers[piece.line];
    match(line, piece.start_metres, static_cast<std::uint32_t>(piece.from.row()));
    match(line, piece.end_metres, static_cast<std::uint32_t>(piece.to.row()));
  }
}

// The same millimetre of a line is the same node.
void NetworkChanger::match(std::uint32_t line, double along, std::uint32_t meeting) {
  const auto edges = before_.index_->edges_of(line);
  const Millimetres at = metres(along);
  const auto edge = std::find_if(edges.begin(), edges.end(), [&](EdgeId id) {
    return metres(before_.edges_[id].end_metres) >= at;
  });
  const Edge& here = before_.edges_[*edge];
  const std::size_t node = before_.nodes_.size() + meeting;
  const Millimetres offset = at - metres(here.start_metres);
  places_of_meetings_.emplace_back(meeting, Attachment{*edge, Millimetres(0), offset});
  if (offset == Millimetres(0)) {
    sets_.unite(here.from.row(), node);
  } else if (offset == here.length) {
    sets_.unite(here.to.row(), node);
  } else {
    cuts_.push_back({*edge, along, meeting});
  }
}

/// Old edges meet at their ends already; what lies inside of one has met nothing.
bool NetworkChanger::are_several(const std::vector<Attachment>& places) const {
  const auto spot = [this](const Attachment& place) {
    const Edge& edge = before_.edges_[place.edge];
    const bool inside = place.offset != Millimetres(0) && place.offset != edge.length;
    return inside ? std::tuple(place.edge.row(), place.offset, true)
                  : std::tuple(end(edge, place.offset).row(), Millimetres(0), false);
  };
  return std::any_of(places.begin(), places.end(),
                     [&](const Attachment& place) { return spot(place) != spot(places.front()); });
}

void NetworkChanger::number_nodes(const NodedRoads& noded) {
  const std::size_t old_nodes = before_.nodes_.size();
  std::map<std::size_t, NodeId> new_nodes;
  for (std::uint32_t meeting = 0; meeting < noded.nodes.size(); ++meeting) {
    const std::size_t set = sets_.find(old_nodes + meeting);
    if (set < old_nodes) {
      nodes_of_meetings_.emplace_back(set);
      continue;
    }
    const auto [known, is_new] = new_nodes.emplace(set, NodeId());
    if (is_new) known->second = after().nodes_.push_back(noded.nodes[NodeId(meeting)]);
    nodes_of_meetings_.push_back(known->second);
  }
  for (const auto& [meeting, place] : places_of_meetings_)
    result_.places_before[node_of(meeting)].push_back(place);
  for (const auto& [node, places] : result_.places_before) {
    if (are_several(places)) result_.joined.push_back(node);
  }
  for (std::size_t node = 0; node < old_nodes && !merges_; ++node)
    merges_ = sets_.find(node) != node;
  if (!merges_) return;
  for (Edge& edge : after().edges_) {
    edge.from = NodeId(sets_.find(edge.from.row()));
    edge.to = NodeId(sets_.find(edge.to.row()));
  }
}

void NetworkChanger::cut_edges() {
  // Each was met twice, at the end of a piece and at the start of the next.
  std::sort(cuts_.begin(), cuts_.end());
  cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
  const EdgeCut* const last = cuts_.data() + cuts_.size();
  for (const EdgeCut* first = cuts_.data(); first != last;) {
    const EdgeCut* const next =
        std::find_if(first, last, [&](const EdgeCut& cut) { return cut.edge != first->edge; });
    cut_edge(first->edge, first, next);
    first = next;
  }
}

void NetworkChanger::cut_edge(EdgeId id, const EdgeCut* begin, const EdgeCut* end) {
  const Edge whole = after().edges_[id];
  CutEdge cut{id, {id}};
  Edge piece = whole;
  const auto close = [&](double along, NodeId node) {
    piece.end_metres = along;
    piece.to = node;
    piece.length = metres(piece.end_metres) - metres(piece.start_metres);
    piece.time = time_to_offset(piece, piece.length);
  };
  for (const EdgeCut* at = begin; at != end; ++at) {
    close(at->along, node_of(at->meeting));
    after().edges_[cut.pieces.back()] = piece;
    piece.start_metres = piece.end_metres;
    piece.from = piece.to;
    cut.pieces.push_back(after().edges_.push_back(piece));
  }
  close(whole.end_metres, whole.to);
  after().edges_[cut.pieces.back()] = piece;
  keep_ends(id);
  result_.cuts.push_back(std::move(cut));
}

void NetworkChanger::add_edges(const Surroundings& around, const NodedRoads& noded) {
  for (RoadPiece piece : noded.pieces) {
    if (piece.line < around.old_lines) continue;
    const RoadUse& use = new_lines_[piece.line - around.old_lines].use;
    piece.line = around.numbers[piece.line];
    piece.from = node_of(static_cast<std::uint32_t>(piece.from.row()));
    piece.to = node_of(static_cast<std::uint32_t>(piece.to.row()));
    const Edge edge = to_edge(piece, after().lines_.road(piece.line), use);
    const EdgeId id = after().edges_.push_back(edge);
    if (edge.is_open()) result_.better.push_back(id);
  }
}

/// Ends of old edges lie where they lay, unless a new road has been matched there.
void NetworkChanger::keep_ends(EdgeId id) {
  const Edge& old = before_.edges_[id];
  for (const Millimetres offset : {Millimetres(0), old.length}) {
    const NodeId node(!merges_ ? end(old, offset).row() : sets_.find(end(old, offset).row()));
    auto& places = result_.places_before[node];
    if (places.empty()) places.push_back({id, Millimetres(0), offset});
  }
}

std::vector<Gate> ChangedNetwork::gates_of(const std::vector<EdgeId>& edges) const {
  std::vector<NodeId> nodes = joined;
  for (const EdgeId edge : edges) {
    nodes.push_back(network->edges()[edge].from);
    nodes.push_back(network->edges()[edge].to);
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  std::vector<Gate> gates;
  for (const NodeId node : nodes) {
    const auto before = places_before.find(node);
    const bool joins = std::binary_search(joined.begin(), joined.end(), node);
    gates.push_back({node,
                     {network->nodes()[node],
                      before == places_before.end() ? std::vector<Attachment>() : before->second},
                     joins});
  }
  return gates;
}

std::vector<EdgeId> ChangedNetwork::pieces() const {
  std::vector<EdgeId> all;
  for (const CutEdge& cut : cuts) all.insert(all.end(), cut.pieces.begin(), cut.pieces.end());
  return all;
}

Attachment ChangedNetwork::moved(const Attachment& before) const {
  const auto cut =
      std::lower_bound(cuts.begin(), cuts.end(), before.edge,
                       [](const CutEdge& edge, EdgeId wanted) { return edge.whole < wanted; });
  if (cut == cuts.end() || cut->whole != before.edge) return before;
  Attachment moved = before;
  for (const EdgeId piece : cut->pieces) {
    moved.edge = piece;
    const Millimetres length = network->edges()[piece].length;
    if (moved.offset <= length) break;
    moved.offset = moved.offset - length;
  }
  return moved;
}

ChangedNetwork change_roads(const Network& before, const std::vector<ChangedRoad>& roads,
                            ChangePart part, const std::vector<EdgePoint>& points) {
  return NetworkChanger(before, part, points).change(roads);
}

Table<RoadId, Road> changed_roads(Table<RoadId, Road> roads,
                                  const std::vector<ChangedRoad>& changes) {
  for (const ChangedRoad& change : changes) {
    if (roads.contains(change.id)) {
      roads[change.id] = change.road;
    } else if (change.id.row() == roads.size()) {
      roads.push_back(change.road);
    } else {
      throw std::invalid_argument("a new road has the row after the last one");
    }
  }
  return roads;
}

}  // namespace budian
