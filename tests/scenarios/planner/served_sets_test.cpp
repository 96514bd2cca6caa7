#include "scenarios/planner/served_sets.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

namespace budian::planner {
namespace {

using Time = std::optional<Milliseconds>;

/// Every order of the settlements, each at every place where it may board.
void try_orders(const LeastTrip& trip, const std::vector<SettlementId>& order, std::size_t from_end,
                std::size_t next, Milliseconds rest, Time& loaded, Time& following) {
  if (from_end == order.size()) {
    loaded = loaded ? std::min(*loaded, rest) : rest;
    const Time& reached = trip.places[next].reached;
    if (reached) following = following ? std::min(*following, *reached + rest) : *reached + rest;
    return;
  }
  const SettlementId home = order[order.size() - 1 - from_end];
  for (std::size_t at = 0; at < trip.places.size(); ++at) {
    const LeastPlace& place = trip.places[at];
    const auto boards = place.boards.find(home);
    const Time leg = from_end == 0 ? place.to_school : place.to_place[next];
    if (boards == place.boards.end() || !leg || rest + *leg > boards->second) continue;
    try_orders(trip, order, from_end + 1, at, rest + *leg, loaded, following);
  }
}

LeastTrip random_trip(std::uint32_t seed, std::size_t homes) {
  std::mt19937 chance(seed);
  const auto minutes_up_to = [&](unsigned most) {
    return Milliseconds(60'000 * static_cast<std::int64_t>(1 + chance() % most));
  };
  LeastTrip trip;
  trip.places.resize(5);
  for (std::size_t at = 0; at < trip.places.size(); ++at) {
    LeastPlace& place = trip.places[at];
    if (chance() % 5 != 0) place.reached = minutes_up_to(15);
    if (chance() % 5 != 0) place.to_school = minutes_up_to(20);
    for (std::size_t next = 0; next < trip.places.size(); ++next) {
      Time leg;
      if (chance() % 6 != 0) leg = minutes_up_to(12);
      place.to_place.push_back(next == at ? Milliseconds(0) : leg);
    }
    for (std::size_t home = 0; home < homes; ++home) {
      if (chance() % 2 == 0) place.boards[SettlementId(home)] = minutes_up_to(40);
    }
  }
  return trip;
}

}  // namespace

TEST_CASE("The sets that one trip can serve, and their times, are those of all orders and places") {
  std::size_t served = 0, split = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    constexpr std::size_t homes = 4;
    const LeastTrip trip = random_trip(seed, homes);
    std::vector<SettlementId> all;
    for (std::size_t home = 0; home < homes; ++home) all.emplace_back(home);
    std::map<std::uint32_t, ServedSet> sets;
    for (const ServedSet& set : served_sets(trip, all)) sets.emplace(set.homes, set);
    for (std::uint32_t which = 1; which < 1U << homes; ++which) {
      std::vector<SettlementId> order;
      for (std::size_t home = 0; home < homes; ++home) {
        if ((which >> home & 1U) != 0) order.emplace_back(home);
      }
      Time loaded, following;
      do {
        try_orders(trip, order, 0, 0, Milliseconds(0), loaded, following);
      } while (std::next_permutation(order.begin(), order.end()));
      const auto set = sets.find(which);
      CHECK((set != sets.end()) == loaded.has_value());
      if (set == sets.end()) {
        ++split;
        continue;
      }
      ++served;
      CHECK(set->second.loaded == *loaded);
      CHECK(set->second.following == following);
    }
  }
  CHECK(served > 0);
  CHECK(split > 0);
}

}  // namespace budian::planner
