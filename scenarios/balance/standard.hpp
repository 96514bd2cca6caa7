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
/// merged into the nearest one of its ownership by straight line, of its own township first; where
/// there is none it is a unit of its own.
enum class TeachingPointPolicy : std::uint8_t {
  exclude,
  merge_into_parent,
  own_unit,
  own_unit_if_at_least
};

/// Whether private schools count too, and how teaching points do.
struct UnitTreatment {
  TeachingPointPolicy teaching_points = TeachingPointPolicy::exclude;
  bool counts_private = false;
  friend bool operator==(const UnitTreatment&, const UnitTreatment&) = default;
};

/// What an amount is told for.
enum class Per : std::uint8_t { pupil, hundred_pupils, teacher, school_class };
constexpr bool by_pupils(Per per) { return per == Per::pupil || per == Per::hundred_pupils; }

struct IndicatorRule {
  std::string code;  ///< "books"
  Bilingual name;
  Resource resource = Resource::books;
  bool counts_all_staff = false;  ///< 教职工 in place of `resource` ("staff" in the file)
  bool mandatory = false;         ///< a school that misses its line fails whatever else it meets
  Per per = Per::pupil;
  double shown_divisor =
      1;  ///< from the stored unit to the shown one: dm² → m² 100, fen → yuan 100
  Bilingual unit;
  ByStage<std::optional<double>> school_line;  ///< least value of one school, in the shown unit
  ByStage<std::optional<double>> rural_school_line;  ///< of rural schools, where they have another
  [[nodiscard]] const std::optional<double>& line(Stage stage, bool rural) const {
    const auto& own = rural_school_line[row(stage)];
    return rural && own ? own : school_line[row(stage)];
  }
};

/// 政府保障程度中能由布局数据算出的项目 (policy §2.3), and what each is measured by.
enum class GuaranteeCheck : std::uint8_t {
  special_rooms,       ///< 每 12 班音乐、美术专用教室各 1 间
  school_size,         ///< 规模
  class_size,          ///< 班额
  small_school_funds,  ///< 不足 100 人按 100 人核定公用经费
  nearby_enrolment,    ///< 就近划片入学
};

struct GuaranteeRule {
  GuaranteeCheck check = GuaranteeCheck::special_rooms;
  std::string code;  ///< the check's word
  int item = 0;      ///< number in the document
  Bilingual name;
  Bilingual note;  ///< what the figures leave out; may be empty
  Source source;
  bool judged = true;               ///< false: the figures are information, without a verdict
  std::int64_t classes_a_room = 0;  ///< special_rooms
  Heads largest_school;             ///< school_size
  Heads largest_combined_school;    ///< school_size: 九年、十二年一贯制
  ByStage<Heads> largest_class{};   ///< class_size
  Heads funded_as_least;            ///< small_school_funds
  ByStage<double> least_share{};    ///< nearby_enrolment
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
  double near_line = 0;             ///< what is no further from its line is flagged
  TeachingPointPolicy teaching_points = TeachingPointPolicy::exclude;
  Heads teaching_point_least;             ///< for own_unit_if_at_least
  std::vector<UnitTreatment> treatments;  ///< other ways of counting, told beside
  bool counts_private = false;
  double junior_weight = 1.1;  ///< split weights 1 : 1.1 : 1.32 of combined schools (policy §1.4)
  double senior_weight = 1.32;
  double complete_senior_weight = 1.2;
  std::vector<GuaranteeRule> guarantees;
  std::vector<CitedSource> sources;  ///< of single rules
  [[nodiscard]] bool judges_schools() const { return least_indicators_met > 0; }
  /// Has any indicator a line for schools? They may be listed without being judged.
  [[nodiscard]] bool has_school_lines() const;
  /// The item that is checked so; none where the file has none.
  [[nodiscard]] const GuaranteeRule* guarantee(GuaranteeCheck check) const;
  /// These rules with the units counted in another way.
  [[nodiscard]] StandardRules counted_as(const UnitTreatment& treatment) const;
};

/// Reads a standard; unknown keys, missing keys and wrong types are problems with file and line
/// (InputError).
StandardRules read_standard(std::string_view text, const std::string& file);
/// 基本均衡 (2012) and 优质均衡 (2017), as scenarios/standards/ states them.
std::vector<StandardRules> built_in_standards();
/// A province's conditions to copy and change; of no province, and not among the standards above.
std::string_view province_template();

}  // namespace budian
