#include "scenarios/sample/schools.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "scenarios/sample/names.hpp"

namespace budian::sample {
namespace {

constexpr std::array<const char*, 10> ordinals{"第一", "第二", "第三", "第四", "第五",
                                               "第六", "第七", "第八", "第九", "第十"};

/// Places the schools of one county after another.
class Siting {
 public:
  Siting(const Townships& townships, const Settlements& settlements, const RoadDrawing& drawing,
         const RoadGraph& graph, Random random)
      : townships_(townships),
        settlements_(settlements),
        drawing_(drawing),
        sites_(townships, settlements, graph),
        random_(random) {}

  std::vector<SampleSchool> all() {
    for (std::uint32_t county = 0; county < townships_.counties(); ++county) {
      firsts_.push_back(schools_.size());
      place_town_schools(county);
      place_village_schools(county);
    }
    firsts_.push_back(schools_.size());
    give_village_names();
    return std::move(schools_);
  }

 private:
  SampleSchool& add(std::uint32_t township, Kind kind, const std::string& name, Point near,
                    double low, double high);
  void place_town_schools(std::uint32_t county);
  void place_village_schools(std::uint32_t county);
  void give_village_names();
  [[nodiscard]] std::int64_t township_population(std::uint32_t township) const;

  const Townships& townships_;
  const Settlements& settlements_;
  const RoadDrawing& drawing_;
  SiteChoice sites_;
  Random random_;
  std::vector<SampleSchool> schools_;
  std::vector<std::size_t> firsts_;  ///< rows where the counties begin
};

SampleSchool& Siting::add(std::uint32_t township, Kind kind, const std::string& name, Point near,
                          double low, double high) {
  SampleSchool school;
  school.township = township;
  school.kind = kind;
  school.name = name;
  school.place = near;
  for (int attempt = 0; attempt < 40; ++attempt) {
    const double angle = random_.real(0.0, 2 * std::numbers::pi);
    const double off = random_.real(low, high);
    const Point place{near.x + off * std::cos(angle), near.y + off * std::sin(angle)};
    if (drawing_.terrain().is_wet(place, 40.0) || townships_.find(place, 20.0) != township)
      continue;
    const bool crowded = std::any_of(
        schools_.begin() + static_cast<std::ptrdiff_t>(firsts_.back()), schools_.end(),
        [place](const SampleSchool& other) { return distance_metres(place, other.place) < 90.0; });
    if (crowded) continue;
    school.place = place;
    break;
  }
  schools_.push_back(std::move(school));
  return schools_.back();
}

std::int64_t Siting::township_population(std::uint32_t township) const {
  std::int64_t sum = 0;
  for (const Village& village : settlements_.villages) {
    if (village.township == township) sum += village.population;
  }
  return sum;
}

void Siting::place_town_schools(std::uint32_t county) {
  std::vector<std::uint32_t> rural;  // most people first
  for (std::uint32_t i = 0; i < townships_a_county; ++i) {
    const std::uint32_t row = county * townships_a_county + i;
    if (!townships_.is_capital(row)) rural.push_back(row);
  }
  std::vector<std::int64_t> people(townships_.size());
  for (const auto row : rural) people[row] = township_population(row);
  std::sort(rural.begin(), rural.end(), [&](std::uint32_t p, std::uint32_t q) {
    return people[p] != people[q] ? people[p] > people[q] : p < q;
  });
  const auto town_school = [&](std::uint32_t row, Kind kind, const std::string& name) {
    const bool capital = townships_.is_capital(row);
    SampleSchool& school = add(row, kind, name, townships_[row].seat, capital ? 150.0 : 120.0,
                               capital ? 1050.0 : 380.0);
    school.node = row;
    school.in_capital = capital;
    school.is_central = kind == Kind::primary;
  };
  const auto capital = townships_.capital(county);
  const std::string& city = townships_[capital].name;
  for (std::size_t i = 0; i < CountyTotals::town_primaries_in_capital; ++i) {
    town_school(capital, Kind::primary, city + ordinals.at(i) + "小学");
  }
  town_school(capital, Kind::complete_secondary, city + "第一中学");
  town_school(capital, Kind::complete_secondary, city + "第二中学");
  town_school(capital, Kind::junior, city + "第三初级中学");
  town_school(capital, Kind::junior, city + "第四初级中学");
  for (std::size_t rank = 0; rank < rural.size(); ++rank) {
    const std::string& name = townships_[rural[rank]].name;
    town_school(rural[rank], Kind::primary, name + "中心小学");
    town_school(rural[rank], Kind::junior, name + "初级中学");
    if (rank < 2) town_school(rural[rank], Kind::complete_secondary, stem_of(name) + "中学");
    if (rank >= 2 && rank < 5) town_school(rural[rank], Kind::junior, name + "第二初级中学");
  }
}

void Siting::place_village_schools(std::uint32_t county) {
  const VillageSites sites = sites_.of(county, random_);
  const auto place = [&](std::size_t village, Kind kind) -> SampleSchool& {
    const Village& home = settlements_.villages[village];
    SampleSchool& school = add(home.township, kind, home.name, home.centre, 60.0, 170.0);
    school.node = home.node;
    return school;
  };
  for (const auto village : sites.full) {
    const bool on = std::count(sites.nine_year.begin(), sites.nine_year.end(), village) > 0;
    place(village, on ? Kind::nine_year : Kind::primary);
  }
  for (const auto village : sites.points) {
    place(village, Kind::teaching_point).last_grade = random_.chance(0.6) ? 3 : 4;
  }
}

void Siting::give_village_names() {
  for (SampleSchool& school : schools_) {
    if (school.node < townships_.size()) continue;  // the town schools have theirs
    school.name = townships_[school.township].name + school.name +
                  (school.kind == Kind::teaching_point ? "教学点"
                   : school.kind == Kind::nine_year    ? "学校"
                                                       : "小学");
  }
}

void find_parents(std::vector<SampleSchool>& schools) {
  for (SampleSchool& point : schools) {
    if (point.kind != Kind::teaching_point) continue;
    double least = std::numeric_limits<double>::max();
    for (std::size_t row = 0; row < schools.size(); ++row) {
      const SampleSchool& full = schools[row];
      if (full.township != point.township || full.kind == Kind::teaching_point ||
          !full.teaches_primary())
        continue;
      const double metres = distance_metres(full.place, point.place);
      if (metres >= least) continue;
      least = metres;
      point.parent = row;
    }
  }
}

/// The three points of a county furthest from any full school stay whatever a rule says (应留必留).
void mark_kept(std::uint32_t counties, std::vector<SampleSchool>& schools) {
  for (std::uint32_t county = 0; county < counties; ++county) {
    std::vector<std::pair<double, std::size_t>> far;
    for (std::size_t i = 0; i < schools_a_county; ++i) {
      const std::size_t row = county * schools_a_county + i;
      if (!schools[row].parent) continue;
      far.emplace_back(-distance_metres(schools[row].place, schools[*schools[row].parent].place),
                       row);
    }
    std::sort(far.begin(), far.end());
    for (std::size_t i = 0; i < 3; ++i) schools[far[i].second].keep = true;
  }
}

/// Ten digits: category, province (99 does not exist), number.
void give_codes(std::vector<SampleSchool>& schools) {
  std::array<int, 4> numbers{};
  for (SampleSchool& school : schools) {
    const bool secondary = school.kind != Kind::primary && school.kind != Kind::teaching_point;
    const int category = !secondary ? 21 : school.kind == Kind::complete_secondary ? 34 : 31;
    school.code = fmt::format("{}99{:06}", category,
                              ++numbers.at(category == 21   ? 0
                                           : category == 31 ? 1
                                                            : 2));
  }
}

}  // namespace

bool SampleSchool::holds(int grade) const {
  switch (kind) {
    case Kind::primary:
      return grade <= 6;
    case Kind::teaching_point:
      return grade <= last_grade;
    case Kind::junior:
    case Kind::complete_secondary:
      return grade >= 7;
    case Kind::nine_year:
      return true;
  }
  return false;
}

std::int64_t SampleSchool::pupils_of(int first_grade, int last) const {
  return std::accumulate(pupils.begin() + (first_grade - 1), pupils.begin() + last,
                         std::int64_t{0});
}

std::vector<SampleSchool> place_schools(const Townships& townships, const Settlements& settlements,
                                        const RoadDrawing& drawing, const RoadGraph& graph,
                                        Random random) {
  auto schools = Siting(townships, settlements, drawing, graph, random).all();
  find_parents(schools);
  mark_kept(townships.counties(), schools);
  give_codes(schools);
  return schools;
}

}  // namespace budian::sample
