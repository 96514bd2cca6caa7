#include "gis/table_text.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "gis/code_page.hpp"
#include "gis/text_encoding.hpp"

namespace budian {
namespace {

constexpr const char* unreadable_text = "layer.text.unreadable";
constexpr const char* wrong_page = "layer.text.wrong_page";

CodePage judge(const FeatureLayer& layer, const std::string& declared) {
  CodePageJudge judge;
  for (const auto& field : layer.fields) judge.add(field);
  for (const auto& feature : layer.features) {
    for (const auto& cell : feature.cells) {
      if (const auto* text = std::get_if<std::string>(&cell)) judge.add(*text);
    }
  }
  return judge.judge(declared);
}

/// Says how the code page was found, unless the file said so itself or UTF-8 leaves no doubt.
void tell_page(const CodePage& page, const std::string& declared, FeatureLayer& layer) {
  const auto tell = [&](Severity severity, const char* key) {
    layer.problems.push_back(problem_in(
        layer, severity,
        {key,
         {{"declared", declared},
          {"encoding", page.encoding},
          {"texts", page.texts},
          {"misfits", page.reason == CodePageReason::contradicted ? page.tally.misfits
                                                                  : page.declared.misfits},
          {"utf8", page.utf8},
          {"words", page.tally.words}}}));
  };
  switch (page.reason) {
    case CodePageReason::plain:
    case CodePageReason::declared:
      return;
    case CodePageReason::detected:
      if (page.tally.misfits > 0) return tell(Severity::warning, "layer.text.no_page_fits");
      if (page.encoding != "UTF-8") tell(Severity::note, "layer.text.detected");
      return;
    case CodePageReason::overruled:
      return tell(Severity::warning, page.declared.misfits > 0 ? "layer.text.overruled"
                                                               : "layer.text.overruled_by_words");
    case CodePageReason::mixed:
      return tell(Severity::warning, "layer.text.mixed");
    case CodePageReason::contradicted:
      return tell(Severity::warning, "layer.text.contradicted");
  }
}

void decode_fields(TextDecoder& decoder, FeatureLayer& layer) {
  std::set<std::string> seen;
  for (auto& field : layer.fields) {
    const Decoded decoded = decoder.decode(field);
    field = decoded.text;
    if (decoded.cut) {
      auto problem = problem_in(layer, Severity::note, {"layer.field.cut", {}});
      problem.field = field;
      layer.problems.push_back(std::move(problem));
    }
    if (seen.insert(field).second) continue;
    std::string other = field;
    for (int number = 2; !seen.insert(other).second; ++number) {
      other = field + "_" + std::to_string(number);
    }
    auto problem =
        problem_in(layer, Severity::warning, {"layer.field.duplicate", {{"renamed", other}}});
    problem.field = field;
    layer.problems.push_back(std::move(problem));
    field = other;
  }
}

void decode_cell(TextDecoder& decoder, FeatureLayer& layer, Feature& feature, std::size_t field,
                 std::vector<Problem>& unreadable) {
  auto* text = std::get_if<std::string>(&feature.cells[field]);
  if (!text) return;
  Decoded decoded = decoder.decode(*text);
  *text = std::move(decoded.text);
  if (decoded.readable && !decoded.cut) return;
  auto problem = problem_in(
      layer, Severity::warning,
      {decoded.readable ? "layer.text.cut" : unreadable_text, {{"encoding", decoder.encoding()}}});
  problem.row = feature.number;
  problem.field = layer.fields[field];
  problem.value = *text;
  (decoded.readable ? layer.problems : unreadable).push_back(std::move(problem));
}

/// Marks that a text leaves behind when it is converted wrongly: the characters themselves are
/// lost.
bool is_debris(std::string_view text) {
  if (is_ascii(text) && text.find("??") == std::string_view::npos) return false;
  if (text.find("锟斤拷") != std::string_view::npos) return true;
  if (text.find("\xEF\xBF\xBD") != std::string_view::npos) return true;
  const bool only_marks = text.find_first_not_of("? ") == std::string_view::npos;
  return only_marks && text.find("??") != std::string_view::npos;
}

}  // namespace

std::string decode_table(FeatureLayer& layer, const TextSource& source) {
  std::string encoding = source.given;
  std::string declared = source.declared;
  if (encoding.empty() && !declared.empty() && !to_utf8("", declared)) {
    layer.problems.push_back(problem_in(layer, Severity::warning,
                                        {"layer.text.unknown_page", {{"declared", declared}}}));
    declared.clear();
  }
  const CodePage page = judge(layer, declared);
  if (encoding.empty()) {
    tell_page(page, declared, layer);
    encoding = page.encoding;
  }
  TextDecoder decoder(encoding, source.given.empty() && page.reason == CodePageReason::mixed);
  decode_fields(decoder, layer);
  std::vector<Problem> unreadable;
  for (auto& feature : layer.features) {
    for (std::size_t field = 0; field < feature.cells.size(); ++field) {
      decode_cell(decoder, layer, feature, field, unreadable);
    }
  }
  // A few are damage; many mean that the page is not the right one.
  const bool is_wrong_page = 10 * static_cast<std::int64_t>(unreadable.size()) > page.texts;
  for (auto& problem : unreadable) {
    if (is_wrong_page) {
      problem.severity = Severity::error;
      problem.message.key = wrong_page;
    }
    layer.problems.push_back(std::move(problem));
  }
  return encoding;
}

void inspect_table(FeatureLayer& layer) {
  std::set<std::int64_t> told;
  for (const auto& problem : layer.problems) {
    if (problem.message.key == unreadable_text || problem.message.key == wrong_page) {
      told.insert(problem.row);
    }
  }
  struct Debris {
    std::int64_t rows = 0, first = -1;
    std::string example;
  };
  std::map<std::size_t, Debris> by_field;
  for (const auto& feature : layer.features) {
    for (std::size_t field = 0; field < feature.cells.size(); ++field) {
      const auto* text = std::get_if<std::string>(&feature.cells[field]);
      if (!text || !is_debris(*text) || told.contains(feature.number)) continue;
      auto& debris = by_field[field];
      if (debris.rows++ > 0) continue;
      debris.first = feature.number;
      debris.example = *text;
    }
  }
  for (auto& [field, debris] : by_field) {
    auto problem =
        problem_in(layer, Severity::warning, {"layer.text.debris", {{"rows", debris.rows}}});
    problem.row = debris.first;
    problem.field = layer.fields[field];
    problem.value = std::move(debris.example);
    layer.problems.push_back(std::move(problem));
  }
}

}  // namespace budian
