#include "scenarios/forecast/forecast_pupils.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "scenarios/forecast/back_test.hpp"

namespace budian::forecast {

void share_out(std::vector<std::int64_t>& heads, const std::vector<double>& wanted,
               std::int64_t total) {
  std::int64_t left = total - std::accumulate(heads.begin(), heads.end(), std::int64_t{0});
  if (heads.empty()) return;
  const std::int64_t step = left < 0 ? -1 : 1;
  for (; left != 0; left -= step) {
    std::size_t best = heads.size();
    double most = 0;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (step < 0 && heads[i] == 0) continue;
      const double lacks = static_cast<double>(step) * (wanted[i] - static_cast<double>(heads[i]));
      if (best != heads.size() && lacks <= most) continue;
      best = i;
      most = lacks;
    }
    if (best == heads.size()) return;  // nobody is left to take away
    heads[best] += step;
  }
}

namespace {

using Whole = std::vector<std::int64_t>;

/// So near to a whole number that only the arithmetic of fractions lies between.
double near_whole(double value) {
  const double whole = std::round(value);
  return std::abs(value - whole) < 1e-6 ? whole : value;
}

Whole floors(const std::vector<double>& wanted) {
  Whole result;
  for (const double value : wanted) {
    result.push_back(static_cast<std::int64_t>(std::floor(near_whole(value))));
  }
  return result;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Low no more, high no less than the middle; `middle` by the largest remainder of `total`.
ByVariant<Whole> share_variants(const ByVariant<std::vector<double>>& wanted,
                                const ByVariant<std::int64_t>& totals) {
  ByVariant<Whole> result;
  Whole& middle = result[row(Variant::middle)];
  middle = floors(wanted[row(Variant::middle)]);
  share_out(middle, wanted[row(Variant::middle)], totals[row(Variant::middle)]);
  for (const auto variant : {Variant::low, Variant::high}) {
    result[row(variant)] = middle;
    share_out(result[row(variant)], wanted[row(variant)], totals[row(variant)]);
  }
  return result;
}

class Rounding {
 public:
  Rounding(const Catchments& catchments, const Rules& rules)
      : schools_(catchments.ground().county.schools.size()), rules_(rules) {}

  ForecastYear year(const YearState& state, int ahead) const {
    ForecastYear result;
    result.known = state.known;
    for (auto& rolls : result.rolls) rolls = Table<SchoolId, ByGrade>(schools_);
    std::vector<std::array<std::vector<const Cell*>, grade_count>> cells(schools_);
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      for (const Cell& cell : state.cells[grade]) {
        cells[cell.school.row()][grade].push_back(&cell);
      }
    }
    const auto totals = school_totals(cells, ahead);
    for (std::size_t school = 0; school < schools_; ++school) {
      share_school(cells[school], totals[school], ahead, result);
    }
    std::sort(result.groups.begin(), result.groups.end(),
              [](const ForecastGroup& a, const ForecastGroup& b) {
                return std::tie(a.settlement, a.grade, a.school) <
                       std::tie(b.settlement, b.grade, b.school);
              });
    return result;
  }

 private:
  using OfSchool = std::array<std::vector<const Cell*>, grade_count>;

  /// Of a cohort that was in school when the forecast began, each year was a step; later ones began
  /// as entrants.
  [[nodiscard]] double factor(Variant variant, std::size_t grade, int ahead) const {
    if (variant == Variant::middle) return 1;
    const VariantFactors& factors = variant == Variant::low ? rules_.low : rules_.high;
    const int steps = std::min(ahead, static_cast<int>(grade));
    const bool entered = ahead > static_cast<int>(grade);
    return std::pow(factors.progression, steps) * (entered ? factors.entrants : 1);
  }

  [[nodiscard]] static double pupils(const std::vector<const Cell*>& cells) {
    double all = 0;
    for (const Cell* cell : cells) all += cell->pupils;
    return all;
  }

  [[nodiscard]] std::vector<ByVariant<std::int64_t>> school_totals(
      const std::vector<OfSchool>& cells, int ahead) const {
    ByVariant<std::vector<double>> wanted;
    for (const auto& of_school : cells) {
      for (const auto variant : variants) {
        double all = 0;
        for (std::size_t grade = 0; grade < grade_count; ++grade) {
          all += pupils(of_school[grade]) * factor(variant, grade, ahead);
        }
        wanted[row(variant)].push_back(all);
      }
    }
    ByVariant<std::int64_t> totals;
    for (const auto variant : variants)
      totals[row(variant)] = std::llround(sum(wanted[row(variant)]));
    const auto whole = share_variants(wanted, totals);
    std::vector<ByVariant<std::int64_t>> result(cells.size());
    for (std::size_t school = 0; school < cells.size(); ++school) {
      for (const auto variant : variants) {
        result[school][row(variant)] = whole[row(variant)][school];
      }
    }
    return result;
  }

  void share_school(const OfSchool& cells, const ByVariant<std::int64_t>& totals, int ahead,
                    ForecastYear& into) const {
    ByVariant<std::vector<double>> wanted;
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      for (const auto variant : variants) {
        wanted[row(variant)].push_back(pupils(cells[grade]) * factor(variant, grade, ahead));
      }
    }
    const auto by_grade = share_variants(wanted, totals);
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      ByVariant<std::int64_t> heads;
      for (const auto variant : variants) heads[row(variant)] = by_grade[row(variant)][grade];
      share_grade(cells[grade], heads, {static_cast<int>(grade), ahead}, into);
    }
  }

  struct At {
    int grade, ahead;
  };
  void share_grade(const std::vector<const Cell*>& cells, const ByVariant<std::int64_t>& totals,
                   At at, ForecastYear& into) const {
    if (cells.empty()) return;
    const auto grade = static_cast<std::size_t>(at.grade);
    ByVariant<std::vector<double>> wanted;
    for (const Cell* cell : cells) {
      for (const auto variant : variants) {
        wanted[row(variant)].push_back(cell->pupils * factor(variant, grade, at.ahead));
      }
    }
    const auto whole = share_variants(wanted, totals);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      ForecastGroup group{cells[i]->settlement, cells[i]->school, at.grade, {}};
      for (const auto variant : variants) {
        group.heads[row(variant)] = whole[row(variant)][i];
        into.rolls[row(variant)][group.school][grade] += Heads(whole[row(variant)][i]);
      }
      if (group.heads[row(Variant::high)] > 0) into.groups.push_back(group);
    }
  }

  std::size_t schools_;
  const Rules& rules_;
};

}  // namespace

