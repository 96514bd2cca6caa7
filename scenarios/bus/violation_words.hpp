// What is broken in routes, in words.
#pragma once

#include <vector>

#include "gis/message.hpp"
#include "scenarios/bus/service.hpp"

namespace budian {

/// One message a violation, in their order, equal ones once: which vehicle, trip and stop, what, by
/// how much. `vehicles`: the number of each duty; empty: from 1.
std::vector<Message> words_of(const BusTask& task, const bus::Routes& routes,
                              const std::vector<bus::Violation>& violations,
                              const std::vector<std::int64_t>& vehicles = {});

}  // namespace budian
