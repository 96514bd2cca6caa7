#include "maps/messages.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "maps/findings_page.hpp"
#include "scenarios/receivers.hpp"

namespace budian {
namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::ostringstream whole;
  whole << stream.rdbuf();
  return whole.str();
}

std::multiset<std::string> matches(const std::string& text, const std::regex& pattern) {
  std::multiset<std::string> result;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) {
    result.insert(at->str(1));
  }
  return result;
}

std::string group_of(const std::string& key) { return key.substr(0, key.find('.')); }

/// "county.toml" and its like have the form of a key.
bool is_file_name(const std::string& word) {
  static const std::set<std::string> extensions{"toml", "gpkg", "shp",     "csv", "json", "html",
                                                "xlsx", "dbf",  "ini",     "xml", "qgs",  "txt",
                                                "osm",  "pbf",  "geojson", "hpp", "cpp",  "md"};
  return extensions.count(word.substr(word.rfind('.') + 1)) != 0;
}

/// Sections of rule files are written like keys too ("bus.driver").
bool is_rule_section(const std::string& group) {
  static const std::set<std::string> sections{"bus", "money", "limits"};
  return sections.count(group) != 0;
}

/// Keys that a source file uses: what Message{ or text( begins with, and every literal of a known
/// group.
std::set<std::string> keys_in(const std::string& source, const std::set<std::string>& groups) {
  static const std::regex direct(
      R"re((?:Message\{|text\(|return \{|, \{)"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)")re");
  static const std::regex literal(R"re("([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)")re");
  std::set<std::string> keys;
  for (const auto& key : matches(source, direct)) keys.insert(key);
  for (const auto& key : matches(source, literal)) {
    const std::string group = group_of(key);
    if (groups.count(group) == 0 || is_rule_section(group) || is_file_name(key)) continue;
    keys.insert(key);
  }
  return keys;
}

}  // namespace

TEST_CASE("Arguments are put where their names stand, numbers with at most two decimals") {
  const Message message{"place.value", {{"value", 2.5}}};
  CHECK(text(message, Language::zh) == "值“2.5”");
  CHECK(text(Message{"place.value", {{"value", std::int64_t{30}}}}, Language::en) == "value “30”");
  CHECK(text(Message{"place.value", {{"value", 1.0 / 3.0}}}, Language::zh) == "值“0.33”");
}

TEST_CASE("Thousands stand apart where a sentence asks for it, and nowhere else") {
  const auto number = [](std::int64_t yuan) {
    const Message message{"advice.saves",
                          {{"payer", std::string("W")}, {"yuan", yuan}, {"buses", -yuan}}};
    return text(message, Language::en);
  };
  CHECK(number(1234567).find(" 1,234,567 ") != std::string::npos);
  CHECK(number(1234567).find("buses -1,234,567,") != std::string::npos);
  CHECK(number(1000).find(" 1,000 ") != std::string::npos);
  CHECK(number(999).find(" 999 ") != std::string::npos);
  CHECK(number(100).find("buses -100,") != std::string::npos);
  const Message plain{"place.value", {{"value", std::int64_t{123456}}}};
  CHECK(text(plain, Language::en) == "value “123456”");
}

TEST_CASE("An argument that is a key is shown in the reader's language") {
  const Message message{"place.value", {{"value", std::string("place.comma")}}};
  CHECK(text(message, Language::zh) == "值“，”");
}

TEST_CASE("A key that the table lacks comes back with its arguments") {
  CHECK(text(Message{"nowhere", {{"a", std::int64_t{1}}, {"b", std::string("x")}}}, Language::zh) ==
        "nowhere a=1 b=x");
}

TEST_CASE("A problem says file, layer, row, field and value before what is wrong") {
  Problem problem;
  problem.message = {"layer.no_layers", {}};
  problem.file = "a.shp";
  problem.layer = "schools";
  problem.row = 3;
  problem.numbering = Numbering::row;
  problem.field = "NAME";
  problem.value = "x";
  CHECK(describe(problem, Language::zh) ==
        "a.shp，图层 schools，第 3 条记录，字段 NAME，值“x”：文件里没有图层。请换一个文件。");
  problem.layer.clear();
  problem.numbering = Numbering::line;
  CHECK(describe(problem, Language::en) ==
        "a.shp, line 3, field NAME, value “x”: The file holds no layers. Name another file.");
}

