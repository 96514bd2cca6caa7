// Tasks with sizes.
#include "scenarios/location/program.hpp"
#include "scenarios/location/search.hpp"

namespace budian::location {

Answer search_sized(const Task& task, const Effort& effort) {
  return solve_by_program(task, {effort.program_nodes, effort.seconds});
}

}  // namespace budian::location
