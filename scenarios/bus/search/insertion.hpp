// Where a stop costs least.
#pragma once

#include "scenarios/bus/search/chance.hpp"
#include "scenarios/bus/search/draft.hpp"

namespace budian::bus {

/// The cheapest place for an absent stop that keeps all limits: in a trip, as a trip of its own in
/// a bus, or in a further bus while there are fewer than `most_buses`; not found where there is
/// none. Each place is overlooked now and then as `blinks` says (Christiaens and Vanden Berghe
/// 2020, doi:10.1287/trsc.2019.0914), so that the search does not always do the same.
Place best_place(const Draft& draft, Row stop, std::size_t most_buses, Blinks& blinks);
/// The same in trips that run already.
Place best_place_in_trips(const Draft& draft, Row stop, Blinks& blinks);

}  // namespace budian::bus
