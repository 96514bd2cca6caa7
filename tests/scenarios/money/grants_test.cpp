// Subsidies for pupils in need, operating grants that are more than can be used, ceilings by name.
#include <catch2/catch.hpp>

#include "bus_service.hpp"
#include "scenarios/money/bus_budget.hpp"
#include "scenarios/money/bus_findings.hpp"

using namespace budian;
using namespace budian::money;

namespace {

const std::string grant_names = "name = { zh = \"甲\", en = \"a\" }\n";
std::string grant_rule(const std::string& code, const std::string& keys) {
  return "[[subsidy]]\ncode = \"" + code + "\"\n" + grant_names + keys;
}
std::string a_year(const std::string& code, int yuan_a_pupil, const std::string& more) {
  return grant_rule(code,
                    "kind = \"per_pupil\"\nperiod = \"year\"\npayer = \"county\"\nyuan_a_pupil = " +
                        std::to_string(yuan_a_pupil) + "\n" + more);
}
std::string yearly_fare(int yuan_a_pupil) {
  return "[[fare]]\ncode = \"fare\"\n" + grant_names +
         "period = \"year\"\nyuan_a_pupil = " + std::to_string(yuan_a_pupil) + "\n";
}

/// 100 riders: 8 poor, 5 disabled; how many are left-behind is not told.
BusCosts bus_of_hundred() {
  return buses_with(6, 1, {riders(100, true, {Heads(8), Heads(5), std::nullopt, std::nullopt})});
}
/// Riders of two townships, 30 and 10, a bus each of the same cost.
BusCosts two_buses() {
  BusCosts buses = buses_with(3, 1, {riders(30, true)});
  BusCosts other = buses_with(3, 1, {riders(10, true)});
  other.duties[0].riders[0].township = TownshipId(1);
  buses.duties.push_back(other.duties[0]);
  return buses;
}

std::vector<const money::Line*> with_key(const std::vector<money::Line>& lines,
                                         const std::string& key) {
  std::vector<const money::Line*> found;
  for (const auto& line : lines) {
    if (line.text.key == key) found.push_back(&line);
  }
  return found;
}

Fen paid_in(const std::vector<money::Line>& lines, std::size_t township, const std::string& rule) {
  Fen sum;
  for (const auto& line : lines) {
    if (line.township == TownshipId(township) && line.funding->rule == rule) sum += line.amount;
  }
  return sum;
}

}  // namespace

