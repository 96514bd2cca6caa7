#include "scenarios/shares.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <numeric>
#include <random>

#include "scenarios/special_heads.hpp"

namespace budian {

using Parts = std::vector<std::int64_t>;

TEST_CASE("Heads are shared out by largest remainder, ties to the earlier group") {
  // 10 · 5/12 = 4.17, 10 · 4/12 = 3.33, 10 · 3/12 = 2.5: the one left goes to the third.
  CHECK(shared_heads(10, Parts{5, 4, 3}) == Parts{4, 3, 3});
  // 1 · 2/4 twice: the earlier.
  CHECK(shared_heads(1, Parts{2, 2}) == Parts{1, 0});
  CHECK(shared_heads(0, Parts{2, 2}) == Parts{0, 0});
  CHECK(shared_heads(4, Parts{2, 2}) == Parts{2, 2});
  CHECK(shared_heads(0, Parts{}).empty());
}

TEST_CASE("No head is lost, no group gets more than it has, none is a whole head off its share") {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    Parts sizes(1 + random() % 9);
    for (auto& size : sizes) size = static_cast<std::int64_t>(random() % 20);
    const std::int64_t all = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    if (all == 0) continue;
    const auto heads = static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(all + 1));
    const auto parts = shared_heads(heads, sizes);
    CHECK(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == heads);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      CHECK(parts[i] <= sizes[i]);
      CHECK(std::abs(parts[i] * all - heads * sizes[i]) < all);
    }
  }
}

TEST_CASE("A few heads of a settlement reach the junior grades too") {
  // Six primary grades of 12 pupils, three junior grades of 24: of 4 heads 4 × 72/144 = 2 are
  // junior.
  County county;
  county.settlements.push_back({});
  county.settlements[SettlementId(0)].poor = Heads(4);
  Plan plan;
  for (int grade = 0; grade < 9; ++grade) {
    const Heads pupils(grade < 6 ? 12 : 24);
    plan.groups.push_back({SettlementId(0), grade, SchoolId(0), SchoolId(0), pupils});
  }
  const auto shared = special_heads(county, plan, &Settlement::poor);
  Heads junior, all;
  for (int grade = 0; grade < 9; ++grade) {
    const Heads heads = *shared.of_group[static_cast<std::size_t>(grade)];
    all += heads;
    if (grade >= 6) junior += heads;
  }
  CHECK(all == Heads(4));
  CHECK(junior == Heads(2));
  // All grades alike, 4 heads: each band has 4/3, the one left goes to the first.
  for (auto& group : plan.groups) group.pupils = Heads(10);
  const auto alike = special_heads(county, plan, &Settlement::poor);
  ByBand<Heads> bands;
  for (std::size_t i = 0; i < 9; ++i) bands[i / 3] += *alike.of_group[i];
  CHECK(bands == ByBand<Heads>{Heads(2), Heads(1), Heads(1)});
}

TEST_CASE(
    "Over many villages with one or two heads each the bands have their share of the county") {
  std::mt19937 random(54);
  County county;
  Plan plan;
  ByBand<double> exact{};
  std::int64_t all = 0;
  for (std::size_t s = 0; s < 400; ++s) {
    ByBand<std::int64_t> sizes{};
    for (int grade = 0; grade < 9; ++grade) {
      const auto pupils = static_cast<std::int64_t>(random() % 6);
      plan.groups.push_back(
          {SettlementId(s), grade, SchoolId(random() % 3), SchoolId(random() % 3), Heads(pupils)});
      sizes[static_cast<std::size_t>(grade) / 3] += pupils;
    }
    const std::int64_t here = sizes[0] + sizes[1] + sizes[2];
    const auto heads = std::min<std::int64_t>(here, static_cast<std::int64_t>(random() % 3));
    county.settlements.push_back({});
    county.settlements[SettlementId(s)].poor = Heads(heads);
    all += heads;
    for (std::size_t b = 0; here > 0 && b < 3; ++b) {
      exact[b] += static_cast<double>(heads * sizes[b]) / static_cast<double>(here);
    }
  }
  const auto shared = special_heads(county, plan, &Settlement::poor);
  ByBand<std::int64_t> bands{};
  std::map<SettlementId, Heads> at_home;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    const Heads heads = shared.of_group[i].value_or(Heads(0));
    CHECK(heads <= plan.groups[i].pupils);
    CHECK(heads >= Heads(0));
    bands[row(band_of_grade(plan.groups[i].grade))] += heads.count();
    at_home[plan.groups[i].settlement] += heads;
  }
  CHECK(bands[0] + bands[1] + bands[2] == all);
  for (const auto& [id, heads] : at_home) CHECK(heads == county.settlements[id].poor);
  // Some 130 heads a band; each village alone would be off by tens.
  for (std::size_t b = 0; b < 3; ++b) {
    CHECK(std::abs(static_cast<double>(bands[b]) - exact[b]) < 3);
  }
}

}  // namespace budian
