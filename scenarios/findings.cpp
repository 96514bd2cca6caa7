#include "scenarios/findings.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/clock.hpp"

namespace budian {
namespace {

void note(std::vector<Finding>& findings, Message message, Heads pupils = Heads(0)) {
  Finding finding;
  finding.severity = Severity::note;
  finding.message = std::move(message);
  finding.pupils = pupils;
  findings.push_back(std::move(finding));
}

void find_assumptions(const Situation& situation, std::vector<Finding>& findings) {
  const auto& ground = situation.ground;
  if (!ground.walk_network) {
    note(findings, {"finding.no_roads", {{"factor", ground.travel.straight_detour_factor}}});
  }
  switch (ground.placement.basis) {
    case PlacementBasis::rolls_over_population:
      note(findings, {"finding.rolls_over_population", {}});
      break;
    case PlacementBasis::rolls_and_settlements:
      break;
    case PlacementBasis::settlements_only:
      note(findings, {"finding.settlements_only", {}});
      break;
    case PlacementBasis::nothing:
      note(findings, {"finding.no_pupils", {}});
      break;
  }
  for (int grade = 0; grade < grade_count; ++grade) {
    const Heads mismatch = ground.placement.mismatch[static_cast<std::size_t>(grade)];
    if (mismatch != Heads(0)) {
      note(findings, {"finding.mismatch",
                      {{"grade", std::int64_t{grade + 1}}, {"difference", mismatch.count()}}});
    }
  }
  if (ground.placement.without_school > Heads(0)) {
    note(findings,
         {"finding.without_school", {{"pupils", ground.placement.without_school.count()}}},
         ground.placement.without_school);
    findings.back().severity = Severity::serious;
  }
  const bool no_rooms = std::all_of(ground.county.schools.begin(), ground.county.schools.end(),
                                    [](const School& school) { return school.classrooms == 0; });
  if (no_rooms && situation.scenario.limits.seats && !situation.scenario.measures.empty()) {
    note(findings, {"finding.seats_unknown", {}});
    findings.back().severity = Severity::warning;
  }
}

void find_cut_off(const Situation& situation, const std::vector<GroupJourney>& journeys,
                  std::vector<Finding>& findings) {
  std::map<SettlementId, Heads> cut_off;
  std::map<SettlementId, SchoolId> school;
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    if (journeys[i].road) continue;
    const auto& group = situation.plan.groups[i];
    cut_off[group.settlement] += group.pupils;
    school.emplace(group.settlement, group.school);
  }
  const auto& ground = situation.ground;
  for (const auto& [id, pupils] : cut_off) {
    const auto& settlement = ground.county.settlements[id];
    std::string reason = "beyond_limit";
    if (ground.walk_network) {
      switch (why_unreachable(*ground.walk_network, ground.settlements_on_foot[id.row()],
                              situation.travel.attached(school.at(id)), Least::length)) {
        case Unreachable::no_road_at_origin:
          reason = "no_road_at_origin";
          break;
        case Unreachable::water_at_origin:
          reason = "water_at_origin";
          break;
        case Unreachable::water_at_destination:
          reason = "water_at_destination";
          break;
        case Unreachable::far_side_at_origin:
        case Unreachable::far_side_at_destination:  // of feet there is no far side
        case Unreachable::no_road_at_destination:
          reason = "no_road_at_destination";
          break;
        case Unreachable::other_component:
          reason = "other_component";
          break;
        case Unreachable::one_way_trap:
          reason = "one_way_trap";
          break;
        case Unreachable::beyond_limit:
          break;
      }
    }
    Finding finding;
    finding.severity = Severity::serious;
    finding.message = {"finding.cut_off." + reason,
                       {{"settlement", settlement.name},
                        {"pupils", pupils.count()},
                        {"school", situation.plan.schools[school.at(id)].school.name},
                        {"reach_m", std::llround(in_metres(ground.travel.walk.reach))},
                        {"limit_km", std::llround(in_kilometres(ground.travel.limit))}}};
    finding.place = settlement.place;
    finding.township = settlement.township;
    finding.settlement = id;
    finding.pupils = pupils;
    findings.push_back(std::move(finding));
  }
}

const char* band_word(GradeBand band) {
  switch (band) {
    case GradeBand::lower_primary:
      return "lower_primary";
    case GradeBand::upper_primary:
      return "upper_primary";
    case GradeBand::junior:
      return "junior";
  }
  return "junior";
}

/// Walkers beyond the walking limit, by township and band.
void find_far_walkers(const Situation& situation, const std::vector<GroupJourney>& journeys,
                      std::vector<Finding>& findings) {
  std::map<std::pair<TownshipId, GradeBand>, Heads> far;
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    const auto& group = situation.plan.groups[i];
    const auto band = band_of_grade(group.grade);
    if (group.way != Way::walk || !journeys[i].road) continue;
    if (*journeys[i].road <= situation.scenario.limits.walk[row(band)]) continue;
    far[{situation.ground.county.settlements[group.settlement].township, band}] += group.pupils;
  }
  for (const auto& [key, pupils] : far) {
    Finding finding;
    finding.message = {std::string("finding.far_walkers.") + band_word(key.second),
                       {{"township", situation.ground.county.townships[key.first].name},
                        {"pupils", pupils.count()},
                        {"km", in_kilometres(situation.scenario.limits.walk[row(key.second)])}}};
    finding.township = key.first;
    finding.pupils = pupils;
    findings.push_back(std::move(finding));
  }
}

