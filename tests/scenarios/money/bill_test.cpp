#include "scenarios/money/bill.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "scenarios/money/bill_lines.hpp"
#include "scenarios/outcome.hpp"

using namespace budian;
using namespace budian::money;

namespace {

using Ledger = std::vector<money::Line>;

money::Line line(Topic topic, double yuan_amount, std::optional<Payer> payer = Payer::county,
                 const char* text = "t") {
  money::Line made;
  made.topic = topic;
  made.text.key = text;
  made.quantity = 1;
  made.unit = "money.unit.sum";
  made.rate = made.amount = yuan(yuan_amount);
  made.payer = payer;
  return made;
}

/// Lines of any topic and payer; those that share out a cost have none.
Ledger random_ledger(std::mt19937_64& random) {
  Ledger ledger;
  const std::size_t count = random() % 40;
  for (std::size_t i = 0; i < count; ++i) {
    const Topic topic = topics[random() % topics.size()];
    const bool unpaid = topic == Topic::bus_fixed || topic == Topic::bus_kilometres;
    const auto amount = static_cast<double>(random() % 2'000'000) / 100 - 10'000;
    constexpr std::array<const char*, 3> texts{"a", "b", "c"};
    ledger.push_back(line(topic, amount,
                          unpaid ? std::nullopt : std::optional(payers[random() % payers.size()]),
                          texts[random() % texts.size()]));
    if (random() % 2 == 0) ledger.back().township = TownshipId(random() % 3);
    if (random() % 3 == 0) ledger.back().school = SchoolId(random() % 3);
  }
  return ledger;
}

Fen change_of(const std::vector<LineChange>& changes, std::optional<Payer> payer, Nature nature) {
  Fen sum;
  for (const auto& change : changes) {
    const bool chosen = is_counted(change.line.topic) && nature_of(change.line.topic) == nature;
    if (chosen && (!payer || change.line.payer == payer)) sum += change.change();
  }
  return sum;
}

Horizon horizon(int years, double growth, double rate) {
  Horizon made;
  made.years = years;
  made.price_growth = growth;
  made.discount_rate = rate;
  return made;
}

}  // namespace

TEST_CASE("Buses and public funds count once, and time and annuities stay out of the cash") {
  const Ledger ledger{line(Topic::bus_fixed, 70, std::nullopt),
                      line(Topic::bus_kilometres, 30, std::nullopt),
                      line(Topic::bus_share, 80, Payer::county),
                      line(Topic::bus_share, 20, Payer::family),
                      line(Topic::public_funds, 500, Payer::county),
                      line(Topic::school_income, -75, Payer::school),
                      line(Topic::buildings_once, 1000, Payer::county),
                      line(Topic::buildings_a_year, 50, Payer::county),
                      line(Topic::family_time, 9, Payer::family)};
  const BillSums all = sums_of(ledger);
  CHECK(all.operating == yuan(600));  // 80 + 20 + 500
  CHECK(all.annuity == yuan(50));
  CHECK(all.one_off == yuan(1000));
  CHECK(all.time == yuan(9));
  CHECK(all.a_year() == yuan(650));
  CHECK(sums_of(ledger, Payer::county).a_year() == yuan(630));
  CHECK(sums_of(ledger, Payer::family).a_year() == yuan(20));
  CHECK(sums_of(ledger, Payer::school) == BillSums{});
  Fen cash;
  for (const auto& each : ledger) {
    if (is_cash(each.topic)) cash += each.amount;
  }
  CHECK(cash == all.a_year() + all.one_off);
}

TEST_CASE("The sums by payer are the sum of the lines, whatever the ledger") {
  std::mt19937_64 random(48);
  for (int round = 0; round < 500; ++round) {
    const Ledger ledger = random_ledger(random);
    BillSums by_payer;
    for (const Payer payer : payers) {
      const BillSums sums = sums_of(ledger, payer);
      by_payer.operating += sums.operating;
      by_payer.annuity += sums.annuity;
      by_payer.one_off += sums.one_off;
      by_payer.time += sums.time;
    }
    REQUIRE(by_payer == sums_of(ledger));
    Fen by_line;
    for (const auto& each : ledger) {
      if (is_counted(each.topic)) by_line += each.amount;
    }
    REQUIRE(by_line == by_payer.operating + by_payer.annuity + by_payer.one_off + by_payer.time);
  }
}

