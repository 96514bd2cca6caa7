// Routes in the form in which vehicle routing programs exchange solutions, for a problem that came
// in that form.
#pragma once

#include <cstdint>
#include <string>

#include "scenarios/bus/routes.hpp"
#include "scenarios/bus/vroom_problem.hpp"

namespace budian {

/// Of all vehicles, each to the nearest whole.
std::int64_t vroom_cost(const VroomProblem& given, const bus::Routes& routes);
/// Would a vehicle have to set off before the day begins? The form knows no such times.
bool begins_before_midnight(const VroomProblem& given, const bus::Routes& routes);

/// Vehicles with their steps, whole seconds and metres; whoever is not served with the reason, as
/// key and in words. The routes pass bus::check.
std::string vroom_solution(const VroomProblem& given, const bus::Routes& routes);

}  // namespace budian
