#include "scenarios/bus/afternoon.hpp"

#include <algorithm>
#include <limits>

namespace budian::bus {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// Earliest arrival at a stop after all others of a set; a set is a number with one bit a stop.
class EarliestArrivals {
 public:
  EarliestArrivals(const Problem& problem, const Trip& trip,
                   const std::vector<Milliseconds>& aboard)
      : problem_(problem),
        stops_(trip.stops),
        aboard_(aboard),
        whole_((std::size_t{1} << stops_.size()) - 1),
        times_((whole_ + 1) * stops_.size(), never),
        before_(times_.size(), stops_.size()) {
    leave_for_all(0, problem.schools()[trip.school].site, Milliseconds(0), stops_.size());
    // A set is greater than each of its subsets, so every cell is final when its turn comes.
    for (std::size_t reached = 0; reached < times_.size(); ++reached) {
      if (times_[reached] == never) continue;
      const std::size_t last = reached % stops_.size();
      const Milliseconds leave = Milliseconds(times_[reached]) + problem.boarding(stops_[last]);
      leave_for_all(reached / stops_.size(), problem.stops()[stops_[last]].site, leave, last);
    }
  }

  /// The order with the earliest end; empty when none keeps every limit.
  [[nodiscard]] std::vector<StopId> best() const {
    std::size_t last = 0;
    for (std::size_t i = 1; i < stops_.size(); ++i) {
      if (times_[cell(whole_, i)] < times_[cell(whole_, last)]) last = i;
    }
    if (times_[cell(whole_, last)] == never) return {};
    std::vector<StopId> order;
    for (std::size_t set = whole_; last != stops_.size();) {
      order.push_back(stops_[last]);
      const std::size_t previous = before_[cell(set, last)];
      set &= ~(std::size_t{1} << last);
      last = previous;
    }
    std::reverse(order.begin(), order.end());
    return order;
  }

 private:
  [[nodiscard]] std::size_t cell(std::size_t set, std::size_t last) const {
    return set * stops_.size() + last;
  }

  /// From a site to every stop that is not in the set, where it is still in time.
  void leave_for_all(std::size_t set, SiteId from, Milliseconds leave, std::size_t before) {
    for (std::size_t next = 0; next < stops_.size(); ++next) {
      const std::size_t bit = std::size_t{1} << next;
      const Stop& stop = problem_.stops()[stops_[next]];
      if ((set & bit) != 0 || !problem_.has_way(from, stop.site)) continue;
      const Milliseconds arrive = leave + problem_.time(from, stop.site);
      const std::size_t reached = cell(set | bit, next);
      if (arrive + aboard_[stop.school.row()] > stop.ride_limit ||
          arrive.count() >= times_[reached])
        continue;
      times_[reached] = arrive.count();
      before_[reached] = before;
    }
  }

  const Problem& problem_;
  const std::vector<StopId>& stops_;
  const std::vector<Milliseconds>& aboard_;  ///< since leaving its school, by school
  std::size_t whole_;
  std::vector<std::int64_t> times_;  ///< ms after leaving the school
  std::vector<std::size_t> before_;  ///< the stop before; the number of stops: the school
};

}  // namespace

AfternoonSearch::AfternoonSearch(const Problem& problem, const Trip& trip)
    : problem_(problem), trip_(trip), aboard_(problem.schools().size()) {
  SiteId site = problem.schools()[trip.school].site;
  Milliseconds before;
  for (const BellId school : trip.further) {
    const SiteId next = problem.schools()[school].site;
    if (!problem.has_way(next, site)) return;
    before += problem.onward(next, site);
    aboard_[school.row()] = before;
    site = next;
  }
}

std::vector<StopId> AfternoonSearch::best() const {
  Order order(trip_.stops.rbegin(), trip_.stops.rend());
  if (order.size() < 2) return order;
  if (order.size() > exact_stops) return improved(std::move(order));
  Order shortest = EarliestArrivals(problem_, trip_, aboard_).best();
  if (!shortest.empty() && strain(shortest) < strain(order)) return shortest;
  const Strain reversed = strain(order);
  return reversed.missing == 0 && reversed.over == 0 ? order : improved(std::move(order));
}

AfternoonSearch::Strain AfternoonSearch::strain(const Order& order) const {
  Strain result;
  std::int64_t clock = 0;
  SiteId last = problem_.schools()[trip_.school].site;
  for (const StopId stop : order) {
    if (!problem_.has_way(last, site(stop))) {
      ++result.missing;
    } else {
      clock += problem_.time(last, site(stop)).count();
    }
    const std::int64_t ride = clock + aboard_[problem_.stops()[stop].school.row()].count();
    result.longest = std::max(result.longest, ride);
    result.over += std::max<std::int64_t>(0, ride - problem_.stops()[stop].ride_limit.count());
    clock += problem_.boarding(stop).count();
    last = site(stop);
  }
  return result;
}

AfternoonSearch::Order AfternoonSearch::improved(Order order) const {
  Strain best = strain(order);
  while (improve_once(order, best)) {
  }
  return order;
}

/// First improvement: a stop moved elsewhere, or a stretch reversed.
bool AfternoonSearch::improve_once(Order& order, Strain& best) const {
  const auto accept = [&](const Order& candidate) {
    const Strain value = strain(candidate);
    if (!(value < best)) return false;
    best = value;
    order = candidate;
    return true;
  };
  for (std::size_t from = 0; from < order.size(); ++from) {
    for (std::size_t to = 0; to < order.size(); ++to) {
      Order moved = order;
      moved.erase(moved.begin() + static_cast<std::ptrdiff_t>(from));
      moved.insert(moved.begin() + static_cast<std::ptrdiff_t>(to), order[from]);
      if (accept(moved)) return true;
      if (to <= from + 1) continue;
      Order reversed = order;
      std::reverse(reversed.begin() + static_cast<std::ptrdiff_t>(from),
                   reversed.begin() + static_cast<std::ptrdiff_t>(to) + 1);
      if (accept(reversed)) return true;
    }
  }
  return false;
}

}  // namespace budian::bus
