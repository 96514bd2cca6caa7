// Whom of the riders a rule counts, and who of them is in need, as far as the county tells.
#pragma once

#include <vector>

#include "scenarios/money/bus_parts.hpp"

namespace budian::money {

/// Riders of the group who have each of the needs, in their order. Needs are counted apart, so a
/// pupil with two of them counts in both, but never more are counted than ride: whoever is counted
/// already is not counted again, as far as heads can tell.
std::vector<Heads> in_need(const RiderGroup& group, const std::vector<Need>& needs);

/// Whom a rule is for: the needs of PerPupil; none: all riders.
std::vector<Need> needs_of(const SubsidyRule& rule);
/// Riders in a part and zone whom the rule counts: a row a need, or one for all riders.
std::vector<Heads> counted_riders(const BusFunding& funding, const TownshipPart& part,
                                  const SubsidyRule& rule, Zone zone);
/// Of both zones.
Heads counted_riders(const BusFunding& funding, const TownshipPart& part, const SubsidyRule& rule);
/// Share of a part's riders who are of a class.
double eligible_share(const TownshipPart& part, RiderClass riders);

/// Riders of whom the county does not tell how many have a need.
struct Untold {
  Need need = Need::poor;
  Heads riders, untold;
};
/// Of the riders of a class; needs of which all is told are left out.
std::vector<Untold> untold_of(const std::vector<TownshipPart>& parts, RiderClass riders,
                              const std::vector<Need>& needs);

/// A line of nothing that tells it: unknown is no number. Arguments need, untold, riders.
Line untold_line(const char* key, const Untold& untold, Payer payer, const Source& source);

}  // namespace budian::money
