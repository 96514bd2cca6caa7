#include "scenarios/stated_procedure.hpp"

#include "gis/toml_reader.hpp"

namespace budian {
namespace {

std::optional<Day> read_date(TomlTable& table, std::string_view key) {
  const auto written = table.text(key);
  if (!written) return std::nullopt;
  const auto day = day_of(*written);
  if (!day) table.problem(key, {"procedure.no_date", {{"value", *written}}});
  return day;
}

std::optional<Heads> read_heads(TomlTable& table, std::string_view key) {
  const auto heads = table.whole(key);
  if (!heads) return std::nullopt;
  if (*heads < 0) table.problem(key, {"toml.not_negative", {}});
  return Heads(*heads);
}

void read_dates(TomlTable& table, StatedProcedure& stated) {
  stated.plan_drafted = read_date(table, "plan_drafted");
  stated.argued = read_date(table, "argued");
  stated.published_from = read_date(table, "published_from");
  stated.published_until = read_date(table, "published_until");
  stated.hearing = read_date(table, "hearing");
  stated.approved = read_date(table, "approved");
  stated.filed = read_date(table, "filed");
  stated.transition_until = read_date(table, "transition_until");
  if (stated.published_from && stated.published_until &&
      *stated.published_until < *stated.published_from) {
    table.problem("published_until", {"procedure.turned", {}});
  }
}

StatedProcedure read_stated(TomlTable& table) {
  StatedProcedure stated;
  if (table.require("school")) stated.school = table.text("school").value_or("");
  read_dates(table, stated);
  stated.parents_for = read_heads(table, "parents_for");
  stated.parents_against = read_heads(table, "parents_against");
  stated.township_agrees =
      table.choice<bool>("township_opinion", {{"agrees", true}, {"disagrees", false}});
  stated.idle_building = table.text("idle_building").value_or("");
  for (const auto roll : table.wholes("earlier_rolls")) {
    if (roll < 0) table.problem("earlier_rolls", {"toml.not_negative", {}});
    stated.earlier_rolls.emplace_back(roll);
  }
  stated.forecast = read_heads(table, "forecast");
  stated.line = table.line();
  return stated;
}

}  // namespace

std::vector<StatedProcedure> read_stated_procedures(TomlTable& root) {
  std::vector<StatedProcedure> result;
  for (auto& table : root.tables("procedure")) result.push_back(read_stated(table));
  return result;
}

}  // namespace budian
