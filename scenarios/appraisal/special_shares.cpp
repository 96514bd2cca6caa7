// Which groups the pupils with a special need are in: the files tell how many live where.
#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "scenarios/appraisal/parts.hpp"
#include "scenarios/appraisal/shares.hpp"

namespace budian::appraisal {
namespace {

const std::optional<Heads>& told(const Settlement& settlement, SpecialNeed need) {
  switch (need) {
    case SpecialNeed::left_behind:
      return settlement.left_behind;
    case SpecialNeed::poor:
      return settlement.poor;
    case SpecialNeed::disabled:
      break;
  }
  return settlement.disabled;
}

std::int64_t sum_of(const std::vector<std::int64_t>& sizes) {
  return std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
}

/// Shares heads out over the groups of one settlement: first over grades and schools of today, then
/// over where a plan sends them, so that today's figures are the same under every plan. Gives back
/// how many are more than there are pupils.
Heads share_out(const Plan& plan, Heads heads, const std::vector<std::size_t>& rows,
                std::vector<std::int64_t>& of_group) {
  std::map<std::pair<int, SchoolId>, std::vector<std::size_t>> today;
  for (const std::size_t i : rows)
    today[{plan.groups[i].grade, plan.groups[i].before}].push_back(i);
  std::vector<std::vector<std::int64_t>> sizes;
  std::vector<std::int64_t> sums;
  for (const auto& [key, members] : today) {
    sizes.emplace_back();
    for (const std::size_t i : members) sizes.back().push_back(plan.groups[i].pupils.count());
    sums.push_back(sum_of(sizes.back()));
  }
  const std::int64_t placed = std::min(heads.count(), sum_of(sums));
  const auto parts = shared_out(placed, sums);
  std::size_t at = 0;
  for (const auto& [key, members] : today) {
    const auto inner = shared_out(parts[at], sizes[at]);
    for (std::size_t k = 0; k < members.size(); ++k) of_group[members[k]] = inner[k];
    ++at;
  }
  return Heads(heads.count() - placed);
}

}  // namespace

SpecialShares special_shares(const County& county, const Plan& plan, SpecialNeed need) {
  SpecialShares result;
  result.of_group.assign(plan.groups.size(), 0);
  std::map<SettlementId, std::vector<std::size_t>> by_settlement;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    if (plan.groups[i].pupils > Heads(0)) by_settlement[plan.groups[i].settlement].push_back(i);
  }
  for (const auto& [settlement, rows] : by_settlement) {
    const auto& heads = told(county.settlements[settlement], need);
    if (!heads) {
      ++result.silent;
      continue;
    }
    result.reported = true;
    result.not_placed += share_out(plan, *heads, rows, result.of_group);
  }
  return result;
}

}  // namespace budian::appraisal
