#include "maps/scenario_text.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <sstream>

#include "maps/messages.hpp"
#include "maps/toml_text.hpp"

namespace budian {
namespace {

struct MeasureText {
  const County& county;

  [[nodiscard]] std::string name(const std::string& written) const {
    for (const auto& school : county.schools) {
      if (school.code == written) return "  # " + school.name;
    }
    return "";
  }
  std::string operator()(const CloseByName& close) const {
    std::string text = "do = \"close_schools\"\nschools = [\n";
    for (const auto& school : close.schools)
      text += "  " + toml_text(school) + "," + name(school) + "\n";
    return text + "]\n";
  }
  std::string operator()(const Merge& merge) const {
    return "do = \"merge\"\nfrom = " + toml_list(merge.from) + name(merge.from.front()) +
           "\ninto = " + toml_text(merge.into) + name(merge.into) + "\n";
  }
  std::string operator()(const TurnIntoTeachingPoint& turn) const {
    return "do = \"turn_into_teaching_point\"\nschool = " + toml_text(turn.school) +
           name(turn.school) + "\ngrades = " + toml_list(turn.grades) + "\n";
  }
  std::string operator()(const ExpandSeats& expand) const {
    return "do = \"expand\"\nschool = " + toml_text(expand.school) + name(expand.school) +
           "\nclassrooms = " + std::to_string(expand.classrooms) + "\n";
  }
  std::string operator()(const staff::SendItinerantTeachers& send) const {
    return "do = \"send_itinerant_teachers\"\ntakers = " + toml_list(send.district.takers) + "\n";
  }
  std::string operator()(const OpenSchool& open) const {
    return fmt::format(
        "do = \"open\"\ncode = {}\nname = {}\nkind = {}\nplace = [{}, {}]\ngrades = {}\n"
        "classrooms = {}\n",
        toml_text(open.code), toml_text(open.name), static_cast<int>(open.kind),
        open.place.longitude, open.place.latitude, toml_list(open.grades), open.classrooms);
  }
  /// The planner decides nothing else.
  template <class Other>
  std::string operator()(const Other& /*other*/) const {
    return {};
  }
};

/// Does a line say that its measure closes schools (do = "close")?
bool says_close(const std::string& line) {
  const auto begin = line.find_first_not_of(" \t");
  if (begin == std::string::npos || line.compare(begin, 2, "do") != 0) return false;
  const auto equals = line.find('=', begin);
  if (equals == std::string::npos) return false;
  const auto open = line.find_first_of("\"'", equals);
  const auto close = open == std::string::npos ? open : line.find(line[open], open + 1);
  if (close == std::string::npos) return false;
  const std::string word = line.substr(open + 1, close - open - 1);
  return word == "close" || word == "close_schools" || word == "merge";
}

bool is_title(const std::string& line) {
  return line.starts_with("title") && line.find_first_of(" =\t") == std::string("title").size();
}

/// Nor with a title.
std::string without_closures(const std::string& base_text) {
  std::istringstream lines(base_text);
  std::string kept, block, line;
  bool in_measure = false, closes = false, in_tables = false;
  const auto end_block = [&] {
    if (!(in_measure && closes)) kept += block;
    block.clear();
    closes = false;
  };
  while (std::getline(lines, line)) {
    if (const auto table = toml_table(line)) {
      end_block();
      in_tables = true;
      in_measure = *table == "measure";
    }
    if (!in_tables && is_title(line)) continue;
    closes = closes || says_close(line);
    block += line + "\n";
  }
  end_block();
  return kept;
}

}  // namespace

std::string measure_toml(const Measure& measure, const County& county) {
  return std::visit(MeasureText{county}, measure);
}

std::string with_full_paths(const Scenario& base, std::string text) {
  const std::string& stops = base.bus.stops_file;
  if (stops.empty()) return text;
  const auto file =
      std::filesystem::absolute(std::filesystem::path(base.file).parent_path() / stops);
  const std::string named = toml_text(stops);
  const auto at = text.find(named);
  if (at != std::string::npos)
    text.replace(at, named.size(), toml_text(file.lexically_normal().string()));
  return text;
}

std::string year_toml(const forecast::PhasedYear& year, const std::string& base_text,
                      const County& county) {
  const auto title = [&](const std::string& plan, Language language) {
    return toml_text(
        text(Message{"phasing.year_title", {{"plan", plan}, {"year", std::to_string(year.year)}}},
             language));
  };
  const Scenario& scenario = year.scenario;
  std::string toml = "title = { zh = " + title(scenario.title.zh, Language::zh) +
                     ", en = " + title(scenario.title.en, Language::en) + " }\n" +
                     with_full_paths(scenario, without_closures(base_text));
  for (const MeasureEntry& entry : scenario.measures) {
    if (!forecast::closes_schools(entry.measure)) continue;
    toml += "\n[[measure]]\n" + measure_toml(entry.measure, county);
  }
  return toml;
}

}  // namespace budian
