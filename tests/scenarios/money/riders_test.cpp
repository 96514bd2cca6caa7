// Who rides, and how many of them need something.
#include <catch2/catch.hpp>

#include "scenarios/money/bill.hpp"
#include "scenarios/money/bus_findings.hpp"
#include "scenarios/money/bus_riders.hpp"
#include "scenarios/money/lines.hpp"

using namespace budian;
using namespace budian::money;

namespace {

/// A village of 20 pupils: 12 ride to a town school from their closed rural one, 8 walk. One bus
/// with one stop.
struct Ride {
  County county;
  Plan plan;
  Ride() {
    county.townships.push_back({"01", "东镇", {}});
    Settlement village;
    village.poor = Heads(5);
    village.left_behind = Heads(0);
    county.settlements.push_back(village);
    School rural, town;
    town.is_rural = false;
    plan.schools.push_back({rural, false, true, true});
    plan.schools.push_back({town, true, true, true});
    plan.groups.push_back({SettlementId(0), 0, SchoolId(1), SchoolId(0), Heads(12), Way::bus});
    plan.groups.push_back({SettlementId(0), 1, SchoolId(1), SchoolId(1), Heads(8), Way::walk});
    plan.buses.schools = {SchoolId(1)};
    plan.buses.stops.push_back({bus::SiteId(0), bus::BellId(0), Heads(12), Milliseconds(0)});
    plan.buses.boardings.push_back({0, bus::StopId(0), Millimetres(0), Heads(12)});
    bus::Duty duty{bus::BusTypeId(0), {}};
    duty.trips.push_back({bus::BellId(0), {bus::StopId(0)}});
    plan.buses.routes.duties.push_back(duty);
    plan.buses.mornings.resize(1);
    plan.buses.afternoons.resize(1);
  }
  [[nodiscard]] TownshipRiders riders() const {
    return bus_costs(county, plan).duties.at(0).riders.at(0);
  }
};

}  // namespace

TEST_CASE("Riders are told by school, home and whether the plan has moved them") {
  const auto riders = Ride().riders();
  CHECK(riders.heads == Heads(12));
  REQUIRE(riders.groups.size() == 1);
  CHECK(riders.groups[0].kind == RiderKind{false, true, true});
}

TEST_CASE("Needs of a settlement are shared by its pupils, whole heads by largest remainder") {
  // 5 poor among 20 pupils: 12 riders have 3, the 8 walkers 2
  const auto needs = Ride().riders().groups[0].needs;
  CHECK(needs[row(Need::poor)] == Heads(3));
  CHECK(needs[row(Need::left_behind)] == Heads(0));  // told: none
}

TEST_CASE("What a settlement does not tell stays unknown") {
  CHECK_FALSE(Ride().riders().groups[0].needs[row(Need::disabled)].has_value());
}

TEST_CASE("Boarders are unknown where the county reports none anywhere, else shared by school") {
  Ride ride;
  CHECK_FALSE(ride.riders().groups[0].needs[row(Need::boarder)].has_value());
  ride.plan.schools[SchoolId(1)].school.boarders = Heads(10);
  CHECK(ride.riders().groups[0].needs[row(Need::boarder)] == Heads(6));  // 10 × 12 ÷ 20
}

TEST_CASE("A settlement cannot have more pupils in need than pupils") {
  Ride ride;
  ride.county.settlements[SettlementId(0)].poor = Heads(90);
  CHECK(ride.riders().groups[0].needs[row(Need::poor)] == Heads(12));
}

TEST_CASE("A group that boards at two stops is counted once") {
  Ride ride;
  ride.plan.buses.stops[0].pupils = Heads(7);
  ride.plan.buses.boardings[0].pupils = Heads(7);
  ride.plan.buses.stops.push_back({bus::SiteId(0), bus::BellId(0), Heads(5), Milliseconds(0)});
  ride.plan.buses.boardings.push_back({0, bus::StopId(1), Millimetres(0), Heads(5)});
  ride.plan.buses.routes.duties[0].trips[0].stops.push_back(bus::StopId(1));
  const auto riders = ride.riders();
  CHECK(riders.heads == Heads(12));
  Heads told;
  for (const auto& group : riders.groups) told += group.heads;
  CHECK(told == Heads(12));
}

TEST_CASE("Riders that no group tells of are riders nonetheless") {
  const auto groups = groups_of({TownshipId(0), Heads(9), {{{}, Heads(4), {}}}});
  REQUIRE(groups.size() == 2);
  CHECK(groups[1].heads == Heads(5));
  CHECK_FALSE(groups[1].needs[row(Need::poor)].has_value());
}

TEST_CASE("Nobody in need is lost or made where a group is cut among stops") {
  Ride ride;
  ride.county.settlements[SettlementId(0)].poor = Heads(2);  // 12 of 20 pupils have 1 of them
  ride.plan.buses.stops[0].pupils = Heads(4);
  ride.plan.buses.boardings[0].pupils = Heads(4);
  for (const std::size_t stop : {1U, 2U}) {
    ride.plan.buses.stops.push_back({bus::SiteId(0), bus::BellId(0), Heads(4), Milliseconds(0)});
    ride.plan.buses.boardings.push_back({0, bus::StopId(stop), Millimetres(0), Heads(4)});
    ride.plan.buses.routes.duties[0].trips[0].stops.push_back(bus::StopId(stop));
  }
  // A third of one head at each stop rounds to none; together they are one.
  const auto riders = ride.riders();
  CHECK(riders.heads == Heads(12));
  Heads poor;
  for (const auto& group : riders.groups) poor += *group.needs[row(Need::poor)];
  CHECK(poor == Heads(1));
}

TEST_CASE("What families pay on public lines: riders, days and trips times the fare, where told") {
  Ride ride;
  ride.plan.groups[1].way = Way::public_line;
  Rules rules = built_in_rules();
  std::vector<money::Line> ledger;
  add_public_fare_lines(ride.plan, rules, ledger);
  CHECK(ledger.empty());
  rules.funding.public_fare = PublicFare{yuan(1.5), {}};
  add_public_fare_lines(ride.plan, rules, ledger);
  REQUIRE(ledger.size() == 1);
  CHECK(ledger[0].amount == yuan(8 * 190 * 2 * 1.5));
  CHECK(ledger[0].payer == Payer::family);
  CHECK(ledger[0].topic == Topic::public_fares);
  CHECK(is_cash(ledger[0].topic));
}

TEST_CASE("Public lines of which no fare is told are a finding, with the pupils who take them") {
  Ride ride;
  ride.plan.groups[1].way = Way::public_line;
  Rules rules = built_in_rules();
  const auto found = bus_findings({ride.plan, rules, {}, {}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.key == "finding.public_fare_untold");
  CHECK(found[0].pupils == Heads(8));
  rules.funding.public_fare = PublicFare{yuan(1.5), {}};
  CHECK(bus_findings({ride.plan, rules, {}, {}}).empty());
}
