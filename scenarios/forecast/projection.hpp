// Pupils year by year, before they are rounded to heads: expected numbers by settlement, grade and
// school.
#pragma once

#include <array>
#include <vector>

#include "gis/message.hpp"
#include "scenarios/forecast/entrants.hpp"

namespace budian::forecast {

/// Pupils of a settlement in one grade who go to one school.
struct Cell {
  SettlementId settlement;
  SchoolId school;
  double pupils = 0;
};
/// One year. A grade that cannot be known has no cells.
struct YearState {
  std::array<std::vector<Cell>, grade_count> cells;  ///< sorted by settlement, school; no doubles
  std::array<bool, grade_count> known{};
};
struct Projection {
  int base_year = 0;
  std::vector<YearState> years;  ///< the base year first
  std::vector<Message> unknown;  ///< why grades are not known, each reason once
};

/// What all projections of a county read.
struct Sources {
  const Catchments& catchments;
  const History& history;
  const RollBook& rolls;
  const Births& births;
  const Rules& rules;
};

/// Today's pupils where they live.
YearState today(const Catchments& catchments);
/// The rolls of an earlier year over today's homes of each school's pupils. Schools whose roll of
/// the year is not known have nobody.
YearState earlier(const Catchments& catchments, const RollBook& rolls, int year);

/// `years` ahead from `start`, which is the state of `base_year`; nothing later than that year's
/// rolls is used. Each cohort goes on with its school's ratio; all together keep the county's
/// ratio, so that ratios of schools share pupils out but neither make nor lose any (controlling to
/// totals: S. K. Smith, J. Tayman, D. A. Swanson, A Practitioner's Guide to State and Local
/// Population Projections, 2013, doi:10.1007/978-94-007-7551-0). Schools that get a
/// grade's pupils from others stay partly as they are where past years say so (promotion.hpp).
/// Migration and dwellings come on top.
Projection project(const Sources& sources, YearState start, int base_year, int years);

}  // namespace budian::forecast
