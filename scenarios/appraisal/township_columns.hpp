// Which figures the township ledger has: columns as data, so that workbook, JSON, page and score
// speak of the same ones.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "scenarios/appraisal/rules.hpp"

namespace budian::appraisal {

enum class Better : std::uint8_t { neither, more, less };

/// In keys of columns.
inline constexpr std::array<const char*, 2> stage_words{"primary", "junior"};
inline constexpr std::array<const char*, 3> band_words{"lower_primary", "upper_primary", "junior"};

struct TownshipColumn {
  std::string key;  ///< "mean_road.primary", "over.lower_30_minutes", "cv.basic_2012.primary.books"
  std::string name;     ///< message key
  Bilingual subject{};  ///< whose figure it is where the message does not say: a line, a standard
  Bilingual detail{};   ///< an indicator of the standard
  std::string unit{};   ///< message key; empty: none
  int decimals = 0;
  Better better = Better::neither;
  bool adds_up = false;  ///< the county's figure is the sum: a share of it means something
};

/// In the order of the ledger.
std::vector<TownshipColumn> township_columns(const std::vector<AccessLine>& lines,
                                             const std::vector<StandardRules>& standards);

/// Rank of each row, 1 is best, equal values share a rank; none where the value is unknown or
/// neither way is better.
std::vector<std::optional<int>> ranks(const std::vector<std::optional<double>>& values,
                                      Better better);

}  // namespace budian::appraisal
