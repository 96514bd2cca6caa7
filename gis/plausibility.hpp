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
};

/// Throws InputError with every key that is missing, unknown or not positive.
Plausibility read_plausibility(std::string_view text, const std::string& file);
Plausibility built_in_plausibility();

}  // namespace budian
