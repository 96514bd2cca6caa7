// What regions need, against every answer of small tasks.
#include "scenarios/location/needs.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <random>

#include "scenarios/location/program.hpp"
#include "scenarios/location/relaxation.hpp"
#include "scenarios/location/search.hpp"

namespace budian::location {
namespace {

std::int64_t between(std::mt19937& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random() % static_cast<unsigned>(high - low + 1));
}

/// Few sites of one or two sizes, all demands reach most of them.
Task random_task(std::mt19937& random, bool whole) {
  Task task;
  task.whole = whole;
  const std::size_t sites = whole ? 4 : 3, demands = whole ? 7 : 2;
  const std::int64_t most_heads = whole ? 12 : 15;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < demands; ++i) {
    task.heads.push_back(between(random, 1, most_heads));
    sum += task.heads.back();
    auto& edges = task.edges.emplace_back();
    for (std::uint32_t j = 0; j < sites; ++j) {
      if (random() % 5 > 0 || edges.empty()) edges.push_back({j, between(random, 1, 90)});
    }
    std::sort(edges.begin(), edges.end(), [](const Task::Edge& a, const Task::Edge& b) {
      return std::pair(a.price, a.site) < std::pair(b.price, b.site);
    });
  }
  const std::int64_t size = std::max(whole ? most_heads : 4, sum / between(random, 2, 3));
  for (std::size_t j = 0; j < sites; ++j) {
    task.sites.emplace_back();
    task.sites.back().most = random() % 3 == 0 ? size + between(random, 1, 9) : size;
  }
  task.least_sites = 1;
  task.most_sites = sites;
  return task;
}

/// Sites and ways that are open and used by any parts.
Mean random_mean(std::mt19937& random, const Task& task) {
  Mean mean(task.sites.size(), task.ways());
  for (double& share : mean.sites) share = static_cast<double>(between(random, 5, 100)) / 100;
  std::size_t way = 0;
  for (const auto& edges : task.edges) {
    std::vector<double> parts;
    double sum = 0;
    for (std::size_t r = 0; r < edges.size(); ++r) {
      parts.push_back(static_cast<double>(between(random, 0, 100)) + 0.01);
      sum += parts.back();
    }
    for (const double part : parts) mean.ways[way++] = part / sum;
  }
  return mean;
}

/// Every way to send all heads somewhere, sizes kept, as shares by way.
void for_each_answer(const Task& task, const std::function<void(const std::vector<double>&)>& see) {
  std::vector<double> shares(task.ways(), 0);
  std::vector<std::int64_t> rest;
  for (const Task::Place& site : task.sites) rest.push_back(site.most);
  const std::function<void(std::size_t, std::size_t, std::size_t, std::int64_t)> go =
      [&](std::size_t demand, std::size_t rank, std::size_t way, std::int64_t left) {
        if (demand == task.heads.size()) return see(shares);
        if (rank == task.edges[demand].size()) {
          if (left > 0) return;
          const std::int64_t next =
              demand + 1 < task.heads.size() ? task.heads[demand + 1] : std::int64_t{0};
          return go(demand + 1, 0, way, next);
        }
        std::int64_t& room = rest[task.edges[demand][rank].site];
        for (std::int64_t sent = 0; sent <= std::min(left, room); ++sent) {
          if (task.whole && sent != 0 && sent != task.heads[demand]) continue;
          shares[way] = static_cast<double>(sent) / static_cast<double>(task.heads[demand]);
          room -= sent;
          go(demand, rank + 1, way + 1, left - sent);
          room += sent;
        }
        shares[way] = 0;
      };
  go(0, 0, 0, task.heads[0]);
}

std::vector<char> open_by(const Task& task, const std::vector<double>& shares) {
  std::vector<char> open(task.sites.size(), 0);
  std::size_t way = 0;
  for (const auto& edges : task.edges) {
    for (const Task::Edge& edge : edges) open[edge.site] |= shares[way++] > 0 ? 1 : 0;
  }
  return open;
}

/// By its words: sites and demands, not the ways.
double met(const Task& task, const Need& need, const std::vector<double>& shares) {
  const std::vector<char> open = open_by(task, shares);
  double sum = 0;
  std::vector<char> inside(task.sites.size(), 0);
  for (const auto& [site, weight] : need.sites) {
    inside[site] = 1;
    sum += open[site] ? weight : 0;
  }
  for (const auto& [demand, weight] : need.demands) {
    double elsewhere = 1;
    std::size_t way = 0;
    for (std::size_t i = 0; i < demand; ++i) way += task.edges[i].size();
    for (const Task::Edge& edge : task.edges[demand])
      elsewhere -= inside[edge.site] ? shares[way++] : (++way, 0);
    sum += weight * elsewhere;
  }
  return sum;
}

std::vector<Flow> flows_of(const std::vector<double>& shares) {
  std::vector<Flow> flows;
  for (std::uint32_t way = 0; way < shares.size(); ++way) {
    if (shares[way] > 0) flows.push_back({way, shares[way]});
  }
  return flows;
}

}  // namespace

TEST_CASE("150 heads at sites of 100 places need two of them, or go elsewhere") {
  Task task;
  task.sites.resize(3);
  for (Task::Place& site : task.sites) site.most = 100;
  for (std::size_t i = 0; i < 10; ++i) {
    task.heads.push_back(15);
    task.edges.push_back({{0, 1}, {1, 2}, {2, 90}});
  }
  task.most_sites = 3;
  Mean mean(3, 30);
  mean.add({1, 0, 0}, {}, 0.5);  // open by half are not two
  mean.sites = {0.75, 0.75, 0};
  for (std::size_t i = 0; i < 10; ++i) mean.ways[3 * i] = mean.ways[3 * i + 1] = 0.5;
  const auto needs = NeedFinder(task).find(mean);
  REQUIRE(needs.size() == 1);
  // 150 − 100 heads are beyond one site: each open site counts 50, of which two are asked, each
  // demand that goes elsewhere its 15.
  const std::vector<Need::Term> sites{{0, 50}, {1, 50}};
  CHECK(needs[0].sites == sites);
  CHECK(needs[0].least == 100);
  REQUIRE(needs[0].demands.size() == 10);
  for (const auto& [demand, weight] : needs[0].demands) CHECK(weight == 15);
  CHECK(needs[0].ways.size() == 20);
}

