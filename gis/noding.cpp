#include "gis/noding.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "gis/spatial_index.hpp"

namespace budian {
namespace {

constexpr double vertex_tolerance_metres = 0.001;
/// An end is not joined to a line again so near to a vertex that both share already; in tolerances.
constexpr double already_met = 4;

/// A vertex on the grid of millimetres.
struct GridVertex {
  std::int64_t x = 0;
  std::int64_t y = 0;
  std::uint32_t row = 0;
  friend auto operator<=>(const GridVertex&, const GridVertex&) = default;
  [[nodiscard]] bool is_at(const GridVertex& other) const { return x == other.x && y == other.y; }
};

/// Rows in buckets of some hundred millimetres, so that each is sorted in the cache.
class VertexBuckets {
 public:
  explicit VertexBuckets(const RoadLines& lines) : lines_(lines) {
    std::size_t buckets = 1;
    while (buckets < lines.point_rows() / 8) buckets *= 2;
    mask_ = buckets - 1;
    starts_.assign(buckets + 1, 0);
    for (std::uint32_t row = 0; row < lines.point_rows(); ++row) ++starts_[bucket_of(row) + 1];
    for (std::size_t i = 0; i < buckets; ++i) starts_[i + 1] += starts_[i];
    rows_.resize(lines.point_rows());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::uint32_t row = 0; row < lines.point_rows(); ++row)
      rows_[next[bucket_of(row)]++] = row;
  }

  [[nodiscard]] std::size_t size() const { return mask_ + 1; }
  /// The vertices of a bucket, sorted.
  void read(std::size_t bucket, std::vector<GridVertex>& vertices) const {
    vertices.clear();
    for (std::uint32_t i = starts_[bucket]; i < starts_[bucket + 1]; ++i)
      vertices.push_back(vertex(rows_[i]));
    std::sort(vertices.begin(), vertices.end());
  }

 private:
  [[nodiscard]] GridVertex vertex(std::uint32_t row) const {
    const Point point = lines_.point(row);
    return {std::llround(point.x * 1000.0), std::llround(point.y * 1000.0), row};
  }
  /// Equal places fall into one bucket; which one does not matter.
  [[nodiscard]] std::size_t bucket_of(std::uint32_t row) const {
    const GridVertex at = vertex(row);
    const auto mixed = static_cast<std::uint64_t>(at.x) * 0x9E3779B97F4A7C15U ^
                       static_cast<std::uint64_t>(at.y) * 0xC2B2AE3D27D4EB4FU;
    return (mixed >> 32U) & mask_;
  }

  const RoadLines& lines_;
  std::size_t mask_ = 0;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> rows_;
};

SharedVertices shared_vertices(const RoadLines& lines) {
  SharedVertices result;
  result.place.resize(lines.point_rows());
  const VertexBuckets buckets(lines);
  std::vector<GridVertex> vertices;
  for (std::size_t bucket = 0; bucket < buckets.size(); ++bucket) {
    buckets.read(bucket, vertices);
    for (std::size_t first = 0; first < vertices.size();) {
      std::size_t next = first;
      while (next < vertices.size() && vertices[next].is_at(vertices[first])) {
        result.place[vertices[next].row] = vertices[first].row;
        ++next;
      }
      for (std::size_t i = first; next - first > 1 && i < next; ++i)
        result.shared.push_back(vertices[i].row);
      first = next;
    }
  }
  return result;
}

/// Compares segments, each named by its first row.
class SegmentMeetings {
 public:
  SegmentMeetings(const RoadLines& lines, const std::vector<std::uint32_t>& place,
                  double tolerance_metres)
      : lines_(lines),
        place_(place),
        tolerance_(tolerance_metres),
        already_met_(already_met * tolerance_metres) {}

  void compare(std::uint32_t s, std::uint32_t t, std::vector<Meeting>& found) const;

 private:
  bool touch(std::uint32_t row, std::uint32_t t, std::vector<Meeting>& found) const;
  void cross(std::uint32_t s, std::uint32_t t, std::vector<Meeting>& found) const;
  void join_ends(std::uint32_t s, std::uint32_t t, std::vector<Meeting>& found) const;
  [[nodiscard]] bool are_near(std::uint32_t s, std::uint32_t t) const;
  [[nodiscard]] bool share_vertex(std::uint32_t s, std::uint32_t t) const;
  [[nodiscard]] bool have_met(std::uint32_t end, std::uint32_t t, double along) const;
  [[nodiscard]] Cut cut(std::uint32_t row) const {
    return {lines_.line_of(row), lines_.along(row)};
  }