/// Townships whose pupils of a stage have no school of it at home: the plan's doing, or a school
/// that the files lack.
void find_townships_without_school(const Situation& situation, std::vector<Finding>& findings) {
  const auto& county = situation.ground.county;
  for (const auto stage : stages) {
    Table<TownshipId, Heads> pupils(county.townships.size());
    for (const auto& group : situation.plan.groups) {
      if (stage_of_grade(group.grade) != stage) continue;
      pupils[county.settlements[group.settlement].township] += group.pupils;
    }
    for (const auto& planned : situation.plan.schools) {
      if (teaches(planned, stage)) pupils[planned.school.township] = Heads(0);
    }
    for (const auto id : county.townships.ids()) {
      if (pupils[id] == Heads(0)) continue;
      Finding finding;
      finding.severity = stage == Stage::primary ? Severity::warning : Severity::note;
      finding.message = {
          stage == Stage::primary ? "finding.no_school.primary" : "finding.no_school.junior",
          {{"township", county.townships[id].name}, {"pupils", pupils[id].count()}}};
      finding.township = id;
      finding.pupils = pupils[id];
      findings.push_back(std::move(finding));
    }
  }
}

/// 大班额 and 超大班额.
void find_large_classes(const Situation& situation, std::vector<Finding>& findings) {
  const std::int64_t large = situation.ground.class_sizes.large.at_least;
  const std::int64_t very_large = situation.ground.class_sizes.very_large.at_least;
  for (const auto id : situation.plan.schools.ids()) {
    const auto& planned = situation.plan.schools[id];
    if (!planned.open) continue;
    std::int64_t largest = 0;
    int at = 0;
    for (int grade = 0; grade < grade_count; ++grade) {
      const auto g = static_cast<std::size_t>(grade);
      const std::int64_t classes = planned.school.classes[g];
      if (classes == 0) continue;
      const std::int64_t size = (planned.school.pupils[g].count() + classes - 1) / classes;
      if (size > largest) {
        largest = size;
        at = grade;
      }
    }
    if (largest < large) continue;
    Finding finding;
    finding.severity = largest >= very_large ? Severity::serious : Severity::warning;
    finding.message = {largest >= very_large ? "finding.very_large_class" : "finding.large_class",
                       {{"school", planned.school.name},
                        {"grade", std::int64_t{at + 1}},
                        {"size", largest},
                        {"at_least", largest >= very_large ? very_large : large}}};
    finding.place = planned.school.place;
    finding.township = planned.school.township;
    finding.school = id;
    findings.push_back(std::move(finding));
  }
}

