#include "scenarios/bus/parsed_json.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "scenarios/bus/drawn_routes.hpp"

namespace budian {
namespace {

using Json = nlohmann::json;

/// What a parser's events say beyond the grammar.
class Watch {
 public:
  explicit Watch(std::string file) : file_(std::move(file)) {}

  bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
    constexpr int deepest = 64;
    if (depth > deepest) throw InputError({problem_at(file_, "", {"routes.too_deep", {}})});
    using Event = Json::parse_event_t;
    if (event == Event::object_start) keys_.emplace_back();
    if (event == Event::object_end) keys_.pop_back();
    if (event == Event::key && !keys_.back().insert(parsed.get<std::string>()).second) {
      const auto key = parsed.get<std::string>();
      throw InputError({problem_at(file_, key, {"routes.key_twice", {{"key", key}}})});
    }
    return true;
  }

 private:
  std::string file_;
  std::vector<std::set<std::string>> keys_;  ///< of the objects that are open
};

}  // namespace

Json parsed_json(std::string_view text, const std::string& file, const char* not_json) {
  Watch watch(file);
  try {
    return Json::parse(text, [&](int depth, Json::parse_event_t event, Json& parsed) {
      return watch(depth, event, parsed);
    });
  } catch (const Json::parse_error& error) {
    Problem broken = problem_at(file, "", {not_json, {}});
    const auto end =
        text.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(error.byte, text.size()));
    broken.row = 1 + std::count(text.begin(), end, '\n');
    throw InputError({broken});
  } catch (const Json::exception&) {  // such as a number beyond all bounds
    throw InputError({problem_at(file, "", {not_json, {}})});
  }
}

}  // namespace budian
