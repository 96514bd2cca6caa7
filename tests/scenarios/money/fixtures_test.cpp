// Subsidies of counties as public reports tell them (tests/data/subsidies), with their arithmetic.
#include <catch2/catch.hpp>

#include "bus_service.hpp"
#include "scenarios/money/bus_budget.hpp"

using namespace budian;
using namespace budian::money;

namespace {

/// Bus types of the built-in rules.
constexpr std::size_t seats_19 = 0, seats_36 = 3, seats_42 = 4, seats_52 = 5, seats_56 = 6;

NeedHeads needing(std::int64_t poor, std::int64_t disabled) {
  return {Heads(poor), Heads(disabled), std::nullopt, std::nullopt};
}

void add(BusCosts more, BusCosts& buses) {
  buses.duties.insert(buses.duties.end(), more.duties.begin(), more.duties.end());
}

}  // namespace

TEST_CASE("Every fixture names its document") {
  for (const char* name : {"shou_gross", "shou_net", "wudi", "nanan", "jurong", "taishan", "bowang",
                           "tianchang", "luyang", "chengyang", "hongjiang", "chaohu"}) {
    INFO(name);
    for (const auto& rule : fixture(name).funding.subsidies) {
      CHECK(rule.source.certainty == Certainty::secondary);
      CHECK_FALSE(rule.source.date.empty());
    }
  }
}

TEST_CASE("Shou: at least 80 % of the contract, gross or net of fares") {
  const BusCosts buses = buses_with(seats_36, 1, {riders(30, true)});
  // 144 520 yuan, 30 fares of 400: 0.8 × 144 520, and 0.8 × (144 520 − 12 000)
  const auto gross = funded(buses, yuan(144520), fixture("shou_gross"));
  CHECK(paid(gross, Payer::county) == yuan(115616));
  CHECK(paid(gross, Payer::family) == yuan(12000));
  CHECK(paid(gross, Payer::township) == yuan(16904));
  const auto net = funded(buses, yuan(144520), fixture("shou_net"));
  CHECK(paid(net, Payer::county) == yuan(106016));
  CHECK(paid(net, Payer::township) == yuan(26504));
}

TEST_CASE("Shou's rule holds from the school year after its date on") {
  Rules rules = fixture("shou_gross");
  const BusCosts buses = buses_with(seats_36, 1, {riders(30, true)});
  rules.horizon.first_school_year = 2016;  // 1 September 2016 is before March 2017
  CHECK(paid(funded(buses, yuan(144520), rules), Payer::county) == Fen(0));
  rules.horizon.first_school_year = 2017;
  CHECK(paid(funded(buses, yuan(144520), rules), Payer::county) == yuan(115616));
}

TEST_CASE("Wudi: 50 and 70 yuan a month over ten months, county and township half each") {
  const Rules rules = fixture("wudi");
  const Fen cost = yuan(20'000'000);
  // 7 000 × 50 × 10 and 7 000 × 70 × 10 bound what the county and the townships pay
  const auto town = funded(buses_with(seats_56, 130, {riders(7000 - 129, false)}), cost, rules);
  CHECK(paid_under(town, "wudi") == yuan(6871 * 500 + 129 * 700));
  // 3 000 town and 4 000 rural riders (129 of them in the further buses): 1.5 m and 2.8 m
  const auto mixed = funded(
      buses_with(seats_56, 130, {riders(3000, false), riders(4000 - 129, true)}), cost, rules);
  CHECK(paid_under(mixed, "wudi") == yuan(4'300'000));
  CHECK(paid(mixed, Payer::county) == yuan(2'150'000));
  CHECK(paid_under(mixed, "") == yuan(20'000'000 - 4'300'000 - 7000 * 600));
  // 26.6 m for 130 buses: 204 615 each, as the report's 205 000 says
  CHECK(scaled_to_thousands(yuan(26'600'000), 130) == 205);
  CHECK(std::lround(7000.0 / 130) == 54);  // pupils a bus
}

