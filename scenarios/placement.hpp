// Where today's pupils live: official rolls spread over settlements so that each school's roll by
// grade is met exactly and total distance is least (a transportation problem, solved as min-cost
// flow).
#pragma once

#include <vector>

#include "gis/county.hpp"
#include "gis/travel_matrix.hpp"
#include "scenarios/plan.hpp"

namespace budian {

enum class PlacementBasis : std::uint8_t {
  rolls_over_population,  ///< rolls known, settlements have population only
  rolls_and_settlements,  ///< both known: the settlements' counts are kept as far as the rolls
                          ///< allow
  settlements_only,       ///< no rolls: pupils go to the nearest school, rolls follow
  nothing,                ///< neither: only the ground is measured
};

struct Placement {
  PlacementBasis basis = PlacementBasis::nothing;
  std::vector<PupilGroup>
      groups;            ///< sorted by settlement, grade, school; before == school, way == walk
  ByGrade mismatch{};    ///< settlements' count less rolls, by grade
  Heads without_school;  ///< no school of the county holds their grade (`settlements_only`)
  Heads unreachable;     ///< placed although no road leads from the settlement to the school
};

/// Heads in = heads out: for each school and grade the groups sum to the roll (unless
/// `settlements_only`).
Placement place_pupils(const County& county, const TravelMatrix& on_foot);

/// `total` heads of a grade (0 to 8) over settlements in proportion to their people, as the
/// placement spreads a roll where settlements have population only. The sum is exact.
std::vector<std::int64_t> spread_by_people(std::int64_t total,
                                           const std::vector<std::int64_t>& people, int grade);

}  // namespace budian
