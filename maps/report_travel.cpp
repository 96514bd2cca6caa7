// The report's travel: summaries, settlements, closures with the villages concerned.
#include <algorithm>
#include <map>

#include "maps/report_parts.hpp"
#include "maps/school_status.hpp"
#include "scenarios/known_mean.hpp"

namespace budian::report {
namespace {

template <class Counts>
Json heads_of(const Counts& counts) {
  Json result = Json::array();
  for (const auto heads : counts) result.push_back(heads.count());
  return result;
}

/// Not rounded to whole metres: what is shown in kilometres is then rounded once.
Json exact_metres(std::optional<Millimetres> length) {
  if (!length) return nullptr;
  return in_metres(*length);
}

Json settlement_row(SettlementId id, const SettlementTravel& travel) {
  return {id.row(),
          travel.pupils[0].count(),
          travel.pupils[1].count(),
          metres_of(travel.mean_road[0]),
          metres_of(travel.mean_road[1]),
          minutes_of(travel.mean_time[0]),
          minutes_of(travel.mean_time[1]),
          travel.displaced.count(),
          travel.riders.count()};
}

/// Pupils of one village who leave one school.
struct Village {
  Heads pupils, riders;
  KnownMean<Millimetres> before, after;
  KnownMean<Milliseconds> time;
};

/// A journey of a group breaks a limit: too far on foot, or too long from door to door.
bool over_limit(const Limits& limits, const PupilGroup& group, const GroupJourney& journey) {
  const auto band = row(band_of_grade(group.grade));
  if (group.way == Way::boarding) return false;
  if (!journey.road || !journey.door_to_door) return true;
  return (group.way == Way::walk && *journey.road > limits.walk[band]) ||
         *journey.door_to_door > limits.door_to_door[band];
}

struct Leaving {
  std::map<SettlementId, Village> villages;
  Heads over_limit;
};

void add(Village& village, const PupilGroup& group, const GroupJourney& after,
         const std::optional<Millimetres>& before) {
  village.pupils += group.pupils;
  if (group.way == Way::bus) village.riders += group.pupils;
  village.before.add(before, group.pupils);
  village.after.add(after.road, group.pupils);
  village.time.add(after.door_to_door, group.pupils);
}

std::map<SchoolId, Leaving> leaving_by_school(const Study& study, std::size_t scenario) {
  const auto& today = study.outcomes.front();
  const auto& outcome = study.outcomes[scenario];
  std::map<SchoolId, Leaving> result;
  for (std::size_t i = 0; i < outcome.plan.groups.size(); ++i) {
    const auto& group = outcome.plan.groups[i];
    if (!group.displaced()) continue;
    std::optional<Millimetres> before;
    if (const auto row = row_before(today.plan, group)) before = today.journeys[*row].road;
    auto& leaving = result[group.before];
    add(leaving.villages[group.settlement], group, outcome.journeys[i], before);
    if (over_limit(study.scenarios[scenario].limits, group, outcome.journeys[i])) {
      leaving.over_limit += group.pupils;
    }
  }
  return result;
}

Json villages_of(const Leaving& leaving) {
  Json result = Json::array();
  for (const auto& [id, village] : leaving.villages) {
    result.push_back({{"settlement", id.row()},
                      {"pupils", village.pupils.count()},
                      {"riders", village.riders.count()},
                      {"before_metres", metres_of(village.before.value())},
                      {"after_metres", metres_of(village.after.value())},
                      {"after_minutes", minutes_of(village.time.value())}});
  }
  return result;
}

}  // namespace

Json travel_part(const TravelSummary& summary) {
  return {{"pupils", summary.pupils.count()},
          {"unreachable", summary.unreachable.count()},
          {"riders", summary.riders.count()},
          {"over_limit", summary.over_limit.count()},
          {"by_distance", heads_of(summary.by_distance)},
          {"by_time", heads_of(summary.by_time)},
          {"mean_metres", exact_metres(summary.mean_road)},
          {"median_metres", exact_metres(summary.median_road)},
          {"p90_metres", exact_metres(summary.p90_road)},
          {"max_metres", exact_metres(summary.max_road)},
          {"mean_minutes", minutes_of(summary.mean_time)},
          {"median_minutes", minutes_of(summary.median_time)},
          {"p90_minutes", minutes_of(summary.p90_time)},
          {"max_minutes", minutes_of(summary.max_time)},
          {"detour", number_of(summary.detour_ratio, 3)}};
}

Json settlement_travel_part(const Outcome& today, const Outcome& outcome) {
  Json result = Json::array();
  for (const auto id : outcome.settlements.ids()) {
    Json now = settlement_row(id, outcome.settlements[id]);
    if (&today != &outcome && now == settlement_row(id, today.settlements[id])) continue;
    result.push_back(std::move(now));
  }
  return result;
}

Json townships_travel_part(const Outcome& outcome) {
  Json result = Json::array();
  for (const auto& township : outcome.townships) {
    Json by_stage = Json::array(), accessibility = Json::array(), worst = Json::array();
    for (const auto stage : stages) {
      by_stage.push_back(travel_part(township.by_stage[row(stage)]));
      accessibility.push_back(number_of(township.accessibility[row(stage)], 3));
      const auto& furthest = township.worst[row(stage)];
      worst.push_back(furthest.empty() ? Json(nullptr)
                                       : Json{{"settlement", furthest.front().settlement.row()},
                                              {"school", furthest.front().school.row()},
                                              {"pupils", furthest.front().pupils.count()},
                                              {"metres", metres_of(furthest.front().road)}});
    }
    result.push_back({{"by_stage", std::move(by_stage)},
                      {"accessibility", std::move(accessibility)},
                      {"worst", std::move(worst)}});
  }
  return result;
}

Json closures_part(const Desk& desk, std::size_t scenario) {
  const auto& outcome = desk.study.outcomes[scenario];
  const auto travels = displaced_travel(desk.study.outcomes.front(), outcome);
  const auto leaving = leaving_by_school(desk.study, scenario);
  Json result = Json::array();
  for (std::size_t i = 0; i < outcome.plan.closures.size(); ++i) {
    const auto& closure = outcome.plan.closures[i];
    const auto& travel = travels[i];
    const auto found = leaving.find(closure.school);
    const Leaving left = found == leaving.end() ? Leaving{} : found->second;
    Json receivers = Json::array();
    for (const auto& [school, heads] : closure.receivers) {
      receivers.push_back({school.row(), heads.count()});
    }
    result.push_back({{"school", closure.school.row()},
                      {"closes", closure.closes},
                      {"pupils", closure.pupils.count()},
                      {"receivers", std::move(receivers)},
                      {"riders", travel.riders.count()},
                      {"over_limit", left.over_limit.count()},
                      {"before_metres", metres_of(travel.mean_before)},
                      {"after_metres", metres_of(travel.mean_after)},
                      {"before_minutes", minutes_of(travel.mean_time_before)},
                      {"after_minutes", minutes_of(travel.mean_time_after)},
                      {"longest_after_metres", metres_of(travel.max_after)},
                      {"villages", villages_of(left)}});
  }
  return result;
}

Json refusals_part(Desk& desk, const Plan& plan) {
  Json result = Json::array();
  for (const auto& refusal : plan.refusals) {
    result.push_back({{"school", refusal.school.row()},
                      {"reason", desk.texts.row(refusal.reason)},
                      {"tried", desk.texts.rows(refusal.tried)},
                      {"would_help", desk.texts.rows(refusal.would_help)},
                      {"settlement", row_of(refusal.settlement)},
                      {"pupils", refusal.pupils.count()}});
  }
  return result;
}

}  // namespace budian::report
