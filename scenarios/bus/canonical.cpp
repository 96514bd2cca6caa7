#include "scenarios/bus/canonical.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace budian::bus {
namespace {

/// Spreads a number over 64 bits, so that sums of such numbers tell sets apart (splitmix64's
/// finaliser).
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

std::uint64_t travel_mark(const Problem& problem, SiteId from, SiteId to) {
  if (!problem.has_way(from, to)) return 0;
  return mixed(static_cast<std::uint64_t>(problem.time(from, to).count()) +
               mixed(static_cast<std::uint64_t>(problem.length(from, to).count())));
}

/// A number that depends on what a stop is and how it lies to all stops and its school, not on
/// their order.
std::vector<std::uint64_t> stop_marks(const Problem& problem) {
  std::vector<std::uint64_t> marks;
  for (const Stop& stop : problem.stops()) {
    const SiteId school = problem.schools()[stop.school].site;
    std::uint64_t mark = mixed(static_cast<std::uint64_t>(stop.pupils.count())) +
                         3 * travel_mark(problem, stop.site, school) +
                         5 * travel_mark(problem, school, stop.site);
    for (const Stop& other : problem.stops()) {
      const auto heads = static_cast<std::uint64_t>(other.pupils.count());
      mark += mixed(travel_mark(problem, stop.site, other.site) + heads) +
              mixed(7 * travel_mark(problem, other.site, stop.site) + heads);
    }
    marks.push_back(mark);
  }
  return marks;
}

std::vector<std::uint64_t> school_marks(const Problem& problem,
                                        const std::vector<std::uint64_t>& stops) {
  std::vector<std::uint64_t> marks(problem.schools().size(), 0);
  for (const StopId stop : problem.stops().ids()) {
    marks[problem.stops()[stop].school.row()] += mixed(stops[stop.row()]);
  }
  const std::vector<std::uint64_t> alone = marks;
  for (const auto& [a, b] : problem.parts().may_share) {
    marks[a.row()] += mixed(alone[b.row()] + 11);
    marks[b.row()] += mixed(alone[a.row()] + 11);
  }
  return marks;
}

template <class Key, class Less>
std::vector<Key> sorted_ids(std::vector<Key> ids, Less less) {
  std::stable_sort(ids.begin(), ids.end(), less);
  return ids;
}

template <class Key>
std::vector<std::size_t> ranks(const std::vector<Key>& order) {
  std::vector<std::size_t> rank(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i].row()] = i;
  return rank;
}

}  // namespace

Canonical::Orders Canonical::orders_of(const Problem& problem) {
  const auto stop_mark = stop_marks(problem);
  const auto school_mark = school_marks(problem, stop_mark);
  Orders orders;
  orders.schools = sorted_ids(problem.schools().ids(), [&](BellId x, BellId y) {
    const School& a = problem.schools()[x];
    const School& b = problem.schools()[y];
    return std::tie(a.arrive, a.depart, a.early, a.late, a.contractor, a.bell_earlier, a.bell_later,
                    school_mark[x.row()]) < std::tie(b.arrive, b.depart, b.early, b.late,
                                                     b.contractor, b.bell_earlier, b.bell_later,
                                                     school_mark[y.row()]);
  });
  const auto school_rank = ranks(orders.schools);
  orders.stops = sorted_ids(problem.stops().ids(), [&](StopId x, StopId y) {
    const Stop& a = problem.stops()[x];
    const Stop& b = problem.stops()[y];
    return std::tie(school_rank[a.school.row()], a.ride_limit, a.pupils, a.boarding,
                    stop_mark[x.row()]) < std::tie(school_rank[b.school.row()], b.ride_limit,
                                                   b.pupils, b.boarding, stop_mark[y.row()]);
  });
  orders.types = sorted_ids(problem.types().ids(), [&](BusTypeId x, BusTypeId y) {
    const BusType& a = problem.types()[x];
    const BusType& b = problem.types()[y];
    return std::tie(a.pupil_seats, a.fixed_cost_a_year, a.cost_a_kilometre, a.cost_an_hour,
                    a.available, a.name) < std::tie(b.pupil_seats, b.fixed_cost_a_year,
                                                    b.cost_a_kilometre, b.cost_an_hour, b.available,
                                                    b.name);
  });
  return orders;
}

Problem Canonical::sorted(const Problem& original, const Orders& orders) {
  const auto school_rank = ranks(orders.schools);
  Table<BellId, School> schools;
  for (const BellId school : orders.schools) schools.push_back(original.schools()[school]);
  Table<StopId, Stop> stops;
  for (const StopId id : orders.stops) {
    Stop stop = original.stops()[id];
    stop.school = BellId(school_rank[stop.school.row()]);
    stops.push_back(stop);
  }
  Table<BusTypeId, BusType> types;
  for (const BusTypeId type : orders.types) types.push_back(original.types()[type]);
  std::vector<SchoolPair> may_share;
  for (const auto& [a, b] : original.parts().may_share) {
    const auto [low, high] = std::minmax(school_rank[a.row()], school_rank[b.row()]);
    may_share.emplace_back(low, high);
  }
  std::sort(may_share.begin(), may_share.end());
  return Problem({std::move(stops), std::move(schools), std::move(types), original.depots(),
                  original.travel(), original.parameters(), std::move(may_share)});
}

Canonical::Canonical(const Problem& original)
    : orders_(orders_of(original)), problem_(sorted(original, orders_)) {}

Routes Canonical::in_original_ids(const Routes& routes) const {
  Routes result = routes;
  for (Duty& duty : result.duties) {
    duty.type = orders_.types[duty.type.row()];
    for (Trip& trip : duty.trips) {
      trip.school = orders_.schools[trip.school.row()];
      for (BellId& school : trip.further) school = orders_.schools[school.row()];
      for (StopId& stop : trip.stops) stop = orders_.stops[stop.row()];
      for (StopId& stop : trip.afternoon) stop = orders_.stops[stop.row()];
    }
  }
  for (Unserved& unserved : result.unserved) {
    unserved.stop = orders_.stops[unserved.stop.row()];
  }
  for (std::size_t i = 0; i < routes.bells.size(); ++i) {
    result.bells[orders_.schools[i]] = routes.bells[BellId(i)];
  }
  std::sort(result.duties.begin(), result.duties.end(), [](const Duty& a, const Duty& b) {
    return std::tie(a.trips.front().school, a.trips.front().stops) <
           std::tie(b.trips.front().school, b.trips.front().stops);
  });
  std::sort(result.unserved.begin(), result.unserved.end(),
            [](const Unserved& a, const Unserved& b) { return a.stop < b.stop; });
  return result;
}

}  // namespace budian::bus
