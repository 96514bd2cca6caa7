#include "scenarios/planner/least_ways.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/bus/servable.hpp"
#include "scenarios/bus/service.hpp"
#include "scenarios/money/bill_lines.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/planner/first_receivers.hpp"
#include "scenarios/receivers.hpp"
#include "scenarios/resolve.hpp"
#include "scenarios/school_travel.hpp"

namespace budian::planner {
namespace {

constexpr std::size_t most_ways = 20'000;  // the program and the table of its stops stay small

class WayFinder {
 public:
  WayFinder(const Goal& goal, const Groundwork& ground, const Sketch& today)
      : ground_(ground),
        plan_(today.plan),
        all_(with_all_candidates(goal)),
        travel_(ground, {}),
        beds_(boarding_places(all_, ground.county)),
        seats_(all_.limits, schools_today(ground)),
        lines_(public_rides(all_, ground.county)),
        judge_(all_, ground.travel, travel_, nothing_denied_) {}

  [[nodiscard]] std::vector<LeastWay> ways_of(const PupilGroup& group,
                                              const Candidate& candidate) const {
    std::vector<LeastWay> ways;
    for (const SchoolId to : receivers_of(group, candidate)) {
      const School& receiver = plan_.schools[to].school;
      const bool may_receive =
          plan_.schools[to].open && receiver.is_public && may_teach(receiver, group.grade);
      if (to == group.school || !may_receive) continue;
      const Offer offer = offer_of(group, to);
      const bool near = all_.limits.receivers == Receivers::any ||
                        receiver.township == plan_.schools[group.school].school.township;
      if (!near) continue;
      const bool goes = offer.obstacle == Obstacle::none || offer.obstacle == Obstacle::full;
      const auto add = [&](Way way, Milliseconds time) {
        LeastWay made;
        made.to = to;
        made.way = way;
        made.door_to_door = time;
        made.eats_at_school = eats(group, to, way, offer.road);
        ways.push_back(std::move(made));
      };
      if (goes) add(offer.way, offer.door_to_door.value_or(Milliseconds(0)));
      if (goes && offer.way == Way::walk) continue;
      const auto line = lines_.find({group.settlement, to});
      const auto band = row(band_of_grade(group.grade));
      if (line != lines_.end() && line->second <= all_.limits.door_to_door[band])
        add(Way::public_line, line->second);
      if (has_bed(to, group.grade)) add(Way::boarding, Milliseconds(0));
    }
    return ways;
  }
  [[nodiscard]] Offer offer_of(const PupilGroup& group, SchoolId to) const {
    Request request{group.settlement, group.grade, group.pupils, {}, {}, group.school, false};
    request.township = plan_.schools[group.school].school.township;
    return judge_.judge(request, to, plan_.schools[to].school, seats_);
  }
  [[nodiscard]] const Scenario& scenario() const { return all_; }

 private:
  [[nodiscard]] bool has_bed(SchoolId at, int grade) const {
    return std::any_of(beds_.begin(), beds_.end(), [&](const ResolvedBoarding& place) {
      return place.school == at && place.grades[static_cast<std::size_t>(grade)];
    });
  }

  [[nodiscard]] bool eats(const PupilGroup& group, SchoolId to, Way way,
                          std::optional<Millimetres> road) const {
    PupilGroup moved = group;
    moved.school = to;
    moved.way = way;
    GroupJourney journey;
    journey.road = road;
    return money::eats_at_school(ground_.money, moved, journey).value_or(false);
  }

  /// All that a limit lets receive.
  [[nodiscard]] std::set<SchoolId> receivers_of(const PupilGroup& group,
                                                const Candidate& candidate) const {
    std::set<SchoolId> result;
    for (const Decision& choice : candidate.choices) {
      if (choice.choice == Choice::merge) result.insert(choice.into);
    }
    for (const auto& place : beds_) result.insert(place.school);
    if (all_.limits.receivers == Receivers::township) {
      for (const auto id : ground_.county.schools.ids()) {
        if (ground_.county.schools[id].township == plan_.schools[group.school].school.township)
          result.insert(id);
      }
      return result;
    }
    const auto band = row(band_of_grade(group.grade));
    travel_.each_on_foot(group.settlement, [&](SchoolId school, Millimetres length) {
      if (length <= all_.limits.walk[band]) result.insert(school);
    });
    travel_.each_ride(group.settlement, [&](SchoolId school, Milliseconds time) {
      if (time <= all_.limits.ride[band]) result.insert(school);
    });
    for (const auto& [ride, time] : lines_) {
      if (ride.first == group.settlement) result.insert(ride.second);
    }
    return result;
  }

