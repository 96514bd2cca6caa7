#include "maps/findings_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "gis/layer_file.hpp"
#include "maps/columns.hpp"
#include "maps/csv_text.hpp"
#include "maps/style_parts.hpp"
#include "maps/toml_text.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Explanation& explanation) {
  return {{"what", explanation.what}, {"right", explanation.right}, {"done", explanation.done}};
}

Json json_of(const Problem& problem) {
  return {{"code", problem.message.key},
          {"severity", word_of(problem.severity)},
          {"file", problem.file},
          {"layer", problem.layer},
          {"row", problem.row},
          {"row_counts", word_of(problem.numbering)},
          {"field", problem.field},
          {"value", problem.value},
          {"longitude", problem.place ? Json(problem.place->longitude) : Json()},
          {"latitude", problem.place ? Json(problem.place->latitude) : Json()},
          {"zh", json_of(explain(problem, Language::zh))},
          {"en", json_of(explain(problem, Language::en))}};
}

std::string file_name(const Problem& problem) {
  return std::filesystem::path(problem.file).filename().string();
}

std::string severity_text(Severity severity, Language language) {
  return text("severity." + word_of(severity), language);
}

/// A marker for each level, the worst drawn last.
std::string style_of(const LayerContent& layer, Language language) {
  const std::vector<std::pair<Severity, style::Colour>> colours{
      {Severity::note, {120, 140, 160, 255}},
      {Severity::warning, {230, 160, 0, 255}},
      {Severity::serious, {220, 90, 20, 255}},
      {Severity::error, {190, 20, 20, 255}}};
  style::Look look;
  for (const auto& [severity, colour] : colours) {
    const std::string word = severity_text(severity, language);
    look.rules.push_back({word, style::field("severity") + " = " + style::quoted(word),
                          style::marker("circle", colour, 2.6), true});
  }
  return style::qml(look, layer);
}

/// A table of other years stays where it is.
std::string year_table(const char* key, const LayerSpec& spec) {
  std::string toml =
      fmt::format("[forecast.{}]\nfile = {}\n", key,
                  toml_text(std::filesystem::absolute(spec.source.file).generic_string()));
  if (!spec.layers.empty()) toml += "layer = " + toml_texts(spec.layers) + "\n";
  if (!spec.source.encoding.empty()) {
    toml += "encoding = " + toml_text(spec.source.encoding) + "\n";
  }
  if (!spec.source.where.empty()) toml += "where = " + toml_text(spec.source.where) + "\n";
  if (spec.header_rows > 0) toml += fmt::format("header_rows = {}\n", spec.header_rows);
  if (spec.ignore_unmatched) toml += "unmatched = \"ignore\"\n";
  toml += fmt::format("[forecast.{}.fields]\n", key);
  for (const auto& [name, columns] : spec.fields) toml += name + " = " + toml_texts(columns) + "\n";
  if (spec.same.empty()) return toml;
  toml += fmt::format("[forecast.{}.same]\n", key);
  for (const auto& [from, to] : spec.same) toml += toml_text(from) + " = " + toml_text(to) + "\n";
  return toml;
}

std::string forecast_section(const ForecastSpec& spec) {
  if (!spec.year) return {};
  std::string toml = fmt::format("\n[forecast]\nyear = {}\n", *spec.year);
  if (spec.rolls) toml += year_table("rolls", *spec.rolls);
  if (spec.births) toml += year_table("births", *spec.births);
  if (spec.housing) toml += year_table("housing", *spec.housing);
  if (spec.migration) toml += year_table("migration", *spec.migration);
  return toml;
}

/// county.toml over county.gpkg.
std::string clean_toml(const CheckedCounty& checked, const std::vector<std::string>& rules) {
  const CountySpec& spec = checked.spec;
  std::string toml = fmt::format("[county]\nname = {}\n", toml_text(spec.name));
  if (spec.invented) toml += "invented = true\n";
  if (spec.plane) toml += fmt::format("plane = {}\n", *spec.plane);
  const auto specs =
      std::map<std::string, const std::optional<LayerSpec>*>{{"townships", &spec.townships},
                                                             {"schools", &spec.schools},
                                                             {"settlements", &spec.settlements},
                                                             {"roads", &spec.roads},
                                                             {"water", &spec.water}};
  for (const auto& layer : checked.layers) {
    const LayerSpec& old = **specs.at(layer.table);
    toml += fmt::format("\n[{0}]\nfile = \"county.gpkg\"\nlayer = {1}\n", layer.table,
                        toml_text(layer.content.name));
    if (old.ignore_outside) toml += "outside = \"ignore\"\n";
    if (!old.pupils_per_thousand.empty()) {
      toml += "pupils_per_thousand = [" +
              fmt::format("{}", fmt::join(old.pupils_per_thousand, ", ")) + "]\n";
    }
    if (layer.fields.empty()) continue;
    toml += fmt::format("[{}.fields]\n", layer.table);
    for (const auto& [key, columns] : layer.fields)
      toml += key + " = " + toml_texts(columns) + "\n";
  }
  if (spec.population) {
    toml +=
        fmt::format("\n[population]\nfile = {}\nblock = {}\n",
                    toml_text(std::filesystem::absolute(spec.population->file).generic_string()),
                    spec.population->block);
  }
  toml += forecast_section(spec.forecast);
  std::string section;
  for (const auto& rule : rules) section += rule + "\n";
  return toml + (section.empty() ? "" : "\n[rules]\n" + section);
}

