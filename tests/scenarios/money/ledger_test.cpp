#include "scenarios/money/ledger.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "scenarios/money/rules.hpp"

using namespace budian;
using namespace budian::money;

namespace {

struct Case {
  County county;
  Plan plan;
};

/// One school a entry with that many pupils in grade 1, all rural, in township 0.
Case schools_of(const std::vector<std::int64_t>& pupils) {
  Case made;
  made.county.townships.push_back({"01", "东镇", {}});
  made.county.townships.push_back({"02", "西乡", {}});
  for (const auto heads : pupils) {
    School school;
    school.name = "学校" + std::to_string(made.county.schools.size());
    school.pupils[0] = Heads(heads);
    const SchoolId id = made.county.schools.push_back(school);
    made.plan.schools.push_back({school, true, true, false});
    made.plan.groups.push_back({SettlementId(0), 0, id, id, Heads(heads), Way::walk});
  }
  return made;
}

/// School `from` closes into `into`, all of its own pupils.
void close(Case& made, std::size_t from, std::size_t into) {
  auto& schools = made.plan.schools;
  const SchoolId closed(from);
  const SchoolId receiver(into);
  Heads moved;
  for (auto& group : made.plan.groups) {
    if (group.school != closed) continue;
    group.school = receiver;
    moved += group.pupils;
  }
  schools[receiver].school.pupils[0] += moved;
  schools[closed].school.pupils[0] -= moved;
  schools[closed].open = false;
  made.plan.closures.push_back({closed, 0, true, moved, {{receiver, moved}}});
}

Rules rules_with(const std::string& text) {
  return read_rules(text, "rules.toml", built_in_rules());
}

/// One fare of so much a year, and the county's share of the contract.
Rules shared_with(const std::string& keys, const std::string& fare = "400") {
  const std::string name = "name = { zh = \"甲\", en = \"a\" }\n";
  return rules_with("[[fare]]\ncode = \"fare\"\n" + name + "period = \"year\"\nyuan_a_pupil = " +
                    fare + "\n[[subsidy]]\ncode = \"county\"\n" + name +
                    "kind = \"share_of_contract\"\npayer = \"county\"\n" + keys);
}

std::vector<money::Line> of_topic(const std::vector<money::Line>& ledger, Topic topic) {
  std::vector<money::Line> lines;
  for (const auto& line : ledger) {
    if (line.topic == topic) lines.push_back(line);
  }
  return lines;
}

/// Sum of all lines of a topic.
Fen total_of(const std::vector<money::Line>& ledger, Topic topic) {
  Fen sum;
  for (const auto& line : of_topic(ledger, topic)) sum += line.amount;
  return sum;
}

Fen funds_of_open(const Plan& plan, const Rules& rules) {
  Fen sum;
  for (const auto& planned : plan.schools) {
    if (planned.open) sum += public_funds_of(rules.public_funds, planned.school);
  }
  return sum;
}

/// One 36-seat bus, 40 km a morning and 40 an afternoon, 30 pupils of township 0.
BusCosts one_bus() { return {{{3, metres(40000), metres(40000), {{TownshipId(0), Heads(30)}}}}}; }

BusCosts random_buses(std::mt19937_64& random) {
  BusCosts buses;
  const std::size_t count = random() % 12;
  for (std::size_t i = 0; i < count; ++i) {
    const auto way = [&] { return Millimetres(static_cast<std::int64_t>(random() % 90'000'000)); };
    BusDuty duty{random() % 7, way(), way(), {}};
    duty.riders.push_back({TownshipId(0), Heads(static_cast<std::int64_t>(random() % 40))});
    if (random() % 2 == 0) {
      duty.riders.push_back({TownshipId(1), Heads(static_cast<std::int64_t>(random() % 40))});
    }
    buses.duties.push_back(std::move(duty));
  }
  return buses;
}

}  // namespace

TEST_CASE("A bus costs its fixed parts and its kilometres") {
  const Case made = schools_of({});
  const auto ledger = make_ledger(made.county, made.plan, one_bus(), built_in_rules());
  CHECK(sum_of(ledger, Topic::bus_fixed, std::nullopt) == yuan(105000));
  // 40 km × 190 days × 2 trips × 2.60 yuan
  CHECK(sum_of(ledger, Topic::bus_kilometres, std::nullopt) == yuan(15200 * 2.6));
  CHECK(bus_cost(ledger) == yuan(144520));
  CHECK(of_topic(ledger, Topic::bus_fixed).size() == 4);
}

TEST_CASE("Mornings and afternoons of a bus cost what each drives") {
  // 190 days: 40 km and 50 km, once each; twice and once where a third trip is driven; 2.60 yuan.
  const Case made = schools_of({});
  BusCosts buses = one_bus();
  buses.duties[0].an_afternoon = metres(50000);
  const auto twice = make_ledger(made.county, made.plan, buses, built_in_rules());
  CHECK(sum_of(twice, Topic::bus_kilometres, std::nullopt) == yuan(190 * 90 * 2.6));
  const auto thrice =
      make_ledger(made.county, made.plan, buses, rules_with("[bus]\ntrips_a_day = 3\n"));
  CHECK(sum_of(thrice, Topic::bus_kilometres, std::nullopt) == yuan(190 * 130 * 2.6));
}

