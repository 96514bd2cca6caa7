#include "scenarios/sweep/draw.hpp"

#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace budian::sweep {
namespace {

std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

constexpr std::uint64_t golden_gamma = 0x9e3779b97f4a7c15U;

std::uint64_t joined(std::uint64_t state, std::uint64_t part) {
  return mixed(state + golden_gamma + mixed(part + golden_gamma));
}

std::uint64_t joined(std::uint64_t state, std::string_view words) {
  state = joined(state, words.size());
  for (const char letter : words) state = joined(state, static_cast<unsigned char>(letter));
  return state;
}

double triangular(const Spread& spread, double share) {
  const double width = spread.high - spread.low;
  const double left = spread.mode - spread.low;
  if (width <= 0) return spread.low;
  if (share * width < left) return spread.low + std::sqrt(share * width * left);
  return spread.high - std::sqrt((1 - share) * width * (spread.high - spread.mode));
}

double normal(const Spread& spread, double share) {
  const boost::math::normal standard;
  const double cut = boost::math::cdf(standard, -3.0);
  const double deviation = (spread.high - spread.low) / (2 * boost::math::quantile(standard, 0.95));
  const double mean = (spread.low + spread.high) / 2;
  return mean + deviation * boost::math::quantile(standard, cut + share * (1 - 2 * cut));
}

double exact(const Spread& spread, double share) {
  if (spread.shape == Shape::triangular) return triangular(spread, share);
  if (spread.shape == Shape::normal) return normal(spread, share);
  return spread.low + share * (spread.high - spread.low);
}

}  // namespace

double uniform_of(const Draw& draw) {
  std::uint64_t state = joined(0, static_cast<std::uint64_t>(draw.seed));
  state = joined(state, static_cast<std::uint64_t>(draw.run));
  state = joined(state, draw.parameter);
  state = joined(state, draw.place);
  // 53 bits, in the middle of their step: neither 0 nor 1.
  return (static_cast<double>(state >> 11U) + 0.5) * 0x1p-53;
}

double value_at(const Spread& spread, bool whole, double share) {
  const double value = exact(spread, share);
  return whole ? std::round(value) : std::round(value * 1e6) / 1e6;
}

Range ends_of(const Spread& spread, bool whole) {
  return {value_at(spread, whole, 0), value_at(spread, whole, 1)};
}

}  // namespace budian::sweep
