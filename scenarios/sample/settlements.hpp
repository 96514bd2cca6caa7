// Who lives where: administrative villages (行政村) with their hamlets (自然村), denser near towns
// and roads; town communities (社区); and three remote hamlets a county without a road.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/sample/roads.hpp"
#include "scenarios/sample/terrain.hpp"
#include "scenarios/sample/townships.hpp"

namespace budian::sample {

inline constexpr std::size_t settlements_a_county = 2600;
inline constexpr std::size_t villages_a_county = 280;
inline constexpr std::size_t remote_a_county = 3;
inline constexpr std::int64_t people_a_county = 1'400'000;

struct Village {
  std::uint32_t township = 0;
  std::string name;  ///< without 村
  Point centre;
  std::uint32_t node = 0;  ///< of the roads
  double size = 1.0;       ///< people, as a multiple of what a village commonly has
  std::int64_t population = 0;
};

struct SampleSettlement {
  std::string code;
  std::string name;
  Point place;
  std::uint32_t township = 0;
  std::uint32_t node = 0;
  std::int64_t population = 0;
  std::int64_t left_behind = 0;
  std::int64_t poor = 0;
  std::int64_t disabled = 0;
  std::optional<std::size_t> village;  ///< of a hamlet
  bool is_centre = false;              ///< of its village
  bool is_roadside = false;            ///< beside a seat road
  bool is_remote = false;
};

struct Settlements {
  std::vector<Village> villages;  ///< by township
  std::vector<SampleSettlement> rows;
};

/// Places villages and hamlets and gives each a node; hamlets beside seat roads become stops of
/// them.
Settlements settle(const Townships& townships, std::vector<SeatRoad>& seat_roads,
                   RoadDrawing& drawing, const Random& random);
/// Gives every settlement its people, `people_a_county` in each county, and the villages their
/// sums.
void populate(const Townships& townships, const Terrain& terrain, Random random,
              Settlements& settlements);
/// Adds the hamlets that no road reaches, each further than 900 m from all of them.
void settle_remote(const Townships& townships, const RoadDrawing& drawing, Random random,
                   Settlements& settlements);

/// Roads to and between villages, lanes inside them, dike roads.
void draw_village_roads(const Townships& townships, const Settlements& settlements,
                        const std::vector<SeatRoad>& seat_roads, RoadDrawing& drawing,
                        const Random& random);

/// Whole shares of `total` in proportion to the weights, rounded by largest remainder; the sum is
/// exact.
std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<double>& weights);

}  // namespace budian::sample
