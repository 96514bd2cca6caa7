// Retention risks (policy §8.3): figures that research and criticism warn of.
#include <algorithm>
#include <cmath>
#include <set>

#include "scenarios/appraisal/parts.hpp"

namespace budian::appraisal {
namespace {

/// A figure, whom it concerns and where it comes from; no value where the files do not tell.
struct Figure {
  std::optional<double> value;
  Heads pupils;
  std::set<SchoolId> schools;
};

/// Pupils for whom `concerned(before, after)` says true, and the schools they leave.
template <class Concerned>
Figure pupils_who(const Trips& trips, Concerned concerned) {
  Figure figure;
  for (std::size_t i = 0; i < trips.after.size(); ++i) {
    const PupilGroup& group = *trips.after[i].group;
    if (!group.displaced() || !concerned(trips.before[i], trips.after[i])) continue;
    figure.pupils += group.pupils;
    figure.schools.insert(group.before);
  }
  figure.value = static_cast<double>(figure.pupils.count());
  return figure;
}

bool is_lower(const Trip& trip) {
  return band_of_grade(trip.group->grade) == GradeBand::lower_primary;
}

Figure farther_without_boarding(const Trips& trips) {
  const auto& schools = trips.plan().schools;
  const bool told = std::any_of(schools.begin(), schools.end(), [](const PlannedSchool& planned) {
    return planned.school.boarders > Heads(0);
  });
  if (!told) return {};
  return pupils_who(trips, [&](const Trip& before, const Trip& after) {
    const auto &was = before.journey->road, &is = after.journey->road;
    return stage_of_grade(after.group->grade) == Stage::primary && was && is && *is > *was &&
           schools[after.group->school].school.boarders == Heads(0);
  });
}

Figure left_behind_displaced(const Trips& trips) {
  const auto shares = special_shares(trips.county(), trips.plan(), SpecialNeed::left_behind);
  if (!shares.reported) return {};
  Figure figure;
  for (std::size_t i = 0; i < trips.after.size(); ++i) {
    const PupilGroup& group = *trips.after[i].group;
    if (!group.displaced() || shares.of_group[i] == 0) continue;
    figure.pupils += Heads(shares.of_group[i]);
    figure.schools.insert(group.before);
  }
  figure.value = static_cast<double>(figure.pupils.count());
  return figure;
}

/// Classes of the line and more, as pupils spread evenly over the classes of a grade. A grade
/// whose classes the files do not tell has none that could be counted.
std::int64_t classes_from(const School& school, std::int64_t line) {
  std::int64_t count = 0;
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    const std::int64_t pupils = school.pupils[grade].count(), classes = school.classes[grade];
    if (pupils <= 0 || classes <= 0) continue;
    const std::int64_t size = pupils / classes, larger = pupils % classes;
    if (size + 1 >= line) count += larger;
    if (size >= line) count += classes - larger;
  }
  return count;
}

Figure large_classes_at_receivers(const Trips& trips, double line) {
  Figure figure;
  std::set<SchoolId> receivers;
  for (const auto& closure : trips.plan().closures) {
    for (const auto& [receiver, heads] : closure.receivers) receivers.insert(receiver);
  }
  std::int64_t all = 0;
  for (const auto id : receivers) {
    const auto& school = trips.plan().schools[id].school;
    const std::int64_t large = classes_from(school, std::llround(line));
    if (large == 0) continue;
    all += large;
    figure.schools.insert(id);
    figure.pupils += total(school.pupils);
  }
  figure.value = static_cast<double>(all);
  return figure;
}

/// Mean over displaced pupils whose distance is known before and after, in km.
Figure mean_distance_growth(const Trips& trips) {
  Figure figure;
  std::int64_t growth = 0, heads = 0;
  for (std::size_t i = 0; i < trips.after.size(); ++i) {
    const PupilGroup& group = *trips.after[i].group;
    const auto &was = trips.before[i].journey->road, &is = trips.after[i].journey->road;
    if (!group.displaced() || !was || !is) continue;
    growth += (*is - *was).count() * group.pupils.count();
    heads += group.pupils.count();
    figure.schools.insert(group.before);
  }
  figure.pupils = Heads(heads);
  figure.value = heads > 0 ? static_cast<double>(growth) / static_cast<double>(heads) / 1e6 : 0;
  return figure;
}

Figure figure_of(const Trips& trips, const RiskRule& rule) {
  switch (rule.figure) {
    case RiskFigure::farther_without_boarding:
      return farther_without_boarding(trips);
    case RiskFigure::girls:
      return {};
    case RiskFigure::lower_grades_displaced:
      return pupils_who(trips, [](const Trip&, const Trip& after) { return is_lower(after); });
    case RiskFigure::long_travel: {
      const Milliseconds line = minutes(rule.line.value_or(0));
      return pupils_who(trips, [&](const Trip&, const Trip& after) {
        return after.journey->door_to_door && *after.journey->door_to_door > line;
      });
    }
    case RiskFigure::large_classes_at_receivers:
      return large_classes_at_receivers(trips, rule.line.value_or(0));
    case RiskFigure::lower_grades_boarding:
      // No measure makes anybody board: every pupil travels from home each day.
      return {0.0, Heads(0), {}};
    case RiskFigure::mean_distance_growth:
      return mean_distance_growth(trips);
    case RiskFigure::left_behind_displaced:
      return left_behind_displaced(trips);
  }
  return {};
}

}  // namespace

std::vector<RiskResult> risks_of(const Trips& trips, const std::vector<RiskRule>& rules) {
  std::vector<RiskResult> result;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    Figure figure = figure_of(trips, rules[i]);
    RiskResult risk;
    risk.rule = i;
    risk.value = figure.value;
    if (figure.value) risk.holds = *figure.value > rules[i].most;
    risk.pupils = figure.pupils;
    risk.schools.assign(figure.schools.begin(), figure.schools.end());
    result.push_back(std::move(risk));
  }
  return result;
}

}  // namespace budian::appraisal
