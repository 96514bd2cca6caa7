// The schools of the sample: where they stand, who goes there, what they own. Every county has
// exactly the totals of the case that Budian was conceived for.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/sample/settlements.hpp"

namespace budian::sample {

/// 2016 totals of the public schools of a county.
struct CountyTotals {
  static constexpr std::array<std::int64_t, 9> pupils{11214, 11438, 11702, 11936, 12107,
                                                      12331, 7842,  7688,  7506};
  static constexpr std::array<std::int64_t, 2> teachers{3874, 2249};
  static constexpr std::int64_t staff = 6370;
  static constexpr std::int64_t computers = 13463;
  static constexpr std::size_t town_primaries_in_capital = 9;
  static constexpr std::size_t village_primaries = 112;
  static constexpr std::size_t nine_year_schools = 14;
  static constexpr std::size_t teaching_points = 83;
};

/// Codes of GB/T 33782-2017, table 4.
enum class Kind : std::int16_t {
  primary = 211,
  teaching_point = 218,
  junior = 311,
  nine_year = 312,
  complete_secondary = 341
};

struct SampleSchool {
  std::string code;
  std::string name;
  Kind kind = Kind::primary;
  std::uint32_t township = 0;
  Point place;
  std::uint32_t node = 0;
  bool is_central = false;  ///< 中心小学: the primary school of the small town
  bool in_capital = false;  ///< stands in the county seat
  bool keep = false;
  int last_grade = 6;                 ///< of a teaching point: 3 or 4
  std::optional<std::size_t> parent;  ///< row of the full school that a teaching point belongs to

  std::array<std::int64_t, 9> pupils{};
  std::array<std::int64_t, 9> classes{};
  std::int64_t senior_pupils = 0;
  std::int64_t boarders = 0;
  std::int64_t classrooms = 0;
  std::array<std::int64_t, 2> staff{};

  std::int64_t teaching_area = 0;  ///< m²
  std::int64_t sports_area = 0;    ///< m²
  std::int64_t equipment = 0;      ///< yuan
  std::int64_t computers = 0;
  std::int64_t books = 0;
  std::int64_t multimedia_rooms = 0;
  std::int64_t site_area = 0;      ///< m²
  std::int64_t building_area = 0;  ///< m²
  std::int64_t music_rooms = 0;
  std::int64_t art_rooms = 0;
  std::array<std::int64_t, 2> teachers{};
  std::array<std::int64_t, 2> above_degree{};
  std::array<std::int64_t, 2> middle_title{};
  std::array<std::int64_t, 2> backbone{};
  std::array<std::int64_t, 2> arts_pe{};
  std::array<std::int64_t, 2> qualified{};

  [[nodiscard]] bool holds(int grade) const;  ///< 1 to 9
  [[nodiscard]] bool teaches_primary() const { return holds(1); }
  [[nodiscard]] bool teaches_junior() const { return holds(7); }
  [[nodiscard]] std::int64_t pupils_of(int first_grade, int last_grade) const;
};

/// Nodes by road: which of the given nodes is nearest to each. Ties go to the smaller number.
class RoadGraph {
 public:
  explicit RoadGraph(const RoadDrawing& drawing);
  static constexpr std::uint32_t nobody = 0xffffffffU;
  struct Reach {
    std::vector<std::uint32_t> owner;  ///< `nobody` where no way leads
    std::vector<double> metres;
  };
  [[nodiscard]] Reach nearest(const std::vector<std::uint32_t>& sources) const;
  struct Visit {
    std::uint32_t node = 0;
    double metres = 0;
  };
  /// The nodes within a distance of one, nearest first.
  [[nodiscard]] std::vector<Visit> within(std::uint32_t source, double metres) const;

 private:
  std::vector<std::size_t> starts_;
  std::vector<std::pair<std::uint32_t, double>> arcs_;
};

/// Villages of a county with a school, as rows of the villages.
struct VillageSites {
  std::vector<std::size_t> full;       ///< with all primary grades
  std::vector<std::size_t> nine_year;  ///< those of them that go on to grade 9
  std::vector<std::size_t> points;     ///< with a teaching point
};

/// Chooses the villages that get schools, one after another where a school shortens most the ways
/// of the people around (the greedy p-median of Kuehn and Hamburger 1963,
/// doi:10.1287/mnsc.9.4.643). The full schools of the small towns stand already; teaching points
/// come last, where full schools are far.
class SiteChoice {
 public:
  SiteChoice(const Townships& townships, const Settlements& settlements, const RoadGraph& graph);
  VillageSites of(std::uint32_t county, Random& random);

 private:
  struct Candidate {
    std::size_t village = 0;
    double liking = 1.0;  ///< no county ever sited its schools by distance alone
    std::vector<RoadGraph::Visit> around;
  };
  enum class Need : std::uint8_t { many, remote };
  using Ways = std::vector<double>;  ///< by node: metres to the nearest school so far
  [[nodiscard]] std::vector<Candidate> candidates(const std::vector<std::size_t>& villages,
                                                  double reach, Random& random) const;
  [[nodiscard]] double gain(const Candidate& candidate, const Ways& ways, Need need) const;
  std::size_t take(std::vector<Candidate>& candidates, Ways& ways, Need need) const;

  const Townships& townships_;
  const Settlements& settlements_;
  const RoadGraph& graph_;
  Ways to_junior_;
  Ways to_primary_;
  std::vector<double> people_;  ///< by node
};

/// Sites, kinds, names, parents; county by county, 275 each.
std::vector<SampleSchool> place_schools(const Townships& townships, const Settlements& settlements,
                                        const RoadDrawing& drawing, const RoadGraph& graph,
                                        Random random);
/// Pupils and classes by grade, boarders, classrooms.
void fill_rolls(const Townships& townships, const Settlements& settlements, const RoadGraph& graph,
                Random random, std::vector<SampleSchool>& schools);
/// Teachers and resources, skewed as in a real county, their variation near but inside the limits
/// of 2012.
void equip(std::uint32_t counties, Random random, std::vector<SampleSchool>& schools);

inline constexpr std::size_t schools_a_county = 275;

}  // namespace budian::sample
