#include "gis/noding.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "gis/spatial_index.hpp"

namespace budian {
namespace {

constexpr double vertex_tolerance_metres = 0.001;
/// An end is not joined to a line again so near to a vertex that both share already.
constexpr double already_met_metres = 4 * end_tolerance_metres;

struct GridPoint {
  std::int64_t x = 0;
  std::int64_t y = 0;
  friend auto operator<=>(const GridPoint&, const GridPoint&) = default;
};
GridPoint on_grid(Point point) {
  return {std::llround(point.x * 1000.0), std::llround(point.y * 1000.0)};
}

struct Vertex {
  GridPoint grid;
  std::uint32_t line = 0;
  std::uint32_t index = 0;
  friend auto operator<=>(const Vertex&, const Vertex&) = default;
};

struct Segment {
  std::uint32_t line = 0;
  std::uint32_t index = 0;  ///< of its first point
};

class Noder {
 public:
  explicit Noder(const std::vector<MeasuredLine>& lines)
      : lines_(lines), met_at_end_(2 * lines.size()) {}
  std::vector<Meeting> run();

 private:
  void meet_at_vertices();
  void meet_in_group(const Vertex* begin, const Vertex* end);
  void meet_at_segments();
  void compare(Segment s, Segment t, std::vector<Meeting>& found) const;
  bool touch(Segment s, std::uint32_t corner, Segment t, std::vector<Meeting>& found) const;
  void cross(Segment s, Segment t, std::vector<Meeting>& found) const;
  void join_ends(Segment s, Segment t, std::vector<Meeting>& found) const;

  [[nodiscard]] bool is_end(std::uint32_t line, std::uint32_t index) const {
    return index == 0 || index + 1 == lines_[line].points.size();
  }
  [[nodiscard]] std::size_t end_row(std::uint32_t line, std::uint32_t index) const {
    return 2 * std::size_t{line} + (index == 0 ? 0U : 1U);
  }
  [[nodiscard]] Cut cut(std::uint32_t line, std::uint32_t index) const {
    return {line, lines_[line].along[index]};
  }
  [[nodiscard]] Point point(std::uint32_t line, std::uint32_t index) const {
    return lines_[line].points[index];
  }
  [[nodiscard]] bool share_vertex(Segment s, Segment t) const;
  [[nodiscard]] bool have_met(std::size_t end, Cut place) const;

