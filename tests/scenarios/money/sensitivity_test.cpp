// What changes when one driver of the bus budget changes.
#include <catch2/catch.hpp>

#include "random_rules.hpp"
#include "scenarios/money/bus_sensitivity.hpp"

using namespace budian;
using namespace budian::money;

namespace {

/// One bus of 36 seats: 25 000 + 45 000 + 25 000 + 10 000 fixed, 15 200 km at 2.60; 30 riders at
/// 400 yuan; the county pays 80 % of the whole.
std::vector<SensitivityCase> cases(const std::string& steps, const std::string& more = "") {
  return bus_sensitivity(two_townships(), buses_with(3, 1, {riders(30, true)}),
                         with("[[sensitivity]]\n" + steps + more));
}

Fen of(const SensitivityCase& c, Payer payer) { return c.paid[row(payer)]; }

}  // namespace

TEST_CASE("Fuel ten per cent dearer costs a tenth more of the kilometres") {
  const auto all = cases("of = \"fuel\"\nsteps = [-0.1, 0.1]\n");
  REQUIRE(all.size() == 2);
  CHECK(all[0].cost == yuan(144'520 - 3'952));  // 39 520 × 0.1
  CHECK(all[1].cost == yuan(144'520 + 3'952));
  CHECK(of(all[1], Payer::county) == yuan(148'472 * 0.8));
}

TEST_CASE("Wages are those of drivers and attendants") {
  const auto all = cases("of = \"wages\"\nsteps = [0.1]\n");
  CHECK(all[0].cost == yuan(144'520 + 7'000));
}

TEST_CASE("More riders pay more fares in the same buses") {
  const auto all = cases("of = \"riders\"\nsteps = [-0.1, 0.1]\n");
  CHECK(all[0].cost == yuan(144'520));
  CHECK(of(all[0], Payer::family) == yuan(27 * 400));
  CHECK(of(all[1], Payer::family) == yuan(33 * 400));
  CHECK(of(all[1], Payer::township) == yuan(144'520 * 0.2 - 33 * 400));
}

TEST_CASE("The promised least share stops a smaller share: the answer bends") {
  const auto all = cases("of = \"share\"\nsteps = [-0.05, 0.05, 0.5]\n");
  CHECK(of(all[0], Payer::county) == yuan(115'616));
  CHECK(of(all[1], Payer::county) == yuan(122'842));  // 85 %
  CHECK(of(all[2], Payer::county) == yuan(132'520));  // all that fares leave
}

TEST_CASE("Days of service change the kilometres") {
  const auto all = cases("of = \"days\"\nsteps = [10]\n");
  CHECK(all[0].cost == yuan(105'000 + 16'000 * 2.6));  // 200 × 80 km
}

TEST_CASE("No day of service is nothing to compute") {
  CHECK(cases("of = \"days\"\nsteps = [-190]\n").empty());
}

TEST_CASE("Every step pays its cost to the fen") {
  const auto all =
      bus_sensitivity(two_townships(), buses_with(3, 3, {riders(30, true)}), built_in_rules());
  CHECK(all.size() == 10);  // up and down of five drivers
  for (const auto& c : all) {
    Fen sum;
    for (const Fen part : c.paid) sum += part;
    CHECK(sum == c.cost);
  }
}

TEST_CASE("Riders are scaled as whole heads, and needs with them") {
  const NeedHeads known{Heads(10), {}, {}, {}};
  const auto more = with_riders(buses_with(3, 1, {riders(25, true, known), riders(8, false)}), 1.1);
  // 33 × 1.1 = 36.3: 36, of which 27.27 and 8.73
  const auto& groups = more.duties[0].riders[0].groups;
  CHECK(more.duties[0].riders[0].heads == Heads(36));
  CHECK(groups[0].heads == Heads(27));
  CHECK(groups[1].heads == Heads(9));
  CHECK(groups[0].needs[row(Need::poor)] == Heads(11));  // 10 × 27 ÷ 25 = 10.8
  CHECK_FALSE(groups[1].needs[row(Need::poor)].has_value());
}

TEST_CASE("A step is what running again with the changed input gives, for any rules") {
  std::mt19937_64 random(10);
  const County county = three_townships({"01", "02", "03"});
  for (int round = 0; round < 100; ++round) {
    Rules rules = random_rules(random);
    const double by = static_cast<double>(below(random, 41) - 20) / 100;
    rules.funding.sensitivity = {{Driver::fuel, {by}},
                                 {Driver::wages, {by}},
                                 {Driver::share, {by}},
                                 {Driver::days, {100 * by}}};
    const BusCosts buses = random_service(random);
    const auto steps = bus_sensitivity(county, buses, rules);
    REQUIRE(steps.size() == 4);
    const auto times = [&](Fen& amount) {
      amount = Fen(std::llround(static_cast<double>(amount.count()) * (1 + by)));
    };
    std::array<Rules, 4> changed{rules, rules, rules, rules};
    for (auto& type : changed[0].bus.types) times(type.cost_a_kilometre);
    times(changed[1].bus.driver_a_year.amount);
    times(changed[1].bus.attendant_a_year.amount);
    put_together_fixed_costs(changed[1].bus);
    for (auto& rule : changed[2].funding.subsidies) {
      auto* contract = std::get_if<ShareOfContract>(&rule.kind);
      if (contract) contract->share = std::min(1.0, std::max(0.0, contract->share + by));
    }
    changed[3].bus.service_days += static_cast<int>(std::lround(100 * by));
    for (std::size_t i = 0; i < changed.size(); ++i) {
      std::vector<money::Line> ledger;
      add_bus_cost_lines(buses, changed[i].bus, ledger);
      add_bus_share_lines(county, buses, changed[i], ledger);
      REQUIRE(steps[i].cost == bus_cost(ledger));
      REQUIRE(steps[i].paid == paid_by(ledger));
    }
  }
}
