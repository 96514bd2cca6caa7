#include "scenarios/forecast/phasing_plan.hpp"

#include <algorithm>
#include <set>

#include "gis/toml_reader.hpp"
#include "scenarios/named.hpp"

namespace budian::forecast {
namespace {

void read_limits(TomlTable& root, PhasingLimits& limits) {
  if (const auto yuan_a_year = root.number("budget_yuan_a_year")) {
    if (*yuan_a_year < 0) root.problem("budget_yuan_a_year", {"toml.not_negative", {}});
    limits.budget_a_year = yuan(*yuan_a_year);
  }
  if (const auto closures = root.whole("closures_a_township_year")) {
    if (*closures < 1) root.problem("closures_a_township_year", {"toml.positive", {}});
    limits.closures_a_township_year = *closures;
  }
  if (const auto heads = root.whole("most_moved_again")) {
    if (*heads < 0) root.problem("most_moved_again", {"toml.not_negative", {}});
    limits.most_moved_again = Heads(*heads);
  }
}

/// Does the roll stay below the line so long, that year the last?
bool stays_below(const Groundwork& ground, SchoolId school, int year, const PhasingTerms& terms) {
  if (!terms.line) return true;
  for (int back = 0; back < terms.years_below; ++back) {
    const auto roll = roll_in(ground, school, year - back, terms.variant);
    if (!roll || *roll >= *terms.line) return false;
  }
  return true;
}

/// Of each grade that leaves a school: all who leave, and those whom the receiver keeps for a year
/// only.
struct Leaving {
  std::array<std::int64_t, grade_count> all{}, again{};
};
Leaving leaving_of(const Plan& plan, SchoolId school) {
  Leaving result;
  for (const PupilGroup& group : plan.groups) {
    if (group.before != school || !group.displaced()) continue;
    const auto g = static_cast<std::size_t>(group.grade);
    const School& receiver = plan.schools[group.school].school;
    int last = -1;
    for (int grade = 0; grade < grade_count; ++grade) {
      const auto row = static_cast<std::size_t>(grade);
      if (receiver.pupils[row] > Heads(0) || receiver.classes[row] > 0) last = grade;
    }
    result.all[g] += group.pupils.count();
    if (last <= group.grade) result.again[g] += group.pupils.count();
  }
  return result;
}

/// By the shares of today's leavers; rounded up, so that a limit holds.
Heads moved_again(const Groundwork& ground, SchoolId school, int year, const Leaving& leaving,
                  Variant variant) {
  std::int64_t heads = 0;
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    if (leaving.again[grade] == 0) continue;
    const auto pupils =
        ground.forecast ? ground.forecast->pupils_of(school, static_cast<int>(grade), year, variant)
                        : std::nullopt;
    const std::int64_t here = pupils ? pupils->count() : leaving.all[grade];
    heads += (here * leaving.again[grade] + leaving.all[grade] - 1) / leaving.all[grade];
  }
  return Heads(heads);
}

/// Mergers of schools that are closed, each with its receiver; these leave `closed`.
std::vector<Merge> merges_of(const Scenario& scenario, const County& county,
                             std::set<SchoolId>& closed) {
  Named<SchoolId> named;
  for (const auto id : county.schools.ids()) add_name(id, county.schools[id], named);
  std::vector<Merge> result;
  for (const MeasureEntry& entry : scenario.measures) {
    const auto* merge = std::get_if<Merge>(&entry.measure);
    if (merge == nullptr) continue;
    Merge kept{{}, merge->into};
    for (const std::string& name : merge->from) {
      const auto found = find_school(named, name);
      const auto* school = std::get_if<SchoolId>(&found);
      if (school != nullptr && closed.erase(*school) > 0) kept.from.push_back(name);
    }
    if (!kept.from.empty()) result.push_back(std::move(kept));
  }
  return result;
}

}  // namespace

bool closes_schools(const Measure& measure) {
  return std::holds_alternative<CloseByRule>(measure) ||
         std::holds_alternative<CloseByName>(measure) || std::holds_alternative<Merge>(measure);
}

