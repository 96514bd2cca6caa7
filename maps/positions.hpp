// Places in longitude and latitude, as JSON has them.
#pragma once

#include <nlohmann/json.hpp>

#include "gis/county.hpp"
#include "gis/projection.hpp"

namespace budian {

class Positions {
 public:
  explicit Positions(const County& county);
  /// [longitude, latitude] of WGS 84 (RFC 7946), to a tenth of a metre.
  [[nodiscard]] nlohmann::ordered_json of(Point point) const;

 private:
  Projection to_degrees_;
};

}  // namespace budian
