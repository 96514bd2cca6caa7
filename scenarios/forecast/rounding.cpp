#include "scenarios/forecast/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

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

/// Sums over the groups of a grade.
ByVariant<double> sum(const std::vector<ExpectedGroup>& groups) {
  ByVariant<double> all{};
  for (const ExpectedGroup& group : groups) {
    for (const auto variant : variants) all[row(variant)] += group.pupils[row(variant)];
  }
  return all;
}

std::vector<ByVariant<std::int64_t>> school_totals(const std::vector<ExpectedSchool>& schools) {
  ByVariant<std::vector<double>> wanted;
  for (const auto& school : schools) {
    ByVariant<double> all{};
    for (const auto& groups : school) {
      const auto of_grade = sum(groups);
      for (const auto variant : variants) all[row(variant)] += of_grade[row(variant)];
    }
    for (const auto variant : variants) wanted[row(variant)].push_back(all[row(variant)]);
  }
  ByVariant<std::int64_t> totals;
  for (const auto variant : variants) {
    totals[row(variant)] = std::llround(sum(wanted[row(variant)]));
  }
  const auto whole = share_variants(wanted, totals);
  std::vector<ByVariant<std::int64_t>> result(schools.size());
  for (std::size_t school = 0; school < schools.size(); ++school) {
    for (const auto variant : variants) {
      result[school][row(variant)] = whole[row(variant)][school];
    }
  }
  return result;
}

struct Place {
  SchoolId school;
  int grade = 0;
};

void share_grade(const std::vector<ExpectedGroup>& groups, const ByVariant<std::int64_t>& totals,
                 Place place, ForecastYear& into) {
  if (groups.empty()) return;
  const auto grade = static_cast<std::size_t>(place.grade);
  ByVariant<std::vector<double>> wanted;
  for (const ExpectedGroup& group : groups) {
    for (const auto variant : variants) {
      wanted[row(variant)].push_back(group.pupils[row(variant)]);
    }
  }
  const auto whole = share_variants(wanted, totals);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    ForecastGroup group{groups[i].settlement, place.school, place.grade, {}};
    for (const auto variant : variants) {
      group.heads[row(variant)] = whole[row(variant)][i];
      into.rolls[row(variant)][group.school][grade] += Heads(whole[row(variant)][i]);
    }
    if (group.heads[row(Variant::high)] > 0) into.groups.push_back(group);
  }
}

void share_school(const ExpectedSchool& school, SchoolId id, const ByVariant<std::int64_t>& totals,
                  ForecastYear& into) {
  ByVariant<std::vector<double>> wanted;
  for (const auto& groups : school) {
    const auto of_grade = sum(groups);
    for (const auto variant : variants) wanted[row(variant)].push_back(of_grade[row(variant)]);
  }
  const auto by_grade = share_variants(wanted, totals);
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    ByVariant<std::int64_t> heads;
    for (const auto variant : variants) heads[row(variant)] = by_grade[row(variant)][grade];
    share_grade(school[grade], heads, {id, static_cast<int>(grade)}, into);
  }
}

}  // namespace

ForecastYear whole_year(const std::vector<ExpectedSchool>& schools,
                        const std::array<bool, grade_count>& known) {
  ForecastYear result;
  result.known = known;
  for (auto& rolls : result.rolls) rolls = Table<SchoolId, ByGrade>(schools.size());
  const auto totals = school_totals(schools);
  for (std::size_t school = 0; school < schools.size(); ++school) {
    share_school(schools[school], SchoolId(school), totals[school], result);
  }
  std::sort(result.groups.begin(), result.groups.end(),
            [](const ForecastGroup& a, const ForecastGroup& b) {
              return std::tie(a.settlement, a.grade, a.school) <
                     std::tie(b.settlement, b.grade, b.school);
            });
  return result;
}

}  // namespace budian::forecast
