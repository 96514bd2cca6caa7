// What a school lacks to reach the lines of a standard, in things and in money.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/balance/indicators.hpp"
#include "scenarios/money/rules.hpp"

namespace budian {

/// Whole stored units that must be added: to the campus for what belongs to the campus, to the
/// stage for teachers. `money` is empty where the thing has no price, and told only in things.
struct Need {
  std::int64_t amount = 0;
  std::optional<Fen> money;
};

/// What the cheapest way to pass does with an indicator.
enum class Raise : std::uint8_t { none, to_floor, to_line };

struct IndicatorShortfall {
  std::optional<double> value;  ///< in the shown unit; empty: not told
  std::optional<double> line;
  bool reported = true;  ///< false: nobody in the county reports any of it
  bool met = true;
  Need to_line;
  Need to_floor;  ///< to the share of the line that the rest must reach
  Raise raise = Raise::none;
  /// What `raise` asks for.
  [[nodiscard]] Need to_pass() const {
    if (raise == Raise::to_line) return to_line;
    return raise == Raise::to_floor ? to_floor : Need{0, Fen(0)};
  }
};

struct SchoolShortfall {
  SchoolId school;
  Stage stage = Stage::primary;
  Heads pupils;
  bool is_rural = false;
  double campus_share = 1;  ///< the stage's weight on the campus (policy §1.4)
  int met = 0;
  std::optional<bool> passes;  ///< empty: hangs on something that is not reported
  std::vector<IndicatorShortfall> indicators;
};

/// The way to pass that needs least of what has no price, then least money: raise to their lines
/// what is mandatory and, of the others, those where the line costs least above the floor; raise
/// the rest to the floor. Exact, because each indicator adds its cost on its own.
/// Nothing is raised in a school that passes, or whose verdict hangs on what is not reported.
std::vector<SchoolShortfall> shortfalls(const StandardRules& rules,
                                        const std::vector<CountedUnit>& units,
                                        const StageResult& result, const money::UnitCosts& costs);

/// Sums over schools. The stages of one campus share what belongs to the campus, so there the
/// greater of their needs counts, once.
struct ShortfallSum {
  std::optional<TownshipId> township;  ///< empty: the county
  std::int64_t schools = 0;            ///< schools (stages apart) that fail
  std::vector<Need> to_line, to_pass;  ///< by indicator
  Fen money_to_line, money_to_pass;    ///< of what has a price
};
/// The townships that lack anything, in their order, then the county. `schools` may hold both
/// stages.
std::vector<ShortfallSum> sum_shortfalls(const StandardRules& rules, const Plan& plan,
                                         const std::vector<SchoolShortfall>& schools);

}  // namespace budian
