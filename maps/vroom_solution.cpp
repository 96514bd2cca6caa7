#include "maps/vroom_solution.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "maps/messages.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
using bus::UnservedReason;

const char* key_of(UnservedReason reason) {
  switch (reason) {
    case UnservedReason::no_way:
      return "vroom.unserved.no_way";
    case UnservedReason::ride_limit:
      return "vroom.unserved.ride_limit";
    case UnservedReason::too_many_pupils:
      return "vroom.unserved.too_many_pupils";
    case UnservedReason::no_bus:
      return "vroom.unserved.no_bus";
    case UnservedReason::below_minimum:
      return "vroom.unserved.below_minimum";
  }
  return "vroom.unserved.no_bus";
}

std::int64_t cost_of(const VroomProblem& given, const bus::Duty& duty) {
  return bus::yearly_cost(given.problem, {{duty}, {}}).count();
}

std::int64_t whole_seconds(Milliseconds time) { return time.count() / 1000; }
std::int64_t whole_metres(Millimetres length) { return length.count() / 1000; }
Json amount(Heads heads) { return Json::array({heads.count()}); }

/// What a vehicle, or all of them, do.
struct Sums {
  Heads pupils;
  Milliseconds driving, standing, waiting;
  Millimetres length;

  Sums& operator+=(const Sums& other) {
    pupils += other.pupils;
    driving += other.driving;
    standing += other.standing;
    waiting += other.waiting;
    length += other.length;
    return *this;
  }
  void write_to(Json& json, bool has_distances) const {
    json["pickup"] = amount(pupils);
    json["delivery"] = amount(pupils);
    json["amount"] = amount(pupils);
    json["setup"] = 0;
    json["service"] = whole_seconds(standing);
    json["duration"] = whole_seconds(driving);
    json["waiting_time"] = whole_seconds(waiting);
    if (has_distances) json["distance"] = whole_metres(length);
  }
};

/// When a vehicle leaves its home, or opens the doors at its first stop where it has none.
Milliseconds sets_off(const bus::Problem& problem, const bus::Duty& duty,
                      const bus::DutyTimes& times) {
  const bus::Trip& first = duty.trips.front();
  const Milliseconds opens =
      bus::morning_times(problem, first, times.arrive.front()).arrive.front();
  if (problem.depots().empty()) return opens;
  const bus::SiteId home = problem.depots()[duty.depot].site;
  return opens - problem.time(home, problem.stops()[first.stops.front()].site);
}

bus::DutyTimes times_of(const bus::Problem& problem, const bus::Duty& duty) {
  auto times = bus::duty_times(problem, duty);
  if (!times) throw std::logic_error("vroom solution: a duty without a timetable");
  return *std::move(times);
}

/// Drives one vehicle step by step.
class Drive {
 public:
  Drive(const VroomProblem& given, const bus::Duty& duty) : given_(given), problem_(given.problem) {
    const bus::DutyTimes times = times_of(problem_, duty);
    const bool has_home = !problem_.depots().empty();
    clock_ = sets_off(problem_, duty, times);
    place_ = has_home ? problem_.depots()[duty.depot].site
                      : problem_.stops()[duty.trips.front().stops.front()].site;
    if (has_home) add("start", place_, Milliseconds(0), Milliseconds(0));
    for (std::size_t trip = 0; trip < duty.trips.size(); ++trip) {
      drive(duty.trips[trip], times.arrive[trip]);
    }
    if (!has_home) return;
    go_to(problem_.depots()[duty.depot].site);
    add("end", place_, Milliseconds(0), Milliseconds(0));
  }

  Json steps = Json::array();
  Sums sums;

 private:
  void drive(const bus::Trip& trip, Milliseconds arrive) {
    const bus::TripTimes times = bus::morning_times(problem_, trip, arrive);
    for (std::size_t i = 0; i < trip.stops.size(); ++i) {
      const bus::StopId id = trip.stops[i];
      const bus::Stop& stop = problem_.stops()[id];
      go_to(stop.site);
      const Milliseconds wait = times.arrive[i] - clock_;
      load_ += stop.pupils;
      sums.pupils += stop.pupils;
      add("pickup", stop.site, wait, problem_.boarding(id), id);
    }
    call_at(trip);
  }

  /// Two schools at one place are one call, and the bus stands there once, after everyone is out.
  void call_at(const bus::Trip& trip) {
    const std::vector<bus::BellId> schools = bus::schools_of(trip);
    for (std::size_t i = 0; i < schools.size(); ++i) {
      const bus::SiteId site = problem_.schools()[schools[i]].site;
      const bool stays = i > 0 && problem_.schools()[schools[i - 1]].site == site;
      if (!stays) go_to(site);
      for (const bus::StopId id : trip.stops) {
        if (problem_.stops()[id].school != schools[i]) continue;
        load_ -= problem_.stops()[id].pupils;
        add("delivery", site, Milliseconds(0), Milliseconds(0), id);
      }
      const bool goes_on =
          i + 1 == schools.size() || problem_.schools()[schools[i + 1]].site != site;
      if (goes_on) stand();
    }
  }

  void stand() {
    const Milliseconds unload = problem_.parameters().unload;
    steps.back()["service"] = whole_seconds(unload);
    sums.standing += unload;
    clock_ += unload;
  }

