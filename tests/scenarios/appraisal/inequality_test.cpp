#include "scenarios/appraisal/inequality.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <random>

namespace budian::appraisal {
namespace {

/// A definition read out loud: every pair of pupils.
double plain_gini(const Spread& spread) {
  double differences = 0, heads = 0, travel = 0;
  for (const auto& [x, a] : spread) {
    heads += static_cast<double>(a);
    travel += static_cast<double>(a * x);
    for (const auto& [y, b] : spread) differences += static_cast<double>(a * b * std::abs(x - y));
  }
  return differences / (2 * heads * travel);
}

/// Every tenth of a pupil for itself.
double plain_palma(const Spread& spread) {
  std::vector<std::int64_t> tenths;
  for (const auto& [value, heads] : spread)
    tenths.insert(tenths.end(), static_cast<std::size_t>(10 * heads), value);
  std::sort(tenths.begin(), tenths.end());
  const std::size_t pupils = tenths.size() / 10;
  double nearest = 0, farthest = 0;
  for (std::size_t i = 0; i < 4 * pupils; ++i) nearest += static_cast<double>(tenths[i]);
  for (std::size_t i = 9 * pupils; i < 10 * pupils; ++i) farthest += static_cast<double>(tenths[i]);
  return farthest / nearest;
}

Spread random_spread(std::mt19937& random) {
  Spread spread;
  const std::size_t groups = 2 + random() % 12;
  for (std::size_t i = 0; i < groups; ++i) {
    spread.emplace_back(1 + random() % 5000, 1 + random() % 9);
  }
  return spread;
}

}  // namespace

TEST_CASE("The Gini coefficient of four pupils is what a hand reckons") {
  // 1, 2, 3, 4: over ordered pairs Σ|x − y| = 2 (3·1 + 2·2 + 1·3) = 20; 20 / 16 = 1.25 is the mean
  // difference, 2.5 the mean: 1.25 / (2 · 2.5) = 0.25.
  CHECK(*gini({{1, 1}, {2, 1}, {3, 1}, {4, 1}}) == Approx(0.25));
  // One of four has it all: (n − 1)/n.
  CHECK(*gini({{0, 3}, {7, 1}}) == Approx(0.75));
}

TEST_CASE("Pupils who all travel alike are equal, also where nobody travels") {
  CHECK(*gini({{1200, 5}, {1200, 8}}) == 0);
  CHECK(*gini({{0, 5}}) == 0);
  CHECK(*theil({{1200, 5}, {1200, 8}}) == 0);
  CHECK(*theil({{0, 5}}) == 0);
  // The farthest tenth of equals has a quarter of what the nearest four tenths have.
  CHECK(*palma({{1200, 13}}) == Approx(0.25));
}

TEST_CASE("Nothing is told of no pupils, and no Palma ratio where the nearest do not travel") {
  CHECK_FALSE(gini({}));
  CHECK_FALSE(palma({}));
  CHECK_FALSE(theil({}));
  CHECK_FALSE(theil_by_group({{}, {}}));
  CHECK_FALSE(palma({{0, 4}, {9, 6}}));
}

TEST_CASE("The Palma ratio splits a pupil whom a border falls into") {
  // 1 to 10: the farthest tenth is the pupil with 10, the nearest four have 1 + 2 + 3 + 4 = 10.
  Spread ten;
  for (std::int64_t x = 1; x <= 10; ++x) ten.emplace_back(x, 1);
  CHECK(*palma(ten) == Approx(1));
  // 1 to 5: half a pupil with 5 is 2.5; two pupils have 1 + 2 = 3.
  CHECK(*palma({{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}}) == Approx(2.5 / 3));
}

TEST_CASE("Theil's T of two pupils is what a hand reckons") {
  // 1 and 3, mean 2: (0.5 ln 0.5 + 1.5 ln 1.5) / 2.
  CHECK(*theil({{1, 1}, {3, 1}}) == Approx((0.5 * std::log(0.5) + 1.5 * std::log(1.5)) / 2));
  // 0 and 1: 0 ln 0 is 0, 2 ln 2 / 2.
  CHECK(*theil({{0, 1}, {1, 1}}) == Approx(std::log(2)));
}

TEST_CASE("Theil's T between groups of one pupil each is all there is") {
  const auto parts = theil_by_group({{{1, 1}}, {{3, 1}}});
  CHECK(parts->within == 0);
  CHECK(parts->between == Approx(parts->total));
}

TEST_CASE("Gini and Palma agree with their definitions on random pupils") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const Spread spread = random_spread(random);
    CHECK(*gini(spread) == Approx(plain_gini(spread)).margin(1e-12));
    CHECK(*palma(spread) == Approx(plain_palma(spread)));
  }
}

TEST_CASE("Laws of inequality hold on random pupils") {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    const Spread spread = random_spread(random);
    CHECK(*gini(spread) >= 0);
    CHECK(*gini(spread) < 1);
    CHECK(*theil(spread) >= 0);
    Spread longer, doubled = spread, turned = spread;
    for (const auto& [value, heads] : spread) {
      longer.emplace_back(7 * value, heads);
      doubled.emplace_back(value, heads);
    }
    std::reverse(turned.begin(), turned.end());
    // Scale and number of pupils do not matter; the order not to a bit.
    CHECK(*gini(longer) == Approx(*gini(spread)));
    CHECK(*theil(longer) == Approx(*theil(spread)).margin(1e-12));
    CHECK(*gini(doubled) == Approx(*gini(spread)));
    CHECK(*theil(doubled) == Approx(*theil(spread)).margin(1e-12));
    CHECK(*gini(turned) == *gini(spread));
    CHECK(*theil(turned) == *theil(spread));
    const auto parts = theil_by_group({spread, random_spread(random), random_spread(random)});
    CHECK(parts->within + parts->between == Approx(parts->total).margin(1e-12));
  }
}

}  // namespace budian::appraisal
