// A location model on a county: settlements × stage become demands, schools and candidates sites,
// ways on foot the costs.
#pragma once

#include <vector>

#include "scenarios/groundwork.hpp"
#include "scenarios/location/solution.hpp"
#include "scenarios/location_model.hpp"

namespace budian {

/// A school of today or a place where one could be.
struct StudiedSite {
  std::string code, name;
  Point place;
  TownshipId township;
  std::optional<SchoolId> school;  ///< empty: a candidate
  std::optional<Heads> seats;      ///< of the stage, with the classrooms it may get
  Heads pupils_today;
  bool is_required = false, is_forbidden = false;
};

struct LocationStudy {
  std::vector<StudiedSite> sites;         ///< rows of the parts
  std::vector<SettlementId> settlements;  ///< of the demands, rows of the parts
  std::vector<SettlementId> left_out;     ///< without a way to any site, where the model says so
  Heads heads_left_out;
  location::Parts parts;
};

/// Throws InputError for names that do not exist, sites both required and forbidden, seats that are
/// not told, a stage without pupils, candidates outside the county.
LocationStudy study_location(const Groundwork& ground, const LocationModel& model);

/// What an open site serves.
struct ServedBySite {
  Heads pupils;
  double mean_metres = 0;
  Millimetres farthest;
};
/// By row of the study's sites; nothing for those that are closed.
std::vector<std::optional<ServedBySite>> served_by_site(const LocationStudy& study,
                                                        const location::Problem& problem,
                                                        const location::Solution& solution);

}  // namespace budian
