// How far and how long: what is made least, what limits it, and one order of better and worse.
#pragma once

#include <cstdint>

#include "gis/units.hpp"

namespace budian {

struct Journey {
  Millimetres length;  ///< door to door: both legs and the road
  Milliseconds time;   ///< legs at Profile::door_speed, road at its own speed
  friend bool operator==(const Journey&, const Journey&) = default;
  friend constexpr Journey operator+(const Journey& a, const Journey& b) {
    return {a.length + b.length, a.time + b.time};
  }
};

/// What a search makes least: length (on foot) or time (vehicles). The other one is that of the
/// same path; of several paths equal in the first, the one that is least in the other.
enum class Least : std::uint8_t { length, time };

/// Of many journeys between some places and others.
enum class Heading : std::uint8_t {
  there,  ///< from the places to the others
  back,   ///< from the others to the places
};

inline std::int64_t cost(const Journey& journey, Least least) {
  return least == Least::length ? journey.length.count() : journey.time.count();
}
inline std::int64_t other_cost(const Journey& journey, Least least) {
  return least == Least::length ? journey.time.count() : journey.length.count();
}
/// Cost above, the other measure below: the lesser number is the better journey. Both must be below
/// 2^31.
inline std::int64_t label_of(const Journey& journey, Least least) {
  return cost(journey, least) << 32 | other_cost(journey, least);
}
/// Least first by what is asked for, then by the other.
inline bool is_less(const Journey& a, const Journey& b, Least least) {
  if (cost(a, least) != cost(b, least)) return cost(a, least) < cost(b, least);
  return other_cost(a, least) < other_cost(b, least);
}

/// Journeys further or longer than this are not held. It is the best journey that is judged: where
/// the quickest way is too long, a slower and shorter one does not take its place.
struct TravelLimit {
  static constexpr std::int64_t most = (std::int64_t{1} << 30) - 1;
  Millimetres length{most};  ///< 1,073 km
  Milliseconds time{most};   ///< 12 days
  constexpr TravelLimit() = default;
  constexpr TravelLimit(Millimetres of_length)
      : length(of_length) {}                                      // NOLINT: a limit is a length
  constexpr TravelLimit(Milliseconds of_time) : time(of_time) {}  // NOLINT: or a time
  constexpr TravelLimit(Millimetres of_length, Milliseconds of_time)
      : length(of_length), time(of_time) {}
  /// Of what is made least, in mm or ms, and of the other measure.
  [[nodiscard]] constexpr std::int64_t of_cost(Least least) const {
    return least == Least::length ? length.count() : time.count();
  }
  [[nodiscard]] constexpr std::int64_t of_other(Least least) const {
    return least == Least::length ? time.count() : length.count();
  }
  [[nodiscard]] constexpr bool allows(const Journey& journey) const {
    return journey.length <= length && journey.time <= time;
  }
};

}  // namespace budian
