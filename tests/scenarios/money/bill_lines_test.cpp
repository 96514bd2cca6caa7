#include "scenarios/money/bill_lines.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "scenarios/money/bill.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/special_heads.hpp"
#include "scenarios/staff/rules.hpp"

using namespace budian;
using namespace budian::money;

namespace {

/// A plan over two settlements, put together school by school.
struct Case {
  County county;
  Plan plan;
  std::vector<GroupJourney> journeys;
  Rules rules = built_in_rules();
  ByStage<Heads> class_size{Heads(45), Heads(50)};
  staff::StaffRules staff;

  Case() {
    county.townships.push_back({"01", "东镇", {}});
    for (const char* name : {"甲村", "乙村"}) {
      Settlement settlement;
      settlement.name = name;
      county.settlements.push_back(settlement);
    }
  }
  SchoolId school(const char* name, bool is_rural, std::int64_t boarders = 0) {
    School made;
    made.name = name;
    made.is_rural = is_rural;
    made.boarders = Heads(boarders);
    made.classrooms = 6;
    county.schools.push_back(made);
    return plan.schools.push_back({made, true, true, false});
  }
  /// Pupils who walk so far; a ride where it is given.
  void pupils(std::size_t settlement, int grade, SchoolId at, std::int64_t heads, double km,
              std::optional<double> ride_minutes = {}) {
    PupilGroup group{SettlementId(settlement), grade, at, at, Heads(heads), Way::walk};
    GroupJourney journey;
    journey.road = metres(km * 1000);
    journey.door_to_door = minutes(km * 15);
    if (ride_minutes) {
      group.way = Way::bus;
      // 4 minutes to the stop, 5 of waiting, a minute from the bus to the school.
      journey.ride = minutes(*ride_minutes);
      journey.walk_to_stop = minutes(4);
      journey.wait = minutes(5);
      journey.door_to_door = minutes(*ride_minutes + 10);
    }
    plan.groups.push_back(group);
    journeys.push_back(journey);
    plan.schools[at].school.pupils[static_cast<std::size_t>(grade)] += Heads(heads);
  }
  [[nodiscard]] BillBasis basis() const {
    return {county, plan, journeys, rules, class_size, &staff};
  }
  [[nodiscard]] std::vector<money::Line> lines() const {
    std::vector<money::Line> ledger;
    add_bill_lines(basis(), ledger);
    return ledger;
  }
  [[nodiscard]] Fen paid(Topic topic, Payer payer) const { return sum_of(lines(), topic, payer); }
  [[nodiscard]] bool noted(const char* key) const {
    for (const auto& note : bill_notes(basis())) {
      if (note.key == key) return true;
    }
    return false;
  }
};

}  // namespace

TEST_CASE("Every pupil of a rural school has the meal grant, those of the county seat none") {
  Case made;
  made.pupils(0, 0, made.school("村小", true), 30, 1);
  made.pupils(0, 0, made.school("城小", false), 70, 1);
  CHECK(made.paid(Topic::meal_grants, Payer::province_and_centre) == yuan(30000));  // 30 × 1 000
  made.rules.bill.meal_grants.province_and_centre_share = 0.6;
  CHECK(made.paid(Topic::meal_grants, Payer::province_and_centre) == yuan(18000));
  CHECK(made.paid(Topic::meal_grants, Payer::county) == yuan(12000));
}

TEST_CASE("Poor boarders get the whole grant, poor day pupils half of it") {
  Case made;
  const SchoolId at = made.school("寄宿小学", true, 20);
  made.pupils(0, 3, at, 80, 1);
  made.county.settlements[SettlementId(0)].poor = Heads(40);
  // Half of the pupils are poor, so half of 20 boarders: 10 × 1 250 + 30 × 625 = 31 250
  CHECK(made.paid(Topic::boarding_grants, Payer::county) == yuan(15625));
  CHECK(made.paid(Topic::boarding_grants, Payer::province_and_centre) == yuan(15625));
  CHECK_FALSE(made.noted("bill.note.poor_not_told"));
}

