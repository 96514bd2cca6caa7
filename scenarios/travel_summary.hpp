// How far a set of pupils travels.
#pragma once

#include <array>
#include <optional>

#include "gis/units.hpp"

namespace budian {

inline constexpr std::array<double, 7> distance_bands_km{0.5, 1, 1.5, 2, 2.5, 3, 5};
inline constexpr std::array<double, 4> time_bands_minutes{15, 30, 40, 60};

/// Travel of a set of pupils. Bands are not cumulative: band i holds (edge i-1, edge i]; the last
/// one is beyond.
struct TravelSummary {
  Heads pupils;
  Heads unreachable;
  Heads riders;
  Heads boarders;    ///< whom the plan lets board: their road is counted, no day's time is
  Heads over_limit;  ///< beyond the walking limit on foot, or beyond the door-to-door limit
  std::array<Heads, 8> by_distance{};  ///< by road
  std::array<Heads, 5> by_time{};      ///< door to door as they really go
  std::optional<Millimetres> mean_road, median_road, p90_road, max_road;
  std::optional<Milliseconds> mean_time, median_time, p90_time, max_time;
  std::optional<double> detour_ratio;  ///< Σ road / Σ straight
};

}  // namespace budian
