#include "scenarios/bus/dispatch.hpp"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <optional>

namespace budian::bus {
namespace {

/// A chain before it has a bus.
struct Work {
  std::vector<Trip> trips;
  Heads largest_load;
  Heads pupils;
  Millimetres length;
};

Work work_of(const Problem& problem, const std::vector<Trip>& trips, const Chain& chain) {
  Work work;
  Duty duty;
  for (const std::size_t row : chain) {
    duty.trips.push_back(trips[row]);
    Heads load;
    for (const StopId stop : trips[row].stops) load += problem.stops()[stop].pupils;
    work.largest_load = std::max(work.largest_load, load);
    work.pupils += load;
  }
  const DutyLength length = length_of(problem, duty);
  work.length = length.loaded + length.empty;
  work.trips = std::move(duty.trips);
  return work;
}

using Choice = std::vector<std::optional<BusTypeId>>;

Choice cheapest_types(const Problem& problem, const std::vector<Work>& works) {
  Choice choice(works.size());
  for (std::size_t i = 0; i < works.size(); ++i) {
    std::optional<Fen> least;
    for (const BusTypeId type : problem.types().ids()) {
      if (problem.types()[type].pupil_seats < works[i].largest_load) continue;
      const Fen cost = duty_cost(problem, type, works[i].length);
      if (least && *least <= cost) continue;
      least = cost;
      choice[i] = type;
    }
  }
  return choice;
}

/// Limited fleet: a minimum-cost flow from duties to types in which leaving a pupil behind costs
/// more than any bus.
class FleetFlow {
 public:
  FleetFlow(const Problem& problem, const std::vector<Work>& works)
      : problem_(problem), works_(works), cost_(graph_, 0), upper_(graph_, 0) {
    for (const BusType& type : problem.types()) {
      types_.push_back(graph_.addNode());
      connect(types_.back(), sink_, type.available < 0 ? duties() : type.available, 0);
    }
    for (std::size_t i = 0; i < works.size(); ++i) add_work(i);
  }

  [[nodiscard]] Choice solve() const {
    lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> flow(graph_);
    flow.upperMap(upper_).costMap(cost_).stSupply(source_, sink_, duties());
    flow.run();
    Choice choice(works_.size());
    for (const Option& option : options_) {
      if (flow.flow(option.arc) != 0) choice[option.work] = option.type;
    }
    return choice;
  }

 private:
  using Graph = lemon::SmartDigraph;
  static constexpr std::int64_t a_pupil = 10'000'000'000'000;  // fen: more than a fleet costs
  struct Option {
    std::size_t work;
    BusTypeId type;
    Graph::Arc arc;
  };

  [[nodiscard]] std::int64_t duties() const { return static_cast<std::int64_t>(works_.size()); }

  Graph::Arc connect(Graph::Node from, Graph::Node to, std::int64_t most, std::int64_t price) {
    const auto arc = graph_.addArc(from, to);
    upper_[arc] = most;
    cost_[arc] = price;
    return arc;
  }

  void add_work(std::size_t row) {
    const auto node = graph_.addNode();
    connect(source_, node, 1, 0);
    connect(node, sink_, 1, 0);
    for (const BusTypeId type : problem_.types().ids()) {
      if (problem_.types()[type].pupil_seats < works_[row].largest_load) continue;
      const std::int64_t price = duty_cost(problem_, type, works_[row].length).count() -
                                 a_pupil * works_[row].pupils.count();
      options_.push_back({row, type, connect(node, types_[type.row()], 1, price)});
    }
  }

  const Problem& problem_;
  const std::vector<Work>& works_;
  Graph graph_;
  Graph::ArcMap<std::int64_t> cost_;
  Graph::ArcMap<std::int64_t> upper_;
  Graph::Node source_ = graph_.addNode();
  Graph::Node sink_ = graph_.addNode();
  std::vector<Graph::Node> types_;
  std::vector<Option> options_;
};

/// What is left of a limited fleet.
class Depot {
 public:
  Depot(const Problem& problem, const std::vector<Duty>& duties)
      : problem_(problem), left_(problem.types().size()) {
    for (const BusTypeId type : problem.types().ids())
      left_[type] = problem.types()[type].available;
    for (const Duty& duty : duties) take(duty.type);
  }
  void take(BusTypeId type) {
    if (left_[type] > 0) --left_[type];
  }
  /// The largest bus that is left.
  [[nodiscard]] std::optional<BusTypeId> largest() const {
    std::optional<BusTypeId> best;
    for (const BusTypeId type : left_.ids()) {
      if (left_[type] == 0 || (best && seats(type) <= seats(*best))) continue;
      best = type;
    }
    return best;
  }
  [[nodiscard]] Heads seats(BusTypeId type) const { return problem_.types()[type].pupil_seats; }

