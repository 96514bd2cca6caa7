// Routes drawn by hand in the ids of a plan's bus task.
#pragma once

#include "scenarios/bus/drawn_routes.hpp"
#include "scenarios/bus/service.hpp"

namespace budian {

/// Drawn routes in the ids of a task, in the order of the file. An afternoon that is not said is
/// the best one (bus::with_afternoon). Stops that no vehicle serves are in neither list: whether
/// that is right is for `bus::check` to say. Throws InputError: unknown bus types, depots and
/// stops, or stops that have another name in this plan.
bus::Routes matched(const DrawnRoutes& drawn, const BusTask& task);

}  // namespace budian
