#include "tests/scenarios/bus/oracle.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {
namespace {

using Group = std::vector<StopId>;

/// A way to drive a group that keeps all limits.
struct Drive {
  Trip trip;
  Millimetres length;  ///< morning and afternoon
  SiteId first;
  Milliseconds begin;  ///< morning, at the first stop
  SiteId last;         ///< afternoon
  Milliseconds end;
  BellId school;
  Milliseconds in;   ///< how long the morning takes
  Milliseconds out;  ///< and the afternoon
};

bool keeps_morning_limits(const Problem& problem, const Trip& trip) {
  const TripTimes morning = morning_times(problem, trip);
  for (std::size_t i = 0; i < trip.stops.size(); ++i) {
    if (morning.at_school - morning.leave[i] > problem.stops()[trip.stops[i]].ride_limit)
      return false;
  }
  return true;
}

bool keeps_afternoon_limits(const Problem& problem, const Trip& trip) {
  const TripTimes afternoon = afternoon_times(problem, trip);
  for (std::size_t i = 0; i < trip.afternoon.size(); ++i) {
    if (afternoon.arrive[i] - afternoon.at_school > problem.stops()[trip.afternoon[i]].ride_limit)
      return false;
  }
  return true;
}

class Oracle {
 public:
  explicit Oracle(const Problem& problem) : problem_(problem) {
    for (const BusType& type : problem.types()) seats_ = std::max(seats_, type.pupil_seats);
  }

  /// Calls `visit` with the groups of every partition of all stops into groups that can be driven.
  template <class Visit>
  void each_partition(Visit visit) {
    std::vector<Group> groups;
    place(0, groups, visit);
  }

  const std::vector<Drive>& drives(Group group) {
    std::sort(group.begin(), group.end());
    const auto known = drives_.find(group);
    if (known != drives_.end()) return known->second;
    std::vector<Drive>& result = drives_[group];
    Heads load;
    for (const StopId stop : group) load += problem_.stops()[stop].pupils;
    if (load > seats_) return result;
    for (const auto& [first, inward] : quickest(group, true)) {
      for (const auto& [last, outward] : quickest(group, false)) {
        const Trip trip{problem_.stops()[group.front()].school, inward.second, outward.second};
        const TripTimes morning = morning_times(problem_, trip);
        const TripTimes afternoon = afternoon_times(problem_, trip);
        result.push_back({trip, morning.loaded_length + afternoon.loaded_length, first,
                          morning.arrive.front(), last, afternoon.leave.back(), trip.school,
                          morning.at_school - morning.arrive.front(),
                          afternoon.leave.back() - afternoon.at_school});
      }
    }
    return result;
  }

  /// Can one bus drive group b right after group a?
  bool connects(const Group& a, const Group& b) {
    const auto key = std::make_pair(a, b);
    const auto known = connects_.find(key);
    if (known != connects_.end()) return known->second;
    const School& from = problem_.schools()[problem_.stops()[a.front()].school];
    const School& to = problem_.schools()[problem_.stops()[b.front()].school];
    const Milliseconds unload = problem_.parameters().unload;
    bool any = false;
    for (const Drive& x : drives(a)) {
      for (const Drive& y : drives(b)) {
        const bool morning = from.arrive + unload + problem_.time(from.site, y.first) <= y.begin;
        const bool afternoon =
            to.depart < from.depart
                ? y.end + problem_.time(y.last, from.site) + unload <= from.depart
                : x.end + problem_.time(x.last, to.site) + unload <= to.depart;
        any = any || (morning && afternoon);
      }
      if (any) break;
    }
    return connects_[key] = any && from.arrive < to.arrive;
  }

 private:
  [[nodiscard]] SiteId site(StopId stop) const { return problem_.stops()[stop].site; }

