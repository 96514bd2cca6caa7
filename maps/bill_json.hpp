// The whole bill and the bill of each closure for other programs.
#pragma once

#include <nlohmann/json.hpp>

#include "maps/outputs.hpp"
#include "scenarios/money/bill_lines.hpp"

namespace budian {

/// Of a plan against today: sums by payer, present values, lines with their change, closures.
nlohmann::ordered_json bill_json(const Study& study, std::size_t scenario);

/// How present values are reckoned, and what the bill does not know or leaves out.
std::vector<Message> bill_notes_of(const Study& study, std::size_t scenario);

}  // namespace budian
