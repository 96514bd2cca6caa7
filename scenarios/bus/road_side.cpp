#include "scenarios/bus/road_side.hpp"

#include <cmath>

namespace budian {

bool lives_across(Point before, Point halt, Point after, Point home) {
  constexpr double near_the_middle = 10;  // metres
  const Point in{halt.x - before.x, halt.y - before.y};
  const Point out{after.x - halt.x, after.y - halt.y};
  if (in.x * out.x + in.y * out.y < 0) return false;
  // A way that begins or ends here has no direction on one side of the halt.
  const double in_length = std::hypot(in.x, in.y);
  const Point way = in_length > 0 ? in : out;
  const double length = std::hypot(way.x, way.y);
  if (length == 0) return false;
  const double left = (way.x * (home.y - halt.y) - way.y * (home.x - halt.x)) / length;
  return left > near_the_middle;
}

}  // namespace budian
