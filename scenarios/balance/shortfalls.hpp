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

/// Money of several needs.
struct PricedSum {
  Fen money;                ///< of those that have a price
  std::int64_t priced = 0;  ///< needs
  std::int64_t without_price = 0;
  std::int64_t not_known = 0;
  void add(const std::optional<Need>& need);
  [[nodiscard]] bool is_whole() const { return without_price + not_known == 0; }
  /// Empty where nothing that is asked for has a price: that is not nought.
  [[nodiscard]] std::optional<Fen> told() const;
};

/// What the cheapest way to pass does with an indicator.
enum class Raise : std::uint8_t { none, to_floor, to_line };

struct IndicatorShortfall {
  std::optional<double> value;  ///< in the shown unit; empty: not known
  std::optional<double> line;
  bool met = true;               ///< known to be met, or there is no line
  std::optional<Need> to_line;   ///< empty: not known
  std::optional<Need> to_floor;  ///< to the share of the line that the rest must reach
  Raise raise = Raise::none;
  std::optional<Need> to_pass;  ///< what `raise` asks for; empty: not known, or nothing is judged
};

struct SchoolShortfall {
  SchoolId school;
  Stage stage = Stage::primary;
  Heads pupils;
  bool is_rural = false;
  double campus_share = 1;  ///< the stage's weight on the campus (policy §1.4)
  int met = 0;
  int not_known = 0;  ///< indicators with a line
  Verdict passes;
  std::vector<IndicatorShortfall> indicators;
  [[nodiscard]] PricedSum money_to_pass() const;
};

/// The way to pass that needs least of what has no price, then least money: raise to their lines
/// what is mandatory and, of the others, those where the line costs least above the floor; raise
/// the rest to the floor. Exact, because each indicator adds its cost on its own. In a school that
/// fails whatever the unknown may be, this is the least that is needed even if all of that is met.
/// `result` is that of the same units.
std::vector<SchoolShortfall> shortfalls(const StandardRules& rules,
                                        const std::vector<CountedUnit>& units,
                                        const StageResult& result, const money::UnitCosts& costs);

/// Needs of several schools for one indicator.
struct NeedSum {
  std::int64_t amount = 0;     ///< of those that are known
  std::optional<Fen> money;    ///< empty: has no price
  std::int64_t schools = 0;    ///< of which something is asked
  std::int64_t not_known = 0;  ///< of these
  [[nodiscard]] bool is_told() const { return schools == 0 || not_known < schools; }
};

/// Sums over schools. The stages of one campus share what belongs to the campus, so there the
/// greater of their needs counts, once.
struct ShortfallSum {
  std::optional<TownshipId> township;  ///< empty: the county
  std::int64_t schools_failing = 0;    ///< stages apart
  std::int64_t schools_not_known = 0;
  std::vector<NeedSum> to_line, to_pass;  ///< by indicator
  PricedSum money_to_line, money_to_pass;
};
/// The townships where anything is missing or not known, in their order, then the county.
/// `schools` may hold both stages.
std::vector<ShortfallSum> sum_shortfalls(const StandardRules& rules, const Plan& plan,
                                         const std::vector<SchoolShortfall>& schools);

}  // namespace budian
