#include "gis/datum_shift.hpp"

#include <cmath>
#include <numbers>

namespace budian {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double major_axis = 6378245.0;  // Krasovsky 1940
constexpr double eccentricity_squared = 0.00669342162296594323;

bool in_china(Point p) { return p.x > 72.004 && p.x < 137.8347 && p.y > 0.8293 && p.y < 55.8271; }

double wave(double t, double amplitude, double divisor) {
  return amplitude * std::sin(t * pi / divisor) * 2.0 / 3.0;
}

double latitude_shift(double x, double y) {
  double shift =
      -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x));
  shift += wave(6.0 * x, 20.0, 1.0) + wave(2.0 * x, 20.0, 1.0);
  shift += wave(y, 20.0, 1.0) + wave(y, 40.0, 3.0);
  shift += wave(y, 160.0, 12.0) + wave(y, 320.0, 30.0);
  return shift;
}

double longitude_shift(double x, double y) {
  double shift = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x));
  shift += wave(6.0 * x, 20.0, 1.0) + wave(2.0 * x, 20.0, 1.0);
  shift += wave(x, 20.0, 1.0) + wave(x, 40.0, 3.0);
  shift += wave(x, 150.0, 12.0) + wave(x, 300.0, 30.0);
  return shift;
}

/// The point that `forward` sends to `target`, by fixed-point iteration from `guess`.
Point inverse_of(Point (*forward)(Point), Point target, Point guess) {
  for (int step = 0; step < 30; ++step) {
    const Point shifted = forward(guess);
    const double east = target.x - shifted.x;
    const double north = target.y - shifted.y;
    guess = {guess.x + east, guess.y + north};
    if (std::abs(east) < 1e-12 && std::abs(north) < 1e-12) break;
  }
  return guess;
}

}  // namespace

Point gcj02_from_wgs84(Point p) {
  if (!in_china(p)) return p;
  const double latitude = p.y / 180.0 * pi;
  const double m = 1.0 - eccentricity_squared * std::sin(latitude) * std::sin(latitude);
  const double root = std::sqrt(m);
  const double metres_north = latitude_shift(p.x - 105.0, p.y - 35.0);
  const double metres_east = longitude_shift(p.x - 105.0, p.y - 35.0);
  const double degrees_north =
      metres_north * 180.0 / (major_axis * (1.0 - eccentricity_squared) / (m * root) * pi);
  const double degrees_east = metres_east * 180.0 / (major_axis / root * std::cos(latitude) * pi);
  return {p.x + degrees_east, p.y + degrees_north};
}

Point wgs84_from_gcj02(Point p) {
  if (!in_china(p)) return p;
  return inverse_of(gcj02_from_wgs84, p, p);
}

Point bd09_from_gcj02(Point p) {
  constexpr double k = pi * 3000.0 / 180.0;
  const double z = std::hypot(p.x, p.y) + 0.00002 * std::sin(p.y * k);
  const double angle = std::atan2(p.y, p.x) + 0.000003 * std::cos(p.x * k);
  return {z * std::cos(angle) + 0.0065, z * std::sin(angle) + 0.006};
}

Point gcj02_from_bd09(Point p) {
  return inverse_of(bd09_from_gcj02, p, {p.x - 0.0065, p.y - 0.006});
}

}  // namespace budian
