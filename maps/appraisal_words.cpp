#include "maps/appraisal_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/money/closure_bills.hpp"

namespace budian::appraisal {

std::string name_of(const TownshipColumn& column, Language language) {
  const std::string name = text(column.name, language);
  const std::string& subject = in(column.subject, language);
  if (subject.empty()) return name;
  const std::string& detail = in(column.detail, language);
  const std::string whole = detail.empty() ? name : detail + " · " + name;
  return subject + text("place.colon", language) + whole;
}

std::string name_of(const Burden& burden, const County& county, Language language) {
  const auto numbered = [&](const char* group) {
    return text(group + std::to_string(burden.row), language);
  };
  const auto of_stage = [&](const char* group, std::size_t stage) {
    return std::string(group) + (stage == 0 ? "primary" : "junior");
  };
  switch (burden.bearers) {
    case Bearers::band:
      return numbered("bearers.band.");
    case Bearers::special:
      return numbered("bearers.special.");
    case Bearers::boarders:
      return text("bearers.boarders", language);
    case Bearers::township:
      return county.townships[TownshipId(burden.row)].name;
    case Bearers::decile:
      return text(Message{of_stage("bearers.decile.", burden.row / 10),
                          {{"tenth", static_cast<std::int64_t>(burden.row % 10) + 1}}},
                  language);
    case Bearers::far_unknown:
      return text(of_stage("bearers.far_unknown.", burden.row), language);
  }
  return {};
}

std::string group_key(Bearers bearers) {
  switch (bearers) {
    case Bearers::band:
      return "bearers.group.band";
    case Bearers::special:
    case Bearers::boarders:
      return "bearers.group.special";
    case Bearers::township:
      return "bearers.group.township";
    case Bearers::decile:
    case Bearers::far_unknown:
      break;
  }
  return "bearers.group.decile";
}

std::string remark_of(const Burden& burden, Language language) {
  if (!burden.reported) return text("children.not_reported", language);
  std::string result;
  const auto add = [&](const Message& message) {
    result += (result.empty() ? "" : text("place.comma", language)) + text(message, language);
  };
  if (burden.silent > 0) {
    add({"children.silent",
         {{"settlements", burden.silent},
          {"pupils", burden.silent_pupils.count()},
          {"displaced", burden.silent_displaced.count()}}});
  }
  if (burden.not_placed > Heads(0)) {
    add({"children.not_placed", {{"heads", burden.not_placed.count()}}});
  }
  if (burden.bearers == Bearers::boarders) return result;
  if (burden.road_unknown > Heads(0)) {
    add({"children.road_unknown", {{"pupils", burden.road_unknown.count()}}});
  }
  if (burden.time_unknown > Heads(0)) {
    add({"children.time_unknown", {{"pupils", burden.time_unknown.count()}}});
  }
  if (burden.lines_after.unknown > Heads(0)) {
    add({"children.lines_unknown", {{"pupils", burden.lines_after.unknown.count()}}});
  }
  if (burden.lines_after.not_judged > Heads(0)) {
    add({"children.no_line", {{"pupils", burden.lines_after.not_judged.count()}}});
  }
  return result;
}

std::string mark_key(Mark mark) {
  switch (mark) {
    case Mark::none:
      return "children.mark.none";
    case Mark::amber:
      return "children.mark.amber";
    case Mark::red:
      break;
  }
  return "children.mark.red";
}

std::string state_key(StepState state) {
  switch (state) {
    case StepState::passed:
      return "procedure.state.passed";
    case StepState::open:
      return "procedure.state.open";
    case StepState::failed:
      return "procedure.state.failed";
    case StepState::does_not_apply:
      break;
  }
  return "procedure.state.does_not_apply";
}

std::string verdict_key(ClosureVerdict verdict) {
  switch (verdict) {
    case ClosureVerdict::not_permissible:
      return "procedure.verdict.not_permissible";
    case ClosureVerdict::failed:
      return "procedure.verdict.failed";
    case ClosureVerdict::open:
      return "procedure.verdict.open";
    case ClosureVerdict::complete:
      break;
  }
  return "procedure.verdict.complete";
}

std::string last_word(const std::string& key) { return key.substr(key.rfind('.') + 1); }

Message name_of(const RiskRule& rule) {
  const auto named = [&](const char* key) {
    return Message{key, {{"line", rule.line.value_or(0)}}};
  };
  switch (rule.figure) {
    case RiskFigure::farther_without_boarding:
      return named("risk.figure.farther_without_boarding");
    case RiskFigure::girls:
      return named("risk.figure.girls");
    case RiskFigure::lower_grades_displaced:
      return named("risk.figure.lower_grades_displaced");
    case RiskFigure::long_travel:
      return named("risk.figure.long_travel");
    case RiskFigure::large_classes_at_receivers:
      return named("risk.figure.large_classes_at_receivers");
    case RiskFigure::lower_grades_boarding:
      return named("risk.figure.lower_grades_boarding");
    case RiskFigure::mean_distance_growth:
      return named("risk.figure.mean_distance_growth");
    case RiskFigure::one_year_roll:
      return named("risk.figure.one_year_roll");
    case RiskFigure::left_behind_displaced:
      break;
  }
  return named("risk.figure.left_behind_displaced");
}

std::string causes_text(const TownshipScore& score, const ScoreRules& rules,
                        const std::vector<TownshipColumn>& columns, Language language) {
  std::string result;
  for (const auto& cause : score.causes) {
    const auto& key = rules.marks[cause.mark].key;
    const auto column = std::find_if(columns.begin(), columns.end(),
                                     [&](const TownshipColumn& each) { return each.key == key; });
    if (column == columns.end()) continue;
    if (!result.empty()) result += "\n";
    result +=
        fmt::format("{} {:.{}f}{} ({})", name_of(*column, language), cause.value, column->decimals,
                    column->unit.empty() ? "" : " " + text(column->unit, language),
                    text(mark_key(cause.level), language));
  }
  return result;
}

std::vector<KeepOrClose> against_keeping(const Study& study, std::size_t scenario) {
  const Outcome& outcome = study.outcomes[scenario];
  const auto& bills = outcome.closure_bills;
  const auto& rules = study.ground.money;
  std::vector<KeepOrClose> result;
  for (std::size_t i = 0; i < outcome.plan.closures.size(); ++i) {
    const SchoolId id = outcome.plan.closures[i].school;
    const auto found = std::find_if(bills.begin(), bills.end(), [&](const auto& bill) {
      return bill.school == std::optional(id);
    });
    const money::ClosureBill bill = found == bills.end() ? money::ClosureBill{} : *found;
    const School& today = study.ground.county.schools[id];
    const auto a_year = [&](std::optional<money::Payer> payer) {
      return in_yuan(bill.of(payer).a_year());
    };
    KeepOrClose pair;
    pair.keeping = {"procedure.keeping_posts_unknown",
                    {{"funds", in_yuan(money::public_funds_of(rules.public_funds, today))}}};
    if (const auto posts = money::posts_of(rules.staffing, today)) {
      pair.keeping.key = "procedure.keeping";
      pair.keeping.arguments.emplace_back("posts", std::round(10 * *posts) / 10);
    }
    pair.closing = {"procedure.closing",
                    {{"county", a_year(money::Payer::county)},
                     {"township", a_year(money::Payer::township)},
                     {"centre", a_year(money::Payer::province_and_centre)},
                     {"family", a_year(money::Payer::family)},
                     {"all", a_year(std::nullopt)},
                     {"once", in_yuan(bill.of(std::nullopt).one_off)}}};
    result.push_back(std::move(pair));
  }
  return result;
}

}  // namespace budian::appraisal
