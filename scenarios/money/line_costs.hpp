// What each bus line costs a year: its part of what the ledger says the buses cost.
#pragma once

#include <array>
#include <vector>

#include "scenarios/bus/bus_service.hpp"
#include "scenarios/money/ledger.hpp"
#include "scenarios/money/rules.hpp"

namespace budian::money {

/// As BusItem, but the kilometres with pupils and the empty ones apart.
enum class LineItem : std::uint8_t {
  vehicle,
  driver,
  attendants,
  insurance,
  loaded_kilometres,
  empty_kilometres
};
inline constexpr std::array<LineItem, 6> line_items{
    LineItem::vehicle,           LineItem::driver,
    LineItem::attendants,        LineItem::insurance,
    LineItem::loaded_kilometres, LineItem::empty_kilometres};

struct LineCosts {
  std::array<Fen, line_items.size()> parts{};  ///< a row a LineItem
  double loaded_kilometres = 0;                ///< a year
  double empty_kilometres = 0;                 ///< a year
  Heads pupils;                                ///< who board in a morning
  [[nodiscard]] Fen of(LineItem item) const { return parts[static_cast<std::size_t>(item)]; }
  [[nodiscard]] Fen sum() const;
  /// Rounded to fen, halves up; none where nobody rides.
  [[nodiscard]] Fen a_pupil() const;
};

/// Of each line of the service. A bus's fixed cost is shared among its lines by their pupils;
/// kilometres are the line's own. Over all lines each cost line of the ledger is met to the fen.
std::vector<LineCosts> line_costs(const std::vector<Line>& ledger, const BusRates& rates,
                                  const BusService& buses);

/// Message key of the name: "money.item.vehicle".
std::string name_key(LineItem item);

}  // namespace budian::money
