// A bus problem in the form in which vehicle routing programs exchange problems.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/bus/problem.hpp"

namespace budian {

struct VroomTerms {
  bool fewest_buses_first = true;
  bool mixed_loads = true;  ///< shipments to different places may be aboard together
};

/// A shipment is a stop's pupils; where it goes to, until when, is a school.
struct VroomShipment {
  std::int64_t pickup = 0, delivery = 0;  ///< ids of the file
  std::string pickup_words, delivery_words;
};
struct VroomVehicle {
  std::int64_t id = 0;
  bus::BusTypeId type;
  bus::DepotId depot;
  std::string words;
};
struct VroomProblem {
  bus::Problem problem;                  ///< sites are the file's location indices
  std::vector<VroomShipment> shipments;  ///< by bus::StopId
  std::vector<VroomVehicle> vehicles;
  bool has_distances = false;
};

/// Reads vehicles, shipments and one matrix of the JSON form that VROOM 1.14 documents: one amount
/// and capacity; `service` of a pickup is its boarding, `service` of a delivery is how
/// long the bus stands at the school, once for all who get off there together; a delivery's one
/// time window ends with the bell and begins when pupils may be there; times are seconds of a day.
/// A shipment may have `max_ride`, in seconds. Costs count as VROOM counts them. What else that
/// form knows (skills, breaks, priorities …) is refused, for routes that forget it would be wrong.
/// Throws InputError with all mistakes.
VroomProblem read_vroom_problem(std::string_view text, const std::string& file,
                                const VroomTerms& terms);

}  // namespace budian
