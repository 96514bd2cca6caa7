#include "scenarios/forecast/lasting.hpp"

#include <algorithm>

namespace budian::forecast {
namespace {

struct YearRoll {
  int year = 0;
  std::optional<Heads> roll;
};

std::string written(const std::vector<YearRoll>& rolls) {
  std::string result;
  for (const auto& [year, roll] : rolls) {
    if (!result.empty()) result += ", ";
    result += std::to_string(year) + ": " + (roll ? std::to_string(roll->count()) : "?");
  }
  return result;
}

std::vector<YearRoll> rolls_asked_for(const Groundwork& ground, SchoolId school,
                                      const LastingRule& rule) {
  std::vector<YearRoll> result;
  const int year = ground.history.year.value_or(0);
  for (int back = rule.years_below - 1; back > 0; --back) {
    const auto roll = ground.history.roll(school, year - back);
    result.push_back({year - back, roll ? std::optional(total(*roll)) : std::nullopt});
  }
  if (!rule.forecast_below) return result;
  if (!ground.forecast) {
    result.push_back({rule.forecast_year.value_or(year + 1), std::nullopt});
    return result;
  }
  const int first = rule.forecast_year.value_or(year + 1);
  const int last = rule.forecast_year.value_or(ground.forecast->last_year());
  for (int ahead = first; ahead <= last; ++ahead) {
    result.push_back({ahead, ground.forecast->roll_of(school, ahead, rule.variant)});
  }
  return result;
}

}  // namespace

LastingVerdict stays_below(const Groundwork& ground, SchoolId school, Heads line,
                           const LastingRule& rule) {
  const auto rolls = rolls_asked_for(ground, school, rule);
  const bool over = std::any_of(rolls.begin(), rolls.end(), [&](const YearRoll& each) {
    return each.roll && *each.roll >= line;
  });
  const bool open =
      std::any_of(rolls.begin(), rolls.end(), [](const YearRoll& each) { return !each.roll; });
  if (!over && !open) return {};
  return {over ? Lasting::not_below : Lasting::unknown,
          {over ? "plan.not_below_for_long" : "plan.reason.years_unknown",
           {{"school", ground.county.schools[school].name},
            {"line", line.count()},
            {"rolls", written(rolls)}}}};
}

std::vector<Heads> earlier_rolls(const Groundwork& ground, SchoolId school) {
  std::vector<Heads> result;
  if (!ground.history.year) return result;
  for (int year = *ground.history.year - 1;; --year) {
    const auto roll = ground.history.roll(school, year);
    if (!roll) return result;
    result.push_back(total(*roll));
  }
}

std::optional<Heads> highest_forecast(const Groundwork& ground, SchoolId school) {
  if (!ground.forecast) return std::nullopt;
  std::optional<Heads> highest;
  for (int year = ground.forecast->base_year + 1; year <= ground.forecast->last_year(); ++year) {
    const auto roll = ground.forecast->roll_of(school, year, Variant::middle);
    if (!roll) return std::nullopt;
    highest = std::max(highest.value_or(Heads(0)), *roll);
  }
  return highest;
}

}  // namespace budian::forecast