TEST_CASE("Every finding says what would be right and what was done, in both languages") {
  REQUIRE(all_findings().size() > 100);
  for (const auto& entry : all_findings()) {
    INFO(entry.code);
    Problem problem;
    problem.message.key = entry.code;
    for (const auto& level : entry.severities) {
      CHECK(text("severity." + level, Language::en) != "severity." + level);
    }
    for (const auto language : {Language::zh, Language::en}) {
      const Explanation explanation = explain(problem, language);
      CHECK_FALSE(explanation.what.empty());
      CHECK_FALSE(explanation.right.empty());
      CHECK_FALSE(explanation.done.empty());
    }
  }
}

TEST_CASE("The reference of findings is that of the table (make findings)") {
  CHECK(content_of(BUDIAN_SOURCE "/gis/FINDINGS.md") == findings_page() + "\n");
}

TEST_CASE("The number of a feature says what it counts") {
  Problem problem;
  CHECK(place_in_file(problem, Language::en).empty());
  CHECK(place_on_ground(problem).empty());
  problem.place = LonLat{117.169022829, 28.691794808};
  CHECK(place_on_ground(problem) == "117.16902,28.69179");
  problem.row = 3;
  CHECK(place_in_file(problem, Language::en) == "line 3");
  CHECK(place_on_ground(problem).empty());
  CHECK(place_in_file(problem, Language::zh) == "第 3 行");
  problem.numbering = Numbering::row;
  CHECK(place_in_file(problem, Language::en) == "row 3");
  problem.numbering = Numbering::feature_id;
  CHECK(place_in_file(problem, Language::en) == "feature id 3");
}

TEST_CASE("The JSON of a group holds both languages of its keys and no other group") {
  const auto json = nlohmann::json::parse(texts_json("place."));
  CHECK(json.at("place.comma").at("en") == ", ");
  for (const auto& [key, value] : json.items()) CHECK(key.rfind("place.", 0) == 0);
}

TEST_CASE("Both languages of every message name the same arguments") {
  static const std::regex placeholder(R"(\{([a-z_0-9]+)\})");
  const auto table = nlohmann::json::parse(texts_json(""));
  for (const auto& [key, languages] : table.items()) {
    INFO(key);
    const std::string zh = languages.at("zh");
    const std::string en = languages.at("en");
    CHECK(!(zh.empty() && en.empty()));  // one language may need no word where the other does
    const auto names_zh = matches(zh, placeholder);
    const auto names_en = matches(en, placeholder);
    CHECK(std::set<std::string>(names_zh.begin(), names_zh.end()) ==
          std::set<std::string>(names_en.begin(), names_en.end()));
  }
}

TEST_CASE("Every message that the sources use is in the table") {
  const auto table = nlohmann::json::parse(texts_json(""));
  std::set<std::string> groups;
  for (const auto& [key, languages] : table.items()) groups.insert(group_of(key));
  const std::filesystem::path root = BUDIAN_SOURCE;
  for (const char* folder : {"gis", "scenarios", "maps", "src"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".hpp") continue;
      for (const auto& key : keys_in(content_of(entry.path()), groups)) {
        INFO(entry.path().string() << " uses " << key);
        CHECK(table.contains(key));
      }
    }
  }
}

TEST_CASE("Every obstacle has its reason, its line in the list of what was tried, and its help") {
  const auto table = nlohmann::json::parse(texts_json("plan."));
  for (const Obstacle obstacle : obstacles) {
    const std::string word = word_of(obstacle);
    CAPTURE(word);
    CHECK(table.contains("plan.tried." + word));
    if (obstacle == Obstacle::none) continue;
    CHECK(table.contains("plan.reason." + word));
    CHECK(table.contains("plan.help." + word));
  }
}

}  // namespace budian
