#include "scenarios/bus_policy_file.hpp"

#include <algorithm>

#include "scenarios/clock.hpp"

namespace budian {
namespace {

/// "07:40" as time of day.
std::optional<Milliseconds> clock(TomlTable& table, std::string_view key) {
  const auto written = table.text(key);
  if (!written) return std::nullopt;
  if (const auto time = clock_of(*written)) return time;
  table.problem(key, {"scenario.clock", {{"value", *written}}});
  return std::nullopt;
}

void read_clocks(TomlTable& table, std::string_view key, ByStage<Milliseconds>& into) {
  auto clocks = table.table(key);
  if (!clocks) return;
  auto& primary = into[row(Stage::primary)];
  auto& junior = into[row(Stage::junior)];
  primary = clock(*clocks, "primary").value_or(primary);
  junior = clock(*clocks, "junior").value_or(junior);
}

std::optional<Milliseconds> duration(TomlTable& table, std::string_view key,
                                     double seconds_a_unit) {
  const auto value = table.number(key);
  if (!value) return std::nullopt;
  if (*value < 0) table.problem(key, {"toml.positive", {}});
  return seconds(std::max(0.0, *value) * seconds_a_unit);
}

void read_duration(TomlTable& table, std::string_view key, double seconds_a_unit,
                   Milliseconds& into) {
  into = duration(table, key, seconds_a_unit).value_or(into);
}

SchoolHours read_hours(TomlTable& table) {
  SchoolHours hours;
  if (table.require("school")) hours.school = table.text("school").value_or("");
  hours.stage =
      table.choice<Stage>("stage", {{"primary", Stage::primary}, {"junior", Stage::junior}});
  hours.arrive = clock(table, "arrive");
  hours.leave = clock(table, "leave");
  hours.early = duration(table, "early_arrival_minutes", 60);
  hours.late = duration(table, "late_departure_minutes", 60);
  hours.bell_earlier = duration(table, "bell_earlier_minutes", 60);
  hours.bell_later = duration(table, "bell_later_minutes", 60);
  hours.line = table.line();
  return hours;
}

void read_yuan(TomlTable& table, std::string_view key, Fen& into) {
  const auto value = table.number(key);
  if (!value) return;
  if (*value < 0) table.problem(key, {"toml.not_negative", {}});
  into = yuan(std::max(0.0, *value));
}

KeptApart read_kept_apart(TomlTable& table) {
  KeptApart pair;
  pair.line = table.line();
  if (!table.require("schools")) return pair;
  const auto names = table.texts("schools");
  if (names.size() != 2 || names[0] == names[1]) {
    table.problem("schools", {"scenario.two_schools", {}});
  } else {
    pair.schools = {names[0], names[1]};
  }
  return pair;
}

DoorRiders read_door_riders(TomlTable& table) {
  DoorRiders riders;
  riders.line = table.line();
  if (table.require("settlement")) riders.settlement = table.text("settlement").value_or("");
  if (table.require("grade")) {
    const auto grade = table.whole("grade").value_or(1);
    if (grade < 1 || grade > grade_count) {
      table.problem("grade", {"scenario.grade_range", {{"grade", grade}}});
    } else {
      riders.grade = static_cast<int>(grade - 1);
    }
  }
  const auto pupils = table.whole("pupils").value_or(1);
  if (pupils <= 0) table.problem("pupils", {"toml.positive", {}});
  riders.pupils = Heads(std::max<std::int64_t>(1, pupils));
  return riders;
}

void read_stops(TomlTable& table, BusPolicy& bus) {
  if (table.has("stop_roads")) bus.stop_roads = read_road_classes(table, "stop_roads");
  if (table.has("crossing_roads")) {
    bus.crossing_roads = read_road_classes(table, "crossing_roads");
  }
  bus.stops_on_hazards = table.flag("stops_on_hazards").value_or(bus.stops_on_hazards);
  bus.stops_at_junctions = table.flag("stops_at_junctions").value_or(bus.stops_at_junctions);
  bus.stops_between_villages =
      table.flag("stops_between_villages").value_or(bus.stops_between_villages);
  bus.stops_file = table.text("stops").value_or(bus.stops_file);
  bus.given_stops_only = table.flag("given_stops_only").value_or(bus.given_stops_only);
  if (bus.given_stops_only && bus.stops_file.empty()) {
    table.problem("given_stops_only", {"scenario.no_stops", {}});
  }
}

/// Who may sit beside whom, and how small a line may be.
void read_sharing(TomlTable& table, BusPolicy& bus) {
  bus.mixed_loads = table.flag("mixed_loads").value_or(bus.mixed_loads);
  bus.stages_apart = table.flag("stages_apart").value_or(bus.stages_apart);
  for (auto& pair : table.tables("apart")) bus.kept_apart.push_back(read_kept_apart(pair));
  for (auto& line : table.tables("public_line")) {
    bus.public_lines.push_back(read_public_line(line));
  }
  for (auto& riders : table.tables("at_the_door")) {
    bus.door_riders.push_back(read_door_riders(riders));
  }
  for (auto& school : table.tables("school")) bus.hours.push_back(read_hours(school));
  if (const auto least = table.whole("least_pupils")) {
    if (*least < 0) table.problem("least_pupils", {"toml.not_negative", {}});
    bus.least_pupils = Heads(std::max<std::int64_t>(0, *least));
  }
}

void read_weights(TomlTable& table, BusPolicy& bus) {
  read_quantities(table, "target_ride_minutes", bus.ride_target,
                  [](double m) { return minutes(m); });
  read_yuan(table, "yuan_a_pupil_hour", bus.pupil_hour);
  read_yuan(table, "yuan_a_pupil_hour_over_target", bus.pupil_hour_over_target);
}

/// Schools begin before they end, and do both on one day whatever the bell; said at the line that
/// makes it untrue.
void check_hours(TomlTable& table, const BusPolicy& bus) {
  const auto turned = [](TomlTable& where, const char* key) {
    where.problem(key, {"scenario.hours_turned", {}});
  };
  const auto out_of_day = [](Milliseconds arrive, Milliseconds earlier, Milliseconds leave,
                             Milliseconds later) {
    return arrive < earlier || leave + later >= minutes(24 * 60);
  };
  for (const Stage stage : stages) {
    const Milliseconds arrive = bus.bell[row(stage)];
    const Milliseconds leave = bus.dismissal[row(stage)];
    if (arrive >= leave) turned(table, "arrive");
    if (!out_of_day(arrive, bus.bell_earlier, leave, bus.bell_later)) continue;
    table.problem(arrive < bus.bell_earlier ? "bell_earlier_minutes" : "bell_later_minutes",
                  {"scenario.bell_out_of_day", {}});
  }
  auto tables = table.tables("school");
  for (std::size_t i = 0; i < bus.hours.size(); ++i) {
    const SchoolHours& hours = bus.hours[i];
    for (const Stage stage : stages) {
      if (hours.stage && *hours.stage != stage) continue;
      const Milliseconds arrive = hours.arrive.value_or(bus.bell[row(stage)]);
      const Milliseconds leave = hours.leave.value_or(bus.dismissal[row(stage)]);
      const Milliseconds earlier = hours.bell_earlier.value_or(bus.bell_earlier);
      if (out_of_day(arrive, earlier, leave, hours.bell_later.value_or(bus.bell_later))) {
        tables[i].problem(arrive < earlier ? "bell_earlier_minutes" : "bell_later_minutes",
                          {"scenario.bell_out_of_day", {}});
      }
      if (arrive < leave) continue;
      turned(tables[i], hours.arrive ? "arrive" : "leave");
      break;
    }
  }
}

}  // namespace

PublicLine read_public_line(TomlTable& table) {
  PublicLine line;
  line.line = table.line();
  if (table.require("name")) line.name = table.text("name").value_or("");
  if (table.require("settlements")) line.settlements = table.texts("settlements");
  if (table.require("school")) line.school = table.text("school").value_or("");
  read_yuan(table, "yuan_a_year", line.county_a_year);
  if (!table.require("door_to_door_minutes")) return line;
  const auto time = duration(table, "door_to_door_minutes", 60);
  line.door_to_door = time.value_or(Milliseconds(0));
  return line;
}

void read_bus_policy(TomlTable& root, BusPolicy& bus) {
  auto table = root.table("bus");
  if (!table) return;
  const auto riders = table->choice<Riders>(
      "riders", {{"nobody", Riders::none}, {"displaced", Riders::displaced}, {"all", Riders::all}});
  bus.riders = riders.value_or(bus.riders);
  read_quantities(*table, "walk_to_stop_m", bus.walk_to_stop, [](double m) { return metres(m); });
  read_duration(*table, "wait_minutes", 60, bus.wait);
  read_duration(*table, "dwell_seconds", 1, bus.dwell);
  read_duration(*table, "dwell_seconds_a_pupil", 1, bus.dwell_a_pupil);
  read_duration(*table, "unload_seconds", 1, bus.unload);
  read_clocks(*table, "arrive", bus.bell);
  read_clocks(*table, "leave", bus.dismissal);
  read_duration(*table, "early_arrival_minutes", 60, bus.early_arrival);
  read_duration(*table, "late_departure_minutes", 60, bus.late_departure);
  read_duration(*table, "bell_earlier_minutes", 60, bus.bell_earlier);
  read_duration(*table, "bell_later_minutes", 60, bus.bell_later);
  read_duration(*table, "bell_step_minutes", 60, bus.bell_step);
  const bool is_whole = bus.bell_step.count() % minutes(1).count() == 0;
  if (bus.bell_step < minutes(1) || !is_whole) {
    bus.bell_step = minutes(1);
    table->problem("bell_step_minutes", {"scenario.bell_step", {}});
  }
  bus.chain_trips = table->flag("chain_trips").value_or(bus.chain_trips);
  const auto contract = table->choice<BusContract>(
      "contract", {{"county", BusContract::county}, {"township", BusContract::township}});
  bus.contract = contract.value_or(bus.contract);
  const auto objective = table->choice<BusObjective>(
      "objective",
      {{"fewest_buses", BusObjective::fewest_buses}, {"least_cost", BusObjective::least_cost}});
  bus.objective = objective.value_or(bus.objective);
  read_stops(*table, bus);
  read_sharing(*table, bus);
  read_weights(*table, bus);
  check_hours(*table, bus);
}

}  // namespace budian
