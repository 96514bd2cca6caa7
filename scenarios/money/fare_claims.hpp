// What families pay, what others pay for those who need not, and of whom the county does not tell.
#pragma once

#include <vector>

#include "scenarios/money/claims.hpp"

namespace budian::money {

/// In one part, of families or of who pays for the exempt.
struct FareClaim {
  std::size_t part = 0;
  Payer payer = Payer::family;
  Claim claim;
  Fen of_displaced;  ///< of the claim, for pupils whom the plan sends to another school
};

/// By part; families first. Exemptions count in their order: whoever is exempt already is not
/// counted again, as far as heads can tell. Needs are counted apart, so a pupil with two of them
/// counts in both, but never more pupils are exempt than ride.
std::vector<FareClaim> fare_claims(const FareRule& fare, const FundingView& view);

/// A line of nothing for each exemption of which some settlement does not tell how many pupils it
/// holds for: unknown is no number.
std::vector<Line> untold_lines(const FareRule& fare, const FundingView& view);

}  // namespace budian::money
