#include "scenarios/bus/riders.hpp"

#include <algorithm>
#include <map>

namespace budian {
namespace {

std::size_t band_of(const RideRules& rules, std::size_t group) {
  return row(band_of_grade(rules.plan().groups[group].grade));
}

Milliseconds walking(const RideRules& rules, std::size_t group, Millimetres walk) {
  return travel_time(walk, rules.ground().travel.walking_speed[band_of(rules, group)]);
}

/// Groups of one school, and what each can use.
struct SchoolRiders {
  std::vector<std::size_t> groups;
  std::vector<std::vector<StopOption>> options;
};

NoRide why_no_option(const RideRules& rules, std::size_t group) {
  const BusSites& sites = rules.sites();
  const std::size_t home = rules.home_of(group);
  const std::size_t school = rules.school_of(group);
  const Millimetres walk = sites.walk(bus::SiteId(home));
  if (!sites.has_road(bus::SiteId(home))) return NoRide::no_road_at_home;
  if (!sites.has_road(sites.school_site(school))) return NoRide::no_road_at_school;
  if (walk > rules.scenario().bus.walk_to_stop[band_of(rules, group)]) return NoRide::stop_too_far;
  if (!sites.may_stop(bus::SiteId(home))) return NoRide::no_allowed_stop;
  const auto ride = rules.direct_ride(home, school);
  if (!ride) return NoRide::no_way;
  return *ride > rules.scenario().limits.ride[band_of(rules, group)] ? NoRide::ride_limit
                                                                     : NoRide::door_to_door_limit;
}

/// The places in reach of each group's door.
class Reach {
 public:
  explicit Reach(const RideRules& rules)
      : rules_(rules),
        stops_(rules.sites().stop_sites()),
        walks_(rules.sites().walks(stops_, longest_walk())) {}

  [[nodiscard]] std::vector<StopOption> options_of(std::size_t group) const {
    std::vector<StopOption> options;
    const auto offer = [&](std::size_t site, Millimetres walk) {
      if (walk > rules_.scenario().bus.walk_to_stop[band_of(rules_, group)]) return;
      const auto ride = rules_.direct_ride(site, rules_.school_of(group));
      if (ride && *ride <= rules_.ride_limit(group, walk)) options.push_back({site, walk});
    };
    const std::size_t home = rules_.home_of(group);
    if (rules_.plan().groups[group].to_the_door) {
      if (rules_.sites().has_road(bus::SiteId(home)))
        offer(home, rules_.sites().walk(bus::SiteId(home)));
      return options;
    }
    // The own road is at the end of the leg from the door, whatever the walking network says.
    if (rules_.sites().may_stop(bus::SiteId(home)))
      offer(home, rules_.sites().walk(bus::SiteId(home)));
    for (const auto& entry : walks_.row(home)) {
      const std::size_t site = stops_[entry.destination].row();
      if (site != home) offer(site, Millimetres(entry.length));
    }
    return options;
  }

 private:
  [[nodiscard]] Millimetres longest_walk() const {
    const auto& limits = rules_.scenario().bus.walk_to_stop;
    return *std::max_element(limits.begin(), limits.end());
  }

  const RideRules& rules_;
  std::vector<bus::SiteId> stops_;
  TravelMatrix walks_;  ///< settlements × stops_
};

class Boarder {
 public:
  Boarder(const RideRules& rules, Heads seats) : rules_(rules), seats_(seats) {}

  Boarding board() {
    std::vector<SchoolRiders> schools(rules_.bells().size());
    auto all = stop_options(rules_);
    for (std::size_t group = 0; group < rules_.plan().groups.size(); ++group) {
      if (rules_.plan().groups[group].way != Way::bus) continue;
      auto& options = all[group];
      if (options.empty()) {
        result_.stranded.push_back(
            {group, why_no_option(rules_, group), rules_.plan().groups[group].pupils,
             rules_.direct_ride(rules_.home_of(group), rules_.school_of(group))});
        continue;
      }
      SchoolRiders& school = schools[rules_.bell_of(group).row()];
      school.groups.push_back(group);
      school.options.push_back(std::move(options));
    }
    for (const SchoolRiders& school : schools) add_stops(school);
    return std::move(result_);
  }

 private:
  void add_stops(const SchoolRiders& school) {
    struct AtStop {
      std::vector<std::size_t> groups;
      std::vector<Heads> pupils;
      std::vector<Millimetres> walks;
    };
    std::map<std::size_t, AtStop> by_place;
    std::vector<Heads> heads;
    for (const std::size_t group : school.groups) {
      heads.push_back(rules_.plan().groups[group].pupils);
    }
    const auto chosen = choose_stops(school.options, heads, seats_);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      AtStop& stop = by_place[chosen[i]->place];
      stop.groups.push_back(school.groups[i]);
      stop.pupils.push_back(rules_.plan().groups[school.groups[i]].pupils);
      stop.walks.push_back(chosen[i]->walk);
    }
    for (const auto& [place, stop] : by_place) {
      for (const Busload& load : busloads(stop.pupils, seats_)) {
        std::vector<Rider> riders;
        for (const auto& [member, pupils] : load) {
          riders.push_back({stop.groups[member], {}, pupils, stop.walks[member]});
        }
        add_stop(place, std::move(riders));
      }
    }
  }

