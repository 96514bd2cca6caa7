// How far along its road a bus has driven where: the way of a run, measured at its calls.
#pragma once

#include <vector>

#include "gis/geometry.hpp"

namespace budian {

/// A place on the way of a bus and how far it has driven when it is there.
struct Milestone {
  Point place;
  Millimetres driven;
};

/// The way with a milestone at each vertex and at each of `calls`, which come in their order, the
/// first and the last at its ends. Between calls what was driven grows with the drawn length, so
/// that a line that was drawn shorter than it is (simplified, or straight without roads) is still
/// right at every call. Never falls; no vertex but the calls' repeats the one before it.
std::vector<Milestone> milestones_along(const Line& way, const std::vector<Milestone>& calls);

/// The point of a line that lies nearest to a place, the first of several.
Point nearest_on(const Line& way, Point place);

}  // namespace budian
