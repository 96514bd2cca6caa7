#include "scenarios/bus/search/model.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace budian::bus {
namespace {

std::int32_t narrowed(std::int64_t amount) {
  if (amount >= no_leg) throw std::invalid_argument("bus problem: a way is longer than 500 km");
  return static_cast<std::int32_t>(amount);
}

Leg leg_of(const Problem& problem, SiteId from, SiteId to) {
  if (!problem.has_way(from, to)) return {no_leg, no_leg};
  return {narrowed(problem.time(from, to).count()), narrowed(problem.length(from, to).count())};
}

Price yearly_price(const Problem& problem, const BusType& type) {
  Price price;
  price.fixed = type.fixed_cost_a_year.count() * 1'000'000;
  const std::int64_t often[2] = {problem.mornings(), problem.afternoons()};
  for (std::size_t h = 0; h < 2; ++h) {
    // Fen a kilometre are millionths of a fen a millimetre.
    price.a_millimetre[h] = type.cost_a_kilometre.count() * often[h];
    price.a_millisecond[h] = type.cost_an_hour.count() * often[h] * 10 / 36;
  }
  return price;
}

/// Enough for any string of neighbours that a round takes out.
constexpr std::size_t most_neighbours = 250;

}  // namespace

HalfDay::HalfDay(const Problem& problem, bool afternoon) : sites_(problem.travel().sites) {
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
  }
}

Model::Model(const Problem& problem, std::vector<StopId> stops)
    : problem_(problem), unload_(problem.parameters().unload.count()) {
  halves_.emplace_back(problem, false);
  if (problem.has_afternoon()) halves_.emplace_back(problem, true);
  for (const School& school : problem.schools()) {
    school_sites_.push_back(static_cast<Row>(school.site.row()));
  }
  for (const Depot& depot : problem.depots()) {
    depots_.push_back(static_cast<Row>(depot.site.row()));
  }
  for (const StopId id : stops) {
    const bus::Stop& given = problem.stops()[id];
    Stop stop;
    stop.site = static_cast<Row>(given.site.row());
    stop.school = static_cast<Row>(given.school.row());
    stop.pupils = static_cast<std::int32_t>(given.pupils.count());
    stop.boarding = narrowed(problem.boarding(id).count());
    stop.ride_limit = given.ride_limit.count();
    for (const HalfDay& half : halves_) {
      stop.to_school =
          std::max(stop.to_school, half.from(stop.site)[school_sites_[stop.school]].time);
    }
    stop.id = id;
    stops_.push_back(stop);
  }
  for (const BusType& type : problem.types()) {
    yearly_.push_back(yearly_price(problem, type));
    time_.push_back({0, {1, 1}, {0, 0}});
  }
  find_neighbours();
  find_chains();
}

void Model::find_neighbours() {
  neighbours_.resize(size());
  const std::size_t most = std::min(most_neighbours, size() - std::min<std::size_t>(size(), 1));
  std::vector<std::pair<std::int64_t, Row>> near;
  for (Row a = 0; a < size(); ++a) {
    near.clear();
    for (Row b = 0; b < size(); ++b) {
      if (a == b) continue;
      const Leg& there = half(0).from(stop(a).site)[stop(b).site];
      const Leg& back = half(0).into(stop(a).site)[stop(b).site];
      near.emplace_back(std::int64_t{there.time} + back.time, b);
    }
    std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(most), near.end());
    for (std::size_t i = 0; i < most; ++i) neighbours_[a].push_back(near[i].second);
  }
}

/// The first school as early, the second as late as can be, with the quickest of the second's
/// stops.
bool Model::may_chain(Row first, Row second) const {
  for (const HalfDay& half : halves_) {
    // In the afternoon the order is another one: either may be first.
    const bool turned = &half != &halves_.front() && half.latest(second) < half.latest(first);
    const Row before = turned ? second : first;
    const Row after = turned ? first : second;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const Stop& stop : stops_) {
      if (stop.school != after) continue;
      const std::int64_t run = half.from(stop.site)[school_sites_[after]].time + stop.boarding;
      least = std::min(least, run + half.into(stop.site)[school_sites_[before]].time);
    }
    if (least == std::numeric_limits<std::int64_t>::max()) return false;
    const std::int64_t free = half.latest(before) - half.window(before) + unload_;
    if (free + least > half.latest(after)) return false;
  }
  return true;
}

void Model::find_chains() {
  can_follow_.assign(schools() * schools(), false);
  can_be_chained_.assign(schools(), false);
  if (!problem_.parameters().chain_trips) return;
  for (Row a = 0; a < schools(); ++a) {
    for (Row b = 0; b < schools(); ++b) {
      if (!may_chain(a, b)) continue;
      can_follow_[a * schools() + b] = true;
      can_be_chained_[a] = can_be_chained_[b] = true;
      has_chains_ = true;
    }
  }
}

double Model::step(const Price& price) const {
  double sum = 0;
  std::size_t count = 0;
  for (Row a = 0; a < size(); ++a) {
    for (std::size_t i = 0; i < std::min<std::size_t>(5, neighbours_[a].size()); ++i) {
      const Row b = neighbours_[a][i];
      for (std::size_t h = 0; h < halves(); ++h) {
        const Leg& there = half(h).from(stop(a).site)[stop(b).site];
        if (there.time >= no_leg) continue;
        sum += static_cast<double>(there.time) * static_cast<double>(price.a_millisecond[h]) +
               static_cast<double>(there.length) * static_cast<double>(price.a_millimetre[h]);
        ++count;
      }
    }
  }
  return count == 0 ? 1 : std::max(1.0, sum / static_cast<double>(count));
}

}  // namespace budian::bus
