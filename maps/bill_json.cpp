#include "maps/bill_json.hpp"

#include "scenarios/money/closure_bills.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
using money::BillSums;
using money::Payer;

Json sentence(const Message& message) {
  return {{"key", message.key},
          {"zh", text(message, Language::zh)},
          {"en", text(message, Language::en)}};
}

Json sums_part(const BillSums& sums) {
  return {{"operating_yuan_a_year", in_yuan(sums.operating)},
          {"annuity_yuan_a_year", in_yuan(sums.annuity)},
          {"one_off_yuan", in_yuan(sums.one_off)},
          {"time_yuan_a_year_no_cash", in_yuan(sums.time)}};
}

/// Now, then the years.
Json cash_part(const money::PresentValue& value) {
  Json cash = Json::array();
  for (const Fen year : value.cash) cash.push_back(in_yuan(year));
  return cash;
}

Json payers_part(const money::WholeBill& bill) {
  Json list = Json::array();
  for (const auto& payer : bill.by_payer) {
    list.push_back({{"payer", money::name_key(payer.payer)},
                    {"today", sums_part(payer.today)},
                    {"plan", sums_part(payer.plan)},
                    {"change", sums_part(payer.change())},
                    {"cash_today_yuan", cash_part(payer.value_today)},
                    {"cash_plan_yuan", cash_part(payer.value_plan)},
                    {"present_value_today_yuan", in_yuan(payer.value_today.value)},
                    {"present_value_plan_yuan", in_yuan(payer.value_plan.value)}});
  }
  return list;
}

Json lines_part(const money::WholeBill& bill, const Study& study, const Plan& plan) {
  const auto& townships = study.ground.county.townships;
  Json list = Json::array();
  for (const auto& change : bill.lines) {
    const auto& line = change.line;
    list.push_back({{"topic", money::name_key(line.topic)},
                    {"nature", money::name_key(money::nature_of(line.topic))},
                    {"counts", money::is_cash(line.topic)},
                    {"text", sentence(line.text)},
                    {"payer", line.payer ? Json(money::name_key(*line.payer)) : Json()},
                    {"school", line.school ? Json(plan.schools[*line.school].school.code) : Json()},
                    {"township", line.township ? Json(townships[*line.township].name) : Json()},
                    {"quantity_today", change.quantity_before},
                    {"quantity_plan", change.quantity_after},
                    {"today_yuan", in_yuan(change.before)},
                    {"plan_yuan", in_yuan(change.after)},
                    {"change_yuan", in_yuan(change.change())}});
  }
  return list;
}

Json closure_part(const money::ClosureBill& bill, const Plan& plan) {
  Json by_payer;
  for (const Payer payer : money::payers) {
    by_payer[money::name_key(payer)] = sums_part(bill.of(payer));
  }
  return {{"school", bill.school ? Json(plan.schools[*bill.school].school.code) : Json()},
          {"closes", bill.closes},
          {"pupils", bill.pupils.count()},
          {"riders", bill.riders.count()},
          {"change_by_payer", std::move(by_payer)},
          {"public_funds_of_schools_yuan_a_year", in_yuan(bill.topic(money::Topic::school_income))},
          {"accompanying_hours_a_year", bill.hours},
          {"posts", bill.posts ? Json(*bill.posts) : Json()}};
}

}  // namespace

Json bill_json(const Study& study, std::size_t scenario) {
  const auto& today = study.outcomes.front();
  const auto& outcome = study.outcomes[scenario];
  const auto& horizon = study.ground.money.horizon;
  const auto bill = money::whole_bill(today.ledger, outcome.ledger, horizon);
  Json closures = Json::array();
  for (const auto& closure : money::closure_bills(today, outcome, study.ground)) {
    closures.push_back(closure_part(closure, outcome.plan));
  }
  Json notes = Json::array();
  for (const auto& note : bill_notes_of(study, scenario)) notes.push_back(sentence(note));
  return {{"first_school_year", horizon.first_school_year},
          {"years", horizon.years},
          {"price_growth", horizon.price_growth},
          {"discount_rate", horizon.discount_rate},
          {"by_payer", payers_part(bill)},
          {"public_funds_of_schools_change_yuan_a_year", in_yuan(bill.school_income)},
          {"accompanying_hours_a_year_today", bill.hours_today},
          {"accompanying_hours_a_year_plan", bill.hours_plan},
          {"lines", lines_part(bill, study, outcome.plan)},
          {"closures", std::move(closures)},
          {"notes", std::move(notes)}};
}

std::vector<Message> bill_notes_of(const Study& study, std::size_t scenario) {
  const auto& outcome = study.outcomes[scenario];
  const auto& horizon = study.ground.money.horizon;
  auto notes = money::bill_notes({study.ground.county, outcome.plan, outcome.journeys,
                                  study.ground.money, &study.scenarios[scenario].staff});
  notes.insert(notes.begin(), {"bill.convention",
                               {{"growth", 100 * horizon.price_growth},
                                {"rate", 100 * horizon.discount_rate},
                                {"years", std::int64_t{horizon.years}}}});
  return notes;
}

}  // namespace budian
