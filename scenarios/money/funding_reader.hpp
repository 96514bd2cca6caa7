// Reads [bus_funding], [[fare]], [[subsidy]] and [[sensitivity]] of a rule file.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gis/toml_reader.hpp"
#include "scenarios/money/funding_rules.hpp"

namespace budian::money {

/// Gives the source of a rule ("subsidy.wudi") to `source`, where the file has changed the rule.
using Cite = std::function<void(const std::string& rule, bool changed, Source& source)>;

/// Lays the tables over `base`: keys of [bus_funding] one by one; the fares, the subsidies and the
/// sensitivity steps of a file replace all others of their kind. `all_required`: there is no base.
BusFunding read_bus_funding(TomlTable& root, BusFunding base, bool all_required, const Cite& cite);

/// Ceilings that name a township which the county does not have, with their lines in `file`.
/// Throws InputError.
void check_townships(const BusFunding& funding, const County& county, const std::string& file);

/// What a [[source]] may stand for.
std::vector<std::string> cited_rules(const BusFunding& funding);

}  // namespace budian::money
