#include <catch2/catch.hpp>

#include "scenarios/balance/standard.hpp"
#include "tests/support/faults.hpp"

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

Faults faults(const std::string& text) {
  return faults_of([&] { static_cast<void>(read_standard(text, "province.toml")); },
                   "province.toml");
}

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
  // policy §2.3
  const auto guarantee = [&](GuaranteeCheck check) { return *standards[1].guarantee(check); };
  CHECK(guarantee(GuaranteeCheck::special_rooms).classes_a_room == 12);
  CHECK(guarantee(GuaranteeCheck::school_size).largest_school == Heads(2000));
  CHECK(guarantee(GuaranteeCheck::school_size).largest_combined_school == Heads(2500));
  CHECK(guarantee(GuaranteeCheck::class_size).largest_class[0] == Heads(45));
  CHECK(guarantee(GuaranteeCheck::class_size).largest_class[1] == Heads(50));
  CHECK(guarantee(GuaranteeCheck::small_school_funds).funded_as_least == Heads(100));
  CHECK(guarantee(GuaranteeCheck::nearby_enrolment).least_share[0] == 1.0);
  CHECK(guarantee(GuaranteeCheck::nearby_enrolment).least_share[1] == 0.95);
  CHECK(guarantee(GuaranteeCheck::nearby_enrolment).item == 13);
  CHECK(standards[0].treatments.size() == 3);
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

TEST_CASE("Another way of counting that is the file's own, or stands twice, is told") {
  const std::string before = "[[treatment]]\nteaching_points = \"own_unit\"\n";
  const auto rules = read_standard(sound + before, "province.toml");
  REQUIRE(rules.treatments.size() == 1);
  CHECK(rules.treatments[0] == UnitTreatment{TeachingPointPolicy::own_unit, false});
  CHECK(faults(sound + before + before) == Faults{{"standard.same_treatment", 19}});
  CHECK(faults(sound + "[[treatment]]\nteaching_points = \"exclude\"\n") ==
        Faults{{"standard.same_treatment", 17}});
}

TEST_CASE("A treatment by size needs the size") {
  CHECK(faults(sound + "[[treatment]]\nteaching_points = \"own_unit_if_at_least\"\n") ==
        Faults{{"toml.missing", 1}});
}

TEST_CASE("What an amount is told for is one of four words") {
  const auto per = [](const std::string& word) { return sound + "per = \"" + word + "\"\n"; };
  CHECK(read_standard(per("hundred_pupils"), "province.toml").indicators[0].per ==
        Per::hundred_pupils);
  CHECK(read_standard(per("class"), "province.toml").indicators[0].per == Per::school_class);
  CHECK(faults(per("village")) == Faults{{"toml.unknown_word", 17}});
  CHECK(faults(sound + "per_hundred = true\n") == Faults{{"toml.unknown_key", 17}});
}

namespace {

const std::string item = R"([[guarantee]]
item = 4
code = "school_size"
name = { zh = "规模", en = "Size" }
largest_school = 2000
largest_combined_school = 2500
document = { zh = "文件", en = "document" }
certainty = "assumption"
)";

}  // namespace

TEST_CASE("Faults of a guarantee item are told with their line") {
  CHECK(faults(sound + item).empty());
  CHECK(faults(sound + with(item, "school_size", "school_sizes")).front() ==
        Fault{"toml.unknown_word", 19});
  CHECK(faults(sound + with(item, "largest_school = 2000", "largest_school = 0")) ==
        Faults{{"toml.positive", 21}});
  CHECK(faults(sound + with(item, "largest_combined_school = 2500\n", "")) ==
        Faults{{"toml.missing", 17}});
  CHECK(faults(sound + item + item) == Faults{{"standard.duplicate_indicator", 27}});
  CHECK(faults(sound + item + "least_share = { primary = 1, junior = 1 }\n") ==
        Faults{{"toml.unknown_key", 25}});
}

TEST_CASE("An item may be told without a verdict") {
  CHECK(read_standard(sound + item, "province.toml").guarantees[0].judged);
  const std::string told = item + "judged = false\n";
  CHECK_FALSE(read_standard(sound + told, "province.toml").guarantees[0].judged);
  CHECK(faults(sound + item + "judged = 0\n") == Faults{{"toml.wrong_type", 25}});
}

TEST_CASE("How near a line is flagged stands in the file, and is not negative") {
  CHECK(read_standard("near_line = 0.01\n" + sound, "province.toml").near_line == 0.01);
  CHECK(read_standard(sound, "province.toml").near_line == 0);
  CHECK(faults("near_line = -0.01\n" + sound) == Faults{{"toml.not_negative", 1}});
}

TEST_CASE("A share over 1 is told") {
  const std::string nearby = with(
      with(with(item, "school_size", "nearby_enrolment"), "largest_combined_school = 2500\n", ""),
      "largest_school = 2000", "least_share = { primary = 100, junior = 0.95 }");
  CHECK(faults(sound + nearby) == Faults{{"standard.not_a_share", 21}});
}
