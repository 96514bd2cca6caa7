#include "maps/draft_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "gis/field_words.hpp"
#include "maps/toml_text.hpp"

namespace budian {
namespace {

std::int64_t percent(double share) { return std::llround(100 * share); }

bool is_bare(const std::string& key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

class Writer {
 public:
  Writer(const CountyDraft& draft, const std::map<std::string, std::vector<std::string>>& proposals,
         Language language)
      : draft_(draft), proposals_(proposals), language_(language) {}

  std::string run() {
    comment({"draft.head", {}});
    toml_ += fmt::format("\n[county]\nname = {}\n", toml_text(draft_.name));
    for (const auto* role : {"townships", "schools"}) layer(role);
    for (const auto& roster : draft_.layers) {
      if (roster.role == "rosters") section(roster);
    }
    for (const auto* role : {"settlements", "population", "roads", "water"}) layer(role);
    missing();
    leftovers();
    return toml_;
  }

 private:
  std::string words(const Message& message) const { return text(message, language_); }
  void comment(const Message& message) {
    std::string lines = "# " + words(message);
    for (std::size_t at = lines.find('\n'); at != std::string::npos;
         at = lines.find('\n', at + 3)) {
      lines.replace(at, 1, "\n# ");
    }
    toml_ += lines + "\n";
  }

  void layer(const std::string& role) {
    if (const auto* found = draft_.find(role)) section(*found);
  }

  void section(const DraftLayer& layer) {
    toml_ += "\n";
    comment({"draft.layer",
             {{"role", "draft.role." + layer.role},
              {"file", layer.file.generic_string()},
              {"rows", layer.rows},
              {"confidence", percent(layer.confidence)}}});
    for (const auto& other : draft_.others) {
      if (other.role != layer.role) continue;
      comment({"draft.other",
               {{"file", other.file.generic_string()},
                {"layer", other.layers.front()},
                {"confidence", percent(other.confidence)}}});
    }
    toml_ += layer.role == "rosters" ? "[[rosters]]\n" : fmt::format("[{}]\n", layer.role);
    toml_ += fmt::format("file = {}\n", toml_text(layer.file.generic_string()));
    if (layer.role == "population") {
      toml_ += "block = 1\n";
      return;
    }
    if (layer.layers.size() > 1) {
      toml_ += "layer = " + toml_texts(layer.layers) + "\n";
    } else if (names_layer(layer)) {
      toml_ += "layer = " + toml_text(layer.layers.front()) + "\n";
    }
    filter(layer);
    for (const auto& line : proposals_of(layer.role)) {
      comment({"draft.proposal", {{"line", line}}});
    }
    if (layer.is_outline) comment({"draft.outline", {}});
    if (layer.without_place > 0) {
      comment({"draft.without_place", {{"rows", layer.without_place}}});
    }
    if (layer.role == "settlements" && !knows_pupils()) {
      comment({"draft.pupils_per_thousand", {}});
    }
    fields(layer);
    values(layer);
  }

  bool knows_pupils() const {
    return std::any_of(draft_.layers.begin(), draft_.layers.end(),
                       [](const DraftLayer& layer) { return layer.fields.count("pupils") > 0; });
  }

  /// Files of several layers name theirs.
  static bool names_layer(const DraftLayer& layer) {
    return layer.layers.front() != layer.file.stem().string();
  }

  std::vector<std::string> proposals_of(const std::string& role) const {
    const auto found = proposals_.find(role);
    return found == proposals_.end() ? std::vector<std::string>{} : found->second;
  }

  void filter(const DraftLayer& layer) {
    if (!layer.where.empty()) toml_ += "where = " + toml_text(layer.where) + "\n";
    if (!layer.main_prefix.empty()) {
      const std::string& column = layer.fields.at("code").columns.front();
      comment({"draft.prefix", {{"prefix", layer.main_prefix}}});
      toml_ += fmt::format("where = \"\\\"{}\\\" LIKE '{}%'\"\n", column, layer.main_prefix);
    }
    const auto* townships = draft_.find("townships");
    const bool part_of_more =
        townships && (!townships->main_prefix.empty() || !layer.where.empty());
    const bool is_place = layer.role == "schools" || layer.role == "settlements";
    if (part_of_more && is_place) {
      toml_ += "outside = \"ignore\"   # " + words({"draft.outside", {}}) + "\n";
    }
  }

  void fields(const DraftLayer& layer) {
    if (layer.fields.empty()) return;
    toml_ += fmt::format("[{}.fields]\n", layer.role);
    for (const auto& [key, meaning] : keys_of(layer)) {
      const DraftColumn& column = layer.fields.at(key);
      std::string line = key + " = " + toml_texts(column.columns);
      line += std::string(line.size() < 36 ? 36 - line.size() : 1, ' ') + "# " +
              words({"draft.confidence",
                     {{"meaning", meaning}, {"confidence", percent(column.confidence)}}});
      if (!column.alternatives.empty()) {
        line += words({"draft.alternatives", {{"columns", toml_texts(column.alternatives)}}});
      }
      toml_ += line + "\n";
    }
    if (!layer.defaults.empty()) {
      toml_ += fmt::format("[{}.defaults]\n", layer.role);
      for (const auto& [key, value] : layer.defaults) {
        toml_ +=
            fmt::format("{} = {}   # {}\n", key, toml_text(value), words({"draft.default", {}}));
      }
    }
  }

  /// Keys in the order of the table of words, each with the word that the statistics use for it.
  static std::vector<std::pair<std::string, std::string>> keys_of(const DraftLayer& layer) {
    std::vector<std::pair<std::string, std::string>> keys;
    const auto role = field_words().find(layer.role == "rosters" ? "schools" : layer.role);
    std::set<std::string> told;
    if (role != field_words().end()) {
      for (const auto& [key, columns] : role->second.fields) {
        if (layer.fields.count(key) == 0) continue;
        keys.emplace_back(key, columns.front());
        told.insert(key);
      }
    }
    for (const auto& [key, column] : layer.fields) {
      if (told.count(key) == 0) keys.emplace_back(key, "draft.key." + key);
    }
    return keys;
  }

  void values(const DraftLayer& layer) {
    if (layer.values.empty()) return;
    if (layer.kinds_from_names) comment({"draft.kinds_from_names", {}});
    toml_ += fmt::format("[{}.{}]\n", layer.role, layer.role == "schools" ? "kinds" : "classes");
    for (const auto& [word, ours] : layer.values) {
      toml_ += fmt::format("{} = {}", is_bare(word) ? word : toml_text(word), toml_text(ours));
      if (layer.unknown_values.count(word) > 0)
        toml_ += "   # " + words({"draft.unknown_value", {}});
      toml_ += "\n";
    }
  }

  void missing() {
    const auto keys = missing_in(draft_);
    if (keys.empty()) return;
    toml_ += "\n";
    comment({"draft.missing", {}});
    for (const auto& key : keys) comment({key, {}});
  }

  void leftovers() {
    if (draft_.unused.empty()) return;
    toml_ += "\n";
    comment({"draft.unused", {}});
    for (const auto& name : draft_.unused) toml_ += "#   " + name + "\n";
  }

  const CountyDraft& draft_;
  const std::map<std::string, std::vector<std::string>>& proposals_;
  Language language_;
  std::string toml_;
};

std::string argument(const Message& message, const std::string& name) {
  for (const auto& [key, value] : message.arguments) {
    if (key == name && std::holds_alternative<std::string>(value))
      return std::get<std::string>(value);
  }
  return {};
}

}  // namespace

std::vector<std::string> missing_in(const CountyDraft& draft) {
  std::vector<std::string> missing;
  for (const auto* role : {"townships", "schools", "roads"}) {
    if (!draft.find(role)) missing.push_back(std::string("draft.missing.") + role);
  }
  if (!draft.find("settlements") && !draft.find("population")) {
    missing.emplace_back("draft.missing.settlements");
  }
  const auto maps = [&](const std::string& key) {
    return std::any_of(draft.layers.begin(), draft.layers.end(), [&](const DraftLayer& layer) {
      const bool of_pupils = layer.role == "schools" || layer.role == "rosters";
      return of_pupils && layer.fields.count(key) > 0;
    });
  };
  if (draft.find("schools") && !maps("pupils")) missing.emplace_back("draft.missing.pupils");
  if (draft.find("schools") && !maps("classrooms")) missing.emplace_back("draft.missing.seats");
  return missing;
}

std::string draft_toml(const CountyDraft& draft,
                       const std::map<std::string, std::vector<std::string>>& proposals,
                       Language language) {
  return Writer(draft, proposals, language).run();
}

std::map<std::string, std::vector<std::string>> proposals_in(const std::vector<Problem>& problems,
                                                             const CountyDraft& draft,
                                                             const std::filesystem::path& folder) {
  std::map<std::string, std::vector<std::string>> proposals;
  for (const auto& problem : problems) {
    std::string line = argument(problem.message, "words");
    if (problem.message.key == "place.shift_found") {
      line = "crs = " + toml_text(argument(problem.message, "shift"));
    }
    if (line.empty() || !problem.message.key.starts_with("place.")) continue;
    for (const auto& layer : draft.layers) {
      if (folder / layer.file != std::filesystem::path(problem.file)) continue;
      for (std::size_t at = line.find(", "); at != std::string::npos; at = line.find(", ")) {
        proposals[layer.role].push_back(line.substr(0, at));
        line.erase(0, at + 2);
      }
      proposals[layer.role].push_back(line);
      break;
    }
  }
  return proposals;
}

}  // namespace budian
