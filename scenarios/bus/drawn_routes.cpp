#include "scenarios/bus/drawn_routes.hpp"

#include <algorithm>
#include <set>

#include "scenarios/bus/parsed_json.hpp"
#include "scenarios/clock.hpp"

namespace budian {
namespace {

using Json = nlohmann::json;

class Reader {
 public:
  Reader(std::string_view text, const std::string& file)
      : file_(file), root_(parsed_json(text, file, "routes.not_json")) {}

  DrawnRoutes read() {
    DrawnRoutes result;
    result.file = file_;
    const auto routes = root_.find("routes");
    if (!root_.is_object() || routes == root_.end() || !routes->is_array()) {
      problem("routes", {"routes.no_routes", {}});
    } else {
      // Afternoons need to know their mornings, wherever these stand.
      for (const bool home : {false, true}) {
        for (std::size_t i = 0; i < routes->size(); ++i) {
          read_route((*routes)[i], "routes/" + std::to_string(i), home);
        }
      }
    }
    if (root_.is_object() && root_.contains("bells")) read_bells(root_["bells"], result.bells);
    if (!problems_.empty()) throw InputError(std::move(problems_));
    result.duties = std::move(duties_);
    return result;
  }

 private:
  void read_route(const Json& route, const std::string& where, bool home) {
    const bool is_home = words(route, "half", where) == "afternoon";
    if (is_home != home) return;
    const auto vehicle = whole(route, "vehicle", where);
    if (!vehicle) return;
    DrawnDuty& duty = duty_of(*vehicle, where);
    duty.goes_home = duty.goes_home || is_home;
    if (!is_home) {
      duty.type = words(route, "description", where);
      duty.depot = words(route, "depot", where);
      const auto locked = route.find("locked");
      if (locked != route.end() && locked->is_boolean()) duty.locked = locked->get<bool>();
    }
    if (route.contains("trips")) {
      read_trips(route["trips"], where + "/trips", duty);
    } else if (route.contains("steps") && route["steps"].is_array()) {
      is_home ? read_home(route["steps"], where + "/steps", duty)
              : read_steps(route["steps"], where + "/steps", duty);
    } else {
      problem(where, {"routes.no_steps", {}});
    }
  }

  void read_bells(const Json& list, std::vector<DrawnBell>& bells) {
    if (!list.is_array()) return problem("bells", {"routes.no_bells", {}});
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string where = "bells/" + std::to_string(i);
      const auto arrive = clock_of(words(list[i], "arrive", where));
      if (!arrive) {
        problem(where + "/arrive", {"routes.no_clock", {}});
        continue;
      }
      DrawnBell bell{words(list[i], "school", where), words(list[i], "code", where), std::nullopt,
                     *arrive, where};
      const std::string stage = words(list[i], "stage", where);
      if (stage == "primary") bell.stage = Stage::primary;
      if (stage == "junior") bell.stage = Stage::junior;
      if (!stage.empty() && !bell.stage) {
        problem(where + "/stage", {"routes.no_stage", {}}, stage);
      }
      bells.push_back(std::move(bell));
    }
  }

  DrawnDuty& duty_of(std::int64_t vehicle, const std::string& where) {
    for (DrawnDuty& duty : duties_) {
      if (duty.vehicle == vehicle) return duty;
    }
    duties_.push_back({vehicle, {}, {}, std::nullopt, false, {}, where});
    return duties_.back();
  }

  void read_trips(const Json& trips, const std::string& where, DrawnDuty& duty) {
    if (!trips.is_array()) return problem(where, {"routes.no_steps", {}});
    for (std::size_t i = 0; i < trips.size(); ++i) {
      const std::string at = where + "/" + std::to_string(i);
      DrawnTrip trip;
      const bool is_object = trips[i].is_object();
      trip.on = ids(is_object ? trips[i].value("stops", Json()) : trips[i], at);
      if (is_object && trips[i].contains("afternoon")) {
        trip.afternoon = ids(trips[i]["afternoon"], at + "/afternoon");
      }
      duty.trips.push_back(std::move(trip));
    }
  }

  std::vector<DrawnStop> ids(const Json& list, const std::string& where) {
    std::vector<DrawnStop> stops;
    if (!list.is_array()) problem(where, {"routes.no_steps", {}});
    for (std::size_t i = 0; list.is_array() && i < list.size(); ++i) {
      const std::string at = where + "/" + std::to_string(i);
      if (!is_whole(list[i])) {
        problem(at, {"routes.no_id", {}}, list[i].dump());
      } else {
        stops.push_back({list[i].get<std::int64_t>(), "", at});
      }
    }
    return stops;
  }

