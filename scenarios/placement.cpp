#include "scenarios/placement.hpp"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>

namespace budian {
namespace {

/// One grade as a transportation problem: pupils living somewhere, places on rolls.
struct Transport {
  std::vector<std::int64_t> supply;  ///< by settlement
  std::vector<std::int64_t> roll;    ///< by school
};

struct Shipment {
  std::size_t settlement = 0;
  std::size_t school = 0;
  std::int64_t heads = 0;
};

struct Pair {
  std::size_t settlement;
  std::size_t school;
  std::int64_t cost;
};

/// For pairs that no road joins: dearer than any way by road, and nearer is still better.
std::int64_t cost_without_road(const County& county, std::size_t settlement, std::size_t school) {
  const Point from = county.settlements[SettlementId(settlement)].place;
  const Point to = county.schools[SchoolId(school)].place;
  constexpr std::int64_t beyond_all_roads = 1'000'000'000;  // 1,000 km
  return beyond_all_roads + distance(from, to).count();
}

/// All pairs by road of a settlement that count in this grade.
void add_pairs_by_road(const TravelMatrix& on_foot, const Transport& grade, std::size_t settlement,
                       std::vector<Pair>& pairs) {
  for (const auto& entry : on_foot.row(settlement)) {
    if (grade.roll[entry.destination] > 0) {
      pairs.push_back({settlement, entry.destination, entry.length});
    }
  }
}

/// The `nearest` schools of each settlement that have a roll in this grade.
std::vector<Pair> nearest_pairs(const TravelMatrix& on_foot, const Transport& grade,
                                std::size_t nearest) {
  std::vector<Pair> pairs;
  std::vector<Pair> own;
  for (std::size_t s = 0; s < grade.supply.size(); ++s) {
    if (grade.supply[s] == 0) continue;
    own.clear();
    add_pairs_by_road(on_foot, grade, s, own);
    if (own.size() > nearest) {
      std::nth_element(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(nearest), own.end(),
                       [](const Pair& a, const Pair& b) {
                         return std::pair(a.cost, a.school) < std::pair(b.cost, b.school);
                       });
      own.resize(nearest);
    }
    pairs.insert(pairs.end(), own.begin(), own.end());
  }
  return pairs;
}

/// Least total distance over some of the pairs, with the prices that prove it.
struct Solution {
  std::vector<Shipment> shipments;
  std::vector<std::int64_t> settlement_price;
  std::vector<std::int64_t> school_price;
  std::vector<char> short_of_pairs;  ///< settlements whose pupils the given pairs cannot carry
};

/// The graph of one solution: settlements, schools and a very dear hub that keeps every problem
/// feasible.
class TransportGraph {
 public:
  using Graph = lemon::SmartDigraph;

  TransportGraph(const Transport& grade, const std::vector<Pair>& pairs)
      : settlements_(static_cast<int>(grade.supply.size())),
        pairs_(pairs),
        supply_(graph_, 0),
        cost_(graph_) {
    const auto schools = static_cast<int>(grade.roll.size());
    for (int node = 0; node < settlements_ + schools + 1; ++node) graph_.addNode();
    const auto hub = Graph::nodeFromId(settlements_ + schools);
    for (const auto& pair : pairs)
      cost_[graph_.addArc(settlement(pair.settlement), school(pair.school))] = pair.cost;
    for (std::size_t s = 0; s < grade.supply.size(); ++s) {
      supply_[settlement(s)] = grade.supply[s];
      if (grade.supply[s] > 0) cost_[graph_.addArc(settlement(s), hub)] = hub_cost;
    }
    for (std::size_t s = 0; s < grade.roll.size(); ++s) {
      supply_[school(s)] = -grade.roll[s];
      if (grade.roll[s] > 0) cost_[graph_.addArc(hub, school(s))] = 0;
    }
  }

  [[nodiscard]] Solution solve(std::size_t settlements, std::size_t schools) const {
    lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph_);
    simplex.supplyMap(supply_).costMap(cost_).run();
    Solution solution;
    solution.short_of_pairs.assign(settlements, 0);
    for (int arc = 0; arc < graph_.arcNum(); ++arc) {
      const std::int64_t heads = simplex.flow(Graph::arcFromId(arc));
      if (heads == 0) continue;
      const auto p = static_cast<std::size_t>(arc);
      if (p < pairs_.size()) {
        solution.shipments.push_back({pairs_[p].settlement, pairs_[p].school, heads});
      } else if (Graph::id(graph_.source(Graph::arcFromId(arc))) < settlements_) {
        solution.short_of_pairs[static_cast<std::size_t>(
            Graph::id(graph_.source(Graph::arcFromId(arc))))] = 1;
      }
    }
    for (std::size_t s = 0; s < settlements; ++s)
      solution.settlement_price.push_back(simplex.potential(settlement(s)));
    for (std::size_t s = 0; s < schools; ++s)
      solution.school_price.push_back(simplex.potential(school(s)));
    return solution;
  }

