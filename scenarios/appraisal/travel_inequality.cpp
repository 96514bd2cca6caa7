#include "scenarios/appraisal/inequality.hpp"
#include "scenarios/appraisal/parts.hpp"

namespace budian::appraisal {
namespace {

template <class Figure>
SpreadOfStage spread_of(const Trips& trips, Stage stage, Figure figure) {
  SpreadOfStage result;
  result.by_township.resize(trips.county().townships.size());
  for (const Trip& trip : trips.after) {
    if (stage_of_grade(trip.group->grade) != stage) continue;
    const auto value = figure(*trip.journey);
    if (!value) {
      result.unknown += trip.group->pupils;
      continue;
    }
    result.counted += trip.group->pupils;
    result.by_township[trips.home(*trip.group).row()].emplace_back(value->count(),
                                                                   trip.group->pupils.count());
  }
  return result;
}

Inequality inequality_of(const SpreadOfStage& spread) {
  Spread all;
  for (const auto& township : spread.by_township) {
    all.insert(all.end(), township.begin(), township.end());
  }
  Inequality result;
  result.pupils = spread.counted;
  result.unknown = spread.unknown;
  result.gini = gini(all);
  result.palma = palma(all);
  if (const auto parts = theil_by_group(spread.by_township)) {
    result.theil = parts->total;
    result.theil_within = parts->within;
    result.theil_between = parts->between;
  }
  return result;
}

}  // namespace

SpreadOfStage roads_of(const Trips& trips, Stage stage) {
  return spread_of(trips, stage, [](const GroupJourney& journey) { return journey.road; });
}

SpreadOfStage times_of(const Trips& trips, Stage stage) {
  return spread_of(trips, stage, [](const GroupJourney& journey) { return journey.door_to_door; });
}

void add_inequality(const Trips& trips, Appraisal& appraisal) {
  for (const auto stage : stages) {
    appraisal.distance[row(stage)] = inequality_of(roads_of(trips, stage));
    appraisal.time[row(stage)] = inequality_of(times_of(trips, stage));
  }
}

}  // namespace budian::appraisal
