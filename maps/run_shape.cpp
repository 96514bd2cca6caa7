#include "maps/run_shape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace budian {
namespace {

/// Roads run by a stop more than once: passages so near to each other are told apart by how far the
/// bus has driven.
constexpr double same_passage_metres = 1.0;

/// A place on a line.
struct Passage {
  double along = 0;  ///< metres from the line's first point
  double off = 0;    ///< metres from the place asked for
  Point place;
};

/// The nearest point of a piece of the line that is not before `from`.
Passage passage_of(Point a, Point b, double begins, double from, Point place) {
  const double length = distance_metres(a, b);
  double share = 0;
  if (length > 0) {
    share = ((place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y)) / (length * length);
    share = std::clamp(share, std::clamp((from - begins) / length, 0.0, 1.0), 1.0);
  }
  const Point on{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
  return {begins + share * length, distance_metres(on, place), on};
}

/// Where the line passes each piece nearest to the place, from `from` on.
std::vector<Passage> passages(const Line& way, Point place, double from) {
  std::vector<Passage> found;
  double begins = 0;
  for (std::size_t i = 1; i < way.size(); ++i) {
    const double ends = begins + distance_metres(way[i - 1], way[i]);
    if (ends >= from) found.push_back(passage_of(way[i - 1], way[i], begins, from, place));
    begins = ends;
  }
  return found;
}

/// The passage nearest to the place; of those that are as near the one nearest to `expected`.
Passage passage_at(const Line& way, Point place, double from, double expected) {
  const auto found = passages(way, place, from);
  double least = std::numeric_limits<double>::infinity();
  for (const Passage& passage : found) least = std::min(least, passage.off);
  Passage best{from, 0, place};
  double best_gap = std::numeric_limits<double>::infinity();
  for (const Passage& passage : found) {
    const double gap = std::abs(passage.along - expected);
    if (passage.off > least + same_passage_metres || gap >= best_gap) continue;
    best = passage;
    best_gap = gap;
  }
  return best;
}

/// Metres along the line at which each call is.
std::vector<double> places_along(const Line& way, const std::vector<Milestone>& calls) {
  const double whole = length_metres(way);
  const double driven = in_metres(calls.back().driven - calls.front().driven);
  std::vector<double> along{0};
  for (std::size_t i = 1; i + 1 < calls.size(); ++i) {
    const double share =
        driven > 0 ? in_metres(calls[i].driven - calls.front().driven) / driven : 0;
    along.push_back(passage_at(way, calls[i].place, along.back(), share * whole).along);
  }
  along.push_back(whole);
  return along;
}

}  // namespace

Point nearest_on(const Line& way, Point place) {
  if (way.size() < 2) return way.empty() ? place : way.front();
  const auto found = passages(way, place, 0);
  return std::min_element(found.begin(), found.end(),
                          [](const Passage& a, const Passage& b) { return a.off < b.off; })
      ->place;
}

std::vector<Milestone> milestones_along(const Line& way, const std::vector<Milestone>& calls) {
  if (calls.size() < 2) return calls;
  const auto along = places_along(way, calls);
  std::vector<Milestone> points{calls.front()};
  std::size_t vertex = 1;
  double at = way.size() > 1 ? distance_metres(way[0], way[1]) : 0;
  for (std::size_t i = 1; i < calls.size(); ++i) {
    const double piece = along[i] - along[i - 1];
    const double driven = in_metres(calls[i].driven - calls[i - 1].driven);
    while (vertex < way.size() && at < along[i]) {
      if (at > along[i - 1]) {
        const double share = (at - along[i - 1]) / piece;
        points.push_back({way[vertex], calls[i - 1].driven + metres(driven * share)});
      }
      if (++vertex < way.size()) at += distance_metres(way[vertex - 1], way[vertex]);
    }
    points.push_back(calls[i]);
  }
  return points;
}

}  // namespace budian
