// How far places are from the nearest road as drawn, for the check of where layers lie.
#pragma once

#include <memory>
#include <vector>

#include "gis/geometry.hpp"

namespace budian {

class RoadDistance {
 public:
  /// Lines on the plane.
  explicit RoadDistance(const std::vector<Line>& lines);
  ~RoadDistance();
  RoadDistance(RoadDistance&&) noexcept;
  RoadDistance(const RoadDistance&) = delete;
  RoadDistance& operator=(const RoadDistance&) = delete;
  RoadDistance& operator=(RoadDistance&&) noexcept;
  /// Metres to the nearest line; `farthest` where none is nearer.
  [[nodiscard]] double operator()(Point place) const;
  static constexpr double farthest = 3200;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace budian
