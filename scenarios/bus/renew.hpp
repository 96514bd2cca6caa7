// Ruin and recreate: takes runs of stops out of neighbouring trips and puts them back at their best
// places.
#pragma once

#include <cstdint>
#include <random>

#include "scenarios/bus/draft.hpp"

namespace budian::bus {

/// What a renewal makes least.
enum class Aim : std::uint8_t {
  trips,  ///< trips, each with a bus of its own: quick
  buses,  ///< what dispatch makes of the trips: chains and a limited fleet count
};

struct Renewal {
  Aim aim = Aim::trips;
  std::int64_t rounds = 0;
};

/// Best draft found in so many rounds, after the slack induction by string removals of Christiaens
/// & Vanden Berghe (2020, doi:10.1287/trsc.2019.0914), with a falling threshold instead of a
/// temperature. Never worse than `draft`.
Draft renew(const Draft& draft, const Neighbours& neighbours, const Stops& stops, Renewal renewal,
            std::mt19937_64& random);

}  // namespace budian::bus