TEST_CASE("Wudi: low-income pupils ride free, and nobody pays their fare") {
  const BusCosts buses = buses_with(seats_56, 1, {riders(100, true, needing(8, 0))});
  const auto lines = funded(buses, yuan(200'000), fixture("wudi"));
  CHECK(paid(lines, Payer::family) == yuan(92 * 600));
  // 100 × 700 by halves; the rest is the township's
  CHECK(paid(lines, Payer::county) == yuan(35'000));
  CHECK(paid(lines, Payer::township) == yuan(35'000 + 200'000 - 70'000 - 92 * 600));
}

TEST_CASE("Nan'an: 40 % of the price up to 100 000 yuan, spread over ten years") {
  BusCosts buses = buses_with(seats_19, 3, {riders(40, true)});
  add(buses_with(seats_36, 1, {riders(30, true)}), buses);
  add(buses_with(seats_56, 2, {riders(90, true)}), buses);
  const auto lines = funded(buses, yuan(800'000), fixture("nanan"));
  // 180 000: 72 000 each; 250 000: 100 000, just the cap; 360 000: 144 000, cut to 100 000
  CHECK(paid_under(lines, "purchase") == yuan(3 * 7200 + 10'000 + 2 * 10'000));
  bool capped = false, uncapped = false;
  for (const auto& line : lines) {
    capped = capped || line.text.key == "money.line.purchase_capped";
    uncapped = uncapped || line.text.key == "money.line.purchase";
  }
  CHECK(capped);
  CHECK(uncapped);
}

TEST_CASE("Nan'an: 20 000 yuan a year under 50 seats, 30 000 from 50 on") {
  BusCosts buses = buses_with(seats_19, 3, {riders(40, true)});
  add(buses_with(seats_42, 1, {riders(30, true)}), buses);
  add(buses_with(seats_52, 1, {riders(30, true)}), buses);
  add(buses_with(seats_56, 2, {riders(90, true)}), buses);
  const auto lines = funded(buses, yuan(900'000), fixture("nanan"));
  CHECK(paid_under(lines, "running") == yuan(4 * 20'000 + 3 * 30'000));
  CHECK(paid(lines, Payer::family) == Fen(0));
}

TEST_CASE("Jurong: 260 yuan a term, and the audited loss in full") {
  const auto lines =
      funded(buses_with(seats_56, 1, {riders(100, true)}), yuan(200'000), fixture("jurong"));
  CHECK(paid(lines, Payer::family) == yuan(100 * 260 * 2));
  CHECK(paid(lines, Payer::county) == yuan(148'000));
  CHECK(paid(lines, Payer::township) == Fen(0));
}

TEST_CASE("Taishan: 8.98 m yuan, of which families pay 1.2032 m") {
  // 120.32 is 40 yuan × 10 months × 3 008 pupils; 40 of them in the further buses
  const BusCosts buses = buses_with(seats_56, 41, {riders(3008 - 40, true)});
  const auto lines = funded(buses, yuan(8'980'000), fixture("taishan"));
  CHECK(paid(lines, Payer::family) == yuan(1'203'200));
  // "more than seven million" are left, by halves
  CHECK(paid(lines, Payer::county) == yuan(3'888'400));
  CHECK(paid(lines, Payer::township) == yuan(3'888'400));
  // policy §5.3: 2 993 yuan a pupil, 219 000 a bus
  CHECK(scaled_to_thousands(yuan(8'980'000), 41) == 219);
  CHECK(8'980'000 / 3000 == 2993);
}

TEST_CASE("Taishan: the city pays the fare of low-income pupils") {
  const BusCosts buses = buses_with(seats_56, 1, {riders(100, true, needing(8, 0))});
  const auto lines = funded(buses, yuan(200'000), fixture("taishan"));
  CHECK(paid(lines, Payer::family) == yuan(92 * 400));
  // 8 × 400, and half of the 160 000 that all fares leave
  CHECK(paid(lines, Payer::county) == yuan(3'200 + 80'000));
  CHECK(paid(lines, Payer::township) == yuan(80'000));
}

TEST_CASE("Bowang: 1.15 m yuan for 2 700 riders in half a year, 1 300 and 650 yuan for the poor") {
  // policy §5.3: 1.15 m ÷ 2 700 ≈ 426 a pupil and half-year
  CHECK(std::lround(1'150'000.0 / 2700) == 426);
  // The report counts 174 pupils in hardship and a little more than 90 000 yuan in half a year:
  // f × 650 + (174 − f) × 325 = 90 025 for f = 103.
  const BusCosts buses = buses_with(seats_56, 1, {riders(2700, true, needing(103, 71))});
  const auto lines = funded(buses, yuan(6'500'000), fixture("bowang"));
  // 2 700 × 426 = 1 150 200 in each half
  CHECK(paid_under(lines, "general") == yuan(2 * 1'150'200));
  CHECK(paid(lines, Payer::county) == yuan(2 * 1'150'200 + 2 * 90'025));
  // 2 526 whole fares and 71 halves: the full grant is the fare
  CHECK(paid(lines, Payer::family) == yuan(2526 * 1300 + 71 * 650));
  CHECK(paid_under(lines, "fare") == yuan(2700 * 1300));
}

TEST_CASE("Tianchang: 400 yuan a term for two trips a day, 520 for four; city and towns top up") {
  CHECK(scaled_to_thousands(yuan(21'600'000), 90) == 240);  // policy §5.3: 240 000 a bus
  const BusCosts buses = buses_with(seats_56, 1, {riders(100, true)});
  Rules rules = fixture("tianchang");
  const auto two = funded(buses, yuan(200'000), rules);
  CHECK(paid(two, Payer::family) == yuan(100 * 400 * 2));
  CHECK(paid(two, Payer::county) == yuan(60'000));
  CHECK(paid(two, Payer::township) == yuan(60'000));
  rules.bus.trips_a_day = 4;
  rules.funding.fares[0].rate.amounts.fill(yuan(520));
  CHECK(paid(funded(buses, yuan(200'000), rules), Payer::family) == yuan(100 * 520 * 2));
  // the company buys the buses: no purchase stands in the county's budget
  CHECK_FALSE(rules.funding.buys_vehicles());
}

TEST_CASE("Luyang: after a merger pupils ride free and the district pays the lease") {
  BusCosts buses = buses_with(seats_36, 1, {riders(20, true), riders(10, true)});
  buses.duties[0].riders[0].groups[0].kind.displaced = true;
  const auto lines = funded(buses, yuan(150'000), fixture("luyang"));
  CHECK(paid(lines, Payer::family) == yuan(10 * 600));  // the others only
  CHECK(paid_under(lines, "luyang") == yuan(100'000));  // 20 of 30 riders
  CHECK(paid(lines, Payer::township) == yuan(50'000 - 6000));
}

TEST_CASE("Chengyang: about 50 000 yuan a bus, half by fares, half by the state") {
  const auto lines =
      funded(buses_with(seats_52, 1, {riders(45, true)}), yuan(50'000), fixture("chengyang"));
  CHECK(paid(lines, Payer::county) == yuan(25'000));
  CHECK(paid(lines, Payer::family) == yuan(25'000));
}

TEST_CASE("Hongjiang: 200 000 yuan and 58 pupils a bus; cost rises by 3 to 5 % a year") {
  CHECK(scaled_to_thousands(yuan(11'000'000), 55) == 200);
  CHECK(std::lround(3200.0 / 55) == 58);
  Rules rules = fixture("hongjiang");
  const BusCosts buses = buses_with(seats_36, 1, {riders(58, true)});
  // 25 000 + 45 000 + 25 000 + 10 000 and 15 200 km at 2.60, each rounded to fen after growth
  const auto cost_after = [&](double growth) {
    rules.horizon.price_growth = growth;
    return spread_years(two_townships(), buses, rules, {2, 1}).at(0).cost();
  };
  CHECK(cost_after(0.05) == yuan(105'000 * 1.1025 + 15'200 * 2.87));  // 2.8665
  CHECK(cost_after(0.03) == yuan(105'000 * 1.0609 + 15'200 * 2.76));  // 2.7583
}

TEST_CASE("Chaohu: 21 pupils a bus; the company's buses stand in the price") {
  CHECK(std::lround(2665.0 / 126) == 21);
  const auto lines = funded(buses_with(seats_36, 126, {riders(2665 - 125, true)}), yuan(12'000'000),
                            fixture("chaohu"));
  CHECK(paid(lines, Payer::family) == yuan(2665 * 600));
  CHECK(paid(lines, Payer::county) == yuan(12'000'000 - 2665 * 600));
  CHECK_FALSE(fixture("chaohu").funding.buys_vehicles());
}

TEST_CASE("Beijing and Wuhan: 350 and 380 yuan a month") {
  for (const int a_month : {350, 380}) {
    const Rules rules = with(
        "subsidy = []\n[[fare]]\ncode = \"fare\"\nname = { zh = \"甲\", en = \"a\" }\n"
        "period = \"month\"\nyuan_a_pupil = " +
        std::to_string(a_month) + "\n");
    // Beijing 2012: about 100 000 a bus and year; 20 riders over ten months
    const auto lines = funded(buses_with(seats_36, 1, {riders(20, true)}), yuan(100'000), rules);
    CHECK(paid(lines, Payer::family) == yuan(20 * a_month * 10));
  }
}
