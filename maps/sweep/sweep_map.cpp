#include "maps/sweep/sweep_map.hpp"

#include <nlohmann/json.hpp>

#include "maps/report_parts.hpp"

namespace budian {

std::string sweep_map_json(const County& county) {
  using Json = nlohmann::ordered_json;
  const report::Frame frame(county);
  Json map{{"extent", frame.extent()}, {"townships", Json::array()}, {"schools", Json::array()}};
  for (const auto& township : county.townships)
    map["townships"].push_back(frame.area(township.area));
  for (const auto& school : county.schools) {
    map["schools"].push_back({{"id", school.code.empty() ? school.name : school.code},
                              {"place", {frame.x(school.place), frame.y(school.place)}}});
  }
  return map.dump();
}

}  // namespace budian