TEST_CASE("The default bus costs what public reports tell") {
  const Case made = schools_of({});
  const auto ledger = make_ledger(made.county, made.plan, one_bus(), built_in_rules());
  // policy §5.3: 80 000 to 220 000 yuan a bus and year
  CHECK(bus_cost(ledger) > yuan(80000));
  CHECK(bus_cost(ledger) < yuan(220000));
}

TEST_CASE("The county pays 80 % of the gross cost, families their fares, the township the rest") {
  const Case made = schools_of({});
  const auto ledger = make_ledger(made.county, made.plan, one_bus(), built_in_rules());
  CHECK(sum_of(ledger, Topic::bus_share, Payer::county) == yuan(115616));  // 0.8 × 144 520
  CHECK(sum_of(ledger, Topic::bus_share, Payer::family) == yuan(12000));   // 30 × 400
  CHECK(sum_of(ledger, Topic::bus_share, Payer::township) == yuan(16904));
}

TEST_CASE("The base can be net of fares") {
  const Case made = schools_of({});
  const auto ledger = make_ledger(made.county, made.plan, one_bus(),
                                  shared_with("share = 0.8\nbase = \"net_of_fares\"\n"));
  CHECK(sum_of(ledger, Topic::bus_share, Payer::county) == yuan(106016));  // 0.8 × 132 520
  CHECK(sum_of(ledger, Topic::bus_share, Payer::township) == yuan(26504));
}

TEST_CASE("The county pays at least the promised share") {
  const Case made = schools_of({});
  Rules rules = built_in_rules();
  auto& contract = std::get<ShareOfContract>(rules.funding.subsidies[0].kind);
  contract.share = 0.5;
  const auto less = make_ledger(made.county, made.plan, one_bus(), rules);
  CHECK(sum_of(less, Topic::bus_share, Payer::county) == yuan(115616));
  contract.share = 0.9;
  const auto more = make_ledger(made.county, made.plan, one_bus(), rules);
  CHECK(sum_of(more, Topic::bus_share, Payer::county) == yuan(130068));
}

TEST_CASE("What lies beyond the county's cap falls to the township") {
  const Case made = schools_of({});
  const auto ledger = make_ledger(
      made.county, made.plan, one_bus(),
      shared_with("share = 0.8\nbase = \"gross\"\nceiling_yuan = { in_all = 100000 }\n"));
  CHECK(sum_of(ledger, Topic::bus_share, Payer::county) == yuan(100000));
  CHECK(sum_of(ledger, Topic::bus_share, Payer::township) == yuan(16904 + 15616));
}

TEST_CASE("Fares never exceed the cost, and then nobody else pays") {
  const Case made = schools_of({});
  const auto ledger = make_ledger(made.county, made.plan, one_bus(),
                                  shared_with("share = 0.8\nbase = \"gross\"\n", "9000"));
  CHECK(sum_of(ledger, Topic::bus_share, Payer::family) == yuan(144520));
  CHECK(sum_of(ledger, Topic::bus_share, Payer::county) == Fen(0));
  CHECK(sum_of(ledger, Topic::bus_share, Payer::township) == Fen(0));
}

TEST_CASE("The county's share stops where fares have paid the rest") {
  const Case made = schools_of({});
  const auto ledger = make_ledger(made.county, made.plan, one_bus(),
                                  shared_with("share = 0.8\nbase = \"gross\"\n", "2000"));
  // fares 60 000, so 84 520 are left of which 115 616 would be the share
  CHECK(sum_of(ledger, Topic::bus_share, Payer::county) == yuan(84520));
  CHECK(sum_of(ledger, Topic::bus_share, Payer::township) == Fen(0));
}

TEST_CASE("A bus that serves two townships counts in each by its riders") {
  const Case made = schools_of({});
  BusCosts buses = one_bus();
  buses.duties[0].riders = {{TownshipId(0), Heads(10)}, {TownshipId(1), Heads(30)}};
  const auto ledger = make_ledger(made.county, made.plan, buses, built_in_rules());
  Fen west;
  for (const auto& line : of_topic(ledger, Topic::bus_share)) {
    if (line.township == TownshipId(1)) west += line.amount;
  }
  CHECK(west == yuan(108390));  // three quarters of 144 520
}

TEST_CASE("Without buses there is nothing to share") {
  const Case made = schools_of({120});
  const auto ledger = make_ledger(made.county, made.plan, {}, built_in_rules());
  CHECK(bus_cost(ledger) == Fen(0));
  CHECK(of_topic(ledger, Topic::bus_share).empty());
}

