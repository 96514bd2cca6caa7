// Who pays the buses, for other programs and for the page: rules as applied, budget by years,
// sensitivity.
#include "maps/subsidy_json.hpp"

#include "maps/subsidy_tables.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, money::payers.size()> payer_words{
    "county", "township", "family", "province_and_centre", "school"};

Json yuan_by_payer(const money::PayerSums& sums) {
  Json result = Json::object();
  for (const auto payer : money::payers) {
    result[payer_words[money::row(payer)]] = in_yuan(sums[money::row(payer)]);
  }
  return result;
}

Json both(const Bilingual& words) { return {{"zh", words.zh}, {"en", words.en}}; }
Json both(const std::string& key) {
  return {{"zh", text(key, Language::zh)}, {"en", text(key, Language::en)}};
}
Json limits_of(const std::set<money::Limit>& limits) {
  Json list = Json::array();
  for (const auto limit : limits) list.push_back(money::limit_key(limit));
  return list;
}

Json rules_of(const std::vector<AppliedRule>& rules) {
  Json list = Json::array();
  for (const auto& rule : rules) {
    list.push_back({{"code", rule.code.empty() ? Json() : Json(rule.code)},
                    {"name", rule.code.empty() ? both("money.kind.rest") : both(rule.name)},
                    {"kind", rule.kind_key},
                    {"source", both(rule.source.document)},
                    {"date", rule.source.date},
                    {"yuan", in_yuan(rule.sum())},
                    {"paid_yuan", yuan_by_payer(rule.paid)},
                    {"limits", limits_of(rule.limits)},
                    {"exemption_not_told", rule.untold},
                    {"unused_yuan", rule.unused ? Json(in_yuan(*rule.unused)) : Json()}});
  }
  return list;
}

Json townships_of(const County& county, const money::BudgetYear& year) {
  Json list = Json::array();
  for (const auto& township : year.townships) {
    list.push_back(
        {{"township", township.township ? Json(county.townships[*township.township].name) : Json()},
         {"riders", township.riders.count()},
         {"running_yuan", in_yuan(township.running)},
         {"purchases_yuan", in_yuan(township.purchases)},
         {"paid_yuan", yuan_by_payer(township.paid)}});
  }
  return list;
}

/// Rules that ceilings keep below the share that their document promises.
Json gaps_of(const money::BudgetYear& year) {
  Json list = Json::array();
  for (const auto& gap : year.gaps) {
    list.push_back({{"rule", gap.rule},
                    {"base_yuan", in_yuan(gap.base)},
                    {"promised_yuan", in_yuan(gap.promised)},
                    {"paid_yuan", in_yuan(gap.paid)}});
  }
  return list;
}

Json years_of(const County& county, const std::vector<money::BudgetYear>& years, bool school) {
  Json list = Json::array();
  for (const auto& year : years) {
    Json entry{{"year", year_text(year, school)},
               {"running_yuan", in_yuan(year.running())},
               {"purchases_yuan", in_yuan(year.purchases())},
               {"paid_yuan", yuan_by_payer(year.paid())}};
    if (school) entry["rules"] = year.rules;
    if (school) entry["below_promise"] = gaps_of(year);
    if (!school) entry["open"] = year.open;
    entry["townships"] = townships_of(county, year);
    list.push_back(std::move(entry));
  }
  return list;
}

Json sensitivity_of(const std::vector<money::SensitivityCase>& cases) {
  Json list = Json::array();
  for (const auto& step : cases) {
    list.push_back({{"of", money::name_key(step.driver)},
                    {"step", step.step},
                    {"cost_yuan", in_yuan(step.cost)},
                    {"paid_yuan", yuan_by_payer(step.paid)}});
  }
  return list;
}

}  // namespace

