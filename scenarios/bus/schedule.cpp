#include "scenarios/bus/schedule.hpp"

#include <algorithm>
#include <numeric>

namespace budian::bus {
namespace {

const School& school_of(const Problem& problem, const Run& run) {
  return problem.schools()[run.school];
}

bool schedule_morning(const Problem& problem, const std::vector<Run>& runs, DutyTimes& times) {
  const Milliseconds unload = problem.parameters().unload;
  times.arrive.resize(runs.size());
  for (std::size_t i = runs.size(); i-- > 0;) {
    const School& school = school_of(problem, runs[i]);
    times.arrive[i] = school.arrive;
    if (i + 1 == runs.size()) continue;
    const Run& next = runs[i + 1];
    if (!problem.has_way(school.site, next.first)) return false;
    const Milliseconds latest =
        times.arrive[i + 1] - next.morning - problem.time(school.site, next.first) - unload;
    times.arrive[i] = std::min(school.arrive, latest);
    if (times.arrive[i] + school.early < school.arrive) return false;
  }
  return true;
}

bool schedule_afternoon(const Problem& problem, const std::vector<Run>& runs, DutyTimes& times) {
  const Milliseconds load = problem.parameters().unload;  // getting in takes as long as getting out
  times.depart.resize(runs.size());
  const auto order = afternoon_trips(problem, runs);
  for (std::size_t k = 0; k < order.size(); ++k) {
    const School& school = school_of(problem, runs[order[k]]);
    times.depart[order[k]] = school.depart;
    if (k == 0) continue;
    const Run& before = runs[order[k - 1]];
    if (!problem.has_way(before.last, school.site)) return false;
    const Milliseconds soonest = times.depart[order[k - 1]] + before.afternoon +
                                 problem.time(before.last, school.site) + load;
    times.depart[order[k]] = std::max(school.depart, soonest);
    if (times.depart[order[k]] > school.depart + school.late) return false;
  }
  return true;
}

}  // namespace

Run run_of(const Problem& problem, const Trip& trip) {
  const TripTimes morning = morning_times(problem, trip);
  const TripTimes afternoon = afternoon_times(problem, trip);
  return {trip.school, problem.stops()[trip.stops.front()].site,
          morning.at_school - morning.arrive.front(),
          problem.stops()[afternoon_order(problem, trip).back()].site,
          afternoon.leave.back() - afternoon.at_school};
}

std::vector<std::size_t> afternoon_trips(const Problem& problem, const std::vector<Run>& runs) {
  std::vector<std::size_t> order(runs.size());
  std::iota(order.rbegin(), order.rend(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return school_of(problem, runs[a]).depart < school_of(problem, runs[b]).depart;
  });
  return order;
}

std::optional<DutyTimes> schedule(const Problem& problem, const std::vector<Run>& runs) {
  DutyTimes times;
  if (!schedule_morning(problem, runs, times)) return std::nullopt;
  if (!schedule_afternoon(problem, runs, times)) return std::nullopt;
  return times;
}

std::optional<DutyTimes> duty_times(const Problem& problem, const Duty& duty) {
  std::vector<Run> runs;
  for (const Trip& trip : duty.trips) runs.push_back(run_of(problem, trip));
  return schedule(problem, runs);
}

}  // namespace budian::bus
