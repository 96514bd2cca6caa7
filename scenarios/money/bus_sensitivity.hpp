// What each payer pays when fuel, wages, riders, the share or the days of service change.
#pragma once

#include <vector>

#include "scenarios/money/bus_funding.hpp"

namespace budian::money {

struct SensitivityCase {
  Driver driver = Driver::fuel;
  double step = 0;
  Fen cost;
  PayerSums paid{};
};

/// One driver at a time, everything computed anew by the rules: floors, ceilings and what is left
/// make the answer bend. Buses and their kilometres stay as planned, also where riders change.
/// A driver whose step would leave nothing to compute (no day of service) is left out.
std::vector<SensitivityCase> bus_sensitivity(const County& county, const BusCosts& buses,
                                             const Rules& rules);

}  // namespace budian::money
