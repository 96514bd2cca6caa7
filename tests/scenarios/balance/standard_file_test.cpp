#include <catch2/catch.hpp>

#include "scenarios/balance/standard.hpp"

using namespace budian;

namespace {

const std::string sound = R"(code = "x"
name = { zh = "省标准", en = "Province" }
teaching_points = "exclude"
counts_private = false
[origin]
document = { zh = "文件", en = "document" }
certainty = "assumption"
[split]
junior_weight = 1.1
senior_weight = 1.32
complete_senior_weight = 1.2
[[indicator]]
code = "books"
name = { zh = "图书", en = "Books" }
unit = { zh = "册", en = "volumes" }
resource = "books"
)";

std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

struct Fault {
  std::string key;
  std::int64_t line;
  friend bool operator==(const Fault&, const Fault&) = default;
};
std::ostream& operator<<(std::ostream& out, const Fault& fault) {
  return out << fault.key << " in line " << fault.line;
}

std::vector<Fault> faults(const std::string& text) {
  try {
    static_cast<void>(read_standard(text, "province.toml"));
  } catch (const InputError& error) {
    std::vector<Fault> result;
    for (const auto& problem : error.problems()) {
      CHECK(problem.file == "province.toml");
      result.push_back({problem.message.key, problem.row});
    }
    return result;
  }
  return {};
}

using Faults = std::vector<Fault>;

}  // namespace

TEST_CASE("A sound standard is read") {
  const auto rules = read_standard(sound, "province.toml");
  CHECK(rules.name.zh == "省标准");
  CHECK(rules.indicators.size() == 1);
  CHECK(rules.least_indicators_met == 0);
  CHECK_FALSE(rules.composite_line[0]);
}

TEST_CASE("The built-in standards state the documents' lines") {
  const auto standards = built_in_standards();
  REQUIRE(standards.size() == 2);
  CHECK(standards[0].indicators.size() == 8);
  CHECK(standards[0].composite_line[0] == 0.65);
  CHECK(standards[0].composite_line[1] == 0.55);
  CHECK(standards[0].teaching_points == TeachingPointPolicy::merge_into_parent);
  CHECK_FALSE(standards[0].counts_private);
  CHECK(standards[1].indicators.size() == 7);
  CHECK(standards[1].indicator_line[0] == 0.50);
  CHECK(standards[1].indicator_line[1] == 0.45);
  CHECK(standards[1].teaching_point_least == Heads(50));
  CHECK(standards[1].counts_private);
  CHECK(standards[1].largest_class[0] == Heads(45));
  CHECK(standards[1].largest_combined_school == Heads(2500));
  for (const auto& standard : standards) CHECK_FALSE(standard.source.document.zh.empty());
}

TEST_CASE("A misspelt key of a standard is told with its line") {
  CHECK(faults(with(sound, "counts_private", "count_private")) ==
        Faults{{"toml.missing", 1}, {"toml.unknown_key_guess", 4}});
}

TEST_CASE("An unknown resource is told with its line") {
  CHECK(faults(with(sound, "resource = \"books\"", "resource = \"bikes\"")) ==
        Faults{{"toml.unknown_word", 16}});
}

TEST_CASE("A wrong type is told with its line") {
  CHECK(faults(with(sound, "junior_weight = 1.1", "junior_weight = \"1.1\"")) ==
        Faults{{"toml.wrong_type", 9}});
}

TEST_CASE("A weight that is not positive is told with its line") {
  CHECK(faults(with(sound, "senior_weight = 1.32", "senior_weight = 0")) ==
        Faults{{"toml.positive", 10}});
}

TEST_CASE("Two indicators of one code are told") {
  const std::string twice = sound + sound.substr(sound.find("[[indicator]]"));
  CHECK(faults(twice) == Faults{{"standard.duplicate_indicator", 18}});
}

TEST_CASE("A school cannot be asked for more indicators than there are") {
  CHECK(faults(sound + "[school]\nleast_indicators_met = 2\nfloor_ratio_for_rest = 0.8\n") ==
        Faults{{"standard.more_than_indicators", 18}});
}

TEST_CASE("All faults of a standard are told at once") {
  const auto text = with(with(sound, "code = \"x\"", "kode = \"x\""), "\"books\"\nname", "3\nname");
  CHECK(faults(text).size() == 3);  // code missing, kode unknown, the indicator's code is no text
}