PhasingTerms read_phasing_terms(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  PhasingTerms terms;
  if (root.require("first_year")) {
    terms.first_year = static_cast<int>(root.whole("first_year").value_or(0));
  }
  if (root.require("years")) terms.years = static_cast<int>(root.whole("years").value_or(1));
  if (terms.years < 1 || terms.years > 20) {
    root.problem("years", {"forecast_rules.range",
                           {{"least", std::int64_t{1}}, {"most", std::int64_t{20}}}});
  }
  read_limits(root, terms.limits);
  if (const auto line = root.whole("fewer_than")) terms.line = Heads(*line);
  terms.years_below = static_cast<int>(root.whole("years_below").value_or(1));
  if (terms.years_below < 1) root.problem("years_below", {"toml.positive", {}});
  terms.variant = root.choice<Variant>("forecast_variant", {{"low", Variant::low},
                                                            {"middle", Variant::middle},
                                                            {"high", Variant::high}})
                      .value_or(terms.variant);
  document.finish();
  return terms;
}

std::optional<Heads> roll_in(const Groundwork& ground, SchoolId school, int year, Variant variant) {
  if (!ground.history.year) return std::nullopt;
  if (year == *ground.history.year) return total(ground.county.schools[school].pupils);
  if (year < *ground.history.year) {
    const auto roll = ground.history.roll(school, year);
    return roll ? std::optional(total(*roll)) : std::nullopt;
  }
  return ground.forecast ? ground.forecast->roll_of(school, year, variant) : std::nullopt;
}

PhasingTask phasing_task(const Outcome& outcome, const Groundwork& ground,
                         const PhasingTerms& terms) {
  PhasingTask task;
  task.years = terms.years;
  task.limits = terms.limits;
  const Plan& plan = outcome.plan;
  for (std::size_t c = 0; c < plan.closures.size(); ++c) {
    const Closure& closure = plan.closures[c];
    if (!closure.closes) continue;
    PhasedClosure phased;
    phased.school = closure.school;
    phased.township = ground.county.schools[closure.school].township;
    for (const money::Line& line : outcome.closure_bills[c].lines) {
      if (line.payer != money::Payer::county) continue;
      if (line.topic == money::Topic::buildings_once) phased.rooms += line.amount;
      if (line.topic == money::Topic::bus_share) phased.yearly += line.amount;
    }
    phased.rooms = std::max(phased.rooms, Fen(0));
    phased.yearly = std::max(phased.yearly, Fen(0));
    const Leaving leaving = leaving_of(plan, closure.school);
    for (int year = 0; year < terms.years; ++year) {
      const int school_year = terms.first_year + year;
      phased.allowed.push_back(stays_below(ground, closure.school, school_year, terms));
      phased.moved_again.push_back(
          moved_again(ground, closure.school, school_year, leaving, terms.variant));
    }
    task.closures.push_back(std::move(phased));
  }
  return task;
}

Scenario scenario_until(const Scenario& scenario, const PhasingTask& task,
                        const std::vector<Phase>& phases, int year, const County& county) {
  std::set<SchoolId> closed;
  for (std::size_t c = 0; c < phases.size(); ++c) {
    if (phases[c].closes && *phases[c].closes <= year) closed.insert(task.closures[c].school);
  }
  Scenario result = scenario;
  std::erase_if(result.measures,
                [](const MeasureEntry& entry) { return closes_schools(entry.measure); });
  for (Merge& merge : merges_of(scenario, county, closed)) {
    result.measures.push_back({std::move(merge), 0});
  }
  CloseByName closing;
  for (const PhasedClosure& closure : task.closures) {
    if (closed.contains(closure.school)) {
      closing.schools.push_back(county.schools[closure.school].code);
    }
  }
  if (!closing.schools.empty()) result.measures.push_back({closing, 0});
  return result;
}

}  // namespace budian::forecast