  const Groundwork& ground_;
  const Plan& plan_;
  Scenario all_;
  SchoolTravel travel_;
  std::vector<ResolvedBoarding> beds_;
  Seats seats_;
  Denials nothing_denied_;
  PublicRides lines_;
  ReceiverJudge judge_;
};

/// All who could ride, to each school to which they could: no bus of any plan stops elsewhere than
/// where theirs could, nor drives quicker.
class BusWays {
 public:
  BusWays(const Scenario& scenario, const Groundwork& ground, const Sketch& today,
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
    for (std::size_t ride = 0; ride < ways_.size(); ++ride) set_way(ride, options_[ride]);
    for (std::size_t ride = 0; ride < ways_.size(); ++ride) set_following(ride, options_[ride]);
    for (auto& group : groups_) {
      std::erase_if(group.ways, [](const LeastWay& way) {
        return way.way == Way::bus && way.door_to_door == nobody_rides;
      });
    }
  }

  [[nodiscard]] std::vector<LeastTrip> trips() const {
    std::vector<LeastTrip> result;
    for (std::size_t s = 0; s < sites_.schools().size(); ++s) {
      if (stops_of_[s].empty()) continue;
      LeastTrip trip{sites_.schools()[s], {}, places_to(s)};
      for (std::size_t before = 0; before < sites_.schools().size(); ++before) {
        if (stops_of_[before].empty() || !is_one_contractor(before, s)) continue;
        std::optional<Milliseconds> takes, reached;
        for (const std::size_t stop : stops_of_[s]) {
          take_lesser(before, stop, s, takes);
          if (const auto time = reaching(before, stop)) take(reached, *time);
        }
        if (takes) trip.after.push_back({sites_.schools()[before], *reached, *takes});
      }
      result.push_back(std::move(trip));
    }
    return result;
  }

