#include "gis/county_file.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "gis/toml_reader.hpp"

namespace budian {
namespace {

using Keys = std::vector<std::string>;

const Keys township_keys{"code", "name"};
const Keys school_keys{"code",
                       "name",
                       "kind",
                       "township",
                       "parent",
                       "public",
                       "keep",
                       "rural",
                       "boarders",
                       "classrooms",
                       "senior_pupils",
                       "pupils",
                       "pupils_total",
                       "classes",
                       "classes_total",
                       "staff_primary",
                       "staff_junior",
                       "teaching_area_m2",
                       "sports_area_m2",
                       "equipment_yuan",
                       "equipment_10k_yuan",
                       "computers",
                       "books",
                       "multimedia_rooms",
                       "site_area_m2",
                       "building_area_m2",
                       "music_rooms",
                       "art_rooms",
                       "full_time_primary",
                       "full_time_junior",
                       "above_degree_primary",
                       "above_degree_junior",
                       "middle_title_primary",
                       "middle_title_junior",
                       "backbone_primary",
                       "backbone_junior",
                       "arts_pe_primary",
                       "arts_pe_junior",
                       "qualified_primary",
                       "qualified_junior"};
const Keys settlement_keys{"code",        "name", "population", "township",
                           "left_behind", "poor", "disabled",   "pupils"};
const Keys roll_keys{"code", "name", "year", "pupils"};
const Keys birth_keys{"settlement", "township", "year", "births"};
const Keys housing_keys{"settlement", "township", "year", "pupils_total", "dwellings"};
const Keys migration_keys{"township", "percent_a_year"};
const Keys road_keys{"name",   "class",  "oneway", "speed_kmh", "level",
                     "bridge", "tunnel", "hazard", "foot",      "vehicles"};

void read_fields(TomlTable& layer, const Keys& known, LayerSpec& spec) {
  auto fields = layer.table("fields");
  if (!fields) return;
  for (const auto& key : known) {
    if (!fields->has(key)) continue;
    spec.fields[key] = fields->texts(key);
    const std::size_t columns = spec.fields[key].size();
    const bool by_grade = key == "pupils" || key == "classes";
    const bool by_rank = key == "foot" || key == "vehicles";  // the first that says something
    if (columns != 1 && !(by_grade && columns == 9) && !(by_rank && columns > 1)) {
      fields->problem(key, {"county.columns_wanted",
                            {{"key", key}, {"wanted", std::int64_t{by_grade ? 9 : 1}}}});
    }
  }
}

void read_map(TomlTable& layer, std::string_view key, std::map<std::string, std::string>& into) {
  auto table = layer.table(key);
  if (!table) return;
  for (const auto& name : table->keys()) {
    // Codes may be written as numbers or as text.
    if (const auto value = table->code(name)) into[name] = *value;
  }
}

LayerSpec read_layer_spec(TomlTable layer, const std::filesystem::path& folder, const Keys& known) {
  LayerSpec spec;
  if (layer.require("file")) spec.source.file = folder / layer.text("file").value_or("");
  spec.layers = layer.texts("layer");
  spec.source.encoding = layer.text("encoding").value_or("");
  spec.source.where = layer.text("where").value_or("");
  spec.crs = layer.text("crs").value_or("");
  spec.north_first =
      layer.choice<bool>("axes", {{"east_north", false}, {"north_east", true}}).value_or(false);
  spec.ignore_outside =
      layer.choice<bool>("outside", {{"refuse", false}, {"ignore", true}}).value_or(false);
  read_fields(layer, known, spec);
  read_map(layer, "defaults", spec.defaults);
  return spec;
}

void read_rules(TomlTable& root, const std::filesystem::path& folder, CountySpec& spec) {
  auto rules = root.table("rules");
  if (!rules) return;
  if (const auto file = rules->text("travel")) spec.travel_rules = folder / *file;
  if (const auto file = rules->text("money")) spec.money_rules = folder / *file;
  if (const auto file = rules->text("plausibility")) spec.plausibility = folder / *file;
  if (const auto file = rules->text("class_sizes")) spec.class_sizes = folder / *file;
  if (const auto file = rules->text("forecast")) spec.forecast_rules = folder / *file;
  AppraisalFiles& appraisal = spec.appraisal;
  if (const auto file = rules->text("access_lines")) appraisal.access_lines = folder / *file;
  if (const auto file = rules->text("township_score")) appraisal.township_score = folder / *file;
  if (const auto file = rules->text("risks")) appraisal.risks = folder / *file;
  if (const auto file = rules->text("procedure")) appraisal.procedure = folder / *file;
  for (const auto& file : rules->texts("standards")) spec.standards.push_back(folder / file);
}

void read_county_table(TomlTable& root, CountySpec& spec) {
  if (!root.require("county")) return;
  auto county = root.table("county");
  if (!county) return;
  if (county->require("name")) spec.name = county->text("name").value_or("");
  spec.invented = county->flag("invented").value_or(false);
  if (const auto plane = county->whole("plane")) spec.plane = static_cast<int>(*plane);
}

void read_rosters(TomlTable& root, const std::filesystem::path& folder, CountySpec& spec) {
  for (auto& table : root.tables("rosters")) {
    LayerSpec roster = read_layer_spec(table, folder, school_keys);
    roster.is_roster = true;
    roster.header_rows = static_cast<int>(table.whole("header_rows").value_or(0));
    roster.ignore_unmatched =
        table.choice<bool>("unmatched", {{"refuse", false}, {"ignore", true}}).value_or(false);
    read_map(table, "same", roster.same);
    if (!roster.fields.contains("code") && !roster.fields.contains("name")) {
      table.problem("fields", {"roster.no_key", {}});
    }
    spec.rosters.push_back(std::move(roster));
  }
}

void read_settlements(TomlTable& root, const std::filesystem::path& folder, CountySpec& spec) {
  auto table = root.table("settlements");
  if (!table) return;
  spec.settlements = read_layer_spec(*table, folder, settlement_keys);
  spec.settlements->pupils_per_thousand = table->numbers("pupils_per_thousand");
  const std::size_t grades = spec.settlements->pupils_per_thousand.size();
  if (grades != 0 && grades != 9) {
    table->problem(
        "pupils_per_thousand",
        {"county.columns_wanted", {{"key", "pupils_per_thousand"}, {"wanted", std::int64_t{9}}}});
  }
}

void read_population(TomlTable& root, const std::filesystem::path& folder, CountySpec& spec) {
  auto table = root.table("population");
  if (!table) return;
  PopulationSpec population;
  if (table->require("file")) population.file = folder / table->text("file").value_or("");
  population.block = static_cast<int>(table->whole("block").value_or(1));
  if (population.block < 1) table->problem("block", {"toml.positive", {}});
  spec.population = population;
}

/// A table without a geometry; statistical offices put titles above and totals below.
std::optional<LayerSpec> read_year_table(TomlTable& forecast, std::string_view key,
                                         const std::filesystem::path& folder, const Keys& known) {
  auto table = forecast.table(key);
  if (!table) return std::nullopt;
  LayerSpec spec = read_layer_spec(*table, folder, known);
  const auto extension = spec.source.file.extension();
  spec.is_roster =
      extension == ".csv" || extension == ".xlsx" || extension == ".xls" || extension == ".ods";
  spec.header_rows = static_cast<int>(table->whole("header_rows").value_or(0));
  spec.ignore_unmatched =
      table->choice<bool>("unmatched", {{"refuse", false}, {"ignore", true}}).value_or(false);
  read_map(*table, "same", spec.same);
  for (const char* needed : {"year", "births", "percent_a_year", "pupils"}) {
    const bool is_key = std::find(known.begin(), known.end(), needed) != known.end();
    if (is_key && !spec.fields.contains(needed)) {
      table->problem("fields", {"history.no_column_named", {{"key", std::string(needed)}}});
    }
  }
  return spec;
}

void read_forecast(TomlTable& root, const std::filesystem::path& folder, CountySpec& spec) {
  auto table = root.table("forecast");
  if (!table) return;
  table->require("year");
  if (const auto year = table->whole("year")) {
    if (*year < 1900 || *year > 2200) table->problem("year", {"history.no_year", {}});
    spec.forecast.year = static_cast<int>(*year);
  }
  spec.forecast.rolls = read_year_table(*table, "rolls", folder, roll_keys);
  spec.forecast.births = read_year_table(*table, "births", folder, birth_keys);
  spec.forecast.housing = read_year_table(*table, "housing", folder, housing_keys);
  spec.forecast.migration = read_year_table(*table, "migration", folder, migration_keys);
}

}  // namespace

std::string read_text_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    Problem problem;
    problem.file = path.string();
    problem.message = {"file.cannot_read", {{"file", path.string()}}};
    throw InputError({problem});
  }
  return text.str();
}

