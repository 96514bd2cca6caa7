#include "scenarios/money/bill_rules.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "scenarios/money/rules.hpp"
#include "tests/support/faults.hpp"

using namespace budian;
using namespace budian::money;

namespace {

Faults faults(const std::string& text) {
  return faults_of([&] { static_cast<void>(read_rules(text, "rules.toml", built_in_rules())); });
}

BillRules over(const std::string& text) {
  return read_rules(text, "rules.toml", built_in_rules()).bill;
}

}  // namespace

TEST_CASE("The built-in grants are those of the policy, each with its mark") {
  const BillRules rules = built_in_rules().bill;
  // policy §6.2: 1 250 / 1 500 yuan, day pupils half; 5 yuan × 200 days
  CHECK(rules.boarding_grants.boarder_a_year == ByStage<Fen>{yuan(1250), yuan(1500)});
  CHECK(rules.boarding_grants.day_pupil_a_year == ByStage<Fen>{yuan(625), yuan(750)});
  CHECK(rules.meal_grants.a_year() == yuan(1000));
  CHECK(rules.boarding_grants.source.certainty == Certainty::secondary);
  CHECK(rules.meal_grants.source.certainty == Certainty::secondary);
  CHECK(rules.staff_pay.source.certainty == Certainty::to_be_verified);
  for (const Source* source :
       {&rules.building_works.source, &rules.idle_sites.source, &rules.family.source}) {
    CHECK(source->certainty == Certainty::assumption);
    CHECK_FALSE(source->document.zh.empty());
  }
  CHECK_FALSE(rules.staff_pay.posts_are_cut);
  CHECK(rules.idle_sites.reuse_a_year == Fen(0));
}

TEST_CASE("A county's file changes only the bill's rules that it names") {
  const BillRules rules = over(
      "[meal_grants]\nyuan_a_day = 4\n[idle_sites]\npayer = \"township\"\n"
      "[boarding_grants]\nyuan_a_poor_boarder_year = { primary = 1000 }\n"
      "[family]\nhome_for_lunch_within_km = 2\n[staff_pay]\nposts_are_cut = true\n");
  CHECK(rules.meal_grants.a_year() == yuan(800));
  CHECK(rules.meal_grants.source.document.zh == "rules.toml");
  CHECK(rules.idle_sites.payer == Payer::township);
  CHECK(rules.building_works.payer == Payer::county);
  CHECK(rules.boarding_grants.boarder_a_year == ByStage<Fen>{yuan(1000), yuan(1500)});
  CHECK(rules.family.home_for_lunch_within == metres(2000));
  CHECK(rules.staff_pay.posts_are_cut);
}

TEST_CASE("Grants of every year of the policy can be written, and are paid as written") {
  // policy §6.2: from 2019 1 000 and 1 250 yuan, day pupils half
  const BillRules grants = over(
      "[boarding_grants]\nyuan_a_poor_boarder_year = { primary = 1000, junior = 1250 }\n"
      "yuan_a_poor_day_pupil_year = { primary = 500, junior = 625 }\n");
  for (const Stage stage : stages) {
    const auto s = row(stage);
    CHECK(grants.boarding_grants.day_pupil_a_year[s] * 2 ==
          grants.boarding_grants.boarder_a_year[s]);
  }
  CHECK(grants.boarding_grants.boarder_a_year == ByStage<Fen>{yuan(1000), yuan(1250)});
  // policy §6.2: 3, 4 and 5 yuan a day on 200 days are 600, 800 and 1 000 yuan a year
  for (const auto& [a_day, a_year] : {std::pair{3, 600}, {4, 800}, {5, 1000}}) {
    const auto rules = over("[meal_grants]\nyuan_a_day = " + std::to_string(a_day) + "\n");
    CHECK(rules.meal_grants.a_year() == yuan(a_year));
  }
}

TEST_CASE("Each fault of a bill rule is told with its line") {
  CHECK(faults("[meal_grants]\nyuan_a_day = -5\n") == Faults{{"toml.not_negative", 2}});
  CHECK(faults("[meal_grants]\nprovince_and_centre_share = 60\n") ==
        Faults{{"money.share_range", 2}});
  CHECK(faults("[meal_grants]\ndays = -1\n") == Faults{{"money.at_least", 2}});
  CHECK(faults("[meal_grants]\nday = 200\n") == Faults{{"toml.unknown_key_guess", 2}});
  CHECK(faults("[boarding_grants]\nyuan_a_poor_boarder_year = 1250\n") ==
        Faults{{"toml.wrong_type", 2}});
  CHECK(faults("[boarding_grants]\nyuan_a_poor_day_pupil_year = { primary = 0 }\n") ==
        Faults{{"toml.positive", 2}});
  CHECK(faults("[staff_pay]\nposts_are_cut = \"yes\"\n") == Faults{{"toml.wrong_type", 2}});
  CHECK(faults("[building_works]\nlife_years = 0\n") == Faults{{"money.at_least", 2}});
  CHECK(faults("[building_works]\npayer = \"school\"\n") == Faults{{"toml.unknown_word", 2}});
  CHECK(faults("[idle_sites]\nupkeep_yuan_a_site_year = \"6000\"\n") ==
        Faults{{"toml.wrong_type", 2}});
  CHECK(faults("[family]\nadult_hour_yuan = -15\n") == Faults{{"toml.not_negative", 2}});
  CHECK(faults("[family]\naccompanied_grade = 3\n") == Faults{{"toml.unknown_key_guess", 2}});
}

TEST_CASE("Faults of several bill tables are told at once") {
  CHECK(
      faults("[meal_grants]\ndays = -1\n[family]\nlunch_days = -1\n[idle_sites]\nx = 1\n").size() ==
      3);
}

TEST_CASE("Without a base the bill's tables and sources must be there") {
  try {
    static_cast<void>(read_rules("[meal_grants]\nyuan_a_day = 5\n", "rules.toml"));
    FAIL("should have thrown");
  } catch (const InputError& error) {
    std::set<std::string> missing;
    bool source = false;
    for (const auto& problem : error.problems()) {
      source = source || problem.message.key == "money.source_missing";
      if (problem.message.key != "toml.missing") continue;
      missing.insert(std::get<std::string>(problem.message.arguments.front().second));
    }
    for (const char* key :
         {"boarding_grants", "staff_pay", "building_works", "idle_sites", "family",
          "meal_grants.days", "meal_grants.province_and_centre_share"}) {
      INFO(key);
      CHECK(missing.contains(key));
    }
    CHECK_FALSE(missing.contains("meal_grants"));
    CHECK(source);
  }
}