  [[nodiscard]] std::vector<LeastPlace> places_to(std::size_t school) const {
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
      for (std::size_t before = 0; before < sites_.schools().size(); ++before) {
        if (stops_of_[before].empty() || !is_one_contractor(before, school)) continue;
        if (const auto time = reaching(before, place)) take(made.reached, *time);
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

  [[nodiscard]] Milliseconds window() const {
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

 private:
  static constexpr Milliseconds nobody_rides = Milliseconds(-1);

  Plan riding(const Sketch& today) {
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
  [[nodiscard]] std::vector<SettlementId> settlements() const {
    std::set<SettlementId> all;
    for (const auto& group : riding_.groups) all.insert(group.settlement);
    return {all.begin(), all.end()};
  }
  [[nodiscard]] std::vector<SchoolId> schools() const {
    std::set<SchoolId> all;
    for (const auto& group : riding_.groups) all.insert(group.school);
    return {all.begin(), all.end()};
  }

  void set_way(std::size_t ride, const std::vector<StopOption>& options) {
    LeastWay& way = groups_[ways_[ride].first].ways[ways_[ride].second];
    const PupilGroup& group = riding_.groups[ride];
    const std::size_t school = rules_.school_of(ride);
    const bus::SiteId end = sites_.school_site(school);
    way.door_to_door = nobody_rides;
    way.is_sure = false;
    const auto on_foot = [&](Millimetres walk) {
      return walking_time(ground_.travel, group.grade, walk);
    };
    for (const StopOption& option : options) {
      const bus::SiteId stop(option.place);
      const Milliseconds takes = on_foot(option.walk) + scenario_.bus.wait +
                                 sites_.time(stop, end) + on_foot(sites_.walk(end));
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

  /// Whatever else such a trip takes up: no way over a third place is quicker.
  void set_following(std::size_t ride, const std::vector<StopOption>& options) {
    LeastWay& way = groups_[ways_[ride].first].ways[ways_[ride].second];
    const std::size_t school = rules_.school_of(ride);
    way.following = std::nullopt;
    for (const StopOption& option : options) {
      for (std::size_t before = 0; before < sites_.schools().size(); ++before) {
        if (!stops_of_[before].empty() && is_one_contractor(before, school))
          take_lesser(before, option.place, school, way.following);
      }
    }
  }

  [[nodiscard]] bool is_one_contractor(std::size_t a, std::size_t b) const {
    const auto township = [&](std::size_t s) {
      return riding_.schools[sites_.schools()[s]].school.township;
    };
    return scenario_.bus.contract == BusContract::county || township(a) == township(b);
  }
  static void take(std::optional<Milliseconds>& least, Milliseconds time) {
    least = least ? std::min(*least, time) : time;
  }
  /// From letting off at a school until stopped at a place.
  [[nodiscard]] std::optional<Milliseconds> reaching(std::size_t before, std::size_t place) const {
    const bus::SiteId from = sites_.school_site(before), at(place);
    if (!sites_.has_way(from, at)) return std::nullopt;
    return scenario_.bus.unload + sites_.time(from, at) + scenario_.bus.dwell;
  }
  void take_lesser(std::size_t before, std::size_t place, std::size_t school,
                   std::optional<Milliseconds>& least) const {
    const bus::SiteId at(place), to = sites_.school_site(school);
    const auto time = reaching(before, place);
    if (time && sites_.has_way(at, to)) take(least, *time + sites_.time(at, to));
  }
  /// A line for everybody, however many and few they are.
  [[nodiscard]] bool has_buses_for_all() const {
    const auto& types = ground_.money.bus.types;
    const Heads seats = bus::most_seats(types);
    return scenario_.bus.least_pupils == Heads(0) && seats > Heads(0) &&
           std::any_of(types.begin(), types.end(), [&](const bus::BusType& type) {
             return type.pupil_seats == seats && type.available < 0;
           });
  }

  const Scenario& scenario_;
  const Groundwork& ground_;
  std::vector<LeavingGroup>& groups_;
  bool has_buses_for_all_ = has_buses_for_all();
  std::vector<std::pair<std::size_t, std::size_t>> ways_;  ///< of each group of riding_
  Plan riding_;
  BusSites sites_;
  RideRules rules_;
  std::vector<std::vector<StopOption>> options_;  ///< by row of riding_'s groups
  std::vector<std::set<std::size_t>> stops_of_;   ///< by row of a school
  std::vector<ByStage<bool>> rides_;
};

/// A bus too is the same for all of a band.
void merge_alike(const Plan& today, std::vector<LeavingGroup>& groups) {
  std::map<std::tuple<std::size_t, SettlementId, GradeBand, bool>, std::vector<LeavingGroup>> alike;
  for (auto& leaving : groups) {
    const PupilGroup& of = today.groups[leaving.group];
    auto& known =
        alike[{leaving.candidate, of.settlement, band_of_grade(of.grade), leaving.leaves_by_point}];
    const auto same = std::find_if(known.begin(), known.end(), [&](const LeavingGroup& other) {
      return other.ways == leaving.ways;
    });
    if (same == known.end()) {
      known.push_back(std::move(leaving));
    } else {
      same->pupils += leaving.pupils;
      for (std::size_t grade = 0; grade < grade_count; ++grade)
        same->by_grade[grade] += leaving.by_grade[grade];
    }
  }
  groups.clear();
  for (auto& [key, each] : alike) std::move(each.begin(), each.end(), std::back_inserter(groups));
}

}  // namespace

LeastWays least_ways(const Goal& goal, const Groundwork& ground,
                     const std::vector<Candidate>& candidates, const Sketch& today) {
  const WayFinder finder(goal, ground, today);
  std::map<SchoolId, std::size_t> rows;
  for (std::size_t c = 0; c < candidates.size(); ++c) rows.emplace(candidates[c].school, c);
  LeastWays least;
  std::size_t count = 0;
  for (std::size_t g = 0; g < today.plan.groups.size(); ++g) {
    const PupilGroup& group = today.plan.groups[g];
    const auto row = rows.find(group.school);
    if (row == rows.end()) continue;
    least.groups.push_back({row->second,
                            g,
                            group.pupils,
                            {},
                            !keeps_grade(goal.candidates, group.grade),
                            finder.ways_of(group, candidates[row->second])});
    least.groups.back().by_grade[static_cast<std::size_t>(group.grade)] = group.pupils;
    count += least.groups.back().ways.size();
    if (count > most_ways) return {{}, {}, {}, true};
  }
  merge_alike(today.plan, least.groups);
  // Who can ride at all; then where they do, with the stops of none but those who do.
  (void)BusWays(finder.scenario(), ground, today, least.groups);
  leave_first_receivers(
      goal, ground, candidates, today,
      [&](const LeavingGroup& leaving, SchoolId to) {
        return finder.offer_of(today.plan.groups[leaving.group], to);
      },
      least.groups);
  const BusWays buses(finder.scenario(), ground, today, least.groups);
  least.trips = buses.trips();
  least.window = buses.window();
  return least;
}

}  // namespace budian::planner
