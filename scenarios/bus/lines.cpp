#include "scenarios/bus/lines.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "scenarios/bus/road_side.hpp"
#include "scenarios/bus/schedule.hpp"

namespace budian {
namespace {

using GradesAboard = std::vector<GradeHeads>;

void add_to(GradesAboard& all, const GradesAboard& some) {
  for (const GradeHeads& entry : some) {
    const auto place = std::lower_bound(
        all.begin(), all.end(), entry, [](const GradeHeads& a, const GradeHeads& b) {
          return std::make_pair(a.school, a.grade) < std::make_pair(b.school, b.grade);
        });
    const bool known =
        place != all.end() && place->school == entry.school && place->grade == entry.grade;
    known ? void(place->pupils += entry.pupils) : void(all.insert(place, entry));
  }
}

/// From place to place on the roads.
struct DrivenWay {
  Line line;
  std::vector<std::size_t> at;  ///< points of the line at which the places lie
};
DrivenWay way_along(const BusSites& sites, const std::vector<bus::SiteId>& places) {
  DrivenWay way{{sites.place(places.front())}, {0}};
  for (std::size_t i = 1; i < places.size(); ++i) {
    if (places[i - 1] != places[i]) {
      for (const Point point : sites.way(places[i - 1], places[i])) {
        if (way.line.back() != point) way.line.push_back(point);
      }
    }
    way.at.push_back(way.line.size() - 1);
  }
  return way;
}

class LineMaker {
 public:
  LineMaker(const RideRules& rules, const Boarding& boarding, const bus::Problem& problem,
            const bus::Routes& routes)
      : rules_(rules),
        problem_(problem),
        routes_(routes),
        boarding_at_(boarding.stops.size()),
        homes_(boarding.stops.size()) {
    for (const Rider& rider : boarding.riders) {
      const PupilGroup& group = rules.plan().groups[rider.group];
      add_to(boarding_at_[rider.stop], {{group.school, group.grade, rider.pupils}});
      homes_[rider.stop.row()].emplace_back(
          rules.ground().county.settlements[group.settlement].place, rider.pupils);
    }
  }

  std::vector<BusLine> make() {
    for (std::size_t duty = 0; duty < routes_.duties.size(); ++duty) add_duty(duty);
    tbb::parallel_for(std::size_t{0}, lines_.size(), [&](std::size_t i) {
      for (BusRun* run : {&lines_[i].morning, &lines_[i].afternoon}) {
        if (run->runs()) lay_out(*run);
      }
    });
    return std::move(lines_);
  }

 private:
  void add_duty(std::size_t row) {
    const bus::Duty& duty = routes_.duties[row];
    const auto times = bus::duty_times(problem_, duty);
    if (!times) throw std::logic_error("bus lines: a duty without a timetable");
    const std::size_t first = lines_.size();
    for (std::size_t trip = 0; trip < duty.trips.size(); ++trip) add_line(row, trip, *times);
    std::vector<std::size_t> mornings(duty.trips.size());
    std::iota(mornings.begin(), mornings.end(), std::size_t{0});
    add_empty_ways(duty, first, mornings, &BusLine::morning);
    if (!problem_.has_afternoon()) return;
    add_empty_ways(duty, first, bus::afternoon_trips(problem_, duty), &BusLine::afternoon);
  }

  void add_line(std::size_t duty, std::size_t trip, const bus::DutyTimes& times) {
    const bus::Trip& driven = routes_.duties[duty].trips[trip];
    BusLine line;
    line.name = std::to_string(lines_.size() + 1);
    line.duty = duty;
    line.trip = trip;
    const bus::TripTimes morning = bus::morning_times(problem_, driven, times.arrive[trip]);
    line.morning = morning_of(driven, morning);
    const auto bells = bus::schools_of(driven);
    for (std::size_t i = 0; i < bells.size(); ++i) {
      line.early =
          std::max(line.early, problem_.schools()[bells[i]].arrive - morning.at_schools[i]);
    }
    for (const bus::StopId stop : driven.stops) line.load += problem_.stops()[stop].pupils;
    if (problem_.has_afternoon()) {
      const bus::TripTimes home = bus::afternoon_times(problem_, driven, times.depart[trip]);
      line.afternoon = afternoon_of(driven, home);
      for (std::size_t i = 0; i < bells.size(); ++i) {
        line.late = std::max(line.late, home.at_schools[i] - problem_.schools()[bells[i]].depart);
      }
    }
    lines_.push_back(std::move(line));
  }

  [[nodiscard]] SchoolId school_of(bus::BellId bell) const {
    return rules_.sites().schools()[rules_.bells()[bell.row()].school];
  }

  /// At each school of the trip, in the order of the morning; both stages of a school are one call.
  /// `off`: who gets on or off there.
  [[nodiscard]] std::vector<BusCall> school_calls(const bus::Trip& trip,
                                                  const std::vector<Milliseconds>& at) const {
    std::vector<BusCall> calls;
    const auto bells = bus::schools_of(trip);
    for (std::size_t i = 0; i < bells.size(); ++i) {
      const SchoolId school = school_of(bells[i]);
      if (calls.empty() || calls.back().school != school) {
        calls.emplace_back();
        calls.back().school = school;
        calls.back().arrive = at[i];
        calls.back().leave = at[i] + problem_.parameters().unload;
      }
      for (const bus::StopId stop : trip.stops) {
        if (problem_.stops()[stop].school == bells[i]) add_to(calls.back().off, boarding_at_[stop]);
      }
    }
    return calls;
  }