TEST_CASE("Poor juniors have the junior grant, boarders the whole and day pupils half") {
  Case made;
  const SchoolId at = made.school("初中", true, 10);
  made.pupils(0, 7, at, 40, 1);
  made.county.settlements[SettlementId(0)].poor = Heads(20);
  // Half of the 10 boarders are poor: 5 × 1 500 + 15 × 750 = 18 750, half from above
  CHECK(made.paid(Topic::boarding_grants, Payer::county) == yuan(9375));
  CHECK(made.paid(Topic::boarding_grants, Payer::province_and_centre) == yuan(9375));
}

TEST_CASE("Where the county does not tell its poor pupils there is a note and no grant") {
  Case made;
  made.pupils(0, 3, made.school("小学", true), 80, 1);
  CHECK(made.paid(Topic::boarding_grants, Payer::county) == Fen(0));
  CHECK(made.noted("bill.note.poor_not_told"));
  made.county.settlements[SettlementId(0)].poor = Heads(0);  // told: nobody is poor
  CHECK_FALSE(made.noted("bill.note.poor_not_told"));
}

TEST_CASE("The poor of a settlement are the same pupils wherever a plan sends them") {
  std::mt19937_64 random(40);
  for (int round = 0; round < 300; ++round) {
    Case made;
    std::vector<SchoolId> schools;
    for (const char* name : {"a", "b", "c"}) schools.push_back(made.school(name, true));
    std::int64_t all = 0;
    for (int grade = 0; grade < 6; ++grade) {
      const auto heads = static_cast<std::int64_t>(random() % 9) + 1;
      made.pupils(0, grade, schools[random() % 3], heads, 1);
      all += heads;
    }
    const auto poor = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(all + 1));
    made.county.settlements[SettlementId(0)].poor = Heads(poor);
    const auto before = special_heads(made.county, made.plan, &Settlement::poor).of_group;
    Heads sum;
    for (std::size_t i = 0; i < before.size(); ++i) {
      const Heads heads = made.plan.groups[i].pupils;
      REQUIRE(*before[i] >= Heads(0));
      REQUIRE(*before[i] <= heads);
      const double share = static_cast<double>(poor * heads.count()) / static_cast<double>(all);
      // A band of grades is within one head of its share, a grade within one of its part of that.
      REQUIRE(std::abs(static_cast<double>(before[i]->count()) - share) < 2);
      sum += *before[i];
    }
    REQUIRE(sum == Heads(poor));
    for (auto& group : made.plan.groups) {
      if (group.school == schools[0]) group.school = schools[1];
    }
    REQUIRE(special_heads(made.county, made.plan, &Settlement::poor).of_group == before);
  }
}

TEST_CASE("Posts are money only where somebody says that they are cut") {
  Case made;
  const SchoolId at = made.school("小学", true);
  made.pupils(0, 0, at, 190, 1);
  CHECK(made.paid(Topic::staff_posts, Payer::county) == Fen(0));
  CHECK(made.noted("bill.note.posts_kept"));
  made.rules.bill.staff_pay.posts_are_cut = true;
  // Against today, when nobody went there: 190 ÷ 19 = 10 posts × 90 000
  CHECK(made.paid(Topic::staff_posts, Payer::county) == yuan(900000));
  CHECK(made.noted("bill.note.posts_cut"));
  // With 228 pupils today, 228 ÷ 19 = 12 posts: 2 fewer. The pay of the others is no part of it.
  made.county.schools[at].pupils[0] = Heads(228);
  made.county.schools[at].classes[0] = 1;
  CHECK(made.paid(Topic::staff_posts, Payer::county) == yuan(-180000));
}

TEST_CASE("A scenario says for itself whether posts are cut") {
  Case made;
  made.pupils(0, 0, made.school("小学", true), 190, 1);
  made.staff.posts_are_cut = true;
  CHECK(made.paid(Topic::staff_posts, Payer::county) == yuan(900000));
  CHECK(made.noted("bill.note.posts_cut"));
  made.rules.bill.staff_pay.posts_are_cut = true;
  made.staff.posts_are_cut = false;
  CHECK(made.paid(Topic::staff_posts, Payer::county) == Fen(0));
}

