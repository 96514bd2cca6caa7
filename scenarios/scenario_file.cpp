#include "scenarios/scenario_file.hpp"

#include <algorithm>

#include "gis/county_file.hpp"
#include "gis/embedded.hpp"
#include "scenarios/bus_policy_file.hpp"
#include "scenarios/staff/rules_file.hpp"
#include "scenarios/travel_rules.hpp"

BUDIAN_EMBEDDED(limits)
BUDIAN_EMBEDDED(staffing)

namespace budian {
/// How long below the line; nothing where no key asks for it.
std::optional<forecast::LastingRule> read_lasting(TomlTable& table) {
  using forecast::Variant;
  forecast::LastingRule rule;
  const bool years = table.has("years_below"), below = table.has("forecast_below");
  if (years) rule.years_below = static_cast<int>(table.whole("years_below").value_or(1));
  if (rule.years_below < 1) table.problem("years_below", {"toml.positive", {}});
  rule.forecast_below = table.flag("forecast_below").value_or(false);
  rule.variant = table
                     .choice<Variant>("forecast_variant", {{"low", Variant::low},
                                                           {"middle", Variant::middle},
                                                           {"high", Variant::high}})
                     .value_or(rule.variant);
  if (const auto year = table.whole("forecast_year")) rule.forecast_year = static_cast<int>(*year);
  for (const char* key : {"forecast_variant", "forecast_year"}) {
    if (table.has(key) && !rule.forecast_below)
      table.problem(key, {"scenario.needs_forecast_below", {}});
  }
  if (!years && !below) return std::nullopt;
  return rule;
}

namespace {

std::vector<int> required_grades(TomlTable& table) {
  return table.require("grades") ? read_grades(table) : std::vector<int>();
}

std::string required(TomlTable& table, std::string_view key) {
  return table.require(key) ? table.text(key).value_or("") : std::string();
}

std::vector<std::string> required_list(TomlTable& table, std::string_view key) {
  return table.require(key) ? table.texts(key) : std::vector<std::string>();
}

SchoolKind checked_kind(TomlTable& table, std::string_view key, std::int64_t code) {
  const auto kind = school_kind_of_code(static_cast<int>(code));
  if (!kind) table.problem(key, {"scenario.unknown_kind", {{"code", code}}});
  return kind.value_or(SchoolKind::primary);
}

CloseByRule read_close(TomlTable& table) {
  CloseByRule rule;
  if (table.require("kinds")) {
    for (const auto code : table.wholes("kinds")) {
      rule.kinds.push_back(checked_kind(table, "kinds", code));
    }
  }
  if (table.require("fewer_than")) rule.fewer_than = Heads(table.whole("fewer_than").value_or(0));
  if (rule.fewer_than < Heads(0)) table.problem("fewer_than", {"toml.positive", {}});
  rule.townships = table.texts("townships");
  rule.keep = table.texts("keep");
  rule.lasting = read_lasting(table);
  return rule;
}

TurnIntoTeachingPoint read_turn(TomlTable& table) {
  return {required(table, "school"), required_grades(table), table.text("parent").value_or("")};
}

}  // namespace

OpenSchool read_open_school(TomlTable& table) {
  OpenSchool open;
  open.code = required(table, "code");
  open.name = required(table, "name");
  if (table.require("kind"))
    open.kind = checked_kind(table, "kind", table.whole("kind").value_or(211));
  if (table.require("place")) {
    const auto place = table.numbers("place");
    if (place.size() == 2) {
      open.place = {place[0], place[1]};
    } else {
      table.problem("place", {"scenario.place", {}});
    }
  }
  open.grades = required_grades(table);
  if (table.require("classrooms"))
    open.classrooms = static_cast<int>(table.whole("classrooms").value_or(0));
  return open;
}

namespace {

ExpandSeats read_expand(TomlTable& table) {
  ExpandSeats expand;
  expand.school = required(table, "school");
  if (table.require("classrooms"))
    expand.classrooms = static_cast<int>(table.whole("classrooms").value_or(0));
  if (expand.classrooms <= 0) table.problem("classrooms", {"toml.positive", {}});
  return expand;
}

enum class Kind {
  close,
  close_schools,
  merge,
  turn,
  move_grades,
  open,
  expand,
  share_teachers,
  share_resources,
  itinerant
};

std::optional<Measure> read_measure(TomlTable& table, const staff::StaffRules& staff) {
  if (!table.require("do")) return std::nullopt;
  const auto kind = table.choice<Kind>("do", {{"close", Kind::close},
                                              {"close_schools", Kind::close_schools},
                                              {"merge", Kind::merge},
                                              {"turn_into_teaching_point", Kind::turn},
                                              {"move_grades", Kind::move_grades},
                                              {"open", Kind::open},
                                              {"expand", Kind::expand},
                                              {"share_teachers", Kind::share_teachers},
                                              {"share_resources", Kind::share_resources},
                                              {"send_itinerant_teachers", Kind::itinerant}});
  if (!kind) {
    (void)table.keys();  // the other keys belong to an unknown measure: one message is enough
    return std::nullopt;
  }
  switch (*kind) {
    case Kind::close:
      return read_close(table);
    case Kind::close_schools:
      return CloseByName{required_list(table, "schools")};
    case Kind::merge:
      return Merge{required_list(table, "from"), required(table, "into")};
    case Kind::turn:
      return read_turn(table);
    case Kind::move_grades:
      return MoveGrades{required(table, "from"), required(table, "into"), required_grades(table)};
    case Kind::open:
      return read_open_school(table);
    case Kind::expand:
      return read_expand(table);
    case Kind::share_teachers:
      return staff::read_share_teachers(table, staff);
    case Kind::share_resources:
      return staff::read_share_resources(table, staff);
    case Kind::itinerant:
      return staff::read_itinerant(table, staff);
  }
  return std::nullopt;
}

void read_limits(TomlTable& root, Limits& limits) {
  auto table = root.table("limits");
  if (!table) return;
  read_quantities(*table, "walk_km", limits.walk, [](double km) { return metres(km * 1000); });
  read_quantities(*table, "ride_minutes", limits.ride, [](double m) { return minutes(m); });
  read_quantities(*table, "door_to_door_minutes", limits.door_to_door,
                  [](double m) { return minutes(m); });
  ByStage<double> sizes{-1, -1};
  read_by_stage(*table, "class_size", sizes);
  for (std::size_t i = 0; i < 2; ++i) {
    if (sizes[i] > 0) limits.class_size[i] = Heads(static_cast<std::int64_t>(sizes[i]));
  }
  const auto receivers = table->choice<Receivers>(
      "receivers", {{"township", Receivers::township}, {"any", Receivers::any}});
  limits.receivers = receivers.value_or(limits.receivers);
  limits.seats = table->flag("seats").value_or(limits.seats);
}

void read_moving(TomlTable& root, Moving& moving) {
  auto table = root.table("moving");
  if (!table) return;
  moving.teachers = table->flag("teachers").value_or(moving.teachers);
  moving.books = table->flag("books").value_or(moving.books);
  moving.computers = table->flag("computers").value_or(moving.computers);
  moving.equipment = table->flag("equipment").value_or(moving.equipment);
  moving.buildings = table->flag("buildings").value_or(moving.buildings);
  moving.stated = true;
  for (const char* key : {"teachers", "books", "computers", "equipment", "buildings"}) {
    moving.stated = moving.stated && table->has(key);
  }
}

/// The file is found from the scenario's folder.
void read_drawn(TomlTable& root, Scenario& scenario) {
  auto table = root.table("bus");
  const auto name = table ? table->text("routes") : std::nullopt;
  if (!name) return;
  const auto file = std::filesystem::path(scenario.file).parent_path() / *name;
  if (!std::filesystem::is_regular_file(file)) {
    table->problem("routes", {"scenario.no_file", {{"file", file.string()}}});
    return;
  }
  scenario.bus.drawn = read_drawn_routes(read_text_file(file), file.string());
}

void read_staff_defaults(Scenario& scenario) {
  TomlDocument document(embedded_staffing(), "scenarios/standards/staffing.toml");
  auto root = document.root();
  staff::read_staff_rules(root, scenario.staff);
  const auto sources = read_cited_sources(root);
  scenario.sources.insert(scenario.sources.end(), sources.begin(), sources.end());
  document.finish();
}

/// The scenario's own sources stand first.
void cite_itinerant(Scenario& scenario) {
  for (const CitedSource& cited : scenario.sources) {
    if (!cited.rule.ends_with(".itinerant")) continue;
    scenario.staff.itinerant.source = cited.source;
    return;
  }
}

}  // namespace

Scenario empty_scenario() {
  TomlDocument document(embedded_limits(), "scenarios/standards/limits.toml");
  auto root = document.root();
  Scenario scenario;
  read_parameters(root, scenario);
  scenario.moving.stated = false;  // defaults are nobody's statement
  scenario.sources = read_cited_sources(root);
  document.finish();
  read_staff_defaults(scenario);
  return scenario;
}

void read_parameters(TomlTable& root, Scenario& scenario) {
  read_limits(root, scenario.limits);
  read_moving(root, scenario.moving);
  read_bus_policy(root, scenario.bus);
  read_boarding(root, scenario.boarding);
  staff::read_staff_rules(root, scenario.staff);
  scenario.gtfs = read_gtfs_terms(root);
  scenario.procedure = read_stated_procedures(root);
  if (auto access = root.table("access")) {
    if (const auto km = access->number("accessibility_threshold_km")) {
      if (*km <= 0) access->problem("accessibility_threshold_km", {"toml.positive", {}});
      scenario.accessibility_threshold = metres(*km * 1000);
    }
  }
  if (const auto seed = root.whole("seed")) scenario.seed = *seed;
}

Scenario read_scenario(std::string_view text, const std::string& file) {
  Scenario scenario = empty_scenario();
  TomlDocument document(text, file);
  auto root = document.root();
  scenario.file = file;
  scenario.code = std::filesystem::path(file).stem().string();
  if (root.require("title")) scenario.title = read_bilingual(root, "title");
  read_parameters(root, scenario);
  read_drawn(root, scenario);
  for (auto& table : root.tables("measure")) {
    if (auto measure = read_measure(table, scenario.staff))
      scenario.measures.push_back({std::move(*measure), table.line()});
  }
  const auto own = read_cited_sources(root);
  scenario.sources.insert(scenario.sources.begin(), own.begin(), own.end());
  cite_itinerant(scenario);
  document.finish();
  return scenario;
}

void read_given_stops(Scenario& scenario, const County& county) {
  if (scenario.bus.stops_file.empty()) return;
  LayerSource source;
  source.file = std::filesystem::path(scenario.file).parent_path() / scenario.bus.stops_file;
  scenario.bus.given_stops = read_places(source, county.plane);
}

Scenario read_scenario_file(const std::filesystem::path& file) {
  return read_scenario(read_text_file(file), file.string());
}

}  // namespace budian
