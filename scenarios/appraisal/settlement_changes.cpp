// Winners and losers: what a plan changes for each settlement.
#include <array>
#include <map>
#include <utility>

#include "scenarios/appraisal/parts.hpp"

namespace budian::appraisal {
namespace {

template <class Amount>
void compare(const std::optional<Amount>& was, const std::optional<Amount>& is, Heads heads,
             std::array<Heads*, 4> less_more_same_unknown) {
  const std::size_t which = !was || !is ? 3 : *is < *was ? 0 : *is > *was ? 1 : 2;
  *less_more_same_unknown[which] += heads;
}

struct ChangeSums {
  KnownMean<Millimetres> road_before, road_after;
  KnownMean<Milliseconds> time_before, time_after;
};

void add_change(const GroupJourney& was, const GroupJourney& is, Heads heads,
                SettlementChange& change, ChangeSums& sums) {
  compare(was.road, is.road, heads,
          {&change.nearer, &change.farther, &change.same, &change.unknown});
  compare(was.door_to_door, is.door_to_door, heads,
          {&change.quicker, &change.slower, &change.as_long, &change.unknown_time});
  if (was.road && is.road) {
    sums.road_before.add(was.road, heads);
    sums.road_after.add(is.road, heads);
  }
  if (was.door_to_door && is.door_to_door) {
    sums.time_before.add(was.door_to_door, heads);
    sums.time_after.add(is.door_to_door, heads);
  }
}

}  // namespace

std::vector<SettlementChange> changes_of(const Trips& trips) {
  std::map<SettlementId, std::pair<SettlementChange, ChangeSums>> changes;
  for (std::size_t i = 0; i < trips.after.size(); ++i) {
    const PupilGroup& group = *trips.after[i].group;
    auto& [change, sums] = changes[group.settlement];
    change.settlement = group.settlement;
    change.pupils += group.pupils;
    if (group.displaced()) change.displaced += group.pupils;
    add_change(*trips.before[i].journey, *trips.after[i].journey, group.pupils, change, sums);
  }
  std::vector<SettlementChange> result;
  for (auto& [id, entry] : changes) {
    auto& [change, sums] = entry;
    const Heads moved =
        change.displaced + change.nearer + change.farther + change.quicker + change.slower;
    if (moved == Heads(0)) continue;
    change.road_before = sums.road_before.value();
    change.road_after = sums.road_after.value();
    change.time_before = sums.time_before.value();
    change.time_after = sums.time_after.value();
    result.push_back(change);
  }
  return result;
}

}  // namespace budian::appraisal
