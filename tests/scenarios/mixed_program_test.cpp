// Whole-number programs whose best answer is known: small ones, and larger ones, which are solved
// in a process of their own.
#include "scenarios/mixed_program.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace budian {
namespace {

constexpr MixedProgram::Effort thorough{1000, true};

/// Column i is worth i mod 7 and this many are taken.
MixedProgram take(double at_least, double at_most, std::size_t columns) {
  MixedProgram program;
  std::vector<MixedProgram::Term> all;
  for (std::size_t i = 0; i < columns; ++i)
    all.push_back({program.add_column(-static_cast<double>(i % 7), 0, 1, true)});
  program.add_row(all, at_least, at_most);
  return program;
}

}  // namespace

TEST_CASE("A whole-number program has the same best answer whatever its size") {
  for (const std::size_t columns : {100U, 1000U}) {  // 14 and 142 of them are worth 6
    CAPTURE(columns);
    const auto answer = take(0, 10, columns).least(thorough);
    CHECK(answer.is_proven);
    CHECK_FALSE(answer.is_infeasible);
    REQUIRE(answer.sum);
    CHECK(*answer.sum == Approx(-60));
    CHECK(answer.bound <= *answer.sum);
    CHECK(answer.bound == Approx(-60).epsilon(1e-4));
    REQUIRE(answer.values.size() == columns);
    double taken = 0;
    for (std::size_t i = 0; i < columns; ++i) {
      taken += answer.values[i];
      if (answer.values[i] > 0.5) CHECK(i % 7 == 6);
    }
    CHECK(taken == Approx(10));
  }
}

TEST_CASE("A whole-number program without an answer is said to have none, whatever its size") {
  for (const std::size_t columns : {100U, 1000U}) {
    CAPTURE(columns);
    const auto answer = take(10.25, 10.5, columns).least(thorough);
    CHECK(answer.is_infeasible);
    CHECK_FALSE(answer.sum);
    CHECK(answer.values.empty());
  }
}

}  // namespace budian
