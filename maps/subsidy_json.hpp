// Who pays the buses, as JSON.
#pragma once

#include "maps/report_parts.hpp"

namespace budian {

/// "bus_funding" of outcome.json: rules as applied, budget by years, lines, sensitivity.
nlohmann::ordered_json funding_json(const Study& study, const Outcome& outcome);
/// How a rule came to a line of the ledger; null for other lines.
nlohmann::ordered_json funding_step_json(const money::Line& line);

namespace report {
/// Amounts as lists in the order of the payers (maps/web/src/report.ts).
Json amounts(const money::PayerSums& sums);
/// The same for the page, without townships and lines.
Json funding_part(Desk& desk, const Outcome& outcome);
}  // namespace report

}  // namespace budian
