// What a table of journeys and areas both ask of the county: places and a profile.
#pragma once

#include <string>
#include <vector>

#include "gis/place_layer.hpp"
#include "scenarios/travel_rules.hpp"
#include "src/commands.hpp"

namespace budian {

/// Of "settlements", "schools" or the file of a layer; refuses (InputError) what is neither, or
/// empty.
std::vector<NamedPlace> places_of(const std::string& word, const std::string& layer,
                                  const County& county);
Profile profile_of(const TravelArguments& arguments, const TravelRules& rules);

}  // namespace budian
