// Routes that a person drew or changed by hand, as their file says them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis/county.hpp"
#include "gis/message.hpp"

namespace budian {

/// A stop as the file names it.
struct DrawnStop {
  std::int64_t id = 0;  ///< of the file, from 1
  std::string name;     ///< empty: not said
  std::string where;    ///< in the file, such as "routes/3/steps/12"
};
struct DrawnTrip {
  std::vector<DrawnStop> on;         ///< getting on, in the order of the morning
  std::vector<DrawnStop> off;        ///< getting off at their schools; empty: not said
  std::vector<DrawnStop> afternoon;  ///< set down; empty: not said
};
struct DrawnDuty {
  std::int64_t vehicle = 0;
  std::string type;
  std::string depot;           ///< name; empty: not said
  std::optional<bool> locked;  ///< said at the vehicle
  bool goes_home = false;      ///< the file has an afternoon of it
  std::vector<DrawnTrip> trips;
  std::string where;
};
/// The hour at which a school begins, where it is another than the scenario's.
struct DrawnBell {
  std::string school;          ///< name
  std::string code;            ///< of the school; empty: not said
  std::optional<Stage> stage;  ///< where stages keep hours of their own
  Milliseconds arrive;
  std::string where;
};
struct DrawnRoutes {
  std::string file;
  std::vector<DrawnDuty> duties;
  std::vector<DrawnBell> bells;
};

/// Something wrong at a place of a file of routes.
Problem problem_at(const std::string& file, const std::string& where, Message message,
                   const std::string& value = {});

/// Reads the form that `routes.json` has (vehicles with steps; arrival, load, distance and the like
/// are computed anew and need not be right), or the short one: a vehicle with `trips`, each a list
/// of stop ids or an object with `stops` and `afternoon`; `bells`: schools with another hour, each
/// with `school`, `arrive` ("08:20") and perhaps `stage`. Throws InputError with all mistakes.
DrawnRoutes read_drawn_routes(std::string_view text, const std::string& file);

}  // namespace budian
