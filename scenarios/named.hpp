// What a name or code that a planner wrote means.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "gis/county.hpp"
#include "gis/message.hpp"
#include "gis/toml_reader.hpp"

namespace budian {

/// Rows by name and by code.
template <class Key>
using Named = std::map<std::string, std::vector<Key>>;

/// A row is found by its name and by its code.
template <class Key, class Row>
void add_name(Key id, const Row& row, Named<Key>& named) {
  named[row.name].push_back(id);
  if (row.code != row.name) named[row.code].push_back(id);
}

/// The only row of the name; else why there is none: the message `ambiguous`, or `unknown`, which
/// ends in "_guess" where a name like it exists.
template <class Key>
std::variant<Key, Message> find_named(const Named<Key>& named, const std::string& name,
                                      const char* unknown, const char* ambiguous) {
  const auto found = named.find(name);
  if (found != named.end() && found->second.size() == 1) return found->second.front();
  if (found != named.end()) {
    const auto count = static_cast<std::int64_t>(found->second.size());
    return Message{ambiguous, {{"name", name}, {"count", count}}};
  }
  std::vector<std::string> known;
  known.reserve(named.size());
  for (const auto& [word, ids] : named) known.push_back(word);
  Message message{unknown, {{"name", name}}};
  if (const auto guess = nearest_word(name, known)) {
    message.key += "_guess";
    message.arguments.emplace_back("guess", *guess);
  }
  return message;
}
inline std::variant<SchoolId, Message> find_school(const Named<SchoolId>& named,
                                                   const std::string& name) {
  return find_named(named, name, "scenario.unknown_school", "scenario.ambiguous_school");
}

}  // namespace budian
