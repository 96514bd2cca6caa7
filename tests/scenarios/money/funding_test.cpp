// The engine that lays fares and subsidies over what buses cost.
#include <catch2/catch.hpp>
#include <random>

#include "random_rules.hpp"
#include "scenarios/money/bill.hpp"
#include "scenarios/money/bus_funding.hpp"

using namespace budian;
using namespace budian::money;

namespace {

const std::string names = "name = { zh = \"甲\", en = \"a\" }\n";

std::string subsidy(const std::string& code, const std::string& keys) {
  return "[[subsidy]]\ncode = \"" + code + "\"\n" + names + keys + "\n";
}
std::string fare(const std::string& keys) {
  return "[[fare]]\ncode = \"fare\"\n" + names + keys + "\n";
}
const std::string no_fare = "fare = []\n";

BusCosts a_bus(std::int64_t heads = 30) { return buses_with(3, 1, {riders(heads, true)}); }

/// A subsidy of a flat sum by the county, to see what comes after it.
std::string grant(const std::string& code, int yuan_a_year, const std::string& more = "") {
  return subsidy(code, "kind = \"operating_grant\"\npayer = \"county\"\nyuan_a_year = " +
                           std::to_string(yuan_a_year) + "\n" + more);
}

const money::Line& line_of(const std::vector<money::Line>& lines, const std::string& rule) {
  for (const money::Line& line : lines) {
    if (line.funding->rule == rule) return line;
  }
  throw std::logic_error("no line of " + rule);
}

}  // namespace

TEST_CASE("Without any rule all falls to who pays the rest") {
  const std::string none = "fare = []\nsubsidy = []\n";
  const auto lines = funded(a_bus(), yuan(1000), with(none));
  CHECK(lines.size() == 1);
  CHECK(paid(lines, Payer::township) == yuan(1000));
  const auto county =
      funded(a_bus(), yuan(1000), with(none + "[bus_funding]\nrest = \"county\"\n"));
  CHECK(paid(county, Payer::county) == yuan(1000));
}

