// The draft of a county.toml as text, with what is sure and what is not beside each line.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "gis/county_draft.hpp"
#include "maps/messages.hpp"

namespace budian {

/// What is not there, and what that costs; keys of messages ("draft.missing.roads").
std::vector<std::string> missing_in(const CountyDraft& draft);
/// `proposals`: by role, lines that a check of the draft proposed ("crs = \"EPSG:4548\""); they
/// stand in it as comments, for a person to take.
std::string draft_toml(const CountyDraft& draft,
                       const std::map<std::string, std::vector<std::string>>& proposals,
                       Language language);
/// The proposals among the problems of a check of the draft, by role. `folder` is the county's.
std::map<std::string, std::vector<std::string>> proposals_in(const std::vector<Problem>& problems,
                                                             const CountyDraft& draft,
                                                             const std::filesystem::path& folder);

}  // namespace budian