TEST_CASE("The difference of the sums is the sum of the differences, payer by payer") {
  std::mt19937_64 random(27);
  for (int round = 0; round < 500; ++round) {
    const Ledger before = random_ledger(random), after = random_ledger(random);
    const auto changes = difference(before, after);
    std::vector<std::optional<Payer>> all{std::nullopt};
    all.insert(all.end(), payers.begin(), payers.end());
    for (const auto& payer : all) {
      const BillSums sums = sums_of(after, payer) - sums_of(before, payer);
      REQUIRE(change_of(changes, payer, Nature::operating) == sums.operating);
      REQUIRE(change_of(changes, payer, Nature::annuity) == sums.annuity);
      REQUIRE(change_of(changes, payer, Nature::one_off) == sums.one_off);
      REQUIRE(change_of(changes, payer, Nature::time) == sums.time);
    }
  }
}

TEST_CASE("A ledger differs from itself by nothing, and the other way round by the opposite") {
  std::mt19937_64 random(2018);
  for (int round = 0; round < 200; ++round) {
    const Ledger a = random_ledger(random), b = random_ledger(random);
    for (const auto& change : difference(a, a)) {
      REQUIRE(change.change() == Fen(0));
      REQUIRE(change.quantity_before == change.quantity_after);
    }
    Fen there, back;
    for (const auto& change : difference(a, b)) there += change.change();
    for (const auto& change : difference(b, a)) back += change.change();
    REQUIRE(there == -back);
  }
}

TEST_CASE("Lines are matched by their words, not by the numbers in them") {
  money::Line before = line(Topic::buildings_once, 100);
  before.text.arguments = {{"school", std::string("A")}, {"rooms", std::int64_t{2}}};
  money::Line after = line(Topic::buildings_once, 150);
  after.text.arguments = {{"school", std::string("A")}, {"rooms", std::int64_t{3}}};
  const auto same = difference({before}, {after});
  REQUIRE(same.size() == 1);
  CHECK(same[0].change() == yuan(50));
  CHECK(same[0].line.text.arguments.back().second == Argument(std::int64_t{3}));
  after.text.arguments.front().second = std::string("B");
  const auto other = difference({before}, {after});
  REQUIRE(other.size() == 2);
  CHECK(other[0].change() == yuan(-100));
  CHECK(other[1].change() == yuan(150));
}

TEST_CASE("The present value of even money is its annuity factor times it") {
  // 10 years at 4 %: (1 − 1.04^−10) ÷ 0.04 = 8.110896; × 1 000 yuan
  const CashFlow even{Fen(0), yuan(1000), {}};
  CHECK(in_yuan(present_value(even, horizon(10, 0, 0.04)).value) == Approx(8110.90).margin(0.005));
  CHECK(annuity_factor(0.04, 10) == Approx(8.110896).margin(5e-7));
  CHECK(annuity_factor(0, 10) == 10);
}

TEST_CASE("Growing money has the closed form of a growing annuity") {
  // a × (1 − ((1 + g) ÷ (1 + r))^n) ÷ (r − g); each year is rounded to fen, so to n half fen
  const CashFlow flow{yuan(5000), yuan(123456.78), {}};
  for (const auto& [growth, rate] : {std::pair{0.03, 0.04}, {0.0, 0.05}, {0.05, 0.03}}) {
    const double closed =
        123456.78 * (1 - std::pow((1 + growth) / (1 + rate), 10)) / (rate - growth) + 5000;
    CHECK(in_yuan(present_value(flow, horizon(10, growth, rate)).value) ==
          Approx(closed).margin(0.06));
  }
  // r = g: each of n years is worth a ÷ (1 + r)
  CHECK(in_yuan(present_value(flow, horizon(10, 0.04, 0.04)).value) ==
        Approx(10 * 123456.78 / 1.04 + 5000).margin(0.06));
}

