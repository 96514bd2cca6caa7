#include "scenarios/planner/bus_ways.hpp"

#include <algorithm>

#include "scenarios/bus/servable.hpp"
#include "scenarios/bus/service.hpp"
#include "scenarios/receivers.hpp"

namespace budian::planner {
namespace {

constexpr auto nobody_rides = Milliseconds(-1);

}  // namespace

BusWays::BusWays(const Scenario& scenario, const Groundwork& ground, const Sketch& today,
                 std::vector<LeavingGroup>& groups)
    : scenario_(scenario),
      ground_(ground),
      groups_(groups),
      riding_(riding(today)),
      sites_(ground, riding_, scenario.bus, settlements(), schools()),
      rules_(scenario, riding_, ground, sites_),
      options_(stop_options(rules_)),
      stops_of_(sites_.schools().size()),
      rides_(sites_.schools().size()) {
  for (std::size_t ride = 0; ride < ways_.size(); ++ride) set_way(ride);
  for (std::size_t school = 0; school < stops_of_.size(); ++school)
    after_.push_back(after_of(school));
  for (std::size_t ride = 0; ride < ways_.size(); ++ride) set_following(ride);
  for (auto& group : groups_) {
    std::erase_if(group.ways, [](const LeastWay& way) {
      return way.way == Way::bus && way.door_to_door == nobody_rides;
    });
  }
}

Plan BusWays::riding(const Sketch& today) {
  Plan plan;
  plan.schools = today.plan.schools;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    for (std::size_t w = 0; w < groups_[g].ways.size(); ++w) {
      if (groups_[g].ways[w].way != Way::bus) continue;
      PupilGroup group = today.plan.groups[groups_[g].group];
      group.school = groups_[g].ways[w].to;
      group.way = Way::bus;
      plan.groups.push_back(group);
      ways_.emplace_back(g, w);
    }
  }
  return plan;
}

std::vector<SettlementId> BusWays::settlements() const {
  std::set<SettlementId> all;
  for (const auto& group : riding_.groups) all.insert(group.settlement);
  return {all.begin(), all.end()};
}

std::vector<SchoolId> BusWays::schools() const {
  std::set<SchoolId> all;
  for (const auto& group : riding_.groups) all.insert(group.school);
  return {all.begin(), all.end()};
}

/// A line for everybody, however many and few they are, from anywhere.
bool BusWays::has_buses_for_all() const {
  const auto& types = ground_.money.bus.types;
  const Heads seats = bus::most_seats(types);
  return scenario_.bus.least_pupils == Heads(0) && seats > Heads(0) &&
         ground_.money.bus.depots.empty() &&
         std::any_of(types.begin(), types.end(), [&](const bus::BusType& type) {
           return type.pupil_seats == seats && type.available < 0;
         });
}

void BusWays::set_way(std::size_t ride) {
  LeastWay& way = groups_[ways_[ride].first].ways[ways_[ride].second];
  const PupilGroup& group = riding_.groups[ride];
  const std::size_t school = rules_.school_of(ride);
  const bus::SiteId end = sites_.school_site(school);
  way.door_to_door = nobody_rides;
  way.is_sure = false;
  const auto on_foot = [&](Millimetres walk) {
    return walking_time(ground_.travel, group.grade, walk);
  };
  for (const StopOption& option : options_[ride]) {
    const bus::SiteId stop(option.place);
    const Milliseconds takes = on_foot(option.walk) + scenario_.bus.wait + sites_.time(stop, end) +
                               on_foot(sites_.walk(end));
    const Millimetres straight = distance(sites_.place(stop), sites_.place(end));
    const bool first = way.door_to_door == nobody_rides;
    way.door_to_door = first ? takes : std::min(way.door_to_door, takes);
    way.loaded = first ? straight : std::min(way.loaded, straight);
    // Other stops hang on who else rides.
    way.is_sure = way.is_sure || (has_buses_for_all_ && option.place == rules_.home_of(ride));
    stops_of_[school].insert(option.place);
    rides_[school][row(stage_of_grade(group.grade))] = true;
  }
}

/// Whatever else such a trip takes up: no way over a third place is quicker. What lies beyond the
/// table of ways may be reached over another stop.
void BusWays::set_following(std::size_t ride) {
  LeastWay& way = groups_[ways_[ride].first].ways[ways_[ride].second];
  const std::size_t school = rules_.school_of(ride);
  const bus::SiteId end = sites_.school_site(school);
  way.following = std::nullopt;
  for (const StopOption& option : options_[ride]) {
    const bus::SiteId at(option.place);
    if (!sites_.has_way(at, end)) continue;
    for (const auto& [before, after] : after_[school])
      take_least(way.following,
                 reaching(before, option.place).value_or(after.reached) + sites_.time(at, end));
  }
}

