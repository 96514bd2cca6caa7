#include "maps/gtfs_halts.hpp"

#include <algorithm>

#include "maps/run_shape.hpp"

namespace budian {
namespace {

std::pair<double, double> key_of(Point place) { return {place.x, place.y}; }

/// Buses turn where roads do, so a school's gate on the road is where a run begins or ends there.
Point road_place(const BusRun& run, SchoolId school, Point yard) {
  const BusCall& first = run.calls.front();
  const BusCall& last = run.calls.back();
  if (!last.stop && last.school == school) return run.geometry.back();
  if (!first.stop && first.school == school) return run.geometry.front();
  return nearest_on(run.geometry, yard);
}

}  // namespace

std::string one_line(std::string name) {
  for (char& letter : name) {
    if (static_cast<unsigned char>(letter) < ' ' || letter == '\x7f') letter = ' ';
  }
  const auto first = name.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return name.substr(first, name.find_last_not_of(' ') - first + 1);
}

std::vector<const BusRun*> running_halves(const BusLine& line) {
  std::vector<const BusRun*> runs;
  for (const BusRun* run : {&line.morning, &line.afternoon}) {
    if (run->runs()) runs.push_back(run);
  }
  return runs;
}

Halts::Halts(const Plan& plan) : plan_(plan) {
  for (const BusLine& line : plan.buses.lines) {
    for (const BusRun* run : running_halves(line)) {
      for (const BusCall& call : run->calls) add(call, *run);
    }
  }
  // A school in the middle of one run may be at the end of another: that one knows its place best.
  for (const BusLine& line : plan.buses.lines) {
    for (const BusRun* run : running_halves(line)) {
      for (const BusCall* call : {&run->calls.front(), &run->calls.back()}) {
        if (call->stop) continue;
        const Point yard = plan.schools[call->school].school.place;
        halts_[schools_.at(call->school)].place = road_place(*run, call->school, yard);
      }
    }
  }
}

void Halts::add(const BusCall& call, const BusRun& run) {
  const std::size_t row = halts_.size();
  if (!call.stop) {
    if (schools_.emplace(call.school, row).second) halts_.push_back(school_halt(call.school, run));
    return;
  }
  const BusStopSite& site = plan_.buses.sites[call.stop->row()];
  if (stops_.emplace(key_of(site.place), row).second) halts_.push_back(stop_halt(site));
}

Halt Halts::school_halt(SchoolId id, const BusRun& run) const {
  const School& school = plan_.schools[id].school;
  Halt halt;
  halt.id = "school-" + std::to_string(id.row() + 1);
  halt.code = one_line(school.code);
  halt.name = one_line(school.name);
  if (halt.name.empty()) halt.name = halt.id;
  halt.place = road_place(run, id, school.place);
  return halt;
}

Halt Halts::stop_halt(const BusStopSite& site) const {
  Halt halt;
  halt.id = "stop-" + std::to_string(stops_.size());
  halt.name = one_line(site.name);
  if (halt.name.empty()) halt.name = halt.id;
  halt.place = site.place;
  return halt;
}

std::size_t Halts::row_of(const BusCall& call) const {
  if (!call.stop) return schools_.at(call.school);
  return stops_.at(key_of(plan_.buses.sites[call.stop->row()].place));
}

std::vector<HaltTime> Halts::times_of(const BusRun& run) const {
  std::vector<HaltTime> times;
  for (const BusCall& call : run.calls) {
    const std::size_t row = row_of(call);
    if (times.empty() || times.back().halt != row) {
      times.push_back({row, call.arrive, call.leave, call.driven, false, false});
      // Where a stop is at a school's gate nothing is driven; GTFS wants it to rise all the same.
      if (times.size() > 1) {
        Millimetres& driven = times.back().driven;
        driven = std::max(driven, times[times.size() - 2].driven + Millimetres(1));
      }
    }
    HaltTime& time = times.back();
    time.leave = std::max(time.leave, call.leave);
    time.on = time.on || !call.on.empty();
    time.off = time.off || !call.off.empty();
  }
  return times;
}

}  // namespace budian