TEST_CASE("Cash of the years: what is paid once now, then the first year at today's prices") {
  const CashFlow flow{yuan(1000), yuan(100), {}};
  const auto value = present_value(flow, horizon(3, 0.10, 0));
  CHECK(value.cash == std::vector<Fen>{yuan(1000), yuan(100), yuan(110), yuan(121)});
  CHECK(value.value == yuan(1331));
}

TEST_CASE("Buses have a sum of their own in each year, which does not grow once more") {
  // 100, 110, 121 and buses of 50, 50, 0: 150 ÷ 1.25 + 160 ÷ 1.5625 + 121 ÷ 1.953125 = 284.352
  const CashFlow flow{Fen(0), yuan(100), {yuan(50), yuan(50), yuan(0)}};
  const auto value = present_value(flow, horizon(3, 0.10, 0.25));
  CHECK(value.cash == std::vector<Fen>{yuan(0), yuan(150), yuan(160), yuan(121)});
  CHECK(value.value == yuan(284.35));
}

TEST_CASE("Yearly sums of prices and the time of families are in no present value") {
  const Ledger plan{line(Topic::meal_grants, 100), line(Topic::buildings_a_year, 77),
                    line(Topic::buildings_once, 1000), line(Topic::family_time, 55),
                    // This year's buses are the first of their years.
                    line(Topic::bus_share, 30)};
  PayerSums buses{};
  buses[row(Payer::county)] = yuan(30);
  const auto bill = whole_bill({{}, {}}, {plan, {buses, buses, {}}}, horizon(3, 0, 0));
  const auto& county = bill.of(Payer::county);
  CHECK(county.value_plan.cash == std::vector<Fen>{yuan(1000), yuan(130), yuan(130), yuan(100)});
  CHECK(county.value_change() == yuan(1360));
}

TEST_CASE("A yearly sum times its annuity factor is the price") {
  // 2 200 yuan over 50 years at 4 %: factor 21.482185, 102.41 yuan a year
  CHECK(annuity(yuan(2200), 0.04, 50) == yuan(102.41));
  CHECK(annuity(yuan(1000), 0, 10) == yuan(100));
  std::mt19937_64 random(9);
  for (int round = 0; round < 300; ++round) {
    const Fen price(static_cast<std::int64_t>(random() % 1'000'000'000));
    const double rate = static_cast<double>(random() % 100) / 1000;
    const int life = static_cast<int>(random() % 60) + 1;
    const double factor = annuity_factor(rate, life);
    const double back = static_cast<double>(annuity(price, rate, life).count()) * factor;
    REQUIRE(std::abs(back - static_cast<double>(price.count())) <= 0.5 * factor + 1e-3);
  }
}

TEST_CASE("The whole bill holds each payer today, under the plan, and the change") {
  const Ledger today{line(Topic::public_funds, 100, Payer::county)};
  const Ledger plan{
      line(Topic::public_funds, 60, Payer::county), line(Topic::bus_share, 90, Payer::county),
      line(Topic::school_income, -40, Payer::school), line(Topic::family_time, 30, Payer::family)};
  PayerSums buses{};
  buses[row(Payer::county)] = yuan(90);
  const WholeBill bill = whole_bill({today, {}}, {plan, {buses, buses}}, horizon(2, 0, 0));
  CHECK(bill.of(Payer::county).change().a_year() == yuan(50));  // 60 + 90 − 100
  CHECK(bill.of(Payer::county).value_plan.value - bill.of(Payer::county).value_today.value ==
        yuan(100));
  CHECK(bill.of(Payer::family).change().a_year() == Fen(0));
  CHECK(bill.of(Payer::family).change().time == yuan(30));
  CHECK(bill.school_income == yuan(-40));
  CHECK(bill.hours_plan == 1);
}
