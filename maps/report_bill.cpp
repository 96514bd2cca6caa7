// The report's whole bill: payers today and under the plan, lines with their change, closures.
#include "maps/bill_json.hpp"
#include "maps/report_parts.hpp"

namespace budian::report {
namespace {

using money::BillSums;
using money::Payer;
using money::Topic;

std::string word_after(const std::string& key, const char* start) {
  return key.substr(std::string(start).size());
}
std::string payer_word(Payer payer) { return word_after(money::name_key(payer), "money.payer."); }

/// Operating, annuity, one-off.
Json sums_part(const BillSums& sums) {
  return {in_yuan(sums.operating), in_yuan(sums.annuity), in_yuan(sums.one_off)};
}

Json payers_part(const money::WholeBill& bill) {
  Json result = Json::array();
  for (const auto& payer : bill.by_payer) {
    if (payer.today == BillSums{} && payer.plan == BillSums{}) continue;
    result.push_back({{"payer", payer_word(payer.payer)},
                      {"today", sums_part(payer.today)},
                      {"plan", sums_part(payer.plan)},
                      {"value_today", in_yuan(payer.value_today.value)},
                      {"value_plan", in_yuan(payer.value_plan.value)}});
  }
  return result;
}

/// Only what changes and has a payer: the ledger has all lines of the plan.
Json lines_part(Desk& desk, const money::WholeBill& bill) {
  Json result = Json::array();
  for (const auto& change : bill.lines) {
    if (change.change() == Fen(0) || !change.line.payer) continue;
    const auto& line = change.line;
    result.push_back(
        {{"topic", topic_word(line.topic)},
         {"nature", word_after(money::name_key(money::nature_of(line.topic)), "money.nature.")},
         {"counts", money::is_cash(line.topic)},
         {"text", desk.texts.row(line.text)},
         {"payer", line.payer ? Json(payer_word(*line.payer)) : Json()},
         {"before", in_yuan(change.before)},
         {"after", in_yuan(change.after)},
         {"source", desk.texts.source(line.source)}});
  }
  return result;
}

Json closure_part(const money::ClosureBill& bill) {
  const auto a_year = [&](std::optional<Payer> payer) { return in_yuan(bill.of(payer).a_year()); };
  return {{"school", row_of(bill.school)},
          {"pupils", bill.pupils.count()},
          {"riders", bill.riders.count()},
          {"county", a_year(Payer::county)},
          {"township", a_year(Payer::township)},
          {"centre", a_year(Payer::province_and_centre)},
          {"family", a_year(Payer::family)},
          {"all", a_year(std::nullopt)},
          {"once", in_yuan(bill.of(std::nullopt).one_off)},
          {"value", in_yuan(bill.value[money::row(Payer::county)])},
          {"buses", in_yuan(bill.topic(Topic::bus_share))},
          {"meals", in_yuan(bill.topic(Topic::meal_grants))},
          {"school_funds", in_yuan(bill.topic(Topic::school_income))},
          {"hours", number_of(bill.hours, 0)},
          {"posts", number_of(bill.posts, 1)}};
}

}  // namespace

Json bill_part(Desk& desk, std::size_t scenario) {
  const auto& study = desk.study;
  const auto& outcome = study.outcomes[scenario];
  const auto& bill = outcome.bill;
  Json closures = Json::array();
  for (const auto& closure : outcome.closure_bills) {
    closures.push_back(closure_part(closure));
  }
  const auto& family = bill.of(Payer::family);
  return {{"payers", payers_part(bill)},
          {"school_income", in_yuan(bill.school_income)},
          {"hours", {number_of(bill.hours_today, 0), number_of(bill.hours_plan, 0)}},
          {"time_value", in_yuan(family.plan.time)},
          {"lines", lines_part(desk, bill)},
          {"closures", std::move(closures)},
          {"horizon_source", desk.texts.source(study.ground.money.horizon.source)},
          {"notes", desk.texts.rows(bill_notes_of(study, scenario))}};
}

}  // namespace budian::report
