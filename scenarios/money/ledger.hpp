// Every figure is a line: quantity × rate = amount, payer, source of the rate.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis/county.hpp"
#include "gis/message.hpp"
#include "scenarios/balance/standard.hpp"
#include "scenarios/plan.hpp"

namespace budian::money {

enum class Payer : std::uint8_t { county, township, family, province_and_centre, school };
inline constexpr std::array<Payer, 5> payers{Payer::county, Payer::township, Payer::family,
                                             Payer::province_and_centre, Payer::school};

/// What a line is about; the order of the ledger. Topics answer different questions; bill.hpp says
/// which of them add up to what.
enum class Topic : std::uint8_t {
  bus_fixed,       ///< vehicles: purchase, crew, insurance, inspection; no payer yet
  bus_kilometres,  ///< fuel and repair; no payer yet
  bus_share,     ///< who pays the bus cost: sums by payer to bus_fixed + bus_kilometres, to the fen
  public_fares,  ///< what families pay on public lines, where the fare is told
  public_lines,  ///< what the county pays for public lines (政府购买服务)
  public_funds,  ///< 生均公用经费 after the plan, by who pays it: the rate of each line is the
                 ///< payer's part
  school_income,  ///< what the plan changes in public funds that schools receive (Payer::school),
                  ///< closure by closure; negative is a loss of the schools, not a saving (policy
                  ///< §6.1)
  // The following come from bill_lines.hpp.
  boarding_grants,  ///< 家庭经济困难学生生活补助
  boarding_care,    ///< 生活教师 of who boards by the plan
  meal_grants,      ///< 营养改善计划
  staff_posts,      ///< pay of the posts that the plan frees, only where posts are said to be cut
  itinerant_teachers,  ///< allowances and travel of teachers who visit small schools
  buildings_once,      ///< rooms that the plan adds: their price
  buildings_a_year,    ///< the same price as a yearly sum
  idle_sites,          ///< of closed schools
  family_meals,        ///< lunch at school
  family_time,         ///< hours of accompanying adults at the value of an hour: not cash
};
inline constexpr std::array<Topic, 17> topics{
    Topic::bus_fixed,      Topic::bus_kilometres,   Topic::bus_share,     Topic::public_fares,
    Topic::public_lines,   Topic::public_funds,     Topic::school_income, Topic::boarding_grants,
    Topic::boarding_care,  Topic::meal_grants,      Topic::staff_posts,   Topic::itinerant_teachers,
    Topic::buildings_once, Topic::buildings_a_year, Topic::idle_sites,    Topic::family_meals,
    Topic::family_time};

/// What buses of one type cost: purchase spread over their life, crew, insurance and inspection,
/// kilometres.
enum class BusItem : std::uint8_t { vehicle, drivers, attendants, insurance, kilometres };
struct BusExpense {
  std::size_t type = 0;  ///< row of BusRates::types
  BusItem item = BusItem::vehicle;
};

/// What cut a rule's sum: what fares and earlier rules left, the fares that families pay, a ceiling
/// of the rule, or the ceiling of its payer.
enum class Limit : std::uint8_t { none, left, fares, a_bus, a_pupil, a_township, in_all, payer };

/// How a rule of the bus funding came to a line of Topic::bus_share. The sums before limits are the
/// rule's in the township: all of its lines and payers together.
struct FundingStep {
  std::string rule;  ///< code; empty: the rest
  Bilingual name;
  Fen base;  ///< what the rule looks at
  Fen before_limits;
  Limit limit = Limit::none;
  std::optional<Fen> cap;         ///< the ceiling that cut it
  std::optional<Fen> promised{};  ///< least that the document promises of the base
  std::optional<Fen> unused{};    ///< of an operating grant; on the line that tells it
};

/// amount = quantity × rate, rounded once to fen (halves away from zero). A year's money; what a
/// payer pays is positive.
struct Line {
  Topic topic = Topic::bus_fixed;
  Message text;  ///< what it is for
  double quantity = 0;
  std::string unit;  ///< message key of the unit
  Fen rate;
  Fen amount;
  std::optional<Payer> payer;  ///< empty: a cost that later lines share out among payers
  Source source;
  std::optional<SchoolId> school;
  std::optional<TownshipId> township;
  std::optional<BusExpense> bus;       ///< of the topics bus_fixed and bus_kilometres
  std::optional<FundingStep> funding;  ///< of the topic bus_share
};

enum class Need : std::uint8_t { poor, disabled, left_behind, boarder };
inline constexpr std::array<Need, 4> rider_needs{Need::poor, Need::disabled, Need::left_behind,
                                                 Need::boarder};
constexpr std::size_t row(Need need) { return static_cast<std::size_t>(need); }
/// A row a Need; empty: not told.
using NeedHeads = std::array<std::optional<Heads>, rider_needs.size()>;

/// What rules tell riders apart by.
struct RiderKind {
  bool rural_school = true;  ///< the receiving school
  bool rural_home = true;    ///< the school of today
  bool displaced = false;
  friend bool operator==(const RiderKind&, const RiderKind&) = default;
};
struct RiderGroup {
  RiderKind kind;
  Heads heads;
  NeedHeads needs;
};
struct TownshipRiders {
  TownshipId township;  ///< of the receiving school
  Heads heads;
  std::vector<RiderGroup> groups{};  ///< as far as more is known of them
  /// What the bus drives for them, empty runs included; nothing told: its way by its riders.
  Millimetres a_morning{}, an_afternoon{};
};

/// One bus of the plan and what it does on a school day's morning.
struct BusDuty {
  std::size_t type = 0;                 ///< row of BusRates::types
  Millimetres a_morning, an_afternoon;  ///< loaded and empty
  std::vector<TownshipRiders> riders;
};
struct BusCosts {
  std::vector<BusDuty> duties;
};

struct Rules;

/// Every figure of a plan, ordered by topic. The bus cost is shared out by township: each township
/// district buys its own service, a bus that serves two counts in each by its riders.
std::vector<Line> make_ledger(const County& county, const Plan& plan, const BusCosts& buses,
                              const Rules& rules);

/// Sum of a topic: of one payer, or of the lines without a payer.
Fen sum_of(const std::vector<Line>& ledger, Topic topic, std::optional<Payer> payer);
/// bus_fixed and bus_kilometres together: what the buses cost a year.
Fen bus_cost(const std::vector<Line>& ledger);

/// Message keys of the names: "money.topic.bus_fixed", "money.payer.county".
std::string name_key(Topic topic);
std::string name_key(Payer payer);
/// "money.limit.a_bus".
std::string limit_key(Limit limit);

}  // namespace budian::money