  void add_stop(std::size_t place, std::vector<Rider> riders) {
    bus::Stop stop;
    stop.site = bus::SiteId(place);
    stop.school = rules_.bell_of(riders.front().group);
    stop.ride_limit = rules_.ride_limit(riders.front().group, riders.front().walk);
    stop.ride_target = rules_.ride_target(riders.front().group);
    for (const Rider& rider : riders) {
      stop.pupils += rider.pupils;
      stop.ride_target = std::min(stop.ride_target, rules_.ride_target(rider.group));
      stop.ride_limit = std::min(stop.ride_limit, rules_.ride_limit(rider.group, rider.walk));
    }
    const bus::StopId id = result_.stops.push_back(stop);
    for (Rider& rider : riders) {
      rider.stop = id;
      result_.riders.push_back(rider);
    }
  }

  const RideRules& rules_;
  Heads seats_;
  Boarding result_;
};

}  // namespace

RideRules::RideRules(const Scenario& scenario, const Plan& plan, const Groundwork& ground,
                     const BusSites& sites)
    : scenario_(scenario), plan_(plan), ground_(ground), sites_(sites) {
  std::vector<ByStage<bool>> rides(sites.schools().size(), ByStage<bool>{false, false});
  for (std::size_t group = 0; group < plan.groups.size(); ++group) {
    if (plan.groups[group].way != Way::bus) continue;
    rides[school_of(group)][row(stage_of_grade(plan.groups[group].grade))] = true;
  }
  for (std::size_t school = 0; school < rides.size(); ++school) {
    const auto& [primary, junior] = rides[school];
    if (primary) bells_.push_back({school, Stage::primary});
    if (junior && (scenario.bus.stages_apart || !primary))
      bells_.push_back({school, Stage::junior});
  }
}

bus::BellId RideRules::bell_of(std::size_t group) const {
  const std::size_t school = school_of(group);
  const Stage stage = stage_of_grade(plan_.groups[group].grade);
  auto bell = std::lower_bound(bells_.begin(), bells_.end(), school,
                               [](const Bell& a, std::size_t b) { return a.school < b; });
  const auto next = bell + 1;
  const bool has_two = next != bells_.end() && next->school == school;
  if (has_two && stage == Stage::junior) bell = next;
  return bus::BellId(static_cast<std::size_t>(bell - bells_.begin()));
}

Milliseconds RideRules::ride_target(std::size_t group) const {
  const Milliseconds target = scenario_.bus.ride_target[band_of(*this, group)];
  return target > Milliseconds(0) ? target : bus::no_ride_target;
}

Milliseconds RideRules::left_for_ride(std::size_t group, Millimetres walk) const {
  const Millimetres from_bus = sites_.walk(sites_.school_site(school_of(group)));
  return scenario_.limits.door_to_door[band_of(*this, group)] - walking(*this, group, walk) -
         scenario_.bus.wait - walking(*this, group, from_bus);
}

Milliseconds RideRules::ride_limit(std::size_t group, Millimetres walk) const {
  return std::min(scenario_.limits.ride[band_of(*this, group)], left_for_ride(group, walk));
}

std::size_t RideRules::school_of(std::size_t group) const {
  const auto& schools = sites_.schools();
  const auto found = std::lower_bound(schools.begin(), schools.end(), plan_.groups[group].school);
  return static_cast<std::size_t>(found - schools.begin());
}

std::size_t RideRules::home_of(std::size_t group) const {
  return sites_.row_of(plan_.groups[group].settlement);
}

std::optional<Milliseconds> RideRules::direct_ride(std::size_t site, std::size_t school) const {
  const bus::SiteId stop(site);
  const bus::SiteId end = sites_.school_site(school);
  if (!sites_.has_way(stop, end) || !sites_.has_way(end, stop)) return std::nullopt;
  return std::max(sites_.time(stop, end), sites_.time(end, stop));
}

std::vector<std::vector<StopOption>> stop_options(const RideRules& rules) {
  const Reach reach(rules);
  std::vector<std::vector<StopOption>> options;
  for (std::size_t group = 0; group < rules.plan().groups.size(); ++group) {
    const bool rides = rules.plan().groups[group].way == Way::bus;
    options.push_back(rides ? reach.options_of(group) : std::vector<StopOption>{});
  }
  return options;
}

Boarding board(const RideRules& rules, Heads seats) { return Boarder(rules, seats).board(); }

}  // namespace budian
