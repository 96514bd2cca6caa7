// The whole bill on the sample county: every fen has a payer, and closures explain the plan.
#include <catch2/catch.hpp>
#include <map>

#include "gis/county_reader.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/money/bill.hpp"
#include "scenarios/sample/sample_county.hpp"
#include "scenarios/scenario_file.hpp"
#include "tests/support/grid_county.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

using money::BillSums;
using money::Payer;
using money::Topic;

struct Sample {
  Groundwork ground;
  Outcome today;
  [[nodiscard]] Outcome evaluated(const std::string& toml) const {
    const Scenario scenario = scenario_of(toml);
    return evaluate(scenario, apply(scenario, ground), ground);
  }
};

const Sample& sample() {
  static const Sample made = [] {
    const ScratchFolder folder;
    write_sample_county(folder.path(), 1, 1);
    Sample sample{prepare(read_county(folder.path() / "county.toml").county,
                          built_in_travel_rules(), money::built_in_rules(), built_in_standards()),
                  {}};
    sample.today = sample.evaluated("");
    return sample;
  }();
  return made;
}

/// Worked out once for all laws.
const Outcome& outcome_of(const std::string& toml) {
  static std::map<std::string, Outcome> known;
  const auto [at, is_new] = known.try_emplace(toml);
  if (is_new) at->second = sample().evaluated(toml);
  return at->second;
}

const std::string small_points = "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n";
const std::string small_schools =
    "[[measure]]\ndo = \"close\"\nkinds = [218, 211]\nfewer_than = 100\n"
    "[limits]\nreceivers = \"any\"\n";

BillSums plus(const BillSums& a, const BillSums& b) {
  return {a.operating + b.operating, a.annuity + b.annuity, a.one_off + b.one_off, a.time + b.time};
}

}  // namespace

TEST_CASE("Every line that counts has a payer, and the payers sum to the lines") {
  for (const auto& toml : {std::string(), small_points, small_schools}) {
    const auto& ledger = outcome_of(toml).ledger;
    BillSums by_payer;
    for (const Payer payer : money::payers) {
      by_payer = plus(by_payer, money::sums_of(ledger, payer));
    }
    CHECK(by_payer == money::sums_of(ledger));
    Fen buses;
    for (const auto& line : ledger) {
      if (money::is_counted(line.topic)) CHECK(line.payer.has_value());
      if (line.topic == Topic::bus_share) buses += line.amount;
    }
    CHECK(buses == money::bus_cost(ledger));
  }
}

TEST_CASE("The bills of all closures are what the plan changes, payer by payer, to the fen") {
  for (const auto& toml : {small_points, small_schools}) {
    const Outcome& outcome = outcome_of(toml);
    const auto& bills = outcome.closure_bills;
    REQUIRE(bills.size() >= 40);
    for (const Payer payer : money::payers) {
      BillSums sum;
      for (const auto& bill : bills) sum = plus(sum, bill.of(payer));
      CHECK(sum ==
            money::sums_of(outcome.ledger, payer) - money::sums_of(sample().today.ledger, payer));
    }
    for (const Payer payer : money::payers) {
      Fen value;
      for (const auto& bill : bills) value += bill.value[money::row(payer)];
      CHECK(value == outcome.bill.of(payer).value_change());
    }
    Fen lost;
    for (const auto& bill : bills) lost += bill.topic(Topic::school_income);
    CHECK(lost == money::sum_of(outcome.ledger, Topic::school_income, Payer::school));
  }
}

TEST_CASE("Closures alone explain all that the plan changes") {
  const Outcome& outcome = outcome_of(small_points);
  const auto& bills = outcome.closure_bills;
  Heads pupils, riders;
  for (const auto& bill : bills) {
    pupils += bill.pupils;
    riders += bill.riders;
    CHECK(bill.school.has_value());
  }
  CHECK(riders == outcome.plan.buses.riders);
  Heads displaced;
  for (const auto& group : outcome.plan.groups) {
    if (group.displaced()) displaced += group.pupils;
  }
  CHECK(pupils == displaced);
}

TEST_CASE("A plan that changes nothing has a bill of zeros") {
  const Outcome again = sample().evaluated("");
  const auto& bill = again.bill;
  for (const auto& line : bill.lines) CHECK(line.change() == Fen(0));
  for (const auto& payer : bill.by_payer) CHECK(payer.change() == BillSums{});
  CHECK(again.closure_bills.empty());
}

TEST_CASE("Public funds by payer change as the schools' income does") {
  const Outcome& outcome = outcome_of(small_schools);
  const auto change = [&](Payer payer) {
    return money::sum_of(outcome.ledger, Topic::public_funds, payer) -
           money::sum_of(sample().today.ledger, Topic::public_funds, payer);
  };
  const Fen county = change(Payer::county), centre = change(Payer::province_and_centre);
  const Fen schools = money::sum_of(outcome.ledger, Topic::school_income, Payer::school);
  CHECK(schools < Fen(0));
  CHECK(county + centre == schools);
  // The county saves only its own four tenths: rates of 720 and 940 yuan divide without rounding.
  CHECK(county * 5 == schools * 2);
}

}  // namespace budian
