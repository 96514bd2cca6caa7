#include "gis/geometry.hpp"

#include <geos_c.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>

#include "gis/spatial_index.hpp"

namespace budian {
namespace {

// GEOS objects belong to no thread, only the context (its error text) does: one context a thread.
class Context {
 public:
  Context() : handle_(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(handle_, &Context::keep, &error_);
  }
  ~Context() { GEOS_finish_r(handle_); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  [[nodiscard]] GEOSContextHandle_t handle() const { return handle_; }
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  static void keep(const char* message, void* error) {
    *static_cast<std::string*>(error) = message;
  }
  GEOSContextHandle_t handle_;
  std::string error_;
};

Context& thread_context() {
  thread_local Context context;
  return context;
}
GEOSContextHandle_t geos() { return thread_context().handle(); }

struct Destroy {
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(geos(), geometry); }
  void operator()(const GEOSPreparedGeometry* prepared) const {
    GEOSPreparedGeom_destroy_r(geos(), prepared);
  }
  void operator()(GEOSMakeValidParams* params) const {
    GEOSMakeValidParams_destroy_r(geos(), params);
  }
};
using Shape = std::unique_ptr<GEOSGeometry, Destroy>;
using PreparedShape = std::unique_ptr<const GEOSPreparedGeometry, Destroy>;

/// Takes what GEOS made; a null pointer is GEOS's way to say that it failed.
Shape checked(GEOSGeometry* geometry) {
  if (geometry == nullptr) throw std::runtime_error("GEOS: " + thread_context().error());
  return Shape(geometry);
}

GEOSCoordSequence* coordinates_of(const Line& line, bool closed) {
  const bool close = closed && line.front() != line.back();
  std::vector<double> values;
  values.reserve(2 * line.size() + 2);
  for (const Point point : line) values.insert(values.end(), {point.x, point.y});
  if (close) values.insert(values.end(), {line.front().x, line.front().y});
  return GEOSCoordSeq_copyFromBuffer_r(geos(), values.data(),
                                       static_cast<unsigned>(values.size() / 2), 0, 0);
}

/// A ring needs three different corners and the way back; what has fewer covers no ground.
bool is_ring(const Line& ring) {
  if (ring.empty()) return false;
  return ring.size() + (ring.front() == ring.back() ? 0U : 1U) >= 4;
}

Shape polygon_shape(const Polygon& polygon) {
  if (polygon.empty() || !is_ring(polygon.front()))
    return checked(GEOSGeom_createEmptyPolygon_r(geos()));
  std::vector<GEOSGeometry*> rings;
  for (const Line& ring : polygon) {
    if (is_ring(ring))
      rings.push_back(GEOSGeom_createLinearRing_r(geos(), coordinates_of(ring, true)));
  }
  return checked(GEOSGeom_createPolygon_r(geos(), rings.front(), rings.data() + 1,
                                          static_cast<unsigned>(rings.size() - 1)));
}

Shape collection(int type, std::vector<Shape> parts) {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(parts.size());
  for (Shape& part : parts) raw.push_back(part.release());
  return checked(
      GEOSGeom_createCollection_r(geos(), type, raw.data(), static_cast<unsigned>(raw.size())));
}

Shape shape_of(const MultiPolygon& area) {
  std::vector<Shape> parts;
  for (const Polygon& polygon : area) {
    if (!polygon.empty() && is_ring(polygon.front())) parts.push_back(polygon_shape(polygon));
  }
  if (parts.size() == 1) return std::move(parts.front());
  return collection(GEOS_MULTIPOLYGON, std::move(parts));
}

Shape line_shape(const Line& line) {
  return checked(GEOSGeom_createLineString_r(geos(), coordinates_of(line, false)));
}

Shape point_shape(Point point) {
  return checked(GEOSGeom_createPointFromXY_r(geos(), point.x, point.y));
}

Line line_of(const GEOSGeometry* geometry) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(geos(), geometry);
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(geos(), sequence, &size);
  Line line(size);
  for (unsigned i = 0; i < size; ++i) {
    GEOSCoordSeq_getXY_r(geos(), sequence, i, &line[i].x, &line[i].y);
  }
  return line;
}

Polygon polygon_of(const GEOSGeometry* geometry) {
  Polygon polygon{line_of(GEOSGetExteriorRing_r(geos(), geometry))};
  const int holes = GEOSGetNumInteriorRings_r(geos(), geometry);
  for (int hole = 0; hole < holes; ++hole) {
    polygon.push_back(line_of(GEOSGetInteriorRingN_r(geos(), geometry, hole)));
  }
  return polygon;
}

/// All polygons of any geometry; lines and points, which overlays leave where areas only touch, are
/// dropped.
void append_polygons(const GEOSGeometry* geometry, MultiPolygon& result) {
  if (GEOSisEmpty_r(geos(), geometry) != 0) return;
  const int type = GEOSGeomTypeId_r(geos(), geometry);
  if (type == GEOS_POLYGON) {
    result.push_back(polygon_of(geometry));
  } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    const int parts = GEOSGetNumGeometries_r(geos(), geometry);
    for (int part = 0; part < parts; ++part) {
      append_polygons(GEOSGetGeometryN_r(geos(), geometry, part), result);
    }
  }
}

