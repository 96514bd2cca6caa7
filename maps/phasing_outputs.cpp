#include "maps/phasing_outputs.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "maps/csv_text.hpp"
#include "maps/json_values.hpp"

namespace budian {
namespace {

using forecast::Clash;
using forecast::PhasedPlan;
using forecast::PhasedYear;
using Json = nlohmann::ordered_json;

constexpr std::array clash_words{"budget", "township_closures", "moved_again", "roll",
                                 "building_year"};

Message message_of(Clash clash) {
  constexpr std::array keys{"phasing.clash.budget", "phasing.clash.township_closures",
                            "phasing.clash.moved_again", "phasing.clash.roll",
                            "phasing.clash.building_year"};
  return {keys[static_cast<std::size_t>(clash)], {}};
}

std::string yuan_and_fen(Fen money) { return fmt::format("{:.2f}", in_yuan(money)); }

std::string year_word(const PhasedPlan& plan, const std::optional<int>& year, Language language) {
  return year ? std::to_string(plan.terms.first_year + *year) : text("phasing.none", language);
}

template <std::size_t n>
TextTable header(const std::array<const char*, n>& columns, Language language) {
  TextTable table(1);
  for (const char* column : columns) table.front().push_back(text(column, language));
  return table;
}

std::string verdict(const PhasedPlan& plan, const PhasedYear& year, Language language) {
  if (!plan.task.limits.budget_a_year) return text("phasing.verdict.no_budget", language);
  return text(year.over_budget ? "phasing.verdict.over" : "phasing.verdict.within", language);
}

std::int64_t count_of(std::size_t size) { return static_cast<std::int64_t>(size); }

/// Years whose money is beyond the budget, or not known.
void add_money_remarks(const PhasedPlan& plan, std::vector<Message>& remarks) {
  const std::int64_t rounds = plan.rounds;
  remarks.push_back({"phasing.counted", {}});
  if (plan.task.limits.budget_a_year) remarks.push_back({"phasing.rounds", {{"rounds", rounds}}});
  bool over = false;
  for (const PhasedYear& year : plan.years) {
    const auto number = std::to_string(year.year);
    if (!year.judged) remarks.push_back({"phasing.not_judged", {{"year", number}}});
    if (!year.over_budget) continue;
    over = true;
    remarks.push_back({"phasing.over_budget",
                       {{"year", number},
                        {"counted", yuan_and_fen(year.money.counted())},
                        {"budget", yuan_and_fen(*plan.task.limits.budget_a_year)},
                        {"rounds", rounds}}});
  }
  if (!plan.settled && !over) remarks.push_back({"phasing.not_settled", {{"rounds", rounds}}});
}

Json closures_json(const PhasingStudy& study) {
  const PhasedPlan& plan = study.plan;
  const auto year_of = [&](const std::optional<int>& year) {
    return year ? Json(plan.terms.first_year + *year) : Json();
  };
  Json result = Json::array();
  for (std::size_t c = 0; c < plan.task.closures.size(); ++c) {
    const auto& closure = plan.task.closures[c];
    const auto& school = study.county.schools[closure.school];
    Json by_year = Json::array();
    for (int year = 0; year < plan.terms.years; ++year) {
      by_year.push_back(in_yuan(closure.yearly_in(year)));
    }
    result.push_back({{"code", school.code},
                      {"name", school.name},
                      {"closes", year_of(plan.phasing.phases[c].closes)},
                      {"rooms_paid", year_of(plan.phasing.phases[c].paid)},
                      {"rooms_yuan", in_yuan(closure.rooms)},
                      {"yearly_yuan", in_yuan(closure.yearly)},
                      {"counted_yuan_by_year", std::move(by_year)}});
  }
  return result;
}

Json year_json(const PhasingStudy& study, const PhasedYear& year, Language language) {
  Json refused = Json::array(), closed = Json::array();
  for (const Refusal& refusal : year.refusals) {
    refused.push_back({{"school", study.county.schools[refusal.school].name},
                       {"reason", text(refusal.reason, language)}});
  }
  for (const SchoolId school : year.closed) closed.push_back(study.county.schools[school].code);
  Json result{{"year", year.year},
              {"pupils_known", year.judged},
              {"closed", std::move(closed)},
              {"refused", std::move(refused)},
              {"scenario", fmt::format("phase_{}.toml", year.year)}};
  if (!year.judged) return result;
  const auto& budget = study.plan.task.limits.budget_a_year;
  result["buses"] = year.buses;
  result["buses_without_closures"] = year.buses_without;
  result["riders"] = year.riders.count();
  result["bus_cost_yuan"] = in_yuan(year.bus_cost);
  result["county_yuan"] = {{"buses", in_yuan(year.money.buses)},
                           {"rooms", in_yuan(year.money.rooms)},
                           {"other", in_yuan(year.money.other)},
                           {"counted", in_yuan(year.money.counted())}};
  result["within_budget"] = budget ? Json(!year.over_budget) : Json();
  return result;
}

}  // namespace

TextTable phased_closures(const PhasingStudy& study, Language language) {
  constexpr std::array columns{"phasing.column.school", "phasing.column.closes",
                               "phasing.column.paid",   "phasing.column.rooms",
                               "phasing.column.yearly", "phasing.column.moved_again"};
  TextTable table = header(columns, language);
  const PhasedPlan& plan = study.plan;
  for (std::size_t c = 0; c < plan.task.closures.size(); ++c) {
    const auto& closure = plan.task.closures[c];
    const auto& phase = plan.phasing.phases[c];
    table.push_back(
        {study.county.schools[closure.school].name, year_word(plan, phase.closes, language),
         closure.rooms > Fen(0) ? year_word(plan, phase.paid, language) : "",
         yuan_and_fen(closure.rooms), yuan_and_fen(closure.yearly),
         phase.closes ? std::to_string(closure.moved_again_in(*phase.closes).count()) : ""});
  }
  return table;
}

TextTable phased_years(const PhasingStudy& study, Language language) {
  constexpr std::array columns{"phasing.column.year",         "phasing.column.closed",
                               "phasing.column.buses",        "phasing.column.riders",
                               "phasing.column.bus_cost",     "phasing.column.county_buses",
                               "phasing.column.county_rooms", "phasing.column.county_other",
                               "phasing.column.counted",      "phasing.column.verdict"};
  TextTable table = header(columns, language);
  for (const PhasedYear& year : study.plan.years) {
    auto& line = table.emplace_back();
    line = {std::to_string(year.year), std::to_string(year.closed.size())};
    if (!year.judged) {
      line.resize(columns.size(), text("forecast.unknown_mark", language));
      continue;
    }
    line.push_back(std::to_string(year.buses));
    line.push_back(std::to_string(year.riders.count()));
    for (const Fen money : {year.bus_cost, year.money.buses, year.money.rooms, year.money.other,
                            year.money.counted()}) {
      line.push_back(yuan_and_fen(money));
    }
    line.push_back(verdict(study.plan, year, language));
  }
  return table;
}

std::vector<std::string> phasing_remarks(const PhasingStudy& study, Language language) {
  const PhasedPlan& plan = study.plan;
  std::vector<Message> remarks{
      {"phasing.closed",
       {{"closed", plan.phasing.closed()}, {"all", count_of(plan.task.closures.size())}}}};
  if (!plan.phasing.proven) remarks.push_back({"phasing.not_proven", {}});
  for (const Clash clash : plan.phasing.clashes) remarks.push_back(message_of(clash));
  add_money_remarks(plan, remarks);
  for (const PhasedYear& year : plan.years) {
    for (const Refusal& refusal : year.refusals) {
      remarks.push_back({"phasing.refused",
                         {{"year", std::to_string(year.year)},
                          {"school", study.county.schools[refusal.school].name},
                          {"reason", text(refusal.reason, language)}}});
    }
  }
  std::vector<std::string> result;
  for (const Message& remark : remarks) result.push_back(text(remark, language));
  return result;
}

std::string phases_csv(const PhasingStudy& study, Language language) {
  std::string csv = csv_mark;
  for (const auto& row : phased_years(study, language)) csv += csv_line(row);
  return csv;
}

std::string phases_json(const PhasingStudy& study, Language language) {
  const PhasedPlan& plan = study.plan;
  const auto& budget = plan.task.limits.budget_a_year;
  Json json{{"county", study.county.name},
            {"invented", study.county.is_invented},
            {"scenario", study.scenario},
            {"first_year", plan.terms.first_year},
            {"budget_yuan_a_year", budget ? Json(in_yuan(*budget)) : Json()},
            {"proven", plan.phasing.proven},
            {"rounds", plan.rounds},
            {"settled", plan.settled},
            {"closures", closures_json(study)},
            {"clashes", Json::array()},
            {"years", Json::array()}};
  for (const Clash clash : plan.phasing.clashes) {
    json["clashes"].push_back(clash_words[static_cast<std::size_t>(clash)]);
  }
  for (const PhasedYear& year : plan.years) {
    json["years"].push_back(year_json(study, year, language));
  }
  return json.dump(1) + "\n";
}

}  // namespace budian
