// The shifted coordinates of Chinese map services. PROJ does not know them; everything else about
// coordinates is PROJ's.
#pragma once

#include "gis/geometry.hpp"

namespace budian {

/// GCJ-02 (高德, 腾讯) → WGS 84, degrees, inverse by fixed-point iteration to better than a
/// millimetre. The forward formula is public; China only: points far outside come back unchanged.
Point wgs84_from_gcj02(Point longitude_latitude);
Point gcj02_from_wgs84(Point longitude_latitude);
/// BD-09 (百度) → GCJ-02 and back.
Point gcj02_from_bd09(Point longitude_latitude);
Point bd09_from_gcj02(Point longitude_latitude);

}  // namespace budian
