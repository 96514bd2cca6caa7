#include "scenarios/bus/construct.hpp"

#include <algorithm>
#include <tuple>

namespace budian::bus {
namespace {

struct Saving {
  std::int64_t time = 0;
  StopId a;
  StopId b;
};

std::vector<Saving> savings(const Problem& problem, const Neighbours& neighbours,
                            const Stops& stops) {
  std::vector<Saving> result;
  for (const StopId a : stops) {
    const SiteId from = problem.stops()[a].site;
    const SiteId school = problem.schools()[problem.stops()[a].school].site;
    for (const StopId b : neighbours.of(a)) {
      const SiteId to = problem.stops()[b].site;
      if (!problem.has_way(from, to) || !problem.has_way(from, school)) continue;
      const std::int64_t saved = (problem.time(from, school) - problem.time(from, to)).count();
      result.push_back({saved, a, b});
    }
  }
  std::sort(result.begin(), result.end(), [](const Saving& x, const Saving& y) {
    return std::tie(y.time, x.a, x.b) < std::tie(x.time, y.a, y.b);
  });
  return result;
}

}  // namespace

std::vector<Trip> savings_trips(const Valuation& valuation, const Neighbours& neighbours,
                                const Stops& stops) {
  const Problem& problem = valuation.problem();
  std::vector<Trip> singles;
  for (const StopId stop : stops) singles.push_back({problem.stops()[stop].school, {stop}});
  Draft draft(valuation, std::move(singles));
  for (const Saving& saving : savings(problem, neighbours, stops)) {
    const std::size_t outer = draft.trip_of(saving.a);
    const std::size_t inner = draft.trip_of(saving.b);
    const Stops& head = draft.trip(outer).stops;
    const Stops& tail = draft.trip(inner).stops;
    if (outer == inner || head.back() != saving.a || tail.front() != saving.b) continue;
    if (draft.value(outer).load + draft.value(inner).load > valuation.seats()) continue;
    Stops joined = head;
    joined.insert(joined.end(), tail.begin(), tail.end());
    if (!valuation.value(draft.trip(outer).school, joined)) continue;
    draft.set(inner, {});
    draft.set(outer, std::move(joined));
  }
  return draft.nonempty_trips();
}

}  // namespace budian::bus
