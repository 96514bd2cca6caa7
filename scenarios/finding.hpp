// A problem of the world, such as a village that no road reaches: a result, not an error.
#pragma once

#include <cstdint>
#include <optional>

#include "gis/county.hpp"
#include "gis/message.hpp"

namespace budian {

enum class Severity : std::uint8_t { note, warning, serious };
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
