// What would let one of the buses that there are serve a stop that is left behind.
#pragma once

#include <optional>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

/// How long before the bell, and after lessons, pupils of a school would have to be allowed at
/// school.
struct WiderWindow {
  Milliseconds early, late;
};
/// The least wait, of morning and afternoon together, with which a bus of the routes could drive
/// one more trip to the stop alone, everything else staying as it is. Empty where no wait of up to
/// two hours would do, or where a bus drives one trip only.
std::optional<WiderWindow> window_that_would_do(const Problem& problem, const Routes& routes,
                                                StopId stop);

}  // namespace budian::bus
