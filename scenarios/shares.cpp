#include "scenarios/shares.hpp"

#include <algorithm>
#include <numeric>

namespace budian {

std::vector<std::int64_t> shared_heads(std::int64_t heads, std::span<const std::int64_t> sizes) {
  const std::int64_t all = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
  std::vector<std::int64_t> parts(sizes.size(), 0);
  if (all <= 0) return parts;
  const std::int64_t whole = std::clamp<std::int64_t>(heads, 0, all);
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::int64_t left = whole;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    parts[i] = whole * sizes[i] / all;
    left -= parts[i];
  }
  // A remainder is 0 where the part is the whole size already, so that no part grows beyond it.
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return whole * sizes[a] % all > whole * sizes[b] % all;
  });
  for (std::size_t k = 0; left > 0 && k < order.size(); ++k, --left) ++parts[order[k]];
  return parts;
}

}  // namespace budian
