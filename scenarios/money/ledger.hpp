// Every figure is a line: quantity × rate = amount, payer, source of the rate.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis/county.hpp"
#include "gis/message.hpp"
#include "scenarios/balance/standard.hpp"

namespace budian::money {

enum class Payer : std::uint8_t { county, township, family, province_and_centre, school };
inline constexpr std::array<Payer, 5> payers{Payer::county, Payer::township, Payer::family,
                                             Payer::province_and_centre, Payer::school};

/// What a line is about; the order of the ledger.
enum class Topic : std::uint8_t {
  bus_fixed,        ///< vehicles: annuity, crew, insurance, inspection
  bus_kilometres,   ///< fuel and repair
  bus_share,        ///< how the bus cost is paid: sums to the cost, by payer
  public_funds,     ///< 生均公用经费 with the small-school rule; what the school system receives
  school_income,    ///< effect of a closure on what schools receive
};

/// amount = quantity × rate, rounded once to fen. Money that a payer pays in a year is positive.
struct Line {
  Topic topic = Topic::bus_fixed;
  Message text;                  ///< what it is for
  double quantity = 0;
  std::string unit;              ///< message key of the unit
  Fen rate;
  Fen amount;
  std::optional<Payer> payer;    ///< empty: a cost that later lines share out among payers
  Source source;
  std::optional<SchoolId> school;
  std::optional<TownshipId> township;
};

}  // namespace budian::money
