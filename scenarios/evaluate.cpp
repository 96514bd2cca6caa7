#include "scenarios/evaluate.hpp"

#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <map>

#include "scenarios/access.hpp"
#include "scenarios/appraisal/appraise.hpp"
#include "scenarios/findings.hpp"
#include "scenarios/journeys.hpp"
#include "scenarios/known_mean.hpp"
#include "scenarios/money/bill_lines.hpp"
#include "scenarios/money/bill_of_plan.hpp"
#include "scenarios/money/bus_riders.hpp"
#include "scenarios/staff/posts.hpp"

namespace budian {
namespace {

using Travellers = std::vector<Traveller>;

void summarize_county(const Situation& situation, Outcome& outcome) {
  ByStage<Travellers> by_stage;
  ByBand<Travellers> by_band;
  for (std::size_t i = 0; i < outcome.journeys.size(); ++i) {
    const Traveller traveller{&situation.plan.groups[i], &outcome.journeys[i]};
    by_stage[row(stage_of_grade(traveller.group->grade))].push_back(traveller);
    by_band[row(band_of_grade(traveller.group->grade))].push_back(traveller);
  }
  const auto& limits = situation.scenario.limits;
  for (const auto stage : stages)
    outcome.county_by_stage[row(stage)] = summarize(by_stage[row(stage)], limits);
  for (const auto band : grade_bands)
    outcome.county_by_band[row(band)] = summarize(by_band[row(band)], limits);
}

/// Up to five settlements with the furthest pupils of a stage; one entry for each school that a
/// settlement's pupils go to.
std::vector<WorstSettlement> worst_of(const Travellers& travellers) {
  std::map<std::pair<SettlementId, SchoolId>, WorstSettlement> pairs;
  for (const auto& [group, journey] : travellers) {
    auto& pair = pairs[{group->settlement, group->school}];
    pair = {group->settlement, group->school, pair.pupils + group->pupils, journey->road};
  }
  std::vector<WorstSettlement> worst;
  worst.reserve(pairs.size());
  for (const auto& [ids, pair] : pairs) worst.push_back(pair);
  std::stable_sort(worst.begin(), worst.end(),
                   [](const WorstSettlement& a, const WorstSettlement& b) {
                     if (a.road.has_value() != b.road.has_value()) return !a.road.has_value();
                     return a.road.has_value() && *a.road > *b.road;
                   });
  if (worst.size() > 5) worst.resize(5);
  return worst;
}

void summarize_townships(const Situation& situation, Outcome& outcome) {
  const auto& county = situation.ground.county;
  const std::size_t count = county.townships.size();
  std::vector<ByStage<Travellers>> by_stage(count);
  std::vector<ByBand<Travellers>> by_band(count);
  for (std::size_t i = 0; i < outcome.journeys.size(); ++i) {
    const Traveller traveller{&situation.plan.groups[i], &outcome.journeys[i]};
    const std::size_t at = county.settlements[traveller.group->settlement].township.row();
    by_stage[at][row(stage_of_grade(traveller.group->grade))].push_back(traveller);
    by_band[at][row(band_of_grade(traveller.group->grade))].push_back(traveller);
  }
  const auto& limits = situation.scenario.limits;
  for (const auto id : county.townships.ids()) {
    TownshipTravel township;
    township.township = id;
    for (const auto stage : stages) {
      township.by_stage[row(stage)] = summarize(by_stage[id.row()][row(stage)], limits);
      township.worst[row(stage)] = worst_of(by_stage[id.row()][row(stage)]);
    }
    for (const auto band : grade_bands) {
      township.by_band[row(band)] = summarize(by_band[id.row()][row(band)], limits);
    }
    outcome.townships.push_back(std::move(township));
  }
}

struct Sums {
  Heads heads;
  KnownMean<Millimetres> road;
  KnownMean<Milliseconds> time;
};

void summarize_settlements(const Situation& situation, Outcome& outcome) {
  const auto& settlements = situation.ground.county.settlements;
  std::vector<ByStage<Sums>> sums(settlements.size());
  outcome.settlements = Table<SettlementId, SettlementTravel>(settlements.size());
  for (std::size_t i = 0; i < outcome.journeys.size(); ++i) {
    const auto& group = situation.plan.groups[i];
    auto& sum = sums[group.settlement.row()][row(stage_of_grade(group.grade))];
    sum.heads += group.pupils;
    sum.road.add(outcome.journeys[i].road, group.pupils);
    sum.time.add(outcome.journeys[i].door_to_door, group.pupils);
    auto& settlement = outcome.settlements[group.settlement];
    if (group.displaced()) settlement.displaced += group.pupils;
    if (group.way == Way::bus) settlement.riders += group.pupils;
  }
  for (const auto id : settlements.ids()) {
    for (const auto stage : stages) {
      const auto& sum = sums[id.row()][row(stage)];
      auto& settlement = outcome.settlements[id];
      settlement.pupils[row(stage)] = sum.heads;
      settlement.mean_road[row(stage)] = sum.road.value();
      settlement.mean_time[row(stage)] = sum.time.value();
    }
  }
}

void add_accessibility(const Situation& situation, Outcome& outcome) {
  const auto& settlements = situation.ground.county.settlements;
  for (const auto stage : stages) {
    const auto s = row(stage);
    const auto values = accessibility(situation, stage);
    std::vector<double> weighted(outcome.townships.size(), 0);
    std::vector<double> heads(outcome.townships.size(), 0);
    for (const auto id : settlements.ids()) {
      outcome.settlements[id].accessibility[s] = values[id.row()];
      if (!values[id.row()]) continue;
      const auto pupils = static_cast<double>(outcome.settlements[id].pupils[s].count());
      weighted[settlements[id].township.row()] += *values[id.row()] * pupils;
      heads[settlements[id].township.row()] += pupils;
    }
    for (auto& township : outcome.townships) {
      const std::size_t at = township.township.row();
      if (heads[at] > 0) township.accessibility[s] = weighted[at] / heads[at];
    }
  }
}

/// What the empty scenario leaves as it is.
Plan plan_of_today(const Groundwork& ground) {
  Plan today;
  for (auto& school : schools_today(ground)) {
    today.schools.push_back({.school = std::move(school)});
  }
  today.groups = ground.placement.groups;
  return today;
}

/// The plan as a standard counts it: who visits a school counts as the standard says. Empty: as it
/// is.
std::optional<Plan> counted_plan(const Situation& situation, const StandardRules& rules) {
  if (situation.plan.staffing.visits.empty()) return std::nullopt;
  return staff::with_visitors(situation.plan, situation.scenario.staff, rules.code);
}

/// What lies behind the standards' figures.
void add_balance(const Situation& situation, const Plan& today, Outcome& outcome) {
  const auto& ground = situation.ground;
  const RoadLength road = [&](SettlementId settlement, SchoolId school) {
    const auto journey = situation.travel.on_foot(settlement, school);
    return journey ? std::optional(journey->length) : std::nullopt;
  };
  for (const auto& rules : ground.standards) {
    const std::optional<Plan> visited = counted_plan(situation, rules);
    const Plan& plan = visited ? *visited : situation.plan;
    outcome.balance.push_back(analyse(rules, {ground.county, today, plan, ground.money, road}));
  }
  for (const auto stage : stages) {
    outcome.classes[row(stage)] = class_sizes(situation.plan, stage, ground.class_sizes);
  }
}

void add_money(const Situation& situation, const Plan& today, Outcome& outcome) {
  const auto& ground = situation.ground;
  const money::BusCosts buses = money::bus_costs(ground.county, situation.plan);
  outcome.ledger = money::make_ledger(ground.county, situation.plan, buses, ground.money);
  money::add_bill_lines({ground.county, situation.plan, outcome.journeys, ground.money,
                         situation.scenario.limits.class_size, &situation.scenario.staff},
                        outcome.ledger);
  outcome.line_costs = money::line_costs(outcome.ledger, ground.money.bus, situation.plan.buses);
  outcome.bus_money = money::bus_money(
      {ground.county, situation.plan, buses, ground.money, outcome.ledger, outcome.line_costs});
  money::add_bill(situation, today, buses, outcome);
  staff::ToldSum posts;
  for (const auto id : situation.plan.schools.ids()) {
    const auto& planned = situation.plan.schools[id];
    if (!planned.open || !planned.school.is_public) continue;
    outcome.posts.push_back({id, money::posts_of(ground.money.staffing, planned.school)});
    posts.add(outcome.posts.back().posts);
  }
  outcome.total_posts = posts.whole();
}

}  // namespace

std::vector<StandardResult> standards_of(const Situation& situation) {
  const Groundwork& ground = situation.ground;
  std::vector<StandardResult> results;
  for (const auto& rules : ground.standards) {
    const std::optional<Plan> visited = counted_plan(situation, rules);
    results.push_back(evaluate_standard(ground.county, visited ? *visited : situation.plan, rules));
  }
  return results;
}

Outcome evaluate(const Scenario& scenario, Plan plan, const Groundwork& ground) {
  Outcome outcome;
  outcome.scenario = scenario.code;
  outcome.title = scenario.title;
  outcome.plan = std::move(plan);
  const SchoolTravel travel(ground, opened_places(outcome.plan));
  const Situation situation{scenario, outcome.plan, ground, travel};
  outcome.journeys = group_journeys(situation, outcome.plan.buses);
  ByStage<std::vector<CatchmentArea>> catchments;
  ByStage<std::vector<CoverageArea>> coverage;
  tbb::parallel_invoke(
      [&] {
        summarize_county(situation, outcome);
        summarize_townships(situation, outcome);
        summarize_settlements(situation, outcome);
        add_accessibility(situation, outcome);
        const Plan today = plan_of_today(ground);
        add_money(situation, today, outcome);
        outcome.standards = standards_of(situation);
        add_balance(situation, today, outcome);
      },
      [&] { add_ground(situation, Stage::primary, catchments[0], coverage[0]); },
      [&] { add_ground(situation, Stage::junior, catchments[1], coverage[1]); });
  for (const auto stage : stages) {
    auto& areas = catchments[row(stage)];
    auto& bands = coverage[row(stage)];
    std::move(areas.begin(), areas.end(), std::back_inserter(outcome.catchments));
    std::move(bands.begin(), bands.end(), std::back_inserter(outcome.coverage));
  }
  outcome.appraisal = appraisal::appraise(situation, outcome);
  outcome.findings = find_problems(situation, outcome.journeys);
  appraisal::add_findings(situation, outcome.appraisal, outcome.findings);
  const auto add = [&](const std::vector<Finding>& more) {
    outcome.findings.insert(outcome.findings.end(), more.begin(), more.end());
  };
  add(outcome.bus_money.findings);
  add(money::bill_findings(
      {ground.county, outcome.plan, outcome.journeys, ground.money, scenario.limits.class_size}));
  add(outcome.plan.ride_findings);
  add(outcome.plan.staffing.findings);
  std::stable_sort(outcome.findings.begin(), outcome.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  return outcome;
}

}  // namespace budian
