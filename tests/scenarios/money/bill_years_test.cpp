// What the years to come are worth where rules of the buses begin, end and are capped.
#include <catch2/catch.hpp>

#include "bus_service.hpp"
#include "scenarios/money/bill.hpp"
#include "scenarios/money/bus_budget.hpp"

using namespace budian;
using namespace budian::money;

namespace {

const std::string share =
    "[[subsidy]]\ncode = \"s\"\nname = { zh = \"甲\", en = \"a\" }\nkind = \"share_of_contract\"\n"
    "share = 0.8\nbase = \"gross\"\npayer = \"county\"\n";
std::string horizon_of(int years, const char* growth) {
  return "[horizon]\nyears = " + std::to_string(years) + "\nprice_growth = " + growth +
         "\ndiscount_rate = 0.04\n";
}

/// The bill of a plan that runs one bus where none runs today.
WholeBill bill_with(const std::string& text) {
  const Rules rules = with(text);
  const County county = two_townships();
  const BusCosts buses = buses_with(0, 1, {riders(30, true)});
  const auto ledger = make_ledger(county, Plan{}, buses, rules);
  std::vector<PayerSums> years;
  for (const auto& year : spread_years(county, buses, rules, {0, rules.horizon.years})) {
    years.push_back(year.paid());
  }
  return whole_bill({{}, {}}, {ledger, years}, rules.horizon);
}

Fen value(const WholeBill& bill, Payer payer) { return bill.of(payer).value_change(); }

}  // namespace

TEST_CASE("Without dates and growth a payer's value is its yearly sum times the annuity factor") {
  // (1 − 1.04^−5) ÷ 0.04 = 4.4518223310; of 100 320 and of 25 080 yuan
  const WholeBill bill = bill_with(one_type + share + horizon_of(5, "0"));
  CHECK(value(bill, Payer::county) == yuan(446606.82));
  CHECK(value(bill, Payer::township) == yuan(111651.70));
  for (const auto& payer : bill.by_payer) {
    CHECK(in_yuan(payer.value_plan.value) ==
          Approx(in_yuan(payer.plan.operating) * annuity_factor(0.04, 5)).margin(0.005));
  }
}

TEST_CASE("A subsidy that ends after three years leaves the later years to whoever pays the rest") {
  // In force on 1 September of 2026, 2027 and 2028. (1 − 1.04^−3) ÷ 0.04 = 2.7750910332.
  const WholeBill bill =
      bill_with(one_type + share + "until = \"2029-08-31\"\n" + horizon_of(5, "0"));
  const auto& county = bill.of(Payer::county).value_plan;
  CHECK(county.cash ==
        std::vector<Fen>{Fen(0), yuan(100320), yuan(100320), yuan(100320), Fen(0), Fen(0)});
  // 100 320 × 2.7750910332
  CHECK(county.value == yuan(278397.13));
  // 25 080 × 2.7750910332 + 125 400 × (4.4518223310 − 2.7750910332)
  CHECK(value(bill, Payer::township) == yuan(279861.39));
  // Both together pay the buses of all five years, 125 400 × 4.4518223310, whoever of them it is.
  const WholeBill always = bill_with(one_type + share + horizon_of(5, "0"));
  CHECK(value(bill, Payer::county) + value(bill, Payer::township) ==
        value(always, Payer::county) + value(always, Payer::township));
}

TEST_CASE("A fare that stays while prices grow does not grow in the value of the years") {
  // 30 riders × 400 = 12 000 in each of three years; the cost grows, the fare has no price index.
  const std::string fare =
      "[[fare]]\ncode = \"f\"\nname = { zh = \"甲\", en = \"a\" }\nyuan_a_pupil = 400\n"
      "period = \"year\"\n";
  const std::string types = one_type.substr(one_type.find('\n') + 1);
  const WholeBill bill = bill_with(types + fare + share + horizon_of(3, "0.1"));
  CHECK(bill.of(Payer::family).value_plan.cash ==
        std::vector<Fen>{Fen(0), yuan(12000), yuan(12000), yuan(12000)});
  CHECK(value(bill, Payer::family) == yuan(33301.09));  // 12 000 × 2.7750910332
  // 0.8 × (95 000 × 1.1 + 15 200 × 2.20) in the second year
  CHECK(bill.of(Payer::county).value_plan.cash[2] == yuan(110352));
}

TEST_CASE("A ceiling binds in every year, and what it cuts falls to the rest") {
  const WholeBill bill =
      bill_with(one_type + share + "ceiling_yuan = { in_all = 105000 }\n" + horizon_of(3, "0.1"));
  // 0.8 × 125 400, then 0.8 × 137 940 = 110 352 and more, cut to 105 000
  CHECK(bill.of(Payer::county).value_plan.cash ==
        std::vector<Fen>{Fen(0), yuan(100320), yuan(105000), yuan(105000)});
  CHECK(bill.of(Payer::township).value_plan.cash[2] == yuan(137940 - 105000));
}

TEST_CASE("The payers' cash of each year sums to what the buses of the year cost") {
  const Rules rules = with(one_type + share + "until = \"2028-08-31\"\n" + horizon_of(6, "0.03"));
  const BusCosts buses = buses_with(0, 3, {riders(31, true), riders(7, false)});
  const auto years = spread_years(two_townships(), buses, rules, {0, 6});
  std::vector<PayerSums> paid;
  for (const auto& year : years) paid.push_back(year.paid());
  const auto bill = whole_bill({{}, {}}, {{}, paid}, rules.horizon);
  CashFlow all;
  Fen by_payer;
  for (std::size_t year = 0; year < years.size(); ++year) {
    Fen sum;
    for (const auto& payer : bill.by_payer) sum += payer.value_plan.cash[year + 1];
    REQUIRE(sum == years[year].cost());
    all.buses.push_back(sum);
  }
  for (const auto& payer : bill.by_payer) by_payer += payer.value_plan.value;
  // Each value is rounded once.
  CHECK(in_yuan(by_payer) ==
        Approx(in_yuan(present_value(all, rules.horizon).value)).margin(0.031));
}
