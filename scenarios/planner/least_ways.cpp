#include "scenarios/planner/least_ways.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/money/bill_lines.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/planner/bus_ways.hpp"
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
