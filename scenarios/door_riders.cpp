#include "scenarios/door_riders.hpp"

#include <algorithm>
#include <tuple>

#include "scenarios/resolve.hpp"

namespace budian {
namespace {

/// Moves up to so many pupils of a group into one of their own; how many.
Heads split_off(std::vector<PupilGroup>& groups, std::size_t row, Heads wanted) {
  const Heads taken = std::min(wanted, groups[row].pupils);
  if (taken == Heads(0)) return taken;
  PupilGroup fetched = groups[row];
  fetched.pupils = taken;
  fetched.way = Way::bus;
  fetched.to_the_door = true;
  groups[row].pupils -= taken;
  groups.push_back(fetched);
  return taken;
}

}  // namespace

Plan with_door_riders(const Scenario& scenario, const County& county, Plan plan) {
  for (const ResolvedDoorRiders& riders : door_riders(scenario, county)) {
    Heads left = riders.pupils;
    const std::size_t count = plan.groups.size();
    for (std::size_t row = 0; row < count; ++row) {
      const PupilGroup& group = plan.groups[row];
      if (group.settlement != riders.settlement || group.grade != riders.grade) continue;
      if (!group.to_the_door) left -= split_off(plan.groups, row, left);
    }
    if (left == Heads(0)) continue;
    plan.remarks.push_back({"plan.too_few_at_door",
                            {{"settlement", county.settlements[riders.settlement].name},
                             {"grade", std::int64_t{riders.grade + 1}},
                             {"named", riders.pupils.count()},
                             {"pupils", (riders.pupils - left).count()}}});
  }
  auto& groups = plan.groups;
  groups.erase(std::remove_if(groups.begin(), groups.end(),
                              [](const PupilGroup& group) { return group.pupils == Heads(0); }),
               groups.end());
  std::stable_sort(groups.begin(), groups.end(), [](const PupilGroup& a, const PupilGroup& b) {
    return std::tie(a.settlement, a.grade, a.school, a.before) <
           std::tie(b.settlement, b.grade, b.school, b.before);
  });
  return plan;
}

}  // namespace budian
