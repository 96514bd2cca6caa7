#include "scenarios/balance/least_change.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <random>

#include "plans.hpp"

using namespace budian;

namespace {

struct Small {
  std::vector<std::int64_t> pupils;
  std::vector<double> amounts;
  [[nodiscard]] double cv() const { return variation(pupils, amounts).cv.value_or(0); }
};

/// Small enough to try everything; lines that are neither met nor out of sight.
Small random_small(std::mt19937_64& random) {
  Small small;
  const std::size_t count = 2 + random() % 3;
  for (std::size_t i = 0; i < count; ++i) {
    small.pupils.push_back(static_cast<std::int64_t>(1 + random() % 12));
    small.amounts.push_back(static_cast<double>(random() % 9));
  }
  return small;
}

constexpr double hair = 1e-12;

/// Every way to hand out `pieces` from unit `at` on.
bool some_addition(Small& small, std::size_t at, std::int64_t pieces, double line) {
  if (at + 1 == small.amounts.size()) {
    small.amounts[at] += static_cast<double>(pieces);
    const bool done = small.cv() <= line + hair;
    small.amounts[at] -= static_cast<double>(pieces);
    return done;
  }
  for (std::int64_t here = 0; here <= pieces; ++here) {
    small.amounts[at] += static_cast<double>(here);
    const bool done = some_addition(small, at + 1, pieces - here, line);
    small.amounts[at] -= static_cast<double>(here);
    if (done) return true;
  }
  return false;
}

/// The fewest moves of one piece from one unit to another: every distribution of the same total,
/// counting half of what differs.
std::int64_t fewest_moves(const Small& small, double line) {
  Small trial = small;
  std::int64_t total = 0;
  for (const double amount : small.amounts) total += static_cast<std::int64_t>(amount);
  std::int64_t best = -1;
  const std::function<void(std::size_t, std::int64_t)> distribute = [&](std::size_t at,
                                                                        std::int64_t left) {
    if (at + 1 < trial.amounts.size()) {
      for (std::int64_t here = 0; here <= left; ++here) {
        trial.amounts[at] = static_cast<double>(here);
        distribute(at + 1, left - here);
      }
      return;
    }
    trial.amounts[at] = static_cast<double>(left);
    if (trial.cv() > line + hair) return;
    double moved = 0;
    for (std::size_t i = 0; i < trial.amounts.size(); ++i) {
      moved += std::max(trial.amounts[i] - small.amounts[i], 0.0);
    }
    const auto moves = static_cast<std::int64_t>(moved);
    if (best < 0 || moves < best) best = moves;
  };
  distribute(0, total);
  return best;
}

double total_of(const std::vector<UnitPieces>& pieces) {
  double sum = 0;
  for (const auto& unit : pieces)
    sum += static_cast<double>(std::max<std::int64_t>(unit.pieces, 0));
  return sum;
}

Small with(Small small, const std::vector<UnitPieces>& pieces) {
  for (const auto& unit : pieces) small.amounts[unit.unit] += static_cast<double>(unit.pieces);
  return small;
}

}  // namespace

TEST_CASE("The least addition of two equal schools is solved by hand") {
  // 100 pupils each, 100 and 300 books: x = 1 and 3, CV = 1/2. With a books more in the first, CV =
  // (200 − a)/(400 + a); 0.25 asks for 800 − 4a = 400 + a, so a = 80: 180 and 300, 60/240... =
  // 0.25.
  const std::vector<std::int64_t> pupils{100, 100};
  const std::vector<double> books{100, 300};
  const auto found = least_addition(pupils, books, 0.25);
  REQUIRE(found);
  CHECK(found->amount == Approx(80).epsilon(1e-12));
  CHECK(found->level == Approx(1.8).epsilon(1e-12));
  CHECK(found->pieces == std::vector<UnitPieces>{{0, 80}});
  CHECK(found->total == 80);
  CHECK(found->cv == Approx(0.25).margin(1e-12));
}

TEST_CASE("The least transfer of two equal schools is solved by hand") {
  // The same: m moved gives CV = (200 − 2m)/400; 0.25 asks for m = 50: 150 and 250.
  const auto found =
      least_transfer(std::vector<std::int64_t>{100, 100}, std::vector<double>{100, 300}, 0.25);
  REQUIRE(found);
  CHECK(found->amount == Approx(50).epsilon(1e-12));
  CHECK(found->low == Approx(1.5).epsilon(1e-12));
  CHECK(found->high == Approx(2.5).epsilon(1e-12));
  CHECK(found->total == 50);
  CHECK(found->pieces == std::vector<UnitPieces>{{1, -50}, {0, 50}});
}

