// How long a roll must have been below a line, and will be, before a rule closes a school.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace budian::forecast {

enum class Variant : std::uint8_t { low, middle, high };
inline constexpr std::array<Variant, 3> variants{Variant::low, Variant::middle, Variant::high};
constexpr std::size_t row(Variant variant) { return static_cast<std::size_t>(variant); }
template <class T>
using ByVariant = std::array<T, 3>;

/// Never on one year's roll (稳慎).
struct LastingRule {
  int years_below = 1;          ///< years running, this one the last
  bool forecast_below = false;  ///< and by forecast
  Variant variant = Variant::middle;
  std::optional<int> forecast_year;  ///< in this school year; empty: in every year that is forecast
};

}  // namespace budian::forecast