TEST_CASE("A grant for pupils in need counts them only") {
  const Rules rules = with("fare = []\n" + a_year("full", 1300, "pupils = [\"poor\"]\n") +
                           a_year("half", 650, "pupils = [\"disabled\"]\n"));
  const auto lines = funded(bus_of_hundred(), yuan(200'000), rules);
  CHECK(paid_under(lines, "full") == yuan(8 * 1300));
  CHECK(paid_under(lines, "half") == yuan(5 * 650));
  CHECK(paid(lines, Payer::township) == yuan(200'000 - 8 * 1300 - 5 * 650));
  CHECK(with_key(lines, "money.line.grant_untold").empty());
}

TEST_CASE("A grant for several needs has a line for each and counts nobody beyond the riders") {
  const BusCosts full =
      buses_with(6, 1, {riders(10, true, {Heads(8), Heads(5), std::nullopt, std::nullopt})});
  const auto lines =
      funded(full, yuan(90'000),
             with("fare = []\n" + a_year("g", 100, "pupils = [\"poor\", \"disabled\"]\n")));
  const auto granted = with_key(lines, "money.line.grant_in_need");
  REQUIRE(granted.size() == 2);
  CHECK(granted[0]->amount == yuan(800));
  CHECK(granted[1]->amount == yuan(200));  // two of the ten are left
}

TEST_CASE("The ceiling a rider of a grant counts the pupils whom it is for") {
  const auto lines = funded(bus_of_hundred(), yuan(200'000),
                            with("fare = []\n" + a_year("g", 1300,
                                                        "pupils = [\"poor\"]\n"
                                                        "ceiling_yuan = { a_pupil = 1000 }\n")));
  CHECK(paid_under(lines, "g") == yuan(8 * 1000));
}

TEST_CASE("A grant towards fares relieves families and leaves the rest as it is") {
  const Rules rules =
      with(yearly_fare(1300) + a_year("full", 1300, "pupils = [\"poor\"]\ntowards = \"fares\"\n") +
           a_year("half", 650, "pupils = [\"disabled\"]\ntowards = \"fares\"\n"));
  const auto lines = funded(bus_of_hundred(), yuan(200'000), rules);
  CHECK(paid(lines, Payer::county) == yuan(8 * 1300 + 5 * 650));
  CHECK(paid(lines, Payer::family) == yuan(100 * 1300 - 8 * 1300 - 5 * 650));
  CHECK(paid(lines, Payer::township) == yuan(70'000));
  CHECK(paid_under(lines, "full") == Fen(0));  // what one gives the other does not
}

TEST_CASE("No family is relieved of more than it pays") {
  const Rules rules =
      with(yearly_fare(50) + a_year("g", 1300, "pupils = [\"poor\"]\ntowards = \"fares\"\n"));
  const auto lines = funded(bus_of_hundred(), yuan(200'000), rules);
  CHECK(paid(lines, Payer::county) == yuan(5000));  // 100 × 50 instead of 8 × 1 300
  CHECK(paid(lines, Payer::family) == Fen(0));
  const auto limited = with_key(lines, "money.line.limited");
  REQUIRE(limited.size() == 1);
  CHECK(limited[0]->funding->limit == Limit::fares);
}

TEST_CASE("A grant for pupils of whom the county does not tell says so, in a line and a finding") {
  const Rules rules = with("fare = []\n" + a_year("g", 1300, "pupils = [\"left_behind\"]\n"));
  const auto lines = funded(bus_of_hundred(), yuan(200'000), rules);
  const auto untold = with_key(lines, "money.line.grant_untold");
  REQUIRE(untold.size() == 1);
  CHECK(untold[0]->amount == Fen(0));
  CHECK(untold[0]->payer == Payer::county);
  CHECK_FALSE(untold[0]->township);
  const auto found = findings_of(bus_of_hundred(), rules);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.key == "finding.need_untold");
  CHECK(found[0].severity == Severity::warning);
  CHECK(argument(found[0], "rule") == Argument(std::string("g")));
  CHECK(argument(found[0], "need") == Argument(std::string("money.need.left_behind")));
  CHECK(argument(found[0], "untold") == Argument(std::int64_t{100}));
  CHECK(found[0].pupils == Heads(100));
}

TEST_CASE("An exemption of which the county does not tell is a finding too") {
  const auto found = findings_of(
      bus_of_hundred(),
      with(yearly_fare(400) + "[[fare.exemption]]\nneed = \"left_behind\"\npayer = \"county\"\n"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.key == "finding.need_untold");
  CHECK(findings_of(bus_of_hundred(),
                    with(yearly_fare(400) + "[[fare.exemption]]\nneed = \"poor\"\n"))
            .empty());
}

TEST_CASE("What one township cannot use of an operating grant goes to the others") {
  // Costs 25 000 each (the weights are equal); first 20 000 are paid in the first township.
  const std::string first =
      grant_rule("first",
                 "kind = \"operating_grant\"\npayer = \"school\"\nyuan_a_year = 40000\n"
                 "ceiling_yuan = { townships = { \"东镇\" = 20000, \"02\" = 0 } }\n");
  const auto grant = [&](const std::string& unused) {
    return funded(two_buses(), yuan(50'000),
                  with("fare = []\n" + first +
                       grant_rule("g",
                                  "kind = \"operating_grant\"\npayer = \"county\"\n"
                                  "yuan_a_year = 24000\n" +
                                      unused)));
  };
  const auto passed = grant("");
  CHECK(paid_in(passed, 0, "first") == yuan(20'000));
  CHECK(paid_in(passed, 1, "first") == Fen(0));
  // 12 000 each, of which 东镇 can use 5 000; the other 7 000 go to 西乡
  CHECK(paid_in(passed, 0, "g") == yuan(5'000));
  CHECK(paid_in(passed, 1, "g") == yuan(19'000));
  const auto returned = grant("unused = \"returned\"\n");
  CHECK(paid_in(returned, 0, "g") == yuan(5'000));
  CHECK(paid_in(returned, 1, "g") == yuan(12'000));
  const auto unused = with_key(returned, "money.line.grant_unused");
  REQUIRE(unused.size() == 2);  // 20 000 of the first, by its ceilings
  CHECK(unused[0]->funding->unused == yuan(20'000));
  CHECK(unused[1]->funding->unused == yuan(7'000));
}

TEST_CASE("A grant above all cost is told as unused, never as cost") {
  const Rules rules =
      with("fare = []\n" + grant_rule("g",
                                      "kind = \"operating_grant\"\npayer = \"county\"\n"
                                      "yuan_a_year = 1000000\n"));
  const auto lines = funded(two_buses(), yuan(50'000), rules);
  CHECK(paid(lines, Payer::county) == yuan(50'000));
  const auto unused = with_key(lines, "money.line.grant_unused");
  REQUIRE(unused.size() == 1);
  CHECK(unused[0]->amount == Fen(0));
  CHECK(unused[0]->funding->unused == yuan(950'000));
  // two buses of 36 seats: 144 520 each
  const auto found = findings_of(two_buses(), rules);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.key == "finding.grant_unused");
  CHECK(argument(found[0], "yuan") == Argument(1'000'000 - 2 * 144'520.0));
}

TEST_CASE("A township can have a ceiling of its own, by name or code") {
  const auto lines = [&](const std::string& ceilings) {
    return funded(
        two_buses(), yuan(50'000),
        with("fare = []\n" +
             grant_rule("g", "kind = \"audited_loss\"\npayer = \"county\"\nceiling_yuan = { " +
                                 ceilings + " }\n")));
  };
  const auto named = lines("a_township = 9000, townships = { \"西乡\" = 12000 }");
  CHECK(paid_in(named, 0, "g") == yuan(9'000));
  CHECK(paid_in(named, 1, "g") == yuan(12'000));
  const auto alone = lines("townships = { \"01\" = 100 }");
  CHECK(paid_in(alone, 0, "g") == yuan(100));
  CHECK(paid_in(alone, 1, "g") == yuan(25'000));
}

TEST_CASE("A net base is the cost of the riders whom the rule counts, less their fares") {
  // 20 displaced and 10 others; fares of 300 for the others only
  BusCosts buses = buses_with(3, 1, {riders(20, true), riders(10, true)});
  buses.duties[0].riders[0].groups[0].kind.displaced = true;
  const auto base = [&](const std::string& who, const std::string& fare_of) {
    const auto lines = funded(
        buses, yuan(30'000),
        with(yearly_fare(300) + "riders = \"" + fare_of + "\"\n" +
             grant_rule("s",
                        "kind = \"share_of_contract\"\nshare = 0.8\nbase = \"net_of_fares\"\n"
                        "payer = \"county\"\nriders = \"" +
                            who + "\"\n")));
    for (const auto& line : lines) {
      if (line.funding->rule == "s") return line.funding->base;
    }
    return Fen(0);
  };
  CHECK(base("displaced", "not_displaced") == yuan(20'000));
  CHECK(base("not_displaced", "not_displaced") == yuan(10'000 - 3'000));
  CHECK(base("displaced", "all") == yuan(20'000 - 6'000));
  CHECK(base("all", "displaced") == yuan(30'000 - 6'000));
}

TEST_CASE("Poor pupils who ride free leave the fares of the others in a net base") {
  // of 20 displaced 5 are poor and pay nothing: 15 × 300
  BusCosts buses = buses_with(
      3, 1, {riders(20, true, {Heads(5), {}, {}, {}}), riders(10, true, {Heads(0), {}, {}, {}})});
  buses.duties[0].riders[0].groups[0].kind.displaced = true;
  const auto lines =
      funded(buses, yuan(30'000),
             with(yearly_fare(300) + "[[fare.exemption]]\nneed = \"poor\"\n" +
                  grant_rule("s",
                             "kind = \"share_of_contract\"\nshare = 0.8\nbase = \"net_of_fares\"\n"
                             "payer = \"county\"\nriders = \"displaced\"\n")));
  CHECK(paid_under(lines, "s") == yuan(0.8 * (20'000 - 4'500)));
}
