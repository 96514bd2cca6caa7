// The parts of the workbook, and what they share.
#pragma once

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
/// Teacher moves, posts by school, itinerant teachers, transfers: a sheet each.
void write_staff(const Writing& writing);
/// What each bus does in a day, in order, with the empty ways.
void write_bus_days(const Writing& writing);

}  // namespace budian
