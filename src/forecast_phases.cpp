#include "src/forecast_phases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>

#include "gis/county_file.hpp"
#include "maps/json_values.hpp"
#include "scenarios/evaluate.hpp"
#include "src/terminal_table.hpp"

namespace budian {
namespace {

using forecast::Clash;
using Json = nlohmann::ordered_json;

const char* word_of(Clash clash) {
  constexpr std::array words{"budget", "township_closures", "moved_again", "roll", "building_year"};
  return words[static_cast<std::size_t>(clash)];
}

Message message_of(Clash clash) {
  constexpr std::array keys{"phasing.clash.budget", "phasing.clash.township_closures",
                            "phasing.clash.moved_again", "phasing.clash.roll",
                            "phasing.clash.building_year"};
  return {keys[static_cast<std::size_t>(clash)], {}};
}

const std::string& name_of(const StudyInputs& inputs, SchoolId school) {
  return inputs.ground.county.schools[school].name;
}

/// The groundwork's pupils are those of the year while it is judged.
void judge(StudyInputs& inputs, const PhasedPlan& phased, PhasedPlan::Year& year) {
  const int ahead = year.year - phased.terms.first_year;
  auto& groups = inputs.ground.placement.groups;
  auto pupils = inputs.ground.forecast
                    ? inputs.ground.forecast->groups_in(year.year, phased.terms.variant)
                    : std::nullopt;
  if (!pupils) return;
  std::swap(groups, *pupils);
  const Scenario scenario = forecast::scenario_until(
      inputs.scenarios.back(), phased.task, phased.phasing.phases, ahead, inputs.ground.county);
  year.refusals = apply(scenario, inputs.ground).refusals;
  year.judged = true;
  std::swap(groups, *pupils);
}

/// The scenario's own text without what closes schools, and with the year's closures by code.
std::string scenario_text(const PhasedPlan::Year& year, const StudyInputs& inputs) {
  std::istringstream lines(read_text_file(inputs.scenarios.back().file));
  std::string kept, block, line;
  bool in_measure = false, closes = false;
  const auto end_block = [&] {
    if (!(in_measure && closes)) kept += block;
    block.clear();
    in_measure = closes = false;
  };
  while (std::getline(lines, line)) {
    if (line.starts_with('[')) end_block();
    in_measure = in_measure || line.starts_with("[[measure]]");
    for (const char* word : {"\"close\"", "\"close_schools\"", "\"merge\""}) {
      closes = closes || (line.starts_with("do") && line.find(word) != std::string::npos);
    }
    block += line + "\n";
  }
  end_block();
  if (year.closed.empty()) return kept;
  kept += "\n[[measure]]\ndo = \"close_schools\"\nschools = [\n";
  for (const SchoolId school : year.closed) {
    kept += fmt::format("  \"{}\",  # {}\n", inputs.ground.county.schools[school].code,
                        name_of(inputs, school));
  }
  return kept + "]\n";
}

std::string year_word(const PhasedPlan& phased, const std::optional<int>& year, Language language) {
  return year ? std::to_string(phased.terms.first_year + *year) : text("phasing.none", language);
}

}  // namespace

PhasedPlan phase_plan(StudyInputs& inputs, const ForecastArguments& arguments) {
  PhasedPlan result;
  result.terms =
      forecast::read_phasing_terms(read_text_file(arguments.phasing), arguments.phasing.string());
  inputs.files.push_back(arguments.phasing);
  const Scenario& scenario = inputs.scenarios.back();
  const Outcome outcome = evaluate(scenario, apply(scenario, inputs.ground), inputs.ground);
  result.task = forecast::phasing_task(outcome, inputs.ground, result.terms);
  result.phasing = forecast::phase(result.task);
  for (int ahead = 0; ahead < result.terms.years; ++ahead) {
    PhasedPlan::Year year{result.terms.first_year + ahead, false, {}, {}};
    for (std::size_t c = 0; c < result.task.closures.size(); ++c) {
      const auto& closes = result.phasing.phases[c].closes;
      if (closes && *closes <= ahead) year.closed.push_back(result.task.closures[c].school);
    }
    judge(inputs, result, year);
    result.years.push_back(std::move(year));
  }
  return result;
}

std::string phases_in_words(const PhasedPlan& phased, const StudyInputs& inputs,
                            Language language) {
  std::vector<std::vector<std::string>> table(1);
  for (const char* column :
       {"phasing.column.school", "phasing.column.closes", "phasing.column.paid",
        "phasing.column.rooms", "phasing.column.yearly", "phasing.column.moved_again"}) {
    table.front().push_back(text(column, language));
  }
  for (std::size_t c = 0; c < phased.task.closures.size(); ++c) {
    const auto& closure = phased.task.closures[c];
    const auto& phase = phased.phasing.phases[c];
    const auto row = static_cast<std::size_t>(phase.closes.value_or(0));
    table.push_back({name_of(inputs, closure.school), year_word(phased, phase.closes, language),
                     closure.rooms > Fen(0) ? year_word(phased, phase.paid, language) : "",
                     fmt::format("{:.2f}", in_yuan(closure.rooms)),
                     fmt::format("{:.2f}", in_yuan(closure.yearly)),
                     phase.closes ? std::to_string(closure.moved_again[row].count()) : ""});
  }
  std::string result = terminal_table(table);
  const Message closed{"phasing.closed",
                       {{"closed", phased.phasing.closed()},
                        {"all", static_cast<std::int64_t>(phased.task.closures.size())}}};
  result += "\n" + text(closed, language) + "\n";
  if (!phased.phasing.proven) result += text("phasing.not_proven", language) + "\n";
  for (const Clash clash : phased.phasing.clashes) {
    result += text(message_of(clash), language) + "\n";
  }
  for (const auto& year : phased.years) {
    if (!year.judged) {
      result +=
          text(Message{"phasing.not_judged", {{"year", std::int64_t{year.year}}}}, language) + "\n";
    }
    for (const Refusal& refusal : year.refusals) {
      result += text(Message{"phasing.refused",
                             {{"year", std::int64_t{year.year}},
                              {"school", name_of(inputs, refusal.school)},
                              {"reason", text(refusal.reason, language)}}},
                     language) +
                "\n";
    }
  }
  return result;
}

std::string phases_json(const PhasedPlan& phased, const StudyInputs& inputs, Language language) {
  Json json{{"county", inputs.ground.county.name},
            {"invented", inputs.ground.county.is_invented},
            {"scenario", inputs.scenarios.back().code},
            {"first_year", phased.terms.first_year},
            {"proven", phased.phasing.proven},
            {"closures", Json::array()},
            {"clashes", Json::array()},
            {"years", Json::array()}};
  const auto year_of = [&](const std::optional<int>& year) {
    return year ? Json(phased.terms.first_year + *year) : Json();
  };
  for (std::size_t c = 0; c < phased.task.closures.size(); ++c) {
    const auto& closure = phased.task.closures[c];
    const auto& school = inputs.ground.county.schools[closure.school];
    json["closures"].push_back({{"code", school.code},
                                {"name", school.name},
                                {"closes", year_of(phased.phasing.phases[c].closes)},
                                {"rooms_paid", year_of(phased.phasing.phases[c].paid)},
                                {"rooms_yuan", in_yuan(closure.rooms)},
                                {"yearly_yuan", in_yuan(closure.yearly)}});
  }
  for (const Clash clash : phased.phasing.clashes) json["clashes"].push_back(word_of(clash));
  for (const auto& year : phased.years) {
    Json refused = Json::array();
    for (const Refusal& refusal : year.refusals) {
      refused.push_back({{"school", name_of(inputs, refusal.school)},
                         {"reason", text(refusal.reason, language)}});
    }
    json["years"].push_back({{"year", year.year},
                             {"pupils_known", year.judged},
                             {"refused", std::move(refused)},
                             {"scenario", fmt::format("phase_{}.toml", year.year)}});
  }
  return json.dump(1) + "\n";
}

void write_phases(const PhasedPlan& phased, const StudyInputs& inputs, Language language,
                  const OutputFolder& out) {
  out.write("phases.json", phases_json(phased, inputs, language));
  for (const auto& year : phased.years) {
    out.write(fmt::format("phase_{}.toml", year.year), scenario_text(year, inputs));
  }
}

}  // namespace budian
