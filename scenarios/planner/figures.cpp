#include "scenarios/planner/figures.hpp"

#include <algorithm>
#include <set>

#include "scenarios/access.hpp"
#include "scenarios/money/bill.hpp"

namespace budian::planner {
namespace {

StageBalance balance_of(const StageResult& stage) {
  StageBalance balance;
  balance.cv = stage.composite;
  if (!balance.cv) {
    for (const auto& indicator : stage.indicators) {
      if (!indicator.cv) return {};
      balance.cv = std::max(balance.cv.value_or(0), *indicator.cv);
    }
  }
  if (stage.margin) balance.shortfall = std::max(0.0, -*stage.margin);
  return balance;
}

void add_travel(const FigureBasis& basis, Figures& figures) {
  std::vector<Traveller> all;
  all.reserve(basis.journeys.size());
  std::int64_t hours = 0;
  for (std::size_t i = 0; i < basis.journeys.size(); ++i) {
    const PupilGroup& group = basis.plan.groups[i];
    const auto& time = basis.journeys[i].door_to_door;
    all.push_back({&group, &basis.journeys[i]});
    const bool boards = group.way == Way::boarding;
    if (!boards && (!time || *time > basis.long_journey)) figures.long_journeys += group.pupils;
    if (time) hours += time->count() * group.pupils.count();
    if (!group.displaced()) continue;
    figures.moved += group.pupils;
    if (band_of_grade(group.grade) == GradeBand::lower_primary) figures.moved_lower += group.pupils;
  }
  const TravelSummary summary = summarize(all, basis.limits);
  figures.pupils = summary.pupils;
  figures.riders = summary.riders;
  figures.boarders = summary.boarders;
  figures.over_limit = summary.over_limit;
  figures.mean_time = summary.mean_time.value_or(Milliseconds(0));
  figures.p90_time = summary.p90_time.value_or(Milliseconds(0));
  figures.travel_hours = hours / 3'600;
}

}  // namespace

bool operator==(const StageBalance& a, const StageBalance& b) {
  return a.cv == b.cv && a.shortfall == b.shortfall;
}

Fen Figures::of(Purse purse) const {
  Fen sum;
  for (const auto payer : money::payers) {
    if (is_paid_from(purse, payer)) sum += of(payer);
  }
  return sum;
}

Figures figures_of(const FigureBasis& basis) {
  Figures figures;
  for (const auto payer : money::payers) {
    figures.a_year[static_cast<std::size_t>(payer)] = money::sums_of(basis.ledger, payer).a_year();
  }
  for (const auto& line : basis.ledger) {
    if (line.topic == money::Topic::bus_fixed || line.topic == money::Topic::bus_kilometres)
      figures.bus_cost += line.amount;
    if (line.topic == money::Topic::bus_share && line.payer)
      figures.bus_share[static_cast<std::size_t>(*line.payer)] += line.amount;
  }
  add_travel(basis, figures);
  for (const auto& planned : basis.plan.schools) figures.schools_open += planned.open ? 1 : 0;
  for (const auto& closure : basis.plan.closures)
    ++(closure.closes ? figures.closures : figures.turned);
  std::set<SchoolId> visited;
  for (const auto& visit : basis.plan.staffing.visits) visited.insert(visit.to);
  figures.visited = static_cast<std::int64_t>(visited.size());
  for (const auto& standard : basis.standards) {
    ByStage<StageBalance> stages_of;
    for (const auto& stage : standard.stages) stages_of[row(stage.stage)] = balance_of(stage);
    figures.balance.push_back(stages_of);
  }
  return figures;
}

}  // namespace budian::planner
