// Sets that can only grow together (R. E. Tarjan, 1975, doi:10.1145/321879.321884, with path
// halving).
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace budian {

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : parents_(size) {
    std::iota(parents_.begin(), parents_.end(), std::uint32_t{0});
  }

  /// The lowest member of the set, so the answer does not depend on the order of unions.
  [[nodiscard]] std::size_t find(std::size_t member) {
    while (parents_[member] != member) {
      parents_[member] = parents_[parents_[member]];
      member = parents_[member];
    }
    return member;
  }

  void unite(std::size_t a, std::size_t b) {
    const std::size_t low = find(a);
    const std::size_t high = find(b);
    if (low < high) {
      parents_[high] = static_cast<std::uint32_t>(low);
    } else {
      parents_[low] = static_cast<std::uint32_t>(high);
    }
  }

 private:
  std::vector<std::uint32_t> parents_;
};

}  // namespace budian
