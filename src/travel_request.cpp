#include "src/travel_request.hpp"

#include "src/output_folder.hpp"

namespace budian {

namespace fs = std::filesystem;

std::vector<NamedPlace> places_of(const std::string& word, const std::string& layer,
                                  const County& county) {
  std::vector<NamedPlace> places;
  if (word == "settlements") {
    for (const auto& settlement : county.settlements)
      places.push_back({settlement.code, settlement.name, settlement.place});
  } else if (word == "schools") {
    for (const auto& school : county.schools)
      places.push_back({school.code, school.name, school.place});
  } else if (!fs::exists(word)) {
    refuse(word, {"travel.no_places", {{"value", word}}});
  } else {
    places = read_places({word, layer, "", ""}, county.plane);
  }
  if (places.empty()) refuse(word, {"travel.no_rows", {{"value", word}}});
  return places;
}

Profile profile_of(const TravelArguments& arguments, const TravelRules& rules) {
  if (arguments.mode == "bus") return rules.bus;
  if (arguments.mode == "car") return rules.car;
  if (arguments.band == "lower_primary") return walk_of_band(rules, GradeBand::lower_primary);
  if (arguments.band == "upper_primary") return walk_of_band(rules, GradeBand::upper_primary);
  if (arguments.band == "junior") return walk_of_band(rules, GradeBand::junior);
  return rules.walk;
}

}  // namespace budian
