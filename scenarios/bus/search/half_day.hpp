// Travel in one direction of the day, as plain arrays.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "scenarios/bus/problem.hpp"

namespace budian::bus {

using Row = std::uint32_t;
inline constexpr Row no_row = std::numeric_limits<Row>::max();

struct Leg {
  std::int32_t time = 0;    ///< ms
  std::int32_t length = 0;  ///< mm
};
/// Stands for a missing way: longer than any ride limit, small enough to be added up.
inline constexpr std::int32_t no_leg = 500'000'000;

/// One direction of the day. The afternoon is a morning seen backwards in time: the travel is
/// turned round, and the end of lessons is the bell. What holds for one holds for the other, so
/// every rule of the search is written once.
class HalfDay {
 public:
  HalfDay(const Problem& problem, bool afternoon);
  /// Legs from a site to every site, and from every site into it.
  [[nodiscard]] const Leg* from(Row site) const { return &from_[site * sites_]; }
  [[nodiscard]] const Leg* into(Row site) const { return &into_[site * sites_]; }
  /// The latest time at school, on this half's clock, and how long before it pupils may be there.
  [[nodiscard]] std::int64_t latest(Row school) const { return latest_[school]; }
  [[nodiscard]] std::int64_t window(Row school) const { return window_[school]; }
  /// The least and the greatest `latest` that moving the bell can give.
  [[nodiscard]] std::int64_t lowest(Row school) const { return latest_[school] - down_[school]; }
  [[nodiscard]] std::int64_t highest(Row school) const { return latest_[school] + up_[school]; }
  /// Of a bell that rings so much later.
  [[nodiscard]] std::int64_t latest(Row school, std::int64_t later) const {
    return latest_[school] + (afternoon_ ? -later : later);
  }

 private:
  std::size_t sites_;
  bool afternoon_;
  std::vector<Leg> from_, into_;
  std::vector<std::int64_t> latest_, window_, down_, up_;
};

}  // namespace budian::bus
