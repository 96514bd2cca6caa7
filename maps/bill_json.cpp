#include "maps/bill_json.hpp"

#include "maps/json_values.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
using money::BillSums;
using money::Payer;

Json sums_part(const BillSums& sums) {
  return {{"operating_yuan_a_year", in_yuan(sums.operating)},
          {"annuity_yuan_a_year", in_yuan(sums.annuity)},
          {"one_off_yuan", in_yuan(sums.one_off)},
          {"time_yuan_a_year_no_cash", in_yuan(sums.time)}};
}

Json years_part(const std::vector<Fen>& years) {
  Json list = Json::array();
  for (const Fen year : years) list.push_back(in_yuan(year));
  return list;
}

Json payers_part(const money::WholeBill& bill) {
  Json list = Json::array();
  for (const auto& payer : bill.by_payer) {
    list.push_back({{"payer", money::name_key(payer.payer)},
                    {"today", sums_part(payer.today)},
                    {"plan", sums_part(payer.plan)},
                    {"change", sums_part(payer.change())},
                    {"cash_today_yuan", years_part(payer.value_today.cash)},
                    {"cash_plan_yuan", years_part(payer.value_plan.cash)},
                    {"buses_today_yuan", years_part(payer.flow_today.buses)},
                    {"buses_plan_yuan", years_part(payer.flow_plan.buses)},
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

Json closure_lines_part(const money::ClosureBill& bill) {
  Json list = Json::array();
  for (const auto& line : bill.lines) {
    list.push_back({{"topic", money::name_key(line.topic)},
                    {"counts", money::is_cash(line.topic)},
                    {"text", sentence(line.text)},
                    {"payer", line.payer ? Json(money::name_key(*line.payer)) : Json()},
                    {"quantity", line.quantity},
                    {"rate_yuan", in_yuan(line.rate)},
                    {"change_yuan", in_yuan(line.amount)}});
  }
  return list;
}

Json closure_part(const money::ClosureBill& bill, const Plan& plan) {
  Json by_payer;
  for (const Payer payer : money::payers) {
    Json sums = sums_part(bill.of(payer));
    sums["present_value_yuan"] = in_yuan(bill.value[money::row(payer)]);
    by_payer[money::name_key(payer)] = std::move(sums);
  }
  return {{"school", bill.school ? Json(plan.schools[*bill.school].school.code) : Json()},
          {"closes", bill.closes},
          {"pupils", bill.pupils.count()},
          {"riders", bill.riders.count()},
          {"change_by_payer", std::move(by_payer)},
          {"public_funds_of_schools_yuan_a_year", in_yuan(bill.topic(money::Topic::school_income))},
          {"accompanying_hours_a_year", bill.hours},
          {"posts", bill.posts ? Json(*bill.posts) : Json()},
          {"lines", closure_lines_part(bill)}};
}

}  // namespace

Json bill_json(const Study& study, std::size_t scenario) {
  const auto& outcome = study.outcomes[scenario];
  const auto& bill = outcome.bill;
  const auto& horizon = study.ground.money.horizon;
  Json closures = Json::array();
  for (const auto& closure : outcome.closure_bills) {
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
  const auto& horizon = study.ground.money.horizon;
  auto notes = study.outcomes[scenario].bill.notes;
  notes.insert(notes.begin(), {"bill.convention",
                               {{"growth", 100 * horizon.price_growth},
                                {"rate", 100 * horizon.discount_rate},
                                {"years", std::int64_t{horizon.years}}}});
  return notes;
}

}  // namespace budian
