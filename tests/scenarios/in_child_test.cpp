#include "scenarios/in_child.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <numeric>
#include <stdexcept>

namespace budian {

using Numbers = std::vector<std::int64_t>;

TEST_CASE("What a child works out comes back whole, and changes nothing here") {
  int here = 1;
  const auto result = in_child([&] {
    here = 2;
    Numbers numbers(200'000);  // more than a pipe holds
    std::iota(numbers.begin(), numbers.end(), -7);
    return numbers;
  });
  REQUIRE(result);
  CHECK(here == 1);
  REQUIRE(result->size() == 200'000);
  CHECK(result->front() == -7);
  CHECK(result->back() == 199'992);
  CHECK(in_child([] { return Numbers{}; }) == Numbers{});
}

TEST_CASE("A child that aborts gives nothing, what it throws is thrown here") {
  CHECK_FALSE(in_child([]() -> Numbers { std::abort(); }));
  CHECK_FALSE(in_child([]() -> Numbers {
    std::raise(SIGKILL);
    return {};
  }));
  CHECK_THROWS_AS(in_child([]() -> Numbers { throw std::runtime_error("no"); }),
                  std::runtime_error);
  CHECK(in_child([] { return Numbers{5}; }) == Numbers{5});  // and the next one works
}

}  // namespace budian
