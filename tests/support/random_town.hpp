// Roads and places at random, the same for a seed on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "gis/county.hpp"

namespace budian {

class RandomTown {
 public:
  RandomTown(std::uint32_t seed, double size_metres) : generator_(seed), size_(size_metres) {}
  /// Uniform over the square, whole millimetres.
  Point point();
  std::vector<Point> points(std::size_t count);
  /// Bent lines of 2 to 5 points, of any class, a third of them one-way, a tenth on a bridge. Some
  /// start where an earlier one ends.
  Road road();
  Table<RoadId, Road> roads(std::size_t count);
  /// Uniform below `limit`.
  std::uint32_t below(std::uint32_t limit) {
    return static_cast<std::uint32_t>(generator_()) % limit;
  }

 private:
  std::mt19937 generator_;
  double size_;
  Point last_end_;
};

}  // namespace budian
