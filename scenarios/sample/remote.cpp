#include <fmt/core.h>

#include <algorithm>

#include "scenarios/sample/settlements.hpp"

namespace budian::sample {
namespace {

constexpr double least_room = 960.0;  // a door may be 900 m from a road

struct Box {
  Point low{1e18, 1e18};
  Point high{-1e18, -1e18};
  [[nodiscard]] bool holds(Point point) const {
    return point.x > low.x && point.x < high.x && point.y > low.y && point.y < high.y;
  }
};

Box box_of(const Townships& townships, std::uint32_t county) {
  constexpr double margin = 6000.0;
  Box box;
  for (std::uint32_t i = 0; i < townships_a_county; ++i) {
    for (const Point point : townships[county * townships_a_county + i].outline) {
      box.low = {std::min(box.low.x, point.x - margin), std::min(box.low.y, point.y - margin)};
      box.high = {std::max(box.high.x, point.x + margin), std::max(box.high.y, point.y + margin)};
    }
  }
  return box;
}

/// The dry place of the county that is furthest from all its roads and from the places already
/// given.
Point loneliest(const Townships& townships, std::uint32_t county, const Terrain& terrain,
                const SegmentGrid& roads, const std::vector<Point>& given, Random& random) {
  const Box box = box_of(townships, county);
  Point best = townships[townships.capital(county)].seat;
  double best_room = 0.0;
  for (int attempt = 0; attempt < 5000; ++attempt) {
    const Point place{random.real(box.low.x, box.high.x), random.real(box.low.y, box.high.y)};
    if (roads.distance_within(place, least_room) < least_room) continue;
    const double room = roads.distance_within(place, 2500.0);
    if (room <= best_room || terrain.is_wet(place, 200.0)) continue;
    const auto township = townships.find(place, 150.0);
    if (township < 0 || townships[static_cast<std::size_t>(township)].county != county) continue;
    const bool crowded = std::any_of(given.begin(), given.end(), [place](Point other) {
      return distance_metres(place, other) < 4000.0;
    });
    if (crowded) continue;
    best_room = room;
    best = place;
  }
  return best;
}

}  // namespace

void settle_remote(const Townships& townships, const RoadDrawing& drawing, Random random,
                   Settlements& settlements) {
  for (std::uint32_t county = 0; county < townships.counties(); ++county) {
    const Box box = box_of(townships, county);
    SegmentGrid roads;
    for (const SampleRoad& road : drawing.roads()) {
      if (box.holds(road.line.front()) || box.holds(road.line.back())) roads.add(road.line, 0);
    }
    std::vector<Point> given;
    for (std::size_t i = 0; i < remote_a_county; ++i) {
      const Point place = loneliest(townships, county, drawing.terrain(), roads, given, random);
      given.push_back(place);
      SampleSettlement hamlet;
      hamlet.township = static_cast<std::uint32_t>(townships.find(place));
      hamlet.code = fmt::format("{}{:05}", townships[hamlet.township].code, 99901 + i);
      hamlet.name = fmt::format("{}散户", i == 0 ? "北坡" : i == 1 ? "湖沿" : "岭后");
      hamlet.place = place;
      hamlet.node = hamlet.township;
      hamlet.population = random.whole(35, 90);
      hamlet.left_behind = random.whole(1, 4);
      hamlet.is_remote = true;
      settlements.rows.push_back(std::move(hamlet));
    }
  }
}

}  // namespace budian::sample
