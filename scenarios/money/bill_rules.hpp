// Rules of the whole bill beside buses and public funds: grants to pupils, staff pay, buildings,
// sites that fall idle, what families bear.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "gis/county.hpp"
#include "scenarios/balance/standard.hpp"
#include "scenarios/money/ledger.hpp"

namespace budian::money {

class OverlaidTable;

/// 家庭经济困难学生生活补助, by stage: boarders, and day pupils (policy §6.2).
struct BoardingGrants {
  ByStage<Fen> boarder_a_year;
  ByStage<Fen> day_pupil_a_year;
  double province_and_centre_share = 0;  ///< rest: county
  Source source;
};

/// 生活教师: who looks after pupils whom a plan lets board.
struct BoardingCare {
  int pupils_a_carer = 1;
  Fen carer_a_year;
  Payer payer = Payer::county;
  Source source;
};

/// 营养改善计划: every pupil of a rural school; schools of the county seat are left out.
struct MealGrants {
  Fen a_day;
  int days = 0;
  double province_and_centre_share = 0;  ///< rest: county
  Source source;
  [[nodiscard]] Fen a_year() const { return a_day * days; }
};

/// Posts turn into money only where somebody says that they are cut (policy §6.2).
struct StaffPay {
  bool posts_are_cut = false;
  Fen a_post_year;
  Source source;
};

/// Rooms that a plan adds. The price of a square metre is UnitCosts' of Resource::building_area.
struct BuildingWorks {
  double m2_a_classroom = 0;  ///< with its part of corridors, stairs, lavatories
  double m2_a_boarder = 0;
  int life_years = 1;
  Payer payer = Payer::county;
  Source source;
};

/// Sites of closed schools.
struct IdleSites {
  Fen upkeep_a_year;
  Fen reuse_a_year;  ///< what another use of the site brings in; 0: not known
  Payer payer = Payer::county;
  Source source;
};

struct FamilyCosts {
  Fen lunch_a_day;  ///< price of lunch at school, of which the meal grant is taken off
  int lunch_days = 0;
  Fen boarder_meals_a_day;            ///< breakfast and supper of who boards, on the same days
  Millimetres home_for_lunch_within;  ///< who walks farther eats at school
  int accompanied_grades = 0;         ///< grades 1 to this one are accompanied on foot
  int accompanied_trips_a_day = 0;
  Fen adult_hour;
  Source source;
};

struct BillRules {
  BoardingGrants boarding_grants;
  BoardingCare boarding_care;
  MealGrants meal_grants;
  StaffPay staff_pay;
  BuildingWorks building_works;
  IdleSites idle_sites;
  FamilyCosts family;
};

/// What the reader of the whole file lends: its tables by key, and the sources that it cites.
struct RuleTables {
  std::function<std::optional<OverlaidTable>(std::string_view key)> table;
  std::function<void(std::string_view rule, Source& source)> cite;
};

/// Reads the tables [boarding_grants], [boarding_care], [meal_grants], [staff_pay],
/// [building_works], [idle_sites] and [family] over the values that `rules` had before.
void read_bill_rules(const RuleTables& from, BillRules& rules);

}  // namespace budian::money
