// The runs of a sweep, computed.
#pragma once

#include <functional>
#include <vector>

#include "maps/sweep/sweep_frame.hpp"
#include "src/study.hpp"

namespace budian {

/// Computes runs in parallel, grouped by what is measured for them. `done` is called once a run, by
/// one thread at a time, in any order. `inputs.scenarios` are today's and those of the sweep.
void compute_runs(const SweepFrame& frame, const StudyInputs& inputs,
                  const std::vector<sweep::Setting>& settings,
                  const std::function<void(const sweep::Record&)>& done);

}  // namespace budian
