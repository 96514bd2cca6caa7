#include "scenarios/bus/search.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>

#include "scenarios/bus/bounds.hpp"
#include "scenarios/bus/canonical.hpp"
#include "scenarios/bus/search/lane.hpp"
#include "scenarios/bus/servable.hpp"

namespace budian::bus {
namespace {

/// From a hot to a cold temperature while the work goes from 0 to 1.
struct Cooling {
  double hot, cold;
  [[nodiscard]] double at(double done) const { return hot * std::pow(cold / hot, done); }
};

// In steps (see Model::step): measured on public instances of both kinds.
constexpr Cooling cooling_for_buses{0.05, 0.00005};
constexpr Cooling cooling_for_cost{1.5, 0.05};
/// Share of the work that goes into the number of buses.
constexpr double share_for_buses = 0.6;
constexpr std::int64_t rounds_a_turn = 500;

class Search {
 public:
  Search(const Problem& problem, std::vector<StopId> stops, const Effort& effort)
      : problem_(problem),
        effort_(effort),
        begun_(std::chrono::steady_clock::now()),
        model_(problem, std::move(stops)),
        arena_(effort.threads > 0 ? effort.threads : tbb::task_arena::automatic),
        fewest_(least_buses_proved(problem)) {
    const auto size = static_cast<double>(model_.size());
    most_rounds_ = std::max<std::int64_t>(
        1, static_cast<std::int64_t>(effort.rounds_factor * (2'000 + 300 * size)));
    const Tariff& tariff = buses_first() ? model_.by_time() : model_.yearly();
    for (std::size_t lane = 0; lane < std::max<std::size_t>(1, effort.lanes); ++lane) {
      lanes_.emplace_back(model_, tariff,
                          static_cast<std::uint64_t>(problem.parameters().seed) + 1000 * lane);
    }
  }

  Routes run() {
    each_lane([](Lane& lane) { lane.construct(); });
    report();
    if (buses_first() || best().left_behind() > 0) save_buses();
    save_cost();
    Lane& leader = best();
    const std::vector<Row> too_few = leader.drop_small_trips();
    leader.restore_bells();
    Routes routes = leader.best().routes();
    const auto leave = [&](const std::vector<Row>& stops, UnservedReason reason) {
      for (const Row stop : stops) routes.unserved.push_back({model_.stop(stop).id, reason});
    };
    leave(leader.unserved(), UnservedReason::no_bus);
    leave(too_few, UnservedReason::below_minimum);
    return routes;
  }

 private:
  [[nodiscard]] bool buses_first() const { return problem_.parameters().fewest_buses_first; }

  void save_buses() {
    const double step = model_.step(buses_first() ? model_.by_time() : model_.yearly());
    const double begin = done();
    while (!stopped()) {
      const double part = part_done(begin, share_for_buses);
      if (part >= 1) return;
      const double temperature = step * cooling_for_buses.at(part);
      each_lane([&](Lane& lane) { lane.save_buses(rounds_a_turn, fewest_, temperature); });
      rounds_ += rounds_a_turn;
      const Lane& leader = best();
      for (Lane& lane : lanes_) {
        if (score(leader) < score(lane)) lane.adopt(leader);
      }
      report();
      if (best().left_behind() == 0 && best().best().buses() <= fewest_) return;
    }
  }

  void save_cost() {
    each_lane([&](Lane& lane) { lane.begin_cost(model_.yearly()); });
    const double step = model_.step(model_.yearly());
    const double begin = done();
    while (!stopped()) {
      const double part = part_done(begin, 1);
      if (part >= 1) return;
      const double temperature = step * cooling_for_cost.at(part);
      each_lane([&](Lane& lane) { lane.save_cost(rounds_a_turn, !buses_first(), temperature); });
      rounds_ += rounds_a_turn;
      report();
    }
  }

  template <class Work>
  void each_lane(Work work) {
    if (lanes_.size() == 1) {
      work(lanes_.front());
      return;
    }
    arena_.execute([&] {
      tbb::parallel_for(std::size_t{0}, lanes_.size(), [&](std::size_t i) { work(lanes_[i]); });
    });
  }

  using Score = std::tuple<std::int64_t, std::size_t>;
  [[nodiscard]] Score score(const Lane& lane) const {
    const std::size_t buses = buses_first() ? lane.best().buses() : 0;
    return {lane.left_behind(), buses};
  }
  [[nodiscard]] const Lane& best() const { return lanes_[best_row()]; }
  [[nodiscard]] Lane& best() { return lanes_[best_row()]; }
  [[nodiscard]] std::size_t best_row() const {
    const auto best =
        std::min_element(lanes_.begin(), lanes_.end(), [&](const Lane& a, const Lane& b) {
          return std::make_tuple(score(a), a.best().cost()) <
                 std::make_tuple(score(b), b.best().cost());
        });
    return static_cast<std::size_t>(best - lanes_.begin());
  }

  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }
  [[nodiscard]] double done() const {
    if (effort_.seconds)
      return *effort_.seconds > 0 ? std::min(1.0, seconds() / *effort_.seconds) : 1;
    return std::min(1.0, static_cast<double>(rounds_) / static_cast<double>(most_rounds_));
  }
  /// Of the work from one share of all work to another.
  [[nodiscard]] double part_done(double begin, double end) const {
    return begin < end ? (done() - begin) / (end - begin) : 1;
  }
  [[nodiscard]] bool stopped() const { return effort_.stopped && effort_.stopped(); }
  void report() const {
    if (!effort_.on_progress) return;
    const Lane& leader = best();
    effort_.on_progress(
        {seconds(), leader.best().buses(), Heads(leader.left_behind()), done(), rounds_});
  }

  const Problem& problem_;
  const Effort& effort_;
  std::chrono::steady_clock::time_point begun_;
  Model model_;
  tbb::task_arena arena_;
  std::vector<Lane> lanes_;
  std::size_t fewest_;  ///< proved: no answer has fewer buses
  std::int64_t rounds_ = 0;
  std::int64_t most_rounds_ = 0;
};

Routes solve_canonical(const Problem& problem, const Effort& effort) {
  std::vector<StopId> servable;
  std::vector<Unserved> unserved;
  for (const StopId stop : problem.stops().ids()) {
    const auto reason = why_not_alone(problem, stop);
    reason ? unserved.push_back({stop, *reason}) : servable.push_back(stop);
  }
  Routes routes;
  if (!servable.empty()) routes = Search(problem, std::move(servable), effort).run();
  routes.unserved.insert(routes.unserved.end(), unserved.begin(), unserved.end());
  return routes;
}

}  // namespace

Routes solve(const Problem& problem, const Effort& effort) {
  const Canonical canonical(problem);
  return canonical.in_original_ids(solve_canonical(canonical.problem(), effort));
}

}  // namespace budian::bus
