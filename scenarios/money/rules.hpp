// Rates and subsidy rules as data (rates and rules never stand in code). Default:
// scenarios/standards/money.toml.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis/projection.hpp"
#include "scenarios/bus/problem.hpp"
#include "scenarios/money/bill_rules.hpp"
#include "scenarios/money/funding_rules.hpp"
#include "scenarios/money/ledger.hpp"

namespace budian::money {

/// A number with its source.
struct Rate {
  Fen amount;
  Source source;
};

/// 购车: spread evenly over the years of its life.
struct Purchase {
  Fen price;
  int life_years = 1;
  /// price ÷ life, rounded to fen.
  [[nodiscard]] Fen a_year() const;
};

/// Where buses stand at night.
struct BusDepot {
  std::string name;
  LonLat place;
  int available = -1;  ///< buses that it has room for; -1: as many as needed
};

struct BusRates {
  std::vector<bus::BusType>
      types;  ///< fixed cost: purchase, driver, attendants, insurance and inspection
  std::vector<Purchase> purchases;  ///< of each type
  Source types_source;
  Rate driver_a_year, attendant_a_year, insurance_and_inspection_a_year;
  int service_days = 0;
  int trips_a_day = 2;
  Source days_source;
  std::vector<BusDepot> depots;  ///< none: a bus sleeps where its day begins and ends
};

struct PublicFunds {  ///< 生均公用经费基准定额
  ByStage<Fen> a_pupil_year;
  Fen a_boarder_year;
  Heads small_school_least;  ///< a rural school with fewer pupils is funded as this many (100)
  double province_and_centre_share = 0;  ///< rest: county
  Source source;
};

struct StaffingNorm {               ///< 编制: pupils a post, and posts a class of a small school
  ByStage<double> pupils_a_post{};  ///< 0: no norm
  double posts_a_class_small = 0;
  Heads small_school_below;
  Source source;
};

/// What one more of a resource costs to buy or build, in the unit of the standards: m², piece,
/// volume, room, yuan of equipment. Teachers have no price: posts are not bought.
struct UnitCosts {
  std::array<std::optional<Fen>, resource_count> each{};
  [[nodiscard]] const std::optional<Fen>& of(Resource resource) const {
    return each[row(resource)];
  }
  Source source;
};

/// Which years a budget and an appraisal look at. A school year begins in September; the fiscal
/// year is the calendar year.
struct Horizon {
  int first_school_year = 0;  ///< 2026: the school year 2026/27
  int years = 1;              ///< school years
  double autumn_share = 0;    ///< of a school year's service that falls before New Year
  double price_growth = 0;    ///< a year: of wages, fuel and contracts (0.03: 3 %)
  double discount_rate = 0;   ///< a year
  Source source;
};

struct Rules {
  BusRates bus;
  BusFunding funding;
  PublicFunds public_funds;
  StaffingNorm staffing;
  UnitCosts unit_costs;
  Horizon horizon;
  BillRules bill;
};

/// Reads rules laid over `base` (keys that the text does not name keep their value). Unknown keys
/// and wrong types are problems with file and line (InputError).
Rules read_rules(std::string_view text, const std::string& file,
                 const std::optional<Rules>& base = std::nullopt);

/// The rules of scenarios/standards/money.toml.
Rules built_in_rules();

/// The yearly fixed cost of each bus type, from the rates and prices it is made of.
void put_together_fixed_costs(BusRates& rates);

/// Pupils that public funds are paid for, by stage: those on the roll, and in a rural school with
/// fewer than the small-school least the missing ones too, at the stage that has most of its pupils
/// (primary when equal). None without pupils.
ByStage<Heads> funded_pupils(const PublicFunds& rules, const School& school);
/// What a school receives a year: rate × max(pupils, small-school least where rural and below) +
/// boarders.
Fen public_funds_of(const PublicFunds& rules, const School& school);
/// Does a school tell the classes of a stage? A teaching point may teach several grades in one
/// class, which stands at one of them; elsewhere each grade with pupils has its own.
bool tells_classes(const School& school, Stage stage);
/// posts = max(P/ratio, classes × staff_per_class_small if P < 100) (policy §4.4); none of a stage
/// without pupils. Empty where a small school does not tell its classes: pupils alone could ask for
/// too few.
ByStage<std::optional<double>> posts_by_stage(const StaffingNorm& norm, const School& school);
/// Of both stages; empty where one of them is.
std::optional<double> posts_of(const StaffingNorm& norm, const School& school);

}  // namespace budian::money
