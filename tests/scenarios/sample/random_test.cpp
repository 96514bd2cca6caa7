#include "scenarios/sample/random.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "scenarios/sample/settlements.hpp"

using namespace budian::sample;

TEST_CASE("the generator gives the published sequence of SplitMix64 for seed 0") {
  Random random(0);
  CHECK(random.next() == 0xe220a8397b1dcdafULL);
  CHECK(random.next() == 0x6e789e6aa1b965f4ULL);
  CHECK(random.next() == 0x06c45d188009454fULL);
}

TEST_CASE("a branch does not depend on how much was drawn from its brothers") {
  const Random root(7);
  Random first = root.branch(1);
  for (int i = 0; i < 100; ++i) first.next();
  CHECK(root.branch(2).next() == Random(7).branch(2).next());
  CHECK(root.branch(1).next() != root.branch(2).next());
}

TEST_CASE("whole numbers stay between their ends and reach both") {
  Random random(3);
  std::vector<int> seen(4, 0);
  for (int i = 0; i < 400; ++i) ++seen.at(static_cast<std::size_t>(random.whole(5, 8) - 5));
  for (const int count : seen) CHECK(count > 0);
}

TEST_CASE("noise is smooth and stays within one") {
  double largest = 0;
  double steepest = 0;
  for (int i = 0; i < 5000; ++i) {
    const double x = i * 0.01;
    largest = std::max(largest, std::abs(noise(5, x, 0.3)));
    steepest = std::max(steepest, std::abs(noise(5, x + 0.01, 0.3) - noise(5, x, 0.3)));
  }
  CHECK(largest <= 1.0);
  // The cubic 3t² − 2t³ rises by at most 1.5 a unit, corners differ by at most 2: 0.03 in 0.01.
  CHECK(steepest <= 0.03);
}

TEST_CASE("shares add up to the total and follow the weights") {
  // 10 in 1 : 2 : 4 is 1.43, 2.86, 5.71; the wholes give 8, the largest remainders .86 and .71 get
  // one each.
  CHECK(shared_out(10, {1.0, 2.0, 4.0}) == std::vector<std::int64_t>{1, 3, 6});
  CHECK(shared_out(0, {1.0, 2.0}) == std::vector<std::int64_t>{0, 0});
}
