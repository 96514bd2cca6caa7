#include "gis/network_builder.hpp"

#include <algorithm>
#include <cmath>

#include "gis/disjoint_sets.hpp"
#include "gis/noding.hpp"
#include "gis/spatial_order.hpp"

namespace budian {
namespace {

bool is_finite(const Line& line) {
  return std::all_of(line.begin(), line.end(),
                     [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

class Builder {
 public:
  Builder(const Table<RoadId, Road>& roads, const std::vector<RoadId>& used);
  NodedRoads build();

 private:
  void count(const std::vector<Meeting>& meetings);
  [[nodiscard]] DisjointSets join(const std::vector<Meeting>& meetings);
  void cut_line(std::size_t first, std::size_t last, DisjointSets& junctions);
  NodeId node_of(std::size_t junction, const Cut& cut);
  void renumber();

  std::vector<RoadId> road_of_line_;
  std::vector<MeasuredLine> lines_;
  std::vector<std::pair<Cut, std::size_t>> cuts_;  ///< with the junction that each belongs to
  std::vector<std::uint32_t> node_of_junction_;
  NodedRoads result_;
};

Builder::Builder(const Table<RoadId, Road>& roads, const std::vector<RoadId>& used) {
  for (const RoadId road : used) {
    if (!is_finite(roads[road].line)) continue;
    MeasuredLine line = measured(roads[road].line, roads[road].level);
    if (line.points.size() < 2 || metres(line.length()) == Millimetres(0)) {
      ++result_.summary.zero_pieces_dropped;
      continue;
    }
    lines_.push_back(std::move(line));
    road_of_line_.push_back(road);
  }
}

void Builder::count(const std::vector<Meeting>& meetings) {
  std::vector<Cut> ends;
  for (const Meeting& meeting : meetings) {
    if (meeting.kind == MeetingKind::crossing) ++result_.summary.crossings_joined;
    if (meeting.kind != MeetingKind::end_touch) continue;
    const bool a_ends = meeting.a.along == 0 || meeting.a.along == lines_[meeting.a.line].length();
    ends.push_back(a_ends ? meeting.a : meeting.b);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  result_.summary.ends_joined = static_cast<std::int64_t>(ends.size());
}

// Every cut starts as a junction of its own; meetings and cuts at the same millimetre of a line
// unite them.
DisjointSets Builder::join(const std::vector<Meeting>& meetings) {
  DisjointSets junctions(2 * meetings.size() + 2 * lines_.size());
  const auto add = [this](const Cut& cut) { cuts_.emplace_back(cut, cuts_.size()); };
  for (const Meeting& meeting : meetings) {
    junctions.unite(cuts_.size(), cuts_.size() + 1);
    add(meeting.a);
    add(meeting.b);
  }
  for (std::uint32_t line = 0; line < lines_.size(); ++line) {
    add({line, 0.0});
    add({line, lines_[line].length()});
  }
  std::sort(cuts_.begin(), cuts_.end());
  for (std::size_t i = 1; i < cuts_.size(); ++i) {
    const Cut& before = cuts_[i - 1].first;
    const Cut& cut = cuts_[i].first;
    if (before.line == cut.line && metres(before.along) == metres(cut.along)) {
      junctions.unite(cuts_[i - 1].second, cuts_[i].second);
    }
  }
  return junctions;
}

NodeId Builder::node_of(std::size_t junction, const Cut& cut) {
  constexpr auto none = static_cast<std::uint32_t>(-1);
  if (node_of_junction_.empty()) node_of_junction_.assign(cuts_.size(), none);
  if (node_of_junction_[junction] == none) {
    const Line there = piece_of(lines_[cut.line].points, cut.along, cut.along);
    node_of_junction_[junction] =
        static_cast<std::uint32_t>(result_.nodes.push_back(there.front()).row());
  }
  return NodeId(node_of_junction_[junction]);
}

// `first` to `last` are the sorted cuts of one line.
void Builder::cut_line(std::size_t first, std::size_t last, DisjointSets& junctions) {
  const RoadId road = road_of_line_[cuts_[first].first.line];
  const Cut* start = &cuts_[first].first;
  NodeId from = node_of(junctions.find(cuts_[first].second), *start);
  for (std::size_t i = first + 1; i < last; ++i) {
    const Cut& end = cuts_[i].first;
    if (metres(start->along) == metres(end.along)) continue;
    const NodeId to = node_of(junctions.find(cuts_[i].second), end);
    result_.pieces.push_back({road, from, to, start->along, end.along});
    start = &end;
    from = to;
  }
}

// Where a search goes, memory should lie together: nodes near each other get numbers near each
// other.
void Builder::renumber() {
  const std::vector<std::uint32_t> order = spatial_order(result_.nodes.rows());
  Table<NodeId, Point> nodes;
  std::vector<NodeId> number(order.size());
  for (const std::uint32_t old : order) number[old] = nodes.push_back(result_.nodes[NodeId(old)]);
  result_.nodes = std::move(nodes);
  for (RoadPiece& piece : result_.pieces) {
    piece.from = number[piece.from.row()];
    piece.to = number[piece.to.row()];
  }
}

NodedRoads Builder::build() {
  const std::vector<Meeting> meetings = find_meetings(lines_);
  count(meetings);
  DisjointSets junctions = join(meetings);
  for (std::size_t first = 0; first < cuts_.size();) {
    std::size_t last = first + 1;
    while (last < cuts_.size() && cuts_[last].first.line == cuts_[first].first.line) ++last;
    cut_line(first, last, junctions);
    first = last;
  }
  renumber();
  return std::move(result_);
}

}  // namespace

NodedRoads node_roads(const Table<RoadId, Road>& roads, const std::vector<RoadId>& used) {
  return Builder(roads, used).build();
}

}  // namespace budian
