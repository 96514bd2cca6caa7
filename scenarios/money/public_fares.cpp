#include <map>

#include "scenarios/money/lines.hpp"

namespace budian::money {

void add_public_line_costs(const Plan& plan, std::vector<Line>& ledger) {
  for (const auto& paid : plan.paid_lines) {
    ledger.push_back(
        make_line(Topic::public_lines, {"money.line.public_line", {{"line", paid.name}}}, 1,
                  "money.unit.line_year", paid.county_a_year,
                  {{"方案文件的 [[bus.public_line]]", "[[bus.public_line]] of the scenario"},
                   {},
                   Certainty::assumption}));
    ledger.back().payer = Payer::county;
  }
}

void add_public_fare_lines(const Plan& plan, const Rules& rules, std::vector<Line>& ledger) {
  const auto& fare = rules.funding.public_fare;
  if (!fare) return;
  std::map<TownshipId, Heads> riders;
  for (const auto& group : plan.groups) {
    if (group.way != Way::public_line) continue;
    riders[plan.schools[group.school].school.township] += group.pupils;
  }
  const std::int64_t rides = std::int64_t{rules.bus.service_days} * rules.bus.trips_a_day;
  for (const auto& [township, heads] : riders) {
    ledger.push_back(make_line(
        Topic::public_fares,
        {"money.line.public_fare", {{"riders", heads.count()}, {"rides", rides}}},
        static_cast<double>(heads.count() * rides), "money.unit.ride", fare->a_ride, fare->source));
    ledger.back().payer = Payer::family;
    ledger.back().township = township;
  }
}

}  // namespace budian::money
