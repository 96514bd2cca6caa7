#include "scenarios/money/closure_bills.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "scenarios/evaluate.hpp"
#include "scenarios/scenario_file.hpp"
#include "tests/support/grid_county.hpp"

using namespace budian;
using namespace budian::money;

namespace {

struct ClosureCase {
  Groundwork ground;
  Outcome today, outcome;
  const std::vector<ClosureBill>& bills;

  ClosureCase(County county, const std::string& toml, const std::string& rules = {})
      : ground(prepared(std::move(county), rules)),
        today(outcome_of(empty_scenario())),
        outcome(outcome_of(scenario_of(toml))),
        bills(outcome.closure_bills) {}

  static Groundwork prepared(County county, const std::string& rules) {
    Groundwork made = ground_of(std::move(county));
    made.money = read_rules(rules, "rules.toml", made.money);
    return made;
  }
  [[nodiscard]] Outcome outcome_of(const Scenario& scenario) const {
    return evaluate(scenario, apply(scenario, ground), ground);
  }
};

const std::string close_point = "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n";

BillSums sum_of_bills(const std::vector<ClosureBill>& bills, Payer payer) {
  BillSums sum;
  for (const auto& bill : bills) {
    const BillSums each = bill.of(payer);
    sum.operating += each.operating;
    sum.annuity += each.annuity;
    sum.one_off += each.one_off;
    sum.time += each.time;
  }
  return sum;
}

/// The sum of the lines' differences.
BillSums change_of_lines(const WholeBill& bill, Payer payer) {
  std::vector<money::Line> changes;
  for (const auto& change : bill.lines) {
    changes.push_back(change.line);
    changes.back().amount = change.change();
  }
  return sums_of(changes, payer);
}

void check_sums(const ClosureCase& made) {
  for (const Payer payer : payers) {
    Fen value;
    for (const auto& bill : made.bills) value += bill.value[row(payer)];
    CHECK(value == made.outcome.bill.of(payer).value_change());
    CHECK(made.outcome.bill.of(payer).today == sums_of(made.today.ledger, payer));
    CHECK(made.outcome.bill.of(payer).value_today.value ==
          made.today.bill.of(payer).value_plan.value);
    CHECK(change_of_lines(made.outcome.bill, payer) ==
          sums_of(made.outcome.ledger, payer) - sums_of(made.today.ledger, payer));
    CHECK(sum_of_bills(made.bills, payer) ==
          sums_of(made.outcome.ledger, payer) - sums_of(made.today.ledger, payer));
  }
}

}  // namespace

TEST_CASE("Closing a point: the schools lose what the small-school rule gave, by who paid it") {
  // P has 20 pupils and goes to W with 270: 20 instead of 100 are funded, −80 × 720.
  const ClosureCase made(grid_county(), close_point);
  REQUIRE_FALSE(made.bills.empty());
  const ClosureBill& bill = made.bills.front();
  CHECK(bill.school == school_named(made.ground.county.schools, "P"));
  CHECK(bill.pupils == Heads(20));
  CHECK(bill.topic(Topic::school_income) == yuan(-57600));
  CHECK(sum_of(bill.lines, Topic::public_funds, Payer::county) == yuan(-23040));  // 0.4
  CHECK(sum_of(bill.lines, Topic::public_funds, Payer::province_and_centre) == yuan(-34560));
  CHECK(sum_of(bill.lines, Topic::idle_sites, Payer::county) == yuan(6000));
}

TEST_CASE("The only closure bears all of the buses, payer by payer") {
  const ClosureCase made(grid_county(), close_point);
  const ClosureBill& bill = made.bills.front();
  REQUIRE(bill.riders > Heads(0));
  CHECK(bill.topic(Topic::bus_share) == bus_cost(made.outcome.ledger));
  for (const Payer payer : payers) {
    CHECK(sum_of(bill.lines, Topic::bus_share, payer) ==
          sum_of(made.outcome.ledger, Topic::bus_share, payer));
  }
}

