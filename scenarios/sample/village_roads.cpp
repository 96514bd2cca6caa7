#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

#include "gis/disjoint_sets.hpp"
#include "scenarios/sample/settlements.hpp"
#include "scenarios/sample/voronoi.hpp"

namespace budian::sample {
namespace {

/// Township roads: a tree over the villages of a township that grows from the town and from the
/// seat roads.
void draw_township_tree(const std::vector<std::uint32_t>& villages,
                        const std::vector<std::string>& names, std::vector<std::uint32_t> reached,
                        RoadDrawing& drawing) {
  std::vector<bool> done(villages.size(), false);
  for (std::size_t round = 0; round < villages.size(); ++round) {
    std::size_t next = villages.size();
    std::uint32_t from = 0;
    double least = std::numeric_limits<double>::max();
    for (std::size_t v = 0; v < villages.size(); ++v) {
      if (done[v]) continue;
      for (const auto node : reached) {
        const Line straight{drawing.nodes()[node], drawing.nodes()[villages[v]]};
        const double metres = length_metres(straight);
        if (metres >= least || drawing.terrain().meets_water(straight)) continue;
        least = metres;
        next = v;
        from = node;
      }
    }
    if (next == villages.size()) return;  // the rest lies beyond water
    drawing.connect(from, villages[next], RoadGrade::township, names[next]);
    done[next] = true;
    reached.push_back(villages[next]);
  }
}

void draw_township_roads(const Townships& townships, const Settlements& settlements,
                         const std::vector<SeatRoad>& seat_roads, RoadDrawing& drawing) {
  std::vector<std::vector<std::uint32_t>> villages(townships.size());
  std::vector<std::vector<std::string>> names(townships.size());
  std::vector<std::vector<std::uint32_t>> sources(townships.size());
  for (const Village& village : settlements.villages) {
    villages[village.township].push_back(village.node);
    names[village.township].push_back(village.name + "路");
  }
  for (const SeatRoad& road : seat_roads) {
    for (const auto& stop : road.stops) {
      const auto township = townships.find(drawing.nodes()[stop.node]);
      if (township >= 0) sources[static_cast<std::size_t>(township)].push_back(stop.node);
    }
  }
  for (std::uint32_t row = 0; row < townships.size(); ++row) {
    sources[row].push_back(row);
    draw_township_tree(villages[row], names[row], sources[row], drawing);
  }
}

/// Everything that is not yet joined is joined by the shortest ways; over a river only where
/// nothing else helps.
void join_all(const std::vector<Pair>& pairs, std::set<Pair>& drawn, RoadDrawing& drawing) {
  DisjointSets sets(drawing.nodes().size());
  for (const Link& link : drawing.links()) sets.unite(link.a, link.b);
  auto order = pairs;
  const auto metres = [&](Pair pair) {
    return distance_metres(drawing.nodes()[pair.first], drawing.nodes()[pair.second]);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](Pair p, Pair q) { return metres(p) < metres(q); });
  for (const bool over_rivers : {false, true}) {
    for (const Pair& pair : order) {
      const Line straight{drawing.nodes()[pair.first], drawing.nodes()[pair.second]};
      if (sets.find(pair.first) == sets.find(pair.second) || drawing.terrain().meets_lake(straight))
        continue;
      if (!over_rivers && !drawing.terrain().crossings(straight).empty()) continue;
      sets.unite(pair.first, pair.second);
      drawn.insert(pair);
      drawing.connect(pair.first, pair.second, RoadGrade::village, "");
    }
  }
}

/// Shortcuts between neighbours: field paths mostly, some of them paved.
void draw_shortcuts(const std::vector<Pair>& gabriel, const std::set<Pair>& drawn,
                    RoadDrawing& drawing, Random random) {
  for (const Pair& pair : gabriel) {
    const Line straight{drawing.nodes()[pair.first], drawing.nodes()[pair.second]};
    const double metres = length_metres(straight);
    const double kind = random.real();
    if (drawn.contains(pair) || metres > 1900.0 || kind > 0.62) continue;
    if (drawing.terrain().meets_water(straight)) continue;
    drawing.connect(pair.first, pair.second, kind < 0.26 ? RoadGrade::village : RoadGrade::path,
                    "");
  }
}

/// Lanes between the houses: short dead ends through the hamlet.
void draw_lanes(const Settlements& settlements, RoadDrawing& drawing, Random random) {
  for (const SampleSettlement& row : settlements.rows) {
    const Point node = drawing.nodes()[row.node];
    if (distance_metres(node, row.place) > 100.0) continue;  // communities have streets
    const double turn = random.real(0.0, std::numbers::pi);
    const int lanes = row.population > 220 ? 2 : 1;
    for (int lane = 0; lane < lanes; ++lane) {
      const double angle = turn + lane * (std::numbers::pi / 2 + random.real(-0.25, 0.25));
      const auto end = [&](double side) {
        const double bend = random.real(-0.3, 0.3);
        const double reach = side * random.real(60.0, 190.0);
        return Point{node.x + reach * std::cos(angle + bend),
                     node.y + reach * std::sin(angle + bend)};
      };
      const Line line{end(-1), node, end(1)};
      if (drawing.terrain().meets_water(line)) continue;
      drawing.draw(line, lane == 0 ? RoadGrade::village : RoadGrade::path, "");
    }
  }
}

/// The bank of a river, `off` metres from its middle, for a stretch inside the county that stays
/// dry.
Line bank(const River& river, std::size_t first, std::size_t last, double off,
          const Townships& townships, const Terrain& terrain) {
  Line line;
  for (std::size_t i = first; i < last; i += 2) {
    const Point a = river.course[i - 1];
    const Point b = river.course[i + 1];
    const double length = distance_metres(a, b);
    const Point place{river.course[i].x - off * (b.y - a.y) / length,
                      river.course[i].y + off * (b.x - a.x) / length};
    if (townships.find(place) < 0 || terrain.is_wet(place, 15.0)) return {};
    line.push_back(place);
  }
  return line;
}

/// The nearest node that a dike road can be joined to without crossing water, or the number of
/// nodes.
std::uint32_t landing(Point place, const RoadDrawing& drawing) {
  auto best = static_cast<std::uint32_t>(drawing.nodes().size());
  constexpr double reach = 2200.0;
  double least = reach;
  for (std::uint32_t node = 0; node < drawing.nodes().size(); ++node) {
    if (std::abs(place.x - drawing.nodes()[node].x) > reach) continue;
    const double metres = distance_metres(place, drawing.nodes()[node]);
    if (metres >= least || drawing.terrain().meets_water({place, drawing.nodes()[node]})) continue;
    least = metres;
    best = node;
  }
  return best;
}

/// Roads on the dikes: they pass under the bridges and run beside water, which is a hazard.
void draw_dike_roads(const Townships& townships, RoadDrawing& drawing, Random random) {
  for (const River& river : drawing.terrain().rivers()) {
    if (river.half_width < 60.0) continue;
    for (const double side : {1.0, -1.0}) {
      for (std::size_t at = 10; at + 90 < river.course.size(); at += 90) {
        const auto steps = static_cast<std::size_t>(random.whole(30, 80));
        const Line line = bank(river, at, at + steps, side * (river.half_width + 42.0), townships,
                               drawing.terrain());
        if (line.empty()) continue;
        const auto start = landing(line.front(), drawing);
        const auto end = landing(line.back(), drawing);
        const auto count = drawing.nodes().size();
        if (start == count || end == count) continue;
        const auto a = drawing.add_node(line.front());
        const auto b = drawing.add_node(line.back());
        drawing.draw_hazard(line, RoadGrade::village, "河堤路");
        drawing.add_link(a, b, length_metres(line));
        drawing.connect(start, a, RoadGrade::village, "");
        drawing.connect(b, end, RoadGrade::village, "");
      }
    }
  }
}

}  // namespace

void draw_village_roads(const Townships& townships, const Settlements& settlements,
                        const std::vector<SeatRoad>& seat_roads, RoadDrawing& drawing,
                        const Random& random) {
  draw_township_roads(townships, settlements, seat_roads, drawing);
  const auto delaunay = delaunay_pairs(drawing.nodes());
  std::set<Pair> drawn;
  for (const Link& link : drawing.links()) drawn.insert(std::minmax(link.a, link.b));
  join_all(delaunay, drawn, drawing);
  draw_shortcuts(gabriel_pairs(drawing.nodes(), delaunay), drawn, drawing, random.branch(1));
  draw_lanes(settlements, drawing, random.branch(2));
  draw_dike_roads(townships, drawing, random.branch(3));
}

}  // namespace budian::sample