  const std::vector<MeasuredLine>& lines_;
  std::vector<std::vector<Cut>> met_at_end_;  ///< vertices that each line end shares
  std::vector<Meeting> meetings_;
};

std::vector<Meeting> Noder::run() {
  meet_at_vertices();
  meet_at_segments();
  for (Meeting& meeting : meetings_) {
    if (meeting.b < meeting.a) std::swap(meeting.a, meeting.b);
  }
  std::sort(meetings_.begin(), meetings_.end());
  meetings_.erase(std::unique(meetings_.begin(), meetings_.end()), meetings_.end());
  return std::move(meetings_);
}

void Noder::meet_at_vertices() {
  std::vector<Vertex> vertices;
  for (std::uint32_t line = 0; line < lines_.size(); ++line) {
    const auto count = static_cast<std::uint32_t>(lines_[line].points.size());
    for (std::uint32_t i = 0; i < count; ++i)
      vertices.push_back({on_grid(point(line, i)), line, i});
  }
  std::sort(vertices.begin(), vertices.end());
  const Vertex* const last = vertices.data() + vertices.size();
  for (const Vertex* group = vertices.data(); group != last;) {
    const Vertex* next = group + 1;
    while (next != last && next->grid == group->grid) ++next;
    meet_in_group(group, next);
    group = next;
  }
}

void Noder::meet_in_group(const Vertex* begin, const Vertex* end) {
  for (const Vertex* a = begin; a != end; ++a) {
    for (const Vertex* b = begin; b != a; ++b) {
      const bool a_ends = is_end(a->line, a->index);
      const bool b_ends = is_end(b->line, b->index);
      if (lines_[a->line].level != lines_[b->line].level && !a_ends && !b_ends) continue;
      const Cut here = cut(a->line, a->index);
      const Cut there = cut(b->line, b->index);
      meetings_.push_back({there, here, MeetingKind::shared_vertex});
      if (a_ends) met_at_end_[end_row(a->line, a->index)].push_back(there);
      if (b_ends) met_at_end_[end_row(b->line, b->index)].push_back(here);
    }
  }
}

void Noder::meet_at_segments() {
  std::vector<Segment> segments;
  std::vector<BoxedRow> boxes;
  for (std::uint32_t line = 0; line < lines_.size(); ++line) {
    for (std::uint32_t i = 0; i + 1 < lines_[line].points.size(); ++i) {
      boxes.emplace_back(box_around(point(line, i), point(line, i + 1)),
                         static_cast<std::uint32_t>(segments.size()));
      segments.push_back({line, i});
    }
  }
  const BoxTree tree(boxes);
  constexpr std::size_t block = 1024;
  std::vector<std::vector<Meeting>> found((segments.size() + block - 1) / block);
  tbb::parallel_for(std::size_t{0}, found.size(), [&](std::size_t slot) {
    std::vector<BoxedRow> hits;
    const std::size_t end = std::min(segments.size(), (slot + 1) * block);
    for (std::size_t row = slot * block; row < end; ++row) {
      hits.clear();
      const Box around = widened(boxes[row].first, end_tolerance_metres);
      tree.query(boost::geometry::index::intersects(around), std::back_inserter(hits));
      for (const BoxedRow& hit : hits) {
        if (hit.second > row) compare(segments[row], segments[hit.second], found[slot]);
      }
    }
  });
  for (const auto& part : found) meetings_.insert(meetings_.end(), part.begin(), part.end());
}

void Noder::compare(Segment s, Segment t, std::vector<Meeting>& found) const {
  if (lines_[s.line].level != lines_[t.line].level) {
    join_ends(s, t, found);
    return;
  }
  if (s.line == t.line && t.index == s.index + 1) return;
  bool touches = false;
  for (const std::uint32_t corner : {0U, 1U}) {
    if (touch(s, corner, t, found)) touches = true;
    if (touch(t, corner, s, found)) touches = true;
  }
  if (!touches && !share_vertex(s, t)) cross(s, t, found);
}

bool Noder::share_vertex(Segment s, Segment t) const {
  for (const std::uint32_t i : {0U, 1U}) {
    for (const std::uint32_t j : {0U, 1U}) {
      if (on_grid(point(s.line, s.index + i)) == on_grid(point(t.line, t.index + j))) return true;
    }
  }
  return false;
}

bool Noder::have_met(std::size_t end, Cut place) const {
  const auto& met = met_at_end_[end];
  return std::any_of(met.begin(), met.end(), [place](const Cut& cut) {
    return cut.line == place.line && std::abs(cut.along - place.along) <= already_met_metres;
  });
}

// Does a corner of `s` lie on `t`? The end of a line may miss by the tolerance, an inner vertex by
// a millimetre.
bool Noder::touch(Segment s, std::uint32_t corner, Segment t, std::vector<Meeting>& found) const {
  const std::uint32_t index = s.index + corner;
  const bool ends = is_end(s.line, index);
  const Point p = point(s.line, index);
  const Projected foot = project(p, point(t.line, t.index), point(t.line, t.index + 1));
  if (foot.distance > (ends ? end_tolerance_metres : vertex_tolerance_metres)) return false;
  const GridPoint grid = on_grid(p);
  if (grid == on_grid(point(t.line, t.index)) || grid == on_grid(point(t.line, t.index + 1)))
    return false;
  const MeasuredLine& other = lines_[t.line];
  Cut there{t.line, other.along[t.index] + foot.along};
  if (there.along <= end_tolerance_metres) there.along = 0;
  if (there.along >= other.length() - end_tolerance_metres) there.along = other.length();
  const Cut here = cut(s.line, index);
  const bool same_spot =
      s.line == t.line && std::abs(here.along - there.along) <= already_met_metres;
  if (same_spot || (ends && have_met(end_row(s.line, index), there))) return false;
  found.push_back({here, there, ends ? MeetingKind::end_touch : MeetingKind::crossing});
  return true;
}

void Noder::cross(Segment s, Segment t, std::vector<Meeting>& found) const {
  const Point a = point(s.line, s.index);
  const Point b = point(s.line, s.index + 1);
  const Point c = point(t.line, t.index);
  const Point d = point(t.line, t.index + 1);
  const double denominator = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (denominator == 0) return;
  const double share_s = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / denominator;
  const double share_t = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / denominator;
  if (share_s < 0 || share_s > 1 || share_t < 0 || share_t > 1) return;
  const Cut here{s.line, lines_[s.line].along[s.index] + share_s * distance_metres(a, b)};
  const Cut there{t.line, lines_[t.line].along[t.index] + share_t * distance_metres(c, d)};
  found.push_back({here, there, MeetingKind::crossing});
}

void Noder::join_ends(Segment s, Segment t, std::vector<Meeting>& found) const {
  for (const std::uint32_t i : {s.index, s.index + 1}) {
    for (const std::uint32_t j : {t.index, t.index + 1}) {
      if (!is_end(s.line, i) || !is_end(t.line, j)) continue;
      if (distance_metres(point(s.line, i), point(t.line, j)) > end_tolerance_metres) continue;
      if (on_grid(point(s.line, i)) == on_grid(point(t.line, j))) continue;
      found.push_back({cut(s.line, i), cut(t.line, j), MeetingKind::end_touch});
    }
  }
}

}  // namespace

MeasuredLine measured(const Line& line, int level) {
  MeasuredLine result;
  result.level = level;
  for (const Point point : line) {
    if (!result.points.empty() && result.points.back() == point) continue;
    const double step = result.points.empty() ? 0 : distance_metres(result.points.back(), point);
    result.along.push_back(result.along.empty() ? 0 : result.along.back() + step);
    result.points.push_back(point);
  }
  return result;
}

std::vector<Meeting> find_meetings(const std::vector<MeasuredLine>& lines) {
  return Noder(lines).run();
}

}  // namespace budian
