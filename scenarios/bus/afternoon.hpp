// The order in which an afternoon trip sets its pupils down.
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

/// Searches the order with the least longest ride among those that keep every ride limit. Exact up
/// to `exact_stops` stops (dynamic programming over subsets: the earliest arrival at a stop is
/// always the best one); for longer trips the reversed morning, improved by moving stops and
/// reversing stretches. Where no order keeps all limits, the one that breaks them least. Ties go to
/// the reversed morning.
class AfternoonSearch {
 public:
  static constexpr std::size_t exact_stops = 6;

  AfternoonSearch(const Problem& problem, const Trip& trip);
  [[nodiscard]] std::vector<StopId> best() const;

 private:
  using Order = std::vector<StopId>;
  /// Smaller is better: pairs without a way, time over the limits, longest ride.
  struct Strain {
    std::int64_t missing = 0;
    std::int64_t over = 0;
    std::int64_t longest = 0;
    friend auto operator<=>(const Strain&, const Strain&) = default;
  };
  [[nodiscard]] Strain strain(const Order& order) const;
  [[nodiscard]] SiteId site(StopId stop) const { return problem_.stops()[stop].site; }
  [[nodiscard]] Order improved(Order order) const;
  [[nodiscard]] bool improve_once(Order& order, Strain& best) const;

  const Problem& problem_;
  const Trip& trip_;
  /// How long pupils of each school sit in the bus when it leaves Trip::school.
  std::vector<Milliseconds> aboard_;
};

}  // namespace budian::bus
