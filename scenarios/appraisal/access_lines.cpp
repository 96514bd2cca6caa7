#include "scenarios/appraisal/parts.hpp"

namespace budian::appraisal {
namespace {

void count(Side side, Heads heads, LineCount& into) {
  if (side == Side::unknown) into.unknown += heads;
  if (side == Side::over) into.over += heads;
  if (side == Side::over || side == Side::within) into.judged += heads;
}

LineResult count_line(const Trips& trips, const AccessLine& line) {
  LineResult result;
  result.townships = Table<TownshipId, ByBand<LineCount>>(trips.county().townships.size());
  for (const Trip& trip : trips.after) {
    const Side side = side_of(line, trip);
    const auto band = row(band_of_grade(trip.group->grade));
    count(side, trip.group->pupils, result.county[band]);
    count(side, trip.group->pupils, result.townships[trips.home(*trip.group)][band]);
  }
  return result;
}

}  // namespace

void add_access(const Trips& trips, const std::vector<AccessLine>& lines, Appraisal& appraisal) {
  for (const auto& line : lines) appraisal.lines.push_back(count_line(trips, line));
  appraisal.township_coverage =
      Table<TownshipId, ByBand<Coverage>>(trips.county().townships.size());
  for (const Trip& trip : trips.after) {
    const Side side = side_of_all(lines, trip);
    const auto band = row(band_of_grade(trip.group->grade));
    count(side, trip.group->pupils, appraisal.coverage[band]);
    count(side, trip.group->pupils, appraisal.township_coverage[trips.home(*trip.group)][band]);
  }
}

}  // namespace budian::appraisal
