// Routes in the form in which vehicle routing programs exchange solutions, for a problem that came
// in that form.
#pragma once

#include <string>

#include "scenarios/bus/routes.hpp"
#include "scenarios/bus/vroom_problem.hpp"

namespace budian {

/// Vehicles with their steps, whole seconds and metres; whoever is not served with the reason, as
/// key and in words. The routes pass bus::check.
std::string vroom_solution(const VroomProblem& given, const bus::Routes& routes);

}  // namespace budian
