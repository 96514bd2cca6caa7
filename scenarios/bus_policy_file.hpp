// The [bus] table of a scenario.
#pragma once

#include "scenarios/scenario.hpp"
#include "scenarios/travel_rules.hpp"

namespace budian {

/// Reads a table of one value a band or stage into quantities; `unit` turns the file's number into
/// one.
template <class Values, class Quantity>
void read_quantities(TomlTable& table, std::string_view key, std::array<Quantity, 3>& into,
                     Values unit) {
  if (!table.has(key)) return;
  ByBand<double> values{-1, -1, -1};
  read_by_band(table, key, values);
  for (std::size_t i = 0; i < 3; ++i) {
    if (values[i] > 0) into[i] = unit(values[i]);
  }
}

/// One [[bus.public_line]] table.
PublicLine read_public_line(TomlTable& table);

/// Keys that the table does not name keep their value.
void read_bus_policy(TomlTable& root, BusPolicy& bus);

}  // namespace budian
