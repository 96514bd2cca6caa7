// Faults of fares and subsidies in a county's rule file.
#include <catch2/catch.hpp>

#include "bus_service.hpp"
#include "scenarios/money/funding_reader.hpp"
#include "tests/support/faults.hpp"

using namespace budian;
using namespace budian::money;

namespace {

Faults faults(const std::string& text) {
  return faults_of([&] { static_cast<void>(with(text)); });
}

/// A rule of which the keys of its kind begin in line 5.
std::string rule(const std::string& keys) {
  return "[[subsidy]]\ncode = \"a\"\nname = { zh = \"甲\", en = \"a\" }\npayer = \"county\"\n" +
         keys;
}
const std::string share_keys = "kind = \"share_of_contract\"\nbase = \"gross\"\nshare = 0.8\n";

}  // namespace

TEST_CASE("A sound rule has no fault") {
  CHECK(faults(rule(share_keys)).empty());
  CHECK(faults("fare = []\nsubsidy = []\nsensitivity = []\n").empty());
}

TEST_CASE("An unknown kind is told, and its keys are not faults too") {
  CHECK(faults(rule("kind = \"lottery\"\nprize = 5\n")) == Faults{{"toml.unknown_word", 5}});
}

TEST_CASE("A missing key is told with the line of its rule") {
  CHECK(faults(rule("kind = \"share_of_contract\"\nbase = \"gross\"\n")) ==
        Faults{{"toml.missing", 1}});
  CHECK(faults(rule("kind = \"operating_grant\"\n")) == Faults{{"toml.missing", 1}});
  CHECK(faults(rule("kind = \"per_bus\"\n")) == Faults{{"toml.missing", 1}});
  CHECK(faults(rule("kind = \"per_pupil\"\nyuan_a_pupil = 5\n")) == Faults{{"toml.missing", 1}});
  CHECK(faults("[[subsidy]]\ncode = \"a\"\nname = { zh = \"甲\", en = \"a\" }\n" + share_keys) ==
        Faults{{"toml.missing", 1}});  // the payer
}

TEST_CASE("A key of another kind is unknown") {
  CHECK(faults(rule("kind = \"operating_grant\"\nyuan_a_year = 5\ncap_yuan_a_bus = 5\n")).at(0) ==
        Fault{"toml.unknown_key", 7});
}

TEST_CASE("A share over 1 is told") {
  CHECK(faults(rule("kind = \"share_of_contract\"\nbase = \"gross\"\nshare = 80\n")) ==
        Faults{{"money.share_range", 7}});
}

TEST_CASE("A least share above the share is told with both") {
  CHECK(faults(rule("kind = \"share_of_contract\"\nbase = \"gross\"\nshare = 0.7\n"
                    "least_share = 0.8\n")) == Faults{{"money.share_below_floor", 7}});
}

TEST_CASE("A split that does not sum to 1 is told") {
  const std::string split =
      "[[subsidy]]\ncode = \"a\"\nname = { zh = \"甲\", en = \"a\" }\n" + share_keys;
  CHECK(faults(split + "payers = { county = 0.5, township = 0.4 }\n") ==
        Faults{{"money.split_sum", 7}});
  CHECK(faults(split + "payers = { county = 0.1, township = 0.2, school = 0.7 }\n").empty());
}

TEST_CASE("Payer and payers together are told") {
  CHECK(faults(rule(share_keys + "payers = { county = 1 }\n")) == Faults{{"money.payer_twice", 4}});
}

TEST_CASE("An unknown payer is told; families do not pay subsidies") {
  const std::string start = "[[subsidy]]\ncode = \"a\"\nname = { zh = \"甲\", en = \"a\" }\n";
  CHECK(faults(start + "payer = \"bank\"\n" + share_keys) == Faults{{"toml.unknown_word", 4}});
  CHECK(faults(start + "payer = \"family\"\n" + share_keys) == Faults{{"toml.unknown_word", 4}});
  CHECK(faults(start + share_keys + "payers = { county = 1, bank = 0 }\n") ==
        Faults{{"toml.unknown_key", 7}});
}