  /// At the stop of this rank of a half; nobody gets on or off yet.
  [[nodiscard]] BusCall stop_call(bus::StopId stop, const bus::TripTimes& times,
                                  std::size_t rank) const {
    BusCall call;
    call.stop = stop;
    call.school = school_of(problem_.stops()[stop].school);
    call.arrive = times.arrive[rank];
    call.leave = times.leave[rank];
    call.ride = times.rides[rank];
    return call;
  }

  [[nodiscard]] BusRun morning_of(const bus::Trip& trip, const bus::TripTimes& times) const {
    BusRun run;
    for (std::size_t i = 0; i < trip.stops.size(); ++i) {
      BusCall call = stop_call(trip.stops[i], times, i);
      call.on = boarding_at_[trip.stops[i]];
      run.calls.push_back(std::move(call));
    }
    for (BusCall& call : school_calls(trip, times.at_schools)) run.calls.push_back(std::move(call));
    return completed(std::move(run));
  }

  /// The bus stands at a school before it leaves as long as it does in the morning.
  [[nodiscard]] BusRun afternoon_of(const bus::Trip& trip, const bus::TripTimes& times) const {
    BusRun run;
    for (BusCall& call : school_calls(trip, times.at_schools)) {
      std::swap(call.on, call.off);
      call.leave = call.arrive;
      call.arrive -= problem_.parameters().unload;
      run.calls.insert(run.calls.begin(), std::move(call));
    }
    for (std::size_t i = 0; i < trip.afternoon.size(); ++i) {
      BusCall call = stop_call(trip.afternoon[i], times, i);
      call.off = boarding_at_[trip.afternoon[i]];
      run.calls.push_back(std::move(call));
    }
    return completed(std::move(run));
  }

  /// With loads and ways.
  [[nodiscard]] BusRun completed(BusRun run) const {
    Heads load;
    for (std::size_t i = 0; i < run.calls.size(); ++i) {
      BusCall& call = run.calls[i];
      for (const GradeHeads& entry : call.on) load += entry.pupils;
      for (const GradeHeads& entry : call.off) load -= entry.pupils;
      call.load = load;
      if (i > 0) run.loaded += problem_.length(site_of(run.calls[i - 1]), site_of(call));
      call.driven = run.loaded;
      run.longest_ride = std::max(run.longest_ride, call.ride);
    }
    return run;
  }

  /// Of the lines of a duty, driven in this order.
  void add_empty_ways(const bus::Duty& duty, std::size_t first,
                      const std::vector<std::size_t>& order, BusRun BusLine::*half) {
    const bool is_morning = half == &BusLine::morning;
    std::optional<bus::SiteId> depot;
    if (!problem_.depots().empty()) depot = problem_.depots()[duty.depot].site;
    std::optional<bus::SiteId> place = depot;
    for (const std::size_t trip : order) {
      const bus::Trip& driven = duty.trips[trip];
      const bus::SiteId school = problem_.schools()[bus::schools_of(driven).back()].site;
      const bus::SiteId stop =
          problem_.stops()[is_morning ? driven.stops.front() : driven.afternoon.back()].site;
      BusRun& run = lines_[first + trip].*half;
      if (place) run.empty += problem_.length(*place, is_morning ? stop : school);
      place = is_morning ? school : stop;
    }
    if (depot) (lines_[first + order.back()].*half).empty += problem_.length(*place, *depot);
  }

  /// On the roads, with who has to cross one.
  void lay_out(BusRun& run) const {
    DrivenWay way = way_along(rules_.sites(), places_of(run));
    const auto& counts = rules_.scenario().bus.crossing_roads;
    for (std::size_t i = 0; i < run.calls.size(); ++i) {
      BusCall& call = run.calls[i];
      const auto road = rules_.sites().road_class(site_of(call));
      if (!call.stop || !road || !counts[row(*road)]) continue;
      const std::size_t at = way.at[i];
      const Point before = way.line[at > 0 ? at - 1 : at];
      const Point after = way.line[std::min(at + 1, way.line.size() - 1)];
      for (const auto& [home, pupils] : homes_[call.stop->row()]) {
        if (lives_across(before, way.line[at], after, home)) call.across += pupils;
      }
    }
    run.geometry = std::move(way.line);
  }

  [[nodiscard]] bus::SiteId site_of(const BusCall& call) const {
    if (call.stop) return problem_.stops()[*call.stop].site;
    const auto& schools = rules_.sites().schools();
    const auto found = std::lower_bound(schools.begin(), schools.end(), call.school);
    return rules_.sites().school_site(static_cast<std::size_t>(found - schools.begin()));
  }

  [[nodiscard]] std::vector<bus::SiteId> places_of(const BusRun& run) const {
    std::vector<bus::SiteId> places;
    for (const BusCall& call : run.calls) places.push_back(site_of(call));
    return places;
  }

  const RideRules& rules_;
  const bus::Problem& problem_;
  const bus::Routes& routes_;
  Table<bus::StopId, GradesAboard> boarding_at_;
  std::vector<std::vector<std::pair<Point, Heads>>> homes_;  ///< of who board at each stop
  std::vector<BusLine> lines_;
};

}  // namespace

std::vector<SchoolId> BusLine::schools() const {
  std::vector<SchoolId> called;
  for (const BusRun* run : {&morning, &afternoon}) {
    for (const BusCall& call : run->calls) {
      const bool known = std::find(called.begin(), called.end(), call.school) != called.end();
      if (!call.stop && !known) called.push_back(call.school);
    }
  }
  return called;
}

std::vector<BusLine> make_lines(const RideRules& rules, const Boarding& boarding,
                                const bus::Problem& problem, const bus::Routes& routes) {
  return LineMaker(rules, boarding, problem, routes).make();
}

}  // namespace budian
