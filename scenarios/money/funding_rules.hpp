// Who pays the school buses, as data: what families pay, and the subsidies laid over one plan.
// Default: scenarios/standards/money.toml.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "scenarios/money/ledger.hpp"

namespace budian::money {

/// Sums by payer; a row a Payer.
using PayerSums = std::array<Fen, payers.size()>;
constexpr std::size_t row(Payer payer) { return static_cast<std::size_t>(payer); }

enum class Zone : std::uint8_t { town, rural };
inline constexpr std::array<Zone, 2> zones{Zone::town, Zone::rural};
constexpr std::size_t row(Zone zone) { return static_cast<std::size_t>(zone); }

/// What an amount a pupil is for; how many there are in a school year stands in BusFunding.
enum class Period : std::uint8_t { month, term, half_year, year };
struct PupilRate {
  std::array<Fen, zones.size()> amounts{};  ///< a row a Zone
  Period period = Period::year;
};

/// Whom a rule counts: all riders, or only those whom the plan sends to another school.
enum class RiderClass : std::uint8_t { all, displaced, not_displaced };

/// Rules hold for whole school years: for those on whose first day, 1 September, they are in force.
struct InForce {
  std::string from, until;  ///< ISO dates, both included; empty: open
  [[nodiscard]] bool in_school_year(int first_calendar_year) const;
};

/// How the amounts of a rule grow from the first school year of the horizon on.
struct PriceIndex {
  bool follows_prices = false;  ///< with Horizon::price_growth
  double own_growth = 0;        ///< a year, where it does not
};

/// A share of the fare that some pupils need not pay. Without a payer it is no income: the cost
/// stays with the rules and the rest.
struct Exemption {
  Need need = Need::poor;
  double share = 1;
  std::optional<Payer> payer;
};

struct FareRule {
  std::string code;
  Bilingual name;
  PupilRate rate;
  RiderClass riders = RiderClass::all;
  std::vector<Exemption> exemptions;
  InForce in_force;
  PriceIndex index;
  Source source;
};

/// 按合同价比例: share × base, at least least_share × base.
struct ShareOfContract {
  double share = 0;
  double least_share = 0;     ///< what the document promises at least (0.80 in the founding case)
  bool net_of_fares = false;  ///< base: the cost, or the cost less the fares paid
};
/// 按乘车学生定额: for all riders, or for those in need only (全额、半额补助 of 困难学生, …).
struct PerPupil {
  PupilRate rate;
  std::vector<Need> pupils{};  ///< who have one of these needs; none: all riders
  /// Given to families towards their fares, at most what they pay; else to the service.
  bool to_families = false;
};
/// Buses with so many approved seats (driver and attendants included), both bounds included.
struct SeatBand {
  Heads least, most;
  Fen a_year;
};
/// 按车定额.
struct PerBus {
  std::vector<SeatBand> bands;
};
/// 购车补助: of the purchase price, at most so much a bus.
struct PurchaseShare {
  double share = 0;
  std::optional<Fen> cap_a_bus;
};
/// 年度运营补助: one sum for the county, shared among townships by what their buses cost.
struct OperatingGrant {
  Fen a_year;
  bool passed_on = true;  ///< what a township cannot use goes to the others, or stays unused
};
/// 审计亏损补助: of what fares and the earlier rules leave.
struct AuditedLoss {
  double share = 1;
};
using SubsidyKind =
    std::variant<ShareOfContract, PerPupil, PerBus, PurchaseShare, OperatingGrant, AuditedLoss>;

struct PayerShare {
  Payer payer = Payer::county;
  double share = 1;
};

struct TownshipCeiling {
  std::string township;  ///< name or code
  Fen most;
  std::int64_t line = 0;  ///< of the rule file
};
/// Most that a rule pays a year: in all, in a township, a rider, a bus.
struct Ceilings {
  std::optional<Fen> in_all, a_township, a_pupil, a_bus;
  std::vector<TownshipCeiling> townships{};  ///< instead of a_township
  /// Of one township: its own, else that of every township.
  [[nodiscard]] std::optional<Fen> of(const Township* township) const;
};

struct SubsidyRule {
  std::string code;
  Bilingual name;
  SubsidyKind kind;
  std::vector<PayerShare> payers;  ///< shares sum to 1
  RiderClass riders = RiderClass::all;
  Ceilings ceilings;
  InForce in_force;
  PriceIndex index;
  Source source;
};

/// What the budget is sensitive to.
enum class Driver : std::uint8_t { fuel, wages, riders, share, days };
inline constexpr std::array<Driver, 5> drivers{Driver::fuel, Driver::wages, Driver::riders,
                                               Driver::share, Driver::days};
/// Steps of one driver: of fuel, wages and riders as a share of them (0.10: 10 % more), of the
/// contract share in parts of 1 (0.05: five points), of service days in days.
struct SensitivitySteps {
  Driver driver = Driver::fuel;
  std::vector<double> steps;
};

/// How the budget by years counts vehicles.
enum class Vehicles : std::uint8_t {
  by_rules,  ///< cash where a subsidy shares the price of buses, so that somebody buys them; else
             ///< spread: a service that is bought by contract has the vehicles in its price
  cash,      ///< their price in the year of purchase
  spread     ///< their price over their life
};

/// What families pay for a ride on a public line.
struct PublicFare {
  Fen a_ride;
  Source source;
};

/// All rules, applied in their order: fares first, then each subsidy to what is left, then the
/// rest.
struct BusFunding {
  int months = 10;            ///< of a school year, for rates a month
  int terms = 2;              ///< of a school year, for rates a term
  bool zone_of_home = false;  ///< zone: of today's school of the pupil, or of the receiving school
  Vehicles vehicles = Vehicles::by_rules;
  Payer rest = Payer::township;
  std::array<std::optional<Fen>, payers.size()> payer_ceilings;  ///< a year, over all rules
  std::vector<FareRule> fares;
  std::vector<SubsidyRule> subsidies;
  std::vector<SensitivitySteps> sensitivity;
  Source source, sensitivity_source;
  std::optional<PublicFare> public_fare;           ///< none: not told
  [[nodiscard]] int periods(Period period) const;  ///< in a school year
  /// Does the budget by years have the price of buses in the year of purchase?
  [[nodiscard]] bool buys_vehicles() const;
};

/// Message keys: "money.need.poor", "money.driver.fuel", "money.zone.town".
std::string name_key(Need need);
std::string name_key(Driver driver);
std::string name_key(Zone zone);
/// "money.kind.share_of_contract".
std::string name_key(const SubsidyKind& kind);

}  // namespace budian::money
