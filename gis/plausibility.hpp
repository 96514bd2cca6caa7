// From when on a figure in a county's files is hardly true (gis/plausibility.toml).
#pragma once

#include <string>
#include <string_view>

namespace budian {

struct Plausibility {
  double class_size_most = 0;         ///< pupils a class
  double teaching_area_least_m2 = 0;  ///< a pupil
  double teaching_area_most_m2 = 0;
  double equipment_least_yuan = 0;  ///< a pupil, median of all schools
  double overlap_least_ha = 0;      ///< of two townships
  double gap_least_ha = 0;          ///< between townships
  double gap_most_m = 0;            ///< from the end of a road to a road that it may have missed
  double gap_detour_m = 0;          ///< the way round, to call it a gap
  double loose_road_near_m = 0;     ///< from loose roads to the others, to call it a gap
  double road_away_most_m = 0;      ///< from a place to the nearest road
  double speed_least_kmh = 0;       ///< on a sign
  double speed_most_kmh = 0;
  double detour_most = 0;    ///< way to the nearest school over its straight line
  double detour_from_m = 0;  ///< straight lines shorter than this are not judged
};

/// Throws InputError with every key that is missing, unknown or not positive.
Plausibility read_plausibility(std::string_view text, const std::string& file);
Plausibility built_in_plausibility();

}  // namespace budian