 private:
  const Problem& problem_;
  Table<BusTypeId, int> left_;
};

/// As many stops of the trip, in its order and from the school outwards, as a bus of these seats
/// can carry; at least one if any stop fits.
Stops part_of(const Problem& problem, const Trip& trip, Heads seats) {
  const Valuation valuation(problem, seats);
  Stops part;
  for (auto stop = trip.stops.rbegin(); stop != trip.stops.rend(); ++stop) {
    Stops longer{*stop};
    for (const StopId inner : part) longer.push_back(inner);
    if (valuation.value(trip.school, longer)) part = std::move(longer);
  }
  return part;
}

Heads pupils_of(const Problem& problem, const Stops& stops) {
  Heads sum;
  for (const StopId stop : stops) sum += problem.stops()[stop].pupils;
  return sum;
}

/// Serves parts of trips that got no bus with the buses that are left, most pupils first.
void use_what_is_left(const Problem& problem, std::vector<Trip>& waiting, Routes& routes) {
  Depot depot(problem, routes.duties);
  for (auto type = depot.largest(); type; type = depot.largest()) {
    Stops best;
    std::size_t from = 0;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      Stops part = part_of(problem, waiting[i], depot.seats(*type));
      if (pupils_of(problem, part) <= pupils_of(problem, best)) continue;
      best = std::move(part);
      from = i;
    }
    if (best.empty()) return;
    depot.take(*type);
    routes.duties.push_back({*type, {{waiting[from].school, best}}});
    Stops& rest = waiting[from].stops;
    rest.erase(std::remove_if(rest.begin(), rest.end(),
                              [&](StopId stop) {
                                return std::find(best.begin(), best.end(), stop) != best.end();
                              }),
               rest.end());
  }
}

}  // namespace

bool fleet_is_limited(const Problem& problem) {
  return std::any_of(problem.types().begin(), problem.types().end(),
                     [](const BusType& type) { return type.available >= 0; });
}

Routes dispatch(const Problem& problem, const std::vector<Trip>& trips) {
  std::vector<Work> works;
  for (const Chain& chain : chain_trips(problem, trips)) {
    works.push_back(work_of(problem, trips, chain));
  }
  const Choice types = fleet_is_limited(problem) ? FleetFlow(problem, works).solve()
                                                 : cheapest_types(problem, works);
  Routes routes;
  std::vector<Trip> waiting;
  for (std::size_t i = 0; i < works.size(); ++i) {
    if (types[i]) {
      routes.duties.push_back({*types[i], std::move(works[i].trips)});
    } else {
      waiting.insert(waiting.end(), works[i].trips.begin(), works[i].trips.end());
    }
  }
  if (!waiting.empty()) use_what_is_left(problem, waiting, routes);
  for (const Trip& trip : waiting) {
    for (const StopId stop : trip.stops) {
      routes.unserved.push_back({stop, UnservedReason::no_bus});
    }
  }
  return routes;
}

Score score_of(const Problem& problem, const Routes& routes) {
  Score score;
  for (const Unserved& unserved : routes.unserved) {
    score.left_behind += problem.stops()[unserved.stop].pupils.count();
  }
  score.buses = static_cast<std::int64_t>(routes.duties.size());
  score.cost = yearly_cost(problem, routes).count();
  for (const Duty& duty : routes.duties) {
    for (const Trip& trip : duty.trips) {
      const TripTimes times = morning_times(problem, trip);
      for (std::size_t i = 0; i < trip.stops.size(); ++i) {
        score.rides += (times.at_school - times.leave[i]).count() *
                       problem.stops()[trip.stops[i]].pupils.count();
      }
    }
  }
  return score;
}

}  // namespace budian::bus
