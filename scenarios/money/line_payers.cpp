#include "scenarios/money/line_payers.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// Families last: fares stay where the riders are as long as anything else can move.
constexpr std::array<Payer, payers.size()> movable{
    Payer::county, Payer::township, Payer::province_and_centre, Payer::school, Payer::family};

Fen sum_of(const PayerSums& sums) { return std::accumulate(sums.begin(), sums.end(), Fen(0)); }

/// Shares by the first weights of which one is positive; of nothing where none is.
std::vector<Fen> shared(Fen whole, const std::vector<std::vector<double>>& choices) {
  for (const auto& weights : choices) {
    const bool any = std::any_of(weights.begin(), weights.end(), [](double w) { return w > 0; });
    if (any) return apportion(whole, weights);
  }
  return std::vector<Fen>(choices.front().size());
}

/// Moves money between rows, payer by payer, until each row sums to its target. What payers pay
/// over all rows stays.
void balance(std::vector<PayerSums>& rows, const std::vector<Fen>& targets) {
  std::vector<Fen> over;
  for (std::size_t i = 0; i < rows.size(); ++i) over.push_back(sum_of(rows[i]) - targets[i]);
  for (const Payer payer : movable) {
    for (std::size_t from = 0, to = 0; from < rows.size() && to < rows.size();) {
      Fen& gives = rows[from][row(payer)];
      if (over[from] <= Fen(0) || gives <= Fen(0)) {
        ++from;
      } else if (over[to] >= Fen(0)) {
        ++to;
      } else {
        const Fen move = std::min({over[from], -over[to], gives});
        gives -= move;
        rows[to][row(payer)] += move;
        over[from] -= move;
        over[to] += move;
      }
    }
  }
}

/// What each payer pays in each township; without one, for the county as a whole.
std::map<std::optional<TownshipId>, PayerSums> paid_in(const std::vector<Line>& ledger) {
  std::map<std::optional<TownshipId>, PayerSums> paid;
  for (const Line& line : ledger) {
    if (line.topic != Topic::bus_share || !line.payer) continue;
    paid[line.township][row(*line.payer)] += line.amount;
  }
  return paid;
}

/// Pupils of a bus line by township of the school.
std::map<TownshipId, Heads> pupils_of(const Plan& plan, const BusLine& line) {
  std::map<TownshipId, Heads> pupils;
  const auto& trip = plan.buses.routes.duties[line.duty].trips[line.trip];
  for (const auto id : trip.stops) {
    const auto& stop = plan.buses.stops[id.row()];
    const SchoolId school = plan.buses.schools[stop.school.row()];
    pupils[plan.schools[school].school.township] += stop.pupils;
  }
  return pupils;
}

}  // namespace

std::vector<PayerSums> paid_by_parts(const PayerSums& paid, const std::vector<RidersPart>& parts) {
  std::vector<double> heads, costs, left;
  for (const auto& part : parts) {
    heads.push_back(static_cast<double>(part.heads.count()));
    costs.push_back(part.cost);
  }
  std::vector<PayerSums> result(parts.size());
  if (parts.empty()) return result;
  const auto targets = shared(sum_of(paid), {costs, heads});
  const auto fares = shared(paid[row(Payer::family)], {heads, costs});
  for (std::size_t i = 0; i < parts.size(); ++i) {
    left.push_back(std::max(0.0, static_cast<double>((targets[i] - fares[i]).count())));
  }
  for (const Payer payer : payers) {
    const auto amounts =
        payer == Payer::family ? fares : shared(paid[row(payer)], {left, costs, heads});
    for (std::size_t i = 0; i < parts.size(); ++i) result[i][row(payer)] = amounts[i];
  }
  balance(result, targets);
  return result;
}

std::vector<PayerSums> line_payers(const Plan& plan, const std::vector<Line>& ledger,
                                   const std::vector<LineCosts>& costs) {
  struct Riders {
    std::vector<std::size_t> lines;
    std::vector<RidersPart> parts;
  };
  std::map<std::optional<TownshipId>, Riders> riders;
  std::vector<Fen> targets;
  for (std::size_t i = 0; i < costs.size(); ++i) {
    targets.push_back(costs[i].sum());
    const auto whole = static_cast<double>(targets.back().count());
    const auto pupils = pupils_of(plan, plan.buses.lines[i]);
    Heads all;
    for (const auto& [township, heads] : pupils) all += heads;
    const auto add = [&](std::optional<TownshipId> township, Heads heads, double cost) {
      riders[township].lines.push_back(i);
      riders[township].parts.push_back({heads, cost});
    };
    for (const auto& [township, heads] : pupils) {
      if (all <= Heads(0)) continue;
      add(township, heads,
          whole * static_cast<double>(heads.count()) / static_cast<double>(all.count()));
    }
    add(std::nullopt, all, whole);
  }
  std::vector<PayerSums> result(costs.size());
  for (const auto& [township, paid] : paid_in(ledger)) {
    const auto& here = riders[township];
    const auto shares = paid_by_parts(paid, here.parts);
    for (std::size_t k = 0; k < shares.size(); ++k) {
      for (const Payer payer : payers) result[here.lines[k]][row(payer)] += shares[k][row(payer)];
    }
  }
  balance(result, targets);
  return result;
}

}  // namespace budian::money
