// Tasks with sizes: branching and parts against the program on the whole.
#include <catch2/catch.hpp>

#include "scenarios/location/clusters.hpp"
#include "scenarios/location/packing.hpp"
#include "scenarios/location/program.hpp"
#include "scenarios/location/sized_branching.hpp"
#include "scenarios/location/tasks.hpp"
#include "tests/scenarios/location/oracle.hpp"
#include "tests/support/graph_median.hpp"

namespace budian::location {
namespace {

Parts parts_with_sizes(unsigned seed, bool whole) {
  std::mt19937 random(seed);
  Wish wish;
  wish.sites = 12;
  wish.demands = 30;
  wish.most_sizes = true;
  wish.least_sizes = seed % 3 == 0;
  wish.standings = seed % 2 == 0;
  wish.openings = seed % 5 == 0;
  wish.number = 6;
  wish.whole = whole;
  Parts parts = random_parts(random, wish);
  for (Site& site : parts.sites) *site.most_heads += 30;
  return parts;
}

}  // namespace

TEST_CASE("With sizes, branching proves what the program on the whole proves") {
  int solved = 0;
  for (unsigned seed = 0; seed < 40; ++seed) {
    const Problem problem(parts_with_sizes(seed, seed % 4 != 1));
    const Solution expected = solve(problem);  // so few ways: the program alone
    REQUIRE((expected.state == State::infeasible || expected.proven()));
    Effort effort;
    effort.always_relax = true;
    effort.iterations = 10;   // leaves much to decide
    effort.program_ways = 0;  // the program only where all sites are decided
    effort.nodes = 1'000'000;
    const Solution found = solve(problem, effort);
    CAPTURE(seed);
    REQUIRE((found.state != State::infeasible || expected.state == State::infeasible));
    if (found.state != State::solved) continue;
    ++solved;
    REQUIRE(expected.state == State::solved);
    CHECK(broken_limits(problem, found) == std::vector<std::string>{});
    CHECK(found.reached.front().value == expected.reached.front().value);
    CHECK(found.proven());
  }
  CHECK(solved > 20);
}

TEST_CASE("With sizes and most ways left, the prices and branching prove what the program proves") {
  for (unsigned seed = 1; seed <= 2; ++seed) {
    std::mt19937 random(seed);
    Parts parts = graph_median(20, 5, seed);
    std::int64_t heads = 0;
    for (Demand& demand : parts.demands) heads += demand.heads = 1 + random() % 50;
    for (Site& site : parts.sites) site.most_heads = heads * 12 / 10 / 5;
    parts.goals = {{Aim::least_distance, 0}};
    const Problem problem(parts);
    Effort effort;
    effort.always_relax = true;
    effort.program_ways = 300;
    const Solution found = solve(problem, effort);
    const Answer expected =
        solve_by_program(task_of(problem, problem.goals().front(), {}), {100'000, std::nullopt});
    CAPTURE(seed);
    REQUIRE(expected.bound == expected.best.value);
    REQUIRE(found.state == State::solved);
    CHECK(broken_limits(problem, found) == std::vector<std::string>{});
    CHECK(found.reached.front().value == expected.best.value);
    CHECK(found.proven());
  }
}

TEST_CASE("Stopped early, branching with sizes claims no more than is true") {
  int told = 0;
  for (unsigned seed = 0; seed < 20; ++seed) {
    const Problem problem(parts_with_sizes(seed, true));
    const Solution expected = solve(problem);
    if (expected.state != State::solved) continue;
    for (const int nodes : {0, 5, 25, 100}) {
      Effort effort;
      effort.always_relax = true;
      effort.iterations = 10;
      effort.program_ways = 0;
      effort.nodes = nodes;
      const Solution found = solve(problem, effort);
      CAPTURE(seed, nodes);
      REQUIRE(found.state != State::infeasible);
      if (found.state != State::solved) continue;
      ++told;
      CHECK(found.reached.front().bound <= expected.reached.front().value);
      CHECK(found.reached.front().value >= expected.reached.front().value);
    }
  }
  CHECK(told > 20);
}

TEST_CASE("Where no time is left for the program, what is not solved counts as the bound") {
  int left_behind = 0;
  for (unsigned seed = 0; seed < 20; ++seed) {
    const Problem problem(parts_with_sizes(seed, true));
    const Solution expected = solve(problem);
    if (expected.state != State::solved) continue;
    const Task task = task_of(problem, problem.goals().front(), {});
    const Relaxation relaxation(task);
    Prices prices = relaxation.first_prices();
    prices.bound = -std::numeric_limits<double>::infinity();
    Allotment nothing;
    nothing.value = task.beyond();
    Effort effort;
    effort.program_ways = 0;  // the program only where all sites are decided
    SizedBranching branching(relaxation, effort, nothing, [] { return 0.0; });
    branching.start(first_fates(task), prices, Shares(task.sites.size(), 0.5), true);
    while (branching.run([](int nodes) { return nodes > 2000; })) {
    }
    const std::int64_t best = expected.reached.front().value;
    CAPTURE(seed);
    CHECK(branching.bound() <= best);
    CHECK(branching.best().value >= best);
    left_behind += branching.bound() < branching.best().value ? 1 : 0;
  }
  CHECK(left_behind > 0);
}

TEST_CASE("A part that becomes cheaper makes the whole cheaper by as much") {
  int gained = 0;
  for (unsigned seed = 0; seed < 20; ++seed) {
    const Problem problem(parts_with_sizes(seed, true));
    const Task task = task_of(problem, problem.goals().front(), {});
    // Any six sites that are not forbidden, the required ones first.
    std::vector<char> open(task.sites.size(), 0);
    std::size_t count = 0;
    for (const bool required : {true, false}) {
      for (std::size_t j = 0; j < open.size() && count < 6; ++j) {
        if (task.sites[j].forbidden || task.sites[j].required != required) continue;
        open[j] = 1;
        ++count;
      }
    }
    Allotment whole = Packing(task).pack(open);
    if (whole.value >= task.beyond()) continue;
    const Clusters clusters(task);
    for (std::uint32_t centre = 0; centre < open.size(); ++centre) {
      if (!whole.open[centre]) continue;
      const Cluster cluster = clusters.around(centre, 3, whole);
      const std::int64_t now = cluster.task.cutoff;
      const Answer found = solve_by_program(cluster.task, {}, now);
      if (!found.found) continue;
      ++gained;
      const std::int64_t before = whole.value;
      clusters.put_back(cluster, found.best, whole);
      CAPTURE(seed, centre);
      CHECK(before - whole.value == now - found.best.value);
      CHECK(whole.value < before);
    }
  }
  CHECK(gained > 10);
}

}  // namespace budian::location
