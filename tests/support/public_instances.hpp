// Public instances of routing problems, read from where their files lie.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "scenarios/bus/problem.hpp"

namespace budian::bus {

/// A multi-school instance of Park, Tae and Kim; the rules as Bertsimas, Delarue and Martin 2019
/// (doi:10.1073/pnas.1811462115) give them: nobody waits, one school a trip, 66 seats, no
/// afternoon, and any number of buses, which cost their driving time (a fen a millisecond).
struct SchoolBusInstance {
  std::vector<std::int64_t> stop_ids, school_ids;  ///< as the files name them, by row
  Parts parts;
};
/// A folder with Schools.txt and Stops.txt; throws std::runtime_error where one cannot be read.
SchoolBusInstance read_school_bus_instance(const std::filesystem::path& folder,
                                           double ride_limit_s);

/// A capacitated instance in CVRPLIB's form: one school that is its own depot, one trip a bus, no
/// ride limit; a unit of length is a millimetre and costs a fen. Stops are the nodes after the
/// depot.
Parts read_cvrp_instance(const std::filesystem::path& file);

}  // namespace budian::bus