TEST_CASE("Posts of a small school without class numbers are told as not known") {
  Case made;
  made.pupils(0, 0, made.school("教学点", true), 19, 1);
  made.staff.posts_are_cut = true;
  CHECK(made.paid(Topic::staff_posts, Payer::county) == Fen(0));
  CHECK(made.noted("bill.note.posts_not_told"));
}

// 3 days a week for 38 weeks are 114: × 40 yuan = 4560. 8 km there and back × 114 = 912 km × 0.5.
TEST_CASE("Itinerant teachers' allowances and travel are lines with who pays them") {
  Case made;
  const SchoolId from = made.school("中心校", true), to = made.school("教学点", true);
  staff::Visit visit;
  visit.from = from;
  visit.to = to;
  visit.days_a_week = 3;
  visit.days_a_year = 114;
  visit.road = metres(4000);
  made.plan.staffing.visits.push_back(visit);
  made.staff.itinerant.allowance_a_day = yuan(40);
  CHECK(made.paid(Topic::itinerant_teachers, Payer::county) == yuan(4560));
  made.staff.itinerant.travel_a_km = yuan(0.5);
  made.staff.itinerant.payer = Payer::township;
  CHECK(made.paid(Topic::itinerant_teachers, Payer::county) == Fen(0));
  CHECK(made.paid(Topic::itinerant_teachers, Payer::township) == yuan(4560 + 456));
  CHECK(is_cash(Topic::itinerant_teachers));
  CHECK(nature_of(Topic::itinerant_teachers) == Nature::operating);
}

TEST_CASE("New classrooms and beds are a price once, and beside it a yearly sum") {
  Case made;
  const SchoolId at = made.school("中心小学", true, 10);
  made.plan.schools[at].school.classrooms = 8;
  made.plan.schools[at].school.boarders = Heads(22);
  // 2 × 120 m² and 12 × 5 m², 300 m² × 2 200; a year 102.41 a m² (50 years, 4 %)
  CHECK(made.paid(Topic::buildings_once, Payer::county) == yuan(660000));
  CHECK(made.paid(Topic::buildings_a_year, Payer::county) == yuan(30723));
  const BillSums sums = sums_of(made.lines());
  CHECK(sums.one_off == yuan(660000));
  CHECK(sums.annuity == yuan(30723));
  CHECK(sums.operating == Fen(0));
}

TEST_CASE("Rooms of an opened school are all new, and without a price they are told as unknown") {
  Case made;
  School opened;
  opened.classrooms = 3;
  made.plan.schools.push_back({opened, true, false, true});
  CHECK(made.paid(Topic::buildings_once, Payer::county) == yuan(3 * 120 * 2200));
  CHECK_FALSE(made.noted("bill.note.no_building_price"));
  made.rules.unit_costs.each[row(Resource::building_area)].reset();
  CHECK(made.lines().empty());
  CHECK(made.noted("bill.note.no_building_price"));
}

namespace {

/// 30 pupils of grade 1 come to the 20 of a school that has so many classrooms: 50 need two
/// classes where one was enough.
Case receiver_with(int classrooms) {
  Case made;
  const SchoolId point = made.school("教学点", true);
  const SchoolId receiver = made.school("中心小学", true);
  made.county.schools[receiver].classrooms = classrooms;
  made.plan.schools[receiver].school.classrooms = classrooms;
  made.pupils(0, 0, receiver, 20, 1);
  made.pupils(1, 0, receiver, 30, 1);
  made.plan.groups.back().before = point;
  made.plan.schools[point].open = false;
  return made;
}

}  // namespace

TEST_CASE("Rooms that a receiver lacks and no measure builds are priced") {
  // One room × 120 m² × 2 200; by the year 120 × 102.41 (50 years, 4 %)
  Case made = receiver_with(1);
  CHECK(made.paid(Topic::buildings_once, Payer::county) == yuan(264000));
  CHECK(made.paid(Topic::buildings_a_year, Payer::county) == yuan(12289.20));
  const auto findings = bill_findings(made.basis());
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().message.key == "finding.rooms_needed");
  CHECK(findings.front().school == SchoolId(1));
  made.class_size = {Heads(50), Heads(50)};  // 50 fit into one class
  CHECK(made.paid(Topic::buildings_once, Payer::county) == Fen(0));
  CHECK(bill_findings(made.basis()).empty());
}

