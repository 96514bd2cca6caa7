#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "plans.hpp"

using namespace budian;

namespace {

struct Sample {
  std::vector<std::int64_t> pupils;
  std::vector<double> amounts;
  [[nodiscard]] Variation variation() const { return budian::variation(pupils, amounts); }
};

/// The official teaching example: books of five primary schools.
Sample official_example() { return {{45, 37, 89, 76, 55}, {279, 137, 935, 160, 402}}; }

/// School `from` closes; its pupils go to `into`, its books too where `with_books`.
Sample merged(const Sample& sample, std::size_t from, std::size_t into, bool with_books) {
  Sample result = sample;
  result.pupils[into] += sample.pupils[from];
  if (with_books) result.amounts[into] += sample.amounts[from];
  result.pupils.erase(result.pupils.begin() + static_cast<std::ptrdiff_t>(from));
  result.amounts.erase(result.amounts.begin() + static_cast<std::ptrdiff_t>(from));
  return result;
}

Sample random_sample(std::mt19937_64& random, std::size_t schools) {
  Sample sample;
  for (std::size_t i = 0; i < schools; ++i) {
    sample.pupils.push_back(static_cast<std::int64_t>(random() % 900 + 1));
    sample.amounts.push_back(static_cast<double>(random() % 20000));
  }
  return sample;
}

}  // namespace

TEST_CASE("The official worked example gives its mean and its coefficient") {
  const Variation found = official_example().variation();
  CHECK(found.mean == Approx(1913.0 / 302.0));  // 6.334437, total over total
  REQUIRE(found.cv);
  // S² = 10.652787, S = 3.263861, CV = S / 6.334437
  CHECK(*found.cv == Approx(0.515256630).margin(1e-9));
  CHECK(*found.cv * found.mean == Approx(3.263861).margin(1e-6));
}

TEST_CASE("The coefficient is none of the unweighted ones") {
  // Of the five x_i alone: 0.488771 (÷n) and 0.546462 (÷(n-1)); both are systems' known mistakes.
  const double cv = official_example().variation().cv.value();
  CHECK(std::abs(cv - 0.488771) > 0.02);
  CHECK(std::abs(cv - 0.546462) > 0.02);
}

TEST_CASE("The single-pass form gives the same coefficient") {
  const Sample sample = official_example();
  double pupils = 0;
  double amounts = 0;
  double squares = 0;
  for (std::size_t i = 0; i < sample.pupils.size(); ++i) {
    const auto heads = static_cast<double>(sample.pupils[i]);
    pupils += heads;
    amounts += sample.amounts[i];
    squares += sample.amounts[i] * sample.amounts[i] / heads;
  }
  const double single_pass = std::sqrt(pupils * squares / (amounts * amounts) - 1);
  CHECK(sample.variation().cv.value() == Approx(single_pass).margin(1e-12));
}

TEST_CASE("Merging schools of the worked example gives the numbers of the theorem") {
  const Sample sample = official_example();
  // School 2 into 4, books carried over: the mean stays 1913/302.
  CHECK(merged(sample, 1, 3, true).variation().cv.value() == Approx(0.510146).margin(1e-6));
  CHECK(merged(sample, 1, 3, true).variation().mean == Approx(6.334437).margin(1e-6));
  // Without its books: mean (1913 - 137)/302.
  CHECK(merged(sample, 1, 3, false).variation().cv.value() == Approx(0.639632).margin(1e-6));
  CHECK(merged(sample, 1, 3, false).variation().mean == Approx(5.880795).margin(1e-6));
  // School 4 into 3: (1913 - 160)/302 without books.
  CHECK(merged(sample, 3, 2, true).variation().cv.value() == Approx(0.163608).margin(1e-6));
  CHECK(merged(sample, 3, 2, false).variation().cv.value() == Approx(0.171169).margin(1e-6));
  CHECK(merged(sample, 3, 2, false).variation().mean == Approx(5.804636).margin(1e-6));
}

TEST_CASE("A school without any of the resource stays in and raises the coefficient") {
  const Sample with_empty{{100, 100}, {200, 0}};
  // X = 1, x = 2 and 0: S² = ½ + ½ = 1, CV = 1. Without the second school it would be 0.
  CHECK(with_empty.variation().cv.value() == Approx(1.0));
  CHECK(with_empty.variation().mean == Approx(1.0));
}

TEST_CASE("A school without pupils is not counted") {
  const Sample sample{{100, 0, 300}, {100, 5000, 300}};
  CHECK(sample.variation().mean == Approx(1.0));
  CHECK(sample.variation().cv.value() == Approx(0.0));
}

TEST_CASE("A resource nobody has leaves the coefficient open") {
  CHECK_FALSE(Sample{{10, 20}, {0, 0}}.variation().cv);
  CHECK_FALSE(Sample{{}, {}}.variation().cv);
}

TEST_CASE("Merging with all resources never raises the coefficient and keeps the mean") {
  std::mt19937_64 random(20170426);
  for (int round = 0; round < 2000; ++round) {
    const Sample sample = random_sample(random, 2 + random() % 30);
    const std::size_t from = random() % sample.pupils.size();
    const std::size_t into =
        (from + 1 + random() % (sample.pupils.size() - 1)) % sample.pupils.size();
    const Variation before = sample.variation();
    const Variation after = merged(sample, from, into, true).variation();
    if (!before.cv) continue;
    REQUIRE(after.mean == Approx(before.mean).epsilon(1e-12));
    REQUIRE(after.cv.value() <= *before.cv + 1e-12);
  }
}

TEST_CASE("The order of schools changes no bit") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    const Sample sample = random_sample(random, 40);
    std::vector<std::size_t> order(40);
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    Sample shuffled;
    for (const std::size_t i : order) {
      shuffled.pupils.push_back(sample.pupils[i]);
      shuffled.amounts.push_back(sample.amounts[i]);
    }
    REQUIRE(shuffled.variation().mean == sample.variation().mean);
    REQUIRE(shuffled.variation().cv == sample.variation().cv);
  }
}
