#include "scenarios/forecast/ratios.hpp"

#include <algorithm>

#include "gis/disjoint_sets.hpp"

namespace budian::forecast {

double shrunk(double after, double before, double prior, double strength) {
  return (after + strength * prior) / (before + strength);
}

namespace {

/// The township of most of a unit's pupils of a grade; ties to the lower school.
std::vector<TownshipId> townships_of(const Catchments& catchments,
                                     const std::vector<SchoolId>& units, int grade) {
  const auto& schools = catchments.ground().county.schools;
  std::vector<Heads> most(units.size(), Heads(-1));
  std::vector<TownshipId> result(units.size());
  for (const auto id : schools.ids()) {
    const std::size_t unit = units[id.row()].row();
    const Heads here = catchments.rolls()[id][static_cast<std::size_t>(grade)];
    if (here <= most[unit]) continue;
    most[unit] = here;
    result[unit] = schools[id].township;
  }
  return result;
}

}  // namespace

std::vector<SchoolId> units_of(const Catchments& catchments, int grade) {
  const auto& schools = catchments.ground().county.schools;
  DisjointSets sets(schools.size());
  for (const auto& group : catchments.ground().placement.groups) {
    if (group.grade != grade || catchments.holds(group.school, grade + 1)) continue;
    for (const auto& [next, share] : catchments.next(group.settlement, group.school, grade)) {
      sets.unite(group.school.row(), next.row());
    }
  }
  std::vector<SchoolId> result;
  for (const auto id : schools.ids()) result.emplace_back(sets.find(id.row()));
  return result;
}

ProgressionRatios::Step ProgressionRatios::step_of(const Catchments& catchments,
                                                   const RollBook& rolls, int last_year,
                                                   const Rules& rules, int grade) const {
  const auto& schools = catchments.ground().county.schools;
  const auto units = units_of(catchments, grade);
  const auto g = static_cast<std::size_t>(grade);
  std::vector<Counted> of_unit(schools.size());
  for (int year = rolls.first_year(); year < last_year; ++year) {
    std::vector<Counted> in_year(schools.size());
    std::vector<bool> known(schools.size(), true);
    for (const auto id : schools.ids()) {
      if (!catchments.holds(id, grade) && !catchments.holds(id, grade + 1)) continue;
      const auto before = rolls.roll(id, year), after = rolls.roll(id, year + 1);
      const std::size_t unit = units[id.row()].row();
      if (!before || !after) {
        known[unit] = false;
        continue;
      }
      in_year[unit].add({(*before)[g].count(), (*after)[g + 1].count()});
    }
    for (std::size_t unit = 0; unit < of_unit.size(); ++unit) {
      if (known[unit]) of_unit[unit].add(in_year[unit]);
    }
  }
  const auto townships = townships_of(catchments, units, grade);
  std::vector<Counted> of_township(catchments.ground().county.townships.size());
  Step step;
  for (std::size_t unit = 0; unit < of_unit.size(); ++unit) {
    step.county.add(of_unit[unit]);
    if (!of_township.empty()) of_township[townships[unit].row()].add(of_unit[unit]);
  }
  if (step.county.before == 0) return step;
  const double county =
      static_cast<double>(step.county.after) / static_cast<double>(step.county.before);
  const auto rate = [](const Counted& counted, double prior, double strength) {
    return shrunk(static_cast<double>(counted.after), static_cast<double>(counted.before), prior,
                  strength);
  };
  for (const auto id : schools.ids()) {
    const std::size_t unit = units[id.row()].row();
    const double around = of_township.empty() ? county
                                              : rate(of_township[townships[unit].row()], county,
                                                     rules.township_pupils);
    step.of_school.push_back(rate(of_unit[unit], around, rules.school_pupils));
  }
  return step;
}

ProgressionRatios::ProgressionRatios(const Catchments& catchments, const RollBook& rolls,
                                     int last_year, const Rules& rules) {
  for (int grade = 0; grade + 1 < grade_count; ++grade) {
    steps_.at(static_cast<std::size_t>(grade)) =
        step_of(catchments, rolls, last_year, rules, grade);
  }
}

std::optional<double> ProgressionRatios::of_county(int grade) const {
  const Counted& all = steps_.at(static_cast<std::size_t>(grade)).county;
  if (all.before == 0) return std::nullopt;
  return static_cast<double>(all.after) / static_cast<double>(all.before);
}

double ProgressionRatios::of_school(SchoolId school, int grade) const {
  return steps_.at(static_cast<std::size_t>(grade)).of_school.at(school.row());
}

}  // namespace budian::forecast
