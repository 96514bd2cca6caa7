#include "scenarios/bus/search/half_day.hpp"

namespace budian::bus {
namespace {

/// A way of 500 km or a day and a half by bus is none.
Leg leg_of(const Problem& problem, SiteId from, SiteId to) {
  constexpr Leg none{no_leg, no_leg};
  if (!problem.has_way(from, to)) return none;
  const std::int64_t time = problem.time(from, to).count();
  const std::int64_t length = problem.length(from, to).count();
  if (time >= no_leg || length >= no_leg) return none;
  return {static_cast<std::int32_t>(time), static_cast<std::int32_t>(length)};
}

}  // namespace

HalfDay::HalfDay(const Problem& problem, bool afternoon)
    : sites_(problem.travel().sites), afternoon_(afternoon) {
  from_.resize(sites_ * sites_);
  into_.resize(sites_ * sites_);
  for (std::size_t a = 0; a < sites_; ++a) {
    for (std::size_t b = 0; b < sites_; ++b) {
      const Leg leg =
          afternoon ? leg_of(problem, SiteId(b), SiteId(a)) : leg_of(problem, SiteId(a), SiteId(b));
      from_[a * sites_ + b] = leg;
      into_[b * sites_ + a] = leg;
    }
  }
  for (const School& school : problem.schools()) {
    latest_.push_back(afternoon ? -school.depart.count() : school.arrive.count());
    window_.push_back(afternoon ? school.late.count() : school.early.count());
    down_.push_back((afternoon ? school.bell_later : school.bell_earlier).count());
    up_.push_back((afternoon ? school.bell_earlier : school.bell_later).count());
  }
}

}  // namespace budian::bus
