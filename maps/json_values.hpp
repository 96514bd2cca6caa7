// How values that may be unknown, units and sentences stand in JSON.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "gis/units.hpp"
#include "maps/messages.hpp"

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

inline nlohmann::ordered_json sentence(const Message& message) {
  return {{"key", message.key},
          {"zh", text(message, Language::zh)},
          {"en", text(message, Language::en)}};
}
inline nlohmann::ordered_json sentences(const std::vector<Message>& messages) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& message : messages) list.push_back(sentence(message));
  return list;
}

/// In the order of GradeBand.
inline constexpr std::array<const char*, 3> band_words{"grades_1_3", "grades_4_6", "grades_7_9"};

}  // namespace budian