TEST_CASE("Each closure's families pay the fare of their own riders, wherever the bus goes") {
  // Closing E sends pupils far, P's ride is short; both pay 400 yuan a rider.
  const ClosureCase made(grid_county(),
                         "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\", \"E\"]\n"
                         "[limits]\nreceivers = \"any\"\nseats = false\n"
                         "ride_minutes = { lower_primary = 60, upper_primary = 60 }\n"
                         "door_to_door_minutes = { lower_primary = 90, upper_primary = 90 }\n");
  REQUIRE(made.bills.size() >= 2);
  for (const auto& bill : made.bills) {
    if (!bill.school) continue;
    REQUIRE(bill.riders > Heads(0));
    CHECK(sum_of(bill.lines, Topic::bus_share, Payer::family) == yuan(400) * bill.riders.count());
  }
}

TEST_CASE("What closures change sums to what the plan changes, payer by payer, to the fen") {
  check_sums(ClosureCase(grid_county(), close_point));
  check_sums(ClosureCase(grid_county(),
                         "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\", \"E\"]\n"
                         "[limits]\nreceivers = \"any\"\nseats = false\n"));
  check_sums(ClosureCase(
      grid_county(), "[[measure]]\ndo = \"expand\"\nschool = \"W\"\nclassrooms = 3\n" + close_point,
      "[staff_pay]\nposts_are_cut = true\n[[fare]]\ncode = \"fare\"\nname = { zh = "
      "\"票\", en = \"fare\" }\n"
      "yuan_a_pupil = 33.33\nperiod = \"year\"\n"));
}

TEST_CASE("Random plans: the bills of the closures sum to the plan's change, to the fen") {
  std::mt19937_64 random(2026);
  const auto whole = [&](std::uint64_t below) {
    return static_cast<std::int64_t>(random() % below);
  };
  for (int round = 0; round < 8; ++round) {
    County county = grid_county();
    for (auto& school : county.schools) {
      school.is_rural = random() % 3 != 0;
      school.boarders = Heads(whole(20));
      for (auto& heads : school.pupils) {
        if (heads > Heads(0)) heads = Heads(whole(60) + 1);
      }
    }
    for (auto& settlement : county.settlements) {
      if (random() % 2 == 0) settlement.poor = Heads(whole(5));
    }
    const std::string names = random() % 2 == 0 ? "\"P\"" : "\"P\", \"E\"";
    std::string toml = "[[measure]]\ndo = \"close_schools\"\nschools = [" + names + "]\n";
    if (random() % 2 == 0) {
      toml = "[[measure]]\ndo = \"expand\"\nschool = \"W\"\nclassrooms = " +
             std::to_string(whole(9) + 1) + "\n" + toml;
    }
    toml +=
        "[limits]\nreceivers = \"any\"\nseats = false\n"
        "ride_minutes = { lower_primary = 60, upper_primary = 60 }\n"
        "door_to_door_minutes = { lower_primary = 90, upper_primary = 90 }\n";
    if (random() % 2 == 0) toml += "[bus]\nriders = \"all\"\n";
    const std::string cut = random() % 2 == 0 ? "true" : "false";
    std::string funding;
    if (random() % 2 == 0) {
      funding =
          "[[subsidy]]\ncode = \"s\"\nname = { zh = \"甲\", en = \"a\" }\nkind = "
          "\"share_of_contract\"\nshare = 0." +
          std::to_string(whole(9) + 1) + "\nbase = \"gross\"\npayer = \"county\"\nuntil = \"20" +
          std::to_string(27 + whole(9)) + "-08-31\"\n";
    }
    check_sums(ClosureCase(
        std::move(county), toml,
        "[staff_pay]\nposts_are_cut = " + cut + "\n" + funding + "[horizon]\nprice_growth = 0.0" +
            std::to_string(whole(9)) + "\nyears = " + std::to_string(whole(15) + 1) +
            "\n[meal_grants]\nyuan_a_day = " + std::to_string(whole(1000)) +
            "e-2\nprovince_and_centre_share = 0." + std::to_string(whole(10)) + "\n"));
  }
}

TEST_CASE("A plan of closures alone leaves nothing beside them but what is not theirs") {
  const ClosureCase made(grid_county(), close_point);
  CHECK(made.bills.size() == 1);
  CHECK(made.bills.front().school.has_value());
}

