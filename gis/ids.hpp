// Strong row numbers: a table can only be read with its own kind of id.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace budian {

/// Row number in the table of one noun. External codes (strings) are resolved to ids once, at the
/// border.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::size_t row) : row_(static_cast<std::uint32_t>(row)) {}
  [[nodiscard]] constexpr std::size_t row() const { return row_; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::uint32_t row_ = 0;
};

/// A vector that is subscripted by its own id only.
template <class Key, class T>
class Table {
 public:
  Table() = default;
  explicit Table(std::size_t size, const T& value = T{}) : rows_(size, value) {}
  explicit Table(std::vector<T> rows) : rows_(std::move(rows)) {}

  [[nodiscard]] decltype(auto) operator[](Key id) const { return rows_[id.row()]; }
  [[nodiscard]] decltype(auto) operator[](Key id) { return rows_[id.row()]; }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] bool contains(Key id) const { return id.row() < rows_.size(); }

  Key push_back(T value) {
    rows_.push_back(std::move(value));
    return Key(rows_.size() - 1);
  }

  [[nodiscard]] const std::vector<T>& rows() const { return rows_; }
  [[nodiscard]] auto begin() const { return rows_.begin(); }
  [[nodiscard]] auto end() const { return rows_.end(); }
  [[nodiscard]] auto begin() { return rows_.begin(); }
  [[nodiscard]] auto end() { return rows_.end(); }

  /// All ids in order, for `for (const auto id : table.ids())`.
  [[nodiscard]] std::vector<Key> ids() const {
    std::vector<Key> result;
    result.reserve(rows_.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) result.emplace_back(row);
    return result;
  }

  friend bool operator==(const Table&, const Table&) = default;

 private:
  std::vector<T> rows_;
};

using TownshipId = Id<struct TownshipTag>;
using SchoolId = Id<struct SchoolTag>;
using SettlementId = Id<struct SettlementTag>;
using RoadId = Id<struct RoadTag>;

}  // namespace budian

template <class Tag>
struct std::hash<budian::Id<Tag>> {
  std::size_t operator()(budian::Id<Tag> id) const noexcept {
    return std::hash<std::size_t>{}(id.row());
  }
};
