// Whole-number quantities. Nothing inside Budian adds up floating-point metres, minutes or yuan:
// sums then do not depend on order or on the number of threads, and ties are real ties.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace budian {

/// A whole number of one unit; quantities of different units do not mix.
template <class Unit>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(std::int64_t count) : count_(count) {}

  [[nodiscard]] constexpr std::int64_t count() const { return count_; }

  constexpr Quantity& operator+=(Quantity other) {
    count_ += other.count_;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    count_ -= other.count_;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }
  friend constexpr Quantity operator-(Quantity a) { return Quantity(-a.count_); }
  friend constexpr Quantity operator*(Quantity a, std::int64_t times) {
    return Quantity(a.count_ * times);
  }
  friend constexpr Quantity operator*(std::int64_t times, Quantity a) { return a * times; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  std::int64_t count_ = 0;
};

using Millimetres = Quantity<struct MillimetreUnit>;
using Milliseconds = Quantity<struct MillisecondUnit>;
using Heads = Quantity<struct HeadUnit>;  ///< persons: pupils, teachers
using Fen = Quantity<struct FenUnit>;     ///< 1/100 yuan

constexpr Millimetres metres(double m) {
  return Millimetres(static_cast<std::int64_t>(m * 1000.0 + (m < 0 ? -0.5 : 0.5)));
}
constexpr Milliseconds seconds(double s) {
  return Milliseconds(static_cast<std::int64_t>(s * 1000.0 + (s < 0 ? -0.5 : 0.5)));
}
constexpr Milliseconds minutes(double m) { return seconds(m * 60.0); }
constexpr Fen yuan(double y) {
  return Fen(static_cast<std::int64_t>(y * 100.0 + (y < 0 ? -0.5 : 0.5)));
}

constexpr double in_metres(Millimetres length) { return static_cast<double>(length.count()) / 1e3; }
constexpr double in_kilometres(Millimetres length) {
  return static_cast<double>(length.count()) / 1e6;
}
constexpr double in_seconds(Milliseconds time) { return static_cast<double>(time.count()) / 1e3; }
constexpr double in_minutes(Milliseconds time) { return static_cast<double>(time.count()) / 6e4; }
constexpr double in_yuan(Fen money) { return static_cast<double>(money.count()) / 1e2; }

/// Speed in millimetres a second; 3.6 km/h is 1000.
struct Speed {
  std::int64_t millimetres_per_second = 0;
  friend constexpr auto operator<=>(Speed, Speed) = default;
};
constexpr Speed kilometres_per_hour(double v) {
  return Speed{static_cast<std::int64_t>(v / 3.6 * 1000.0 + 0.5)};
}
constexpr double in_kilometres_per_hour(Speed v) {
  return static_cast<double>(v.millimetres_per_second) * 3.6 / 1000.0;
}

/// Time to cover a length at a speed, rounded up to a whole millisecond so that it is never short.
constexpr Milliseconds travel_time(Millimetres length, Speed speed) {
  const std::int64_t scaled = length.count() * 1000;
  return Milliseconds((scaled + speed.millimetres_per_second - 1) / speed.millimetres_per_second);
}

}  // namespace budian
