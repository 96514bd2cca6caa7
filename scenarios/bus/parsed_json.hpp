// JSON that people and other programs write.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace budian {

/// Throws InputError where the text is no JSON (`not_json`: the message's key), is nested more than
/// 64 deep, or names a key of an object twice: readers would take the last and forget the others.
nlohmann::json parsed_json(std::string_view text, const std::string& file, const char* not_json);

}  // namespace budian
