// Reads what is particular to a kind of subsidy.
#pragma once

#include "gis/toml_reader.hpp"
#include "scenarios/money/funding_rules.hpp"

namespace budian::money {

/// By `kind` of a [[subsidy]] and the keys that belong to it; where the kind is unknown nobody can
/// tell which keys do, and they are no problems of their own.
SubsidyKind read_subsidy_kind(TomlTable& table);

}  // namespace budian::money