TEST_CASE("Posts that are cut and grants to the poor are the closure's, to the fen") {
  County county = grid_county();
  county.schools[school_named(county.schools, "P")].boarders = Heads(7);
  county.schools[school_named(county.schools, "W")].boarders = Heads(31);
  for (auto& settlement : county.settlements) settlement.poor = Heads(3);
  const ClosureCase made(county, close_point, "[staff_pay]\nposts_are_cut = true\n");
  for (const Topic topic : {Topic::staff_posts, Topic::boarding_grants}) {
    for (const Payer payer : payers) {
      CHECK(sum_of(made.bills.front().lines, topic, payer) ==
            sum_of(made.outcome.ledger, topic, payer) - sum_of(made.today.ledger, topic, payer));
    }
  }
  // P has 20 pupils in two classes, 2 × 1.8 posts; with 290 pupils W has 20 ÷ 19 more.
  CHECK(made.bills.front().posts == Approx(20.0 / 19 - 3.6));
  CHECK(sum_of(made.bills.front().lines, Topic::staff_posts, Payer::county) ==
        yuan(std::round(9'000'000 * (20.0 / 19 - 3.6)) / 100));
  // No pupil and no post is left over: only boarders' supplements may stand beside the closure.
  for (std::size_t i = 1; i < made.bills.size(); ++i) {
    CHECK(made.bills[i].topic(Topic::staff_posts) == Fen(0));
    CHECK(made.bills[i].topic(Topic::boarding_grants) == Fen(0));
    CHECK(made.bills[i].posts == 0);
  }
}

TEST_CASE("Grants of a receiver's poor go to the closures that send the poor") {
  // Only P's own village has poor pupils; E sends its pupils to W too. When P's poor change from a
  // school where half board to one where few do, that is P's closure alone.
  County county = grid_county();
  county.schools[school_named(county.schools, "P")].boarders = Heads(10);
  for (auto& settlement : county.settlements) settlement.poor = Heads(0);
  county.settlements[settlement_named(county, "4,0")].poor = Heads(1000);  // all of them
  const ClosureCase made(county,
                         "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\", \"E\"]\n"
                         "[limits]\nreceivers = \"any\"\nseats = false\n"
                         "ride_minutes = { lower_primary = 60, upper_primary = 60 }\n"
                         "door_to_door_minutes = { lower_primary = 90, upper_primary = 90 }\n");
  for (const auto& bill : made.bills) {
    if (bill.school == school_named(made.ground.county.schools, "E")) {
      CHECK(bill.pupils > Heads(0));
      CHECK(bill.topic(Topic::boarding_grants) == Fen(0));
    }
    if (bill.school == school_named(made.ground.county.schools, "P")) {
      CHECK(bill.topic(Topic::boarding_grants) < Fen(0));
    }
  }
  check_sums(made);
}

TEST_CASE("Without dates and growth a closure's value is its yearly sum times the annuity factor") {
  const ClosureCase made(grid_county(),
                         "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\", \"E\"]\n"
                         "[limits]\nreceivers = \"any\"\nseats = false\n"
                         "ride_minutes = { lower_primary = 60, upper_primary = 60 }\n"
                         "door_to_door_minutes = { lower_primary = 90, upper_primary = 90 }\n",
                         "[horizon]\nprice_growth = 0\n");
  REQUIRE(made.bills.size() >= 2);
  const double factor = annuity_factor(0.04, 10);
  for (const auto& bill : made.bills) {
    for (const Payer payer : payers) {
      const BillSums sums = bill.of(payer);
      const double expected = in_yuan(sums.one_off) + in_yuan(sums.operating) * factor;
      CHECK(in_yuan(bill.value[row(payer)]) == Approx(expected).margin(0.05));
    }
  }
}