TEST_CASE("Overlapping and backward bands of seats are told") {
  const std::string bands = "kind = \"per_bus\"\n[[subsidy.seats]]\nto = 50\nyuan_a_year = 1\n";
  CHECK(faults(rule(bands + "[[subsidy.seats]]\nfrom = 51\nyuan_a_year = 2\n")).empty());
  CHECK(faults(rule(bands + "[[subsidy.seats]]\nfrom = 50\nyuan_a_year = 2\n")) ==
        Faults{{"money.bands_overlap", 9}});
  CHECK(faults(rule("kind = \"per_bus\"\n[[subsidy.seats]]\nfrom = 9\nto = 8\n"
                    "yuan_a_year = 1\n")) == Faults{{"money.band_backwards", 8}});
}

TEST_CASE("A rule that ends before it begins is told, and a date that is none") {
  CHECK(faults(rule(share_keys + "from = \"2020-01-01\"\nuntil = \"2019-12-31\"\n")) ==
        Faults{{"money.until_before_from", 9}});
  CHECK(faults(rule(share_keys + "from = \"2020-13-01\"\n")) == Faults{{"money.iso_date", 8}});
  CHECK(faults(rule(share_keys + "from = \"March 2020\"\n")) == Faults{{"money.iso_date", 8}});
}

TEST_CASE("Negative amounts are told") {
  CHECK(faults(rule("kind = \"operating_grant\"\nyuan_a_year = -1\n")) ==
        Faults{{"toml.not_negative", 6}});
  CHECK(faults(rule(share_keys + "ceiling_yuan = { a_bus = -1 }\n")).at(0).key ==
        "toml.not_negative");
}

TEST_CASE("A misspelt ceiling is told") {
  CHECK(faults(rule(share_keys + "ceiling_yuan = { a_buss = 1 }\n")).at(0).key ==
        "toml.unknown_key_guess");
}

TEST_CASE("Two rules with the same code are told, also a fare and a subsidy") {
  CHECK(faults(rule(share_keys) + rule(share_keys)) == Faults{{"money.same_code", 9}});
  const std::string fare =
      "[[fare]]\ncode = \"a\"\nname = { zh = \"甲\", en = \"a\" }\nyuan_a_pupil = 1\n"
      "period = \"year\"\n";
  CHECK(faults(fare + rule(share_keys)) == Faults{{"money.same_code", 7}});
}

TEST_CASE("One rate and rates by zone together are told") {
  CHECK(faults(rule("kind = \"per_pupil\"\nperiod = \"year\"\nyuan_a_pupil = 1\n"
                    "yuan_a_pupil_by_zone = { town = 1, rural = 2 }\n")) ==
        Faults{{"money.rate_twice", 8}});
}

TEST_CASE("Who pays the rest can have no ceiling") {
  CHECK(faults("[bus_funding]\nrest = \"county\"\npayer_ceiling_yuan = { county = 1 }\n").at(0) ==
        Fault{"money.ceiling_of_rest", 3});
  CHECK(faults("[bus_funding]\npayer_ceiling_yuan = { county = 1 }\n").empty());
  // a ceiling of the base file on whoever pays the rest now
  CHECK(faults("[bus_funding]\npayer_ceiling_yuan = { township = 1 }\n").at(0).key ==
        "money.ceiling_of_rest");
}

TEST_CASE("Months beyond a year, unknown needs and steps in per cent are told") {
  CHECK(faults("[bus_funding]\nmonths = 13\n") == Faults{{"money.periods_range", 2}});
  CHECK(faults("[[sensitivity]]\nof = \"fuel\"\nsteps = [10]\n") ==
        Faults{{"money.step_range", 3}});
  CHECK(faults("[[fare]]\ncode = \"a\"\nname = { zh = \"甲\", en = \"a\" }\nyuan_a_pupil = 1\n"
               "period = \"year\"\n[[fare.exemption]]\nneed = \"tall\"\n") ==
        Faults{{"toml.unknown_word", 7}});
}

TEST_CASE("The single rule of older files is told to be a list now") {
  CHECK(faults("[subsidy]\ncounty_share = 0.8\n").at(0).key == "toml.wrong_type");
}

