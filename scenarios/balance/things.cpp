#include "scenarios/balance/things.hpp"

#include <array>

namespace budian {

std::string thing_key(Resource resource) {
  constexpr std::array<const char*, resource_count> words{"teaching_area",
                                                          "sports_area",
                                                          "equipment_value",
                                                          "computers",
                                                          "books",
                                                          "multimedia_rooms",
                                                          "site_area",
                                                          "building_area",
                                                          "music_rooms",
                                                          "art_rooms",
                                                          "full_time_teachers",
                                                          "above_degree_teachers",
                                                          "middle_title_teachers",
                                                          "backbone_teachers",
                                                          "arts_pe_teachers",
                                                          "qualified_teachers"};
  return std::string("balance.thing.") + words[row(resource)];
}

std::string thing_key(const IndicatorRule& rule) {
  return rule.counts_all_staff ? "balance.thing.staff" : thing_key(rule.resource);
}

}  // namespace budian
