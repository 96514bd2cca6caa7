// Random numbers that are the same on every machine.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <utility>
#include <vector>

namespace budian::bus {

/// std's distributions differ between libraries, its engines do not.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  /// In [0, 1).
  double unit() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
  /// In (0, 1].
  double positive_unit() { return 1 - unit(); }
  bool happens(double probability) { return unit() < probability; }
  /// In [0, count).
  std::size_t below(std::size_t count) {
    return static_cast<std::size_t>((engine_() >> 32) * count >> 32);
  }
  std::uint64_t bits() { return engine_(); }

 private:
  std::mt19937_64 engine_;
};

/// Says yes once in so many times on average, drawing one random number for each yes.
class Blinks {
 public:
  Blinks(double rate, Chance& chance) : chance_(chance), log_rest_(std::log1p(-rate)) { draw(); }
  bool blink() {
    if (left_-- > 0) return false;
    draw();
    return true;
  }

 private:
  void draw() { left_ = static_cast<std::int64_t>(std::log(chance_.positive_unit()) / log_rest_); }
  Chance& chance_;
  double log_rest_;
  std::int64_t left_ = 0;
};

}  // namespace budian::bus
