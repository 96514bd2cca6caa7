// What a setting does to the inputs. Everything comes back as another value; nothing is changed in
// place.
#pragma once

#include <string>

#include "scenarios/ground_variants.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/sweep/design.hpp"

namespace budian::sweep {

/// As the files have it.
struct Base {
  const Scenario& scenario;
  const Groundwork& ground;
};

/// Throws InputError where a scenario or the county's rules do not have a parameter: with the
/// parameter's line and what there is instead, for all scenarios at once. What does not depend on
/// the scenario is told once.
void check_parameters(const Sweep& sweep, const std::vector<const Scenario*>& scenarios,
                      const Groundwork& ground);
/// What a parameter is before it is varied. Factors are 1.
double base_value(const Parameter& parameter, const Base& base);

Scenario changed_scenario(const Sweep& sweep, const Setting& setting, const Base& base);

bool changes_money(const Sweep& sweep, const Setting& setting);
money::Rules changed_money(const Sweep& sweep, const Setting& setting, money::Rules money);

/// Runs with the same key share a ground. Empty: that of the base.
std::string ground_key(const Sweep& sweep, const Setting& setting);
/// Other speeds: everything is measured anew. Other rolls: pupils are placed anew,
/// and the forecast moves with them; years ahead: the pupils forecast for that year. A bus goes at
/// the factor of what it goes in the base, be it a sign, its class or a cap; it stays below every
/// cap. What is lost on each kilometre to junctions stays.
Groundwork changed_ground(const Sweep& sweep, const Setting& setting, const Groundwork& base);

}  // namespace budian::sweep
