#include "maps/school_status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "scenarios/known_mean.hpp"

namespace budian {

Table<SchoolId, SchoolStatus> school_statuses(const Outcome& today, const Plan& plan) {
  Table<SchoolId, SchoolStatus> statuses(plan.schools.size(), SchoolStatus::unchanged);
  for (const auto& refusal : plan.refusals) statuses[refusal.school] = SchoolStatus::refused;
  for (const auto& closure : plan.closures) {
    for (const auto& [receiver, heads] : closure.receivers) {
      statuses[receiver] = SchoolStatus::receives;
    }
  }
  for (const auto& closure : plan.closures) {
    statuses[closure.school] = SchoolStatus::grades_moved;
  }
  for (const auto id : plan.schools.ids()) {
    const auto& planned = plan.schools[id];
    const auto point = SchoolKind::teaching_point;
    if (!planned.existed) {
      statuses[id] = SchoolStatus::opened;
    } else if (!planned.open) {
      statuses[id] = SchoolStatus::closed;
    } else if (planned.school.kind == point && school_before(today, plan, id).kind != point) {
      statuses[id] = SchoolStatus::teaching_point;
    }
  }
  return statuses;
}

std::string status_key(SchoolStatus status) {
  static const std::array<const char*, school_status_count> keys{
      "status.unchanged",    "status.receives", "status.closed", "status.teaching_point",
      "status.grades_moved", "status.opened",   "status.refused"};
  return keys[static_cast<std::size_t>(status)];
}

std::string kind_key(SchoolKind kind) { return fmt::format("kind.{}", static_cast<int>(kind)); }

const School& school_before(const Outcome& today, const Plan& plan, SchoolId id) {
  return today.plan.schools.contains(id) ? today.plan.schools[id].school : plan.schools[id].school;
}

std::string receivers_text(const Closure& closure, const Plan& plan) {
  std::string result;
  for (const auto& [receiver, heads] : closure.receivers) {
    if (!result.empty()) result += " · ";
    result += fmt::format("{} {}", plan.schools[receiver].school.name, heads.count());
  }
  return result;
}

namespace {

struct Sums {
  DisplacedTravel travel;
  KnownMean<Millimetres> before, after;
  KnownMean<Milliseconds> time_before, time_after;
};

}  // namespace

std::optional<std::size_t> row_before(const Plan& today, const PupilGroup& group) {
  const auto key = [](const PupilGroup& at, SchoolId school) {
    return std::tuple(at.settlement, at.grade, school);
  };
  const auto wanted = key(group, group.before);
  const auto found = std::lower_bound(
      today.groups.begin(), today.groups.end(), wanted,
      [&](const PupilGroup& at, const auto& than) { return key(at, at.school) < than; });
  if (found == today.groups.end() || key(*found, found->school) != wanted) return std::nullopt;
  return static_cast<std::size_t>(found - today.groups.begin());
}

std::vector<DisplacedTravel> displaced_travel(const Outcome& today, const Outcome& outcome) {
  const auto& plan = outcome.plan;
  std::map<SchoolId, Sums> by_school;
  for (const auto& closure : plan.closures) by_school[closure.school];
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    const auto& group = plan.groups[i];
    const auto found = by_school.find(group.before);
    if (!group.displaced() || found == by_school.end()) continue;
    auto& sums = found->second;
    const auto& after = outcome.journeys[i];
    sums.travel.pupils += group.pupils;
    if (group.way == Way::bus) sums.travel.riders += group.pupils;
    sums.after.add(after.road, group.pupils);
    sums.time_after.add(after.door_to_door, group.pupils);
    if (after.road && (!sums.travel.max_after || *after.road > *sums.travel.max_after)) {
      sums.travel.max_after = after.road;
    }
    const auto before = row_before(today.plan, group);
    if (!before) continue;
    sums.before.add(today.journeys[*before].road, group.pupils);
    sums.time_before.add(today.journeys[*before].door_to_door, group.pupils);
  }
  std::vector<DisplacedTravel> result;
  for (const auto& closure : plan.closures) {
    const auto& sums = by_school.at(closure.school);
    result.push_back(sums.travel);
    result.back().mean_before = sums.before.value();
    result.back().mean_after = sums.after.value();
    result.back().mean_time_before = sums.time_before.value();
    result.back().mean_time_after = sums.time_after.value();
  }
  return result;
}

}  // namespace budian
