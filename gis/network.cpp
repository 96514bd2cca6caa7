#include "gis/network.hpp"

#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>
#include <utility>

#include "gis/disjoint_sets.hpp"
#include "gis/edge_index.hpp"
#include "gis/extent.hpp"
#include "gis/grouped_rows.hpp"
#include "gis/hierarchy.hpp"
#include "gis/network_builder.hpp"
#include "gis/shores.hpp"
#include "gis/useful_attachments.hpp"

namespace budian {
namespace {

/// The speed over all of who loses so much time on every kilometre.
Speed slowed(Speed speed, Milliseconds lost) {
  if (lost <= Milliseconds(0)) return speed;
  const double kilometre = 1e6 / static_cast<double>(speed.millimetres_per_second);
  return {std::max<std::int64_t>(1, std::llround(1e6 / (kilometre + in_seconds(lost))))};
}

/// Empty where the mode may not use the road.
std::optional<Speed> speed_on(const Road& road, const Profile& profile) {
  const bool allowed = profile.mode == Mode::walk ? road.walkable : road.drivable;
  const std::optional<Speed> of_class = profile.speeds[row(road.road_class)];
  if (!allowed || !of_class || (road.hazard && profile.hazard_forbidden)) return std::nullopt;
  // A sign speaks to vehicles, not to feet.
  Speed speed = profile.mode == Mode::walk ? *of_class : road.speed.value_or(*of_class);
  const Speed none{};
  if (profile.cap > none) speed = std::min(speed, profile.cap);
  if (road.hazard && profile.hazard_cap > none) speed = std::min(speed, profile.hazard_cap);
  if (speed <= none) return std::nullopt;
  return slowed(speed, profile.lost_on_kilometre[row(road.road_class)] +
                           (road.hazard ? profile.lost_on_hazard_kilometre : Milliseconds(0)));
}

}  // namespace

std::optional<RoadUse> use_of(const Road& road, const Profile& profile) {
  const std::optional<Speed> speed = speed_on(road, profile);
  if (!speed) return std::nullopt;
  const bool any_way = !profile.obeys_one_way;
  const bool right_side_only =
      !any_way && road.direction != Direction::both && profile.is_divided[row(road.road_class)];
  return RoadUse{*speed, !road.closed && (any_way || road.direction != Direction::backward),
                 !road.closed && (any_way || road.direction != Direction::forward),
                 right_side_only};
}

Milliseconds time_to_offset(const Edge& edge, Millimetres offset) {
  const Millimetres start = metres(edge.start_metres);
  return travel_time(start + offset, edge.speed) - travel_time(start, edge.speed);
}

namespace {

std::vector<RoadId> usable_roads(const Table<RoadId, Road>& roads, const Profile& profile) {
  std::vector<RoadId> used;
  for (const RoadId id : roads.ids()) {
    if (speed_on(roads[id], profile)) used.push_back(id);
  }
  return used;
}

/// Arcs in the order of the edges, before they are grouped by the node that they leave.
class GraphDraft {
 public:
  void add(NodeId from, NodeId to, EdgeId edge) {
    ends_.emplace_back(static_cast<std::uint32_t>(from.row()),
                       static_cast<std::uint32_t>(to.row()));
    edges_.push_back(edge);
  }
  void turn_round() {
    for (auto& [from, to] : ends_) std::swap(from, to);
  }
  /// `arc_edges` becomes the edge of each arc. The graph is built over the edges' rows, so that
  /// both come in the same order.
  [[nodiscard]] RoadGraph build(const Table<EdgeId, Edge>& edges, std::size_t nodes,
                                std::vector<EdgeId>& arc_edges) const {
    std::vector<Arc> rows;
    rows.reserve(edges_.size());
    for (const EdgeId edge : edges_) rows.push_back({static_cast<std::uint32_t>(edge.row()), 0});
    RoadGraph graph(boost::edges_are_unsorted_multi_pass, ends_.begin(), ends_.end(), rows.begin(),
                    static_cast<std::uint32_t>(nodes));
    arc_edges.clear();
    arc_edges.reserve(edges_.size());
    const auto [begin, end] = boost::edges(graph);
    for (auto arc = begin; arc != end; ++arc) {
      const EdgeId edge(graph[*arc].length);
      arc_edges.push_back(edge);
      graph[*arc] = {static_cast<std::uint32_t>(edges[edge].length.count()),
                     static_cast<std::uint32_t>(edges[edge].time.count())};
    }
    return graph;
  }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends_;
  std::vector<EdgeId> edges_;
};

/// An arc that takes the place of others, or is new.
struct NewArc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  EdgeId edge;
  friend auto operator<=>(const NewArc&, const NewArc&) = default;
};

/// Arcs of edges that did not change are taken over in their order, the others follow those of
/// their node. `added` is sorted.
RoadGraph patched(const RoadGraph& before, const std::vector<EdgeId>& before_edges,
                  const std::vector<char>& is_changed, const std::vector<NewArc>& added,
                  const Table<EdgeId, Edge>& edges, std::size_t nodes,
                  std::vector<EdgeId>& arc_edges) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<Arc> arcs;
  ends.reserve(before_edges.size() + added.size());
  arcs.reserve(ends.capacity());
  arc_edges.clear();
  arc_edges.reserve(ends.capacity());
  auto next = added.begin();
  const auto old_nodes = boost::num_vertices(before);
  for (std::uint32_t node = 0; node < nodes; ++node) {
    if (node < old_nodes) {
      const auto [begin, end] = boost::out_edges(node, before);
      for (auto arc = begin; arc != end; ++arc) {
        const EdgeId edge = before_edges[boost::get(boost::edge_index, before, *arc)];
        if (is_changed[edge.row()] != 0) continue;
        ends.emplace_back(node, static_cast<std::uint32_t>(boost::target(*arc, before)));
        arcs.push_back(before[*arc]);
        arc_edges.push_back(edge);
      }
    }
    for (; next != added.end() && next->from == node; ++next) {
      ends.emplace_back(node, next->to);
      arcs.push_back({static_cast<std::uint32_t>(edges[next->edge].length.count()),
                      static_cast<std::uint32_t>(edges[next->edge].time.count())});
      arc_edges.push_back(next->edge);
    }
  }
  return {boost::edges_are_sorted,
          ends.begin(),
          ends.end(),
          arcs.begin(),
          static_cast<std::uint32_t>(nodes),
          static_cast<std::uint32_t>(ends.size())};
}

