#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "gis/toml_reader.hpp"
#include "scenarios/money/bill.hpp"
#include "scenarios/money/bill_lines.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/staff/rules.hpp"

using namespace budian;
using namespace budian::money;

namespace {

/// The sentences of the money's message tables in one language.
std::map<std::string, std::string> sentences(const char* language) {
  std::map<std::string, std::string> result;
  for (const char* name : {"money.toml", "bill.toml", "subsidy.toml", "staff.toml"}) {
    std::ifstream file(std::string(BUDIAN_TEST_DATA "/../../maps/messages/") + name);
    std::stringstream text;
    text << file.rdbuf();
    TomlDocument document(text.str(), name);
    auto root = document.root();
    for (const auto& key : root.keys()) {
      result[key] = root.table(key).value().text(language).value_or("");
    }
  }
  return result;
}

/// A plan that gives a line of every kind but those of limits and caps.
std::vector<money::Line> full_ledger() {
  County county;
  Plan plan;
  county.townships.push_back({"01", "东镇", {}});
  for (const std::int64_t pupils : {25, 300, 20}) {
    School school;
    school.pupils[0] = Heads(pupils);
    school.pupils[6] = Heads(pupils);
    school.classes[0] = school.classes[6] = 1;
    school.boarders = Heads(5);
    const SchoolId id = county.schools.push_back(school);
    plan.schools.push_back({.school = school});
    for (const int grade : {0, 6}) {
      plan.groups.push_back({SettlementId(0), grade, SchoolId(1), id, Heads(pupils), Way::bus});
    }
    plan.closures.push_back({id, 0, true, Heads(2 * pupils), {}});
  }
  plan.groups.push_back({SettlementId(0), 1, SchoolId(1), SchoolId(1), Heads(5), Way::public_line});
  plan.groups.push_back({SettlementId(0), 4, SchoolId(1), SchoolId(1), Heads(4), Way::boarding});
  plan.paid_lines.push_back({"1", yuan(30000)});
  plan.schools[SchoolId(0)].open = false;
  plan.schools[SchoolId(2)].school.pupils[0] = Heads(1);
  plan.schools[SchoolId(1)].school.classrooms = 2;
  Settlement settlement;
  settlement.poor = Heads(100);
  county.settlements.push_back(settlement);
  const BusCosts buses{{{0, metres(1000), metres(1000), {{TownshipId(0), Heads(10)}}}}};
  Rules rules = built_in_rules();
  rules.funding.public_fare = PublicFare{yuan(1), {}};
  rules.bill.staff_pay.posts_are_cut = true;
  rules.bill.idle_sites.reuse_a_year = yuan(100);
  auto ledger = make_ledger(county, plan, buses, rules);
  staff::StaffRules staff;
  staff.itinerant.allowance_a_day = yuan(40);
  staff.itinerant.travel_a_km = yuan(1);
  staff::Visit visit;
  visit.from = SchoolId(1);
  visit.to = SchoolId(2);
  visit.road = metres(1000);
  visit.days_a_year = 38;
  plan.staffing.visits.push_back(visit);
  GroupJourney journey;
  journey.door_to_door = minutes(30);
  journey.walk_to_stop = journey.wait = minutes(5);
  add_bill_lines(
      {county, plan, std::vector<GroupJourney>(plan.groups.size(), journey), rules, {}, &staff},
      ledger);
  return ledger;
}

}  // namespace

TEST_CASE("Every line, unit, payer and topic has its sentence in both languages") {
  for (const char* language : {"zh", "en"}) {
    const auto known = sentences(language);
    for (const auto& line : full_ledger()) {
      INFO(line.text.key);
      CHECK(known.contains(line.text.key));
      CHECK(known.contains(line.unit));
      for (const auto& [name, value] : line.text.arguments) {
        CHECK(known.at(line.text.key).find("{" + name + "}") != std::string::npos);
      }
    }
    for (const Payer payer : payers) CHECK(known.contains(name_key(payer)));
    for (const Topic topic : topics) {
      CHECK(known.contains(name_key(topic)));
      CHECK(known.contains(name_key(nature_of(topic))));
    }
  }
}

TEST_CASE("The ledger is ordered by topic and holds every topic") {
  const auto ledger = full_ledger();
  std::set<Topic> met;
  for (std::size_t i = 0; i < ledger.size(); ++i) {
    met.insert(ledger[i].topic);
    if (i > 0) CHECK(ledger[i - 1].topic <= ledger[i].topic);
  }
  CHECK(met.size() == topics.size());
}
