#include "tests/support/random_town.hpp"

namespace budian {

Point RandomTown::point() {
  const auto millimetres = static_cast<std::uint32_t>(size_ * 1000);
  const double x = below(millimetres) / 1000.0;
  const double y = below(millimetres) / 1000.0;
  return {x, y};
}

std::vector<Point> RandomTown::points(std::size_t count) {
  std::vector<Point> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(point());
  return result;
}

Road RandomTown::road() {
  Road road;
  road.line.push_back(below(3) == 0 ? last_end_ : point());
  const std::uint32_t more = 1 + below(4);
  for (std::uint32_t i = 0; i < more; ++i) road.line.push_back(point());
  last_end_ = road.line.back();
  road.road_class = static_cast<RoadClass>(below(road_class_count));
  if (below(3) == 0) road.direction = below(2) == 0 ? Direction::forward : Direction::backward;
  if (below(10) == 0) road.level = 1;
  if (below(10) == 0) road.hazard = true;
  return road;
}

Table<RoadId, Road> RandomTown::roads(std::size_t count) {
  Table<RoadId, Road> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(road());
  return result;
}

}  // namespace budian