/// An eighth of the mean step: wider buckets expand nodes twice, narrower ones are mostly empty.
constexpr std::uint64_t buckets_in_a_step = 8;
constexpr std::uint32_t most_buckets = 1U << 14U;

SearchScale scale_of(const Table<EdgeId, Edge>& edges, Least least) {
  SearchScale scale;
  std::uint64_t sum = 0;
  std::uint64_t free_other = 0;  // of the arcs that cost nothing
  double ratio = 0;              // other measure per cost, at most
  for (const Edge& edge : edges) {
    const Journey step{edge.length, edge.time};
    const auto price = static_cast<std::uint64_t>(cost(step, least));
    const auto other = static_cast<std::uint64_t>(other_cost(step, least));
    sum += price;
    scale.longest = std::max(scale.longest, static_cast<std::uint32_t>(price));
    if (price == 0) {
      free_other += other;
    } else {
      ratio = std::max(ratio, static_cast<double>(other) / static_cast<double>(price));
    }
  }
  const std::uint64_t width = edges.empty() ? 1 : sum / edges.size() / buckets_in_a_step;
  while ((std::uint64_t{2} << scale.bucket_shift) <= width) ++scale.bucket_shift;
  while ((scale.longest >> scale.bucket_shift) >= most_buckets) ++scale.bucket_shift;
  constexpr double widest = std::numeric_limits<std::uint32_t>::max();
  const double room = std::max(0.0, widest - static_cast<double>(free_other));
  scale.most_cost = static_cast<std::uint32_t>(ratio > 1 ? room / ratio : room);
  return scale;
}

}  // namespace

struct Network::Hierarchies {
  struct One {
    std::once_flag once;
    std::unique_ptr<const Hierarchy> made;
    std::atomic<bool> is_made{false};
  };
  std::array<One, 2> by_least;
};

Network::Network(const Table<RoadId, Road>& roads, const Profile& profile,
                 const std::vector<MultiPolygon>& water)
    : profile_(profile),
      hierarchies_(std::make_unique<Hierarchies>()),
      shores_(water.empty() ? nullptr : std::make_shared<const Shores>(water)) {
  add_edges(roads);
  build_graphs();
  find_components();
}
Network::Network(Copy, const Network& other)
    : profile_(other.profile_),
      nodes_(other.nodes_),
      edges_(other.edges_),
      lines_(other.lines_),
      noding_(other.noding_),
      extent_square_metres_(other.extent_square_metres_),
      fastest_(other.fastest_),
      hierarchies_(std::make_unique<Hierarchies>()),
      index_(std::make_unique<EdgeIndex>(*other.index_)),
      shores_(other.shores_) {}
Network::~Network() = default;
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;

