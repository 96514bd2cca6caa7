// A balance standard as data: which resources, which lines, which units are counted. Files in
// scenarios/standards/.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis/county.hpp"

namespace budian {

/// A text that the data files carry in both languages.
struct Bilingual {
  std::string zh;
  std::string en;
  friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

/// How sure we are of a rule: policy.md's marks, shown to the user.
enum class Certainty : std::uint8_t { verified, secondary, to_be_verified, assumption };

struct Source {
  Bilingual document;  ///< name, number, clause
  std::string date;    ///< of the document, ISO; empty: not known
  Certainty certainty = Certainty::assumption;
};

/// A rule ("limits.walk_km") and its source.
struct CitedSource {
  std::string rule;
  Source source;
};

/// 教学点如何计入 (policy §1.5). A point whose parent is not an open, counted primary school is
/// merged into the nearest one by straight line, of its own township first; where there is none it
/// is a unit of its own.
enum class TeachingPointPolicy : std::uint8_t {
  exclude,
  merge_into_parent,
  own_unit,
  own_unit_if_at_least
};

struct IndicatorRule {
  std::string code;  ///< "books"
  Bilingual name;
  Resource resource = Resource::books;
  bool counts_all_staff = false;  ///< 教职工 in place of `resource` ("staff" in the file)
  bool mandatory = false;         ///< a school that misses its line fails whatever else it meets
  bool per_hundred = false;       ///< shown per 100 pupils
  double shown_divisor =
      1;  ///< from the stored unit to the shown one: dm² → m² 100, fen → yuan 100
  Bilingual unit;
  ByStage<std::optional<double>> school_line;  ///< least value of one school, in the shown unit
};

struct StandardRules {
  std::string code;  ///< "basic_2012"
  Bilingual name;
  Source source;
  std::vector<IndicatorRule> indicators;
  ByStage<std::optional<double>> composite_line;  ///< greatest composite CV (2012)
  ByStage<std::optional<double>> indicator_line;  ///< greatest CV of each indicator (2017)
  int least_indicators_met = 0;     ///< of a school (2017: 6); 0: schools are not judged
  double floor_ratio_for_rest = 0;  ///< the others reach this share of their line (2017: 0.85)
  TeachingPointPolicy teaching_points = TeachingPointPolicy::exclude;
  std::optional<TeachingPointPolicy> shown_beside;  ///< the composite is told for this policy too
  Heads teaching_point_least;                       ///< for own_unit_if_at_least
  bool counts_private = false;
  double junior_weight = 1.1;  ///< split weights 1 : 1.1 : 1.32 of combined schools (policy §1.4)
  double senior_weight = 1.32;
  double complete_senior_weight = 1.2;
  ByStage<std::optional<Heads>> largest_class;   ///< 45 / 50
  std::optional<Heads> largest_school;           ///< 2000
  std::optional<Heads> largest_combined_school;  ///< 2500
  std::vector<CitedSource> sources;              ///< of single rules
};

/// Reads a standard; unknown keys, missing keys and wrong types are problems with file and line
/// (InputError).
StandardRules read_standard(std::string_view text, const std::string& file);
/// 基本均衡 (2012) and 优质均衡 (2017), as scenarios/standards/ states them.
std::vector<StandardRules> built_in_standards();

}  // namespace budian
