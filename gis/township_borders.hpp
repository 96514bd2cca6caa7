// How the areas of townships lie beside each other: overlaps, gaps, and areas made of border lines.
#pragma once

#include <cstddef>
#include <vector>

#include "gis/geometry.hpp"

namespace budian {

struct Overlap {
  std::size_t first = 0, second = 0;  ///< rows, first < second
  double hectares = 0;
  Point place;  ///< inside of it
};
/// Ground that two areas both claim, where it is at least `least_hectares`; in the order of rows.
std::vector<Overlap> overlaps(const std::vector<MultiPolygon>& areas, double least_hectares);

struct Gap {
  std::size_t beside = 0;  ///< row of the nearest area
  double hectares = 0;
  Point place;  ///< inside of it
};
/// Ground enclosed by the areas that belongs to none, where it is at least `least_hectares`.
std::vector<Gap> gaps(const std::vector<MultiPolygon>& areas, double least_hectares);

}  // namespace budian