  void go_to(bus::SiteId site) {
    clock_ += problem_.time(place_, site);
    sums.driving += problem_.time(place_, site);
    sums.length += problem_.length(place_, site);
    place_ = site;
  }

  void add(const char* type, bus::SiteId site, Milliseconds wait, Milliseconds service,
           bus::StopId stop = {}) {
    Json step{{"type", type}, {"location_index", site.row()}};
    const std::string kind = type;
    if (kind == "pickup" || kind == "delivery") {
      const VroomShipment& shipment = given_.shipments[stop.row()];
      step["id"] = kind == "pickup" ? shipment.pickup : shipment.delivery;
      const std::string& words = kind == "pickup" ? shipment.pickup_words : shipment.delivery_words;
      if (!words.empty()) step["description"] = words;
    }
    step["setup"] = 0;
    step["service"] = whole_seconds(service);
    step["waiting_time"] = whole_seconds(wait);
    step["arrival"] = whole_seconds(clock_);
    step["duration"] = whole_seconds(sums.driving);
    if (given_.has_distances) step["distance"] = whole_metres(sums.length);
    step["load"] = amount(load_);
    step["violations"] = Json::array();
    steps.push_back(std::move(step));
    clock_ += wait + service;
    sums.waiting += wait;
    sums.standing += service;
  }

  const VroomProblem& given_;
  const bus::Problem& problem_;
  bus::SiteId place_;
  Milliseconds clock_;
  Heads load_;
};

class SolutionWriter {
 public:
  SolutionWriter(const VroomProblem& given, const bus::Routes& routes)
      : given_(given), routes_(routes), free_(given.vehicles.size(), true) {}

  Json write() {
    Json routes = Json::array();
    for (const bus::Duty& duty : routes_.duties) routes.push_back(route_of(duty));
    Json unassigned = unassigned_pupils();
    Json summary{{"cost", vroom_cost(given_, routes_)},
                 {"routes", routes.size()},
                 {"unassigned", unassigned.size()}};
    all_.write_to(summary, given_.has_distances);
    summary["priority"] = 0;
    summary["violations"] = Json::array();
    return {{"code", 0},
            {"summary", std::move(summary)},
            {"unassigned", std::move(unassigned)},
            {"routes", std::move(routes)}};
  }

 private:
  Json route_of(const bus::Duty& duty) {
    const VroomVehicle& vehicle = vehicle_for(duty);
    Drive drive(given_, duty);
    all_ += drive.sums;
    Json route{{"vehicle", vehicle.id}};
    if (!vehicle.words.empty()) route["description"] = vehicle.words;
    route["cost"] = cost_of(given_, duty);
    drive.sums.write_to(route, given_.has_distances);
    route["priority"] = 0;
    route["steps"] = std::move(drive.steps);
    route["violations"] = Json::array();
    return route;
  }

  /// The first of its type and home that is free.
  const VroomVehicle& vehicle_for(const bus::Duty& duty) {
    for (std::size_t i = 0; i < free_.size(); ++i) {
      const VroomVehicle& vehicle = given_.vehicles[i];
      const bool fits = vehicle.type == duty.type &&
                        (given_.problem.depots().empty() || vehicle.depot == duty.depot);
      if (!free_[i] || !fits) continue;
      free_[i] = false;
      return vehicle;
    }
    throw std::logic_error("vroom solution: no vehicle is left");
  }

  Json unassigned_pupils() {
    Json list = Json::array();
    for (const bus::Unserved& unserved : routes_.unserved) {
      const VroomShipment& shipment = given_.shipments[unserved.stop.row()];
      const bus::Stop& stop = given_.problem.stops()[unserved.stop];
      const Message reason{key_of(unserved.reason), {}};
      Json words{{"key", reason.key},
                 {"zh", text(reason, Language::zh)},
                 {"en", text(reason, Language::en)}};
      Json pickup{{"id", shipment.pickup}, {"type", "pickup"}, {"location_index", stop.site.row()}};
      if (!shipment.pickup_words.empty()) pickup["description"] = shipment.pickup_words;
      pickup["reason"] = words;
      list.push_back(std::move(pickup));
      list.push_back({{"id", shipment.delivery},
                      {"type", "delivery"},
                      {"location_index", given_.problem.schools()[stop.school].site.row()},
                      {"reason", words}});
    }
    return list;
  }

  const VroomProblem& given_;
  const bus::Routes& routes_;
  std::vector<bool> free_;
  Sums all_;
};

}  // namespace

std::int64_t vroom_cost(const VroomProblem& given, const bus::Routes& routes) {
  std::int64_t cost = 0;
  for (const bus::Duty& duty : routes.duties) cost += cost_of(given, duty);
  return cost;
}

bool begins_before_midnight(const VroomProblem& given, const bus::Routes& routes) {
  return std::any_of(routes.duties.begin(), routes.duties.end(), [&](const bus::Duty& duty) {
    return sets_off(given.problem, duty, times_of(given.problem, duty)) < Milliseconds(0);
  });
}

std::string vroom_solution(const VroomProblem& given, const bus::Routes& routes) {
  return SolutionWriter(given, routes).write().dump(1) + "\n";
}

}  // namespace budian