  /// The quickest order that keeps the limits for each first stop of the morning, or for each last
  /// one of the afternoon: another order with the same end is never of use.
  using Timed = std::pair<Milliseconds, Group>;
  std::map<SiteId, Timed> quickest(const Group& group, bool morning) {
    std::map<SiteId, Timed> result;
    Group order = group;
    do {
      const Trip trip{problem_.stops()[group.front()].school, order, order};
      if (morning ? !keeps_morning_limits(problem_, trip) : !keeps_afternoon_limits(problem_, trip))
        continue;
      const TripTimes times =
          morning ? morning_times(problem_, trip) : afternoon_times(problem_, trip);
      const Timed timed{
          morning ? times.at_school - times.arrive.front() : times.leave.back() - times.at_school,
          order};
      const SiteId end = site(morning ? order.front() : order.back());
      const auto known = result.find(end);
      if (known == result.end() || timed < known->second) result[end] = timed;
    } while (std::next_permutation(order.begin(), order.end()));
    return result;
  }

  template <class Visit>
  void place(std::size_t row, std::vector<Group>& groups, Visit& visit) {
    if (row == problem_.stops().size()) {
      if (std::all_of(groups.begin(), groups.end(),
                      [&](const Group& g) { return !drives(g).empty(); })) {
        visit(groups);
      }
      return;
    }
    const StopId stop(row);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (problem_.stops()[groups[i].front()].school != problem_.stops()[stop].school) continue;
      groups[i].push_back(stop);
      place(row + 1, groups, visit);
      groups[i].pop_back();
    }
    groups.push_back({stop});
    place(row + 1, groups, visit);
    groups.pop_back();
  }

  const Problem& problem_;
  Heads seats_;
  std::map<Group, std::vector<Drive>> drives_;
  std::map<std::pair<Group, Group>, bool> connects_;
};

/// Most connections among groups by trying every follower (augmenting paths would be the clever
/// way).
std::size_t most_connections(Oracle& oracle, const std::vector<Group>& groups, std::size_t from,
                             std::set<std::size_t>& taken) {
  if (from == groups.size()) return 0;
  std::size_t best = most_connections(oracle, groups, from + 1, taken);
  for (std::size_t to = 0; to < groups.size(); ++to) {
    if (to == from || taken.count(to) != 0 || !oracle.connects(groups[from], groups[to])) continue;
    taken.insert(to);
    best = std::max(best, 1 + most_connections(oracle, groups, from + 1, taken));
    taken.erase(to);
  }
  return best;
}

/// Where pupils wait, trips of a bus depend on all that follow: every order of the groups, every
/// way to drive each.
class WaitingOracle {
 public:
  WaitingOracle(const Problem& problem, Oracle& oracle) : problem_(problem), oracle_(oracle) {}

  /// Fewest buses for these groups, by trying which others ride in the bus of the first one.
  std::size_t fewest(const std::vector<Group>& groups) {
    if (groups.empty()) return 0;
    std::size_t best = groups.size();
    const std::size_t others = groups.size() - 1;
    for (std::size_t with = 0; with < (std::size_t{1} << others); ++with) {
      std::vector<Group> together{groups.front()};
      std::vector<Group> rest;
      for (std::size_t i = 0; i < others; ++i) {
        ((with >> i & 1U) != 0 ? together : rest).push_back(groups[i + 1]);
      }
      if (one_bus_can(together)) best = std::min(best, 1 + fewest(rest));
    }
    return best;
  }

 private:
  bool one_bus_can(std::vector<Group> groups) {
    std::sort(groups.begin(), groups.end());
    const auto known = known_.find(groups);
    if (known != known_.end()) return known->second;
    std::vector<Group> order = groups;
    bool any = false;
    do {
      std::vector<const Drive*> drives;
      any = any || some_drives_fit(order, drives);
    } while (!any && std::next_permutation(order.begin(), order.end()));
    return known_[groups] = any;
  }

