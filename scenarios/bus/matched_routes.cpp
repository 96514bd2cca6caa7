#include "scenarios/bus/matched_routes.hpp"

#include <algorithm>
#include <set>

namespace budian {
namespace {

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

class Matcher {
 public:
  Matcher(const DrawnRoutes& drawn, const BusTask& task) : drawn_(drawn), task_(task) {}

  bus::Routes match() {
    bus::Routes routes;
    for (const DrawnDuty& drawn : drawn_.duties) routes.duties.push_back(duty_of(drawn));
    if (!drawn_.bells.empty()) {
      routes.bells = bus::BellShifts(task_.problem().schools().size());
      for (const DrawnBell& bell : drawn_.bells) set_bell(bell, routes.bells);
    }
    if (!problems_.empty()) throw InputError(std::move(problems_));
    return routes;
  }

 private:
  /// By code where the file has one, else by name; both stages where it names none.
  [[nodiscard]] bool is_meant(const DrawnBell& drawn, bus::BellId id) const {
    const Bell& bell = task_.rules().bells()[id.row()];
    if (drawn.stage && *drawn.stage != bell.stage) return false;
    const SchoolId school = task_.rules().sites().schools()[bell.school];
    const School& known = task_.rules().plan().schools[school].school;
    return drawn.code.empty() ? known.name == drawn.school : known.code == drawn.code;
  }

  void set_bell(const DrawnBell& drawn, bus::BellShifts& shifts) {
    std::set<std::size_t> schools;
    bool is_again = false;
    std::vector<std::string> known;
    for (const bus::BellId id : shifts.ids()) {
      known.push_back(task_.school_name(id));
      if (!is_meant(drawn, id)) continue;
      schools.insert(task_.rules().bells()[id.row()].school);
      is_again = !said_.insert(id).second || is_again;
      shifts[id] = drawn.arrive - task_.problem().schools()[id].arrive;
    }
    const char* key = nullptr;
    if (schools.empty()) key = "routes.unknown_bell";
    if (schools.size() > 1) key = "routes.bell_ambiguous";
    if (is_again) key = "routes.bell_twice";
    if (key == nullptr) return;
    problems_.push_back(problem_at(drawn_.file, drawn.where,
                                   {key, {{"name", drawn.school}, {"known", listed(known)}}},
                                   drawn.school));
  }

  bus::Duty duty_of(const DrawnDuty& drawn) {
    bus::Duty duty;
    std::vector<std::string> types, depots;
    for (const bus::BusType& type : task_.problem().types()) types.push_back(type.name);
    for (const auto& depot : task_.rules().ground().money.bus.depots) depots.push_back(depot.name);
    if (const auto row = named(drawn.type, types, drawn.where, "routes.unknown_type")) {
      duty.type = bus::BusTypeId(*row);
    }
    if (!depots.empty()) {
      if (const auto row = named(drawn.depot, depots, drawn.where, "routes.unknown_depot")) {
        duty.depot = bus::DepotId(*row);
      }
    }
    for (const DrawnTrip& trip : drawn.trips) {
      duty.trips.push_back(trip_of(trip, drawn.goes_home));
    }
    return duty;
  }

  std::optional<std::size_t> named(const std::string& name, const std::vector<std::string>& known,
                                   const std::string& where, const char* key) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    if (name.empty() && std::string(key) == "routes.unknown_type") key = "routes.no_type";
    problems_.push_back(
        problem_at(drawn_.file, where, {key, {{"name", name}, {"known", listed(known)}}}, name));
    return std::nullopt;
  }

  /// The best afternoon where the file has none of the vehicle.
  bus::Trip trip_of(const DrawnTrip& drawn, bool goes_home) {
    const std::size_t before = problems_.size();
    bus::Trip trip{{}, stops_of(drawn.on), stops_of(drawn.afternoon), {}};
    const std::vector<bus::StopId> off = stops_of(drawn.off);
    if (problems_.size() > before || trip.stops.empty()) return trip;
    // In the order in which pupils get off, else in which they got on.
    std::vector<bus::BellId> schools;
    for (const bus::StopId stop : off.empty() ? trip.stops : off) {
      const bus::BellId school = task_.problem().stops()[stop].school;
      if (std::find(schools.begin(), schools.end(), school) == schools.end()) {
        schools.push_back(school);
      }
    }
    trip.school = schools.front();
    trip.further = {schools.begin() + 1, schools.end()};
    const bool is_open = trip.afternoon.empty() && !goes_home;
    return is_open ? bus::with_afternoon(task_.problem(), std::move(trip)) : trip;
  }

  std::vector<bus::StopId> stops_of(const std::vector<DrawnStop>& drawn) {
    std::vector<bus::StopId> stops;
    const auto count = static_cast<std::int64_t>(task_.problem().stops().size());
    for (const DrawnStop& stop : drawn) {
      if (stop.id < 1 || stop.id > count) {
        problems_.push_back(problem_at(drawn_.file, stop.where,
                                       {"routes.unknown_stop", {{"id", stop.id}, {"count", count}}},
                                       std::to_string(stop.id)));
        continue;
      }
      const bus::StopId id(static_cast<std::size_t>(stop.id - 1));
      const std::string name = task_.stop_name(id);
      if (!stop.name.empty() && stop.name != name) {
        problems_.push_back(problem_at(
            drawn_.file, stop.where,
            {"routes.other_stop", {{"id", stop.id}, {"name", name}, {"said", stop.name}}},
            stop.name));
      }
      stops.push_back(id);
    }
    return stops;
  }

  const DrawnRoutes& drawn_;
  const BusTask& task_;
  std::set<bus::BellId> said_;
  std::vector<Problem> problems_;
};

}  // namespace

bus::Routes matched(const DrawnRoutes& drawn, const BusTask& task) {
  return Matcher(drawn, task).match();
}

}  // namespace budian
