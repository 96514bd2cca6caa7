#include "scenarios/planner/served_sets.hpp"

namespace budian::planner {

std::vector<ServedSet> served_sets(const LeastTrip& trip, const std::vector<SettlementId>& homes) {
  const std::size_t places = trip.places.size();
  // Time from leaving the first place to being at school, by set and first place.
  using Rest = std::vector<std::optional<Milliseconds>>;
  std::vector<Rest> rest(std::size_t{1} << homes.size(), Rest(places));
  std::vector<ServedSet> sets;
  for (std::uint32_t served = 1; served < rest.size(); ++served) {
    for (std::size_t k = 0; k < homes.size(); ++k) {
      const std::uint32_t others = served & ~(std::uint32_t{1} << k);
      if (others == served) continue;
      for (std::size_t at = 0; at < places; ++at) {
        const LeastPlace& place = trip.places[at];
        const auto boards = place.boards.find(homes[k]);
        if (boards == place.boards.end()) continue;
        std::optional<Milliseconds> least;
        if (others == 0) least = place.to_school;
        for (std::size_t next = 0; others != 0 && next < places; ++next) {
          const auto leg = place.to_place[next];
          if (leg && rest[others][next]) take_least(least, *leg + *rest[others][next]);
        }
        if (least && *least <= boards->second) take_least(rest[served][at], *least);
      }
    }
    ServedSet set{served, {}, {}};
    std::optional<Milliseconds> loaded;
    for (std::size_t at = 0; at < places; ++at) {
      if (!rest[served][at]) continue;
      take_least(loaded, *rest[served][at]);
      if (trip.places[at].reached)
        take_least(set.following, *trip.places[at].reached + *rest[served][at]);
    }
    if (!loaded) continue;
    set.loaded = *loaded;
    sets.push_back(set);
  }
  return sets;
}

}  // namespace budian::planner
