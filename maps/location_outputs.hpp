// The answer to a location model, for other programs and for people.
#pragma once

#include <string>

#include "maps/messages.hpp"
#include "scenarios/location_study.hpp"

namespace budian {

/// What `budian locate` asked and found.
struct Located {
  const Groundwork& ground;
  const LocationModel& model;
  const LocationStudy& study;
  const location::Problem& problem;
  const location::Solution& solution;
};

/// Goals with values and bounds, sites with pupils and distances, who goes where, or what clashes.
std::string location_json(const Located& located);
/// A goal's value or bound with its unit.
std::string goal_words(const location::Goal& goal, std::int64_t value, Language language);
/// The limits that clash and who is cut off, in sentences.
std::vector<std::string> clash_words(const Located& located, Language language);
/// Message key of what becomes of a site.
const char* change_key(const StudiedSite& site, bool is_open);
/// The word that stands for a limit in JSON and keys.
std::string word_of(location::Limit limit);
std::string word_of(location::Aim aim);

}  // namespace budian