 private:
  static constexpr std::int64_t hub_cost = 1'000'000'000'000;
  [[nodiscard]] Graph::Node settlement(std::size_t s) const {
    return Graph::nodeFromId(static_cast<int>(s));
  }
  [[nodiscard]] Graph::Node school(std::size_t s) const {
    return Graph::nodeFromId(settlements_ + static_cast<int>(s));
  }
  int settlements_;
  const std::vector<Pair>& pairs_;
  Graph graph_;
  Graph::NodeMap<std::int64_t> supply_;
  Graph::ArcMap<std::int64_t> cost_;
};

/// Adds the pairs that would make the solution better (negative reduced cost), and every pair,
/// roads or not, of settlements that are short of pairs. Nothing added: the solution is the least
/// over all pairs.
std::size_t add_better_pairs(const County& county, const TravelMatrix& on_foot,
                             const Transport& grade, const Solution& solution,
                             std::vector<Pair>& pairs) {
  std::set<std::pair<std::size_t, std::size_t>> known;
  for (const auto& pair : pairs) known.emplace(pair.settlement, pair.school);
  std::vector<Pair> candidates;
  std::size_t added = 0;
  for (std::size_t s = 0; s < grade.supply.size(); ++s) {
    if (grade.supply[s] == 0) continue;
    candidates.clear();
    add_pairs_by_road(on_foot, grade, s, candidates);
    if (solution.short_of_pairs[s] != 0) {
      for (std::size_t school = 0; school < grade.roll.size(); ++school) {
        if (grade.roll[school] == 0 || on_foot.find(s, school)) continue;
        candidates.push_back({s, school, cost_without_road(county, s, school)});
      }
    }
    for (const auto& pair : candidates) {
      const std::int64_t reduced =
          pair.cost + solution.settlement_price[s] - solution.school_price[pair.school];
      if (reduced >= 0 || known.contains({s, pair.school})) continue;
      pairs.push_back(pair);
      ++added;
    }
  }
  return added;
}

/// Exact: solved over the nearest pairs, then over those that the prices ask for, until they ask
/// for none.
std::vector<Shipment> place_grade(const County& county, const TravelMatrix& on_foot,
                                  const Transport& grade) {
  auto pairs = nearest_pairs(on_foot, grade, 10);
  for (;;) {
    auto solution = TransportGraph(grade, pairs).solve(grade.supply.size(), grade.roll.size());
    if (add_better_pairs(county, on_foot, grade, solution, pairs) == 0)
      return std::move(solution.shipments);
  }
}

std::vector<std::int64_t> weights_of(const County& county, std::size_t grade, bool known) {
  std::vector<std::int64_t> weights;
  for (const auto& settlement : county.settlements) {
    weights.push_back(known ? (*settlement.pupils)[grade].count() : settlement.population);
  }
  return weights;
}

std::vector<std::int64_t> rolls_of(const County& county, std::size_t grade) {
  std::vector<std::int64_t> rolls;
  for (const auto& school : county.schools) rolls.push_back(school.pupils[grade].count());
  return rolls;
}

std::int64_t sum_of(const std::vector<std::int64_t>& values) {
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

PlacementBasis basis_of(const County& county) {
  const bool rolls = std::any_of(county.schools.begin(), county.schools.end(),
                                 [](const School& s) { return total(s.pupils) > Heads(0); });
  const bool pupils = !county.settlements.empty() &&
                      std::all_of(county.settlements.begin(), county.settlements.end(),
                                  [](const Settlement& s) { return s.pupils.has_value(); });
  const bool people = std::any_of(county.settlements.begin(), county.settlements.end(),
                                  [](const Settlement& s) { return s.population > 0; });
  if (rolls && pupils) return PlacementBasis::rolls_and_settlements;
  if (rolls && people) return PlacementBasis::rolls_over_population;
  if (pupils) return PlacementBasis::settlements_only;
  return PlacementBasis::nothing;
}

/// Nearest public school whose kind holds the grade: by road, else by straight line.
std::vector<Shipment> to_nearest(const County& county, const TravelMatrix& on_foot,
                                 std::size_t grade) {
  std::vector<Shipment> shipments;
  const auto holds = [&](const School& school) {
    return school.is_public && kind_holds_grade(school.kind, static_cast<int>(grade));
  };
  for (const auto id : county.settlements.ids()) {
    const std::int64_t heads = (*county.settlements[id].pupils)[grade].count();
    if (heads == 0) continue;
    std::pair<std::int64_t, std::size_t> best{std::numeric_limits<std::int64_t>::max(), 0};
    for (const auto& entry : on_foot.row(id.row())) {
      if (!holds(county.schools[SchoolId(entry.destination)])) continue;
      best = std::min(best, {std::int64_t{entry.length}, std::size_t{entry.destination}});
    }
    if (best.first == std::numeric_limits<std::int64_t>::max()) {
      for (const auto school : county.schools.ids()) {
        if (!holds(county.schools[school])) continue;
        best = std::min(best, {cost_without_road(county, id.row(), school.row()), school.row()});
      }
    }
    if (best.first == std::numeric_limits<std::int64_t>::max()) continue;
    shipments.push_back({id.row(), best.second, heads});
  }
  return shipments;
}

Transport transport_of(const County& county, PlacementBasis basis, std::size_t grade) {
  Transport transport;
  transport.roll = rolls_of(county, grade);
  auto weights = weights_of(county, grade, basis == PlacementBasis::rolls_and_settlements);
  const std::int64_t wanted = sum_of(transport.roll);
  if (sum_of(weights) == 0) std::fill(weights.begin(), weights.end(), 1);
  const bool agrees = basis == PlacementBasis::rolls_and_settlements && sum_of(weights) == wanted;
  transport.supply = agrees ? weights : spread_by_people(wanted, weights, static_cast<int>(grade));
  return transport;
}

void collect(const TravelMatrix& on_foot,
             const std::array<std::vector<Shipment>, grade_count>& shipments,
             Placement& placement) {
  for (int grade = 0; grade < grade_count; ++grade) {
    for (const auto& shipment : shipments[static_cast<std::size_t>(grade)]) {
      const SchoolId school(shipment.school);
      placement.groups.push_back({SettlementId(shipment.settlement), grade, school, school,
                                  Heads(shipment.heads), Way::walk});
      if (!on_foot.find(shipment.settlement, shipment.school))
        placement.unreachable += Heads(shipment.heads);
    }
  }
  std::sort(placement.groups.begin(), placement.groups.end(),
            [](const PupilGroup& a, const PupilGroup& b) {
              return std::tuple(a.settlement, a.grade, a.school) <
                     std::tuple(b.settlement, b.grade, b.school);
            });
}

}  // namespace

// By cumulative rounding: every settlement gets its share rounded up or down, small places are not
// starved, and the offset differs by grade so that the same village is not favoured in each.
std::vector<std::int64_t> spread_by_people(std::int64_t total,
                                           const std::vector<std::int64_t>& people, int grade) {
  std::vector<std::int64_t> result(people.size(), 0);
  const std::int64_t sum = std::accumulate(people.begin(), people.end(), std::int64_t{0});
  if (sum == 0) return result;
  const std::int64_t offset = sum * (2 * std::int64_t{grade} + 1) / (std::int64_t{2} * grade_count);
  std::int64_t cumulative = 0;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < people.size(); ++i) {
    cumulative += people[i];
    const std::int64_t until = (cumulative * total + offset) / sum;
    result[i] = std::min(until, total) - given;
    given += result[i];
  }
  return result;
}

Placement place_pupils(const County& county, const TravelMatrix& on_foot) {
  Placement placement;
  placement.basis = basis_of(county);
  if (placement.basis == PlacementBasis::nothing) return placement;
  std::array<std::vector<Shipment>, grade_count> shipments;
  tbb::parallel_for(std::size_t{0}, std::size_t{grade_count}, [&](std::size_t grade) {
    if (placement.basis == PlacementBasis::settlements_only) {
      shipments[grade] = to_nearest(county, on_foot, grade);
    } else {
      shipments[grade] = place_grade(county, on_foot, transport_of(county, placement.basis, grade));
    }
  });
  if (placement.basis == PlacementBasis::rolls_and_settlements) {
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      placement.mismatch[grade] =
          Heads(sum_of(weights_of(county, grade, true)) - sum_of(rolls_of(county, grade)));
    }
  }
  collect(on_foot, shipments, placement);
  if (placement.basis == PlacementBasis::settlements_only) {
    for (const auto& settlement : county.settlements) {
      placement.without_school += total(*settlement.pupils);
    }
    for (const auto& group : placement.groups) placement.without_school -= group.pupils;
  }
  return placement;
}

}  // namespace budian
