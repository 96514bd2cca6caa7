#include "scenarios/sample/townships.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "scenarios/sample/names.hpp"
#include "scenarios/sample/voronoi.hpp"

namespace budian::sample {
namespace {

/// The invented ground has to lie somewhere on the plane of EPSG:4548.
constexpr Point middle{520000.0, 3170000.0};

double lattice_spacing() {
  // A cell of a hexagonal lattice has √3/2 of the square of the spacing.
  return std::sqrt(county_square_metres / townships_a_county * 2.0 / std::numbers::sqrt3);
}

std::int64_t bucket_of(Point point) {
  const double size = lattice_spacing();
  return static_cast<std::int64_t>(std::floor(point.x / size)) * (std::int64_t{1} << 32) +
         static_cast<std::int64_t>(std::floor(point.y / size));
}

double ring_area(const Line& ring) {
  double twice = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    twice += (ring[i].x - middle.x) * (ring[i + 1].y - middle.y) -
             (ring[i + 1].x - middle.x) * (ring[i].y - middle.y);
  }
  return twice / 2.0;
}

/// Points every 150 m along the straight line from a to b, the same ones in either direction; b is
/// left out.
void append_straight(Line& ring, Point a, Point b) {
  const bool turned = b.x < a.x || (b.x == a.x && b.y < a.y);
  const Point first = turned ? b : a;
  const Point last = turned ? a : b;
  const int pieces = std::max(1, static_cast<int>(distance_metres(a, b) / 150.0));
  for (int i = 0; i < pieces; ++i) {
    const double t = static_cast<double>(turned ? pieces - i : i) / pieces;
    ring.push_back({first.x + (last.x - first.x) * t, first.y + (last.y - first.y) * t});
  }
}

}  // namespace

Point Bend::offset(Point drawing) const {
  struct Wave {
    double metres, reach;
  };
  // The steepness of a wave is at most 3 × reach / metres: 0.45 + 0.24 + 0.2 stays below 1.
  constexpr std::array<Wave, 3> waves{{{7000.0, 1050.0}, {1700.0, 136.0}, {600.0, 40.0}}};
  Point sum;
  std::uint64_t layer = seed_;
  for (const Wave& wave : waves) {
    sum.x += wave.reach * noise(++layer, drawing.x / wave.metres, drawing.y / wave.metres);
    sum.y += wave.reach * noise(++layer, drawing.x / wave.metres, drawing.y / wave.metres);
  }
  return sum;
}

Point Bend::operator()(Point drawing) const {
  const Point moved = offset(drawing);
  return {centre_.x + scale_ * (drawing.x + moved.x), centre_.y + scale_ * (drawing.y + moved.y)};
}

Point Bend::back(Point plane) const {
  const Point flat{(plane.x - centre_.x) / scale_, (plane.y - centre_.y) / scale_};
  Point drawing = flat;
  for (int i = 0; i < 12; ++i) {
    const Point moved = offset(drawing);
    drawing = {flat.x - moved.x, flat.y - moved.y};
  }
  return drawing;
}

Townships::Townships(const Random& random, int counties) : bend_(random.branch(1).next(), middle) {
  place_sites(random.branch(2), static_cast<std::size_t>(counties) * townships_a_county);
  group_into_counties(static_cast<std::uint32_t>(counties));
  draw_outlines();
  give_names(random.branch(3));
}

double Townships::spacing() const { return lattice_spacing(); }

void Townships::place_sites(Random random, std::size_t wanted) {
  const double a = lattice_spacing();
  const double radius =
      std::sqrt(static_cast<double>(wanted) * county_square_metres / townships_a_county / 3.0);
  const auto reach = static_cast<int>(radius / a * 1.6) + 4;
  const auto shape = random.next();
  struct Candidate {
    double rank;
    Point site;
  };
  std::vector<Candidate> candidates;
  for (int row = -reach; row <= reach; ++row) {
    for (int column = -reach; column <= reach; ++column) {
      Point site{a * (column + 0.5 * (row & 1)), a * row * std::numbers::sqrt3 / 2.0};
      site.x += a * random.real(-0.34, 0.34);
      site.y += a * random.real(-0.34, 0.34);
      // Longer than wide, with an uneven outline.
      const double angle = std::atan2(site.y, site.x);
      const double uneven = noise(shape, 3.0 + 1.7 * std::cos(angle), 5.0 + 1.7 * std::sin(angle));
      candidates.push_back({std::hypot(site.x * 1.12, site.y * 0.9) * (1.0 + 0.22 * uneven), site});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& p, const Candidate& q) { return p.rank < q.rank; });
  for (const Candidate& candidate : candidates) sites_.push_back(candidate.site);
  rows_.resize(wanted);
}