/// What became of each layer as a whole: rows, system, columns.
std::vector<Problem> changes_of(const std::vector<CleanLayer>& layers) {
  std::vector<Problem> changes;
  for (const auto& layer : layers) {
    std::string columns;
    for (const auto& field : layer.content.fields) {
      if (field.alias.empty() || field.alias == field.name) continue;
      columns += (columns.empty() ? "" : ", ") + field.alias + " → " + field.name;
    }
    Problem change;
    change.file = layer.file;
    change.layer = layer.content.name;
    change.severity = Severity::note;
    change.message = {"clean.layer",
                      {{"rows", layer.rows},
                       {"kept", static_cast<std::int64_t>(layer.content.features.size())},
                       {"crs", layer.crs},
                       {"columns", columns.empty() ? "-" : columns}}};
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

std::vector<Problem> by_severity(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.severity > b.severity; });
  return problems;
}

std::string findings_json(const std::vector<Problem>& problems) {
  auto list = Json::array();
  for (const auto& problem : problems) list.push_back(json_of(problem));
  return list.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string findings_csv(const std::vector<Problem>& problems, Language language) {
  std::vector<std::string> headings;
  for (const auto* key :
       {"check.code", "check.severity", "check.file", "check.layer", "check.row", "check.field",
        "check.value", "check.what", "check.right", "check.done"}) {
    headings.push_back(text(key, language));
  }
  std::string csv = csv_mark + csv_line(headings);
  for (const auto& problem : problems) {
    const Explanation explanation = explain(problem, language);
    csv += csv_line({problem.message.key, severity_text(problem.severity, language), problem.file,
                     problem.layer, place_in_file(problem, language), problem.field, problem.value,
                     explanation.what, explanation.right, explanation.done});
  }
  return csv;
}

void write_findings(const std::filesystem::path& file, const std::vector<Problem>& problems,
                    Language language) {
  using Row = Problem;
  const std::vector<Column<Row>> columns{
      {"code", FieldType::text, [](const Row& p) { return cell(p.message.key); }},
      {"severity", FieldType::text,
       [&](const Row& p) { return cell(severity_text(p.severity, language)); }},
      {"file", FieldType::text, [](const Row& p) { return cell(file_name(p)); }},
      {"layer", FieldType::text, [](const Row& p) { return cell(p.layer); }},
      {"row", FieldType::text, [&](const Row& p) { return cell(place_in_file(p, language)); }},
      {"column", FieldType::text, [](const Row& p) { return cell(p.field); }},
      {"value", FieldType::text, [](const Row& p) { return cell(p.value); }},
      {"problem", FieldType::text, [&](const Row& p) { return cell(explain(p, language).what); }},
      {"right", FieldType::text, [&](const Row& p) { return cell(explain(p, language).right); }},
      {"done", FieldType::text, [&](const Row& p) { return cell(explain(p, language).done); }}};
  const auto layer = layer_of<Row>("file_findings", GeometryType::point, language, columns,
                                   problems, [](const Row& p) -> Geometry {
                                     if (!p.place) return std::monostate{};
                                     return Point{p.place->longitude, p.place->latitude};
                                   });
  constexpr int degrees = 4490;
  write_geopackage(file, {layer}, degrees, {{layer.name, style_of(layer, language), ""}});
}

std::vector<Problem> put_right(const std::vector<Problem>& problems) {
  std::vector<Problem> result;
  std::copy_if(problems.begin(), problems.end(), std::back_inserter(result),
               [](const Problem& problem) { return explain(problem, Language::zh).acted; });
  return result;
}

void write_clean_layers(const std::filesystem::path& file, const CheckedCounty& checked) {
  std::vector<LayerContent> layers;
  for (const auto& layer : checked.layers) layers.push_back(layer.content);
  constexpr int degrees = 4490;
  write_geopackage(file, layers, degrees, {});
}

std::map<std::string, std::string> clean_texts(const CheckedCounty& checked, Language language) {
  std::map<std::string, std::string> texts;
  std::vector<std::string> rules;
  const auto copy = [&](const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    texts[name] = read_text_file(file);
    return toml_text(name);
  };
  const auto add = [&](const char* key, const std::filesystem::path& file) {
    if (!file.empty()) rules.push_back(fmt::format("{} = {}", key, copy(file)));
  };
  add("travel", checked.spec.travel_rules);
  add("money", checked.spec.money_rules);
  add("access_lines", checked.spec.appraisal.access_lines);
  add("township_score", checked.spec.appraisal.township_score);
  add("risks", checked.spec.appraisal.risks);
  add("procedure", checked.spec.appraisal.procedure);
  add("plausibility", checked.spec.plausibility);
  add("forecast", checked.spec.forecast_rules);
  std::vector<std::string> standards;
  for (const auto& file : checked.spec.standards) standards.push_back(copy(file));
  if (!standards.empty()) {
    rules.push_back(fmt::format("standards = [{}]", fmt::join(standards, ", ")));
  }
  texts["county.toml"] = clean_toml(checked, rules);
  std::vector<Problem> changes = changes_of(checked.layers);
  const auto done = put_right(checked.problems);
  changes.insert(changes.end(), done.begin(), done.end());
  texts["changes.csv"] = findings_csv(changes, language);
  return texts;
}

}  // namespace budian
