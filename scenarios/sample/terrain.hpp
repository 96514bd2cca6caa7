// Water and hills of the sample: what makes straight lines mislead.
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/sample/segment_grid.hpp"
#include "scenarios/sample/townships.hpp"

namespace budian::sample {

struct River {
  Line course;
  double half_width = 0;  ///< metres
  std::string name;
};
struct Lake {
  Line shore;  ///< closed
  std::string name;
};
/// Where a line of road crosses a river.
struct RiverCrossing {
  double at_metres = 0;    ///< along the road
  double half_length = 0;  ///< from there to dry land on either side
};

class Terrain {
 public:
  /// One winding river from side to side in every row of counties, a tributary and a lake in each
  /// county.
  Terrain(const Townships& townships, const Random& random);

  [[nodiscard]] const std::vector<River>& rivers() const { return rivers_; }
  [[nodiscard]] const std::vector<Lake>& lakes() const { return lakes_; }
  /// Is the point in water, or nearer than `clearance` metres to it?
  [[nodiscard]] bool is_wet(Point point, double clearance) const;
  [[nodiscard]] bool meets_lake(const Line& line) const;
  /// Crossings by their place along the line.
  [[nodiscard]] std::vector<RiverCrossing> crossings(const Line& line) const;
  [[nodiscard]] bool meets_water(const Line& line) const {
    return meets_lake(line) || !crossings(line).empty();
  }
  /// 0 on the plain, 1 in steep hills.
  [[nodiscard]] double hilliness(Point point) const;

 private:
  void draw_rivers(const Townships& townships, Random random);
  void draw_tributaries(const Townships& townships, Random random);
  void draw_lakes(const Townships& townships, Random random);
  void add_river(River river);

  std::uint64_t hills_seed_;
  std::vector<River> rivers_;
  std::vector<Lake> lakes_;
  SegmentGrid courses_;
  SegmentGrid shores_;
};

/// Moves the small towns away from the water that they would stand in.
void move_seats_ashore(Townships& townships, const Terrain& terrain);

/// The ground that water covers within the townships, as polygons with names, rivers first.
struct WaterArea {
  std::string name;
  bool is_lake = false;
  MultiPolygon area;
};
std::vector<WaterArea> water_areas(const Terrain& terrain, const Townships& townships);

}  // namespace budian::sample