TEST_CASE("A rule pays no more than fares and earlier rules leave, and says so") {
  const auto lines = funded(a_bus(), yuan(100'000),
                            with(no_fare + grant("first", 70'000) + grant("second", 50'000)));
  CHECK(paid_under(lines, "first") == yuan(70'000));
  CHECK(paid_under(lines, "second") == yuan(30'000));
  const FundingStep& step = *line_of(lines, "second").funding;
  CHECK(step.limit == Limit::left);
  CHECK(step.before_limits == yuan(50'000));
  CHECK(line_of(lines, "first").funding->limit == Limit::none);
}

TEST_CASE("Rules are applied in the order of the file") {
  const auto turned = funded(a_bus(), yuan(100'000),
                             with(no_fare + grant("second", 50'000) + grant("first", 70'000)));
  CHECK(paid_under(turned, "second") == yuan(50'000));
  CHECK(paid_under(turned, "first") == yuan(50'000));
}

TEST_CASE("Ceilings cut a rule: in all, a township, a rider, a bus") {
  // Two buses of type 36 with 30 and 1 riders; 100 000 yuan would be paid.
  const BusCosts buses = buses_with(3, 2, {riders(30, true)});
  const auto with_ceiling = [&](const std::string& ceiling) {
    return funded(buses, yuan(300'000),
                  with(no_fare + grant("g", 100'000, "ceiling_yuan = { " + ceiling + " }\n")));
  };
  CHECK(paid_under(with_ceiling("in_all = 60000"), "g") == yuan(60'000));
  CHECK(paid_under(with_ceiling("a_township = 70000"), "g") == yuan(70'000));
  CHECK(paid_under(with_ceiling("a_pupil = 2000"), "g") == yuan(62'000));  // 31 riders
  CHECK(paid_under(with_ceiling("a_bus = 40000"), "g") == yuan(80'000));
  CHECK(paid_under(with_ceiling("a_bus = 50000"), "g") == yuan(100'000));
  const auto lines = with_ceiling("a_bus = 40000, a_pupil = 2000");  // the lowest holds
  CHECK(line_of(lines, "g").amount == yuan(62'000));
  CHECK(line_of(lines, "g").funding->limit == Limit::a_pupil);
  CHECK(line_of(lines, "g").funding->cap == yuan(2000));
}

TEST_CASE("A payer's ceiling holds over all rules; what lies beyond falls to the later ones") {
  const Rules rules = with(no_fare + "[bus_funding]\npayer_ceiling_yuan = { county = 90000 }\n" +
                           grant("first", 70'000) + grant("second", 50'000) +
                           subsidy("third", "kind = \"audited_loss\"\npayer = \"school\"\n"));
  const auto lines = funded(a_bus(), yuan(200'000), rules);
  CHECK(paid(lines, Payer::county) == yuan(90'000));
  CHECK(paid_under(lines, "second") == yuan(20'000));
  CHECK(line_of(lines, "second").funding->limit == Limit::payer);
  CHECK(paid(lines, Payer::school) == yuan(110'000));
}

TEST_CASE("Payers of a rule share its sum to the fen") {
  const auto lines =
      funded(a_bus(), yuan(1000.01),
             with(no_fare + subsidy("s",
                                    "kind = \"share_of_contract\"\nshare = 1\nbase = \"gross\"\n"
                                    "payers = { county = 0.5, township = 0.3, "
                                    "province_and_centre = 0.2 }")));
  // 100 001 fen: 50 000.5, 30 000.3, 20 000.2; the odd fen goes to the largest remainder
  CHECK(paid(lines, Payer::county) == Fen(50'001));
  CHECK(paid(lines, Payer::township) == Fen(30'000));
  CHECK(paid(lines, Payer::province_and_centre) == Fen(20'000));
}

TEST_CASE("A rule for displaced pupils counts only them") {
  BusCosts buses = buses_with(3, 1, {riders(30, true), riders(10, true)});
  buses.duties[0].riders[0].groups[1].kind.displaced = true;
  const auto pays = [&](const std::string& keys) {
    return paid_under(
        funded(buses, yuan(100'000), with(no_fare + subsidy("s", "payer = \"county\"\n" + keys))),
        "s");
  };
  const std::string rate = "kind = \"per_pupil\"\nyuan_a_pupil = 100\nperiod = \"year\"\n";
  CHECK(pays(rate) == yuan(4000));
  CHECK(pays(rate + "riders = \"displaced\"\n") == yuan(1000));
  CHECK(pays(rate + "riders = \"not_displaced\"\n") == yuan(3000));
  // a quarter of the cost, and a quarter of the bus
  CHECK(pays("kind = \"share_of_contract\"\nshare = 0.8\nbase = \"gross\"\n"
             "riders = \"displaced\"\n") == yuan(20'000));
  CHECK(pays("kind = \"per_bus\"\nriders = \"displaced\"\n[[subsidy.seats]]\n"
             "yuan_a_year = 8000\n") == yuan(2000));
}

TEST_CASE("The zone is that of the receiving school, or of the school of today") {
  BusCosts buses = buses_with(3, 1, {riders(10, true)});
  buses.duties[0].riders[0].groups[0].kind.rural_school = false;  // from a village into the town
  const std::string rule =
      no_fare + subsidy("s",
                        "kind = \"per_pupil\"\npayer = \"county\"\nperiod = \"month\"\n"
                        "yuan_a_pupil_by_zone = { town = 50, rural = 70 }\n");
  CHECK(paid_under(funded(buses, yuan(90'000), with(rule)), "s") == yuan(10 * 50 * 10));
  const Rules home = with(rule + "[bus_funding]\nzone_of = \"home\"\n");
  CHECK(paid_under(funded(buses, yuan(90'000), home), "s") == yuan(10 * 70 * 10));
}

TEST_CASE("Months and terms of a school year are parameters") {
  const std::string rule =
      fare("yuan_a_pupil = 40\nperiod = \"month\"\n") + "[bus_funding]\nmonths = 9\n";
  CHECK(paid(funded(a_bus(), yuan(90'000), with(rule)), Payer::family) == yuan(30 * 40 * 9));
  const std::string terms =
      fare("yuan_a_pupil = 100\nperiod = \"term\"\n") + "[bus_funding]\nterms = 3\n";
  CHECK(paid(funded(a_bus(), yuan(90'000), with(terms)), Payer::family) == yuan(30 * 100 * 3));
}

TEST_CASE("Whoever is exempt in part pays the rest of the fare") {
  const NeedHeads known{Heads(10), Heads(4), std::nullopt, std::nullopt};
  const BusCosts buses = buses_with(3, 1, {riders(30, true, known)});
  const Rules rules = with("subsidy = []\n" + fare("yuan_a_pupil = 100\nperiod = \"year\"\n"
                                                   "[[fare.exemption]]\nneed = \"poor\"\n"
                                                   "[[fare.exemption]]\nneed = \"disabled\"\n"
                                                   "share = 0.5\npayer = \"county\"\n"));
  const auto lines = funded(buses, yuan(90'000), rules);
  CHECK(paid(lines, Payer::family) == yuan(16 * 100 + 4 * 50));
  CHECK(paid(lines, Payer::county) == yuan(4 * 50));
}

TEST_CASE("More needs than riders exempt each rider once") {
  const NeedHeads known{Heads(25), std::nullopt, Heads(20), std::nullopt};
  const BusCosts buses = buses_with(3, 1, {riders(30, true, known)});
  const Rules rules = with("subsidy = []\n" + fare("yuan_a_pupil = 100\nperiod = \"year\"\n"
                                                   "[[fare.exemption]]\nneed = \"poor\"\n"
                                                   "payer = \"county\"\n"
                                                   "[[fare.exemption]]\nneed = \"left_behind\"\n"
                                                   "payer = \"school\"\n"));
  const auto lines = funded(buses, yuan(90'000), rules);
  CHECK(paid(lines, Payer::county) == yuan(2500));
  CHECK(paid(lines, Payer::school) == yuan(500));
  CHECK(paid(lines, Payer::family) == Fen(0));
}

TEST_CASE(
    "An exemption of which the county does not tell is told as unknown, not counted as none") {
  const Rules rules = with("subsidy = []\n" + fare("yuan_a_pupil = 100\nperiod = \"year\"\n"
                                                   "[[fare.exemption]]\nneed = \"poor\"\n"));
  const auto untold = [&](const NeedHeads& known) {
    const auto lines = funded(buses_with(3, 1, {riders(30, true, known)}), yuan(90'000), rules);
    std::vector<money::Line> found;
    for (const money::Line& line : lines) {
      if (line.text.key == "money.line.exemption_untold") found.push_back(line);
    }
    return found;
  };
  CHECK(untold({Heads(0), {}, {}, {}}).empty());  // none, and told
  const auto lines = untold({});
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].amount == Fen(0));
  CHECK(std::get<std::int64_t>(lines[0].text.arguments[1].second) == 30);
}

TEST_CASE("A fare that is paid for the exempt is income: a net base leaves it out") {
  const NeedHeads known{Heads(10), {}, {}, {}};
  const BusCosts buses = buses_with(3, 1, {riders(30, true, known)});
  const std::string share =
      subsidy("s",
              "kind = \"share_of_contract\"\nshare = 0.8\nbase = \"net_of_fares\"\n"
              "payer = \"township\"\n");
  const std::string keys =
      "yuan_a_pupil = 100\nperiod = \"year\"\n[[fare.exemption]]\nneed = \"poor\"\n";
  // 0.8 × (10 000 − 2 000), and 0.8 × (10 000 − 3 000)
  CHECK(paid_under(funded(buses, yuan(10'000), with(fare(keys) + share)), "s") == yuan(6400));
  CHECK(paid_under(funded(buses, yuan(10'000), with(fare(keys + "payer = \"county\"\n") + share)),
                   "s") == yuan(5600));
}

TEST_CASE("Dates choose the school years of a rule; both days are included") {
  const auto pays = [](const std::string& dates, int school_year) {
    Rules rules = with(no_fare + grant("g", 1000, dates));
    rules.horizon.first_school_year = school_year;
    return paid_under(funded(a_bus(), yuan(9000), rules), "g") > Fen(0);
  };
  CHECK_FALSE(pays("from = \"2027-09-02\"\n", 2027));
  CHECK(pays("from = \"2027-09-01\"\n", 2027));
  CHECK(pays("until = \"2027-09-01\"\n", 2027));
  CHECK_FALSE(pays("until = \"2027-08-31\"\n", 2027));
}

TEST_CASE("Rules with a price index grow, others do not") {
  const Rules rules =
      with(no_fare + grant("fixed", 1000) + grant("general", 1000, "price_growth = \"general\"\n") +
           grant("own", 1000, "price_growth = 0.1\nceiling_yuan = { in_all = 900 }\n") +
           "[horizon]\nprice_growth = 0.05\n");
  const County county = two_townships();
  const auto parts = township_parts(county, a_bus(), rules.bus, {yuan(9000), Fen(0)});
  const auto lines = fund_buses(county, parts, rules, rules.bus, {2028, 2, false});
  CHECK(paid_under(lines, "fixed") == yuan(1000));
  CHECK(paid_under(lines, "general") == yuan(1102.5));  // 1.05²
  CHECK(paid_under(lines, "own") == yuan(1089));        // 900 × 1.1²: the ceiling grows too
}

namespace {

using ByCode = std::map<std::string, PayerSums>;
ByCode by_code(const County& county, const std::vector<money::Line>& lines) {
  ByCode sums;
  for (const money::Line& line : lines) {
    const std::string code = line.township ? county.townships[*line.township].code : "";
    sums[code][row(*line.payer)] += line.amount;
  }
  return sums;
}

}  // namespace

TEST_CASE("The payers sum to the cost to the fen, in each township, for any set of rules") {
  std::mt19937_64 random(20170301);
  const County county = three_townships({"01", "02", "03"});
  for (int round = 0; round < 1500; ++round) {
    const Rules rules = random_rules(random);
    const BusCosts buses = random_service(random);
    const BusYearCost cost{Fen(below(random, 90'000'000)), Fen(below(random, 9'000'000))};
    const FundingYear year{2026, static_cast<int>(random() % 12), chance(random)};
    const auto parts = township_parts(county, buses, rules.bus, cost);
    const auto lines = fund_buses(county, parts, rules, rules.bus, year);
    std::map<std::optional<TownshipId>, Fen> here;
    Fen all;
    for (const money::Line& line : lines) {
      REQUIRE((line.amount >= Fen(0) || line.text.key == "money.line.families_relieved"));
      REQUIRE(line.amount ==
              Fen(std::llround(line.quantity * static_cast<double>(line.rate.count()))));
      here[line.township] += line.amount;
      all += line.amount;
    }
    REQUIRE(all == cost.sum());
    for (const auto& part : parts) REQUIRE(here[part.township] == part.cost());
    for (const Fen sum : paid_by(lines)) REQUIRE(sum >= Fen(0));
  }
}

TEST_CASE("No ceiling is ever exceeded, for any set of rules") {
  std::mt19937_64 random(93764);
  const County county = three_townships({"01", "02", "03"});
  for (int round = 0; round < 1500; ++round) {
    const Rules rules = random_rules(random);
    const BusCosts buses = random_service(random);
    const auto lines = funded(buses, Fen(below(random, 90'000'000)), rules, county);
    const auto parts = township_parts(county, buses, rules.bus, {Fen(1), Fen(0)});
    for (const Payer payer : payers) {
      const auto& ceiling = rules.funding.payer_ceilings[row(payer)];
      if (ceiling) REQUIRE(paid(lines, payer) <= *ceiling);
    }
    for (const auto& rule : rules.funding.subsidies) {
      const Ceilings& most = rule.ceilings;
      const auto given = [&](const money::Line& line) {
        return line.funding->rule == rule.code && line.amount > Fen(0) ? line.amount : Fen(0);
      };
      Fen all;
      for (const money::Line& line : lines) all += given(line);
      if (most.in_all) REQUIRE(all <= *most.in_all);
      std::map<std::optional<TownshipId>, Fen> here;
      for (const money::Line& line : lines) {
        here[line.township] += given(line);
      }
      for (const auto& part : parts) {
        const Fen sum = here[part.township];
        const auto township = most.of(part.township ? &county.townships[*part.township] : nullptr);
        if (township) REQUIRE(sum <= *township);
        if (most.a_pupil) REQUIRE(sum <= *most.a_pupil * part.riders().count());
        if (most.a_bus) REQUIRE(sum <= *most.a_bus * static_cast<std::int64_t>(part.buses.size()));
      }
    }
  }
}

TEST_CASE("The order of the townships does not matter") {
  std::mt19937_64 random(25);
  const County county = three_townships({"01", "02", "03"});
  const County turned = three_townships({"03", "01", "02"});
  constexpr std::array<std::size_t, 3> row_in_turned{1, 2, 0};
  for (int round = 0; round < 500; ++round) {
    const Rules rules = random_rules(random);
    const BusCosts buses = random_service(random);
    BusCosts moved = buses;
    for (auto& duty : moved.duties) {
      for (auto& riders : duty.riders) {
        riders.township = TownshipId(row_in_turned[riders.township.row()]);
      }
    }
    const Fen cost(below(random, 90'000'000));
    REQUIRE(by_code(county, funded(buses, cost, rules, county)) ==
            by_code(turned, funded(moved, cost, rules, turned)));
  }
}

TEST_CASE("Two plans differ by the sum of what their lines differ by, payer by payer") {
  std::mt19937_64 random(99);
  const County county = three_townships({"01", "02", "03"});
  for (int round = 0; round < 200; ++round) {
    const Rules rules = random_rules(random);
    const auto one = funded(random_service(random), Fen(below(random, 90'000'000)), rules, county);
    const auto other =
        funded(random_service(random), Fen(below(random, 90'000'000)), rules, county);
    PayerSums changes{};
    for (const auto& change : difference(one, other)) {
      changes[row(*change.line.payer)] += change.change();
    }
    for (const Payer payer : payers) {
      REQUIRE(changes[row(payer)] == paid(other, payer) - paid(one, payer));
    }
  }
}
