#include "tests/bench/invented_roads.hpp"

#include <cmath>

namespace budian {
namespace {

constexpr double spacing = 400;  ///< metres between junctions

RoadClass class_of(std::size_t grid_line) {
  if (grid_line % 32 == 0) return RoadClass::national;
  if (grid_line % 8 == 0) return RoadClass::county;
  return grid_line % 4 == 0 ? RoadClass::township : RoadClass::village;
}

}  // namespace

InventedRoads::InventedRoads(std::size_t nodes)
    : side_(static_cast<std::size_t>(std::sqrt(static_cast<double>(nodes)))) {
  const auto shift = [this] { return (share() - 0.5) * spacing / 2; };
  for (std::size_t i = 0; i < side_ * side_; ++i) {
    const double x = static_cast<double>(i % side_) * spacing + shift();
    const double y = static_cast<double>(i / side_) * spacing + shift();
    points_.push_back({x, y});
  }
  for (std::size_t i = 0; i < side_ * side_; ++i) {
    if (i % side_ + 1 < side_) connect(i, i + 1, i / side_);
    if (i + side_ < side_ * side_) connect(i, i + side_, i % side_);
  }
}

double InventedRoads::share() { return static_cast<double>(random_()) / 4294967296.0; }

double InventedRoads::side_metres() const { return static_cast<double>(side_) * spacing; }

void InventedRoads::connect(std::size_t a, std::size_t b, std::size_t grid_line) {
  Road road;
  road.road_class = class_of(grid_line);
  if (road.road_class == RoadClass::village && random_() % 8 == 0) return;
  const auto bend = [this] { return (share() - 0.5) * spacing / 8; };
  const double x = (points_[a].x + points_[b].x) / 2 + bend();
  const double y = (points_[a].y + points_[b].y) / 2 + bend();
  road.line = {points_[a], {x, y}, points_[b]};
  roads_.push_back(std::move(road));
}

std::vector<Point> InventedRoads::places(std::size_t count) {
  std::vector<Point> result;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = share() * side_metres();
    const double y = share() * side_metres();
    result.push_back({x, y});
  }
  return result;
}

Profile invented_walking() {
  Profile profile;
  profile.mode = Mode::walk;
  profile.speeds.fill(kilometres_per_hour(4.2));
  profile.door_speed = kilometres_per_hour(4.2);
  profile.door_detour = 1.3;
  profile.reach = metres(1000);
  return profile;
}

Profile invented_riding() {
  Profile profile = invented_walking();
  profile.mode = Mode::bus;
  constexpr std::array<double, 4> speeds{45, 40, 30, 20};
  for (std::size_t i = 0; i < speeds.size(); ++i)
    profile.speeds[i] = kilometres_per_hour(speeds[i]);
  profile.speeds[row(RoadClass::path)].reset();
  profile.obeys_one_way = true;
  return profile;
}

}  // namespace budian
