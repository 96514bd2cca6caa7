// The parts of the ledger; used by the sources of this folder only.
#pragma once

#include <vector>

#include "scenarios/money/rules.hpp"

namespace budian::money {

/// A line with its amount: quantity × rate, rounded once.
Line make_line(Topic topic, Message text, double quantity, std::string unit, Fen rate,
               const Source& source);
/// A line of a single sum: quantity 1.
Line single_sum(Topic topic, Message text, Fen amount, const Source& source);

/// Shares of a whole in proportion to weights (one of them positive), by largest remainder; ties go
/// to the first. The shares sum to the whole.
std::vector<Fen> apportion(Fen whole, const std::vector<double>& weights);

/// A rate as its payers share it: centre and province first, the county what is left.
struct SharedRate {
  Fen centre;
  Fen county;
};
SharedRate shared_rate(Fen rate, double centre_share);

/// Kilometres of a year: to school and home in turn, as often as buses drive a day.
double yearly_kilometres(const BusRates& rates, Millimetres a_morning, Millimetres an_afternoon);

/// Vehicles, crew and kilometres of each bus type.
void add_bus_cost_lines(const BusCosts& buses, const BusRates& rates, std::vector<Line>& ledger);
/// Who pays them, township by township.
void add_bus_share_lines(const County& county, const BusCosts& buses, const Rules& rules,
                         std::vector<Line>& ledger);
/// What the county pays for public lines that the scenario names with a price.
void add_public_line_costs(const Plan& plan, std::vector<Line>& ledger);
/// What families pay on public lines, by township of the school; none where the fare is not told.
void add_public_fare_lines(const Plan& plan, const Rules& rules, std::vector<Line>& ledger);
/// What schools receive after the plan and who pays it.
void add_public_funds_lines(const Plan& plan, const PublicFunds& rules, std::vector<Line>& ledger);
/// What the plan changes in it, closure by closure.
void add_school_income_lines(const County& county, const Plan& plan, const PublicFunds& rules,
                             std::vector<Line>& ledger);

}  // namespace budian::money
