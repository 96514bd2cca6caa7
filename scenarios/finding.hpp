// A problem of the world, such as a village that no road reaches: a result, not an error.
#pragma once

#include <optional>

#include "gis/county.hpp"
#include "gis/message.hpp"

namespace budian {

struct Finding {
  Severity severity = Severity::warning;
  Message message;
  std::optional<Point> place;
  std::optional<TownshipId> township;
  std::optional<SchoolId> school;
  std::optional<SettlementId> settlement;
  Heads pupils;
};

}  // namespace budian
