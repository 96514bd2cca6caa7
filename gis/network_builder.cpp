#include "gis/network_builder.hpp"

#include <algorithm>
#include <utility>

#include "gis/disjoint_sets.hpp"
#include "gis/grouped_rows.hpp"
#include "gis/spatial_order.hpp"

namespace budian {
namespace {

/// A cut of a line, and the junction that it belongs to.
struct NumberedCut {
  double along = 0;
  std::uint32_t number = 0;
  friend auto operator<=>(const NumberedCut&, const NumberedCut&) = default;
};

/// Every cut starts as a junction of its own, called by its number: 2 × line for the start of a
/// line, one more for its end, then those inside of lines. What meets is united.
class Builder {
 public:
  Builder(const RoadLines& lines, const Noding& noding)
      : lines_(lines), noding_(noding), numbers_(2 * lines.size()) {}
  NodedRoads build();

 private:
  using Group = const std::uint32_t*;
  void count_meetings();
  void meet_at_vertices();
  void meet_in_group(Group begin, Group end);
  void meet_on_lines();
  [[nodiscard]] std::uint32_t number_of_vertex(std::uint32_t row);
  [[nodiscard]] std::uint32_t number_of_cut(const Cut& cut);
  void unite(std::uint32_t a, std::uint32_t b) { unions_.emplace_back(a, b); }
  void cut_line(std::uint32_t line, std::vector<NumberedCut>& cuts, DisjointSets& junctions);
  NodeId node_of(std::size_t junction, std::uint32_t line, double along);
  void renumber();