Json funding_json(const Study& study, const Outcome& outcome) {
  const County& county = study.ground.county;
  const auto& money = outcome.bus_money;
  Json lines = Json::array();
  for (std::size_t i = 0; i < money.lines.size(); ++i) {
    lines.push_back({{"line", outcome.plan.buses.lines[i].name},
                     {"cost_yuan", in_yuan(outcome.line_costs[i].sum())},
                     {"paid_yuan", yuan_by_payer(money.lines[i])}});
  }
  return {{"rules", rules_of(applied_rules(outcome.ledger, study.ground.money.funding))},
          {"vehicles", money.budget.cash ? "cash" : "spread"},
          {"school_years", years_of(county, money.budget.school_years, true)},
          {"fiscal_years", years_of(county, money.budget.fiscal_years, false)},
          {"lines", std::move(lines)},
          {"sensitivity", sensitivity_of(money.sensitivity)}};
}

Json funding_step_json(const money::Line& line) {
  if (!line.funding) return nullptr;
  const auto& step = *line.funding;
  return {{"rule", step.rule.empty() ? Json() : Json(step.rule)},
          {"base_yuan", in_yuan(step.base)},
          {"before_limits_yuan", in_yuan(step.before_limits)},
          {"limit", money::limit_key(step.limit)},
          {"cap_yuan", step.cap ? Json(in_yuan(*step.cap)) : Json()},
          {"promised_yuan", step.promised ? Json(in_yuan(*step.promised)) : Json()}};
}

namespace report {

Json amounts(const money::PayerSums& sums) {
  Json list = Json::array();
  for (const Fen sum : sums) list.push_back(in_yuan(sum));
  return list;
}

/// By how much ceilings keep rules below what they promise; null where they do not.
Json missing(const money::BudgetYear& year) {
  if (year.gaps.empty()) return nullptr;
  Fen sum;
  for (const auto& gap : year.gaps) sum += gap.missing();
  return in_yuan(sum);
}

Json funding_part(Desk& desk, const Outcome& outcome) {
  Json rules = Json::array(), years = Json::array(), fiscal = Json::array(), steps = Json::array();
  for (const auto& rule : applied_rules(outcome.ledger, desk.study.ground.money.funding)) {
    const auto limits = desk.texts.row(limits_text(rule.limits, Language::zh),
                                       limits_text(rule.limits, Language::en));
    rules.push_back(
        {{"name",
          rule.code.empty() ? desk.texts.key("money.kind.rest") : desk.texts.row(rule.name)},
         {"kind", desk.texts.key(rule.kind_key)},
         {"terms", rule.terms.key.empty() ? Json()
                                          : Json(desk.texts.row(text(rule.terms, Language::zh),
                                                                text(rule.terms, Language::en)))},
         {"source", desk.texts.source(rule.source)},
         {"paid", amounts(rule.paid)},
         {"limits", rule.limits.empty() ? Json() : Json(limits)},
         {"untold", rule.untold},
         {"unused", rule.unused ? Json(in_yuan(*rule.unused)) : Json()}});
  }
  const auto add = [](const money::BudgetYear& year, bool school, Json& list) {
    list.push_back({{"year", year_text(year, school)},
                    {"running", in_yuan(year.running())},
                    {"purchases", in_yuan(year.purchases())},
                    {"paid", amounts(year.paid())},
                    {"short", missing(year)},
                    {"open", year.open}});
  };
  for (const auto& year : outcome.bus_money.budget.school_years) add(year, true, years);
  for (const auto& year : outcome.bus_money.budget.fiscal_years) add(year, false, fiscal);
  for (const auto& step : outcome.bus_money.sensitivity) {
    steps.push_back(
        {{"driver", desk.texts.key(money::name_key(step.driver))},
         {"step", desk.texts.row(step_text(step, Language::zh), step_text(step, Language::en))},
         {"cost", in_yuan(step.cost)},
         {"paid", amounts(step.paid)}});
  }
  return {{"rules", std::move(rules)},
          {"vehicles", desk.texts.key(vehicles_key(outcome.bus_money.budget))},
          {"school_years", std::move(years)},
          {"fiscal_years", std::move(fiscal)},
          {"sensitivity", std::move(steps)}};
}

}  // namespace report
}  // namespace budian
