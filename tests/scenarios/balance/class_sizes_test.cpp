#include "scenarios/balance/class_sizes.hpp"

#include <catch2/catch.hpp>

#include "gis/county_file.hpp"
#include "plans.hpp"

using namespace budian;

namespace {

Plan one_grade(std::int64_t pupils, int classes) {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::primary, pupils, 0));
  plan.schools[SchoolId(0)].school.classes[0] = classes;
  return plan;
}

ClassSizes sizes(const Plan& plan) {
  return class_sizes(plan, Stage::primary, built_in_class_sizes());
}

}  // namespace

TEST_CASE("Class sizes fall into the bands of the statistics") {
  const std::vector<std::pair<std::int64_t, std::size_t>> edges{
      {1, 0},  {25, 0}, {26, 1}, {30, 1}, {31, 2}, {35, 2}, {36, 3}, {40, 3}, {41, 4}, {45, 4},
      {46, 5}, {50, 5}, {51, 6}, {55, 6}, {56, 7}, {60, 7}, {61, 8}, {65, 8}, {66, 9}, {90, 9}};
  for (const auto& [pupils, band] : edges) {
    INFO(pupils);
    CHECK(built_in_class_sizes().band(pupils) == band);
  }
}

TEST_CASE("Pupils of a grade are spread evenly over its classes") {
  const auto found = sizes(one_grade(91, 2));  // 46 and 45
  CHECK(found.total == 2);
  CHECK(found.classes[4] == 1);
  CHECK(found.classes[5] == 1);
  CHECK(found.over_standard == 1);
}

TEST_CASE("Large and very large classes are counted from 56 and 66 on") {
  const auto found = sizes(one_grade(131, 2));  // 66 and 65
  CHECK(found.large == 2);
  CHECK(found.very_large == 1);
  CHECK(sizes(one_grade(55, 1)).large == 0);
}

TEST_CASE("A grade of unknown classes is in no band and in no sum") {
  Plan plan = one_grade(131, 0);
  plan.schools[SchoolId(0)].school.pupils[1] = Heads(40);
  plan.schools[SchoolId(0)].school.classes[1] = 1;
  const auto found = sizes(plan);
  CHECK(found.total == 1);
  CHECK(found.classes[3] == 1);
  CHECK(found.large == 0);
  CHECK(found.schools_not_told == 1);
  CHECK(found.pupils_not_told == Heads(131));
}

TEST_CASE("Closed schools, other stages and empty grades have no classes") {
  Plan plan = one_grade(40, 1);
  plan.schools[SchoolId(0)].school.classes[1] = 1;
  plan.schools.push_back(school_with(SchoolKind::junior, 0, 70));
  plan.schools.push_back(school_with(SchoolKind::primary, 30, 0));
  plan.schools[SchoolId(2)].open = false;
  CHECK(sizes(plan).total == 1);
}

TEST_CASE("Combined schools may have 2500 pupils, others 2000") {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::primary, 2000, 0));
  plan.schools.push_back(school_with(SchoolKind::primary, 2001, 0));
  plan.schools.push_back(school_with(SchoolKind::nine_year, 1400, 1100));
  plan.schools.push_back(school_with(SchoolKind::nine_year, 1400, 1101));
  CHECK(schools_over_size(plan, built_in_standards()[1]) ==
        std::vector<SchoolId>{SchoolId(1), SchoolId(3)});
  CHECK(schools_over_size(plan, built_in_standards()[0]).empty());
}

TEST_CASE("Bands, large classes and their targets stand in the file") {
  // policy §4.1
  const auto rules = built_in_class_sizes();
  CHECK(rules.bands() == 10);
  CHECK(rules.large.at_least == 56);
  CHECK(rules.large.greatest_share == 0.05);
  CHECK(rules.very_large.at_least == 66);
  CHECK(rules.very_large.greatest_share == 0.02);
  CHECK(rules.standard == ByStage<Heads>{Heads(45), Heads(50)});
  CHECK(rules.sources.size() == 4);
}

TEST_CASE("Other bands count otherwise") {
  auto rules = built_in_class_sizes();
  rules.band_ends = {30};
  rules.large.at_least = 40;
  rules.standard[0] = Heads(30);
  const auto found = class_sizes(one_grade(91, 2), Stage::primary, rules);
  CHECK(found.classes == std::vector<std::int64_t>{0, 2});
  CHECK(found.large == 2);
  CHECK(found.over_standard == 2);
}

TEST_CASE("county.toml names the county's own class sizes, found from its folder") {
  const auto spec = read_county_text(
      "[county]\nname = \"c\"\n[townships]\nfile = \"t.shp\"\n[schools]\nfile = \"s.shp\"\n"
      "[rules]\nclass_sizes = \"sizes.toml\"\n",
      "/county/county.toml");
  CHECK(spec.problems.empty());
  CHECK(spec.class_sizes == "/county/sizes.toml");
}

TEST_CASE("Faults of a file of class sizes are told") {
  const std::string sound =
      "band_ends = [25, 30]\nstandard = { primary = 45, junior = 50 }\n[large]\nat_least = "
      "56\ngreatest_share = 0.05\n"
      "[very_large]\nat_least = 66\ngreatest_share = 0.02\n";
  const auto fault = [&](const std::string& from, const std::string& to) {
    std::string text = sound;
    text.replace(text.find(from), from.size(), to);
    try {
      static_cast<void>(read_class_sizes(text, "sizes.toml"));
    } catch (const InputError& error) {
      return error.problems().front().message.key;
    }
    return std::string();
  };
  CHECK(fault("25, 30", "25, 30").empty());
  CHECK(fault("25, 30", "30, 25") == "class_sizes.not_rising");
  CHECK(fault("66", "55") == "class_sizes.very_large_below_large");
  CHECK(fault("0.05", "5") == "standard.not_a_share");
  CHECK(fault("band_ends", "bands") == "toml.missing");
  CHECK(fault("junior = 50", "junior = 0") == "toml.positive");
  CHECK(fault("primary = 45, ", "") == "toml.missing");
  CHECK(fault("standard", "standards") == "toml.missing");
  CHECK(fault("at_least = 56", "at_least = 0") == "toml.positive");
}
