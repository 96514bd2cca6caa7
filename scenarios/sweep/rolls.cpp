#include "scenarios/sweep/rolls.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/shares.hpp"

namespace budian::sweep {
namespace {

/// Sizes times a factor, whole, with the sum rounded once. Equal remainders go to the sizes from
/// `first` on, going round.
std::vector<std::int64_t> scaled(std::vector<std::int64_t> sizes, double factor,
                                 std::size_t first) {
  const auto all = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
  const auto target = static_cast<std::int64_t>(std::llround(static_cast<double>(all) * factor));
  if (all <= 0) return sizes;
  // Whole multiples first: no part of a share may exceed its size.
  const std::int64_t times = target / all;
  const auto turn = static_cast<std::ptrdiff_t>(first);
  std::rotate(sizes.begin(), sizes.begin() + turn, sizes.end());
  auto parts = shared_heads(target - times * all, sizes);
  for (std::size_t i = 0; i < sizes.size(); ++i) parts[i] += times * sizes[i];
  std::rotate(parts.begin(), parts.end() - turn, parts.end());
  return parts;
}

/// Scales one count of some rows: `count` gives a pointer to it, or null where it is not told.
/// Ties begin elsewhere in each grade, so that no village loses its child of every grade.
template <class Rows, class Count>
void scale(Rows& rows, const std::vector<std::size_t>& members, double factor, Count count,
           std::size_t grade = 0) {
  std::vector<std::int64_t> sizes;
  for (const std::size_t row : members) {
    const Heads* heads = count(rows[row]);
    sizes.push_back(heads ? heads->count() : 0);
  }
  const auto parts = scaled(sizes, factor, sizes.size() * grade / grade_count);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (Heads* heads = count(rows[members[i]])) *heads = Heads(parts[i]);
  }
}

/// Rows of each township, or all of them as one group.
template <class Rows>
std::vector<std::vector<std::size_t>> grouped(const Rows& rows, std::size_t groups) {
  std::vector<std::vector<std::size_t>> members(groups);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    members[groups == 1 ? 0 : rows[row].township.row()].push_back(row);
  }
  return members;
}

Heads* told(std::optional<Heads>& heads) { return heads ? &*heads : nullptr; }

void scale_schools(std::vector<School>& schools, const std::vector<std::size_t>& members,
                   double factor) {
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    scale(
        schools, members, factor, [grade](School& school) { return &school.pupils[grade]; }, grade);
  }
  scale(schools, members, factor, [](School& school) { return &school.senior_pupils; });
  scale(schools, members, factor, [](School& school) { return &school.boarders; });
  for (const std::size_t row : members) {
    auto& school = schools[row];
    school.boarders = std::min(school.boarders, total(school.pupils) + school.senior_pupils);
  }
}

void scale_settlements(std::vector<Settlement>& settlements,
                       const std::vector<std::size_t>& members, double factor) {
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    scale(
        settlements, members, factor,
        [grade](Settlement& settlement) {
          return settlement.pupils ? &(*settlement.pupils)[grade] : nullptr;
        },
        grade);
  }
  for (auto count : {&Settlement::left_behind, &Settlement::poor, &Settlement::disabled}) {
    scale(settlements, members, factor,
          [count](Settlement& settlement) { return told(settlement.*count); });
  }
}

/// Where settlements tell people only, rolls are spread by them: those of a township that grows
/// must grow, too, or its pupils would come from its neighbours.
void scale_people(std::vector<Settlement>& settlements, const std::vector<std::size_t>& members,
                  double factor) {
  std::vector<std::int64_t> sizes;
  sizes.reserve(members.size());
  for (const std::size_t row : members) sizes.push_back(settlements[row].population);
  const auto parts = scaled(sizes, factor, 0);
  for (std::size_t i = 0; i < members.size(); ++i) settlements[members[i]].population = parts[i];
}

bool tell_pupils(const std::vector<Settlement>& settlements) {
  return std::all_of(settlements.begin(), settlements.end(),
                     [](const Settlement& each) { return each.pupils.has_value(); });
}

}  // namespace

Rolls scaled_rolls(const County& county, const std::vector<double>& factors) {
  auto schools = county.schools.rows();
  auto settlements = county.settlements.rows();
  const auto school_rows = grouped(schools, factors.size());
  const auto settlement_rows = grouped(settlements, factors.size());
  const bool people = factors.size() > 1 && !tell_pupils(settlements);
  for (std::size_t i = 0; i < factors.size(); ++i) {
    if (people) scale_people(settlements, settlement_rows[i], factors[i]);
    scale_schools(schools, school_rows[i], factors[i]);
    scale_settlements(settlements, settlement_rows[i], factors[i]);
  }
  return {Table<SchoolId, School>(std::move(schools)),
          Table<SettlementId, Settlement>(std::move(settlements))};
}

}  // namespace budian::sweep