MultiPolygon area_of(const Shape& shape) {
  MultiPolygon result;
  append_polygons(shape.get(), result);
  return result;
}

double signed_area(const Line& ring) {
  double twice = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    // Relative to the first corner: plane coordinates are large, and their products lose digits.
    const double ax = ring[i].x - ring[0].x;
    const double ay = ring[i].y - ring[0].y;
    twice += ax * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * ay;
  }
  return twice / 2;
}

bool has_dropped_ring(const MultiPolygon& area) {
  return std::any_of(area.begin(), area.end(), [](const Polygon& polygon) {
    return polygon.empty() || !std::all_of(polygon.begin(), polygon.end(), is_ring);
  });
}

}  // namespace

double length_metres(const Line& line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distance_metres(line[i - 1], line[i]);
  return length;
}

Line piece_of(const Line& line, double from_metres, double to_metres) {
  if (line.empty()) return {};
  const double low = std::min(from_metres, to_metres);
  const double high = std::max(from_metres, to_metres);
  Line piece;
  const auto append = [&piece](Point point) {
    if (piece.empty() || piece.back() != point) piece.push_back(point);
  };
  if (low <= 0) append(line.front());
  double passed = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1];
    const Point b = line[i];
    const double step = distance_metres(a, b);
    const auto between = [&](double along) {
      const double share = (along - passed) / step;
      return Point{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
    };
    const double end = passed + step;
    if (step > 0 && low > passed && low < end) append(between(low));
    if (end >= low && end <= high) append(b);
    if (step > 0 && high > passed && high < end) append(between(high));
    passed = end;
  }
  if (piece.empty()) append(low > 0 ? line.back() : line.front());
  if (from_metres > to_metres) std::reverse(piece.begin(), piece.end());
  return piece;
}

double area_square_metres(const MultiPolygon& area) {
  double sum = 0;
  for (const Polygon& polygon : area) {
    for (std::size_t ring = 0; ring < polygon.size(); ++ring) {
      const double ground = std::abs(signed_area(polygon[ring]));
      sum += ring == 0 ? ground : -ground;
    }
  }
  return sum;
}

bool contains(const MultiPolygon& area, Point point) {
  const Shape shape = shape_of(area);
  return GEOSIntersects_r(geos(), shape.get(), point_shape(point).get()) == 1;
}

Point point_inside(const MultiPolygon& area) {
  const Shape point = checked(GEOSPointOnSurface_r(geos(), shape_of(area).get()));
  Point result;
  if (GEOSisEmpty_r(geos(), point.get()) == 0) {
    GEOSGeomGetX_r(geos(), point.get(), &result.x);
    GEOSGeomGetY_r(geos(), point.get(), &result.y);
  }
  return result;
}

MultiPolygon valid(const MultiPolygon& area, bool* repaired) {
  const Shape shape = shape_of(area);
  const bool was_valid = GEOSisValid_r(geos(), shape.get()) == 1 && !has_dropped_ring(area);
  if (repaired != nullptr) *repaired = !was_valid;
  if (was_valid) return area_of(shape);
  const std::unique_ptr<GEOSMakeValidParams, Destroy> params(GEOSMakeValidParams_create_r(geos()));
  // By structure: rings that overlap are one piece of ground, not a checkerboard.
  GEOSMakeValidParams_setMethod_r(geos(), params.get(), GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(geos(), params.get(), 0);
  return area_of(checked(GEOSMakeValidWithParams_r(geos(), shape.get(), params.get())));
}

MultiPolygon united(const std::vector<MultiPolygon>& areas) {
  std::vector<Shape> parts;
  parts.reserve(areas.size());
  for (const MultiPolygon& area : areas) parts.push_back(shape_of(area));
  const Shape all = collection(GEOS_GEOMETRYCOLLECTION, std::move(parts));
  return area_of(checked(GEOSUnaryUnion_r(geos(), all.get())));
}

MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b) {
  return area_of(checked(GEOSIntersection_r(geos(), shape_of(a).get(), shape_of(b).get())));
}

