// How fast the ground is: a county of bent grid roads, searched by Boost and by us, then everything
// that a run does. Run: budian_bench_travel [nodes]
#include <fmt/format.h>

#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <cstdlib>
#include <ctime>
#include <random>

#include "gis/catchment.hpp"
#include "gis/shortest_paths.hpp"

namespace budian {
namespace {

constexpr double spacing = 400;  ///< metres between junctions
constexpr Millimetres unlimited(1'000'000'000);

class Grid {
 public:
  explicit Grid(std::size_t side) : side_(side), random_(1) {
    for (std::size_t i = 0; i < side * side; ++i) {
      const auto column = static_cast<double>(i % side);
      const auto row = static_cast<double>(i / side);
      points_.push_back({column * spacing + shift(), row * spacing + shift()});
    }
    for (std::size_t i = 0; i < side * side; ++i) {
      if (i % side + 1 < side) connect(i, i + 1);
      if (i + side < side * side) connect(i, i + side);
    }
  }
  [[nodiscard]] const Table<RoadId, Road>& roads() const { return roads_; }
  [[nodiscard]] double extent() const { return static_cast<double>(side_) * spacing; }
  std::vector<Point> places(std::size_t count) {
    std::vector<Point> result;
    for (std::size_t i = 0; i < count; ++i) {
      const double x = share() * extent();
      const double y = share() * extent();
      result.push_back({x, y});
    }
    return result;
  }

 private:
  double share() { return static_cast<double>(random_()) / 4294967296.0; }
  double shift() { return (share() - 0.5) * spacing / 2; }
  void connect(std::size_t a, std::size_t b) {
    if (random_() % 10 == 0) return;
    Road road;
    const Point middle{(points_[a].x + points_[b].x) / 2 + shift() / 4,
                       (points_[a].y + points_[b].y) / 2 + shift() / 4};
    road.line = {points_[a], middle, points_[b]};
    roads_.push_back(road);
  }

  std::size_t side_;
  std::mt19937 random_;
  std::vector<Point> points_;
  Table<RoadId, Road> roads_;
};

Profile walking() {
  Profile profile;
  profile.speeds.fill(kilometres_per_hour(4.2));
  profile.door_speed = kilometres_per_hour(4.2);
  profile.reach = metres(1000);
  return profile;
}

/// Milliseconds of processor time, all threads together: the best of some tries. Other programs on
/// the machine then count little.
template <class Task>
double timed(int tries, const Task& task) {
  double best = 1e300;
  for (int i = 0; i < tries; ++i) {
    const std::clock_t start = std::clock();
    task();
    const auto passed = static_cast<double>(std::clock() - start);
    best = std::min(best, passed * 1000.0 / CLOCKS_PER_SEC);
  }
  return best;
}

void compare_with_boost(const Network& network) {
  std::vector<std::int64_t> distances(network.nodes().size());
  const double boost_ms = timed(5, [&] {
    boost::dijkstra_shortest_paths(
        network.graph(), 0U,
        boost::weight_map(boost::get(&Arc::length, network.graph()))
            .distance_map(boost::make_iterator_property_map(
                distances.begin(), boost::get(boost::vertex_index, network.graph())))
            .distance_inf(std::int64_t{1} << 60)
            .distance_zero(std::int64_t{0}));
  });
  ShortestPaths paths(network);
  const AttachedPlace start{network.nodes()[NodeId(0)],
                            {{EdgeId(0), Millimetres(0), Millimetres(0)}}};
  const double own_ms =
      timed(5, [&] { paths.run(start, Least::length, ShortestPaths::Way::along, unlimited); });
  fmt::print("one to all    Boost {:8.2f} ms   own {:8.2f} ms   ratio {:.2f}\n", boost_ms, own_ms,
             boost_ms / own_ms);
}

void measure_county(const Network& network, Grid& grid) {
  County county;
  Township township;
  const double side = grid.extent();
  township.area = {{{{0, 0}, {side, 0}, {side, side}, {0, side}, {0, 0}}}};
  county.townships.push_back(township);
  std::vector<AttachedPlace> villages;
  std::vector<AttachedPlace> schools;
  const std::vector<Point> village_places = grid.places(network.nodes().size() / 6);
  const std::vector<Point> school_places = grid.places(275);
  fmt::print("attach        {:8.1f} ms for {} villages\n",
             timed(1, [&] { villages = attach_all(network, village_places); }),
             village_places.size());
  schools = attach_all(network, school_places);
  std::size_t ways = 0;
  for (const AttachedPlace& village : villages) ways += village.attachments.size();
  fmt::print("attachments   {:8.1f} a village\n",
             static_cast<double>(ways) / static_cast<double>(villages.size()));
  fmt::print("matrix        {:8.1f} ms, {} schools, 40 km\n",
             timed(1, [&] { measure(network, villages, schools, Least::length, metres(40000)); }),
             schools.size());
  GroundCells cells;
  fmt::print("ground cells  {:8.1f} ms\n",
             timed(1, [&] { cells = make_ground_cells(county, &network, 40000); }));
  GroundAccess access;
  fmt::print(
      "nearest       {:8.1f} ms for {} cells\n",
      timed(3, [&] { access = nearest_destination(cells, network, schools, metres(40000)); }),
      cells.size());
  fmt::print("polygons      {:8.1f} ms\n",
             timed(3, [&] { polygons_of(cells, access.destination); }));
}

void run(std::size_t nodes) {
  Grid grid(static_cast<std::size_t>(std::sqrt(static_cast<double>(nodes))));
  std::unique_ptr<Network> network;
  const double built =
      timed(1, [&] { network = std::make_unique<Network>(grid.roads(), walking()); });
  fmt::print("network       {:8.1f} ms, {} nodes, {} edges\n", built, network->nodes().size(),
             network->edges().size());
  compare_with_boost(*network);
  measure_county(*network, grid);
}

}  // namespace
}  // namespace budian

int main(int count, char** arguments) {
  budian::run(count > 1 ? static_cast<std::size_t>(std::atol(arguments[1])) : 15000);
}