CountySpec read_county_file(const std::filesystem::path& path) {
  return read_county_text(read_text_file(path), path);
}

CountySpec read_county_text(std::string_view text, const std::filesystem::path& path) {
  TomlDocument document(text, path.string());
  auto root = document.root();
  const auto folder = path.parent_path();
  CountySpec spec;
  spec.path = path;
  read_county_table(root, spec);
  if (root.require("townships")) {
    if (auto table = root.table("townships")) {
      spec.townships = read_layer_spec(*table, folder, township_keys);
      if (auto labels = table->table("labels")) {
        spec.township_labels = read_layer_spec(*labels, folder, township_keys);
      }
    }
  }
  if (root.require("schools")) {
    if (auto table = root.table("schools")) {
      spec.schools = read_layer_spec(*table, folder, school_keys);
      read_map(*table, "kinds", spec.schools->values);
    }
  }
  read_rosters(root, folder, spec);
  read_settlements(root, folder, spec);
  if (auto table = root.table("roads")) {
    spec.roads = read_layer_spec(*table, folder, road_keys);
    read_map(*table, "classes", spec.roads->values);
  }
  if (auto table = root.table("water")) spec.water = read_layer_spec(*table, folder, {"name"});
  read_population(root, folder, spec);
  read_forecast(root, folder, spec);
  read_rules(root, folder, spec);
  spec.problems = document.problems();
  const auto goes_on = [](const Problem& problem) {
    return problem.message.key.starts_with("toml.unknown_key") ||
           problem.message == Message{"toml.missing", {{"key", std::string("schools")}}};
  };
  const bool readable = std::all_of(spec.problems.begin(), spec.problems.end(), goes_on);
  if (!readable) throw InputError(spec.problems);
  return spec;
}

}  // namespace budian
