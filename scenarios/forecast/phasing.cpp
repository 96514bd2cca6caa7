#include "scenarios/forecast/phasing.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "scenarios/forecast/phasing_program.hpp"

namespace budian::forecast {
namespace {

/// The task without one of its limits.
std::optional<PhasingTask> without(PhasingTask task, Clash clash) {
  switch (clash) {
    case Clash::budget:
      if (!task.limits.budget_a_year) return std::nullopt;
      task.limits.budget_a_year.reset();
      return task;
    case Clash::township_closures:
      if (!task.limits.closures_a_township_year) return std::nullopt;
      task.limits.closures_a_township_year.reset();
      return task;
    case Clash::moved_again:
      if (!task.limits.most_moved_again) return std::nullopt;
      task.limits.most_moved_again.reset();
      return task;
    case Clash::roll:
      for (auto& closure : task.closures) closure.allowed.clear();
      return task;
    case Clash::building_year:
      ++task.years;
      for (auto& closure : task.closures) {
        if (!closure.allowed.empty()) closure.allowed.push_back(closure.allowed.back());
        if (!closure.moved_again.empty()) closure.moved_again.push_back(closure.moved_again.back());
        if (!closure.dearer.empty()) closure.dearer.push_back(closure.dearer.back());
      }
      return task;
  }
  return std::nullopt;
}

}  // namespace

std::int64_t Phasing::closed() const {
  return std::count_if(phases.begin(), phases.end(),
                       [](const Phase& phase) { return phase.closes.has_value(); });
}

std::int64_t Phasing::waiting() const {
  std::int64_t years = 0;
  for (const Phase& phase : phases) years += phase.closes.value_or(0);
  return years;
}

Fen PhasedClosure::yearly_in(int year) const {
  const auto row = static_cast<std::size_t>(year);
  return row < dearer.size() ? yearly + dearer[row] : yearly;
}

bool PhasedClosure::may_close(int year) const {
  return allowed.empty() || allowed[static_cast<std::size_t>(year)];
}

Heads PhasedClosure::moved_again_in(int year) const {
  return moved_again.empty() ? Heads(0) : moved_again[static_cast<std::size_t>(year)];
}

std::vector<Fen> spent(const PhasingTask& task, const std::vector<Phase>& phases) {
  std::vector<Fen> result(static_cast<std::size_t>(task.years));
  for (std::size_t c = 0; c < phases.size(); ++c) {
    const auto& [closes, paid] = phases[c];
    if (paid) result[static_cast<std::size_t>(*paid)] += task.closures[c].rooms;
    for (int year = closes.value_or(task.years); year < task.years; ++year) {
      result[static_cast<std::size_t>(year)] += task.closures[c].yearly_in(year);
    }
  }
  return result;
}

bool keeps_limits(const PhasingTask& task, const std::vector<Phase>& phases) {
  std::map<std::pair<TownshipId, int>, std::int64_t> in_township;
  Heads moved;
  for (std::size_t c = 0; c < phases.size(); ++c) {
    const PhasedClosure& closure = task.closures[c];
    const auto& [closes, paid] = phases[c];
    if (!closes) continue;
    if (!closure.may_close(*closes)) return false;
    if (closure.rooms > Fen(0) && (!paid || *paid >= *closes)) return false;
    ++in_township[{closure.township, *closes}];
    moved += closure.moved_again_in(*closes);
    for (const std::size_t first : closure.after) {
      if (!phases[first].closes || *phases[first].closes > *closes) return false;
    }
  }
  const PhasingLimits& limits = task.limits;
  const auto paid = spent(task, phases);
  const bool dear = limits.budget_a_year && std::any_of(paid.begin(), paid.end(), [&](Fen fen) {
                      return fen > *limits.budget_a_year;
                    });
  const bool many = limits.closures_a_township_year &&
                    std::any_of(in_township.begin(), in_township.end(), [&](const auto& entry) {
                      return entry.second > *limits.closures_a_township_year;
                    });
  return !dear && !many && !(limits.most_moved_again && moved > *limits.most_moved_again);
}

Phasing best_phases(PhasingTask task) {
  const PhasingTask wanted = task;
  Phasing result = program_answer(task);
  while (!keeps_limits(wanted, result.phases)) {
    if (!task.limits.budget_a_year || *task.limits.budget_a_year <= Fen(0)) {
      result.phases.assign(task.closures.size(), {});
      result.proven = false;
      return result;
    }
    *task.limits.budget_a_year -= Fen(1);
    result = program_answer(task);
    result.proven = false;
  }
  return result;
}

std::vector<Clash> clashes_of(const PhasingTask& task, const Phasing& phasing) {
  std::vector<Clash> result;
  if (phasing.closed() == static_cast<std::int64_t>(task.closures.size())) return result;
  for (const auto clash : {Clash::budget, Clash::township_closures, Clash::moved_again, Clash::roll,
                           Clash::building_year}) {
    const auto freer = without(task, clash);
    if (freer && best_phases(*freer).closed() > phasing.closed()) result.push_back(clash);
  }
  return result;
}

Phasing phase(const PhasingTask& task) {
  Phasing result = best_phases(task);
  result.clashes = clashes_of(task, result);
  return result;
}

}  // namespace budian::forecast
