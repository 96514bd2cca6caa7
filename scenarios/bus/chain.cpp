#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <tuple>

#include "scenarios/bus/dispatch.hpp"
#include "scenarios/bus/schedule.hpp"

namespace budian::bus {
namespace {

struct Connection {
  std::size_t from = 0;
  std::size_t to = 0;
  std::int64_t dead_run = 0;  ///< mm
};

/// Which trip one bus can drive right after which. Travel keeps the triangle inequality, so where
/// two do not fit, no longer chain does.
class Pairs {
 public:
  Pairs(const Problem& problem, const std::vector<Run>& runs)
      : count_(runs.size()), fits_(count_ * count_) {
    for (std::size_t a = 0; a < count_; ++a) {
      for (std::size_t b = 0; b < count_; ++b) {
        const std::array pair{runs[a], runs[b]};
        if (a != b) fits_[a * count_ + b] = fits_one_bus(problem, pair);
      }
    }
  }
  [[nodiscard]] bool fit(std::size_t first, std::size_t second) const {
    return fits_[first * count_ + second];
  }

 private:
  std::size_t count_;
  std::vector<bool> fits_;
};

/// Pairs from earlier to later bells, and at the same bell from longer to shorter trips, so that
/// they never close a circle: the trip that comes last decides how long the first pupils wait.
std::vector<Connection> connections(const Problem& problem, const std::vector<Run>& runs,
                                    const Pairs& pairs) {
  std::vector<std::size_t> order(runs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto rank = [&](std::size_t i) {
    return std::tuple(problem.schools()[runs[i].school].arrive, -runs[i].morning.count(), i);
  };
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  std::vector<Connection> result;
  for (std::size_t a = 0; a < order.size(); ++a) {
    for (std::size_t b = a + 1; b < order.size(); ++b) {
      if (!pairs.fit(order[a], order[b])) continue;
      const Run& first = runs[order[a]];
      const Millimetres empty =
          problem.length(problem.schools()[first.school].site, runs[order[b]].first);
      result.push_back({order[a], order[b], empty.count()});
    }
  }
  return result;
}

constexpr std::size_t none = static_cast<std::size_t>(-1);

using Graph = lemon::SmartDigraph;

/// One unit a trip from source to sink: over a connection, or past all of them.
struct ChainGraph {
  Graph graph;
  Graph::Node source = graph.addNode();
  Graph::Node sink = graph.addNode();
  std::vector<Graph::Arc> arcs;  ///< of the connections
  Graph::Arc bypass;
};

void build(std::size_t trips, const std::vector<Connection>& pairs, ChainGraph& chains) {
  std::vector<Graph::Node> outs;
  std::vector<Graph::Node> ins;
  for (std::size_t i = 0; i < trips; ++i) {
    outs.push_back(chains.graph.addNode());
    ins.push_back(chains.graph.addNode());
    chains.graph.addArc(chains.source, outs[i]);
    chains.graph.addArc(ins[i], chains.sink);
  }
  for (const Connection& pair : pairs) {
    chains.arcs.push_back(chains.graph.addArc(outs[pair.from], ins[pair.to]));
  }
  chains.bypass = chains.graph.addArc(chains.source, chains.sink);
}

/// For each trip the one that follows it: most connections, then the shortest dead runs.
std::vector<std::size_t> followers(std::size_t trips, const std::vector<Connection>& pairs) {
  std::vector<std::size_t> next(trips, none);
  if (pairs.empty()) return next;
  constexpr std::int64_t one_bus = 1'000'000'000'000;  // mm: longer than any sum of dead runs
  ChainGraph chains;
  build(trips, pairs, chains);
  const auto supply = static_cast<std::int64_t>(trips);
  Graph::ArcMap<std::int64_t> cost(chains.graph, 0);
  Graph::ArcMap<std::int64_t> upper(chains.graph, 1);
  upper[chains.bypass] = supply;
  for (std::size_t i = 0; i < pairs.size(); ++i) cost[chains.arcs[i]] = pairs[i].dead_run - one_bus;
  lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> flow(chains.graph);
  flow.upperMap(upper).costMap(cost).stSupply(chains.source, chains.sink, supply);
  flow.run();
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (flow.flow(chains.arcs[i]) != 0) next[pairs[i].from] = pairs[i].to;
  }
  return next;
}

/// What one bus drives, under construction.
class Chains {
 public:
  Chains(const Problem& problem, const std::vector<Run>& runs, const Pairs& pairs)
      : problem_(problem), runs_(runs), pairs_(pairs) {}

