#include <cmath>

#include "scenarios/sample/random.hpp"

namespace budian::sample {
namespace {

double corner(std::uint64_t seed, std::int64_t column, std::int64_t row) {
  const auto bits = scrambled(seed ^ scrambled(static_cast<std::uint64_t>(column) * 2 + 1) ^
                              scrambled(static_cast<std::uint64_t>(row) * 0x9e3779b97f4a7c15ULL));
  return static_cast<double>(bits >> 11U) * 0x1.0p-52 - 1.0;
}

double eased(double t) { return t * t * (3.0 - 2.0 * t); }

double between(double a, double b, double t) { return a + (b - a) * t; }

}  // namespace

double noise(std::uint64_t seed, double x, double y) {
  const double left = std::floor(x);
  const double bottom = std::floor(y);
  const auto column = static_cast<std::int64_t>(left);
  const auto line = static_cast<std::int64_t>(bottom);
  const double tx = eased(x - left);
  const double ty = eased(y - bottom);
  const double low = between(corner(seed, column, line), corner(seed, column + 1, line), tx);
  const double high =
      between(corner(seed, column, line + 1), corner(seed, column + 1, line + 1), tx);
  return between(low, high, ty);
}

}  // namespace budian::sample
