// When the trips of one bus run: each school's window is kept, pupils wait at school as little as
// possible.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

/// One trip as the bus sees it: where it begins and ends, and how long it takes whenever it runs.
struct Run {
  BellId school;
  SiteId first;            ///< morning: the first stop
  Milliseconds morning;    ///< from opening the first door to reaching the school
  SiteId last;             ///< afternoon: the last stop
  Milliseconds afternoon;  ///< from leaving the school to closing the last door
};
Run run_of(const Problem& problem, const Trip& trip);

/// Empty where a window cannot be kept or a way is missing. `runs` are in the order of the morning.
/// Backwards from the last trip, each as late as its bell and the next trip allow; in the afternoon
/// forwards, each as soon as lessons end and the bus is back.
std::optional<DutyTimes> schedule(const Problem& problem, std::span<const Run> runs);
/// Is there a schedule?
bool fits_one_bus(const Problem& problem, std::span<const Run> runs);

/// Order of the trips in the afternoon: by the end of lessons; where that is the same, who came
/// first leaves last, so that the day mirrors the morning.
std::vector<std::size_t> afternoon_trips(const Problem& problem, std::span<const Run> runs);

}  // namespace budian::bus
