// Where ceilings bring a payer below the share that the document promises.
#pragma once

#include <string>
#include <vector>

#include "scenarios/money/ledger.hpp"

namespace budian::money {

/// Of one rule, over the townships in which it pays less than promised although more is left to
/// pay.
struct FloorGap {
  std::string rule;  ///< code
  Fen base, promised, paid;
  std::vector<std::optional<TownshipId>> townships;
  [[nodiscard]] Fen missing() const { return promised - paid; }
};

/// In the order of the rules; of lines of Topic::bus_share of one year.
std::vector<FloorGap> floor_gaps(const std::vector<Line>& lines);

}  // namespace budian::money
