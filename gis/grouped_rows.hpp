// Rows grouped by a number (a node, an edge), in one array.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace budian {

template <class Row>
class GroupedRows {
 public:
  /// Rows of one key keep their order; keys are below `keys`.
  GroupedRows(const std::vector<std::pair<std::uint32_t, Row>>& keyed, std::size_t keys)
      : starts_(keys + 1, 0), rows_(keyed.size()) {
    for (const auto& [key, row] : keyed) ++starts_[key + 1];
    for (std::size_t key = 0; key < keys; ++key) starts_[key + 1] += starts_[key];
    std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
    for (const auto& [key, row] : keyed) rows_[next[key]++] = row;
  }

  [[nodiscard]] std::span<const Row> operator[](std::size_t key) const {
    return {rows_.data() + starts_[key], rows_.data() + starts_[key + 1]};
  }
  /// All rows, by key.
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<std::size_t> starts_;
  std::vector<Row> rows_;
};

/// `key(row)` is below `keys`.
template <class Row, class Key>
GroupedRows<Row> grouped(const std::vector<Row>& rows, std::size_t keys, const Key& key) {
  std::vector<std::pair<std::uint32_t, Row>> keyed;
  keyed.reserve(rows.size());
  for (const Row& row : rows) keyed.emplace_back(key(row), row);
  return {keyed, keys};
}

}  // namespace budian
