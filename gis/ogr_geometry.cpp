#include "gis/ogr_geometry.hpp"

namespace budian::ogr {
namespace {

struct Parts {
  std::vector<Point> points;
  MultiLine lines;
  MultiPolygon areas;
};

Line line_from(const OGRSimpleCurve& curve, bool swap) {
  Line line;
  line.reserve(static_cast<std::size_t>(curve.getNumPoints()));
  for (int i = 0; i < curve.getNumPoints(); ++i) {
    const Point point{curve.getX(i), curve.getY(i)};
    line.push_back(swap ? Point{point.y, point.x} : point);
  }
  return line;
}

void add_area(const OGRPolygon& polygon, bool swap, Parts& parts) {
  Polygon rings;
  for (const OGRLinearRing* ring : polygon) {
    Line line = line_from(*ring, swap);
    if (line.empty()) continue;
    if (!(line.front() == line.back())) line.push_back(line.front());
    rings.push_back(std::move(line));
  }
  if (!rings.empty()) parts.areas.push_back(std::move(rings));
}

/// `geometry` is linear (no curves).
void add_parts(const OGRGeometry& geometry, bool swap, Parts& parts) {
  if (geometry.IsEmpty()) return;
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPoint) {
    const OGRPoint* point = geometry.toPoint();
    parts.points.push_back(swap ? Point{point->getY(), point->getX()}
                                : Point{point->getX(), point->getY()});
  } else if (type == wkbLineString) {
    parts.lines.push_back(line_from(*geometry.toLineString(), swap));
  } else if (type == wkbPolygon || type == wkbTriangle) {
    add_area(*geometry.toPolygon(), swap, parts);
  } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    for (const OGRGeometry* part : *geometry.toGeometryCollection()) add_parts(*part, swap, parts);
  } else if (OGR_GT_IsSubClassOf(type, wkbPolyhedralSurface)) {
    for (const OGRPolygon* part : *geometry.toPolyhedralSurface()) add_area(*part, swap, parts);
  }
}

void add_line(OGRSimpleCurve& curve, const Line& line) {
  curve.setNumPoints(static_cast<int>(line.size()));
  for (std::size_t i = 0; i < line.size(); ++i) {
    curve.setPoint(static_cast<int>(i), line[i].x, line[i].y);
  }
}

std::unique_ptr<OGRGeometry> lines_to(const MultiLine& lines) {
  auto result = std::make_unique<OGRMultiLineString>();
  for (const auto& line : lines) {
    auto part = std::make_unique<OGRLineString>();
    add_line(*part, line);
    result->addGeometryDirectly(part.release());
  }
  return result;
}

std::unique_ptr<OGRGeometry> areas_to(const MultiPolygon& areas) {
  auto result = std::make_unique<OGRMultiPolygon>();
  for (const auto& rings : areas) {
    auto part = std::make_unique<OGRPolygon>();
    for (const auto& ring : rings) {
      auto line = std::make_unique<OGRLinearRing>();
      add_line(*line, ring);
      part->addRingDirectly(line.release());
    }
    result->addGeometryDirectly(part.release());
  }
  return result;
}

}  // namespace

Geometry geometry_from(const OGRGeometry* geometry, bool swap) {
  if (!geometry || geometry->IsEmpty()) return std::monostate{};
  std::unique_ptr<OGRGeometry> linear;
  if (geometry->hasCurveGeometry(TRUE)) {
    linear.reset(geometry->getLinearGeometry());
    geometry = linear.get();
  }
  Parts parts;
  add_parts(*geometry, swap, parts);
  if (!parts.areas.empty()) return std::move(parts.areas);
  if (!parts.lines.empty()) return std::move(parts.lines);
  if (!parts.points.empty()) return parts.points.front();
  return std::monostate{};
}

bool has_several_points(const OGRGeometry* geometry) {
  return geometry && wkbFlatten(geometry->getGeometryType()) == wkbMultiPoint &&
         geometry->toMultiPoint()->getNumGeometries() > 1;
}

std::unique_ptr<OGRGeometry> geometry_to(const Geometry& geometry) {
  if (const auto* point = std::get_if<Point>(&geometry)) {
    return std::make_unique<OGRPoint>(point->x, point->y);
  }
  if (const auto* lines = std::get_if<MultiLine>(&geometry)) return lines_to(*lines);
  if (const auto* areas = std::get_if<MultiPolygon>(&geometry)) return areas_to(*areas);
  return nullptr;
}

}  // namespace budian::ogr
