// The parts of the workbook, and what they share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "maps/certainty_words.hpp"
#include "maps/outputs.hpp"
#include "maps/sheet.hpp"

namespace budian {

struct Writing {
  const Study& study;
  Language language;
  Workbook& book;
  [[nodiscard]] std::string word(const std::string& key) const { return text(key, language); }
  [[nodiscard]] std::string word(const Message& message) const { return text(message, language); }
  [[nodiscard]] const std::string& word(const Bilingual& words) const {
    return language == Language::zh ? words.zh : words.en;
  }
  [[nodiscard]] SheetCell title(std::size_t scenario) const {
    return {Cell(title_of(study, scenario, language)), "", Look::narrow};
  }
  [[nodiscard]] Sheet& sheet(const char* key) const { return book.sheet(word(key)); }
  [[nodiscard]] std::vector<std::string> heads(const std::vector<const char*>& keys) const {
    std::vector<std::string> names;
    names.reserve(keys.size());
    for (const char* key : keys) names.push_back(word(key));
    return names;
  }
};

/// An amount, or the formula that gives it; "-" where there is none.
SheetCell yuan_cell(const std::optional<Fen>& money, std::string formula = {});
/// A criterion of a formula that only a cell with these very words meets: no sign of comparison and
/// no wildcard in them counts.
std::string criterion(const std::string& words);
/// "A3:A70".
std::string column_range(std::size_t column, std::size_t first, std::size_t last);

/// A form a line, to file with the application for a permit: a sheet a scenario with buses.
void write_route_sheets(const Writing& writing);
/// Teacher moves, posts by school, itinerant teachers, transfers: a sheet each.
void write_staff(const Writing& writing);
/// Township ledger and score, who bears it, winners and losers, lines, fairness, risks.
void write_children(const Writing& writing);
/// Of these, all but the sheets of townships.
void write_children_lists(const Writing& writing);
/// Whom a plan concerns: villages by grade, their travel, receivers, bus loads, small schools.
void write_effects(const Writing& writing);
/// The checklist of each closure, as forms: a sheet a scenario with closures.
void write_procedure(const Writing& writing);
/// Indicators and what lies behind them, ways of counting, what schools lack, guarantee items.
void write_balance(const Writing& writing);
void write_variance_shares(const Writing& writing);
void write_school_lists(const Writing& writing);
void write_guarantees(const Writing& writing);
/// "-" where nothing can be told.
SheetCell ratio_cell(const std::optional<double>& value, std::string formula = {});
/// Empty: not known.
SheetCell verdict_cell(const Writing& writing, std::optional<bool> passes);
SheetCell not_known_cell(const Writing& writing);
/// Stored units as people count them.
SheetCell things_cell(Resource resource, std::int64_t stored);
/// What each bus does in a day, in order, with the empty ways.
void write_bus_days(const Writing& writing);
/// Who pays the buses: the form to sign, the steps of each rule, budget by years, lines,
/// sensitivity. Nothing where no bus runs.
void write_subsidy(const Writing& writing);
/// The whole bill, its present value, and the bill of each closure: three sheets.
void write_bill(const Writing& writing);
void write_closure_bills(const Writing& writing);

}  // namespace budian
