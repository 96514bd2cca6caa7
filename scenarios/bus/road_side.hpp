// On which side of its road a bus stands, and who has to cross.
#pragma once

#include "gis/geometry.hpp"

namespace budian {

/// Does somebody who lives at `home` have to cross the road to a bus that stands on its right-hand
/// side at `halt`? `before` and `after`: the points of its way next to the halt, the halt itself
/// where the way begins or ends. Not where the bus turns back there, for then it may stand on
/// either side, nor where home is within 10 m of the middle of the road.
bool lives_across(Point before, Point halt, Point after, Point home);

}  // namespace budian
