#include "scenarios/shares.hpp"

#include <catch2/catch.hpp>
#include <numeric>
#include <random>

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

}  // namespace budian
