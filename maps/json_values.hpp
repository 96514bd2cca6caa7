// How values that may be unknown, and units, stand in JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "gis/units.hpp"

namespace budian {

/// Null where it is not known.
template <class Value>
nlohmann::ordered_json maybe(const std::optional<Value>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}
inline nlohmann::ordered_json maybe(const std::optional<Heads>& heads) {
  return heads ? nlohmann::ordered_json(heads->count()) : nlohmann::ordered_json();
}
inline nlohmann::ordered_json metres_of(const std::optional<Millimetres>& length) {
  return length ? nlohmann::ordered_json(in_metres(*length)) : nlohmann::ordered_json();
}
inline nlohmann::ordered_json seconds_of(const std::optional<Milliseconds>& time) {
  return time ? nlohmann::ordered_json(in_seconds(*time)) : nlohmann::ordered_json();
}

}  // namespace budian
