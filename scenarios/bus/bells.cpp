#include <algorithm>
#include <stdexcept>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

bool are_moved(const BellShifts& shifts) {
  return std::any_of(shifts.begin(), shifts.end(),
                     [](Milliseconds later) { return later != Milliseconds(0); });
}

School with_bell(School school, Milliseconds later) {
  school.arrive += later;
  school.depart += later;
  school.bell_earlier = school.bell_later = Milliseconds(0);
  return school;
}

Problem with_bells(const Problem& problem, const BellShifts& shifts) {
  if (!shifts.empty() && shifts.size() != problem.schools().size()) {
    throw std::invalid_argument("bus routes: bells of other schools than the problem has");
  }
  Parts parts = problem.parts();
  for (const BellId id : parts.schools.ids()) {
    School& school = parts.schools[id];
    school = with_bell(school, shifts.empty() ? Milliseconds(0) : shifts[id]);
  }
  return Problem(std::move(parts));
}

}  // namespace budian::bus
