// Buses and rules for the tests of who pays them.
#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "scenarios/money/bus_budget.hpp"
#include "scenarios/money/bus_findings.hpp"
#include "scenarios/money/bus_funding.hpp"
#include "scenarios/money/bus_riders.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::money {

/// Townships 东镇 (01) and 西乡 (02).
inline County two_townships() {
  County county;
  county.townships.push_back({"01", "东镇", {}});
  county.townships.push_back({"02", "西乡", {}});
  return county;
}

/// Riders who differ in where their school is.
inline RiderGroup riders(std::int64_t heads, bool rural, NeedHeads needs = {}) {
  return {{rural, rural, false}, Heads(heads), needs};
}
/// Riders of township 0, aboard as many buses of a type as are wanted; all drive 40 km a morning
/// and 40 km an afternoon. Whoever is aboard is aboard the first.
inline BusCosts buses_with(std::size_t type, std::size_t count, std::vector<RiderGroup> groups) {
  TownshipRiders all{TownshipId(0), Heads(0), std::move(groups)};
  for (const auto& group : all.groups) all.heads += group.heads;
  BusCosts buses;
  for (std::size_t i = 0; i < count; ++i) {
    TownshipRiders aboard = i == 0 ? all : TownshipRiders{TownshipId(0), Heads(1), {}};
    buses.duties.push_back({type, metres(40000), metres(40000), {aboard}});
  }
  return buses;
}

/// One type of bus: price 100 000 over 4 years, driver 40 000, attendant 20 000, insurance 10 000,
/// 2 yuan a kilometre. A bus that drives 15 200 km a year, its price spread:
/// 25 000 + 70 000 + 30 400 = 125 400.
inline const std::string one_type =
    "fare = []\n[bus]\ndriver_yuan_a_year = 40000\nattendant_yuan_a_year = 20000\n"
    "insurance_and_inspection_yuan_a_year = 10000\n[[bus.type]]\nname = \"x\"\n"
    "nominal_seats = 36\nattendants = 1\nprice_yuan = 100000\nlife_years = 4\n"
    "yuan_a_kilometre = 2\n";

inline Rules with(const std::string& text) {
  return read_rules(text, "rules.toml", built_in_rules());
}
/// The rules of tests/data/subsidies.
inline Rules fixture(const std::string& name) {
  std::ifstream file(std::string(BUDIAN_TEST_DATA "/subsidies/") + name + ".toml");
  if (!file) throw std::runtime_error("no rules of " + name);
  std::stringstream text;
  text << file.rdbuf();
  return read_rules(text.str(), name + ".toml", built_in_rules());
}

/// Who pays buses that cost so much.
inline std::vector<Line> funded(const BusCosts& buses, Fen cost, const Rules& rules,
                                const County& county = two_townships()) {
  const auto parts = township_parts(county, buses, rules.bus, {cost, Fen(0)});
  return fund_buses(county, parts, rules, rules.bus, {rules.horizon.first_school_year, 0, false});
}

/// Thousands of yuan of each, rounded.
inline std::int64_t scaled_to_thousands(Fen whole, std::int64_t count) {
  return (whole.count() / count + 50'000) / 100'000;
}

inline Fen paid(const std::vector<Line>& lines, Payer payer) { return paid_by(lines)[row(payer)]; }
/// What a rule pays, of all payers; the rest has no code.
inline Fen paid_under(const std::vector<Line>& lines, const std::string& rule) {
  Fen sum;
  for (const Line& line : lines) {
    if (line.funding && line.funding->rule == rule) sum += line.amount;
  }
  return sum;
}

/// What is to be said of who pays these buses, in this year and in those of the budget.
inline std::vector<Finding> findings_of(const BusCosts& buses, const Rules& rules) {
  const County county = two_townships();
  std::vector<Line> ledger;
  add_bus_cost_lines(buses, rules.bus, ledger);
  add_bus_share_lines(county, buses, rules, ledger);
  const auto budget = bus_budget(county, buses, rules, {});
  return bus_findings({{}, rules, ledger, budget});
}
inline Argument argument(const Finding& finding, const std::string& name) {
  for (const auto& [key, value] : finding.message.arguments) {
    if (key == name) return value;
  }
  throw std::logic_error("no argument " + name);
}

}  // namespace budian::money
