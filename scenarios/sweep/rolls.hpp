// Rolls that are larger or smaller than the files say, in whole heads.
#pragma once

#include <vector>

#include "scenarios/ground_variants.hpp"

namespace budian::sweep {

/// Pupils of each township times its factor, one factor a township; one for all: the county's.
/// Σ of a grade over the schools of a township (or of the county) is its old Σ times the factor,
/// rounded to whole heads and shared out by shares.hpp; so are boarders, and the pupils and
/// children in need of settlements; where those tell people only, people grow with a factor a
/// township, for rolls are spread by them. Every school and settlement stays, if need be with
/// nobody. Classes, classrooms, staff and things stay as they are.
Rolls scaled_rolls(const County& county, const std::vector<double>& factors);

}  // namespace budian::sweep
