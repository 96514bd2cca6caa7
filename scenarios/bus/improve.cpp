// Local search: all moves around all stops until nothing gains.
#include <algorithm>

#include "scenarios/bus/moves.hpp"

namespace budian::bus {
namespace {

bool improve_stop(Draft& draft, const Neighbours& neighbours, StopId stop, std::size_t since) {
  BestChange best(draft);
  const bool own_trip_changed = draft.stamp(draft.trip_of(stop)) > since;
  for (const StopId neighbour : neighbours.of(stop)) {
    if (!own_trip_changed && draft.stamp(draft.trip_of(neighbour)) <= since) continue;
    relocate(draft, stop, neighbour, best);
    or_opt(draft, stop, neighbour, best);
    swap_stops(draft, stop, neighbour, best);
    two_opt(draft, stop, neighbour, best);
    two_opt_star(draft, stop, neighbour, best);
  }
  if (!best.found()) return false;
  draft.apply(best.change());
  return true;
}

void exhaust_moves(Draft& draft, const Neighbours& neighbours, const Stops& stops) {
  Table<StopId, std::size_t> tried(draft.problem().stops().size(), 0);
  for (bool gained = true; gained;) {
    gained = false;
    for (const StopId stop : stops) {
      const std::size_t now = draft.latest_stamp();
      if (improve_stop(draft, neighbours, stop, tried[stop])) gained = true;
      tried[stop] = now;
    }
  }
}

/// Tries the emptiest trips first.
bool eliminate_one(Draft& draft, const Neighbours& neighbours) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < draft.size(); ++row) {
    if (!draft.trip(row).stops.empty()) rows.push_back(row);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t x, std::size_t y) {
    return draft.value(x).load < draft.value(y).load;
  });
  return std::any_of(rows.begin(), rows.end(),
                     [&](std::size_t row) { return eliminate(draft, neighbours, row); });
}

}  // namespace

void improve(Draft& draft, const Neighbours& neighbours, const Stops& stops) {
  do {
    exhaust_moves(draft, neighbours, stops);
  } while (eliminate_one(draft, neighbours));
}

}  // namespace budian::bus
