// Who pays the buses, put together for tables.
#include "maps/subsidy_tables.hpp"

#include <catch2/catch.hpp>

#include "scenarios/money/rules.hpp"

using namespace budian;
using namespace budian::money;

namespace {

/// Two buses of 36 seats with 30 riders in the one and 10 in the other township; 144 520 yuan each.
Outcome outcome_with(const Rules& rules) {
  County county;
  county.townships.push_back({"01", "东镇", {}});
  county.townships.push_back({"02", "西乡", {}});
  BusCosts buses;
  for (const auto& [township, heads] : {std::pair(0U, 30), std::pair(1U, 10)}) {
    buses.duties.push_back(
        {3, metres(40000), metres(40000), {{TownshipId(township), Heads(heads)}}});
  }
  Outcome outcome;
  outcome.ledger = make_ledger(county, Plan{}, buses, rules);
  outcome.bus_money.budget = bus_budget(county, buses, rules, {});
  return outcome;
}

Rules rules_with(const std::string& text) {
  return read_rules(text, "rules.toml", built_in_rules());
}

}  // namespace

TEST_CASE("Rules as applied: fares, subsidies, the rest, in their order") {
  const Rules rules = built_in_rules();
  const auto applied = applied_rules(outcome_with(rules).ledger, rules.funding);
  REQUIRE(applied.size() == 3);
  CHECK(applied[0].kind_key == "money.kind.fare");
  CHECK(applied[0].sum() == yuan(40 * 400));
  CHECK(applied[1].kind_key == "money.kind.share_of_contract");
  CHECK(applied[1].paid[row(Payer::county)] == yuan(2 * 115616));  // 0.8 × 144 520
  CHECK(applied[1].limits.empty());
  CHECK(applied[2].code.empty());
  CHECK(applied[2].sum() == yuan(2 * 144520 - 2 * 115616 - 16000));
}

TEST_CASE("Townships in rows: their payers, their riders, and nothing for remarks") {
  const Rules rules = rules_with(
      "[[fare]]\ncode = \"f\"\nname = { zh = \"甲\", en = \"a\" }\nyuan_a_pupil = 400\n"
      "period = \"year\"\n[[fare.exemption]]\nneed = \"poor\"\n");
  const Outcome outcome = outcome_with(rules);
  const auto shares = township_shares(outcome);
  REQUIRE(shares.size() == 2);
  CHECK(shares[0].riders == Heads(30));
  CHECK(shares[1].paid[row(Payer::family)] == yuan(4000));
  CHECK(shares[1].cost() == yuan(144520));
  CHECK(applied_rules(outcome.ledger, rules.funding)[0].untold);
}

TEST_CASE("A ceiling that cut a rule is named once") {
  const Rules rules = rules_with(
      "[[subsidy]]\ncode = \"s\"\nname = { zh = \"甲\", en = \"a\" }\nkind = "
      "\"share_of_contract\"\nshare = 0.8\nbase = \"gross\"\npayer = \"county\"\n"
      "ceiling_yuan = { a_pupil = 100 }\n");
  const auto applied = applied_rules(outcome_with(rules).ledger, rules.funding);
  CHECK(applied[1].limits == std::set<Limit>{Limit::a_pupil});
  CHECK(applied[1].sum() == yuan(4000));
  CHECK(limits_text(applied[1].limits, Language::en) == "ceiling a rider");
}

TEST_CASE("Years and steps in words") {
  BudgetYear year;
  year.first_calendar_year = 2099;
  CHECK(year_text(year, true) == "2099/00");
  CHECK(year_text(year, false) == "2099");
  const auto step = [](money::Driver driver, double by) {
    SensitivityCase one;
    one.driver = driver;
    one.step = by;
    return step_text(one, Language::en);
  };
  CHECK(step(money::Driver::fuel, 0.1) == "+10 %");
  CHECK(step(money::Driver::share, -0.05) == "-5 points");
  CHECK(step(money::Driver::days, 10) == "+10 days");
}

TEST_CASE("Each rule says its rate or share, in words") {
  const auto said = [](const std::string& subsidy) {
    const Rules rules = rules_with(
        "[[fare]]\ncode = \"f\"\nname = { zh = \"甲\", en = \"a\" }\nyuan_a_pupil = 260\n"
        "period = \"term\"\n[[subsidy]]\ncode = \"s\"\nname = { zh = \"甲\", en = \"a\" }\n"
        "payer = \"county\"\n" +
        subsidy);
    CHECK(text(terms_of("f", rules.funding), Language::en) == "260 yuan a pupil and term");
    CHECK(terms_of("", rules.funding).key.empty());
    return text(terms_of("s", rules.funding), Language::en);
  };
  CHECK(said("kind = \"share_of_contract\"\nshare = 0.8\nbase = \"gross\"\n") ==
        "80 % of the whole cost");
  CHECK(said("kind = \"share_of_contract\"\nshare = 0.8\nbase = \"net_of_fares\"\n") ==
        "80 % of the cost less fares");
  CHECK(said("kind = \"per_pupil\"\nperiod = \"month\"\n"
             "yuan_a_pupil_by_zone = { town = 50, rural = 70 }\n") ==
        "50 (town) or 70 (rural) yuan a pupil and month");
  CHECK(said("kind = \"per_bus\"\n[[subsidy.seats]]\nto = 49\nyuan_a_year = 20000\n"
             "[[subsidy.seats]]\nfrom = 50\nyuan_a_year = 30000\n") ==
        "20,000 to 30,000 yuan a bus and year, by seats");
  CHECK(said("kind = \"purchase_share\"\nshare = 0.4\ncap_yuan_a_bus = 100000\n") ==
        "40 % of the price of a bus, at most 100,000 yuan");
  CHECK(said("kind = \"purchase_share\"\nshare = 0.4\n") == "40 % of the price of a bus");
  CHECK(said("kind = \"operating_grant\"\nyuan_a_year = 5000\n") ==
        "5,000 yuan a year for the county");
  CHECK(said("kind = \"audited_loss\"\n") == "100 % of what is left");
}

TEST_CASE("An unused grant and pupils of whom nobody tells stand with their rule") {
  const Rules rules = rules_with(
      "fare = []\n[[subsidy]]\ncode = \"p\"\nname = { zh = \"甲\", en = \"a\" }\n"
      "kind = \"per_pupil\"\nperiod = \"year\"\nyuan_a_pupil = 5\npupils = [\"poor\"]\n"
      "payer = \"county\"\n[[subsidy]]\ncode = \"g\"\nname = { zh = \"甲\", en = \"a\" }\n"
      "kind = \"operating_grant\"\nyuan_a_year = 300000\npayer = \"county\"\n");
  const auto applied = applied_rules(outcome_with(rules).ledger, rules.funding);
  REQUIRE(applied.size() >= 2);
  CHECK(applied[0].untold);
  CHECK_FALSE(applied[0].unused);
  CHECK(applied[1].unused == yuan(300'000 - 2 * 144'520));
}

TEST_CASE("The budget says how it counts vehicles") {
  BusBudget budget;
  CHECK(vehicles_key(budget) == "money.vehicles.spread");
  budget.cash = true;
  CHECK(vehicles_key(budget) == "money.vehicles.cash");
}