TEST_CASE("What is under its line, or cannot be told, needs no change") {
  const std::vector<std::int64_t> pupils{100, 100};
  CHECK_FALSE(least_addition(pupils, std::vector<double>{100, 300}, 0.5));
  CHECK_FALSE(least_transfer(pupils, std::vector<double>{100, 300}, 0.5));
  CHECK_FALSE(least_addition(pupils, std::vector<double>{0, 0}, 0.5));
  CHECK_FALSE(least_addition(pupils, std::vector<double>{100, 300}, 0));
  CHECK_FALSE(least_addition(pupils, std::vector<double>{100, 300}, -0.1));
}

TEST_CASE("The least whole addition is the least of all that there are") {
  std::mt19937_64 random(5);
  int tried = 0;
  for (int round = 0; round < 400; ++round) {
    Small small = random_small(random);
    const double line = 0.15 + 0.1 * static_cast<double>(random() % 6);
    const auto found = least_addition(small.pupils, small.amounts, line);
    if (!found || found->amount > 25) continue;
    ++tried;
    REQUIRE(found->total > 0);
    REQUIRE(with(small, found->pieces).cv() <= line + hair);
    REQUIRE(total_of(found->pieces) == static_cast<double>(found->total));
    // The divisible optimum is a bound from below, and one piece less does not do in any way.
    REQUIRE(static_cast<double>(found->total) >= found->amount - 1e-9);
    for (std::int64_t less = 0; less < found->total; ++less) {
      REQUIRE_FALSE(some_addition(small, 0, less, line));
    }
  }
  CHECK(tried > 100);
}

TEST_CASE("The least whole transfer is the least of all that there are") {
  std::mt19937_64 random(6);
  int possible = 0, impossible = 0;
  for (int round = 0; round < 400; ++round) {
    const Small small = random_small(random);
    const double line = 0.15 + 0.1 * static_cast<double>(random() % 6);
    const auto found = least_transfer(small.pupils, small.amounts, line);
    if (!found) continue;
    const std::int64_t fewest = fewest_moves(small, line);
    if (found->total == 0) {
      REQUIRE(fewest == -1);
      ++impossible;
      continue;
    }
    REQUIRE(found->total == fewest);
    REQUIRE(static_cast<double>(found->total) >= found->amount - 1e-9);
    const Small after = with(small, found->pieces);
    REQUIRE(after.cv() <= line + hair);
    REQUIRE(variation(after.pupils, after.amounts).mean ==
            Approx(variation(small.pupils, small.amounts).mean));
    ++possible;
  }
  CHECK(possible > 100);
  CHECK(impossible > 0);
}

TEST_CASE("The divisible optimum meets the line, and nothing less does") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    Small small;
    for (int i = 0; i < 40; ++i) {
      small.pupils.push_back(static_cast<std::int64_t>(1 + random() % 900));
      small.amounts.push_back(static_cast<double>(random() % 20000));
    }
    const double line = 0.3;
    const auto addition = least_addition(small.pupils, small.amounts, line);
    if (!addition) continue;
    const auto lifted_to = [&](double level) {
      Small lifted = small;
      for (std::size_t i = 0; i < lifted.amounts.size(); ++i) {
        const double least = level * static_cast<double>(lifted.pupils[i]);
        lifted.amounts[i] = std::max(lifted.amounts[i], least);
      }
      return lifted;
    };
    REQUIRE(lifted_to(addition->level).cv() == Approx(line).margin(1e-9));
    REQUIRE(lifted_to(addition->level * 0.999).cv() > line);
    // Whole pieces cost at most one more a school than the divisible ones.
    REQUIRE(static_cast<double>(addition->total) <= addition->amount + 40);
  }
}

TEST_CASE("More is never needed for a higher line") {
  std::mt19937_64 random(8);
  for (int round = 0; round < 50; ++round) {
    const Small small = random_small(random);
    double before = -1;
    for (const double line : {0.6, 0.45, 0.3, 0.2}) {
      const auto found = least_addition(small.pupils, small.amounts, line);
      const double amount = found ? found->amount : 0;
      REQUIRE(amount >= before - 1e-9);
      before = amount;
    }
  }
}
