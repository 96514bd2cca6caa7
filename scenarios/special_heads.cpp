#include "scenarios/special_heads.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "scenarios/shares.hpp"

namespace budian {
namespace {

/// Shares heads out over the groups of one settlement. Gives back how many are more than there are
/// pupils.
Heads share_out(const Plan& plan, Heads heads, const std::vector<std::size_t>& rows,
                std::vector<std::optional<Heads>>& of_group) {
  std::map<std::pair<int, SchoolId>, std::vector<std::size_t>> today;
  for (const std::size_t i : rows) {
    today[{plan.groups[i].grade, plan.groups[i].before}].push_back(i);
  }
  std::vector<std::vector<std::int64_t>> sizes;
  std::vector<std::int64_t> sums;
  for (const auto& [key, members] : today) {
    sizes.emplace_back();
    for (const std::size_t i : members) sizes.back().push_back(plan.groups[i].pupils.count());
    sums.push_back(std::accumulate(sizes.back().begin(), sizes.back().end(), std::int64_t{0}));
  }
  const std::int64_t placed =
      std::min(heads.count(), std::accumulate(sums.begin(), sums.end(), std::int64_t{0}));
  const auto parts = shared_heads(placed, sums);
  std::size_t at = 0;
  for (const auto& [key, members] : today) {
    const auto inner = shared_heads(parts[at], sizes[at]);
    for (std::size_t k = 0; k < members.size(); ++k) of_group[members[k]] = Heads(inner[k]);
    ++at;
  }
  return Heads(heads.count() - placed);
}

}  // namespace

SpecialHeads special_heads(const County& county, const Plan& plan,
                           std::optional<Heads> Settlement::*told) {
  SpecialHeads result;
  result.of_group.resize(plan.groups.size());
  std::map<SettlementId, std::vector<std::size_t>> by_settlement;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    if (plan.groups[i].pupils > Heads(0)) by_settlement[plan.groups[i].settlement].push_back(i);
  }
  for (const auto& [settlement, rows] : by_settlement) {
    if (!county.settlements.contains(settlement)) continue;
    const auto& heads = county.settlements[settlement].*told;
    if (!heads) {
      ++result.silent;
      continue;
    }
    result.reported = true;
    result.not_placed += share_out(plan, *heads, rows, result.of_group);
  }
  return result;
}

}  // namespace budian
