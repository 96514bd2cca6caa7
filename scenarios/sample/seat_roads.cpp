#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "gis/disjoint_sets.hpp"
#include "scenarios/sample/names.hpp"
#include "scenarios/sample/roads.hpp"
#include "scenarios/sample/voronoi.hpp"

namespace budian::sample {
namespace {

/// A road that could be built between two neighbouring seats.
struct Candidate {
  Pair ends;
  double metres = 0;
  std::size_t rivers = 0;  ///< crossed
  bool built = false;
  RoadGrade grade = RoadGrade::county;
};

std::vector<Candidate> candidates_of(const Townships& townships, const Terrain& terrain) {
  std::vector<Point> seats;
  for (const SampleTownship& township : townships.rows()) seats.push_back(township.seat);
  std::vector<Candidate> result;
  for (const Pair& ends : delaunay_pairs(seats)) {
    const Line line{seats[ends.first], seats[ends.second]};
    const double metres = length_metres(line);
    if (metres > 2.2 * townships.spacing() || terrain.meets_lake(line)) continue;
    result.push_back({ends, metres, terrain.crossings(line).size()});
  }
  return result;
}

/// Rows of the candidates by what they would cost: a bridge counts for `bridge_metres` of road.
std::vector<std::size_t> cheapest_first(const std::vector<Candidate>& candidates,
                                        double bridge_metres) {
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto cost = [&](std::size_t row) {
    return candidates[row].metres + bridge_metres * static_cast<double>(candidates[row].rivers);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t p, std::size_t q) { return cost(p) < cost(q); });
  return order;
}

void build_tree(std::vector<Candidate>& candidates, std::size_t seats) {
  DisjointSets sets(seats);
  for (const auto row : cheapest_first(candidates, 25000.0)) {
    Candidate& road = candidates[row];
    const auto [a, b] = road.ends;
    if (sets.find(a) == sets.find(b)) continue;
    sets.unite(a, b);
    road.built = true;
  }
}

/// Loops: most of the short missing roads, few of those with a bridge.
void build_loops(std::vector<Candidate>& candidates, const Townships& townships, Random& random) {
  for (Candidate& road : candidates) {
    if (road.metres > 1.25 * townships.spacing() || road.rivers > 1) continue;
    if (random.chance(road.rivers == 0 ? 0.5 : 0.35)) road.built = true;
  }
}

/// Raises the grade of the shortest way from the county seat to a township.
void raise(std::vector<Candidate>& candidates, std::size_t seats, std::uint32_t from,
           std::uint32_t to, RoadGrade grade) {
  constexpr double far = std::numeric_limits<double>::max();
  std::vector<double> cost(seats, far);
  std::vector<std::size_t> by(seats, candidates.size());
  cost[from] = 0;
  // Bellman and Ford: the graph of one county has some sixty roads.
  for (bool better = true; better;) {
    better = false;
    for (std::size_t row = 0; row < candidates.size(); ++row) {
      const Candidate& road = candidates[row];
      const double price =
          road.metres * (road.built ? 1.0 : 1.15) + 9000.0 * static_cast<double>(road.rivers);
      const auto relax = [&](std::uint32_t a, std::uint32_t b) {
        if (cost[a] == far || cost[a] + price >= cost[b]) return;
        cost[b] = cost[a] + price;
        by[b] = row;
        better = true;
      };
      relax(road.ends.first, road.ends.second);
      relax(road.ends.second, road.ends.first);
    }
  }
  for (std::uint32_t at = to; at != from && by[at] < candidates.size();) {
    Candidate& road = candidates[by[at]];
    road.built = true;
    road.grade = std::min(road.grade, grade);
    at = road.ends.first == at ? road.ends.second : road.ends.first;
  }
}

/// The township of the county that lies furthest to one side.
std::uint32_t outermost(const Townships& townships, std::uint32_t county, double east,
                        double north) {
  std::uint32_t best = county * townships_a_county;
  const auto reach = [&](std::uint32_t row) {
    return townships[row].seat.x * east + townships[row].seat.y * north;
  };
  for (std::uint32_t i = 0; i < townships_a_county; ++i) {
    const std::uint32_t row = county * townships_a_county + i;
    if (reach(row) > reach(best)) best = row;
  }
  return best;
}

/// A road that leaves the county beyond its outermost seat.
void draw_way_out(const Townships& townships, std::uint32_t from, double east, double north,
                  RoadGrade grade, RoadDrawing& drawing) {
  const Point seat = townships[from].seat;
  Point border = seat;
  while (townships.find(border) == static_cast<std::int64_t>(from)) {
    border = {border.x + 100.0 * east, border.y + 100.0 * north};
  }
  if (townships.find(border) >= 0) return;  // a neighbour township is in between
  border = {border.x - 110.0 * east, border.y - 110.0 * north};
  if (drawing.terrain().meets_water({seat, border})) return;
  drawing.draw(drawing.winding(seat, border, grade), grade, "");
}

}  // namespace

std::vector<SeatRoad> plan_seat_roads(const Townships& townships, RoadDrawing& drawing,
                                      Random random) {
  auto candidates = candidates_of(townships, drawing.terrain());
  build_tree(candidates, townships.size());
  build_loops(candidates, townships, random);
  for (std::uint32_t county = 0; county < townships.counties(); ++county) {
    const auto capital = townships.capital(county);
    const double north = random.chance(0.5) ? 1.0 : -1.0;
    std::vector<Candidate> own;  // the roads of this county only
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < candidates.size(); ++row) {
      if (townships[candidates[row].ends.first].county != county ||
          townships[candidates[row].ends.second].county != county) {
        continue;
      }
      own.push_back(candidates[row]);
      rows.push_back(row);
    }
    const auto lead = [&](double east, double up, RoadGrade grade) {
      const auto to = outermost(townships, county, east, up);
      raise(own, townships.size(), capital, to, grade);
      draw_way_out(townships, to, east, up, grade, drawing);
    };
    lead(1.0, 0.0, RoadGrade::national);
    lead(-1.0, 0.0, RoadGrade::national);
    lead(0.0, north, RoadGrade::provincial);
    lead(0.0, -north, RoadGrade::provincial);
    for (std::size_t i = 0; i < rows.size(); ++i) candidates[rows[i]] = own[i];
  }
  std::vector<SeatRoad> roads;
  for (const Candidate& road : candidates) {
    if (!road.built) continue;
    const auto [a, b] = road.ends;
    SeatRoad built{
        a, b, road.grade, drawing.winding(townships[a].seat, townships[b].seat, road.grade), {}};
    drawing.draw(built.line, built.grade, road_name(townships[a].name, townships[b].name));
    roads.push_back(std::move(built));
  }
  return roads;
}

void link_seat_roads(const std::vector<SeatRoad>& roads, RoadDrawing& drawing) {
  for (const SeatRoad& road : roads) {
    auto stops = road.stops;
    std::sort(stops.begin(), stops.end(),
              [](const auto& p, const auto& q) { return p.vertex < q.vertex; });
    std::vector<double> along{0.0};
    for (std::size_t i = 0; i + 1 < road.line.size(); ++i) {
      along.push_back(along.back() + distance_metres(road.line[i], road.line[i + 1]));
    }
    std::uint32_t last = road.from;
    double passed = 0.0;
    for (const auto& stop : stops) {
      drawing.add_link(last, stop.node, along[stop.vertex] - passed);
      last = stop.node;
      passed = along[stop.vertex];
    }
    drawing.add_link(last, road.to, along.back() - passed);
  }
}

}  // namespace budian::sample