  const RoadLines& lines_;
  const Noding& noding_;
  std::uint32_t numbers_;
  std::vector<std::pair<std::uint32_t, NumberedCut>> inner_;  ///< with their line
  std::vector<std::pair<std::uint32_t, std::uint32_t>> unions_;
  std::vector<std::uint32_t> node_of_junction_;
  NodedRoads result_;
};

void Builder::count_meetings() {
  std::vector<Cut> ends;
  for (const Meeting& meeting : noding_.meetings) {
    if (meeting.kind == MeetingKind::crossing) ++result_.summary.crossings_joined;
    if (meeting.kind != MeetingKind::end_touch) continue;
    const Cut& a = meeting.a;
    const bool a_ends = a.along == 0 || a.along == lines_.length(a.line);
    ends.push_back(a_ends ? a : meeting.b);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  result_.summary.ends_joined = static_cast<std::int64_t>(ends.size());
  result_.summary.zero_pieces_dropped = lines_.dropped();
}

std::uint32_t Builder::number_of_vertex(std::uint32_t row) {
  return number_of_cut({lines_.line_of(row), lines_.along(row)});
}

std::uint32_t Builder::number_of_cut(const Cut& cut) {
  if (cut.along == 0) return 2 * cut.line;
  if (cut.along == lines_.length(cut.line)) return 2 * cut.line + 1;
  inner_.emplace_back(cut.line, NumberedCut{cut.along, numbers_});
  return numbers_++;
}

void Builder::meet_at_vertices() {
  const auto& [place, shared] = noding_.vertices;
  const Group last = shared.data() + shared.size();
  for (Group first = shared.data(); first != last;) {
    Group next = first + 1;
    while (next != last && place[*next] == place[*first]) ++next;
    meet_in_group(first, next);
    first = next;
  }
}

// An end meets all that share its place; without one, each level is a junction of its own.
void Builder::meet_in_group(Group begin, Group end) {
  const auto level = [this](std::uint32_t row) { return lines_.level(lines_.line_of(row)); };
  const bool any_end =
      std::any_of(begin, end, [this](std::uint32_t row) { return lines_.is_end(row); });
  std::vector<std::pair<int, std::uint32_t>> rows;
  for (Group row = begin; row != end; ++row) rows.emplace_back(any_end ? 0 : level(*row), *row);
  if (!any_end) std::sort(rows.begin(), rows.end());
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t next = first + 1;
    while (next < rows.size() && rows[next].first == rows[first].first) ++next;
    if (next - first > 1) {
      const std::uint32_t junction = number_of_vertex(rows[first].second);
      for (std::size_t i = first + 1; i < next; ++i)
        unite(junction, number_of_vertex(rows[i].second));
    }
    first = next;
  }
}

void Builder::meet_on_lines() {
  for (const Meeting& meeting : noding_.meetings) {
    const std::uint32_t a = number_of_cut(meeting.a);
    unite(a, number_of_cut(meeting.b));
  }
}

NodeId Builder::node_of(std::size_t junction, std::uint32_t line, double along) {
  constexpr auto none = static_cast<std::uint32_t>(-1);
  if (node_of_junction_.empty()) node_of_junction_.assign(numbers_, none);
  if (node_of_junction_[junction] == none) {
    const NodeId node = result_.nodes.push_back(lines_.position(line, along));
    node_of_junction_[junction] = static_cast<std::uint32_t>(node.row());
  }
  return NodeId(node_of_junction_[junction]);
}

// Cuts at the same millimetre of a line are one junction, which lies at that millimetre: whichever
// of them there are, no door's nearest point moves.
void Builder::cut_line(std::uint32_t line, std::vector<NumberedCut>& cuts,
                       DisjointSets& junctions) {
  const NumberedCut* start = cuts.data();
  NodeId from = node_of(junctions.find(start->number), line, start->along);
  for (const NumberedCut& end : cuts) {
    if (metres(start->along) == metres(end.along)) continue;
    const NodeId to = node_of(junctions.find(end.number), line, end.along);
    result_.pieces.push_back(
        {line, from, to, in_metres(metres(start->along)), in_metres(metres(end.along))});
    start = &end;
    from = to;
  }
}

// Where a search goes, memory should lie together: nodes near each other get numbers near each
// other.
void Builder::renumber() {
  const std::vector<std::uint32_t> order = spatial_order(result_.nodes.rows());
  std::vector<Point> nodes;
  nodes.reserve(order.size());
  std::vector<NodeId> number(order.size());
  for (const std::uint32_t old : order) {
    number[old] = NodeId(nodes.size());
    nodes.push_back(result_.nodes[NodeId(old)]);
  }
  result_.nodes = Table<NodeId, Point>(std::move(nodes));
  for (RoadPiece& piece : result_.pieces) {
    piece.from = number[piece.from.row()];
    piece.to = number[piece.to.row()];
  }
}

NodedRoads Builder::build() {
  count_meetings();
  meet_at_vertices();
  meet_on_lines();
  DisjointSets junctions(numbers_);
  for (const auto& [a, b] : unions_) junctions.unite(a, b);
  const GroupedRows<NumberedCut> inner(inner_, lines_.size());
  result_.pieces.reserve(lines_.size() + inner_.size());
  std::vector<NumberedCut> cuts;
  const auto gather = [&](std::uint32_t line) {
    cuts.assign({{0, 2 * line}});
    cuts.insert(cuts.end(), inner[line].begin(), inner[line].end());
    std::sort(cuts.begin() + 1, cuts.end());
    cuts.push_back({lines_.length(line), 2 * line + 1});
  };
  // First all that fall together on a line, then nodes: a cut may join what lies far away.
  for (std::uint32_t line = 0; line < lines_.size(); ++line) {
    if (inner[line].empty()) continue;
    gather(line);
    for (std::size_t i = 1; i < cuts.size(); ++i) {
      if (metres(cuts[i - 1].along) == metres(cuts[i].along))
        junctions.unite(cuts[i - 1].number, cuts[i].number);
    }
  }
  for (std::uint32_t line = 0; line < lines_.size(); ++line) {
    gather(line);
    cut_line(line, cuts, junctions);
  }
  renumber();
  return std::move(result_);
}

}  // namespace

Edge to_edge(const RoadPiece& piece, RoadId road, const RoadUse& use) {
  Edge edge;
  edge.road = road;
  edge.line = piece.line;
  edge.from = piece.from;
  edge.to = piece.to;
  edge.start_metres = piece.start_metres;
  edge.end_metres = piece.end_metres;
  edge.length = metres(piece.end_metres) - metres(piece.start_metres);
  set_use(edge, use);
  return edge;
}

void set_use(Edge& edge, const RoadUse& use) {
  edge.speed = use.speed;
  edge.time = time_to_offset(edge, edge.length);
  edge.forward = edge.may_forward = use.forward;
  edge.backward = edge.may_backward = use.backward;
  edge.right_side_only = use.right_side_only;
}

NodedRoads cut_roads(const RoadLines& lines, const Noding& noding) {
  return Builder(lines, noding).build();
}

}  // namespace budian