std::optional<PupilForecast> forecast_pupils(const Groundwork& ground, const History& history,
                                             const Rules& rules) {
  if (!history.tells_rolls() && !history.tells_births()) return std::nullopt;
  const Catchments catchments(ground);
  const RollBook rolls(catchments, history);
  const Births births(catchments, history);
  const Sources sources{catchments, history, rolls, births, rules};
  const Projection projection = project(sources, today(catchments), rolls.year(), rules.horizon);
  PupilForecast result;
  result.base_year = projection.base_year;
  result.unknown = projection.unknown;
  result.rules = rules;
  for (const auto id : ground.county.schools.ids()) {
    auto& held = result.held.emplace_back();
    for (int grade = 0; grade < grade_count; ++grade) {
      held[static_cast<std::size_t>(grade)] = catchments.holds(id, grade);
    }
  }
  const Rounding rounding(catchments, rules);
  for (std::size_t ahead = 0; ahead < projection.years.size(); ++ahead) {
    result.years.push_back(rounding.year(projection.years[ahead], static_cast<int>(ahead)));
  }
  result.back_test = back_test(sources);
  return result;
}

const ForecastYear* PupilForecast::of_year(int year) const {
  if (year < base_year || year > last_year()) return nullptr;
  return &years[static_cast<std::size_t>(year - base_year)];
}

std::optional<Heads> PupilForecast::pupils_of(SchoolId school, int grade, int year,
                                              Variant variant) const {
  const ForecastYear* found = of_year(year);
  const auto g = static_cast<std::size_t>(grade);
  if (!found || !found->known[g]) return std::nullopt;
  return found->rolls[row(variant)][school][g];
}

std::optional<Heads> PupilForecast::roll_of(SchoolId school, int year, Variant variant) const {
  const ForecastYear* found = of_year(year);
  if (!found) return std::nullopt;
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    if (held[school.row()][grade] && !found->known[grade]) return std::nullopt;
  }
  return total(found->rolls[row(variant)][school]);
}

std::optional<std::pair<Heads, Heads>> PupilForecast::range_of(SchoolId school, int year) const {
  const auto middle = roll_of(school, year, Variant::middle);
  const auto today = roll_of(school, base_year, Variant::middle);
  if (!middle || !today || year <= base_year || back_test.spread.empty()) return std::nullopt;
  const auto& leads = back_test.spread[rules.size_of(today->count())];
  const auto ahead = static_cast<std::size_t>(year - base_year);
  if (ahead > leads.size() || !leads[ahead - 1]) return std::nullopt;
  const auto pupils = static_cast<double>(middle->count());
  return std::pair(Heads(std::llround(pupils * leads[ahead - 1]->low)),
                   Heads(std::llround(pupils * leads[ahead - 1]->high)));
}

std::optional<Heads> PupilForecast::pupils_in(int year, Variant variant) const {
  const auto groups = groups_in(year, variant);
  if (!groups) return std::nullopt;
  Heads all;
  for (const PupilGroup& group : *groups) all += group.pupils;
  return all;
}

std::optional<std::vector<PupilGroup>> PupilForecast::groups_in(int year, Variant variant) const {
  const ForecastYear* found = of_year(year);
  if (!found) return std::nullopt;
  for (const bool known : found->known) {
    if (!known) return std::nullopt;
  }
  std::vector<PupilGroup> result;
  for (const ForecastGroup& group : found->groups) {
    const Heads heads(group.heads[row(variant)]);
    if (heads == Heads(0)) continue;
    PupilGroup& made = result.emplace_back();
    made.settlement = group.settlement;
    made.grade = group.grade;
    made.school = made.before = group.school;
    made.pupils = heads;
  }
  return result;
}

}  // namespace budian::forecast
