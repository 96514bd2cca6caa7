#include "scenarios/bus/violation_words.hpp"

#include <algorithm>
#include <cmath>

namespace budian {
namespace {

using bus::ViolationKind;

/// The end of the message's key, and what the amount counts.
struct Words {
  const char* key;
  enum class Unit : std::uint8_t { nothing, heads, time } unit = Unit::nothing;
};

Words key_of(ViolationKind kind) {
  using Unit = Words::Unit;
  switch (kind) {
    case ViolationKind::stop_not_served:
      return {"stop_not_served", Unit::heads};
    case ViolationKind::stop_served_twice:
      return {"stop_served_twice"};
    case ViolationKind::wrong_school:
      return {"wrong_school"};
    case ViolationKind::overload:
      return {"overload", Unit::heads};
    case ViolationKind::ride_too_long:
      return {"ride_too_long", Unit::time};
    case ViolationKind::no_way:
      return {"no_way"};
    case ViolationKind::late:
      return {"late", Unit::time};
    case ViolationKind::empty_trip:
      return {"empty_trip"};
    case ViolationKind::fleet_exceeded:
      return {"fleet_exceeded", Unit::heads};
    case ViolationKind::afternoon_ride_too_long:
      return {"afternoon_ride_too_long", Unit::time};
    case ViolationKind::afternoon_stops:
      return {"afternoon_stops", Unit::heads};
    case ViolationKind::contractors_mixed:
      return {"contractors_mixed"};
    case ViolationKind::trips_chained:
      return {"trips_chained"};
    case ViolationKind::unknown_depot:
      return {"unknown_depot"};
    case ViolationKind::depot_full:
      return {"depot_full", Unit::heads};
    case ViolationKind::loads_mixed:
      return {"loads_mixed"};
    case ViolationKind::below_minimum:
      return {"below_minimum", Unit::heads};
    case ViolationKind::needless_call:
      return {"needless_call"};
    case ViolationKind::bell_moved:
      return {"bell_moved", Unit::time};
  }
  return {"no_way"};
}

/// Minutes with one decimal, never less than they are.
double minutes_up(std::int64_t milliseconds) {
  return std::ceil(static_cast<double>(milliseconds) / 6000.0) / 10.0;
}

/// A stop that stands in no duty has no vehicle, nor has a bell.
bool has_no_vehicle(ViolationKind kind) {
  return kind == ViolationKind::stop_not_served || kind == ViolationKind::bell_moved;
}

class Wording {
 public:
  Wording(const BusTask& task, const bus::Routes& routes, const std::vector<std::int64_t>& vehicles)
      : task_(task), routes_(routes), vehicles_(vehicles) {}

  [[nodiscard]] Message of(const bus::Violation& violation) const {
    const Words words = key_of(violation.kind);
    Message message{std::string("routes.broken.") + words.key, {}};
    auto& arguments = message.arguments;
    if (!has_no_vehicle(violation.kind)) {
      const std::size_t duty = violation.duty;
      arguments.emplace_back(
          "vehicle", vehicles_.empty() ? static_cast<std::int64_t>(duty) + 1 : vehicles_[duty]);
      arguments.emplace_back("trip", static_cast<std::int64_t>(violation.trip) + 1);
      if (duty < routes_.duties.size()) add_bus(routes_.duties[duty], arguments);
    }
    if (task_.problem().stops().contains(violation.stop)) add_stop(violation.stop, arguments);
    if (violation.kind == ViolationKind::bell_moved) {
      arguments.emplace_back("school", task_.school_name(violation.school));
    }
    if (words.unit == Words::Unit::heads) arguments.emplace_back("amount", violation.amount);
    if (words.unit == Words::Unit::time) {
      arguments.emplace_back("minutes", minutes_up(violation.amount));
    }
    return message;
  }

 private:
  using Arguments = std::vector<std::pair<std::string, Argument>>;

  void add_bus(const bus::Duty& duty, Arguments& arguments) const {
    const bus::BusType& type = task_.problem().types()[duty.type];
    arguments.emplace_back("type", type.name);
    arguments.emplace_back("seats", type.pupil_seats.count());
    arguments.emplace_back("least", task_.problem().parameters().least_pupils.count());
  }

  void add_stop(bus::StopId stop, Arguments& arguments) const {
    arguments.emplace_back("id", static_cast<std::int64_t>(stop.row()) + 1);
    arguments.emplace_back("stop", task_.stop_name(stop));
    arguments.emplace_back("school", task_.school_name(task_.problem().stops()[stop].school));
    arguments.emplace_back("limit", minutes_up(task_.problem().stops()[stop].ride_limit.count()));
  }

  const BusTask& task_;
  const bus::Routes& routes_;
  const std::vector<std::int64_t>& vehicles_;
};

}  // namespace

std::vector<Message> words_of(const BusTask& task, const bus::Routes& routes,
                              const std::vector<bus::Violation>& violations,
                              const std::vector<std::int64_t>& vehicles) {
  std::vector<Message> words;
  const Wording wording(task, routes, vehicles);
  for (const bus::Violation& violation : violations) {
    Message message = wording.of(violation);
    if (std::find(words.begin(), words.end(), message) == words.end()) {
      words.push_back(std::move(message));
    }
  }
  return words;
}

}  // namespace budian
