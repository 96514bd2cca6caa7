// The parts of the workbook, and what they share.
#pragma once

#include <optional>
#include <string>
#include <vector>

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

/// A form a line, to file with the application for a permit: a sheet a scenario with buses.
void write_route_sheets(const Writing& writing);
/// Indicators and what lies behind them, ways of counting, what schools lack, guarantee items.
void write_balance(const Writing& writing);
void write_drivers(const Writing& writing);
void write_school_lists(const Writing& writing);
void write_guarantees(const Writing& writing);
/// Message key of a mark.
std::string certainty_key(Certainty certainty);
/// "-" where nothing can be told.
SheetCell ratio_cell(const std::optional<double>& value, std::string formula = {});
SheetCell verdict_cell(const Writing& writing, std::optional<bool> passes);
/// Yuan of what has a price; "-" where nothing has.
SheetCell yuan_cell(const std::optional<Fen>& money);
/// Stored units as people count them.
SheetCell things_cell(Resource resource, std::int64_t stored);
/// What each bus does in a day, in order, with the empty ways.
void write_bus_days(const Writing& writing);

}  // namespace budian
