// How large classes are: bands of the statistics, large classes and what may be of them. Lines in
// scenarios/standards/class_sizes.toml.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/balance/standard.hpp"
#include "scenarios/plan.hpp"

namespace budian {

/// Classes of so many pupils and more, and the greatest share of all classes that may be so large.
struct LargeClassRule {
  std::int64_t at_least = 0;
  double greatest_share = 0;
};

struct ClassSizeRules {
  std::vector<std::int64_t> band_ends;  ///< largest size of each band but the last, rising
  ByStage<Heads> standard{};            ///< largest class that the standard allows
  LargeClassRule large;                 ///< 大班额
  LargeClassRule very_large;            ///< 超大班额
  std::vector<CitedSource> sources;
  [[nodiscard]] std::size_t bands() const { return band_ends.size() + 1; }
  /// Row of a class size in ClassSizes::classes.
  [[nodiscard]] std::size_t band(std::int64_t pupils) const;
};

/// Unknown keys, missing keys and wrong types are problems with file and line (InputError).
ClassSizeRules read_class_sizes(std::string_view text, const std::string& file);
ClassSizeRules built_in_class_sizes();

/// Classes of one stage by size.
struct ClassSizes {
  std::vector<std::int64_t> classes;  ///< by band
  std::int64_t over_standard = 0;     ///< larger than ClassSizeRules::standard
  std::int64_t large = 0;             ///< 大班额
  std::int64_t very_large = 0;        ///< 超大班额
  std::int64_t total = 0;
  /// With grades whose classes the files do not tell; those are in none of the numbers above.
  std::int64_t schools_not_told = 0;
  Heads pupils_not_told;  ///< of those grades
};
/// Pupils of a grade are spread evenly over its classes.
ClassSizes class_sizes(const Plan& plan, Stage stage, const ClassSizeRules& rules);

}  // namespace budian