  /// A step at which pupils get on or off; the others (start, end, break) say nothing of them.
  struct Step {
    bool on = false;
    std::string line;
    DrawnStop stop;
  };
  std::vector<Step> steps_of(const Json& steps, const std::string& where, bool named_on) {
    std::vector<Step> result;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string at = where + "/" + std::to_string(i);
      const std::string type = words(steps[i], "type", at);
      if (type == "start" || type == "end" || type == "break") continue;
      if (type != "pickup" && type != "delivery") {
        problem(at, {"routes.unknown_step", {}}, type);
        continue;
      }
      const auto id = whole(steps[i], "id", at);
      if (!id) continue;
      const bool on = type == "pickup";
      // Only where pupils board in the morning, or are set down, is the place the stop's.
      const std::string name = on == named_on ? words(steps[i], "description", at) : "";
      result.push_back({on, line_of(steps[i]), {*id, name, at}});
    }
    return result;
  }

  static std::string line_of(const Json& step) {
    const auto line = step.find("line");
    if (line == step.end()) return {};
    return line->is_string() ? line->get<std::string>() : line->dump();
  }

  /// A trip ends where another line begins, or, where lines are not named, when everyone is out.
  /// Whoever gets on gets off.
  void read_steps(const Json& steps, const std::string& where, DrawnDuty& duty) {
    std::string line;
    std::set<std::int64_t> aboard;
    for (const Step& step : steps_of(steps, where, true)) {
      const bool by_line = !step.line.empty();
      const bool begins = by_line ? step.line != line : step.on && aboard.empty();
      if (duty.trips.empty() || begins) {
        tell_who_stays(duty);
        duty.trips.emplace_back();
        aboard.clear();
      }
      line = step.line;
      DrawnTrip& trip = duty.trips.back();
      if (step.on) {
        if (!trip.off.empty()) problem(step.stop.where, {"routes.on_after_off", {}});
        trip.on.push_back(step.stop);
        aboard.insert(step.stop.id);
      } else {
        if (aboard.erase(step.stop.id) == 0) {
          problem(step.stop.where, {"routes.off_without_on", {{"id", step.stop.id}}});
        }
        trip.off.push_back(step.stop);
      }
    }
    tell_who_stays(duty);
  }

  /// In the last trip that was read.
  void tell_who_stays(const DrawnDuty& duty) {
    if (duty.trips.empty()) return;
    const DrawnTrip& trip = duty.trips.back();
    for (const DrawnStop& stop : trip.on) {
      const bool gets_off = std::any_of(trip.off.begin(), trip.off.end(),
                                        [&](const DrawnStop& s) { return s.id == stop.id; });
      if (!gets_off) problem(stop.where, {"routes.on_without_off", {{"id", stop.id}}});
    }
  }

  /// The order in which each trip of the morning sets down.
  void read_home(const Json& steps, const std::string& where, DrawnDuty& duty) {
    for (const Step& step : steps_of(steps, where, false)) {
      if (step.on) continue;
      DrawnTrip* trip = nullptr;
      for (DrawnTrip& candidate : duty.trips) {
        const bool rode = std::any_of(candidate.on.begin(), candidate.on.end(),
                                      [&](const DrawnStop& s) { return s.id == step.stop.id; });
        if (rode) trip = &candidate;
      }
      if (trip == nullptr) {
        problem(step.stop.where, {"routes.home_without_morning", {{"id", step.stop.id}}});
      } else {
        trip->afternoon.push_back(step.stop);
      }
    }
  }

  static bool is_whole(const Json& value) {
    constexpr std::uint64_t most = 1'000'000'000;
    if (value.is_number_unsigned()) return value.get<std::uint64_t>() <= most;
    return value.is_number_integer();
  }

  std::optional<std::int64_t> whole(const Json& object, const char* key, const std::string& where) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (object.is_object() && found != object.end() && is_whole(*found)) {
      return found->get<std::int64_t>();
    }
    problem(where + "/" + key, {"routes.no_whole", {{"key", std::string(key)}}});
    return std::nullopt;
  }

  /// Empty where it is not said.
  std::string words(const Json& object, const char* key, const std::string& where) {
    if (!object.is_object()) return {};
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    problem(where + "/" + key, {"routes.no_words", {{"key", std::string(key)}}}, found->dump());
    return {};
  }

  void problem(const std::string& where, Message message, const std::string& value = {}) {
    problems_.push_back(problem_at(file_, where, std::move(message), value));
  }

  std::string file_;
  Json root_;
  std::vector<DrawnDuty> duties_;
  std::vector<Problem> problems_;
};

}  // namespace

Problem problem_at(const std::string& file, const std::string& where, Message message,
                   const std::string& value) {
  Problem problem;
  problem.file = file;
  problem.field = where;
  problem.value = value;
  problem.message = std::move(message);
  return problem;
}

DrawnRoutes read_drawn_routes(std::string_view text, const std::string& file) {
  return Reader(text, file).read();
}

}  // namespace budian
