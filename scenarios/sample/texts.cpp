#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include "gis/embedded.hpp"
#include "gis/projection.hpp"
#include "scenarios/sample/files.hpp"
#include "scenarios/sample/names.hpp"

BUDIAN_EMBEDDED(sample_county)
BUDIAN_EMBEDDED(sample_money)
BUDIAN_EMBEDDED(sample_readme)
BUDIAN_EMBEDDED(sample_merge_under_30)
BUDIAN_EMBEDDED(sample_merge_lasting)
BUDIAN_EMBEDDED(sample_merge_under_100)
BUDIAN_EMBEDDED(sample_keep_and_improve)
BUDIAN_EMBEDDED(sample_fewer_schools)
BUDIAN_EMBEDDED(sample_how_sure)
BUDIAN_EMBEDDED(sample_how_sure_lasting)

namespace budian::sample {
namespace {

using Replacements = std::vector<std::pair<std::string, std::string>>;

std::string filled(std::string_view text, const Replacements& replacements) {
  std::string result(text);
  for (const auto& [mark, value] : replacements) {
    for (auto at = result.find(mark); at != std::string::npos;
         at = result.find(mark, at + value.size())) {
      result.replace(at, mark.size(), value);
    }
  }
  return result;
}

void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

/// Schools of the first county that the cautious scenario names.
struct Choice {
  std::vector<std::size_t> kept;          ///< teaching points
  std::array<std::size_t, 2> turned{};    ///< small full primaries
  std::array<std::size_t, 2> expanded{};  ///< central schools of their townships
  std::size_t opened_at = 0;              ///< settlement
  std::array<std::size_t, 2> closed{};    ///< the smallest teaching points
};

std::size_t central_of(const SampleCounty& county, std::uint32_t township) {
  const auto found = std::find_if(
      county.schools.begin(), county.schools.end(),
      [township](const auto& school) { return school.is_central && school.township == township; });
  return static_cast<std::size_t>(found - county.schools.begin());
}

/// The two smallest village primaries, in two townships.
void choose_turned(const SampleCounty& county, Choice& choice) {
  std::vector<std::pair<std::int64_t, std::size_t>> small;
  for (std::size_t row = 0; row < schools_a_county; ++row) {
    const SampleSchool& school = county.schools[row];
    if (school.kind == Kind::primary && !school.is_central)
      small.emplace_back(school.pupils_of(1, 6), row);
  }
  std::sort(small.begin(), small.end());
  choice.turned[0] = small[0].second;
  for (const auto& [pupils, row] : small) {
    if (county.schools[row].township == county.schools[choice.turned[0]].township) continue;
    choice.turned[1] = row;
    break;
  }
  for (std::size_t i = 0; i < 2; ++i) {
    choice.expanded[i] = central_of(county, county.schools[choice.turned[i]].township);
  }
}

/// The settlement with most people times distance to the nearest full primary school.
void choose_opened(const SampleCounty& county, Choice& choice) {
  double most = -1.0;
  for (std::size_t row = 0; row < county.settlements.rows.size(); ++row) {
    const SampleSettlement& home = county.settlements.rows[row];
    if (home.is_remote || county.townships[home.township].county != 0 ||
        county.townships.is_capital(home.township)) {
      continue;
    }
    double nearest = 1e9;
    for (std::size_t school = 0; school < schools_a_county; ++school) {
      if (county.schools[school].kind == Kind::teaching_point ||
          !county.schools[school].teaches_primary())
        continue;
      nearest = std::min(nearest, distance_metres(home.place, county.schools[school].place));
    }
    const double need = nearest * static_cast<double>(home.population);
    if (need <= most) continue;
    most = need;
    choice.opened_at = row;
  }
}

/// The largest of the points that the rule would close: one that its village asked to keep.
void choose_kept(const SampleCounty& county, Choice& choice) {
  std::vector<std::pair<std::int64_t, std::size_t>> points;
  for (std::size_t row = 0; row < schools_a_county; ++row) {
    const SampleSchool& school = county.schools[row];
    const auto pupils = school.pupils_of(1, 6);
    if (school.kind == Kind::teaching_point && pupils < 15 && !school.keep)
      points.emplace_back(-pupils, row);
  }
  std::sort(points.begin(), points.end());
  if (!points.empty()) choice.kept.push_back(points.front().second);
}

/// The two smallest points: the main scenario says what has been done about closing them.
void choose_closed(const SampleCounty& county, Choice& choice) {
  std::vector<std::pair<std::int64_t, std::size_t>> points;
  for (std::size_t row = 0; row < schools_a_county; ++row) {
    const SampleSchool& school = county.schools[row];
    if (school.kind == Kind::teaching_point && !school.keep)
      points.emplace_back(school.pupils_of(1, 6), row);
  }
  std::sort(points.begin(), points.end());
  for (std::size_t i = 0; i < 2; ++i) choice.closed[i] = points.at(i).second;
}

Replacements names_of(const SampleCounty& county, const Choice& choice) {
  const SampleSettlement& home = county.settlements.rows[choice.opened_at];
  const Point degrees =
      Projection("EPSG:4548", "EPSG:4490")({home.place.x + 120.0, home.place.y + 60.0});
  std::string kept;
  for (const auto row : choice.kept) kept += '"' + county.schools[row].name + '"';
  return {{"@KEEP@", kept},
          {"@EXPAND_1@", county.schools[choice.expanded[0]].name},
          {"@EXPAND_2@", county.schools[choice.expanded[1]].name},
          {"@TURN_1@", county.schools[choice.turned[0]].name},
          {"@TURN_2@", county.schools[choice.turned[1]].name},
          {"@CLOSED_1@", county.schools[choice.closed[0]].name},
          {"@CLOSED_2@", county.schools[choice.closed[1]].name},
          {"@OPEN@", county.townships[home.township].name + "新建小学"},
          {"@LONGITUDE@", fmt::format("{:.6f}", degrees.x)},
          {"@LATITUDE@", fmt::format("{:.6f}", degrees.y)}};
}

}  // namespace

void write_texts(const std::filesystem::path& folder, const SampleCounty& county,
                 std::uint64_t seed) {
  const std::string name = county.townships.counties() == 1 ? "示例县（虚构）" : "示例省（虚构）";
  Choice choice;
  choose_turned(county, choice);
  choose_opened(county, choice);
  choose_kept(county, choice);
  choose_closed(county, choice);
  const Replacements numbers{{"@COUNTY@", name},
                             {"@SEED@", std::to_string(seed)},
                             {"@TOWNSHIPS@", std::to_string(county.townships.size())},
                             {"@SCHOOLS@", std::to_string(county.schools.size())},
                             {"@SETTLEMENTS@", std::to_string(county.settlements.rows.size())},
                             {"@ROADS@", std::to_string(county.drawing.roads().size())}};
  const auto scenarios = folder / "scenarios";
  std::filesystem::create_directories(scenarios);
  write_text(folder / "county.toml", filled(embedded_sample_county(), numbers));
  write_text(folder / "money.toml", filled(embedded_sample_money(), numbers));
  write_text(folder / "README.md", filled(embedded_sample_readme(), numbers));
  write_text(scenarios / "merge_under_30.toml",
             filled(embedded_sample_merge_under_30(), names_of(county, choice)));
  write_text(scenarios / "merge_lasting.toml", std::string(embedded_sample_merge_lasting()));
  write_text(scenarios / "merge_under_100.toml", std::string(embedded_sample_merge_under_100()));
  write_text(scenarios / "keep_and_improve.toml",
             filled(embedded_sample_keep_and_improve(), names_of(county, choice)));
  std::filesystem::create_directories(folder / "goals");
  std::filesystem::create_directories(folder / "sweeps");
  write_text(folder / "goals" / "fewer_schools.toml", std::string(embedded_sample_fewer_schools()));
  const auto sweeps = folder / "sweeps";
  write_text(sweeps / "how_sure.toml", std::string(embedded_sample_how_sure()));
  write_text(sweeps / "how_sure_lasting.toml", std::string(embedded_sample_how_sure_lasting()));
}

}  // namespace budian::sample
