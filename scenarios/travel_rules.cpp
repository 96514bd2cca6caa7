#include "scenarios/travel_rules.hpp"

#include <algorithm>

#include "gis/embedded.hpp"

BUDIAN_EMBEDDED(travel_rules)

namespace budian {
namespace {

constexpr std::array<const char*, road_class_count> class_keys{"national", "county", "township",
                                                               "village", "path"};

/// A positive number, or a problem.
double positive(TomlTable& table, std::string_view key) {
  if (!table.require(key)) return 1;
  const double value = table.number(key).value_or(1);
  if (value <= 0) table.problem(key, {"toml.positive", {}});
  return value > 0 ? value : 1;
}

/// Not negative, or a problem.
Milliseconds seconds_lost(TomlTable& table, std::string_view key) {
  const double value = table.number(key).value_or(0);
  if (value < 0) table.problem(key, {"toml.not_negative", {}});
  return seconds(std::max(value, 0.0));
}

/// Calls read(table, class) for each class that the table names.
template <class Read>
void read_by_class(TomlTable& table, std::string_view key, const Read& read) {
  auto by_class = table.table(key);
  if (!by_class) return;
  for (std::size_t i = 0; i < road_class_count; ++i) {
    if (by_class->has(class_keys[i])) read(*by_class, i);
  }
}

Profile read_profile(TomlTable& root, std::string_view key, Mode mode) {
  Profile profile;
  profile.mode = mode;
  if (!root.require(key)) return profile;
  auto table = root.table(key);
  if (!table) return profile;
  if (table->require("speed_kmh")) {
    read_by_class(*table, "speed_kmh", [&](TomlTable& speeds, std::size_t i) {
      profile.speeds[i] = kilometres_per_hour(positive(speeds, class_keys[i]));
    });
  }
  profile.reach = metres(positive(*table, "reach_m"));
  profile.door_speed = kilometres_per_hour(positive(*table, "door_kmh"));
  profile.door_detour = table->number("door_detour").value_or(1.0);
  if (profile.door_detour < 1) table->problem("door_detour", {"toml.positive", {}});
  profile.cap = kilometres_per_hour(table->number("cap_kmh").value_or(1000));
  profile.hazard_cap = kilometres_per_hour(table->number("hazard_kmh").value_or(1000));
  profile.hazard_forbidden = table->flag("hazard_forbidden").value_or(false);
  profile.obeys_one_way = table->flag("obeys_one_way").value_or(mode != Mode::walk);
  profile.turns_at_dead_ends = table->flag("turns_at_dead_ends").value_or(true);
  profile.lost_on_hazard_kilometre = seconds_lost(*table, "hazard_lost_s_per_km");
  read_by_class(*table, "lost_s_per_km", [&](TomlTable& of_class, std::size_t i) {
    profile.lost_on_kilometre[i] = seconds_lost(of_class, class_keys[i]);
  });
  profile.is_divided = read_road_classes(*table, "divided");
  return profile;
}

}  // namespace

void read_by_band(TomlTable& table, std::string_view key, ByBand<double>& values) {
  auto bands = table.table(key);
  if (!bands) return;
  constexpr std::array<const char*, 3> keys{"lower_primary", "upper_primary", "junior"};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (const auto value = bands->number(keys[i])) {
      values[i] = *value;
      if (*value <= 0) bands->problem(keys[i], {"toml.positive", {}});
    }
  }
}

void read_by_stage(TomlTable& table, std::string_view key, ByStage<double>& values) {
  auto both = table.table(key);
  if (!both) return;
  constexpr std::array<const char*, 2> keys{"primary", "junior"};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (const auto value = both->number(keys[i])) {
      values[i] = *value;
      if (*value <= 0) both->problem(keys[i], {"toml.positive", {}});
    }
  }
}

std::array<bool, road_class_count> read_road_classes(TomlTable& table, std::string_view key) {
  std::array<bool, road_class_count> classes{};
  for (const std::string& word : table.texts(key)) {
    const auto known = std::find(class_keys.begin(), class_keys.end(), word);
    if (known == class_keys.end()) {
      table.problem(key, {"toml.road_class", {{"value", word}}});
    } else {
      classes[static_cast<std::size_t>(known - class_keys.begin())] = true;
    }
  }
  return classes;
}

TravelRules read_travel_rules(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  TravelRules rules;
  rules.walk = read_profile(root, "walk", Mode::walk);
  rules.bus = read_profile(root, "bus", Mode::bus);
  rules.car = root.has("car") ? read_profile(root, "car", Mode::car) : built_in_travel_rules().car;
  if (auto network = root.has("network") ? root.table("network") : std::nullopt) {
    const Millimetres join = metres(positive(*network, "join_m"));
    for (Profile* profile : {&rules.walk, &rules.bus, &rules.car}) profile->join = join;
  }
  ByBand<double> speeds{1, 1, 1};
  root.require("walking_speed_kmh");
  read_by_band(root, "walking_speed_kmh", speeds);
  for (std::size_t i = 0; i < speeds.size(); ++i) {
    rules.walking_speed[i] = kilometres_per_hour(speeds[i] > 0 ? speeds[i] : 1);
  }
  root.require("straight");
  if (auto straight = root.table("straight")) {
    rules.straight_detour_factor = positive(*straight, "detour_factor");
  }
  root.require("search");
  if (auto search = root.table("search")) {
    rules.limit = metres(positive(*search, "limit_km") * 1000);
    rules.ground_cells = static_cast<std::size_t>(positive(*search, "ground_cells"));
    rules.least_cell = metres(positive(*search, "least_cell_m"));
  }
  rules.sources = read_cited_sources(root);
  document.finish();
  return rules;
}

TravelRules built_in_travel_rules() {
  return read_travel_rules(embedded_travel_rules(), "scenarios/standards/travel.toml");
}

std::size_t useful_cells(const County& county, const TravelRules& rules) {
  double square_metres = 0;
  for (const auto& township : county.townships) square_metres += area_square_metres(township.area);
  const double side = in_metres(rules.least_cell);
  const auto most = static_cast<std::size_t>(square_metres / (side * side)) + 1;
  return std::min(rules.ground_cells, most);
}

TravelRules travel_rules_of(const CountyFile& file) {
  if (file.travel_rules.empty()) return built_in_travel_rules();
  return read_travel_rules(read_text_file(file.travel_rules), file.travel_rules.string());
}

Profile walk_of_band(const TravelRules& rules, GradeBand band) {
  Profile profile = rules.walk;
  profile.door_speed = rules.walking_speed[row(band)];
  for (auto& speed : profile.speeds) {
    if (speed) speed = profile.door_speed;
  }
  return profile;
}

}  // namespace budian
