#include "scenarios/sample/settlements.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <set>

#include "scenarios/sample/names.hpp"

namespace budian::sample {
namespace {

constexpr std::size_t communities_in_capital = 18;
constexpr std::size_t communities_in_seat = 3;
constexpr std::size_t hamlets_a_county = settlements_a_county - remote_a_county -
                                         communities_in_capital -
                                         communities_in_seat * (townships_a_county - 1);

/// Central villages (中心村), fewer of them in the hills, and the small ones between.
double size_of_village(double hilliness, Random& random) {
  const bool is_central = random.chance(0.44 * (1.0 - 0.4 * hilliness));
  return is_central ? std::exp(0.35 * random.normal()) : 0.15 * std::exp(0.4 * random.normal());
}

Point scattered(Point around, double spread, Random& random) {
  const double east = random.normal();
  return {around.x + spread * east, around.y + spread * random.normal()};
}

/// Gives out places one after another and remembers which ground is taken.
class Settling {
 public:
  Settling(const Townships& townships, std::vector<SeatRoad>& seat_roads, RoadDrawing& drawing,
           const Random& random)
      : townships_(townships), roads_(seat_roads), drawing_(drawing), random_(random) {
    vertices_.resize(townships.size());
    for (std::size_t road = 0; road < roads_.size(); ++road) note_vertices(road);
  }

  Settlements all() {
    for (std::uint32_t county = 0; county < townships_.counties(); ++county) settle_county(county);
    return std::move(result_);
  }

 private:
  struct Vertex {
    std::size_t road = 0;
    std::size_t vertex = 0;
    bool taken = false;
  };

  void note_vertices(std::size_t road);
  void settle_county(std::uint32_t county);
  void settle_communities(std::uint32_t township);
  void place_villages(std::uint32_t township, std::int64_t count);
  void place_hamlets(std::size_t village, std::int64_t count);
  [[nodiscard]] bool is_free(Point place, std::uint32_t township, double spacing) const;
  Vertex* free_vertex(std::size_t village);
  void add_hamlet(std::size_t village, Point road_place, Vertex* vertex,
                  std::set<std::string>& names, std::int64_t number);
  void add(std::uint32_t township, SampleSettlement settlement);

