#include "maps/sweep/sweep_map.hpp"

#include <nlohmann/json.hpp>

#include "maps/report_parts.hpp"

namespace budian {

std::string sweep_map_json(const County& county) {
  const report::Frame frame(county);
  auto map = report::outlines(county, frame);
  map["schools"] = nlohmann::ordered_json::array();
  for (const auto& school : county.schools) {
    map["schools"].push_back({{"id", school.code.empty() ? school.name : school.code},
                              {"place", {frame.x(school.place), frame.y(school.place)}}});
  }
  return map.dump();
}

}  // namespace budian
