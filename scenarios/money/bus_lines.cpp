#include "scenarios/money/bus_funding.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// Buses of one type.
struct Fleet {
  std::int64_t buses = 0;
  Millimetres a_morning, an_afternoon;
};

std::vector<Fleet> fleets(const BusCosts& buses, const BusRates& rates) {
  std::vector<Fleet> result(rates.types.size());
  for (const auto& duty : buses.duties) {
    ++result[duty.type].buses;
    result[duty.type].a_morning += duty.a_morning;
    result[duty.type].an_afternoon += duty.an_afternoon;
  }
  return result;
}

}  // namespace

double yearly_kilometres(const BusRates& rates, Millimetres a_morning, Millimetres an_afternoon) {
  const Millimetres a_day = a_morning * bus::mornings_a_day(rates.trips_a_day) +
                            an_afternoon * bus::afternoons_a_day(rates.trips_a_day);
  return in_kilometres(a_day) * rates.service_days;
}

void add_bus_cost_lines(const BusCosts& buses, const BusRates& rates, std::vector<Line>& ledger) {
  const auto all = fleets(buses, rates);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].buses == 0) continue;
    const auto& type = rates.types[i];
    const auto count = static_cast<double>(all[i].buses);
    const auto add = [&](BusItem item, const char* key, double quantity, const char* unit,
                         const Rate& rate) {
      const Topic topic = item == BusItem::kilometres ? Topic::bus_kilometres : Topic::bus_fixed;
      ledger.push_back(
          make_line(topic, {key, {{"type", type.name}}}, quantity, unit, rate.amount, rate.source));
      ledger.back().bus = BusExpense{i, item};
    };
    add(BusItem::vehicle, "money.line.vehicles", count, "money.unit.bus_year",
        {rates.purchases[i].a_year(), rates.types_source});
    add(BusItem::drivers, "money.line.drivers", count, "money.unit.person_year",
        rates.driver_a_year);
    add(BusItem::attendants, "money.line.attendants", count * type.attendants,
        "money.unit.person_year", rates.attendant_a_year);
    add(BusItem::insurance, "money.line.insurance", count, "money.unit.bus_year",
        rates.insurance_and_inspection_a_year);
    add(BusItem::kilometres, "money.line.kilometres",
        yearly_kilometres(rates, all[i].a_morning, all[i].an_afternoon), "money.unit.kilometre",
        {type.cost_a_kilometre, rates.types_source});
  }
}

void add_bus_share_lines(const County& county, const BusCosts& buses, const Rules& rules,
                         std::vector<Line>& ledger) {
  const Fen cost = bus_cost(ledger);
  if (cost <= Fen(0)) return;
  const auto parts = township_parts(county, buses, rules.bus, {cost, Fen(0)});
  const FundingYear year{rules.horizon.first_school_year, 0, false};
  for (auto& line : fund_buses(county, parts, rules, rules.bus, year)) {
    ledger.push_back(std::move(line));
  }
}

}  // namespace budian::money
