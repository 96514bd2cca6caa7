#include "src/sweep_runs.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <cmath>
#include <map>
#include <mutex>

#include "maps/sweep/sweep_figures.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/sweep/changes.hpp"

namespace budian {
namespace {

using sweep::Record;
using sweep::Setting;

std::int64_t pupils_of(const Groundwork& ground) {
  Heads sum;
  for (const auto& group : ground.placement.groups) sum += group.pupils;
  return sum.count();
}

class Runs {
 public:
  Runs(const SweepFrame& frame, const StudyInputs& inputs,
       const std::function<void(const Record&)>& done)
      : frame_(frame), inputs_(inputs), done_(done) {}

  /// Runs that share what is measured.
  void compute(const std::vector<Setting>& settings) {
    const Setting& first = settings.front();
    if (sweep::ground_key(frame_.sweep, first).empty()) return compute(settings, inputs_.ground);
    compute(settings, sweep::changed_ground(frame_.sweep, first, inputs_.ground));
  }

 private:
  void compute(const std::vector<Setting>& settings, const Groundwork& ground) {
    tbb::parallel_for(std::size_t{0}, settings.size(), [&](std::size_t i) {
      const Record record = of(settings[i], ground);
      const std::lock_guard lock(one_at_a_time_);
      done_(record);
    });
  }

  Record of(const Setting& setting, const Groundwork& ground) const {
    if (!sweep::changes_money(frame_.sweep, setting)) return evaluated(setting, ground);
    const auto money = sweep::changed_money(frame_.sweep, setting, inputs_.ground.money);
    return evaluated(setting, with_money(ground, money));
  }

  Record evaluated(const Setting& setting, const Groundwork& ground) const {
    const Scenario& written = inputs_.scenarios[setting.scenario + 1];
    const sweep::Base base{written, inputs_.ground};
    const std::vector<Scenario> scenarios{sweep::changed_scenario(frame_.sweep, setting, base)};
    std::vector<Outcome> outcomes;
    outcomes.push_back(evaluate(scenarios[0], apply(scenarios[0], ground), ground));
    Record record;
    record.run = setting.run;
    record.scenario = written.code;
    record.values = values_of(setting, base, ground);
    record.schools = sweep::fates_of(outcomes[0].plan, ground.county);
    record.figures = figures_of({ground, scenarios, outcomes});
    return record;
  }

  /// What the parameters are in this run; where townships drew for themselves, what that makes of
  /// the county's pupils.
  std::vector<double> values_of(const Setting& setting, const sweep::Base& base,
                                const Groundwork& ground) const {
    std::vector<double> values;
    for (std::size_t p = 0; p < frame_.sweep.parameters.size(); ++p) {
      const auto& parameter = frame_.sweep.parameters[p];
      if (parameter.by_township()) {
        const auto now = static_cast<double>(pupils_of(ground));
        const auto before = static_cast<double>(pupils_of(base.ground));
        values.push_back(before > 0 ? std::round(now / before * 1e6) / 1e6 : 1);
      } else {
        values.push_back(setting.values[p] ? *setting.values[p]
                                           : sweep::base_value(parameter, base));
      }
    }
    return values;
  }

  const SweepFrame& frame_;
  const StudyInputs& inputs_;
  const std::function<void(const Record&)>& done_;
  std::mutex one_at_a_time_;
};

}  // namespace

void compute_runs(const SweepFrame& frame, const StudyInputs& inputs,
                  const std::vector<Setting>& settings,
                  const std::function<void(const Record&)>& done) {
  std::map<std::string, std::vector<Setting>> by_ground;
  for (const auto& setting : settings) {
    by_ground[sweep::ground_key(frame.sweep, setting)].push_back(setting);
  }
  std::vector<const std::vector<Setting>*> groups;
  groups.reserve(by_ground.size());
  for (const auto& [key, group] : by_ground) groups.push_back(&group);
  Runs runs(frame, inputs, done);
  tbb::parallel_for(std::size_t{0}, groups.size(), [&](std::size_t i) {
    // A thread that waits for a run must not begin another group: each holds a ground in memory.
    tbb::this_task_arena::isolate([&] { runs.compute(*groups[i]); });
  });
}

}  // namespace budian
