#include "scenarios/appraisal/trips.hpp"

#include "scenarios/receivers.hpp"

namespace budian::appraisal {
namespace {

GroupJourney journey_before(const Situation& situation, const PupilGroup& group) {
  GroupJourney journey;
  journey.straight = distance(situation.ground.county.settlements[group.settlement].place,
                              situation.plan.schools[group.before].school.place);
  if (const auto way = situation.travel.on_foot(group.settlement, group.before)) {
    journey.road = way->length;
    journey.on_foot = walking_time(situation.ground.travel, group.grade, way->length);
    journey.door_to_door = journey.on_foot;
  }
  return journey;
}

template <class Unit>
Side compared(const std::optional<Unit>& amount, std::int64_t most) {
  if (!amount) return Side::unknown;
  return amount->count() > most ? Side::over : Side::within;
}

}  // namespace

Trips trips_of(const Situation& situation, const Outcome& outcome) {
  const auto& groups = outcome.plan.groups;
  const auto& schools = outcome.plan.schools;
  Trips trips{situation, outcome, {}, {}, {}};
  trips.before_journeys.reserve(groups.size());
  for (const auto& group : groups)
    trips.before_journeys.push_back(journey_before(situation, group));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto& group = groups[i];
    trips.before.push_back(
        {&group, &trips.before_journeys[i], Way::walk, schools[group.before].school.is_rural});
    trips.after.push_back(
        {&group, &outcome.journeys[i], group.way, schools[group.school].school.is_rural});
  }
  return trips;
}

Side side_of(const AccessLine& line, const Trip& trip) {
  if (!line.bands[row(band_of_grade(trip.group->grade))]) return Side::not_judged;
  if (line.schools == Surroundings::urban && trip.to_rural_school) return Side::not_judged;
  if (line.schools == Surroundings::rural && !trip.to_rural_school) return Side::not_judged;
  const auto& journey = *trip.journey;
  switch (line.measure) {
    case AccessMeasure::road_km:
      return compared(journey.road, line.most);
    case AccessMeasure::walk_km:
      return trip.way == Way::walk ? compared(journey.road, line.most) : Side::not_judged;
    case AccessMeasure::door_to_door_minutes:
      return trip.way == Way::boarding ? Side::not_judged
                                       : compared(journey.door_to_door, line.most);
    case AccessMeasure::ride_minutes:
      return !is_ride(trip.way) ? Side::not_judged : compared(journey.ride, line.most);
  }
  return Side::not_judged;
}

Side side_of_all(const std::vector<AccessLine>& lines, const Trip& trip) {
  Side result = Side::not_judged;
  for (const auto& line : lines) {
    if (line.severity == Severity::note) continue;
    const Side side = side_of(line, trip);
    if (side == Side::over) return Side::over;
    if (side == Side::unknown) result = Side::unknown;
    if (side == Side::within && result == Side::not_judged) result = Side::within;
  }
  return result;
}

void count(Side side, Heads heads, Coverage& into) {
  switch (side) {
    case Side::within:
      into.within += heads;
      break;
    case Side::over:
      into.over += heads;
      break;
    case Side::unknown:
      into.unknown += heads;
      break;
    case Side::not_judged:
      into.not_judged += heads;
      break;
  }
}

}  // namespace budian::appraisal
