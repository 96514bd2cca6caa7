#include "maps/keep_list.hpp"

#include <algorithm>
#include <cmath>

namespace budian {
namespace {

using planner::Choice;
using planner::DecisionChange;
using planner::SchoolAdvice;

std::string joined(const std::vector<Message>& messages, Language language) {
  std::string all;
  for (const auto& message : messages) {
    if (!all.empty()) all += language == Language::zh ? "；" : "; ";
    all += text(message, language);
  }
  return all;
}

Message choice_words(const PlanStudy& study, const DecisionChange& change) {
  const auto boards = static_cast<std::size_t>(change.decision.boarders);
  constexpr std::array close{"advice.choice.close", "advice.choice.close_boarding_far",
                             "advice.choice.close_boarding"};
  constexpr std::array merge{"advice.choice.merge", "advice.choice.merge_boarding_far",
                             "advice.choice.merge_boarding"};
  switch (change.decision.choice) {
    case Choice::close:
      return {close[boards], {}};
    case Choice::merge:
      return {merge[boards],
              {{"receiver", study.ground.county.schools[change.decision.into].name}}};
    case Choice::visit:
      return {"advice.choice.visit", {}};
    case Choice::teaching_point:
      break;
  }
  return {"advice.choice.teaching_point", {}};
}

const DecisionChange* shown_change(const SchoolAdvice& advice) {
  if (advice.given_plan) return &*advice.given_plan;
  return advice.alone ? &*advice.alone : nullptr;
}

std::string rank_key(planner::AdviceRank rank) {
  constexpr std::array names{"advice.rank.close_first", "advice.rank.close",
                             "advice.rank.may_close", "advice.rank.keep", "advice.rank.not_asked"};
  return names[static_cast<std::size_t>(rank)];
}

std::string pays_text(const SchoolAdvice& advice) {
  if (!advice.alone || advice.alone->decision.choice == Choice::teaching_point) return "-";
  if (!advice.pays_at_all) return "0";
  return advice.pays_up_to ? std::to_string(advice.pays_up_to->count()) : "∞";
}

}  // namespace

std::optional<Message> keep_list_basis(const planner::Answer& answer) {
  const auto& fit = answer.advice_fit;
  const bool has_amounts =
      std::any_of(answer.advice.begin(), answer.advice.end(),
                  [](const SchoolAdvice& each) { return each.alone || each.given_plan; });
  if (!has_amounts) return std::nullopt;
  if (fit.schools == 0) return Message{"plan.keep_list_drafted", {}};
  return Message{"plan.keep_list_fit",
                 {{"schools", static_cast<std::int64_t>(fit.schools)},
                  {"yuan", std::llround(in_yuan(fit.mean_error))}}};
}

std::vector<KeepListRow> keep_list(const PlanStudy& study, Language language) {
  const County& county = study.ground.county;
  std::vector<KeepListRow> rows;
  for (const auto& advice : study.answer.advice) {
    const School& school = county.schools[advice.school];
    const DecisionChange* change = shown_change(advice);
    const auto extra = change ? change->extra[row(GradeBand::lower_primary)] : std::nullopt;
    rows.push_back({.rank = text(rank_key(advice.rank), language),
                    .school = school.name,
                    .code = school.code,
                    .township = county.townships[school.township].name,
                    .roll = std::to_string(advice.roll.count()),
                    .how = change ? text(choice_words(study, *change), language) : "-",
                    .alone = advice.alone ? yuan_text(advice.alone->purse) : "-",
                    .given = advice.given_plan ? yuan_text(advice.given_plan->purse) : "-",
                    .bus = change ? yuan_text(change->bus_cost) : "-",
                    .extra = extra ? minutes_text(*extra) : "-",
                    .pays_up_to = pays_text(advice),
                    .reasons = joined(advice.reasons, language),
                    .flips = joined(advice.flips, language)});
  }
  return rows;
}

std::vector<std::vector<std::string>> keep_list_rows(const PlanStudy& study, Language language) {
  std::vector<std::vector<std::string>> rows(1);
  for (const auto& column : keep_list_columns) rows.front().push_back(text(column.key, language));
  for (const auto& school : keep_list(study, language)) {
    auto& cells = rows.emplace_back();
    for (const auto& column : keep_list_columns) cells.push_back(school.*column.part);
  }
  return rows;
}

}  // namespace budian
