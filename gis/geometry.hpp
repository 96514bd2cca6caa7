// Plane geometry of the county: x is east, y is north, in metres. geometry.cpp is the only file
// that knows GEOS.
#pragma once

#include <cmath>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "gis/units.hpp"

namespace budian {

struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};
struct LonLat {
  double longitude = 0;
  double latitude = 0;
  friend bool operator==(const LonLat&, const LonLat&) = default;
};
using Line = std::vector<Point>;
/// Rings are closed (first point == last point); the first ring is the shell, the others are holes.
using Polygon = std::vector<Line>;
using MultiPolygon = std::vector<Polygon>;

inline double distance_metres(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }
inline Millimetres distance(Point a, Point b) { return metres(distance_metres(a, b)); }

/// Length in metres.
double length_metres(const Line& line);
/// The piece of a line between two lengths along it, in metres (from > to gives it reversed).
Line piece_of(const Line& line, double from_metres, double to_metres);

/// Area in square metres, holes taken off.
double area_square_metres(const MultiPolygon& area);
/// Is the point inside or on the edge?
bool contains(const MultiPolygon& area, Point point);
/// A point that is certainly inside.
Point point_inside(const MultiPolygon& area);
/// The same ground as a valid geometry (GEOS MakeValid). `repaired` tells whether anything was
/// wrong.
MultiPolygon valid(const MultiPolygon& area, bool* repaired = nullptr);
MultiPolygon united(const std::vector<MultiPolygon>& areas);
MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b);
/// The faces that lines enclose together, lines noded where they cross; without the outer face.
std::vector<MultiPolygon> faces_of(const std::vector<Line>& lines);
/// The same ground with fewer vertices, nothing moved by more than `tolerance_metres`.
MultiPolygon simplified(const MultiPolygon& area, double tolerance_metres);
Line simplified(const Line& line, double tolerance_metres);

/// Finds which of many areas holds a point; ties go to the first.
class AreaIndex {
 public:
  explicit AreaIndex(const std::vector<MultiPolygon>& areas);
  ~AreaIndex();
  AreaIndex(AreaIndex&&) noexcept;
  AreaIndex(const AreaIndex&) = delete;
  AreaIndex& operator=(const AreaIndex&) = delete;
  AreaIndex& operator=(AreaIndex&&) = delete;
  /// Row of the area that holds the point, or -1.
  [[nodiscard]] std::ptrdiff_t find(Point point) const;
  /// Row of the nearest area and its distance in metres (0 inside).
  [[nodiscard]] std::pair<std::ptrdiff_t, double> nearest(Point point) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace budian
