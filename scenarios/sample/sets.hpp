// Which places hang together.
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace budian::sample {

/// Disjoint sets with path halving (Tarjan, van Leeuwen 1984, doi:10.1145/62.2160).
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t item) {
    while (parent_[item] != item) {
      parent_[item] = parent_[parent_[item]];
      item = parent_[item];
    }
    return item;
  }
  /// False when both were together already.
  bool join(std::size_t a, std::size_t b) {
    const auto p = find(a);
    const auto q = find(b);
    if (p == q) return false;
    parent_[p < q ? q : p] = p < q ? p : q;
    return true;
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace budian::sample
