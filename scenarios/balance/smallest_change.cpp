#include "scenarios/balance/smallest_change.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/balance/things.hpp"

namespace budian {
namespace {

/// Amounts counted in things.
std::vector<double> things_of(const IndicatorUnits& of) {
  auto amounts = amounts_of(of.units, of.indicator);
  for (auto& amount : amounts) amount /= static_cast<double>(stored_a_thing(of.rule().resource));
  return amounts;
}

/// A level in things for one of the base, in the shown unit.
double shown_level(const IndicatorUnits& of, double level) {
  return shown_value(of.rule(), level * static_cast<double>(stored_a_thing(of.rule().resource)), 1);
}

std::vector<SchoolThings> schools_of(const IndicatorUnits& of,
                                     const std::vector<UnitPieces>& pieces) {
  std::vector<SchoolThings> result;
  for (const auto& [row, count] : pieces) {
    const auto& unit = of.units[row];
    const double share = belongs_to_stage(of.rule()) ? 1 : unit.campus_share;
    constexpr double hair = 1e-9;
    const auto campus =
        static_cast<std::int64_t>(std::ceil(static_cast<double>(count) / share - hair));
    result.push_back({unit.school, count, count > 0 ? campus : count});
  }
  std::stable_sort(result.begin(), result.end(), [](const SchoolThings& a, const SchoolThings& b) {
    return a.things > b.things;
  });
  return result;
}

/// The coefficient when the campuses have got their whole things.
std::optional<double> cv_with(const IndicatorUnits& of, const std::vector<SchoolThings>& things) {
  auto amounts = things_of(of);
  for (std::size_t i = 0; i < of.units.size(); ++i) {
    const auto& unit = of.units[i];
    const auto found = std::find_if(things.begin(), things.end(), [&](const SchoolThings& one) {
      return one.school == unit.school;
    });
    if (found == things.end()) continue;
    const double share = belongs_to_stage(of.rule()) ? 1 : unit.campus_share;
    amounts[i] += found->things > 0 ? share * static_cast<double>(found->on_campus)
                                    : static_cast<double>(found->things);
  }
  return variation(bases_of(of.units, of.indicator), amounts).cv;
}

/// Units between which things can change hands. A combined campus is left out: each of its stages
/// sees another part of what is carried, so what leaves here is not what arrives there.
struct Givers {
  std::vector<std::size_t> rows;
  std::vector<std::int64_t> bases;
  std::vector<double> amounts;
  std::optional<double> line;  ///< of these units alone; none where they cannot reach it for all
};

/// P·(Q + Q')/T² − 1 ≤ L² for all units is P'·Q'/T'² − 1 ≤ L'² for those that may change, where Q
/// of the others and all totals stay.
Givers givers_of(const IndicatorUnits& of, const std::vector<std::int64_t>& bases,
                 const std::vector<double>& amounts, double target) {
  Givers givers;
  double base = 0, total = 0, own_base = 0, own_total = 0, others = 0;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    const auto heads = static_cast<double>(bases[i]);
    if (heads <= 0) continue;
    base += heads;
    total += amounts[i];
    if (!belongs_to_stage(of.rule()) && of.units[i].campus_share < 1) {
      others += amounts[i] * amounts[i] / heads;
      continue;
    }
    givers.rows.push_back(i);
    givers.bases.push_back(bases[i]);
    givers.amounts.push_back(amounts[i]);
    own_base += heads;
    own_total += amounts[i];
  }
  if (own_total <= 0) return givers;
  const double room = (1 + target * target) * total * total / base - others;
  const double squared = own_base * room / (own_total * own_total) - 1;
  if (squared > 0) givers.line = std::sqrt(squared);
  return givers;
}

}  // namespace

std::vector<SchoolVarianceShare> school_variance_shares(const IndicatorUnits& of) {
  std::vector<SchoolVarianceShare> result;
  if (units_untold(of.units, of.indicator) > 0) return result;
  const auto bases = bases_of(of.units, of.indicator);
  for (const auto& one : variance_shares(bases, amounts_of(of.units, of.indicator))) {
    result.push_back({of.units[one.unit].school, bases[one.unit],
                      shown_value(of.rule(), one.value, 1), one.share, one.above, one.cv_without});
  }
  return result;
}

std::optional<SmallestChange> smallest_change(const IndicatorUnits& of, double target,
                                              const money::UnitCosts& costs) {
  const auto bases = bases_of(of.units, of.indicator);
  const auto amounts = things_of(of);
  const auto now = variation(bases, amounts).cv;
  if (!now || *now <= target) return std::nullopt;
  SmallestChange change;
  change.target = target;
  const auto found = least_addition(bases, amounts, target);
  if (!found) return change;
  change.possible = true;
  change.amount = found->amount;
  change.low = shown_level(of, found->level);
  change.things = schools_of(of, found->pieces);
  change.total = found->total;
  for (const auto& one : change.things) change.on_campus += one.on_campus;
  if (change.total == 0) return change;
  const Resource resource = of.rule().resource;
  if (!of.rule().counts_all_staff) {
    change.money = price_of(costs, resource, change.on_campus * stored_a_thing(resource));
  }
  change.cv = cv_with(of, change.things);
  return change;
}

std::optional<SmallestTransfer> smallest_transfer(const IndicatorUnits& of, double target) {
  if (!is_movable(of.rule().resource)) return std::nullopt;
  const auto bases = bases_of(of.units, of.indicator);
  const auto amounts = things_of(of);
  const Givers givers = givers_of(of, bases, amounts, target);
  if (!givers.line) return std::nullopt;
  const auto found = least_transfer(givers.bases, givers.amounts, *givers.line);
  if (!found) return std::nullopt;
  SmallestTransfer transfer;
  transfer.amount = found->amount;
  transfer.low = shown_level(of, found->low);
  transfer.high = shown_level(of, found->high);
  auto pieces = found->pieces;
  for (auto& piece : pieces) piece.unit = givers.rows[piece.unit];
  transfer.things = schools_of(of, pieces);
  transfer.total = found->total;
  if (transfer.total > 0) transfer.cv = cv_with(of, transfer.things);
  return transfer;
}

}  // namespace budian
