// Retention risks (policy §8.3): figures that research and criticism warn of.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "scenarios/appraisal/closure_figures.hpp"
#include "scenarios/appraisal/parts.hpp"
#include "scenarios/special_heads.hpp"

namespace budian::appraisal {
namespace {

/// A figure, whom it concerns and where it comes from; no value where nothing is known.
struct Figure {
  std::optional<double> value;
  Heads pupils;
  Heads unknown;  ///< who may belong to it
  std::set<SchoolId> schools;
  double unknown_value = 0;  ///< by how much the unknown can raise the value
};

/// What is known of the displaced: true, false, or empty where the files do not tell.
template <class Concerned>
Figure pupils_who(const Trips& trips, Concerned concerned) {
  Figure figure;
  Heads judged;
  for (std::size_t i = 0; i < trips.after.size(); ++i) {
    const PupilGroup& group = *trips.after[i].group;
    if (!group.displaced()) continue;
    const std::optional<bool> is = concerned(trips.before[i], trips.after[i]);
    (is ? judged : figure.unknown) += group.pupils;
    if (is != true) continue;
    figure.pupils += group.pupils;
    figure.schools.insert(group.before);
  }
  figure.unknown_value = static_cast<double>(figure.unknown.count());
  if (judged > Heads(0) || figure.unknown == Heads(0)) {
    figure.value = static_cast<double>(figure.pupils.count());
  }
  return figure;
}

/// Boarding is offered where somebody boards today: what a plan moves there are people, not beds.
/// Of a school that the plan opens it is not told; nor of any where the county reports no boarder.
Figure farther_without_boarding(const Trips& trips) {
  const auto& schools = trips.county().schools;
  const bool told = std::any_of(schools.begin(), schools.end(),
                                [](const School& school) { return school.boarders > Heads(0); });
  return pupils_who(trips, [&](const Trip& before, const Trip& after) -> std::optional<bool> {
    if (stage_of_grade(after.group->grade) != Stage::primary) return false;
    const auto &was = before.journey->road, &is = after.journey->road;
    if (was && is && *is <= *was) return false;
    if (after.way == Way::boarding) return false;
    const SchoolId to = after.group->school;
    if (told && schools.contains(to) && schools[to].boarders > Heads(0)) return false;
    if (!told || !schools.contains(to) || !was || !is) return std::nullopt;
    return true;
  });
}

Figure left_behind_displaced(const Trips& trips) {
  const auto heads = special_heads(trips.county(), trips.plan(), &Settlement::left_behind);
  Figure figure;
  bool anybody = false;
  for (std::size_t i = 0; i < trips.after.size(); ++i) {
    const PupilGroup& group = *trips.after[i].group;
    if (!group.displaced()) continue;
    anybody = true;
    if (!heads.of_group[i]) {
      figure.unknown += group.pupils;
      continue;
    }
    figure.value = figure.value.value_or(0) + static_cast<double>(heads.of_group[i]->count());
    figure.pupils += *heads.of_group[i];
    if (*heads.of_group[i] > Heads(0)) figure.schools.insert(group.before);
  }
  if (!anybody && heads.reported) figure.value = 0;
  figure.unknown_value = static_cast<double>(figure.unknown.count());
  return figure;
}

/// Classes of the line and more, as pupils spread evenly over the classes of a grade.
std::int64_t classes_from(std::int64_t pupils, std::int64_t classes, std::int64_t line) {
  if (classes <= 0) return 0;
  const std::int64_t size = pupils / classes, larger = pupils % classes;
  return (size + 1 >= line ? larger : 0) + (size >= line ? classes - larger : 0);
}

Figure large_classes_at_receivers(const Trips& trips, double line) {
  const std::int64_t least = std::llround(line);
  Figure figure;
  std::int64_t large = 0, judged = 0;
  for (const auto id : receivers_of(trips.plan())) {
    const School& school = trips.plan().schools[id].school;
    std::int64_t here = 0;
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      const std::int64_t pupils = school.pupils[grade].count();
      if (pupils <= 0) continue;
      // Fewer pupils than the line make no such class, however many classes there are.
      if (pupils >= least && !classes_told(trips, id, grade)) {
        figure.unknown += school.pupils[grade];
        const std::int64_t most_classes = pupils / std::max<std::int64_t>(least, 1);
        figure.unknown_value += static_cast<double>(most_classes);
        continue;
      }
      ++judged;
      if (pupils >= least) here += classes_from(pupils, school.classes[grade], least);
    }
    if (here == 0) continue;
    large += here;
    figure.schools.insert(id);
    figure.pupils += total(school.pupils);
  }
  if (judged > 0 || figure.unknown == Heads(0)) figure.value = static_cast<double>(large);
  return figure;
}

/// Mean over displaced pupils whose distance is known before and after, in km.
Figure mean_distance_growth(const Trips& trips) {
  Figure figure;
  std::int64_t growth = 0, heads = 0;
  for (std::size_t i = 0; i < trips.after.size(); ++i) {
    const PupilGroup& group = *trips.after[i].group;
    const auto &was = trips.before[i].journey->road, &is = trips.after[i].journey->road;
    if (!group.displaced()) continue;
    if (!was || !is) {
      figure.unknown += group.pupils;
      continue;
    }
    growth += (*is - *was).count() * group.pupils.count();
    heads += group.pupils.count();
    figure.schools.insert(group.before);
  }
  figure.pupils = Heads(heads);
  if (heads > 0) figure.value = static_cast<double>(growth) / static_cast<double>(heads) / 1e6;
  if (heads == 0 && figure.unknown == Heads(0)) figure.value = 0;
  // One pupil from far away can raise a mean by any amount.
  if (figure.unknown > Heads(0)) figure.unknown_value = std::numeric_limits<double>::infinity();
  return figure;
}

/// Policy §8.3: closing is proposed only where the roll is small in two years running and by
/// forecast, never on one year's roll. Closures that are not known to be so.
Figure one_year_roll(const Trips& trips, double line) {
  Figure figure;
  const auto stated = statements_of(trips);
  std::int64_t count = 0;
  for (const auto& closure : trips.plan().closures) {
    if (!closure.closes) continue;
    const auto found = stated.find(closure.school);
    const StatedProcedure nothing;
    const StatedProcedure& told = found == stated.end() ? nothing : *found->second;
    const auto small = small_for_years(total(trips.county().schools[closure.school].pupils),
                                       completed(trips, closure.school, told), line);
    if (small == true) continue;
    ++count;
    figure.pupils += closure.pupils;
    figure.schools.insert(closure.school);
  }
  figure.value = static_cast<double>(count);
  return figure;
}

Figure figure_of(const Trips& trips, const RiskRule& rule) {
  switch (rule.figure) {
    case RiskFigure::farther_without_boarding:
      return farther_without_boarding(trips);
    case RiskFigure::girls:
      return pupils_who(trips, [](const Trip&, const Trip&) { return std::optional<bool>(); });
    case RiskFigure::lower_grades_displaced:
      return pupils_who(trips, [](const Trip&, const Trip& after) { return is_lower(after); });
    case RiskFigure::long_travel: {
      const Milliseconds line = minutes(rule.line.value_or(0));
      return pupils_who(trips, [&](const Trip&, const Trip& after) -> std::optional<bool> {
        if (after.way == Way::boarding) return false;
        if (!after.journey->door_to_door) return std::nullopt;
        return *after.journey->door_to_door > line;
      });
    }
    case RiskFigure::large_classes_at_receivers:
      return large_classes_at_receivers(trips, rule.line.value_or(0));
    case RiskFigure::lower_grades_boarding:
      return pupils_who(trips, [](const Trip&, const Trip& after) {
        return std::optional(is_lower(after) && after.way == Way::boarding);
      });
    case RiskFigure::mean_distance_growth:
      return mean_distance_growth(trips);
    case RiskFigure::left_behind_displaced:
      return left_behind_displaced(trips);
    case RiskFigure::one_year_roll:
      return one_year_roll(trips, rule.line.value_or(0));
  }
  return {};
}

/// Known to be beyond `most`, known not to be whatever the unknown are, or neither.
std::optional<bool> holds(const Figure& figure, double most) {
  if (figure.value && *figure.value > most) return true;
  if (figure.value.value_or(0) + figure.unknown_value > most) return std::nullopt;
  if (!figure.value && figure.unknown > Heads(0)) return std::nullopt;
  return false;
}

}  // namespace

std::vector<RiskResult> risks_of(const Trips& trips, const std::vector<RiskRule>& rules) {
  std::vector<RiskResult> result;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    Figure figure = figure_of(trips, rules[i]);
    RiskResult risk;
    risk.rule = i;
    risk.value = figure.value;
    risk.holds = holds(figure, rules[i].most);
    risk.pupils = figure.pupils;
    risk.unknown = figure.unknown;
    risk.schools.assign(figure.schools.begin(), figure.schools.end());
    result.push_back(std::move(risk));
  }
  return result;
}

}  // namespace budian::appraisal