TEST_CASE("Rooms that are there, or that a measure builds, are not priced once more") {
  CHECK(receiver_with(2).paid(Topic::buildings_once, Payer::county) == Fen(0));
  Case made = receiver_with(1);
  made.plan.schools[SchoolId(1)].school.classrooms = 2;  // expand by one
  CHECK(made.paid(Topic::buildings_once, Payer::county) == yuan(264000));
  CHECK(bill_findings(made.basis()).empty());
}

TEST_CASE("A school that is over its rooms today keeps what it has and needs only what is new") {
  Case made = receiver_with(1);
  // Five more classes of today's own pupils in one room: six are managed, the seventh is missing.
  for (int grade = 1; grade <= 5; ++grade) made.pupils(0, grade, SchoolId(1), 10, 1);
  CHECK(made.paid(Topic::buildings_once, Payer::county) == yuan(264000));
}

TEST_CASE("Missing rooms without a price are a finding, and no line of nothing") {
  Case made = receiver_with(1);
  made.rules.unit_costs.each[row(Resource::building_area)].reset();
  const auto lines = made.lines();
  CHECK(std::none_of(lines.begin(), lines.end(), [](const money::Line& line) {
    return line.topic == Topic::buildings_once || line.topic == Topic::buildings_a_year;
  }));
  const auto findings = bill_findings(made.basis());
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().message.key == "finding.rooms_not_priced");
  CHECK(made.noted("bill.note.no_building_price"));
}

TEST_CASE("Where classrooms are not told, missing rooms are unknown and said to be so") {
  const Case made = receiver_with(0);
  CHECK(made.paid(Topic::buildings_once, Payer::county) == Fen(0));
  CHECK(bill_findings(made.basis()).empty());
  CHECK(made.noted("bill.note.rooms_not_told"));
  CHECK_FALSE(receiver_with(1).noted("bill.note.rooms_not_told"));
}

TEST_CASE("A closed school leaves a site to guard; its other use counts when it is known") {
  Case made;
  made.plan.schools[made.school("教学点", true)].open = false;
  CHECK(made.paid(Topic::idle_sites, Payer::county) == yuan(6000));
  CHECK(made.noted("bill.note.no_reuse"));
  made.rules.bill.idle_sites.reuse_a_year = yuan(10000);
  made.rules.bill.idle_sites.payer = Payer::township;
  CHECK(made.paid(Topic::idle_sites, Payer::township) == yuan(-4000));
  CHECK_FALSE(made.noted("bill.note.no_reuse"));
}

TEST_CASE("Who rides or walks too far eats at school and pays the price less the grant") {
  Case made;
  const SchoolId village = made.school("村小", true);
  const SchoolId seat = made.school("城小", false);
  made.pupils(0, 4, village, 10, 1.5);      // home for lunch
  made.pupils(0, 5, village, 20, 1.501);    // 20 × (8 − 5) × 200
  made.pupils(1, 4, village, 30, 1.0, 12);  // by bus: 30 × 3 × 200
  made.pupils(1, 5, seat, 5, 4);            // 5 × 8 × 200
  CHECK(made.paid(Topic::family_meals, Payer::family) == yuan(12000 + 18000 + 8000));
  made.rules.bill.meal_grants.a_day = yuan(9);  // more than lunch costs: free, not a gain
  CHECK(made.paid(Topic::family_meals, Payer::family) == yuan(8000));
}

