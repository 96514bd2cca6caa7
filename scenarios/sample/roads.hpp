// The roads of the sample as a county's road survey has them: lines of seven grades that cross
// without a shared vertex, bridges as lines of their own. Beside them the plain graph from place to
// place that they were drawn from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/sample/terrain.hpp"
#include "scenarios/sample/townships.hpp"

namespace budian::sample {

enum class RoadGrade : std::uint8_t {
  national,
  provincial,
  county,
  township,
  street,
  village,
  path
};

struct SampleRoad {
  Line line;
  RoadGrade grade = RoadGrade::village;
  std::string name;
  bool one_way = false;
  bool bridge = false;
  bool hazard = false;
};

/// A way between two nodes, for the sample's own reckoning of who lives near which school.
struct Link {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double metres = 0;
};

/// A road between two seats. Villages beside it get on at its vertices.
struct SeatRoad {
  std::uint32_t from = 0;  ///< township
  std::uint32_t to = 0;
  RoadGrade grade = RoadGrade::county;
  Line line;
  struct Stop {
    std::size_t vertex = 0;
    std::uint32_t node = 0;
  };
  std::vector<Stop> stops;
};

/// Draws roads and keeps the graph. The first nodes are the seats, in the order of the townships.
class RoadDrawing {
 public:
  RoadDrawing(const Townships& townships, const Terrain& terrain, Random random);

  std::uint32_t add_node(Point place);
  /// A winding line between two places that meets no more water than the straight one.
  [[nodiscard]] Line winding(Point from, Point to, RoadGrade grade);
  /// Puts a line on the map: cut into road and bridges where it crosses rivers.
  void draw(const Line& line, RoadGrade grade, const std::string& name, bool one_way = false);
  void draw_hazard(const Line& line, RoadGrade grade, const std::string& name);
  /// A winding road between two nodes.
  void connect(std::uint32_t a, std::uint32_t b, RoadGrade grade, const std::string& name);
  void add_link(std::uint32_t a, std::uint32_t b, double metres) {
    links_.push_back({a, b, metres});
  }

  [[nodiscard]] const std::vector<Point>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<Link>& links() const { return links_; }
  [[nodiscard]] const std::vector<SampleRoad>& roads() const { return roads_; }
  [[nodiscard]] const Terrain& terrain() const { return *terrain_; }

 private:
  void put(Line line, RoadGrade grade, const std::string& name, bool one_way, bool bridge);
  const Terrain* terrain_;
  Random random_;
  std::vector<Point> nodes_;
  std::vector<Link> links_;
  std::vector<SampleRoad> roads_;
};

/// National, provincial and county roads from seat to seat, drawn but not yet linked.
std::vector<SeatRoad> plan_seat_roads(const Townships& townships, RoadDrawing& drawing,
                                      Random random);
/// Links the stops along every seat road.
void link_seat_roads(const std::vector<SeatRoad>& roads, RoadDrawing& drawing);
/// The streets of the small towns, a larger grid with some one-way streets in the county seats.
void draw_streets(const Townships& townships, RoadDrawing& drawing, Random random);

}  // namespace budian::sample