  const Townships& townships_;
  std::vector<SeatRoad>& roads_;
  RoadDrawing& drawing_;
  Random random_;
  std::vector<std::vector<Vertex>> vertices_;  ///< of seat roads, by township
  SegmentGrid taken_;
  Settlements result_;
};

void Settling::note_vertices(std::size_t road) {
  const SeatRoad& seat_road = roads_[road];
  for (std::size_t i = 1; i + 1 < seat_road.line.size(); ++i) {
    const Point place = seat_road.line[i];
    const auto township = townships_.find(place, 150.0);
    if (township < 0 || drawing_.terrain().is_wet(place, 320.0)) continue;
    const auto row = static_cast<std::size_t>(township);
    const double town = townships_.is_capital(static_cast<std::uint32_t>(row)) ? 1500.0 : 600.0;
    if (distance_metres(place, townships_[row].seat) < town) continue;
    vertices_[row].push_back({road, i, false});
  }
}

void Settling::settle_county(std::uint32_t county) {
  std::vector<double> weights;
  for (std::uint32_t i = 0; i < townships_a_county; ++i) {
    const auto& township = townships_[county * townships_a_county + i];
    weights.push_back(std::pow(township.square_metres, 0.75) * random_.real(0.85, 1.15));
  }
  const auto villages = shared_out(villages_a_county, weights);
  const std::size_t first = result_.villages.size();
  for (std::uint32_t i = 0; i < townships_a_county; ++i) {
    place_villages(county * townships_a_county + i, villages[i]);
  }
  weights.clear();
  for (std::size_t v = first; v < result_.villages.size(); ++v) {
    // A village of twice the size has half as many hamlets again, and larger ones.
    weights.push_back(std::sqrt(result_.villages[v].size) * random_.real(0.7, 1.3));
  }
  // Each village has its centre; the others are shared out.
  const auto hamlets = shared_out(hamlets_a_county - villages_a_county, weights);
  for (std::uint32_t i = 0; i < townships_a_county; ++i)
    settle_communities(county * townships_a_county + i);
  for (std::size_t v = first; v < result_.villages.size(); ++v)
    place_hamlets(v, hamlets[v - first]);
}

void Settling::settle_communities(std::uint32_t township) {
  const bool capital = townships_.is_capital(township);
  const Point seat = townships_[township].seat;
  const std::size_t count = capital ? communities_in_capital : communities_in_seat;
  const double turn = random_.real(0.0, 2 * std::numbers::pi);
  for (std::size_t i = 0; i < count; ++i) {
    // A sunflower's pattern fills the town evenly.
    const double reach = (capital ? 1000.0 : 220.0) *
                         std::sqrt((static_cast<double>(i) + 0.5) / static_cast<double>(count));
    const double angle = turn + static_cast<double>(i) * 2.39996;
    const Point place{seat.x + reach * std::cos(angle), seat.y + reach * std::sin(angle)};
    SampleSettlement community;
    community.name = (capital ? "城关" : "") + community_name(i) + "社区";
    community.place = place;
    community.node = township;
    taken_.add({place, place}, 0);
    add(township, std::move(community));
  }
}

void Settling::add(std::uint32_t township, SampleSettlement settlement) {
  settlement.township = township;
  result_.rows.push_back(std::move(settlement));
}

bool Settling::is_free(Point place, std::uint32_t township, double spacing) const {
  return taken_.distance_within(place, spacing) >= spacing &&
         townships_.find(place, 150.0) == static_cast<std::int64_t>(township) &&
         !drawing_.terrain().is_wet(place, 160.0);
}

void Settling::place_villages(std::uint32_t township, std::int64_t count) {
  std::set<std::string> names;
  std::vector<Point> centres{townships_[township].seat};
  const double reach = 0.95 * townships_.spacing();
  for (std::int64_t i = 0; i < count; ++i) {
    Point best = townships_[township].seat;
    double best_room = -1.0;
    for (int good = 0, attempt = 0; good < 14 && attempt < 600; ++attempt) {
      const Point site = townships_[township].seat;
      const Point place{site.x + random_.real(-reach, reach), site.y + random_.real(-reach, reach)};
      if (!is_free(place, township, 320.0)) continue;
      ++good;
      double room = 1e9;
      for (const Point centre : centres) room = std::min(room, distance_metres(place, centre));
      // Villages keep apart, less so near the town, and avoid the hills.
      room *= 1.0 - 0.45 * drawing_.terrain().hilliness(place);
      room *= 1.25 - 0.5 * std::min(1.0, distance_metres(place, site) / reach);
      if (room > best_room) {
        best_room = room;
        best = place;
      }
    }
    centres.push_back(best);
    taken_.add({best, best}, 0);
    Village village{township, village_name(random_, names), best, drawing_.add_node(best), 1.0, 0};
    village.size = size_of_village(drawing_.terrain().hilliness(best), random_);
    result_.villages.push_back(std::move(village));
  }
}

Settling::Vertex* Settling::free_vertex(std::size_t village) {
  constexpr double reach = 2200.0;
  const Village& home = result_.villages[village];
  Vertex* best = nullptr;
  double least = reach;
  for (Vertex& vertex : vertices_[home.township]) {
    const Point place = roads_[vertex.road].line[vertex.vertex];
    const double metres = distance_metres(place, home.centre) * random_.real(0.8, 1.2);
    if (vertex.taken || metres >= least || !is_free(place, home.township, 200.0)) continue;
    least = metres;
    best = &vertex;
  }
  return best;
}

void Settling::place_hamlets(std::size_t village, std::int64_t count) {
  std::set<std::string> names;
  const Point centre = result_.villages[village].centre;
  const auto township = result_.villages[village].township;
  add_hamlet(village, centre, nullptr, names, 1);
  for (std::int64_t i = 0; i < count; ++i) {
    if (random_.chance(0.32)) {
      if (Vertex* vertex = free_vertex(village)) {
        vertex->taken = true;
        add_hamlet(village, roads_[vertex->road].line[vertex->vertex], vertex, names, i + 2);
        continue;
      }
    }
    Point place = centre;
    for (int attempt = 0; attempt < 60; ++attempt) {
      const double spread = 690.0 + 12.0 * attempt;
      place = scattered(centre, spread, random_);
      if (is_free(place, township, 280.0 - 3.0 * attempt)) break;
      place = centre;
    }
    if (place == centre) place = scattered(centre, 60.0, random_);
    add_hamlet(village, place, nullptr, names, i + 2);
  }
}

void Settling::add_hamlet(std::size_t village, Point road_place, Vertex* vertex,
                          std::set<std::string>& names, std::int64_t number) {
  const Village& home = result_.villages[village];
  SampleSettlement hamlet;
  if (number == 1) {
    hamlet.node = home.node;
  } else {
    hamlet.node = drawing_.add_node(road_place);
  }
  if (vertex != nullptr) roads_[vertex->road].stops.push_back({vertex->vertex, hamlet.node});
  hamlet.name = home.name + "村" + (number == 1 ? "村部" : hamlet_name(random_, names));
  // Houses stand beside the road, not on it.
  const double angle = random_.real(0.0, 2 * std::numbers::pi);
  const double off = random_.real(18.0, 70.0);
  hamlet.place = {road_place.x + off * std::cos(angle), road_place.y + off * std::sin(angle)};
  hamlet.village = village;
  hamlet.is_centre = number == 1;
  hamlet.is_roadside = vertex != nullptr;
  taken_.add({road_place, road_place}, 0);
  add(home.township, std::move(hamlet));
}

void number_settlements(const Townships& townships, Settlements& settlements) {
  std::stable_sort(settlements.rows.begin(), settlements.rows.end(),
                   [](const auto& p, const auto& q) { return p.township < q.township; });
  std::uint32_t township = 0;
  int number = 0;
  for (SampleSettlement& row : settlements.rows) {
    if (row.township != township) number = 0;
    township = row.township;
    row.code = fmt::format("{}{:05}", townships[township].code, ++number);
  }
}

}  // namespace

Settlements settle(const Townships& townships, std::vector<SeatRoad>& seat_roads,
                   RoadDrawing& drawing, const Random& random) {
  Settlements settlements = Settling(townships, seat_roads, drawing, random).all();
  number_settlements(townships, settlements);
  return settlements;
}

}  // namespace budian::sample
