// Routes around others that stay as they are.
#pragma once

#include <vector>

#include "scenarios/bus/search.hpp"

namespace budian::bus {

/// What is broken in the duties and bells of some routes, whoever serves the other stops: nobody is
/// said to be left out, so a stop that is not served is no fault of theirs.
std::vector<Violation> faults_of(const Problem& problem, const Routes& routes);

/// Does the first answer serve more pupils, or as many with fewer buses (where they come first), or
/// that for less money and riding, as the problem weighs it? Both have ways everywhere.
bool is_better(const Problem& problem, const Routes& a, const Routes& b);

/// The locked duties, unchanged and first, and the best routes for all stops that they do not
/// serve, with the buses and the room at depots that they leave. No other trip is put into a locked
/// duty, and the bells of its schools stay as the locked routes have them.
Routes solve_around(const Problem& problem, const Routes& locked, const Effort& effort = {});

}  // namespace budian::bus