const Hierarchy& Network::hierarchy(Least least) const {
  auto& one = hierarchies_->by_least[static_cast<std::size_t>(least)];
  std::call_once(one.once, [&] {
    // Whoever waits for it must not take up other work meanwhile, which may ask for it, too.
    tbb::this_task_arena::isolate(
        [&] { one.made = std::make_unique<const Hierarchy>(*this, least); });
    one.is_made = true;
  });
  return *one.made;
}

bool Network::has_hierarchy(Least least) const {
  return hierarchies_->by_least[static_cast<std::size_t>(least)].is_made;
}

void Network::add_edges(const Table<RoadId, Road>& roads) {
  lines_ = RoadLines(roads, usable_roads(roads, profile_));
  const double tolerance = in_metres(profile_.join);
  LineGrid grid(lines_, tolerance / 2);
  NodedRoads noded = cut_roads(lines_, node_lines(lines_, grid, tolerance));
  nodes_ = std::move(noded.nodes);
  noding_ = noded.summary;
  std::vector<Edge> edges;
  edges.reserve(noded.pieces.size());
  for (const RoadPiece& piece : noded.pieces) {
    const RoadId road = lines_.road(piece.line);
    edges.push_back(to_edge(piece, road, *use_of(roads[road], profile_)));
  }
  edges_ = Table<EdgeId, Edge>(std::move(edges));
  bar_dead_ends();
  index_ = std::make_unique<EdgeIndex>(lines_, std::move(grid), edges_);
  find_extremes();
}

// What is left when the ends are taken off, one after the other, is what one can drive through.
void Network::bar_dead_ends() {
  if (profile_.turns_at_dead_ends) return;
  std::vector<std::pair<std::uint32_t, EdgeId>> keyed;
  std::vector<std::uint32_t> degrees(nodes_.size(), 0);
  for (const EdgeId id : edges_.ids()) {
    Edge& edge = edges_[id];
    edge.forward = edge.may_forward;
    edge.backward = edge.may_backward;
    if (!edge.is_open()) continue;
    for (const NodeId node : {edge.from, edge.to}) {
      keyed.emplace_back(static_cast<std::uint32_t>(node.row()), id);
      ++degrees[node.row()];
    }
  }
  const GroupedRows<EdgeId> around(keyed, nodes_.size());
  std::vector<std::size_t> ends;
  for (std::size_t node = 0; node < degrees.size(); ++node) {
    if (degrees[node] == 1) ends.push_back(node);
  }
  while (!ends.empty()) {
    const std::size_t end = ends.back();
    ends.pop_back();
    for (const EdgeId id : around[end]) {
      Edge& edge = edges_[id];
      if (!edge.is_open()) continue;
      edge.forward = edge.backward = false;
      const std::size_t other = edge.from.row() == end ? edge.to.row() : edge.from.row();
      --degrees[end];
      if (--degrees[other] == 1) ends.push_back(other);
    }
  }
}

void Network::find_extremes() {
  Extent extent;
  for (const Point node : nodes_) extent.add(node);
  extent_square_metres_ = nodes_.empty() ? 0 : extent.width() * extent.height();
  fastest_ = {};
  for (const Edge& edge : edges_) {
    if (edge.is_open()) fastest_ = std::max(fastest_, edge.speed);
  }
}

void Network::build_graphs() {
  GraphDraft draft;
  for (const EdgeId id : edges_.ids()) {
    const Edge& edge = edges_[id];
    if (edge.from == edge.to) continue;  // a loop leads nowhere
    if (edge.forward) draft.add(edge.from, edge.to, id);
    if (edge.backward) draft.add(edge.to, edge.from, id);
  }
  graph_ = draft.build(edges_, nodes_.size(), arc_edges_);
  draft.turn_round();
  reversed_ = draft.build(edges_, nodes_.size(), reversed_edges_);
  scales_ = {scale_of(edges_, Least::length), scale_of(edges_, Least::time)};
}

void Network::patch_graphs(const Network& before, const std::vector<EdgeId>& changed) {
  std::vector<char> is_changed(edges_.size(), 0);
  std::vector<NewArc> added;
  for (const EdgeId id : changed) {
    if (std::exchange(is_changed[id.row()], 1) != 0) continue;
    const Edge& edge = edges_[id];
    if (edge.from == edge.to) continue;
    const auto from = static_cast<std::uint32_t>(edge.from.row());
    const auto to = static_cast<std::uint32_t>(edge.to.row());
    if (edge.forward) added.push_back({from, to, id});
    if (edge.backward) added.push_back({to, from, id});
  }
  std::sort(added.begin(), added.end());
  graph_ = patched(before.graph_, before.arc_edges_, is_changed, added, edges_, nodes_.size(),
                   arc_edges_);
  for (NewArc& arc : added) std::swap(arc.from, arc.to);
  std::sort(added.begin(), added.end());
  reversed_ = patched(before.reversed_, before.reversed_edges_, is_changed, added, edges_,
                      nodes_.size(), reversed_edges_);
  scales_ = {scale_of(edges_, Least::length), scale_of(edges_, Least::time)};
}

