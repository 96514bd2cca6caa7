// The bus budget over the years of the horizon.
#include <catch2/catch.hpp>
#include <random>

#include "random_rules.hpp"
#include "scenarios/money/bus_budget.hpp"

using namespace budian;
using namespace budian::money;

namespace {

const std::string cash = "[bus_funding]\nvehicles = \"cash\"\n";
const std::string flat_prices = "[horizon]\nyears = 6\nprice_growth = 0\nautumn_share = 0.45\n";
const std::string whole_share =
    "[[subsidy]]\ncode = \"s\"\nname = { zh = \"甲\", en = \"a\" }\nkind = "
    "\"share_of_contract\"\n"
    "share = 0.8\nbase = \"gross\"\npayer = \"county\"\n";

BusBudget budget_of(const BusCosts& buses, const Rules& rules,
                    const County& county = two_townships()) {
  return bus_budget(county, buses, rules, {});
}
BusCosts one_bus() { return buses_with(0, 1, {riders(30, true)}); }

Fen sum_of(const std::vector<BudgetYear>& years, const std::optional<Payer>& payer) {
  Fen sum;
  for (const auto& year : years) sum += payer ? year.paid()[row(*payer)] : year.cost();
  return sum;
}

}  // namespace

TEST_CASE("Buses are paid in the year of purchase and again after their life") {
  const auto budget = budget_of(one_bus(), with(one_type + whole_share + flat_prices + cash));
  REQUIRE(budget.school_years.size() == 6);
  CHECK(budget.cash);
  for (std::size_t i = 0; i < 6; ++i) {
    const BudgetYear& year = budget.school_years[i];
    CHECK(year.running() == yuan(100'400));  // 70 000 + 30 400
    CHECK(year.purchases() == yuan(i % 4 == 0 ? 100'000 : 0));
    // 0.8 × 200 400 and 0.8 × 100 400
    CHECK(year.paid()[row(Payer::county)] == yuan(i % 4 == 0 ? 160'320 : 80'320));
  }
}

TEST_CASE("Bought service has the vehicles in its price: it is spread over all years") {
  const auto budget = budget_of(one_bus(), with(one_type + whole_share + flat_prices));
  CHECK_FALSE(budget.cash);
  for (const auto& year : budget.school_years) {
    CHECK(year.running() == yuan(125'400));
    CHECK(year.purchases() == Fen(0));
  }
}

TEST_CASE("A subsidy for buying buses says that they are bought; the file can say otherwise") {
  CHECK_FALSE(built_in_rules().funding.buys_vehicles());
  CHECK(fixture("nanan").funding.buys_vehicles());
  CHECK_FALSE(fixture("shou_gross").funding.buys_vehicles());
  CHECK_FALSE(fixture("wudi").funding.buys_vehicles());
  Rules rules = fixture("nanan");
  rules.funding.vehicles = Vehicles::spread;
  CHECK_FALSE(rules.funding.buys_vehicles());
  CHECK(with(cash).funding.buys_vehicles());
}

TEST_CASE("The bus shares of any years can be had with the vehicles spread") {
  const Rules rules =
      with(one_type + whole_share + "until = \"2028-12-31\"\n" + flat_prices + cash);
  const auto years = spread_years(two_townships(), one_bus(), rules, {1, 9});
  REQUIRE(years.size() == 9);
  for (std::size_t i = 0; i < years.size(); ++i) {
    CHECK(years[i].first_calendar_year == 2027 + static_cast<int>(i));
    CHECK(years[i].cost() == yuan(125'400));
    CHECK(years[i].purchases() == Fen(0));
    // 0.8 × 125 400 in 2027/28 and 2028/29; then the rule has ended
    CHECK(years[i].paid()[row(Payer::county)] == yuan(i < 2 ? 100'320 : 0));
    CHECK(years[i].paid()[row(Payer::township)] == yuan(i < 2 ? 25'080 : 125'400));
  }
  CHECK(spread_years(two_townships(), {}, rules, {0, 3}).empty());
}

TEST_CASE("Fixed fares, ceilings and growing prices act in every year of the spread") {
  const std::string fare =
      "[[fare]]\ncode = \"f\"\nname = { zh = \"甲\", en = \"a\" }\nyuan_a_pupil = 400\n"
      "period = \"year\"\n";
  const std::string without = one_type.substr(one_type.find('\n') + 1);
  const Rules rules = with(without + fare + whole_share + "ceiling_yuan = { in_all = 105000 }\n" +
                           "[horizon]\nyears = 3\nprice_growth = 0.1\n");
  const auto years = spread_years(two_townships(), one_bus(), rules, {0, 2});
  // 125 400 and 137 940: 80 % are 100 320 and 110 352, which the ceiling cuts to 105 000
  CHECK(years[0].paid() == PayerSums{yuan(100'320), yuan(13'080), yuan(12'000), {}, {}});
  CHECK(years[1].paid() == PayerSums{yuan(105'000), yuan(20'940), yuan(12'000), {}, {}});
}

TEST_CASE("The first spread year is the ledger's, township by township, for any rules") {
  std::mt19937_64 random(77);
  const County county = three_townships({"01", "02", "03"});
  for (int round = 0; round < 300; ++round) {
    const Rules rules = random_rules(random);
    const BusCosts buses = random_service(random);
    std::vector<money::Line> ledger;
    add_bus_cost_lines(buses, rules.bus, ledger);
    add_bus_share_lines(county, buses, rules, ledger);
    const auto years = spread_years(county, buses, rules, {0, 1});
    REQUIRE(years.at(0).paid() == paid_by(ledger));
    REQUIRE(years.at(0).cost() == bus_cost(ledger));
    for (const auto& township : years[0].townships) {
      PayerSums here{};
      for (const auto& line : ledger) {
        if (line.topic != Topic::bus_share || line.township != township.township) continue;
        here[row(*line.payer)] += line.amount;
      }
      REQUIRE(here == township.paid);
    }
  }
}

TEST_CASE("A share of the purchase price is paid with the purchase") {
  const std::string rule =
      "[[subsidy]]\ncode = \"p\"\nname = { zh = \"甲\", en = \"a\" }\nkind = \"purchase_share\"\n"
      "share = 0.4\ncap_yuan_a_bus = 30000\npayer = \"province_and_centre\"\n";
  const auto budget = budget_of(one_bus(), with(one_type + rule + flat_prices));
  const auto granted = [](const BudgetYear& year) {
    return year.paid()[row(Payer::province_and_centre)];
  };
  CHECK(granted(budget.school_years[0]) == yuan(30'000));  // 40 000, capped
  CHECK(granted(budget.school_years[1]) == Fen(0));
  CHECK(granted(budget.school_years[4]) == yuan(30'000));
  // All of it falls into the calendar year of the purchase.
  CHECK(granted(budget.fiscal_years[0]) == yuan(30'000));
  CHECK(granted(budget.fiscal_years[1]) == Fen(0));
  // In the yearly ledger it is a yearly part: 30 000 ÷ 4.
  const Rules rules = with(one_type + rule);
  CHECK(paid(funded(one_bus(), yuan(125'400), rules), Payer::province_and_centre) == yuan(7'500));
}

TEST_CASE("A fiscal year takes the spring of one school year and the autumn of the next") {
  const auto budget = budget_of(one_bus(), with(one_type + whole_share + flat_prices + cash));
  REQUIRE(budget.fiscal_years.size() == 7);
  CHECK(budget.fiscal_years[0].first_calendar_year == 2026);
  // autumn of 2026/27: the bus and 45 % of 100 400
  CHECK(budget.fiscal_years[0].cost() == yuan(145'180));
  CHECK(budget.fiscal_years[1].cost() == yuan(100'400));
  CHECK(budget.fiscal_years[4].cost() == yuan(200'400));  // the second bus
  CHECK(budget.fiscal_years[6].cost() == yuan(55'220));   // spring of 2031/32
  CHECK(budget.fiscal_years[0].open);
  CHECK(budget.fiscal_years[6].open);
  CHECK_FALSE(budget.fiscal_years[1].open);
}

TEST_CASE("Families pay their fares evenly, also in the year in which buses are bought") {
  // 30 × 400 = 12 000, of which 45 % before New Year
  const std::string fare =
      "[[fare]]\ncode = \"f\"\nname = { zh = \"甲\", en = \"a\" }\nyuan_a_pupil = 400\n"
      "period = \"year\"\n";
  const std::string without = one_type.substr(one_type.find('\n') + 1);
  const auto budget = budget_of(one_bus(), with(without + fare + whole_share + flat_prices + cash));
  CHECK(budget.fiscal_years[0].paid()[row(Payer::family)] == yuan(5'400));
  CHECK(budget.fiscal_years[1].paid()[row(Payer::family)] == yuan(12'000));
  // Fares that pay for all, buses too, have to pay them when they are bought.
  const std::string dear = fare + cash;
  Rules rules = with(without + dear + whole_share + flat_prices);
  rules.funding.fares[0].rate.amounts.fill(yuan(9'000));
  const auto all = budget_of(one_bus(), rules);
  CHECK(all.fiscal_years[0].paid()[row(Payer::family)] == yuan(145'180));
}

TEST_CASE("Prices grow from year to year") {
  const auto budget = budget_of(one_bus(), with(one_type + whole_share + cash +
                                                "[horizon]\nyears = 5\nprice_growth = 0.1\n"));
  CHECK(budget.school_years[1].running() == yuan(110'440));  // 100 400 × 1.1
  // 40 000, 20 000, 10 000 and 2.00 × 1.1⁴ = 1.4641: 2.93 yuan a kilometre
  CHECK(budget.school_years[4].running() == yuan(70'000 * 1.4641 + 15'200 * 2.93));
  CHECK(budget.school_years[4].purchases() == yuan(146'410));
}

TEST_CASE("Rules begin and end with the school years") {
  const auto budget = budget_of(
      one_bus(), with(one_type + whole_share + "from = \"2027-01-01\"\nuntil = \"2028-12-31\"\n" +
                      flat_prices + cash));
  std::vector<std::size_t> rules;
  std::vector<Fen> county;
  for (const auto& year : budget.school_years) {
    rules.push_back(year.rules.size());
    county.push_back(year.paid()[row(Payer::county)]);
  }
  CHECK(rules == std::vector<std::size_t>{0, 1, 1, 0, 0, 0});
  CHECK(county[0] == Fen(0));
  CHECK(county[2] == yuan(80'320));
  CHECK(county[3] == Fen(0));
}

TEST_CASE("School years, fiscal years, townships and payers all sum to the same, for any rules") {
  std::mt19937_64 random(617);
  const County county = three_townships({"01", "02", "03"});
  for (int round = 0; round < 300; ++round) {
    Rules rules = random_rules(random);
    rules.horizon.years = 1 + static_cast<int>(random() % 12);
    rules.horizon.autumn_share = static_cast<double>(random() % 101) / 100;
    rules.horizon.price_growth = static_cast<double>(random() % 10) / 100;
    rules.funding.vehicles = static_cast<Vehicles>(random() % 3);
    for (auto& rule : rules.funding.subsidies) {
      if (chance(random)) rule.in_force.until = std::to_string(2026 + random() % 9) + "-12-31";
      if (chance(random)) rule.index = {chance(random), 0.02};
    }
    const BusCosts buses = random_service(random);
    const auto budget = budget_of(buses, rules, county);
    REQUIRE(budget.school_years.size() + 1 == budget.fiscal_years.size());
    REQUIRE(sum_of(budget.school_years, {}) == sum_of(budget.fiscal_years, {}));
    for (const Payer payer : payers) {
      REQUIRE(sum_of(budget.school_years, payer) == sum_of(budget.fiscal_years, payer));
    }
    for (const auto* years : {&budget.school_years, &budget.fiscal_years}) {
      for (const auto& year : *years) {
        for (const auto& township : year.townships) {
          Fen paid;
          for (const Fen part : township.paid) {
            REQUIRE(part >= Fen(0));
            paid += part;
          }
          REQUIRE(paid == township.cost());
        }
      }
    }
  }
}

TEST_CASE("Bus lines share each year's cost in proportion to what they cost a year") {
  LineCosts one, three;
  one.parts[0] = yuan(100);
  three.parts[0] = yuan(300);
  const auto budget = bus_budget(two_townships(), one_bus(),
                                 with(one_type + whole_share + flat_prices + cash), {one, three});
  CHECK(budget.school_years[0].lines == std::vector<Fen>{yuan(50'100), yuan(150'300)});
}

TEST_CASE("Without buses there is no budget") {
  CHECK(budget_of({}, built_in_rules()).school_years.empty());
}

TEST_CASE("Each township pays for the buses that are bought for it, when they are") {
  const std::string second =
      "[[bus.type]]\nname = \"y\"\nnominal_seats = 56\nattendants = 1\nprice_yuan = 200000\n"
      "life_years = 2\nyuan_a_kilometre = 2\n";
  BusCosts buses = one_bus();
  BusCosts others = buses_with(1, 1, {riders(40, true)});
  others.duties[0].riders[0].township = TownshipId(1);
  buses.duties.push_back(others.duties[0]);
  const auto budget = budget_of(buses, with(one_type + second + flat_prices + cash));
  for (std::size_t i = 0; i < 6; ++i) {
    const auto& townships = budget.school_years[i].townships;
    REQUIRE(townships.size() == 2);
    CHECK(townships[0].purchases == yuan(i % 4 == 0 ? 100'000 : 0));
    CHECK(townships[1].purchases == yuan(i % 2 == 0 ? 200'000 : 0));
    // Alike but for the vehicle: crew, insurance and kilometres are the same.
    CHECK(townships[0].running == yuan(100'400));
    CHECK(townships[1].running == yuan(100'400));
  }
}
