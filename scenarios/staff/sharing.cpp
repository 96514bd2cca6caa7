#include "scenarios/staff/sharing.hpp"

#include "gis/travel_matrix.hpp"

namespace budian::staff {
namespace {

bool names(const NamedSchools& named, SchoolId id, const SharingSite& site) {
  return named.schools.contains(id) || named.townships.contains(site.schools[id].school.township);
}
bool may_give(const StaffStep& step, SchoolId id, const SharingSite& site) {
  return !names(step.keep, id, site) && (!step.givers || names(*step.givers, id, site));
}
bool may_take(const StaffStep& step, SchoolId id, const SharingSite& site) {
  return !names(step.keep, id, site) && (!step.takers || names(*step.takers, id, site));
}

}  // namespace

std::vector<LevelledWay> ways_between(const std::vector<SchoolId>& schools,
                                      const std::vector<SchoolPair>& pairs) {
  std::map<SchoolId, std::size_t> rows;
  for (std::size_t i = 0; i < schools.size(); ++i) rows[schools[i]] = i;
  std::vector<LevelledWay> ways;
  ways.reserve(pairs.size());
  for (const SchoolPair& pair : pairs) {
    ways.push_back({rows[pair.from], rows[pair.to], (pair.road.count() + 500) / 1000});
  }
  return ways;
}

std::vector<SchoolId> schools_of(const StaffStep& step, ByStage<bool> stages,
                                 const SharingSite& site) {
  std::vector<SchoolId> found;
  for (const SchoolId id : site.schools.ids()) {
    const PlannedSchool& planned = site.schools[id];
    const School& school = planned.school;
    const bool is_here = step.townships.empty() || step.townships.contains(school.township);
    bool teaches = false;
    for (const Stage stage : budian::stages) {
      teaches = teaches || (stages[row(stage)] && pupils_of_stage(school.pupils, stage) > Heads(0));
    }
    if (planned.open && school.is_public && is_here && teaches) found.push_back(id);
  }
  return found;
}

std::vector<SchoolPair> pairs_within(const std::vector<SchoolId>& schools, const StaffStep& step,
                                     const DistrictTerms& terms, const SharingSite& site) {
  TravelMatrix roads;
  if (site.ground.walk_network) {
    std::vector<AttachedPlace> places;
    for (const SchoolId id : schools) places.push_back(site.travel.attached(id));
    roads = measure(*site.ground.walk_network, places, places, Least::length, terms.farthest);
  } else {
    std::vector<Point> points;
    for (const SchoolId id : schools) points.push_back(site.schools[id].school.place);
    roads = measure_straight(points, points, site.ground.travel.straight_detour_factor,
                             site.ground.travel.walk.door_speed, terms.farthest);
  }
  std::vector<SchoolPair> pairs;
  for (std::size_t a = 0; a < schools.size(); ++a) {
    if (!may_give(step, schools[a], site)) continue;
    for (const auto& entry : roads.row(a)) {
      const SchoolId from = schools[a], to = schools[entry.destination];
      const bool is_one_district =
          site.schools[from].school.township == site.schools[to].school.township;
      if (from == to || (!is_one_district && !terms.across_townships)) continue;
      if (!may_take(step, to, site)) continue;
      pairs.push_back({from, to, Millimetres(entry.length)});
    }
  }
  return pairs;
}

std::optional<double> teachers_needed(const SharingSite& site, const School& school, Stage stage) {
  const auto posts = money::posts_by_stage(site.ground.money.staffing, school)[row(stage)];
  if (!posts) return std::nullopt;
  return *posts * site.rules.full_time_share_of_posts;
}

void perform(const StaffStep& step, const SharingSite& site) {
  if (const auto* teachers = std::get_if<ShareTeachers>(&step.what)) {
    share_teachers(step, *teachers, site);
  } else if (const auto* things = std::get_if<ShareResources>(&step.what)) {
    share_resources(step, *things, site);
  } else {
    send_itinerant(step, std::get<SendItinerantTeachers>(step.what), site);
  }
}

}  // namespace budian::staff
