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
  public_funds,  ///< 生均公用经费 after the plan, by who pays it: the rate of each line is the
                 ///< payer's part
  school_income,  ///< what the plan changes in public funds that schools receive (Payer::school),
                  ///< closure by closure; negative is a loss of the schools, not a saving (policy
                  ///< §6.1)
  // The following come from bill_lines.hpp.
  boarding_grants,   ///< 家庭经济困难学生生活补助
  meal_grants,       ///< 营养改善计划
  staff_posts,       ///< pay of the posts by the norm, only where posts are said to be cut
  buildings_once,    ///< rooms that the plan adds: their price
  buildings_a_year,  ///< the same price as a yearly sum
  idle_sites,        ///< of closed schools
  family_meals,      ///< lunch at school
  family_time,       ///< hours of accompanying adults at the value of an hour: not cash
};
inline constexpr std::array<Topic, 13> topics{
    Topic::bus_fixed,      Topic::bus_kilometres,   Topic::bus_share,   Topic::public_funds,
    Topic::school_income,  Topic::boarding_grants,  Topic::meal_grants, Topic::staff_posts,
    Topic::buildings_once, Topic::buildings_a_year, Topic::idle_sites,  Topic::family_meals,
    Topic::family_time};

/// What buses of one type cost: purchase spread over their life, crew, insurance and inspection,
/// kilometres.
enum class BusItem : std::uint8_t { vehicle, drivers, attendants, insurance, kilometres };
struct BusExpense {
  std::size_t type = 0;  ///< row of BusRates::types
  BusItem item = BusItem::vehicle;
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
  std::optional<BusExpense> bus;  ///< of the topics bus_fixed and bus_kilometres
};

/// One bus of the plan and what it does on a school day's morning.
struct BusDuty {
  std::size_t type = 0;                              ///< row of BusRates::types
  Millimetres a_morning, an_afternoon;               ///< loaded and empty
  std::vector<std::pair<TownshipId, Heads>> riders;  ///< by township of the receiving school
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

}  // namespace budian::money
