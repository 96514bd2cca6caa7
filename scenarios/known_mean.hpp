// A mean over pupils of what is known.
#pragma once

#include <cstdint>
#include <optional>

#include "gis/units.hpp"

namespace budian {

/// Sum over pupils of what is known, and how many they are.
template <class Amount>
class KnownMean {
 public:
  void add(const std::optional<Amount>& amount, Heads heads) {
    if (!amount) return;
    sum_ += amount->count() * heads.count();
    heads_ += heads.count();
  }
  /// Rounded to whole units, halves up.
  [[nodiscard]] std::optional<Amount> value() const {
    if (heads_ == 0) return std::nullopt;
    return Amount((sum_ + heads_ / 2) / heads_);
  }

 private:
  std::int64_t sum_ = 0;
  std::int64_t heads_ = 0;
};

}  // namespace budian