TEST_CASE("A source for a rule that the file does not have is told") {
  CHECK(faults("[[source]]\nfor = \"subsidy.b\"\ndocument = { zh = \"a\", en = \"b\" }\n"
               "certainty = \"verified\"\n") == Faults{{"toml.unknown_word", 2}});
  const Rules rules = with(rule(share_keys) +
                           "[[source]]\nfor = \"subsidy.a\"\ndocument = { zh = \"文件\", en = "
                           "\"document\" }\ncertainty = \"verified\"\n");
  CHECK(rules.funding.subsidies[0].source.document.zh == "文件");
}

TEST_CASE("A rule without a source stands under the county's file as an assumption") {
  const Rules rules = with(rule(share_keys));
  CHECK(rules.funding.subsidies[0].source.document.zh == "rules.toml");
  CHECK(rules.funding.subsidies[0].source.certainty == Certainty::assumption);
}

TEST_CASE("Pupils of a grant are known needs, each once, and at least one") {
  const std::string grant = "kind = \"per_pupil\"\nperiod = \"year\"\nyuan_a_pupil = 1300\n";
  CHECK(faults(rule(grant + "pupils = [\"poor\", \"disabled\", \"left_behind\", \"boarder\"]\n"))
            .empty());
  CHECK(faults(rule(grant + "pupils = \"poor\"\n")).empty());
  CHECK(faults(rule(grant + "pupils = [\"tall\"]\n")) == Faults{{"money.unknown_need", 8}});
  CHECK(faults(rule(grant + "pupils = [\"poor\", \"poor\"]\n")) == Faults{{"money.need_twice", 8}});
  CHECK(faults(rule(grant + "pupils = []\n")) == Faults{{"money.no_pupils", 8}});
  CHECK(faults(rule(grant + "towards = \"parents\"\n")) == Faults{{"toml.unknown_word", 8}});
  // Other kinds are for all riders or for a class of them.
  CHECK(faults(rule(share_keys + "pupils = [\"poor\"]\n")).at(0) == Fault{"toml.unknown_key", 8});
}

TEST_CASE("What becomes of an unused grant is one of two words") {
  const std::string grant = "kind = \"operating_grant\"\nyuan_a_year = 5\n";
  CHECK(with(rule(grant)).funding.subsidies.size() == 1);
  CHECK(faults(rule(grant + "unused = \"returned\"\n")).empty());
  CHECK(faults(rule(grant + "unused = \"kept\"\n")) == Faults{{"toml.unknown_word", 7}});
}

TEST_CASE("How vehicles are counted is one of three words") {
  CHECK(faults("[bus_funding]\nvehicles = \"by_rules\"\n").empty());
  CHECK(faults("[bus_funding]\nvehicles = \"leased\"\n") == Faults{{"toml.unknown_word", 2}});
}

TEST_CASE("A ceiling for a township that the county does not have is told with its line") {
  const Rules rules = with(rule(share_keys + "[subsidy.ceiling_yuan.townships]\n\"东镇\" = 5\n"
                                             "\"南镇\" = 6\n\"02\" = 7\n"));
  const auto found = faults_of(
      [&] { check_townships(rules.funding, two_townships(), "rules.toml"); }, "rules.toml");
  CHECK(found == Faults{{"money.no_such_township", 10}});
  CHECK(faults(rule(share_keys + "ceiling_yuan = { townships = { \"东镇\" = -1 } }\n")).at(0).key ==
        "toml.not_negative");
}

TEST_CASE("The fare of public lines is an amount that is not negative, with its source") {
  CHECK(faults("[public_line_fare]\nyuan_a_ride = 2\n").empty());
  CHECK(faults("[public_line_fare]\n") == Faults{{"toml.missing", 1}});
  CHECK(faults("[public_line_fare]\nyuan_a_ride = -2\n") == Faults{{"toml.not_negative", 2}});
  const Rules rules = with(
      "[public_line_fare]\nyuan_a_ride = 2\n[[source]]\nfor = \"public_line_fare\"\n"
      "document = { zh = \"公交票价\", en = \"fares\" }\ncertainty = \"verified\"\n");
  REQUIRE(rules.funding.public_fare);
  CHECK(rules.funding.public_fare->a_ride == yuan(2));
  CHECK(rules.funding.public_fare->source.document.zh == "公交票价");
  CHECK_FALSE(built_in_rules().funding.public_fare);
}