TEST_CASE("Adults walk the youngest to school, or to the bus, and back, twice a day") {
  Case made;
  const SchoolId at = made.school("村小", true);
  made.pupils(0, 2, at, 4, 2);      // 30 minutes × 2 × 2 × 190 days × 4 pupils = 1 520 hours
  made.pupils(1, 0, at, 3, 5, 20);  // (2 × 4 + 5) minutes × 2 × 190 × 3 = 247 hours
  made.pupils(1, 3, at, 50, 3);     // grade 4 goes alone
  CHECK(made.paid(Topic::family_time, Payer::family) == yuan(1767 * 15));
  const BillSums sums = sums_of(made.lines(), Payer::family);
  CHECK(sums.time == yuan(26505));
  // Cash: only lunches, of 4 + 3 + 50 who are too far away, × 3 × 200
  CHECK(sums.a_year() == yuan(34200));
}

TEST_CASE("An adult at the stop waits once, and does not go on to the school") {
  Case made;
  made.pupils(0, 0, made.school("村小", true), 1, 5, 20);
  const auto hours = [&] {
    const auto time = accompanied_a_year(made.rules, made.plan.groups[0], made.journeys[0]);
    return in_minutes(time.value()) / 60;
  };
  // 4 there, 5 of waiting, 4 back, twice a day on 190 days: 4 940 minutes
  CHECK(hours() == Approx(4940.0 / 60));
  made.journeys[0].wait = minutes(7);  // two minutes more of waiting, not four
  CHECK(hours() == Approx((4940.0 + 2 * 2 * 190) / 60));
  made.journeys[0].door_to_door = minutes(60);  // a longer way from the bus to the school
  CHECK(hours() == Approx((4940.0 + 2 * 2 * 190) / 60));
  made.journeys[0].walk_to_stop.reset();
  CHECK_FALSE(accompanied_a_year(made.rules, made.plan.groups[0], made.journeys[0]));
}

TEST_CASE("Who has no way is told, and neither fed nor accompanied by guess") {
  Case made;
  made.pupils(0, 0, made.school("村小", true), 6, 3);
  made.journeys[0] = {};
  CHECK(made.paid(Topic::family_meals, Payer::family) == Fen(0));
  CHECK(made.paid(Topic::family_time, Payer::family) == Fen(0));
  CHECK(made.noted("bill.note.way_unknown"));
}

TEST_CASE("Every added line is quantity times rate, has a payer and a source, in topic order") {
  Case made;
  const SchoolId at = made.school("村小", true, 9);
  made.pupils(0, 2, at, 33, 2);
  made.county.settlements[SettlementId(0)].poor = Heads(11);
  made.plan.schools[at].school.classrooms = 9;
  made.plan.schools[made.school("点", true)].open = false;
  made.rules.bill.staff_pay.posts_are_cut = true;
  const auto lines = made.lines();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    CHECK(line.amount.count() ==
          std::llround(line.quantity * static_cast<double>(line.rate.count())));
    CHECK(line.payer.has_value());
    CHECK_FALSE(line.source.document.zh.empty());
    if (i > 0) CHECK(lines[i - 1].topic <= line.topic);
  }
  CHECK(lines.size() >= 10);
}

TEST_CASE("Where buses drive home at noon, riders do not eat at school") {
  Case made;
  const SchoolId school = made.school("甲小", false);
  made.pupils(0, 5, school, 10, 6, 20);
  // In the seat, without meal grants: 10 pupils × 8 yuan × 200 days.
  CHECK(made.paid(Topic::family_meals, Payer::family) == yuan(16000));
  made.rules.bus.trips_a_day = 4;
  CHECK(made.paid(Topic::family_meals, Payer::family) == yuan(0));
}

TEST_CASE("Of public lines fares and adults' time are unknown, and that is told") {
  Case made;
  made.pupils(0, 0, made.school("甲小", true), 10, 1);
  CHECK(made.paid(Topic::family_time, Payer::family) > yuan(0));
  made.plan.groups[0].way = Way::public_line;
  made.journeys[0].ride = made.journeys[0].door_to_door;
  CHECK(made.paid(Topic::family_time, Payer::family) == yuan(0));
  const auto notes = bill_notes(made.basis());
  CHECK(std::any_of(notes.begin(), notes.end(),
                    [](const Message& note) { return note.key == "bill.note.public_lines"; }));
}
