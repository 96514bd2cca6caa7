// Why nothing satisfies all limits: one group of limits after the other is left out, and stays out
// where the rest still clashes.
#include <algorithm>
#include <array>

#include "scenarios/location/solution.hpp"

namespace budian::location {
namespace {

constexpr std::array<Limit, 10> all_limits{
    Limit::contiguous, Limit::least_size,   Limit::required,  Limit::forbidden, Limit::whole,
    Limit::regions,    Limit::least_number, Limit::most_size, Limit::distance,  Limit::most_number};

bool binds(const Parts& parts, Limit limit) {
  const auto any_site = [&](auto test) {
    return std::any_of(parts.sites.begin(), parts.sites.end(), test);
  };
  switch (limit) {
    case Limit::least_size:
      return any_site([](const Site& site) { return site.least_heads > 0; });
    case Limit::most_size:
      return any_site([](const Site& site) { return site.most_heads.has_value(); });
    case Limit::distance:
      return std::any_of(parts.demands.begin(), parts.demands.end(),
                         [](const Demand& demand) { return demand.farthest.has_value(); });
    case Limit::least_number:
      return parts.least_sites > 0;
    case Limit::most_number:
      return parts.most_sites.has_value();
    case Limit::required:
      return any_site([](const Site& site) { return site.standing == Standing::required; });
    case Limit::forbidden:
      return any_site([](const Site& site) { return site.standing == Standing::forbidden; });
    case Limit::regions:
      return parts.within_regions;
    case Limit::whole:
      return parts.whole;
    case Limit::contiguous:
      return parts.contiguous;
  }
  return false;
}

void drop_of_site(Site& site, Limit limit) {
  if (limit == Limit::least_size) site.least_heads = 0;
  if (limit == Limit::most_size) site.most_heads.reset();
  if (limit == Limit::required && site.standing == Standing::required)
    site.standing = Standing::free;
  if (limit == Limit::forbidden && site.standing == Standing::forbidden)
    site.standing = Standing::free;
}

Parts without(Parts parts, Limit limit) {
  for (Site& site : parts.sites) drop_of_site(site, limit);
  if (limit == Limit::distance) {
    for (Demand& demand : parts.demands) demand.farthest.reset();
  }
  if (limit == Limit::least_number) parts.least_sites = 0;
  if (limit == Limit::most_number) parts.most_sites.reset();
  if (limit == Limit::regions) parts.within_regions = false;
  if (limit == Limit::whole) {
    parts.whole = false;
    parts.contiguous = false;  // of whole demands only
  }
  if (limit == Limit::contiguous) parts.contiguous = false;
  return parts;
}

}  // namespace

Clash clash_of(const Problem& problem, const Effort& effort) {
  Clash clash;
  Parts parts = problem.parts();
  for (const Limit limit : all_limits) {
    if (!binds(parts, limit)) continue;
    Parts fewer = without(parts, limit);
    const State state = feasibility(Problem(fewer), effort);
    if (state == State::infeasible) {
      parts = std::move(fewer);
      continue;
    }
    if (state == State::undecided) clash.minimal = false;
    clash.limits.push_back(limit);
  }
  const Problem left(parts);  // with the limits that clash alone
  for (const DemandId id : left.demands().ids()) {
    if (left.reaches(id).empty() && left.everyone_served()) clash.cut_off.push_back(id);
  }
  return clash;
}

}  // namespace budian::location