  /// Along the followers, cut where waits add up to more than a window.
  void follow(const std::vector<std::size_t>& next) {
    std::vector<bool> begins(next.size(), true);
    for (const std::size_t trip : next) {
      if (trip != none) begins[trip] = false;
    }
    for (std::size_t begin = 0; begin < next.size(); ++begin) {
      if (!begins[begin]) continue;
      chains_.push_back({begin});
      for (std::size_t trip = next[begin]; trip != none; trip = next[trip]) {
        Chain longer = chains_.back();
        longer.push_back(trip);
        if (holds(longer)) {
          chains_.back() = std::move(longer);
        } else {
          chains_.push_back({trip});
        }
      }
    }
  }

  /// Gives the trips of whole chains to other chains, the shortest chains first, until no chain can
  /// be given away.
  void dissolve() {
    bool again = true;
    while (again) {
      again = false;
      std::stable_sort(chains_.begin(), chains_.end(),
                       [](const Chain& a, const Chain& b) { return a.size() < b.size(); });
      for (std::size_t row = 0; row < chains_.size();) {
        const bool gone = give_away(row);
        again = again || gone;
        if (!gone) ++row;
      }
    }
  }

  [[nodiscard]] const std::vector<Chain>& chains() const { return chains_; }

 private:
  [[nodiscard]] bool holds(const Chain& chain) const {
    std::vector<Run> runs;
    for (const std::size_t trip : chain) runs.push_back(runs_[trip]);
    return fits_one_bus(problem_, runs);
  }

  [[nodiscard]] std::int64_t dead_run(const Chain& chain) const {
    Millimetres length;
    for (std::size_t i = 1; i < chain.size(); ++i) {
      const SiteId school = problem_.schools()[runs_[chain[i - 1]].school].site;
      length += problem_.length(school, runs_[chain[i]].first);
    }
    return length.count();
  }

  /// On success the chain is gone and the next one stands in its row.
  bool give_away(std::size_t row) {
    std::vector<std::pair<std::size_t, Chain>> before;
    for (const std::size_t trip : chains_[row]) {
      const auto place = best_place(trip, row);
      if (!place) {
        for (auto entry = before.rbegin(); entry != before.rend(); ++entry) {
          chains_[entry->first] = std::move(entry->second);
        }
        return false;
      }
      before.emplace_back(place->chain, chains_[place->chain]);
      chains_[place->chain] = with(chains_[place->chain], place->at, trip);
    }
    chains_.erase(chains_.begin() + static_cast<std::ptrdiff_t>(row));
    return true;
  }

  struct Place {
    std::size_t chain = 0;
    std::size_t at = 0;
  };
  /// Outside of one chain, where a trip adds the shortest dead run; empty where no chain can take
  /// it.
  [[nodiscard]] std::optional<Place> best_place(std::size_t trip, std::size_t outside) const {
    std::optional<std::int64_t> least;
    Place best;
    for (std::size_t row = 0; row < chains_.size(); ++row) {
      const Chain& chain = chains_[row];
      for (std::size_t at = 0; row != outside && at <= chain.size(); ++at) {
        if (at > 0 && !pairs_.fit(chain[at - 1], trip)) continue;
        if (at < chain.size() && !pairs_.fit(trip, chain[at])) continue;
        const Chain longer = with(chain, at, trip);
        const std::int64_t added = dead_run(longer) - dead_run(chain);
        if ((least && *least <= added) || !holds(longer)) continue;
        least = added;
        best = {row, at};
      }
    }
    return least ? std::optional(best) : std::nullopt;
  }

  static Chain with(const Chain& chain, std::size_t at, std::size_t trip) {
    Chain longer = chain;
    longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(at), trip);
    return longer;
  }

  const Problem& problem_;
  const std::vector<Run>& runs_;
  const Pairs& pairs_;
  std::vector<Chain> chains_;
};

bool pupils_may_wait(const Problem& problem) {
  return std::any_of(problem.schools().begin(), problem.schools().end(), [](const School& school) {
    return school.early > Milliseconds(0) || school.late > Milliseconds(0);
  });
}

}  // namespace

std::vector<Chain> chain_trips(const Problem& problem, const std::vector<Trip>& trips) {
  std::vector<Run> runs;
  if (problem.parameters().chain_trips) {
    for (const Trip& trip : trips) runs.push_back(run_of(problem, trip));
  }
  const Pairs pairs(problem, runs);
  std::vector<std::size_t> next = followers(runs.size(), connections(problem, runs, pairs));
  next.resize(trips.size(), none);
  Chains chains(problem, runs, pairs);
  chains.follow(next);
  if (problem.parameters().chain_trips && pupils_may_wait(problem)) chains.dissolve();
  return chains.chains();
}

}  // namespace budian::bus
