#include "scenarios/money/bill_rules.hpp"

#include <cmath>

#include "scenarios/money/overlaid_table.hpp"

namespace budian::money {
namespace {

void money_by_stage(OverlaidTable& table, std::string_view key, ByStage<Fen>& values) {
  ByStage<double> amounts{in_yuan(values[0]), in_yuan(values[1])};
  table.by_stage(key, amounts);
  for (const Stage stage : stages) values[row(stage)] = yuan(amounts[row(stage)]);
}

void read_payer(OverlaidTable& table, Payer& payer) {
  if (!table.given("payer")) return;
  payer = table.table()
              .choice<Payer>("payer", {{"county", Payer::county},
                                       {"township", Payer::township},
                                       {"province_and_centre", Payer::province_and_centre}})
              .value_or(payer);
}

void read_boarding_grants(OverlaidTable& table, BoardingGrants& rule) {
  money_by_stage(table, "yuan_a_poor_boarder_year", rule.boarder_a_year);
  money_by_stage(table, "yuan_a_poor_day_pupil_year", rule.day_pupil_a_year);
  table.share("province_and_centre_share", rule.province_and_centre_share);
}

void read_boarding_care(OverlaidTable& table, BoardingCare& rule) {
  table.count("pupils_a_carer", 1, rule.pupils_a_carer);
  table.money("yuan_a_carer_year", rule.carer_a_year);
  read_payer(table, rule.payer);
}

void read_meal_grants(OverlaidTable& table, MealGrants& rule) {
  table.money("yuan_a_day", rule.a_day);
  table.count("days", 0, rule.days);
  table.share("province_and_centre_share", rule.province_and_centre_share);
}

void read_staff_pay(OverlaidTable& table, StaffPay& rule) {
  if (table.given("posts_are_cut")) {
    rule.posts_are_cut = table.table().flag("posts_are_cut").value_or(rule.posts_are_cut);
  }
  table.money("yuan_a_post_year", rule.a_post_year);
}

void read_building_works(OverlaidTable& table, BuildingWorks& rule) {
  table.number("m2_a_classroom", rule.m2_a_classroom);
  table.number("m2_a_boarder", rule.m2_a_boarder);
  table.count("life_years", 1, rule.life_years);
  read_payer(table, rule.payer);
}

void read_idle_sites(OverlaidTable& table, IdleSites& rule) {
  table.money("upkeep_yuan_a_site_year", rule.upkeep_a_year);
  table.money("reuse_yuan_a_site_year", rule.reuse_a_year);
  read_payer(table, rule.payer);
}

void read_family(OverlaidTable& table, FamilyCosts& rule) {
  table.money("lunch_yuan_a_day", rule.lunch_a_day);
  table.count("lunch_days", 0, rule.lunch_days);
  table.money("boarder_meals_yuan_a_day", rule.boarder_meals_a_day);
  double km = in_kilometres(rule.home_for_lunch_within);
  table.number("home_for_lunch_within_km", km);
  rule.home_for_lunch_within = metres(km * 1000);
  table.count("accompanied_grades", 0, rule.accompanied_grades);
  table.count("accompanied_trips_a_day", 0, rule.accompanied_trips_a_day);
  table.money("adult_hour_yuan", rule.adult_hour);
}

template <class Rule>
void read_one(const RuleTables& from, const char* key, Rule& rule,
              void (*read)(OverlaidTable& table, Rule& rule)) {
  auto table = from.table(key);
  if (!table) return;
  read(*table, rule);
  from.cite(key, rule.source);
}

}  // namespace

void read_bill_rules(const RuleTables& from, BillRules& rules) {
  read_one(from, "boarding_grants", rules.boarding_grants, read_boarding_grants);
  read_one(from, "boarding_care", rules.boarding_care, read_boarding_care);
  read_one(from, "meal_grants", rules.meal_grants, read_meal_grants);
  read_one(from, "staff_pay", rules.staff_pay, read_staff_pay);
  read_one(from, "building_works", rules.building_works, read_building_works);
  read_one(from, "idle_sites", rules.idle_sites, read_idle_sites);
  read_one(from, "family", rules.family, read_family);
}

}  // namespace budian::money
