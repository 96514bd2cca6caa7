#include "scenarios/forecast/phasing.hpp"

#include <catch2/catch.hpp>
#include <random>

namespace budian::forecast {
namespace {

/// The best (most closures, then fewest years) over every timing of every closure.
std::pair<std::int64_t, std::int64_t> best_by_enumeration(const PhasingTask& task) {
  std::pair<std::int64_t, std::int64_t> best{0, 0};  // closed, minus the years
  std::vector<Phase> phases(task.closures.size());
  const auto visit = [&](const auto& self, std::size_t c) -> void {
    if (c == phases.size()) {
      if (!keeps_limits(task, phases)) return;
      Phasing made;
      made.phases = phases;
      best = std::max(best, {made.closed(), -made.waiting()});
      return;
    }
    phases[c] = {};
    self(self, c + 1);
    for (int year = 0; year < task.years; ++year) {
      phases[c] = {year, {}};
      if (task.closures[c].rooms <= Fen(0)) {
        self(self, c + 1);
        continue;
      }
      for (int paid = 0; paid < year; ++paid) {
        phases[c].paid = paid;
        self(self, c + 1);
      }
    }
    phases[c] = {};
  };
  visit(visit, 0);
  return best;
}

PhasingTask random_task(unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](unsigned n) { return static_cast<std::int64_t>(random() % n); };
  PhasingTask task;
  task.years = 3;
  for (std::size_t c = 0; c < 4 + seed % 2; ++c) {
    PhasedClosure closure;
    closure.school = SchoolId(c);
    closure.township = TownshipId(static_cast<std::size_t>(below(2)));
    closure.rooms = below(2) == 0 ? Fen(0) : Fen(100 * (1 + below(5)));
    closure.yearly = Fen(10 * below(8));
    for (int year = 0; year < task.years; ++year) {
      closure.allowed.push_back(below(4) > 0);
      closure.moved_again.push_back(Heads(below(6)));
    }
    if (c > 0 && below(4) == 0) closure.after.push_back(c - 1);
    task.closures.push_back(std::move(closure));
  }
  if (below(4) > 0) task.limits.budget_a_year = Fen(100 * (1 + below(7)));
  if (below(2) > 0) task.limits.closures_a_township_year = 1 + below(2);
  if (below(2) > 0) task.limits.most_moved_again = Heads(below(14));
  return task;
}

PhasedClosure closure_in(std::size_t township, std::int64_t rooms, std::int64_t yearly = 0) {
  PhasedClosure closure;
  closure.township = TownshipId(township);
  closure.rooms = Fen(rooms);
  closure.yearly = Fen(yearly);
  return closure;
}

}  // namespace

TEST_CASE("No school closes before the year after its receivers' rooms are paid for") {
  const PhasingTask task{4, {closure_in(0, 500), closure_in(0, 0)}, {}};
  const Phasing result = phase(task);
  CHECK(result.proven);
  CHECK(result.phases[0] == Phase{1, 0});
  CHECK(result.phases[1] == Phase{0, {}});
}

TEST_CASE("A year's budget pays rooms once and buses in every year from the closure on") {
  // Rooms of 500 each and 100 a year; 500 a year. The first is paid in year 0 and closes in 1; from
  // then on 400 are left, so the rooms of the second never fit in: paid 0 and 0 would be 1000.
  PhasingTask task{5, {closure_in(0, 500, 100), closure_in(0, 500, 100)}, {}};
  task.limits.budget_a_year = Fen(500);
  const Phasing result = phase(task);
  // The second can be paid in year 1 only if the first waits: it closes in 2, both do.
  CHECK(result.closed() == 2);
  CHECK(result.waiting() == 2 + 2);
  task.limits.budget_a_year = Fen(600);  // 500 + 100 in year 1
  CHECK(phase(task).waiting() == 1 + 2);
}

TEST_CASE("A closure counts in a year what it costs in that year") {
  // 100 a year, 250 in the second. With 300 one fits into every year; with two the second year
  // takes 350 where the other is closed by then, too, so that one waits for the third.
  PhasingTask task{3, {closure_in(0, 0, 100), closure_in(0, 0, 100)}, {}};
  task.closures[0].dearer = {Fen(0), Fen(150), Fen(0)};
  task.limits.budget_a_year = Fen(300);
  const Phasing result = phase(task);
  CHECK(result.closed() == 2);
  CHECK(result.phases[0] == Phase{2, {}});
  CHECK(result.phases[1] == Phase{0, {}});
  CHECK(spent(task, result.phases) == std::vector<Fen>{Fen(100), Fen(100), Fen(200)});
}

TEST_CASE("What clashes is told: money, closures of a township, pupils moved again, rolls, time") {
  PhasingTask task{1, {closure_in(0, 500)}, {}};  // rooms need a year before
  CHECK(phase(task).clashes == std::vector<Clash>{Clash::building_year});
  task = {2, {closure_in(0, 500)}, {}};
  task.limits.budget_a_year = Fen(499);
  CHECK(phase(task).closed() == 0);
  CHECK(phase(task).clashes == std::vector<Clash>{Clash::budget});
  task = {1, {closure_in(0, 0), closure_in(0, 0)}, {}};
  task.limits.closures_a_township_year = 1;
  CHECK(phase(task).closed() == 1);
  CHECK(phase(task).clashes == std::vector<Clash>{Clash::township_closures, Clash::building_year});
  task = {2, {closure_in(0, 0)}, {}};
  task.closures[0].moved_again = {Heads(5), Heads(3)};
  task.limits.most_moved_again = Heads(4);  // next year, when fewer would move again
  CHECK(phase(task).phases[0] == Phase{1, {}});
  task.limits.most_moved_again = Heads(2);
  CHECK(phase(task).clashes == std::vector<Clash>{Clash::moved_again});
  task = {2, {closure_in(0, 0)}, {}};
  task.closures[0].allowed = {false, false};
  CHECK(phase(task).clashes == std::vector<Clash>{Clash::roll});
}

TEST_CASE("A phasing is as good as the best of all phasings, and keeps every limit") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const PhasingTask task = random_task(seed);
    const Phasing result = phase(task);
    INFO("seed " << seed);
    CHECK(result.proven);
    CHECK(keeps_limits(task, result.phases));
    CHECK(std::pair(result.closed(), -result.waiting()) == best_by_enumeration(task));
  }
}

TEST_CASE("A looser limit never closes less or later") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const PhasingTask task = random_task(seed);
    const Phasing tight = best_phases(task);
    const std::pair before(tight.closed(), -tight.waiting());
    for (int loosened = 0; loosened < 3; ++loosened) {
      PhasingTask looser = task;
      auto& limits = looser.limits;
      if (loosened == 0 && limits.budget_a_year) *limits.budget_a_year += Fen(150);
      if (loosened == 1 && limits.closures_a_township_year) ++*limits.closures_a_township_year;
      if (loosened == 2 && limits.most_moved_again) *limits.most_moved_again += Heads(3);
      const Phasing free = best_phases(looser);
      CHECK(std::pair(free.closed(), -free.waiting()) >= before);
    }
  }
}

}  // namespace budian::forecast