/// Could a trip to a school come after one to another?
bool BusWays::may_follow(std::size_t before, std::size_t school) const {
  const auto township = [&](std::size_t s) {
    return riding_.schools[sites_.schools()[s]].school.township;
  };
  return !stops_of_[before].empty() &&
         (scenario_.bus.contract == BusContract::county || township(before) == township(school));
}

/// From letting off at a school until stopped at a place.
std::optional<Milliseconds> BusWays::reaching(std::size_t before, std::size_t place) const {
  const bus::SiteId from = sites_.school_site(before), at(place);
  if (!sites_.has_way(from, at)) return std::nullopt;
  return scenario_.bus.unload + sites_.time(from, at) + scenario_.bus.dwell;
}

/// Trips to a school after each other, over the place that takes least.
std::map<std::size_t, LeastAfter> BusWays::after_of(std::size_t school) const {
  std::map<std::size_t, LeastAfter> result;
  const bus::SiteId end = sites_.school_site(school);
  for (std::size_t before = 0; before < sites_.schools().size(); ++before) {
    if (!may_follow(before, school)) continue;
    std::optional<Milliseconds> takes, reached;
    for (const std::size_t place : stops_of_[school]) {
      const auto time = reaching(before, place);
      if (!time) continue;
      take_least(reached, *time);
      if (sites_.has_way(bus::SiteId(place), end))
        take_least(takes, *time + sites_.time(bus::SiteId(place), end));
    }
    if (takes) result[before] = {sites_.schools()[before], *reached, *takes};
  }
  return result;
}

std::vector<LeastPlace> BusWays::places_to(std::size_t school) const {
  std::map<std::size_t, std::map<SettlementId, Milliseconds>> boards;
  for (std::size_t ride = 0; ride < ways_.size(); ++ride) {
    if (rules_.school_of(ride) != school) continue;
    for (const StopOption& option : options_[ride]) {
      auto& limit = boards[option.place][riding_.groups[ride].settlement];
      limit = std::max(limit, rules_.ride_limit(ride, option.walk));
    }
  }
  std::vector<LeastPlace> places;
  const bus::SiteId end = sites_.school_site(school);
  for (const auto& [place, who] : boards) {
    const bus::SiteId at(place);
    LeastPlace made;
    made.boards = who;
    if (sites_.has_way(at, end)) made.to_school = sites_.time(at, end);
    for (const auto& [before, after] : after_[school]) {
      if (const auto time = reaching(before, place)) take_least(made.reached, *time);
    }
    for (const auto& [next, others] : boards) {
      const bus::SiteId to(next);
      made.to_place.emplace_back();
      if (next == place) made.to_place.back() = Milliseconds(0);
      if (next != place && sites_.has_way(at, to))
        made.to_place.back() = sites_.time(at, to) + scenario_.bus.dwell;
    }
    places.push_back(std::move(made));
  }
  return places;
}

std::vector<LeastTrip> BusWays::trips() const {
  std::vector<LeastTrip> result;
  for (std::size_t s = 0; s < sites_.schools().size(); ++s) {
    if (stops_of_[s].empty()) continue;
    LeastTrip trip{sites_.schools()[s], {}, places_to(s)};
    for (const auto& [before, after] : after_[s]) trip.after.push_back(after);
    result.push_back(std::move(trip));
  }
  return result;
}

Milliseconds BusWays::window() const {
  std::optional<Milliseconds> first, last;
  for (std::size_t s = 0; s < sites_.schools().size(); ++s) {
    for (const Stage stage : stages) {
      if (!rides_[s][row(stage)]) continue;
      // Where both stages ride to a school in one bus it rings the primary bell.
      for (const Stage rung : stages) {
        if (rung == Stage::junior && stage == Stage::primary) continue;
        const bus::School hours = served_school(rules_, {s, rung});
        const Milliseconds early = hours.arrive - hours.bell_earlier - hours.early;
        const Milliseconds late = hours.arrive + hours.bell_later;
        first = first ? std::min(*first, early) : early;
        last = last ? std::max(*last, late) : late;
      }
    }
  }
  return first ? *last - *first : Milliseconds(0);
}

}  // namespace budian::planner