TEST_CASE("Every answer meets every need, whole demands and divided ones") {
  std::size_t found = 0, answers = 0, tight = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    const Task task = random_task(random, seed % 2 == 0);
    const NeedFinder finder(task);
    std::vector<Need> needs;
    for (int t = 0; t < 12; ++t) {
      for (const Need& need : finder.find(random_mean(random, task))) needs.push_back(need);
    }
    found += needs.size();
    CAPTURE(seed);
    for_each_answer(task, [&](const std::vector<double>& shares) {
      ++answers;
      for (const Need& need : needs) {
        const double sum = met(task, need, shares);
        if (sum < need.least - 1e-6) CHECK(sum >= need.least);
        tight += sum < need.least + 1e-6 ? 1 : 0;
      }
      if (answers % 97 > 0) return;
      Mean mean(task.sites.size(), task.ways());
      mean.add(open_by(task, shares), flows_of(shares), 0.5);
      CHECK(finder.find(mean).empty());
    });
  }
  CHECK(found > 100);
  CHECK(answers > 10'000);
  CHECK(tight > 100);  // none could ask for more
}

const ProgramEffort program{2'000'000'000, std::nullopt};

TEST_CASE("At any prices of needs the bound holds, and the best answer is not excluded") {
  std::size_t charged = 0, closed = 0;
  for (unsigned seed = 0; seed < 80; ++seed) {
    std::mt19937 random(seed);
    const Task task = random_task(random, seed % 4 > 0);
    const Answer best = solve_by_program(task, program);
    if (!best.found) continue;
    Relaxation relaxation(task);
    for (int t = 0; t < 6; ++t) {
      for (Need& need : NeedFinder(task).find(random_mean(random, task)))
        relaxation.add(std::move(need));
    }
    CAPTURE(seed);
    const std::vector<Fate> fates(task.sites.size(), Fate::free);
    for (int t = 0; t < 10; ++t) {
      Prices prices = relaxation.first_prices();
      for (std::size_t n = 0; n < relaxation.needs().size(); ++n)
        prices.needs.push_back(relaxation.step() * static_cast<double>(random() % 5));
      std::int64_t value = best.best.value + 1;
      if (t > 0) {
        Ascent ascent;
        ascent.iterations = 20 * t;
        for (std::size_t n = 0; n < relaxation.needs().size(); ++n) ascent.needs.push_back(n);
        ascend(relaxation, fates, ascent, value, prices, [](const View&, int) {});
      }
      charged += priced_needs(prices).size();
      View view;
      relaxation.charge(prices.needs);
      relaxation.look(prices.served, fates, view);
      CHECK(relaxation.whole(view.bound) <= best.best.value);
      // A value above the best: what is left must allow it.
      const auto useless = relaxation.useless_ways(prices, fates, value);
      for (const auto& flags : useless)
        closed += static_cast<std::size_t>(std::count(flags.begin(), flags.end(), 1));
      std::vector<Fate> fixed = fates;
      REQUIRE(fix_by_regret(relaxation, prices, value, fixed));
      const Answer left = solve_by_program(reduced(task, fixed, useless), program);
      CHECK(left.found);
      CHECK(left.best.value == best.best.value);
    }
    relaxation.charge({});
    View plain, again;
    relaxation.look(relaxation.first_prices().served, fates, again);
    Relaxation(task).look(relaxation.first_prices().served, fates, plain);
    CHECK(plain.bound == again.bound);
  }
  CHECK(charged > 200);
  CHECK(closed > 100);
}

TEST_CASE("Prices of needs raise the bound of what fractions of sites had lowered") {
  // 150 heads near two sites of 100 places, who are far from the third: one and a half sites would
  // do, but two must be open. Each costs 1000, and the others pay for nothing.
  Task task;
  task.sites.resize(2);
  for (Task::Place& site : task.sites) site = {1000, 0, 100, false, false};
  for (std::size_t i = 0; i < 30; ++i) {
    task.heads.push_back(5);
    task.edges.push_back({{0, 1}, {1, 1}});
  }
  task.most_sites = 2;
  Relaxation relaxation(task);
  const std::vector<Fate> fates(2, Fate::free);
  std::int64_t value = 2150;  // two sites, and each head 1
  Ascent ascent;
  ascent.iterations = 400;
  ascent.shows_flows = true;
  Prices prices = relaxation.first_prices();
  prices.bound = -1e18;
  Mean mean(2, task.ways());
  ascend(relaxation, fates, ascent, value, prices,
         [&](const View& view, int) { mean.add(view.chosen, view.flows, 0.02); });
  CHECK(relaxation.whole(prices.bound) <= 1650);  // 1000 × 150 ÷ 100 + 150
  for (Need& need : NeedFinder(task).find(mean))
    ascent.needs.push_back(relaxation.add(std::move(need)));
  REQUIRE_FALSE(ascent.needs.empty());
  ascend(relaxation, fates, ascent, value, prices, [](const View&, int) {});
  CHECK(relaxation.whole(prices.bound) > 2100);
  CHECK(relaxation.whole(prices.bound) <= 2150);
}

}  // namespace budian::location