TEST_CASE("When the subsidy ends, a closure's buses fall to whoever pays the rest, in its value") {
  const std::string rules =
      "fare = []\n[horizon]\nprice_growth = 0\nyears = 5\n[[subsidy]]\ncode = \"s\"\nname = { zh "
      "= \"甲\", en = \"a\" }\nkind = \"share_of_contract\"\nshare = 0.8\nbase = \"gross\"\n"
      "payer = \"county\"\nuntil = \"2029-08-31\"\n";
  const ClosureCase made(grid_county(), close_point, rules);
  const ClosureBill& bill = made.bills.front();
  const Fen cost = bus_cost(made.outcome.ledger);
  // Nothing else of this closure is the township's: a fifth for three years, then all for two.
  const double three = annuity_factor(0.04, 3), five = annuity_factor(0.04, 5);
  CHECK(in_yuan(bill.value[row(Payer::township)]) ==
        Approx(in_yuan(cost) * (0.2 * three + five - three)).margin(0.05));
}

TEST_CASE("Rooms that no measure builds are borne by the closures that need them, and found") {
  // Without a look at seats W takes P's pupils: grades 1 and 2 have 55 of 45 each, so eight classes
  // for six grades. In six rooms two are missing: 2 × 120 m² × 2 200.
  County county = grid_county();
  county.schools[school_named(county.schools, "W")].classrooms = 6;
  const ClosureCase made(county, close_point + "[limits]\nseats = false\n");
  CHECK(made.bills.front().of(Payer::county).one_off == yuan(528000));
  CHECK(made.bills.size() == 1);
  check_sums(made);
  const auto& findings = made.outcome.findings;
  CHECK(std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.message.key == "finding.rooms_needed";
  }));
  CHECK(sums_of(made.today.ledger).one_off == Fen(0));
}

TEST_CASE("Moving pupils into the county seat loses their meal grant") {
  County county = grid_county();
  for (const char* name : {"W", "E", "J"}) {
    county.schools[school_named(county.schools, name)].is_rural = false;
  }
  const ClosureCase made(county, close_point);
  // 20 pupils × 1 000 yuan, paid by the centre
  CHECK(sum_of(made.bills.front().lines, Topic::meal_grants, Payer::province_and_centre) ==
        yuan(-20000));
  const ClosureCase kept(grid_county(), close_point);
  CHECK(kept.bills.front().topic(Topic::meal_grants) == Fen(0));
}

TEST_CASE("Rooms built at a receiver are borne by the closures that fill it") {
  const ClosureCase made(
      grid_county(),
      "[[measure]]\ndo = \"expand\"\nschool = \"W\"\nclassrooms = 2\n" + close_point);
  // 2 × 120 m² × 2 200
  CHECK(made.bills.front().of(Payer::county).one_off == yuan(528000));
  // W takes 10 pupils in grades 1 and 2, whose 55 then need a second class each: of four new rooms
  // two are theirs.
  const ClosureCase more(
      grid_county(),
      "[[measure]]\ndo = \"expand\"\nschool = \"W\"\nclassrooms = 4\n" + close_point);
  REQUIRE(more.bills.size() == 2);
  CHECK(more.bills.front().of(Payer::county).one_off == yuan(528000));
  CHECK(more.bills.back().of(Payer::county).one_off == yuan(528000));
  const ClosureCase roomier(grid_county(),
                            "[[measure]]\ndo = \"expand\"\nschool = \"W\"\nclassrooms = 2\n");
  REQUIRE(roomier.bills.size() == 1);
  CHECK_FALSE(roomier.bills.front().school.has_value());
  CHECK(roomier.bills.front().of(Payer::county).one_off == yuan(528000));
}

TEST_CASE("Hours of adults change by the way of the youngest, and posts by the norm") {
  const ClosureCase made(grid_county(), close_point);
  const ClosureBill& bill = made.bills.front();
  double hours = 0;
  for (const auto& line : made.outcome.ledger) {
    if (line.topic == Topic::family_time) hours += line.quantity;
  }
  for (const auto& line : made.today.ledger) {
    if (line.topic == Topic::family_time) hours -= line.quantity;
  }
  CHECK(bill.hours == Approx(hours));
  CHECK(bill.hours != 0);
  CHECK(bill.posts.value() ==
        Approx(made.outcome.total_posts.value() - made.today.total_posts.value()));
}

TEST_CASE("Today has no closures and no bill of them") {
  const ClosureCase made(grid_county(), "");
  CHECK(made.bills.empty());
}
