#include "tests/support/small_outcome.hpp"

#include <algorithm>

#include "scenarios/money/bill_lines.hpp"
#include "scenarios/money/closure_bills.hpp"
#include "scenarios/money/line_payers.hpp"
#include "tests/support/small_county.hpp"

namespace budian {
namespace {

using small::centre_school;
using small::south;
using small::square;
using small::west;

constexpr double detour = 1.2;                   // road length over straight line
const Speed on_foot = kilometres_per_hour(3.6);  // one metre a second
const Speed by_bus = kilometres_per_hour(36);    // ten metres a second

std::vector<GroupJourney> journeys_of(const County& county, const Plan& plan) {
  std::vector<GroupJourney> journeys;
  for (const auto& group : plan.groups) {
    GroupJourney journey;
    const double straight = distance_metres(county.settlements[group.settlement].place,
                                            plan.schools[group.school].school.place);
    journey.straight = metres(straight);
    journey.road = metres(straight * detour);
    journey.on_foot = journey.door_to_door = travel_time(*journey.road, on_foot);
    if (group.way == Way::bus) {
      journey.ride = travel_time(*journey.road, by_bus);
      journey.walk_to_stop = minutes(2);
      journey.wait = minutes(3);
      journey.door_to_door = *journey.ride + minutes(5);
    }
    journeys.push_back(journey);
  }
  return journeys;
}

/// Value at a rank of pupils in order of the value (nearest rank).
template <class T>
T at_rank(const std::vector<std::pair<T, std::int64_t>>& sorted, std::int64_t rank) {
  std::int64_t seen = 0;
  for (const auto& [value, heads] : sorted) {
    seen += heads;
    if (seen >= rank) return value;
  }
  return sorted.back().first;
}

template <class Chosen>
TravelSummary summary_of(const Plan& plan, const std::vector<GroupJourney>& journeys,
                         Chosen chosen) {
  TravelSummary summary;
  std::vector<std::pair<Millimetres, std::int64_t>> roads;
  std::vector<std::pair<Milliseconds, std::int64_t>> times;
  std::int64_t length = 0, straight = 0, time = 0;
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    const auto& group = plan.groups[i];
    if (!chosen(group)) continue;
    const std::int64_t heads = group.pupils.count();
    summary.pupils += group.pupils;
    if (group.way == Way::bus) summary.riders += group.pupils;
    roads.emplace_back(*journeys[i].road, heads);
    times.emplace_back(*journeys[i].door_to_door, heads);
    length += journeys[i].road->count() * heads;
    straight += journeys[i].straight.count() * heads;
    time += journeys[i].door_to_door->count() * heads;
    const double km = in_kilometres(*journeys[i].road);
    const double mins = in_minutes(*journeys[i].door_to_door);
    std::size_t band = 0;
    while (band < distance_bands_km.size() && km > distance_bands_km[band]) ++band;
    summary.by_distance[band] += group.pupils;
    for (band = 0; band < time_bands_minutes.size() && mins > time_bands_minutes[band];) ++band;
    summary.by_time[band] += group.pupils;
  }
  const std::int64_t heads = summary.pupils.count();
  if (heads == 0) return summary;
  std::sort(roads.begin(), roads.end());
  std::sort(times.begin(), times.end());
  const std::int64_t middle = (heads + 1) / 2, ninth = (heads * 9 + 9) / 10;
  summary.mean_road = Millimetres(length / heads);
  summary.median_road = at_rank(roads, middle);
  summary.p90_road = at_rank(roads, ninth);
  summary.max_road = roads.back().first;
  summary.mean_time = Milliseconds(time / heads);
  summary.median_time = at_rank(times, middle);
  summary.p90_time = at_rank(times, ninth);
  summary.max_time = times.back().first;
  summary.detour_ratio = static_cast<double>(length) / static_cast<double>(straight);
  return summary;
}

void add_travel(const County& county, Outcome& outcome) {
  const auto& plan = outcome.plan;
  const auto& journeys = outcome.journeys;
  const auto in_stage = [](Stage stage) {
    return [stage](const PupilGroup& group) { return stage_of_grade(group.grade) == stage; };
  };
  for (const auto stage : stages) {
    outcome.county_by_stage[row(stage)] = summary_of(plan, journeys, in_stage(stage));
  }
  for (const auto band : grade_bands) {
    outcome.county_by_band[row(band)] = summary_of(plan, journeys, [band](const PupilGroup& group) {
      return band_of_grade(group.grade) == band;
    });
  }
  for (const auto id : county.townships.ids()) {
    TownshipTravel township;
    township.township = id;
    for (const auto stage : stages) {
      const auto here = [&](const PupilGroup& group) {
        return county.settlements[group.settlement].township == id && in_stage(stage)(group);
      };
      township.by_stage[row(stage)] = summary_of(plan, journeys, here);
      township.accessibility[row(stage)] = 1.25;
    }
    // Not measured, but told apart: one settlement by road, one that has none.
    township.worst[row(Stage::primary)] = {
        {SettlementId(3 * id.row() + 2), SchoolId(2 * id.row()), Heads(12), std::nullopt},
        {SettlementId(3 * id.row()), SchoolId(2 * id.row()), Heads(36), Millimetres(4'300'600)}};
    outcome.townships.push_back(township);
  }
  for (const auto id : county.settlements.ids()) {
    SettlementTravel settlement;
    for (const auto stage : stages) {
      const auto summary = summary_of(plan, journeys, [&](const PupilGroup& group) {
        return group.settlement == id && in_stage(stage)(group);
      });
      settlement.pupils[row(stage)] = summary.pupils;
      settlement.mean_road[row(stage)] = summary.mean_road;
      settlement.mean_time[row(stage)] = summary.mean_time;
      if (summary.pupils > Heads(0)) settlement.accessibility[row(stage)] = 1.25;
      settlement.riders += summary.riders;
    }
    for (const auto& group : plan.groups) {
      if (group.settlement == id && group.displaced()) settlement.displaced += group.pupils;
    }
    outcome.settlements.push_back(settlement);
  }
}

void add_ground(Outcome& outcome) {
  for (const auto stage : stages) {
    for (const auto id : outcome.plan.schools.ids()) {
      const auto& planned = outcome.plan.schools[id];
      if (!planned.open || pupils_of_stage(planned.school.pupils, stage) == Heads(0)) continue;
      const Point place = planned.school.place;
      outcome.catchments.push_back(
          {id, stage, {square(place.x - 1000, place.y - 1000, 2000)}, 4.0});
    }
    for (const std::size_t band : {1U, 3U, 7U}) {
      const double x = west + 4000.0 * static_cast<double>(band);
      outcome.coverage.push_back({stage, band, {square(x - 4000, south, 4000)}, 16.0});
    }
  }
}

/// Line 1: two stops in 东沟村 (7 and 5 pupils) to 东山中心小学; at school at 7:50, home from
/// 16:30.
void add_buses(const County& county, Outcome& outcome) {
  auto& buses = outcome.plan.buses;
  const Point gully = county.settlements[SettlementId(2)].place;
  buses.sites = {{"东沟村", gully, TownshipId(0)},
                 {"东沟路口", {west + 3000, south + 7000}, TownshipId(0)}};
  buses.schools = {SchoolId(centre_school)};
  buses.stops = {{bus::SiteId(0), bus::BellId(0), Heads(7), minutes(40)},
                 {bus::SiteId(1), bus::BellId(0), Heads(5), minutes(40)}};
  bus::BusType type;
  type.name = "19座";
  type.nominal_seats = Heads(19);
  type.pupil_seats = Heads(17);
  type.fixed_cost_a_year = yuan(120000);
  type.cost_a_kilometre = yuan(2.5);
  buses.types = {type};
  const bus::Trip trip{
      bus::BellId(0), {bus::StopId(0), bus::StopId(1)}, {bus::StopId(1), bus::StopId(0)}};
  buses.routes.duties = {{bus::BusTypeId(0), {trip}}};
  BusLine line;
  line.name = "1";
  line.load = Heads(12);
  line.early = minutes(10);
  line.late = minutes(5);
  const SchoolId school(centre_school);
  const std::vector<GradeHeads> seven{{school, 0, Heads(7)}}, five{{school, 1, Heads(5)}};
  const std::vector<GradeHeads> twelve{{school, 0, Heads(7)}, {school, 1, Heads(5)}};
  const auto clock = [](int hour, int minute) { return minutes(hour * 60 + minute); };
  line.morning.calls = {
      {bus::StopId(0), school, clock(7, 36), clock(7, 37), seven, {}, Heads(7), minutes(13), {}},
      {bus::StopId(1),
       school,
       clock(7, 42),
       clock(7, 43),
       five,
       {},
       Heads(12),
       minutes(7),
       metres(2600)},
      {std::nullopt, school, clock(7, 50), clock(7, 52), {}, twelve, Heads(0), {}, metres(5600)}};
  line.morning.longest_ride = minutes(13);
  line.morning.loaded = metres(5600);
  line.morning.empty = metres(1400);
  line.morning.geometry = {gully, {west + 3000, south + 7000}, {west + 5000, south + 5000}};
  line.afternoon.calls = {
      {std::nullopt, school, clock(16, 28), clock(16, 30), twelve, {}, Heads(12), {}, {}},
      {bus::StopId(1),
       school,
       clock(16, 37),
       clock(16, 38),
       {},
       five,
       Heads(7),
       minutes(7),
       metres(3000)},
      {bus::StopId(0),
       school,
       clock(16, 43),
       clock(16, 44),
       {},
       seven,
       Heads(0),
       minutes(13),
       metres(5600)}};
  line.afternoon.longest_ride = minutes(13);
  line.afternoon.loaded = metres(5600);
  line.afternoon.empty = metres(1400);
  line.afternoon.geometry = {line.morning.geometry.rbegin(), line.morning.geometry.rend()};
  buses.lines = {line};
  for (std::size_t i = 0; i < outcome.plan.groups.size(); ++i) {
    if (outcome.plan.groups[i].way == Way::bus) {
      buses.boardings.push_back({i, bus::StopId(0), metres(150), outcome.plan.groups[i].pupils});
    }
  }
  buses.a_morning.loaded = metres(5600);
  buses.a_morning.empty = metres(1400);
  buses.an_afternoon = buses.a_morning;
  buses.mornings = {buses.a_morning};
  buses.afternoons = {buses.an_afternoon};
  buses.riders = Heads(12);
  buses.longest_ride = minutes(13);
  buses.mean_ride = minutes(10);
  buses.longest_wait = minutes(10);
  buses.yearly_cost = yuan(127000);  // 120,000 + 7 km × 2 trips × 200 days × 2.50
}

money::Line line(money::Topic topic, Message text, double quantity, const char* unit, Fen rate) {
  money::Line line;
  line.topic = topic;
  line.text = std::move(text);
  line.quantity = quantity;
  line.unit = unit;
  line.rate = rate;
  line.amount = yuan(quantity * in_yuan(rate));
  line.source.document = {"演示用费率", "Rates for tests"};
  line.source.certainty = Certainty::assumption;
  return line;
}

/// Public funds: 128 primary × 720 + 16 junior × 940 today; a small school counts as 100.
void add_money(bool with_buses, Outcome& outcome) {
  using money::Payer;
  using money::Topic;
  auto& ledger = outcome.ledger;
  if (with_buses) {
    ledger.push_back(line(Topic::bus_fixed, {"money.line.vehicles", {{"type", "19座"}}}, 1,
                          "money.unit.bus_year", yuan(120000)));
    ledger.back().bus = money::BusExpense{0, money::BusItem::vehicle};
    ledger.push_back(line(Topic::bus_kilometres, {"money.line.kilometres", {{"type", "19座"}}},
                          2800, "money.unit.kilometre", yuan(2.5)));
    ledger.back().bus = money::BusExpense{0, money::BusItem::kilometres};
    const Argument all = std::string("money.all_townships");
    ledger.push_back(line(Topic::bus_share,
                          {"money.line.share_gross", {{"township", all}, {"percent", 80.0}}}, 0.8,
                          "money.unit.share", yuan(127000)));
    ledger.back().payer = Payer::county;
    ledger.push_back(line(Topic::bus_share, {"money.line.bus_rest", {{"township", all}}}, 0.2,
                          "money.unit.share", yuan(127000)));
    ledger.back().payer = Payer::township;
  }
  const double funded = with_buses ? 300 : 400;  // three or four small schools, each counted as 100
  ledger.push_back(line(Topic::public_funds,
                        {"money.line.pupils", {{"stage", "money.stage.primary"}}}, funded,
                        "money.unit.funded_pupil", yuan(720)));
  ledger.back().payer = Payer::county;
}

void add_balance(const std::vector<StandardRules>& standards, double cv, Outcome& outcome) {
  for (const auto& rules : standards) {
    const bool composite = rules.code == "basic_2012";
    StandardResult result;
    result.standard = rules.code;
    for (const auto stage : stages) {
      StageResult judged;
      judged.stage = stage;
      judged.units = stage == Stage::primary ? 2 : 1;
      judged.pupils = outcome.county_by_stage[row(stage)].pupils;
      const double value = stage == Stage::primary ? cv : 0.0;
      const double line = stage == Stage::primary ? 0.5 : 0.45;
      for (const auto& rule : rules.indicators) {
        IndicatorResult indicator;
        indicator.code = rule.code;
        indicator.mean = rule.per == Per::hundred_pupils ? 12.5 : 20.0;
        indicator.cv = value;
        if (!composite) indicator.line = line;
        if (!composite) indicator.passes = value <= line;
        judged.indicators.push_back(indicator);
      }
      if (composite) {
        judged.composite = value;
        judged.composite_line = stage == Stage::primary ? 0.65 : 0.55;
      }
      judged.margin = (composite ? *judged.composite_line : line) - value;
      judged.passes = *judged.margin >= 0;
      result.passes =
          result.stages.empty() ? judged.passes : all_hold({result.passes, judged.passes});
      result.stages.push_back(judged);
    }
    outcome.standards.push_back(result);
  }
  for (auto& classes : outcome.classes) {
    classes.classes.assign(10, 0);
    classes.classes[0] = 19;
    classes.total = 19;
  }
}

void add_posts(double posts_a_school, Outcome& outcome) {
  for (const auto id : outcome.plan.schools.ids()) {
    if (!outcome.plan.schools[id].open) continue;
    outcome.posts.push_back({id, posts_a_school});
    outcome.total_posts = outcome.total_posts.value_or(0) + posts_a_school;
  }
}

Finding far_walkers() {
  Finding finding;
  finding.severity = Severity::serious;
  finding.message = {"finding.far_walkers.lower_primary",
                     {{"township", "西河镇"}, {"pupils", std::int64_t{9}}, {"km", 1.5}}};
  finding.place = Point{west + 13000, south + 3000};
  finding.township = TownshipId(1);
  finding.settlement = SettlementId(4);
  finding.pupils = Heads(9);
  return finding;
}

Outcome outcome_of(const Groundwork& ground, Plan plan, bool with_buses) {
  Outcome outcome;
  outcome.plan = std::move(plan);
  outcome.journeys = journeys_of(ground.county, outcome.plan);
  add_travel(ground.county, outcome);
  add_ground(outcome);
  if (with_buses) add_buses(ground.county, outcome);
  add_money(with_buses, outcome);
  outcome.line_costs = money::line_costs(outcome.ledger, ground.money.bus, outcome.plan.buses);
  outcome.bus_money.lines = money::line_payers(outcome.plan, outcome.ledger, outcome.line_costs);
  add_balance(ground.standards, with_buses ? 0.38 : 0.42, outcome);
  add_posts(8, outcome);
  outcome.findings = {far_walkers()};
  return outcome;
}

/// One year of buses as the ledger has them.
std::vector<money::BudgetYear> bus_years(const Outcome& outcome) {
  money::TownshipBudget budget;
  for (const auto payer : money::payers) {
    const Fen paid = money::sum_of(outcome.ledger, money::Topic::bus_share, payer);
    budget.paid[money::row(payer)] = paid;
    budget.running += paid;
  }
  money::BudgetYear year;
  year.townships = {budget};
  return {year};
}

void add_bill(const Groundwork& ground, const Outcome& today, Outcome& outcome) {
  const auto years = bus_years(outcome);
  outcome.bill = money::whole_bill({today.ledger, {}}, {outcome.ledger, {years.front().paid()}},
                                   ground.money.horizon);
  outcome.bill.notes =
      money::bill_notes({ground.county, outcome.plan, outcome.journeys, ground.money});
  outcome.closure_bills = money::closure_bills({ground.county,
                                                ground.money,
                                                {today.plan, today.journeys, today.ledger},
                                                {outcome.plan, outcome.journeys, outcome.ledger},
                                                outcome.line_costs,
                                                years,
                                                outcome.bill});
}

}  // namespace

