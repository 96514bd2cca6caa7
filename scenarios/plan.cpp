#include "scenarios/plan.hpp"

namespace budian {

Table<SchoolId, Heads> new_boarders(const Plan& plan) {
  Table<SchoolId, Heads> boarders(plan.schools.size());
  for (const auto& group : plan.groups) {
    if (group.way == Way::boarding) boarders[group.school] += group.pupils;
  }
  return boarders;
}

}  // namespace budian
