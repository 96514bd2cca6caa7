#include "scenarios/special_heads.hpp"

#include <algorithm>
#include <span>
#include <tuple>

#include "scenarios/shares.hpp"

namespace budian {
namespace {

/// By what the heads of a band are shared out, one after the other.
enum class Level : std::uint8_t { grade, school_today, group };

std::size_t cell_of(const Plan& plan, std::size_t group, Level level) {
  const PupilGroup& pupils = plan.groups[group];
  switch (level) {
    case Level::grade:
      return static_cast<std::size_t>(pupils.grade);
    case Level::school_today:
      return pupils.before.row();
    case Level::group:
      break;
  }
  return group;
}

/// At most as many heads as there are pupils in the rows, which are in the order of the levels.
void share_out(const Plan& plan, std::int64_t heads, std::span<const std::size_t> rows, Level level,
               std::vector<std::optional<Heads>>& of_group) {
  // Most often nothing is left to share, or there is one row to take it.
  if (heads == 0 || rows.size() == 1) {
    for (const std::size_t i : rows) of_group[i] = std::min(Heads(heads), plan.groups[i].pupils);
    return;
  }
  std::vector<std::int64_t> sizes;
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 0 || cell_of(plan, rows[i], level) != cell_of(plan, rows[i - 1], level)) {
      sizes.push_back(0);
      ends.push_back(i);
    }
    sizes.back() += plan.groups[rows[i]].pupils.count();
    ends.back() = i + 1;
  }
  const auto parts = shared_heads(heads, sizes);
  std::size_t begin = 0;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (level == Level::group) {
      of_group[rows[begin]] = Heads(parts[k]);
    } else {
      const auto next = static_cast<Level>(static_cast<std::uint8_t>(level) + 1);
      share_out(plan, parts[k], rows.subspan(begin, ends[k] - begin), next, of_group);
    }
    begin = ends[k];
  }
}

/// Largest remainder of each settlement over its bands of grades, remainders carried on to the
/// next: one poor pupil of a village would else always be of its largest band, and the county's
/// junior schools would have hardly any.
class BandShares {
 public:
  ByBand<std::int64_t> next(std::int64_t heads, const ByBand<std::int64_t>& sizes) {
    const std::int64_t all = sizes[0] + sizes[1] + sizes[2];
    ByBand<std::int64_t> given{};
    std::int64_t left = heads;
    for (std::size_t b = 0; b < given.size(); ++b) {
      owed_[b] += heads * part * sizes[b] / all;
      given[b] = std::clamp<std::int64_t>(owed_[b] / part, 0, sizes[b]);
      left -= given[b];
    }
    for (; left > 0; --left) ++given[furthest(given, sizes, 1)];
    for (; left < 0; ++left) --given[furthest(given, sizes, -1)];
    for (std::size_t b = 0; b < given.size(); ++b) owed_[b] -= given[b] * part;
    return given;
  }

 private:
  static constexpr std::int64_t part = 1'000'000;  ///< a head in whole parts

  /// The band to which most is owed (least, where one is taken away) and that can change; the first
  /// of equals.
  [[nodiscard]] std::size_t furthest(const ByBand<std::int64_t>& given,
                                     const ByBand<std::int64_t>& sizes, std::int64_t sign) const {
    std::optional<std::size_t> best;
    const auto owed = [&](std::size_t b) { return sign * (owed_[b] - given[b] * part); };
    for (std::size_t b = 0; b < given.size(); ++b) {
      if (sign > 0 ? given[b] >= sizes[b] : given[b] <= 0) continue;
      if (!best || owed(b) > owed(*best)) best = b;
    }
    return best.value();
  }

  ByBand<std::int64_t> owed_{};
};

/// Gives back how many are more than there are pupils.
Heads share_out(const Plan& plan, Heads heads, std::span<const std::size_t> rows,
                BandShares& shares, const std::vector<bool>& asked,
                std::vector<std::optional<Heads>>& of_group) {
  ByBand<std::vector<std::size_t>> bands;
  ByBand<std::int64_t> sizes{};
  for (const std::size_t i : rows) {
    const auto band = row(band_of_grade(plan.groups[i].grade));
    bands[band].push_back(i);
    sizes[band] += plan.groups[i].pupils.count();
  }
  const std::int64_t placed = std::min(heads.count(), sizes[0] + sizes[1] + sizes[2]);
  const auto parts = shares.next(placed, sizes);
  for (std::size_t b = 0; b < bands.size(); ++b) {
    const bool any =
        std::any_of(bands[b].begin(), bands[b].end(), [&](std::size_t i) { return asked[i]; });
    if (any) share_out(plan, parts[b], bands[b], Level::grade, of_group);
  }
  return heads - Heads(placed);
}

/// Groups with pupils by settlement, and within it in the order of the levels.
std::vector<std::size_t> rows_by_home(const Plan& plan) {
  std::vector<std::size_t> rows;
  rows.reserve(plan.groups.size());
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    if (plan.groups[i].pupils > Heads(0)) rows.push_back(i);
  }
  const auto place = [&](std::size_t i) {
    const PupilGroup& group = plan.groups[i];
    return std::tuple(group.settlement, group.grade, group.before, i);
  };
  const auto before = [&](std::size_t a, std::size_t b) { return place(a) < place(b); };
  if (!std::is_sorted(rows.begin(), rows.end(), before))
    std::sort(rows.begin(), rows.end(), before);
  return rows;
}

}  // namespace

SpecialHeads special_heads(const County& county, const Plan& plan,
                           std::optional<Heads> Settlement::*told) {
  return special_heads(county, plan, told, std::vector<bool>(plan.groups.size(), true));
}

SpecialHeads special_heads(const County& county, const Plan& plan,
                           std::optional<Heads> Settlement::*told, const std::vector<bool>& asked) {
  SpecialHeads result;
  result.of_group.resize(plan.groups.size());
  BandShares shares;
  const auto rows = rows_by_home(plan);
  for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    const SettlementId settlement = plan.groups[rows[begin]].settlement;
    while (end < rows.size() && plan.groups[rows[end]].settlement == settlement) ++end;
    if (!county.settlements.contains(settlement)) continue;
    const auto& heads = county.settlements[settlement].*told;
    if (!heads) {
      ++result.silent;
      continue;
    }
    result.reported = true;
    result.not_placed += share_out(plan, *heads, std::span(rows).subspan(begin, end - begin),
                                   shares, asked, result.of_group);
  }
  return result;
}

}  // namespace budian