SmallStudy small_study() {
  SmallStudy study;
  study.ground.county = small::county();
  study.ground.standards = {
      small::standard("basic_2012", "义务教育基本均衡（2012）", "Basic balance (2012)"),
      small::standard("quality_2017", "义务教育优质均衡（2017）", "Quality balance (2017)")};
  study.ground.placement.basis = PlacementBasis::rolls_and_settlements;
  study.ground.placement.groups = small::groups();
  study.ground.money.bus.service_days = 200;
  Scenario today;
  Scenario merge;
  merge.code = "merge";
  merge.title = {"撤并 30 人以下教学点", "Merge points under 30"};
  merge.file = "merge.toml";
  CloseByRule rule;
  rule.kinds = {SchoolKind::teaching_point};
  rule.fewer_than = Heads(30);
  merge.measures = {{rule, 3}};
  for (auto* scenario : {&today, &merge}) {
    scenario->limits.walk = {metres(1500), metres(2500), metres(3000)};
    scenario->limits.ride = {minutes(40), minutes(40), minutes(40)};
    scenario->limits.door_to_door = {minutes(60), minutes(60), minutes(60)};
    scenario->limits.class_size = {Heads(45), Heads(50)};
  }
  study.scenarios = {today, merge};
  study.outcomes.push_back(outcome_of(study.ground, small::plan_of(study.ground.county), false));
  study.outcomes.push_back(outcome_of(study.ground, small::merged(study.ground.county), true));
  const RoadLength no_road = [](SettlementId, SchoolId) { return std::optional<Millimetres>(); };
  for (auto& outcome : study.outcomes) {
    add_bill(study.ground, study.outcomes.front(), outcome);
    for (const auto& rules : study.ground.standards) {
      outcome.balance.push_back(analyse(rules, {study.ground.county, study.outcomes.front().plan,
                                                outcome.plan, study.ground.money, no_road}));
    }
  }
  study.outcomes[1].scenario = merge.code;
  study.outcomes[1].title = merge.title;
  return study;
}

}  // namespace budian
