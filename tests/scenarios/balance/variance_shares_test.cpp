#include "scenarios/balance/variance_shares.hpp"

#include <catch2/catch.hpp>
#include <numeric>
#include <random>

#include "plans.hpp"

using namespace budian;

namespace {

const std::vector<std::int64_t> example_pupils{45, 37, 89, 76, 55};
const std::vector<double> example_books{279, 137, 935, 160, 402};

template <class T>
std::vector<T> without(std::vector<T> values, std::size_t row) {
  values.erase(values.begin() + static_cast<std::ptrdiff_t>(row));
  return values;
}

}  // namespace

TEST_CASE("The worked example's parts of the variance are those of its table") {
  // Its column (P_i/P_N)(x_i − X)²: .0027 .8486 5.1274 4.5011 .1730, sum 10.6528.
  const std::vector<double> column{0.0027, 0.8486, 5.1274, 4.5011, 0.1730};
  const auto found = variance_shares(example_pupils, example_books);
  REQUIRE(found.size() == 5);
  for (const auto& one : found) {
    INFO(one.unit);
    CHECK(one.share * 10.652787 == Approx(column[one.unit]).margin(5e-5));
  }
  CHECK(found[0].unit == 2);  // school 3, far above the mean
  CHECK(found[0].above);
  CHECK(found[1].unit == 3);  // school 4, far below
  CHECK_FALSE(found[1].above);
}

TEST_CASE("Shares of the variance sum to 1 and leaving one out is exact") {
  std::mt19937_64 random(20120101);
  for (int round = 0; round < 300; ++round) {
    const std::size_t count = 2 + random() % 25;
    std::vector<std::int64_t> pupils;
    std::vector<double> amounts;
    for (std::size_t i = 0; i < count; ++i) {
      pupils.push_back(static_cast<std::int64_t>(random() % 800));
      amounts.push_back(static_cast<double>(random() % 9000));
    }
    double shares = 0;
    for (const auto& one : variance_shares(pupils, amounts)) {
      shares += one.share;
      const auto rest = variation(without(pupils, one.unit), without(amounts, one.unit));
      REQUIRE(one.cv_without.has_value() == rest.cv.has_value());
      if (rest.cv) REQUIRE(*one.cv_without == Approx(*rest.cv).margin(1e-9));
    }
    if (variation(pupils, amounts).cv.value_or(0) > 0) REQUIRE(shares == Approx(1).margin(1e-12));
  }
}

TEST_CASE("Equal schools drive nothing, and alone no school can be left out") {
  for (const auto& one :
       variance_shares(std::vector<std::int64_t>{10, 30}, std::vector<double>{20, 60})) {
    CHECK(one.share == 0);
    CHECK(one.cv_without.value() == Approx(0));
  }
  const auto alone = variance_shares(std::vector<std::int64_t>{10}, std::vector<double>{20});
  REQUIRE(alone.size() == 1);
  CHECK_FALSE(alone[0].cv_without);
  CHECK(variance_shares(std::vector<std::int64_t>{10, 30}, std::vector<double>{0, 0}).empty());
}

TEST_CASE("A county that has all books in one school cannot be told without it") {
  const auto found = variance_shares(std::vector<std::int64_t>{10, 30}, std::vector<double>{20, 0});
  for (const auto& one : found) CHECK(one.cv_without.has_value() == (one.unit == 1));
}
