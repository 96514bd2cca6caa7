// Which stops a bus can serve at all.
#pragma once

#include <optional>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

/// Seats of the largest bus that exists; none without buses.
Heads most_seats(const std::vector<BusType>& types);

/// Why a stop cannot be served even by a bus of its own; empty where it can.
std::optional<UnservedReason> why_not_alone(const Problem& problem, StopId stop);

}  // namespace budian::bus