/// Nobody can say how large classes are of which the files tell no number.
void find_untold_classes(const Situation& situation, std::vector<Finding>& findings) {
  std::int64_t schools = 0;
  Heads pupils;
  for (const auto& planned : situation.plan.schools) {
    if (!planned.open) continue;
    Heads here;
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      if (planned.school.classes[grade] == 0) here += planned.school.pupils[grade];
    }
    schools += here > Heads(0);
    pupils += here;
  }
  if (schools == 0) return;
  note(findings, {"finding.classes_not_told", {{"schools", schools}, {"pupils", pupils.count()}}},
       pupils);
}

/// A measure that opens a school says where it stands and how many classrooms it has, no more.
void find_opened_schools(const Situation& situation, std::vector<Finding>& findings) {
  for (const auto id : situation.plan.schools.ids()) {
    const auto& planned = situation.plan.schools[id];
    if (planned.existed || !planned.open) continue;
    Finding finding;
    finding.message = {"finding.opened_holdings", {{"school", planned.school.name}}};
    finding.place = planned.school.place;
    finding.township = planned.school.township;
    finding.school = id;
    findings.push_back(std::move(finding));
  }
}

void find_large_schools(const Situation& situation, std::vector<Finding>& findings) {
  for (const auto& rules : situation.ground.standards) {
    for (const auto id : schools_over_size(situation.plan, rules)) {
      const auto& planned = situation.plan.schools[id];
      const Heads most = largest_size(rules, planned.school);
      const Heads roll = total(planned.school.pupils);
      Finding finding;
      finding.message = {
          "finding.large_school",
          {{"school", planned.school.name}, {"pupils", roll.count()}, {"most", most.count()}}};
      finding.place = planned.school.place;
      finding.township = planned.school.township;
      finding.school = id;
      finding.pupils = roll;
      findings.push_back(std::move(finding));
    }
  }
}

/// Schools whose hours the buses need to be others.
void find_moved_bells(const Situation& situation, std::vector<Finding>& findings) {
  for (const MovedBell& bell : situation.plan.buses.moved_bells) {
    const School& school = situation.plan.schools[bell.school].school;
    Finding finding;
    finding.severity = Severity::note;
    const bool is_later = bell.later > Milliseconds(0);
    std::string key = is_later ? "finding.bell_later" : "finding.bell_earlier";
    if (situation.scenario.bus.stages_apart) {
      const bool is_primary = bell.stage == Stage::primary;
      if (is_later) key = is_primary ? "finding.bell_later.primary" : "finding.bell_later.junior";
      if (!is_later) {
        key = is_primary ? "finding.bell_earlier.primary" : "finding.bell_earlier.junior";
      }
    }
    finding.message = {key,
                       {{"school", school.name},
                        {"minutes", std::abs(bell.later.count()) / 60'000},
                        {"arrive", clock_text(bell.arrive)},
                        {"leave", clock_text(bell.leave)},
                        {"before", clock_text(bell.arrive - bell.later)}}};
    finding.place = school.place;
    finding.township = school.township;
    finding.school = bell.school;
    findings.push_back(std::move(finding));
  }
}

/// Pupils who cross a road to or from the bus.
void find_crossings(const Situation& situation, std::vector<Finding>& findings) {
  Heads pupils;
  std::int64_t calls = 0;
  for (const BusLine& line : situation.plan.buses.lines) {
    for (const BusRun* run : {&line.morning, &line.afternoon}) {
      for (const BusCall& call : run->calls) {
        pupils += call.across;
        calls += call.across > Heads(0);
      }
    }
  }
  if (calls == 0) return;
  note(findings, {"finding.crossings", {{"pupils", pupils.count()}, {"calls", calls}}}, pupils);
}

}  // namespace

std::vector<Finding> find_problems(const Situation& situation,
                                   const std::vector<GroupJourney>& journeys) {
  std::vector<Finding> findings;
  find_assumptions(situation, findings);
  find_cut_off(situation, journeys, findings);
  find_far_walkers(situation, journeys, findings);
  find_townships_without_school(situation, findings);
  find_large_classes(situation, findings);
  find_untold_classes(situation, findings);
  find_opened_schools(situation, findings);
  find_large_schools(situation, findings);
  find_moved_bells(situation, findings);
  find_crossings(situation, findings);
  for (const auto& remark : situation.plan.remarks) note(findings, remark);
  return findings;
}

}  // namespace budian
