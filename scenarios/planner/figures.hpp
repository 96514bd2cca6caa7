// The few figures by which plans are compared; the same function reads them from a sketch and from
// a full outcome.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "scenarios/balance/indicators.hpp"
#include "scenarios/money/ledger.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/planner/goal.hpp"

namespace budian::planner {

/// One standard's judgement of one stage.
struct StageBalance {
  std::optional<double> cv;  ///< the composite, else the greatest of its CVs; empty: not known
  std::optional<double> shortfall;  ///< how much is lacking to its line, 0: passes; empty: no line
};

/// Does what the payer pays come out of the purse?
constexpr bool is_paid_from(Purse purse, money::Payer payer) {
  return purse == Purse::all || payer == money::Payer::county;
}

struct Figures {
  std::array<Fen, money::payers.size()> a_year{};     ///< by payer: operating and annuities
  std::array<Fen, money::payers.size()> bus_share{};  ///< of these, for buses
  Fen bus_cost;                                       ///< of the year, whoever pays it
  Heads pupils, moved, riders;
  Heads boarders;                 ///< whom the plan lets board
  Heads moved_lower;              ///< of those who change school, grades 1-3
  Heads long_journeys;            ///< beyond the goal's line door to door, or without a known way;
                                  ///< of a school day: who boards has none
  Heads over_limit;               ///< as TravelSummary::over_limit
  std::int64_t travel_hours = 0;  ///< of all pupils, one way, thousandths of an hour a day
  Milliseconds mean_time, p90_time;  ///< door to door, of those with a known way
  std::int64_t schools_open = 0, closures = 0, turned = 0;
  std::int64_t visited = 0;                    ///< schools to which teachers come
  std::vector<ByStage<StageBalance>> balance;  ///< a row a standard
  [[nodiscard]] Fen of(money::Payer payer) const { return a_year[static_cast<std::size_t>(payer)]; }
  /// What the purse pays.
  [[nodiscard]] Fen of(Purse purse) const;
  friend bool operator==(const Figures&, const Figures&) = default;
};
bool operator==(const StageBalance& a, const StageBalance& b);

/// What figures are read from.
struct FigureBasis {
  const Plan& plan;
  const std::vector<GroupJourney>& journeys;
  const std::vector<money::Line>& ledger;
  const std::vector<StandardResult>& standards;
  Milliseconds long_journey;
  const Limits& limits;
};
Figures figures_of(const FigureBasis& basis);

}  // namespace budian::planner
