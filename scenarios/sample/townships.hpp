// Where the townships of the sample lie: seats on a shaken lattice, their Voronoi cells, bent by
// smooth noise so that borders wind and yet fit together to the last bit.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "gis/geometry.hpp"
#include "scenarios/sample/random.hpp"

namespace budian::sample {

inline constexpr std::uint32_t townships_a_county = 25;
inline constexpr double county_square_metres = 2948e6;

/// Bends a regular drawing into a natural one. One-to-one: the noise is less steep than 1.
class Bend {
 public:
  Bend(std::uint64_t seed, Point centre) : seed_(seed), centre_(centre) {}
  void scale_to(double scale) { scale_ = scale; }
  [[nodiscard]] Point operator()(Point drawing) const;
  /// The place of the drawing that comes to lie here.
  [[nodiscard]] Point back(Point plane) const;

 private:
  [[nodiscard]] Point offset(Point drawing) const;
  std::uint64_t seed_;
  Point centre_;
  double scale_ = 1.0;
};

struct SampleTownship {
  std::string code;  ///< nine digits
  std::string name;
  std::uint32_t county = 0;
  Point site;    ///< in the drawing
  Point seat;    ///< the small town, on the plane
  Line outline;  ///< closed, on the plane
  double square_metres = 0;
};

class Townships {
 public:
  Townships(const Random& random, int counties);

  [[nodiscard]] const std::vector<SampleTownship>& rows() const { return rows_; }
  [[nodiscard]] const SampleTownship& operator[](std::size_t row) const { return rows_[row]; }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] std::uint32_t counties() const {
    return static_cast<std::uint32_t>(capitals_.size());
  }
  /// Row of the township with the county seat.
  [[nodiscard]] std::uint32_t capital(std::uint32_t county) const { return capitals_[county]; }
  [[nodiscard]] bool is_capital(std::uint32_t township) const {
    return capitals_[rows_[township].county] == township;
  }

  /// Row of the township of a place on the plane, or -1 outside or nearer than about `margin`
  /// metres to a border.
  [[nodiscard]] std::int64_t find(Point plane, double margin = 0.0) const;
  /// The same for a border with the outside only.
  [[nodiscard]] bool is_inside(Point plane, double margin) const;
  /// Distance between neighbouring seats of the lattice, in metres.
  [[nodiscard]] double spacing() const;
  void move_seat(std::uint32_t township, Point to) { rows_[township].seat = to; }

 private:
  struct Nearest {
    std::size_t site = 0;
    double margin = 0.0;          ///< half of how much further the second site is
    double outside_margin = 0.0;  ///< the same for the nearest site outside
  };
  void place_sites(Random random, std::size_t wanted);
  void group_into_counties(std::uint32_t counties);
  void draw_outlines();
  void give_names(Random random);
  [[nodiscard]] Nearest nearest(Point drawing) const;

  Bend bend_;
  std::vector<Point> sites_;  ///< those of the townships first, then a ring of them outside
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> buckets_;
  std::vector<SampleTownship> rows_;
  std::vector<std::uint32_t> capitals_;
};

}  // namespace budian::sample