  const RoadLines& lines_;
  const std::vector<std::uint32_t>& place_;
  double tolerance_;    ///< metres
  double already_met_;  ///< metres
};

bool SegmentMeetings::are_near(std::uint32_t s, std::uint32_t t) const {
  const auto apart = [this](double a, double b, double c, double d) {
    return std::max(a, b) + tolerance_ < std::min(c, d) ||
           std::max(c, d) + tolerance_ < std::min(a, b);
  };
  const Point a = lines_.point(s);
  const Point b = lines_.point(s + 1);
  const Point c = lines_.point(t);
  const Point d = lines_.point(t + 1);
  return !apart(a.x, b.x, c.x, d.x) && !apart(a.y, b.y, c.y, d.y);
}

void SegmentMeetings::compare(std::uint32_t s, std::uint32_t t, std::vector<Meeting>& found) const {
  if (t < s) std::swap(s, t);
  const std::uint32_t line_s = lines_.line_of(s);
  const std::uint32_t line_t = lines_.line_of(t);
  if (line_s == line_t && t == s + 1) return;
  if (!are_near(s, t)) return;
  if (lines_.level(line_s) != lines_.level(line_t)) {
    join_ends(s, t, found);
    return;
  }
  bool touches = false;
  for (const std::uint32_t corner : {0U, 1U}) {
    if (touch(s + corner, t, found)) touches = true;
    if (touch(t + corner, s, found)) touches = true;
  }
  if (!touches && !share_vertex(s, t)) cross(s, t, found);
}

bool SegmentMeetings::share_vertex(std::uint32_t s, std::uint32_t t) const {
  return place_[s] == place_[t] || place_[s] == place_[t + 1] || place_[s + 1] == place_[t] ||
         place_[s + 1] == place_[t + 1];
}

/// Does the line of segment `t` have a vertex near `along` that lies where the end lies?
bool SegmentMeetings::have_met(std::uint32_t end, std::uint32_t t, double along) const {
  const std::uint32_t line = lines_.line_of(t);
  const auto meets = [&](std::uint32_t row) { return row != end && place_[row] == place_[end]; };
  for (std::uint32_t row = t + 1; row > lines_.first(line); --row) {
    if (lines_.along(row - 1) < along - already_met_) break;
    if (meets(row - 1)) return true;
  }
  for (std::uint32_t row = t + 1; row <= lines_.last(line); ++row) {
    if (lines_.along(row) > along + already_met_) break;
    if (meets(row)) return true;
  }
  return false;
}

// Does a vertex lie on segment `t`? The end of a line may miss by the tolerance, an inner vertex by
// a millimetre.
bool SegmentMeetings::touch(std::uint32_t row, std::uint32_t t, std::vector<Meeting>& found) const {
  const bool ends = lines_.is_end(row);
  const Projected foot = project(lines_.point(row), lines_.point(t), lines_.point(t + 1));
  if (foot.distance > (ends ? tolerance_ : vertex_tolerance_metres)) return false;
  if (place_[row] == place_[t] || place_[row] == place_[t + 1]) return false;
  const double length = lines_.length(lines_.line_of(t));
  Cut there{lines_.line_of(t), lines_.along(t) + foot.along};
  if (there.along <= tolerance_) there.along = 0;
  if (there.along >= length - tolerance_) there.along = length;
  const Cut here = cut(row);
  const bool same_spot =
      here.line == there.line && std::abs(here.along - there.along) <= already_met_;
  if (same_spot || (ends && have_met(row, t, there.along))) return false;
  found.push_back({here, there, ends ? MeetingKind::end_touch : MeetingKind::crossing});
  return true;
}

void SegmentMeetings::cross(std::uint32_t s, std::uint32_t t, std::vector<Meeting>& found) const {
  const Point a = lines_.point(s);
  const Point b = lines_.point(s + 1);
  const Point c = lines_.point(t);
  const Point d = lines_.point(t + 1);
  const double denominator = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (denominator == 0) return;
  const double share_s = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / denominator;
  const double share_t = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / denominator;
  if (share_s < 0 || share_s > 1 || share_t < 0 || share_t > 1) return;
  const Cut here{lines_.line_of(s), lines_.along(s) + share_s * distance_metres(a, b)};
  const Cut there{lines_.line_of(t), lines_.along(t) + share_t * distance_metres(c, d)};
  found.push_back({here, there, MeetingKind::crossing});
}

void SegmentMeetings::join_ends(std::uint32_t s, std::uint32_t t,
                                std::vector<Meeting>& found) const {
  for (const std::uint32_t i : {s, s + 1}) {
    for (const std::uint32_t j : {t, t + 1}) {
      if (!lines_.is_end(i) || !lines_.is_end(j)) continue;
      if (distance_metres(lines_.point(i), lines_.point(j)) > tolerance_) continue;
      if (place_[i] == place_[j]) continue;
      found.push_back({cut(i), cut(j), MeetingKind::end_touch});
    }
  }
}

}  // namespace

Noding node_lines(const RoadLines& lines, const LineGrid& grid, double tolerance_metres) {
  Noding noding{shared_vertices(lines), {}};
  const SegmentMeetings segments(lines, noding.vertices.place, tolerance_metres);
  constexpr std::size_t block = 4096;
  std::vector<std::vector<Meeting>> found((grid.cells() + block - 1) / block);
  tbb::parallel_for(std::size_t{0}, found.size(), [&](std::size_t slot) {
    const std::size_t end = std::min(grid.cells(), (slot + 1) * block);
    grid.each_pair(slot * block, end,
                   [&](std::uint32_t s, std::uint32_t t) { segments.compare(s, t, found[slot]); });
  });
  for (const auto& part : found)
    noding.meetings.insert(noding.meetings.end(), part.begin(), part.end());
  for (Meeting& meeting : noding.meetings) {
    if (meeting.b < meeting.a) std::swap(meeting.a, meeting.b);
  }
  std::sort(noding.meetings.begin(), noding.meetings.end());
  noding.meetings.erase(std::unique(noding.meetings.begin(), noding.meetings.end()),
                        noding.meetings.end());
  return noding;
}

}  // namespace budian
