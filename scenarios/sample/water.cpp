#include <cmath>

#include "scenarios/sample/terrain.hpp"

namespace budian::sample {
namespace {

/// The ribbon of a piece of river: left bank down, right bank back.
Line ribbon(const Line& course, std::size_t first, std::size_t last, double half_width) {
  Line left;
  Line right;
  for (std::size_t i = first; i <= last; ++i) {
    const Point before = course[i > 0 ? i - 1 : i];
    const Point after = course[i + 1 < course.size() ? i + 1 : i];
    const double length = distance_metres(before, after);
    // Banks are a little uneven.
    const double width = half_width * (1.0 + 0.12 * std::sin(static_cast<double>(i) * 0.7));
    const Point across{-(after.y - before.y) / length * width,
                       (after.x - before.x) / length * width};
    left.push_back({course[i].x + across.x, course[i].y + across.y});
    right.push_back({course[i].x - across.x, course[i].y - across.y});
  }
  left.insert(left.end(), right.rbegin(), right.rend());
  left.push_back(left.front());
  return left;
}

WaterArea area_of(const River& river, const Townships& townships) {
  WaterArea water{river.name, false, {}};
  std::size_t first = 0;
  bool open = false;
  for (std::size_t i = 0; i < river.course.size(); ++i) {
    const bool inside = townships.find(river.course[i]) >= 0;
    if (inside && !open) first = i;
    if (open && !inside && i - first > 2) {
      water.area.push_back({ribbon(river.course, first, i - 1, river.half_width)});
    }
    open = inside;
  }
  if (open && first + 2 < river.course.size()) {
    water.area.push_back({ribbon(river.course, first, river.course.size() - 1, river.half_width)});
  }
  return water;
}

}  // namespace

std::vector<WaterArea> water_areas(const Terrain& terrain, const Townships& townships) {
  std::vector<WaterArea> areas;
  for (const River& river : terrain.rivers()) {
    WaterArea water = area_of(river, townships);
    if (!water.area.empty()) areas.push_back(std::move(water));
  }
  for (const Lake& lake : terrain.lakes()) areas.push_back({lake.name, true, {{lake.shore}}});
  return areas;
}

}  // namespace budian::sample
