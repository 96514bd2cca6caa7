#include <map>
#include <tuple>

#include "scenarios/appraisal/trips.hpp"
#include "tests/scenarios/appraisal/appraised.hpp"

namespace budian::appraisal {
namespace {

AccessLine line_of(AccessMeasure measure, std::int64_t most) {
  AccessLine line;
  line.bands = {true, false, false};
  line.measure = measure;
  line.most = most;
  return line;
}

struct OneTrip {
  PupilGroup group;
  GroupJourney journey;
  [[nodiscard]] Trip trip(Way way, bool rural = true) const {
    return {&group, &journey, way, rural};
  }
};

}  // namespace

TEST_CASE("A line is crossed above it, not on it") {
  OneTrip one;
  one.journey.road = metres(1500);
  CHECK(side_of(line_of(AccessMeasure::road_km, metres(1500).count()), one.trip(Way::walk)) ==
        Side::within);
  CHECK(side_of(line_of(AccessMeasure::road_km, metres(1499).count()), one.trip(Way::walk)) ==
        Side::over);
}

TEST_CASE("A line of walking speaks of walkers, one of riding of riders") {
  OneTrip one;
  one.journey.road = metres(4000);
  one.journey.ride = minutes(20);
  one.journey.door_to_door = minutes(31);
  const auto walk = line_of(AccessMeasure::walk_km, metres(1500).count());
  const auto ride = line_of(AccessMeasure::ride_minutes, minutes(15).count());
  const auto door = line_of(AccessMeasure::door_to_door_minutes, minutes(30).count());
  CHECK(side_of(walk, one.trip(Way::bus)) == Side::not_judged);
  CHECK(side_of(walk, one.trip(Way::walk)) == Side::over);
  CHECK(side_of(ride, one.trip(Way::bus)) == Side::over);
  CHECK(side_of(ride, one.trip(Way::walk)) == Side::not_judged);
  CHECK(side_of(door, one.trip(Way::bus)) == Side::over);
}

TEST_CASE("Other grades and other surroundings are not judged, and no way is unknown, not beyond") {
  OneTrip one;
  auto line = line_of(AccessMeasure::road_km, 1);
  CHECK(side_of(line, one.trip(Way::walk)) == Side::unknown);
  line.schools = Surroundings::urban;
  CHECK(side_of(line, one.trip(Way::walk)) == Side::not_judged);
  CHECK(side_of(line, one.trip(Way::walk, false)) == Side::unknown);
  one.group.grade = 3;  // grade 4
  CHECK(side_of(line, one.trip(Way::walk, false)) == Side::not_judged);
}

TEST_CASE("Being over one line outweighs not knowing another; notes put nobody over the lines") {
  OneTrip one;
  one.journey.road = metres(2000);  // and no time
  auto road = line_of(AccessMeasure::road_km, metres(1500).count());
  const auto door = line_of(AccessMeasure::door_to_door_minutes, minutes(30).count());
  CHECK(side_of_all({door, road}, one.trip(Way::bus)) == Side::over);
  road.severity = Severity::note;
  CHECK(side_of_all({door, road}, one.trip(Way::bus)) == Side::unknown);
  CHECK(side_of_all({road}, one.trip(Way::bus)) == Side::not_judged);
}

TEST_CASE("A pupil of whom no line speaks is neither within the lines nor beyond them") {
  OneTrip one;
  one.journey.road = metres(2000);
  one.group.grade = 3;  // grade 4; the line speaks of grades 1 to 3
  const auto road = line_of(AccessMeasure::road_km, metres(1500).count());
  CHECK(side_of_all({road}, one.trip(Way::walk)) == Side::not_judged);
  CHECK(side_of_all({}, one.trip(Way::walk)) == Side::not_judged);
  Coverage coverage;
  count(Side::not_judged, Heads(7), coverage);
  CHECK(coverage.judged() == Heads(0));
  CHECK_FALSE(coverage.known_over());
  count(Side::within, Heads(2), coverage);
  CHECK(coverage.known_over() == Heads(0));
}

TEST_CASE("A county whose lines leave a band out has no share within the lines for it") {
  Appraised appraised(close_points);
  std::erase_if(appraised.ground.appraisal.lines,
                [](const AccessLine& line) { return line.bands[row(GradeBand::junior)]; });
  const Outcome outcome = appraised.outcome_of(appraised.scenario);
  CHECK(outcome.appraisal.coverage[2].not_judged == Heads(180));
  CHECK(outcome.appraisal.coverage[2].within == Heads(0));
  CHECK_FALSE(appraised.figure(outcome, 0, "within_lines.junior"));
  CHECK_FALSE(appraised.figure(outcome, 0, "beyond_lines.junior"));
  for (const auto& band : outcome.appraisal.coverage) {
    CHECK(band.unknown == Heads(0));
  }
  const auto no_line = appraised.figure(outcome, 0, "no_line").value_or(0) +
                       appraised.figure(outcome, 1, "no_line").value_or(0);
  CHECK(no_line == 180);  // J's three grades of 60
}

TEST_CASE("Today's way of a plan's pupils is the way they go today") {
  const Appraised appraised(close_points);
  std::map<std::tuple<SettlementId, int, SchoolId>, GroupJourney> today;
  for (std::size_t i = 0; i < appraised.today.journeys.size(); ++i) {
    const auto& group = appraised.today.plan.groups[i];
    today[{group.settlement, group.grade, group.school}] = appraised.today.journeys[i];
  }
  const SchoolTravel travel(appraised.ground, {});
  const Situation situation{appraised.scenario, appraised.outcome.plan, appraised.ground, travel};
  const Trips trips = trips_of(situation, appraised.outcome);
  REQUIRE(trips.before.size() == appraised.outcome.plan.groups.size());
  for (const Trip& trip : trips.before) {
    const auto& was = today.at({trip.group->settlement, trip.group->grade, trip.group->before});
    CHECK(trip.journey->road == was.road);
    CHECK(trip.journey->door_to_door == was.door_to_door);
    CHECK(trip.journey->straight == was.straight);
  }
}

TEST_CASE("Each line counts the pupils that a plain loop counts, and townships sum to the county") {
  const Appraised appraised(close_points);
  const auto& lines = appraised.ground.appraisal.lines;
  REQUIRE(appraised.plan().lines.size() == lines.size());
  std::int64_t beyond = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Heads over, sum;
    for (std::size_t g = 0; g < appraised.outcome.journeys.size(); ++g) {
      const auto& group = appraised.outcome.plan.groups[g];
      const auto& journey = appraised.outcome.journeys[g];
      if (!lines[i].bands[row(band_of_grade(group.grade))]) continue;
      if (lines[i].schools == Surroundings::urban) continue;  // the grid is rural
      std::int64_t figure = journey.road->count();
      if (lines[i].measure == AccessMeasure::walk_km && group.way != Way::walk) continue;
      if (lines[i].measure == AccessMeasure::door_to_door_minutes)
        figure = journey.door_to_door->count();
      if (figure > lines[i].most) over += group.pupils;
    }
    for (const auto& township : appraised.plan().lines[i].townships) {
      for (const auto& count : township) sum += count.over;
    }
    const auto& county = appraised.plan().lines[i].county;
    CHECK(county[0].over + county[1].over + county[2].over == over);
    CHECK(sum == over);
    beyond += over.count();
  }
  CHECK(beyond > 0);  // or the loop would compare nothing
}

}  // namespace budian::appraisal
