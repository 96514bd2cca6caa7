// Where water bars the way of those who walk off the roads.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "gis/geometry.hpp"

namespace budian {

/// The edges of a county's water. Safe to ask from several threads.
class Shores {
 public:
  explicit Shores(const std::vector<MultiPolygon>& water);
  ~Shores();
  Shores(const Shores&) = delete;
  Shores& operator=(const Shores&) = delete;
  Shores(Shores&&) = delete;
  Shores& operator=(Shores&&) = delete;

  /// The shores that straight ways from one place may meet. Water that holds the place is left out:
  /// houses are often drawn roughly, and who lives on a pier gets ashore.
  class Around {
   public:
    /// Does the straight way from the place pass or touch a shore?
    [[nodiscard]] bool bar(Point to) const;

   private:
    friend class Shores;
    Point place_;
    std::vector<std::pair<Point, Point>> edges_;
  };
  [[nodiscard]] Around around(Point place, double reach_metres) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace budian