std::vector<MultiPolygon> faces_of(const std::vector<Line>& lines) {
  std::vector<Shape> parts;
  parts.reserve(lines.size());
  for (const Line& line : lines) {
    if (line.size() >= 2) parts.push_back(line_shape(line));
  }
  const Shape all = collection(GEOS_MULTILINESTRING, std::move(parts));
  const Shape noded = checked(GEOSUnaryUnion_r(geos(), all.get()));
  const GEOSGeometry* input = noded.get();
  const Shape faces = checked(GEOSPolygonize_r(geos(), &input, 1));
  std::vector<MultiPolygon> result;
  const int count = GEOSGetNumGeometries_r(geos(), faces.get());
  result.reserve(static_cast<std::size_t>(std::max(count, 0)));
  for (int i = 0; i < count; ++i) {
    result.push_back({polygon_of(GEOSGetGeometryN_r(geos(), faces.get(), i))});
  }
  return result;
}

MultiPolygon simplified(const MultiPolygon& area, double tolerance_metres) {
  return area_of(
      checked(GEOSTopologyPreserveSimplify_r(geos(), shape_of(area).get(), tolerance_metres)));
}

Line simplified(const Line& line, double tolerance_metres) {
  if (line.size() < 3) return line;
  const Shape shape = line_shape(line);
  return line_of(checked(GEOSSimplify_r(geos(), shape.get(), tolerance_metres)).get());
}

namespace {
namespace bg = boost::geometry;

Box box_of(const MultiPolygon& area) {
  Box box;
  bg::assign_inverse(box);
  for (const Polygon& polygon : area) {
    for (const Line& ring : polygon) {
      for (const Point point : ring) bg::expand(box, BoxCorner(point.x, point.y));
    }
  }
  return box;
}
}  // namespace

struct AreaIndex::Implementation {
  std::vector<Shape> shapes;
  std::vector<PreparedShape> prepared;
  BoxTree boxes;

  [[nodiscard]] bool covers(std::size_t row, Point point) const {
    const Shape shape = point_shape(point);
    return GEOSPreparedIntersects_r(geos(), prepared[row].get(), shape.get()) == 1;
  }
};

AreaIndex::AreaIndex(const std::vector<MultiPolygon>& areas)
    : implementation_(std::make_unique<Implementation>()) {
  std::vector<BoxedRow> boxes;
  for (std::size_t row = 0; row < areas.size(); ++row) {
    implementation_->shapes.push_back(shape_of(areas[row]));
    implementation_->prepared.emplace_back(
        GEOSPrepare_r(geos(), implementation_->shapes.back().get()));
    if (GEOSisEmpty_r(geos(), implementation_->shapes.back().get()) != 0) continue;
    boxes.emplace_back(box_of(areas[row]), static_cast<std::uint32_t>(row));
    // GEOS builds the search structure at the first question: asking once here makes later ones
    // safe from several threads.
    static_cast<void>(implementation_->covers(row, point_inside(areas[row])));
  }
  implementation_->boxes = BoxTree(boxes);
}

AreaIndex::~AreaIndex() = default;
AreaIndex::AreaIndex(AreaIndex&&) noexcept = default;

std::ptrdiff_t AreaIndex::find(Point point) const {
  std::vector<std::size_t> rows;
  const auto& boxes = implementation_->boxes;
  for (auto hit = boxes.qbegin(bg::index::intersects(BoxCorner(point.x, point.y)));
       hit != boxes.qend(); ++hit) {
    rows.push_back(hit->second);
  }
  std::sort(rows.begin(), rows.end());
  for (const std::size_t row : rows) {
    if (implementation_->covers(row, point)) return static_cast<std::ptrdiff_t>(row);
  }
  return -1;
}

std::pair<std::ptrdiff_t, double> AreaIndex::nearest(Point point) const {
  const std::ptrdiff_t inside = find(point);
  if (inside >= 0) return {inside, 0.0};
  const auto& boxes = implementation_->boxes;
  const BoxCorner corner(point.x, point.y);
  const Shape shape = point_shape(point);
  std::pair<std::ptrdiff_t, double> best{-1, std::numeric_limits<double>::infinity()};
  const auto count = static_cast<unsigned>(boxes.size());
  for (auto box = boxes.qbegin(bg::index::nearest(corner, count)); box != boxes.qend(); ++box) {
    if (bg::distance(corner, box->first) > best.second) break;
    double metres = 0;
    GEOSDistance_r(geos(), shape.get(), implementation_->shapes[box->second].get(), &metres);
    const std::ptrdiff_t row = box->second;
    if (metres < best.second || (metres == best.second && row < best.first)) best = {row, metres};
  }
  return best;
}

}  // namespace budian