TEST_CASE("The sum by payer is the cost to the fen, whatever the rule") {
  std::mt19937_64 random(617);
  const Case made = schools_of({});
  const std::vector<Rules> all{
      built_in_rules(), shared_with("share = 0.8333\nbase = \"net_of_fares\"\n"),
      shared_with("share = 0.8\nbase = \"gross\"\nceiling_yuan = { in_all = 123456.78 }\n",
                  "333.33"),
      shared_with("share = 0.8\nbase = \"gross\"\n", "7777")};
  for (int round = 0; round < 300; ++round) {
    const BusCosts buses = random_buses(random);
    for (const auto& rules : all) {
      const auto ledger = make_ledger(made.county, made.plan, buses, rules);
      REQUIRE(total_of(ledger, Topic::bus_share) == bus_cost(ledger));
      Fen by_payer;
      for (const Payer payer : payers) {
        const Fen paid = sum_of(ledger, Topic::bus_share, payer);
        REQUIRE(paid >= Fen(0));
        by_payer += paid;
      }
      REQUIRE(by_payer == bus_cost(ledger));
      if (const auto& cap = rules.funding.subsidies[0].ceilings.in_all) {
        REQUIRE(sum_of(ledger, Topic::bus_share, Payer::county) <= *cap);
      }
    }
  }
}

TEST_CASE("Every amount is its quantity times its rate, rounded once") {
  std::mt19937_64 random(11);
  Case made = schools_of({25, 300, 60, 90, 120});
  close(made, 0, 1);
  close(made, 2, 3);
  const auto ledger = make_ledger(made.county, made.plan, random_buses(random), built_in_rules());
  for (const auto& line : ledger) {
    CHECK(line.amount.count() ==
          std::llround(line.quantity * static_cast<double>(line.rate.count())));
    CHECK_FALSE(line.source.document.zh.empty());
    CHECK_FALSE(line.unit.empty());
  }
}

TEST_CASE("Public funds are paid by centre with province and county, and sum to what schools get") {
  const Rules rules = built_in_rules();
  const Case made = schools_of({25, 300});
  const auto ledger = make_ledger(made.county, made.plan, {}, rules);
  // 100 and 300 pupils at 720 yuan: 288 000, six tenths from above
  CHECK(total_of(ledger, Topic::public_funds) == yuan(288000));
  CHECK(sum_of(ledger, Topic::public_funds, Payer::province_and_centre) == yuan(172800));
  CHECK(sum_of(ledger, Topic::public_funds, Payer::county) == yuan(115200));
  CHECK(of_topic(ledger, Topic::school_income).empty());
}

TEST_CASE("Closing a point of 25 loses the schools 54 000 yuan, not the county") {
  Case made = schools_of({25, 300});
  close(made, 0, 1);
  const auto lines =
      of_topic(make_ledger(made.county, made.plan, {}, built_in_rules()), Topic::school_income);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].quantity == -75);
  CHECK(lines[0].rate == yuan(720));
  CHECK(lines[0].amount == yuan(-54000));
  CHECK(lines[0].payer == Payer::school);
  CHECK(lines[0].school == SchoolId(0));
  // the county pays 40 % less of it
  bool told = false;
  for (const auto& [name, value] : lines[0].text.arguments) {
    if (name == "county") told = std::get<double>(value) == -21600;
  }
  CHECK(told);
}

TEST_CASE("Closures into one receiver add up to their joint effect") {
  // 30 + 30 into 60: 300 funded before, 120 after. First 30: 90 together, −100. Second: 120, −80.
  Case made = schools_of({30, 30, 60});
  close(made, 0, 2);
  close(made, 1, 2);
  const auto lines =
      of_topic(make_ledger(made.county, made.plan, {}, built_in_rules()), Topic::school_income);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].quantity == -100);
  CHECK(lines[1].quantity == -80);
}

TEST_CASE("Closures sum to funds after less funds before, also in chains") {
  std::mt19937_64 random(93764);
  const Rules rules = built_in_rules();
  for (int round = 0; round < 300; ++round) {
    std::vector<std::int64_t> pupils;
    for (std::size_t i = 0; i < 12; ++i) {
      pupils.push_back(static_cast<std::int64_t>(random() % 160 + 1));
    }
    Case made = schools_of(pupils);
    const Fen before = funds_of_open(made.plan, rules);
    // Each closes into a later one, which may close in its turn.
    for (std::size_t i = 0; i + 1 < 12; ++i) {
      if (random() % 2 == 0) close(made, i, i + 1 + random() % (11 - i));
    }
    const auto ledger = make_ledger(made.county, made.plan, {}, rules);
    REQUIRE(total_of(ledger, Topic::school_income) == funds_of_open(made.plan, rules) - before);
  }
}

TEST_CASE("Boarders that the plan adds are told apart from closures") {
  Case made = schools_of({200});
  made.plan.schools[SchoolId(0)].school.boarders = Heads(20);
  const auto lines =
      of_topic(make_ledger(made.county, made.plan, {}, built_in_rules()), Topic::school_income);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].amount == yuan(6000));  // 20 × 300
}