void Townships::group_into_counties(std::uint32_t counties) {
  // Strips from west to east, each cut from south to north into counties of 25.
  std::sort(sites_.begin(), sites_.begin() + static_cast<std::ptrdiff_t>(rows_.size()),
            [](Point p, Point q) { return p.x < q.x; });
  const auto strips = static_cast<std::uint32_t>(std::lround(std::sqrt(counties)));
  std::uint32_t done = 0;
  for (std::uint32_t strip = 0; strip < strips; ++strip) {
    const std::uint32_t upto = counties * (strip + 1) / strips;
    std::sort(sites_.begin() + std::ptrdiff_t{done} * townships_a_county,
              sites_.begin() + std::ptrdiff_t{upto} * townships_a_county,
              [](Point p, Point q) { return p.y > q.y; });
    done = upto;
  }
  for (std::uint32_t county = 0; county < counties; ++county) {
    Point sum;
    for (std::uint32_t i = 0; i < townships_a_county; ++i) {
      const Point site = sites_[std::size_t{county} * townships_a_county + i];
      sum = {sum.x + site.x / townships_a_county, sum.y + site.y / townships_a_county};
    }
    std::uint32_t best = county * townships_a_county;
    for (std::uint32_t i = 0; i < townships_a_county; ++i) {
      const std::uint32_t row = county * townships_a_county + i;
      if (distance_metres(sites_[row], sum) < distance_metres(sites_[best], sum)) best = row;
    }
    std::swap(sites_[best], sites_[std::size_t{county} * townships_a_county]);
    capitals_.push_back(county * townships_a_county);
  }
  for (std::uint32_t i = 0; i < sites_.size(); ++i) buckets_[bucket_of(sites_[i])].push_back(i);
}

void Townships::draw_outlines() {
  const auto cells = voronoi_cells(sites_, rows_.size());
  const auto draw = [&](std::size_t row) {
    Line straight;
    for (std::size_t i = 0; i < cells[row].size(); ++i) {
      append_straight(straight, cells[row][i], cells[row][(i + 1) % cells[row].size()]);
    }
    Line& outline = rows_[row].outline;
    outline.clear();
    for (const Point point : straight) outline.push_back(bend_(point));
    outline.push_back(outline.front());
    rows_[row].square_metres = ring_area(outline);
    return rows_[row].square_metres;
  };
  double total = 0;
  for (std::size_t row = 0; row < rows_.size(); ++row) total += draw(row);
  bend_.scale_to(std::sqrt(static_cast<double>(capitals_.size()) * county_square_metres / total));
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    draw(row);
    rows_[row].site = sites_[row];
    rows_[row].seat = bend_(sites_[row]);
    rows_[row].county = static_cast<std::uint32_t>(row) / townships_a_county;
  }
}

void Townships::give_names(Random random) {
  const auto names = township_names(random, rows_.size());
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    // 99 is no province of GB/T 2260: nobody can take the codes for real ones.
    rows_[row].code =
        fmt::format("9901{:02}{:03}", rows_[row].county + 1, 100 + row % townships_a_county);
    rows_[row].name = names[row];
  }
}

Townships::Nearest Townships::nearest(Point drawing) const {
  constexpr double far = std::numeric_limits<double>::max();
  double first = far;
  double second = far;
  double outside = far;
  Nearest result;
  const double a = lattice_spacing();
  for (int dx = -2; dx <= 2; ++dx) {
    for (int dy = -2; dy <= 2; ++dy) {
      const auto found = buckets_.find(bucket_of({drawing.x + a * dx, drawing.y + a * dy}));
      if (found == buckets_.end()) continue;
      for (const auto site : found->second) {
        const double metres = distance_metres(sites_[site], drawing);
        if (site >= rows_.size()) outside = std::min(outside, metres);
        second = std::min(second, std::max(metres, first));
        if (metres < first) {
          first = metres;
          result.site = site;
        }
      }
    }
  }
  result.margin = first == far ? 0.0 : (second - first) / 2.0;
  result.outside_margin = first == far ? 0.0 : (outside - first) / 2.0;
  return result;
}

std::int64_t Townships::find(Point plane, double margin) const {
  const Nearest found = nearest(bend_.back(plane));
  if (found.site >= rows_.size() || found.margin < margin) return -1;
  return static_cast<std::int64_t>(found.site);
}

bool Townships::is_inside(Point plane, double margin) const {
  const Nearest found = nearest(bend_.back(plane));
  return found.site < rows_.size() && found.outside_margin >= margin;
}

}  // namespace budian::sample
