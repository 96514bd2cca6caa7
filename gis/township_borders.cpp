#include "gis/township_borders.hpp"

#include "gis/extent.hpp"
#include "gis/spatial_index.hpp"

namespace budian {
namespace {

constexpr double hectare = 10000;  // square metres

Box outer_box(const MultiPolygon& area) {
  Extent extent;
  for (const auto& polygon : area) {
    for (const auto& point : polygon.front()) extent.add(point);
  }
  return box_around(extent.low, extent.high);
}

}  // namespace

std::vector<Overlap> overlaps(const std::vector<MultiPolygon>& areas, double least_hectares) {
  std::vector<BoxedRow> boxes;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (!areas[i].empty()) boxes.emplace_back(outer_box(areas[i]), static_cast<std::uint32_t>(i));
  }
  const BoxTree tree(boxes);
  std::vector<Overlap> result;
  for (const auto& [box, row] : boxes) {
    std::vector<BoxedRow> near;
    tree.query(boost::geometry::index::intersects(box), std::back_inserter(near));
    std::sort(near.begin(), near.end(),
              [](const BoxedRow& a, const BoxedRow& b) { return a.second < b.second; });
    for (const auto& [other_box, other] : near) {
      if (other <= row) continue;
      const MultiPolygon common = intersection(areas[row], areas[other]);
      const double hectares = area_square_metres(common) / hectare;
      if (common.empty() || hectares < least_hectares) continue;
      result.push_back({row, other, hectares, point_inside(common)});
    }
  }
  return result;
}

std::vector<Gap> gaps(const std::vector<MultiPolygon>& areas, double least_hectares) {
  const AreaIndex index(areas);
  std::vector<Gap> result;
  for (const auto& polygon : united(areas)) {
    for (std::size_t ring = 1; ring < polygon.size(); ++ring) {
      const MultiPolygon hole = valid({{polygon[ring]}});
      const double hectares = area_square_metres(hole) / hectare;
      if (hole.empty() || hectares < least_hectares) continue;
      const Point place = point_inside(hole);
      const auto beside = index.nearest(place).first;
      result.push_back(
          {static_cast<std::size_t>(std::max<std::ptrdiff_t>(beside, 0)), hectares, place});
    }
  }
  return result;
}

}  // namespace budian
