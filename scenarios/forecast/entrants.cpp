#include "scenarios/forecast/entrants.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "scenarios/forecast/next_rate.hpp"

namespace budian::forecast {
namespace {

/// Today's pupils of grades 1 to 3 by settlement.
std::vector<double> young_pupils(const Catchments& catchments) {
  std::vector<double> result(catchments.ground().county.settlements.size(), 0.0);
  for (const auto& group : catchments.ground().placement.groups) {
    if (band_of_grade(group.grade) != GradeBand::lower_primary) continue;
    result[group.settlement.row()] += static_cast<double>(group.pupils.count());
  }
  return result;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Grade 1 of all schools in a year; empty where one of them is not known.
std::optional<double> entered_in(const Catchments& catchments, const RollBook& rolls, int year) {
  std::int64_t all = 0;
  for (const auto id : catchments.ground().county.schools.ids()) {
    if (!catchments.holds(id, 0)) continue;
    const auto roll = rolls.roll(id, year);
    if (!roll) return std::nullopt;
    all += roll->front().count();
  }
  return static_cast<double>(all);
}

}  // namespace

Births::Births(const Catchments& catchments, const History& history) {
  for (const double pupils : young_pupils(catchments)) senders_ += pupils > 0 ? 1 : 0;
  std::set<int> years;
  for (const auto& [year, births] : history.births) years.insert(year);
  for (const auto& [year, births] : history.township_births) years.insert(year);
  for (const int year : years) {
    auto births = spread(catchments, history, year);
    if (untold_[year] == 0) by_year_[year] = std::move(births);
  }
}

std::vector<double> Births::spread(const Catchments& catchments, const History& history, int year) {
  const County& county = catchments.ground().county;
  const auto young = young_pupils(catchments);
  std::vector<double> result(county.settlements.size(), 0.0);
  std::vector<bool> told(result.size(), false);
  std::vector<double> of_own(county.townships.size(), 0.0), pupils(of_own), people(of_own);
  const auto own = history.births.find(year);
  for (const auto id : county.settlements.ids()) {
    const std::size_t township = county.settlements[id].township.row();
    if (own != history.births.end() && own->second[id]) {
      told[id.row()] = true;
      result[id.row()] = static_cast<double>(own->second[id]->count());
      of_own[township] += result[id.row()];
    } else {
      pupils[township] += young[id.row()];
      people[township] += static_cast<double>(county.settlements[id].population);
    }
  }
  const auto whole = history.township_births.find(year);
  for (const auto id : county.settlements.ids()) {
    if (told[id.row()]) continue;
    const TownshipId township = county.settlements[id].township;
    const std::size_t t = township.row();
    const bool by_pupils = pupils[t] > 0;
    const double all = by_pupils ? pupils[t] : people[t];
    if (whole == history.township_births.end() || !whole->second[township] || all <= 0) {
      untold_[year] += young[id.row()] > 0 ? 1 : 0;
      continue;
    }
    const double left =
        std::max(0.0, static_cast<double>(whole->second[township]->count()) - of_own[t]);
    const double weight =
        by_pupils ? young[id.row()] : static_cast<double>(county.settlements[id].population);
    result[id.row()] = left * weight / all;
  }
  return result;
}

const std::vector<double>* Births::of_year(int year) const {
  const auto found = by_year_.find(year);
  return found == by_year_.end() ? nullptr : &found->second;
}

std::int64_t Births::untold(int year) const {
  const auto found = untold_.find(year);
  return found == untold_.end() ? senders_ : found->second;
}

EntryShares::EntryShares(const Catchments& catchments, const RollBook& rolls, const Births& births,
                         int last_year, const std::vector<double>& entered, const Rules& rules) {
  std::vector<YearlyRate> years;
  for (int year = rolls.first_year(); year <= last_year; ++year) {
    const auto* born = births.of_year(year - rules.birth_lag);
    const auto in_year = entered_in(catchments, rolls, year);
    if (born && in_year && sum(*born) > 0) years.push_back({*in_year, sum(*born)});
  }
  county_ = next_rate(years, rules.entry);
  if (!county_) return;
  const County& county = catchments.ground().county;
  of_settlement_.assign(county.settlements.size(), *county_);
  const auto* born = births.of_year(last_year - rules.birth_lag);
  if (!born) return;
  std::vector<double> township_entered(county.townships.size(), 0.0),
      township_born(township_entered);
  for (const auto id : county.settlements.ids()) {
    township_entered[county.settlements[id].township.row()] += entered[id.row()];
    township_born[county.settlements[id].township.row()] += (*born)[id.row()];
  }
  for (const auto id : county.settlements.ids()) {
    const std::size_t t = county.settlements[id].township.row();
    const double around =
        shrunk(township_entered[t], township_born[t], *county_, rules.township_births);
    of_settlement_[id.row()] =
        shrunk(entered[id.row()], (*born)[id.row()], around, rules.settlement_births);
  }
}

}  // namespace budian::forecast