  bool some_drives_fit(const std::vector<Group>& order, std::vector<const Drive*>& drives) {
    if (drives.size() == order.size()) return morning_fits(drives) && afternoon_fits(drives);
    for (const Drive& drive : oracle_.drives(order[drives.size()])) {
      drives.push_back(&drive);
      const bool fits = some_drives_fit(order, drives);
      drives.pop_back();
      if (fits) return true;
    }
    return false;
  }

  [[nodiscard]] bool morning_fits(const std::vector<const Drive*>& drives) const {
    Milliseconds begin;
    for (std::size_t i = drives.size(); i-- > 0;) {
      const School& school = problem_.schools()[drives[i]->school];
      Milliseconds at_school = school.arrive;
      if (i + 1 < drives.size()) {
        at_school = std::min(at_school, begin - problem_.time(school.site, drives[i + 1]->first) -
                                            problem_.parameters().unload);
      }
      if (school.arrive - at_school > school.early) return false;
      begin = at_school - drives[i]->in;
    }
    return true;
  }

  [[nodiscard]] bool afternoon_fits(std::vector<const Drive*> drives) const {
    std::reverse(drives.begin(), drives.end());
    std::stable_sort(drives.begin(), drives.end(), [&](const Drive* a, const Drive* b) {
      return problem_.schools()[a->school].depart < problem_.schools()[b->school].depart;
    });
    Milliseconds end;
    for (std::size_t i = 0; i < drives.size(); ++i) {
      const School& school = problem_.schools()[drives[i]->school];
      Milliseconds leaves = school.depart;
      if (i > 0) {
        leaves = std::max(leaves, end + problem_.time(drives[i - 1]->last, school.site) +
                                      problem_.parameters().unload);
      }
      if (leaves - school.depart > school.late) return false;
      end = leaves + drives[i]->out;
    }
    return true;
  }

  const Problem& problem_;
  Oracle& oracle_;
  std::map<std::vector<Group>, bool> known_;
};

bool pupils_may_wait(const Problem& problem) {
  return std::any_of(problem.schools().begin(), problem.schools().end(), [](const School& school) {
    return school.early > Milliseconds(0) || school.late > Milliseconds(0);
  });
}

}  // namespace

std::size_t fewest_buses(const Problem& problem) {
  Oracle oracle(problem);
  WaitingOracle waiting(problem, oracle);
  const bool wait = problem.parameters().chain_trips && pupils_may_wait(problem);
  std::size_t best = problem.stops().size();
  oracle.each_partition([&](const std::vector<Group>& groups) {
    if (wait) {
      best = std::min(best, waiting.fewest(groups));
      return;
    }
    std::set<std::size_t> taken;
    const std::size_t joined =
        problem.parameters().chain_trips ? most_connections(oracle, groups, 0, taken) : 0;
    best = std::min(best, groups.size() - joined);
  });
  return best;
}

Fen least_cost_unchained(const Problem& problem) {
  Oracle oracle(problem);
  std::optional<std::pair<std::size_t, Fen>> best;
  oracle.each_partition([&](const std::vector<Group>& groups) {
    Routes routes;
    for (const Group& group : groups) {
      const auto& drives = oracle.drives(group);
      const auto shortest =
          std::min_element(drives.begin(), drives.end(),
                           [](const Drive& a, const Drive& b) { return a.length < b.length; });
      std::optional<std::pair<Fen, BusTypeId>> cheapest;
      for (const BusTypeId type : problem.types().ids()) {
        const Routes alone{{{type, {shortest->trip}}}, {}};
        const TripTimes times = morning_times(problem, shortest->trip);
        if (times.load > problem.types()[type].pupil_seats) continue;
        const auto choice = std::make_pair(yearly_cost(problem, alone), type);
        if (!cheapest || choice < *cheapest) cheapest = choice;
      }
      routes.duties.push_back({cheapest->second, {shortest->trip}});
    }
    const auto found = std::make_pair(groups.size(), yearly_cost(problem, routes));
    if (!best || found < *best) best = found;
  });
  return best->second;
}

}  // namespace budian::bus
