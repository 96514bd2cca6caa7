// What a planner can say about teachers and things that move (无校籍管理, 走教). Defaults:
// scenarios/standards/staffing.toml.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis/county.hpp"
#include "scenarios/money/ledger.hpp"

namespace budian::staff {

/// 走教: arts and PE teachers of a larger school come to small ones on some days.
struct ItinerantRules {
  ByStage<double> periods_a_class_week{};    ///< of arts and PE
  ByStage<double> periods_a_teacher_week{};  ///< of a full-time teacher
  std::int64_t periods_a_day = 1;            ///< that a visit gives
  std::int64_t days_a_week = 5;
  std::int64_t weeks_a_year = 0;
  Fen allowance_a_day;  ///< to the teacher
  Fen travel_a_km;      ///< of the way there and back by road; 0: no rate is given
  money::Payer payer = money::Payer::county;
  Source source;
  Heads fewer_than;  ///< rural schools below it are visited
  /// Rural schools that may count who visits them (Jiaodu [2017] No. 6, note to indicator 3).
  Heads counts_from, counts_below;
  std::vector<std::string> counts_for;  ///< codes of standards
};

struct StaffRules {
  /// Posts are 教职工; this share of them is to be filled by full-time teachers.
  double full_time_share_of_posts = 1;
  double most_share_moving = 0;  ///< of a school's teachers or things
  Millimetres farthest;          ///< by road between the two schools
  /// Things move in lots of this amount, in the unit of the resource.
  std::array<std::int64_t, resource_count> lot{};
  ItinerantRules itinerant;
  /// Posts that a plan frees are cut, so that they are money; empty: as the county's rules say.
  std::optional<bool> posts_are_cut;
};

/// Between which schools something moves.
struct DistrictTerms {
  std::vector<std::string> townships;  ///< names or codes; empty: all
  /// Names or codes of schools or townships: who alone gives, who alone takes (empty: any), and who
  /// does neither.
  std::vector<std::string> givers, takers, keep;
  bool across_townships = false;  ///< else only inside of each
  ByStage<bool> stages{true, true};
  Millimetres farthest;
};
/// 教师学区内统筹: full-time teachers belong to the district, not to a school.
struct ShareTeachers {
  DistrictTerms district;
  double most_share_moving = 0;
  std::vector<Resource> indicators;  ///< whose variation is to be least, besides the posts
};
/// Books, computers or equipment go to where there are fewer.
struct ShareResources {
  DistrictTerms district;
  double most_share_moving = 0;
  std::vector<Resource> which;
};
struct SendItinerantTeachers {
  DistrictTerms district;
};

/// Resources of teachers by what they are, and those that can be carried. Measures look at the
/// first `inspected_indicators` of them where they do not say which: by these counties are
/// inspected.
inline constexpr std::array<Resource, 6> teacher_indicators{
    Resource::full_time_teachers, Resource::above_degree_teachers, Resource::middle_title_teachers,
    Resource::backbone_teachers,  Resource::arts_pe_teachers,      Resource::qualified_teachers};
inline constexpr std::size_t inspected_indicators = 5;
inline constexpr std::array<Resource, 3> movable_resources{Resource::equipment_value,
                                                           Resource::computers, Resource::books};
/// As the files call it ("above_degree_teachers").
const char* word_of(Resource resource);

}  // namespace budian::staff
