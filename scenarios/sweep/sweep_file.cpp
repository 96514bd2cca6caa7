#include "scenarios/sweep/sweep_file.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "gis/county_file.hpp"
#include "gis/toml_reader.hpp"
#include "scenarios/sources.hpp"
#include "scenarios/sweep/draw.hpp"
#include "scenarios/sweep/parts.hpp"

namespace budian::sweep {
namespace {

constexpr std::size_t most_runs = 1'000'000;  // six digits in the names of files

template <class Words>
std::string joined(const Words& words, const std::string& between = ", ") {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : between) + std::string(word);
  return list;
}

/// Its values stand in place of those in the files; others are factors, or stand once.
bool replaces(Name name) {
  constexpr std::array replacing{Name::fewer_than,         Name::walk_limit_km,
                                 Name::ride_limit_minutes, Name::door_to_door_minutes,
                                 Name::subsidy_share,      Name::class_size};
  return std::find(replacing.begin(), replacing.end(), name) != replacing.end();
}

std::optional<Name> read_name(TomlTable& table) {
  const auto word = table.require("name") ? table.text("name") : std::nullopt;
  if (!word) return std::nullopt;
  std::vector<std::string> known;
  for (std::size_t i = 0; i < name_count; ++i) {
    known.emplace_back(word_of(static_cast<Name>(i)));
    if (known.back() == *word) return static_cast<Name>(i);
  }
  if (const auto guess = nearest_word(*word, known)) {
    table.problem("name", {"swept.unknown_name_guess", {{"name", *word}, {"guess", *guess}}});
  } else {
    table.problem("name", {"swept.unknown_name", {{"name", *word}, {"known", joined(known)}}});
  }
  return std::nullopt;
}

template <class Words>
void check_word(TomlTable& table, std::string_view key, const std::string& word,
                const Words& known) {
  if (std::find(known.begin(), known.end(), word) != known.end()) return;
  table.problem(key, {"swept.unknown_word", {{"word", word}, {"known", joined(known)}}});
}

void read_narrowing(TomlTable& table, Parameter& parameter) {
  const auto key = narrowing_key(parameter.name);
  if (key.empty() || !table.has(key)) return;
  if (key == "measure") {
    const auto measure = table.whole(key).value_or(1);
    if (measure < 1) table.problem(key, {"toml.positive", {}});
    parameter.of = std::to_string(measure);
    return;
  }
  parameter.of = table.text(key).value_or("");
  if (key == "band") check_word(table, key, parameter.of, band_words);
  if (key == "stage") check_word(table, key, parameter.of, stage_words);
  if (key == "class") check_word(table, key, parameter.of, class_words);
  if (key == "by") check_word(table, key, parameter.of, std::array{"county", "township"});
  if (parameter.of == "county" && key == "by") parameter.of.clear();
}

void check_value(TomlTable& table, std::string_view key, Name name, double value) {
  const Range range = range_of(name);
  if (is_whole(name) && value != std::floor(value)) {
    table.problem(key, {"swept.not_whole", {{"value", value}}});
  } else if (!(value >= range.least && value <= range.most)) {
    table.problem(key, {"swept.out_of_range",
                        {{"value", value}, {"least", range.least}, {"most", range.most}}});
  }
}

void read_values(TomlTable& table, Parameter& parameter) {
  if (const auto known = value_words(parameter.name); !known.empty()) {
    for (const auto& word : table.texts("values")) {
      check_word(table, "values", word, known);
      const auto at = std::find(known.begin(), known.end(), word);
      parameter.values.push_back(static_cast<double>(at - known.begin()));
    }
  } else {
    parameter.values = table.numbers("values");
    for (const double value : parameter.values) {
      check_value(table, "values", parameter.name, value);
    }
  }
  const std::set<double> different(parameter.values.begin(), parameter.values.end());
  if (different.size() < parameter.values.size()) table.problem("values", {"swept.twice", {}});
  if (parameter.values.empty()) table.problem("values", {"swept.no_values", {}});
}

std::optional<double> required_number(TomlTable& table, std::string_view key) {
  return table.require(key) ? table.number(key) : std::nullopt;
}

void read_spread(TomlTable& table, Parameter& parameter) {
  Spread spread;
  spread.shape = table
                     .choice<Shape>("distribution", {{"uniform", Shape::uniform},
                                                     {"triangular", Shape::triangular},
                                                     {"normal", Shape::normal}})
                     .value_or(Shape::uniform);
  const auto low = required_number(table, "low"), high = required_number(table, "high");
  spread.low = low.value_or(0);
  spread.high = high.value_or(0);
  spread.mode = (spread.low + spread.high) / 2;
  bool told = low && high;
  if (spread.shape == Shape::triangular) {
    const auto mode = required_number(table, "mode");
    spread.mode = mode.value_or(0);
    told = told && mode;
  }
  parameter.spread = spread;
  if (const auto known = value_words(parameter.name); !known.empty()) {
    table.problem("distribution", {"swept.words_listed",
                                   {{"name", std::string(word_of(parameter.name))},
                                    {"known", "\"" + joined(known, "\", \"") + "\""}}});
    return;
  }
  if (!told) return;  // what is missing has been told
  if (spread.low >= spread.high) {
    table.problem("low", {"swept.order", {{"low", spread.low}, {"high", spread.high}}});
    return;
  }
  if (spread.mode < spread.low || spread.mode > spread.high) {
    table.problem("mode", {"swept.mode", {{"mode", spread.mode}}});
    return;
  }
  // The ends of what can be drawn: a normal one goes on beyond low and high.
  const Range ends = ends_of(spread, is_whole(parameter.name));
  check_value(table, "low", parameter.name, is_whole(parameter.name) ? spread.low : ends.least);
  check_value(table, "high", parameter.name, is_whole(parameter.name) ? spread.high : ends.most);
}

void check_design(TomlTable& table, const Parameter& parameter, Design design) {
  if (design == Design::grid && parameter.drawn()) {
    table.problem("distribution", {"swept.grid_listed", {}});
  }
  if (parameter.by_township() && (design != Design::random || !parameter.drawn())) {
    table.problem("by", {"swept.township_random", {}});
  }
}

std::optional<Parameter> read_parameter(TomlTable& table, Design design) {
  Parameter parameter;
  parameter.line = table.line();
  const auto name = read_name(table);
  const bool listed = table.has("values");
  if (!name || listed == table.has("distribution")) {
    if (name) table.problem("name", {"swept.values_or_distribution", {}});
    (void)table.keys();  // one message is enough
    return std::nullopt;
  }
  parameter.name = *name;
  read_narrowing(table, parameter);
  if (listed) {
    read_values(table, parameter);
  } else {
    read_spread(table, parameter);
  }
  check_design(table, parameter, design);
  return parameter;
}

void read_layout(TomlTable& root, Sweep& sweep) {
  const auto design =
      root.require("design")
          ? root.choice<Design>("design", {{"grid", Design::grid},
                                           {"random", Design::random},
                                           {"one_at_a_time", Design::one_at_a_time}})
          : std::nullopt;
  sweep.design = design.value_or(Design::random);
  sweep.seed = root.whole("seed").value_or(1);
  if (!design) {
    (void)root.whole("runs");
  } else if (*design != Design::random) {
    if (root.whole("runs")) root.problem("runs", {"swept.runs_random", {}});
  } else if (root.require("runs")) {
    const auto runs = root.whole("runs").value_or(1);
    if (runs < 1) root.problem("runs", {"toml.positive", {}});
    sweep.runs = static_cast<std::size_t>(std::max<std::int64_t>(runs, 1));
  }
}

/// A value for all in place of the files', and another for some of them: one would undo the other.
void check_overlap(TomlTable& table, const Parameter& parameter, const Sweep& sweep) {
  if (!replaces(parameter.name)) return;
  for (const Parameter& other : sweep.parameters) {
    if (other.name != parameter.name || other.of.empty() == parameter.of.empty()) continue;
    table.problem("name", {"swept.overlap",
                           {{"all", std::string(word_of(parameter.name))},
                            {"some", (other.of.empty() ? parameter : other).code()}}});
    return;
  }
}

void read_parameters(TomlTable& root, Sweep& sweep) {
  if (!root.require("parameter")) return;
  std::set<std::string> codes;
  auto tables = root.tables("parameter");
  if (tables.empty()) root.problem("parameter", {"swept.no_parameters", {}});
  for (auto& table : tables) {
    auto parameter = read_parameter(table, sweep.design);
    if (!parameter) continue;
    if (!codes.insert(parameter->code()).second) {
      table.problem("name", {"swept.same_parameter", {{"name", parameter->code()}}});
    }
    check_overlap(table, *parameter, sweep);
    sweep.parameters.push_back(std::move(*parameter));
  }
}

/// Counted in doubles: a grid grows beyond every whole number.
void check_count(TomlTable& root, const Sweep& sweep) {
  double runs = sweep.design == Design::random ? static_cast<double>(sweep.runs) : 1;
  for (const auto& parameter : sweep.parameters) {
    if (sweep.design == Design::grid) runs *= static_cast<double>(parameter.values.size());
  }
  runs = (runs + 1) * static_cast<double>(sweep.scenarios.size());
  if (runs > static_cast<double>(most_runs)) {
    root.problem("design", {"swept.too_many_runs",
                            {{"runs", runs}, {"most", static_cast<std::int64_t>(most_runs)}}});
  }
}

/// Outputs go by the names of the files.
void read_scenarios(TomlTable& root, const std::filesystem::path* folder, Sweep& sweep) {
  if (!root.require("scenario")) return;
  sweep.scenarios = root.texts("scenario");
  if (sweep.scenarios.empty()) root.problem("scenario", {"swept.no_values", {}});
  std::set<std::string> output_names;
  for (const auto& scenario : sweep.scenarios) {
    const std::filesystem::path file(scenario);
    if (folder && !std::filesystem::is_regular_file(*folder / file)) {
      root.problem("scenario", {"swept.no_scenario_file",
                                {{"scenario", scenario}, {"folder", folder->string()}}});
    } else if (!output_names.insert(file.stem().string()).second) {
      root.problem("scenario", {"swept.same_scenario", {{"scenario", file.stem().string()}}});
    }
  }
}

Sweep read_text(std::string_view text, const std::string& file,
                const std::filesystem::path* folder) {
  TomlDocument document(text, file);
  auto root = document.root();
  Sweep sweep;
  sweep.file = file;
  if (root.require("title")) sweep.title = read_bilingual(root, "title");
  read_scenarios(root, folder, sweep);
  read_layout(root, sweep);
  read_parameters(root, sweep);
  check_count(root, sweep);
  document.finish();
  return sweep;
}

}  // namespace

Sweep read_sweep(std::string_view text, const std::string& file) {
  return read_text(text, file, nullptr);
}

Sweep read_sweep_file(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  return read_text(read_text_file(file), file.string(), &folder);
}

}  // namespace budian::sweep
