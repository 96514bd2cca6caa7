// Random numbers of the sample county. The standard distributions differ between libraries; these
// give the same county everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace budian::sample {

/// Scrambles 64 bits (the finalizer of SplitMix64: Steele, Lea, Flood 2014,
/// doi:10.1145/2714064.2660195).
constexpr std::uint64_t scrambled(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebULL;
  return bits ^ (bits >> 31U);
}

/// SplitMix64 with the few distributions that the sample needs.
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    return scrambled(state_);
  }
  /// A stream of its own, so that more draws in one part change nothing in another.
  [[nodiscard]] constexpr Random branch(std::uint64_t label) const {
    return Random(scrambled(state_ ^ scrambled(label + 1)));
  }
  /// In [0, 1).
  constexpr double real() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  constexpr double real(double low, double high) { return low + (high - low) * real(); }
  /// In [low, high], both ends included.
  constexpr std::int64_t whole(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % (static_cast<std::uint64_t>(high - low) + 1));
  }
  constexpr std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(next() % count);
  }
  constexpr bool chance(double probability) { return real() < probability; }
  /// Mean 0, standard deviation 1, within ±6: the sum of twelve uniforms needs no mathematical
  /// library.
  constexpr double normal() {
    double sum = -6.0;
    for (int i = 0; i < 12; ++i) sum += real();
    return sum;
  }
  template <class T>
  constexpr const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }
  template <class T>
  constexpr void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::uint64_t state_;
};

/// Smooth value noise in [-1, 1]: a random value at each corner of the unit lattice, blended by a
/// cubic.
double noise(std::uint64_t seed, double x, double y);

}  // namespace budian::sample
