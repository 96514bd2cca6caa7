#include "scenarios/bus/afternoon.hpp"

#include <algorithm>
#include <limits>

namespace budian::bus {

std::vector<StopId> AfternoonSearch::best() const {
  Order order(trip_.stops.rbegin(), trip_.stops.rend());
  if (order.size() < 2) return order;
  if (order.size() > exact_stops) return improved(std::move(order));
  Order shortest = exact();
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
    result.longest = clock;
    result.over += std::max<std::int64_t>(0, clock - problem_.stops()[stop].ride_limit.count());
    clock += problem_.boarding(stop).count();
    last = site(stop);
  }
  return result;
}

/// Empty when no order keeps every limit.
AfternoonSearch::Order AfternoonSearch::exact() const {
  constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
  const Order& stops = trip_.stops;
  const std::size_t count = stops.size();
  const std::size_t sets = std::size_t{1} << count;
  // earliest[set * count + last]: arrival at `last` after the other stops of `set`; before[...]:
  // the stop before it
  std::vector<std::int64_t> earliest(sets * count, never);
  std::vector<std::size_t> before(sets * count, count);
  const auto arrive = [&](std::size_t cell, std::size_t stop, std::int64_t time, std::size_t from) {
    if (time > problem_.stops()[stops[stop]].ride_limit.count() || time >= earliest[cell]) return;
    earliest[cell] = time;
    before[cell] = from;
  };
  const SiteId school = problem_.schools()[trip_.school].site;
  for (std::size_t i = 0; i < count; ++i) {
    if (!problem_.has_way(school, site(stops[i]))) continue;
    const std::size_t set = std::size_t{1} << i;
    arrive(set * count + i, i, problem_.time(school, site(stops[i])).count(), count);
  }
  for (std::size_t cell = 0; cell < sets * count; ++cell) {
    if (earliest[cell] == never) continue;
    const std::size_t set = cell / count;
    const StopId last = stops[cell % count];
    const std::int64_t leave = earliest[cell] + problem_.boarding(last).count();
    for (std::size_t next = 0; next < count; ++next) {
      const std::size_t bit = std::size_t{1} << next;
      if ((set & bit) != 0 || !problem_.has_way(site(last), site(stops[next]))) continue;
      arrive((set | bit) * count + next, next,
             leave + problem_.time(site(last), site(stops[next])).count(), cell % count);
    }
  }
  const std::size_t whole = sets - 1;
  std::size_t last = 0;
  for (std::size_t i = 1; i < count; ++i) {
    if (earliest[whole * count + i] < earliest[whole * count + last]) last = i;
  }
  if (earliest[whole * count + last] == never) return {};
  Order order;
  for (std::size_t set = whole; last != count;) {
    order.push_back(stops[last]);
    const std::size_t previous = before[set * count + last];
    set &= ~(std::size_t{1} << last);
    last = previous;
  }
  std::reverse(order.begin(), order.end());
  return order;
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
