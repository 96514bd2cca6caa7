#include "scenarios/bus/draft.hpp"

#include <algorithm>
#include <utility>

namespace budian::bus {
namespace {

/// Time between two stops in the better direction.
std::int64_t nearness(const Problem& problem, StopId a, StopId b) {
  const SiteId from = problem.stops()[a].site;
  const SiteId to = problem.stops()[b].site;
  std::int64_t least = -1;
  if (problem.has_way(from, to)) least = problem.time(from, to).count();
  if (problem.has_way(to, from)) {
    const std::int64_t back = problem.time(to, from).count();
    least = least < 0 ? back : std::min(least, back);
  }
  return least;
}

}  // namespace

Neighbours::Neighbours(const Problem& problem, const Stops& stops)
    : lists_(problem.stops().size()) {
  Table<BellId, Stops> of_school(problem.schools().size());
  for (const StopId stop : stops) of_school[problem.stops()[stop].school].push_back(stop);
  std::vector<std::pair<std::int64_t, StopId>> near;
  for (const StopId stop : stops) {
    near.clear();
    for (const StopId other : of_school[problem.stops()[stop].school]) {
      const std::int64_t time = other == stop ? -1 : nearness(problem, stop, other);
      if (time >= 0) near.emplace_back(time, other);
    }
    const auto kept = near.begin() + static_cast<std::ptrdiff_t>(std::min(most, near.size()));
    std::partial_sort(near.begin(), kept, near.end());
    for (auto entry = near.begin(); entry != kept; ++entry) lists_[stop].push_back(entry->second);
  }
}

Draft::Draft(const Valuation& valuation, std::vector<Trip> trips)
    : valuation_(&valuation),
      values_(trips.size()),
      stamps_(trips.size()),
      trip_of_(valuation.problem().stops().size(), nowhere) {
  for (Trip& trip : trips) {
    trips_.push_back({trip.school, {}});
    set(trips_.size() - 1, std::move(trip.stops));
  }
}

std::size_t Draft::place_of(StopId stop) const {
  const Stops& stops = trips_[trip_of_[stop]].stops;
  return static_cast<std::size_t>(std::find(stops.begin(), stops.end(), stop) - stops.begin());
}

std::vector<Trip> Draft::nonempty_trips() const {
  std::vector<Trip> result;
  for (const Trip& trip : trips_) {
    if (!trip.stops.empty()) result.push_back(trip);
  }
  return result;
}

bool Draft::set(std::size_t row, Stops stops) {
  const auto value = valuation_->value(trips_[row].school, stops);
  if (!value) return false;
  put(row, std::move(stops), *value);
  return true;
}

void Draft::open(StopId stop) {
  trips_.push_back({problem().stops()[stop].school, {}});
  values_.emplace_back();
  stamps_.push_back(0);
  set(trips_.size() - 1, {stop});
}

/// Both trips are taken out before either is put in: a stop may pass from one to the other.
void Draft::apply(const Change& change) {
  put(change.a, {}, {});
  if (change.b != change.a) {
    put(change.b, {}, {});
    set(change.b, change.stops_b);
  }
  set(change.a, change.stops_a);
}

void Draft::put(std::size_t row, Stops stops, const TripValue& value) {
  for (const StopId stop : trips_[row].stops) trip_of_[stop] = nowhere;
  for (const StopId stop : stops) trip_of_[stop] = row;
  score_ = score_ - values_[row].score + value.score;
  trips_[row].stops = std::move(stops);
  values_[row] = value;
  stamps_[row] = ++clock_;
}

}  // namespace budian::bus
