// Which schools take the pupils of a closing school first, in every plan of a goal: what `apply`
// decides hangs on seats, buses and other closures, but seldom on all of them.
#pragma once

#include <functional>
#include <vector>

#include "scenarios/planner/least_ways.hpp"
#include "scenarios/receivers.hpp"

namespace budian::planner {

/// How pupils would go to a school, all others left aside.
using OfferOf = std::function<Offer(const LeavingGroup&, SchoolId)>;

/// Takes out the ways that no plan uses because a school that stays, that never fills up and that
/// they can reach without fail, takes them before; of the others says what must close for them, or
/// that only a merger brings them there (LeastWay::after, only_merged). Pupils for whom other ways
/// than on foot and by bus are offered keep all of theirs, and all do where schools may become
/// teaching points.
void leave_first_receivers(const Goal& goal, const Groundwork& ground,
                           const std::vector<Candidate>& candidates, const Sketch& today,
                           const OfferOf& offer_of, std::vector<LeavingGroup>& groups);

}  // namespace budian::planner
