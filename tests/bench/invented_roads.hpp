// Road networks of any size that look like a county's: a bent grid of village roads with some
// missing, wider roads in between. The same for the same number of nodes, on every machine.
#pragma once

#include <random>
#include <vector>

#include "gis/network.hpp"

namespace budian {

class InventedRoads {
 public:
  /// About so many junctions, 400 m apart. Every 32nd line of the grid is a national road, every
  /// 8th a county road, every 4th a township road; one in eight pieces of village road is missing.
  explicit InventedRoads(std::size_t nodes);

  [[nodiscard]] const Table<RoadId, Road>& roads() const { return roads_; }
  [[nodiscard]] double side_metres() const;
  /// Uniform over the square.
  std::vector<Point> places(std::size_t count);

 private:
  double share();
  void connect(std::size_t a, std::size_t b, std::size_t grid_line);

  std::size_t side_;
  std::mt19937 random_{1};
  std::vector<Point> points_;
  Table<RoadId, Road> roads_;
};

/// Speeds as in scenarios/standards/travel.toml.
Profile invented_walking();
Profile invented_riding();

}  // namespace budian