void Network::find_components() {
  DisjointSets sets(nodes_.size());
  for (const Edge& edge : edges_) {
    if (edge.is_open()) sets.unite(edge.from.row(), edge.to.row());
  }
  std::vector<std::uint32_t> sizes(nodes_.size(), 0);
  for (std::size_t node = 0; node < nodes_.size(); ++node) ++sizes[sets.find(node)];
  std::vector<std::size_t> roots;
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    if (sizes[node] > 0) roots.push_back(node);
  }
  std::stable_sort(roots.begin(), roots.end(),
                   [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
  std::vector<std::uint32_t> rank(nodes_.size(), 0);
  for (std::size_t i = 0; i < roots.size(); ++i) rank[roots[i]] = static_cast<std::uint32_t>(i);
  components_ = Table<NodeId, std::uint32_t>(nodes_.size());
  for (const NodeId node : nodes_.ids()) components_[node] = rank[sets.find(node.row())];
  noding_.components = static_cast<std::int64_t>(roots.size());
}

Milliseconds Network::leg_time(Millimetres leg) const {
  return travel_time(leg, profile_.door_speed);
}

Attachment Network::attachment(const NearEdge& near) const {
  const Edge& edge = edges_[near.edge];
  const Millimetres offset = metres(near.along) - metres(edge.start_metres);
  return {near.edge, metres(near.distance * profile_.door_detour),
          std::clamp(offset, Millimetres(0), edge.length)};
}

std::vector<Attachment> Network::attach(Point place) const {
  return useful_attachments(*this, every_attachment(place));
}

std::vector<Attachment> Network::every_attachment(Point place) const {
  std::vector<Attachment> attachments;
  const double reach = in_metres(profile_.reach);
  const auto near_edges = index_->within(lines_, edges_, place, reach);
  // Whether a way is dry depends on nothing but that way, so an added road still takes none away.
  const auto shores =
      shores_ && !near_edges.empty() ? std::optional(shores_->around(place, reach)) : std::nullopt;
  for (const NearEdge& near : near_edges) {
    if (!is_on_safe_side(near, place)) continue;
    const Attachment candidate = attachment(near);
    if (shores && shores->bar(position(candidate))) continue;
    attachments.push_back(candidate);
  }
  std::sort(attachments.begin(), attachments.end(), [](const Attachment& a, const Attachment& b) {
    return std::pair(a.leg, a.edge) < std::pair(b.leg, b.edge);
  });
  return attachments;
}

// Right of the direction in which the edge is driven; one-way edges have one. Who is nearest to a
// corner of the road is on the outer side of it, whatever the segments on either side say.
bool Network::is_on_safe_side(const NearEdge& near, Point place) const {
  const Edge& edge = edges_[near.edge];
  if (!edge.right_side_only) return true;
  const double left = lines_.left_of(edge.line, near.along, place);
  return edge.may_forward ? left <= 0 : left >= 0;
}

Barrier Network::what_bars(Point place) const {
  const auto near = index_->within(lines_, edges_, place, in_metres(profile_.reach));
  const bool any_safe = std::any_of(
      near.begin(), near.end(), [&](const NearEdge& edge) { return is_on_safe_side(edge, place); });
  if (any_safe) return Barrier::water;
  return near.empty() ? Barrier::no_road : Barrier::far_side;
}

std::vector<NearEdge> Network::edges_near(Point place, double metres) const {
  return index_->within(lines_, edges_, place, metres);
}

std::optional<Attachment> Network::nearest(Point place) const {
  const std::optional<NearEdge> near = index_->nearest(lines_, edges_, place);
  if (!near) return std::nullopt;
  return attachment(*near);
}

bool Network::has_one_way_edges() const {
  return std::any_of(edges_.begin(), edges_.end(),
                     [](const Edge& edge) { return edge.forward != edge.backward; });
}

Point Network::position(const Attachment& attachment) const {
  return piece(attachment.edge, attachment.offset, attachment.offset).front();
}

Line Network::piece(EdgeId id, Millimetres from, Millimetres to) const {
  const Edge& edge = edges_[id];
  // The end of the edge, not the millimetre nearest to it.
  const auto place = [&edge](Millimetres offset) {
    if (offset == edge.length) return edge.end_metres;
    return std::min(edge.start_metres + in_metres(offset), edge.end_metres);
  };
  return lines_.piece(edge.line, place(from), place(to));
}

}  // namespace budian
