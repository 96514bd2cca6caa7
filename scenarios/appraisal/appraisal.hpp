// What a plan means for children and townships: results only. `appraise` computes them, for today
// and for a plan alike.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis/county.hpp"
#include "gis/message.hpp"
#include "scenarios/appraisal/effects.hpp"

namespace budian::appraisal {

/// Pupils on the two sides of a line.
struct LineCount {
  Heads judged;   ///< whose figure is known
  Heads over;     ///< of them
  Heads unknown;  ///< without a way, or without a bus that serves them
  LineCount& operator+=(const LineCount& other) {
    judged += other.judged;
    over += other.over;
    unknown += other.unknown;
    return *this;
  }
};
/// One access line: by band of grades, of the county and of each township where pupils live.
struct LineResult {
  ByBand<LineCount> county;
  Table<TownshipId, ByBand<LineCount>> townships;
};

/// Pupils by the lines of their band that weigh as a warning or more.
struct Coverage {
  Heads within;      ///< all lines that judge them
  Heads over;        ///< beyond one line at least
  Heads unknown;     ///< beyond none that can be judged, and one cannot
  Heads not_judged;  ///< no line speaks of them
  [[nodiscard]] Heads judged() const { return within + over; }
  /// Empty where nobody is judged though there are pupils.
  [[nodiscard]] std::optional<Heads> known_over() const {
    if (judged() == Heads(0) && unknown + not_judged > Heads(0)) return std::nullopt;
    return over;
  }
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

/// Who bears a plan: one set of pupils.
enum class Bearers : std::uint8_t {
  band,         ///< row: GradeBand
  special,      ///< row: SpecialNeed
  boarders,     ///< of the schools that lose pupils
  township,     ///< row: TownshipId, where they live
  decile,       ///< row: 10 × Stage + tenth of today's distance, nearest first
  far_unknown,  ///< row: Stage; pupils whose distance today is not known
};
enum class SpecialNeed : std::uint8_t { left_behind, poor, disabled };
inline constexpr std::array<SpecialNeed, 3> special_needs{SpecialNeed::left_behind,
                                                          SpecialNeed::poor, SpecialNeed::disabled};

struct Burden {
  Bearers bearers = Bearers::band;
  std::size_t row = 0;
  bool reported = true;     ///< false: the county's files do not tell who they are
  Heads not_placed;         ///< of a special need: told by the files, more than pupils live there
  std::int64_t silent = 0;  ///< settlements with pupils whose files do not tell
  Heads silent_pupils;      ///< who live in them
  Heads silent_displaced;
  Heads pupils;
  Heads displaced;
  std::optional<Heads> riders;  ///< empty: not known who
  /// Of the displaced whose figures are known before and after, and for how many they are not.
  std::optional<Millimetres> road_before, road_after;
  std::optional<Milliseconds> time_before, time_after;
  Heads road_unknown, time_unknown;
  Coverage lines_before, lines_after;  ///< of the whole set
};

/// Winners and losers of one settlement, all grades. Pupils whose figure is unknown before or after
/// are in `unknown`.
struct SettlementChange {
  SettlementId settlement;
  Heads pupils;
  Heads displaced;
  Heads nearer, farther, same, unknown;
  Heads quicker, slower, as_long, unknown_time;
  /// Of those whose figures are known before and after.
  std::optional<Millimetres> road_before, road_after;
  std::optional<Milliseconds> time_before, time_after;
};

/// How unequally pupils of a stage travel.
struct Inequality {
  Heads pupils;   ///< counted
  Heads unknown;  ///< left out: their figure is not known
  std::optional<double> gini, palma, theil, theil_within, theil_between;
};

/// The township ledger: a row a township, a column for each of township_columns, and the county.
using TownshipFigures = std::vector<std::optional<double>>;
struct TownshipLedger {
  Table<TownshipId, TownshipFigures> townships;
  TownshipFigures county;
};

enum class Mark : std::uint8_t { none, amber, red };
struct MarkCause {
  std::size_t mark = 0;  ///< row of ScoreRules::marks
  Mark level = Mark::none;
  double value = 0;
};
struct TownshipScore {
  std::vector<std::optional<double>> parts;  ///< points of each part of ScoreRules; empty: unknown
  double known_weight = 0;
  std::optional<double> score;  ///< of 100, over the known weights
  std::optional<int> rank;      ///< 1 is best; equal scores share a rank
  Mark mark = Mark::none;
  std::vector<MarkCause> causes;  ///< of every mark that is not none
};

struct RiskResult {
  std::size_t rule = 0;         ///< row of Rules::risks
  std::optional<double> value;  ///< of what is known; empty: nothing is
  std::optional<bool> holds;    ///< empty: what is not known could decide it
  Heads pupils;
  Heads unknown;                  ///< for whom the files do not tell
  std::vector<SchoolId> schools;  ///< that the figure comes from
};

enum class StepState : std::uint8_t { passed, open, failed, does_not_apply };
struct StepResult {
  std::size_t item = 0;  ///< row of Rules::procedure
  StepState state = StepState::open;
  Message figures;  ///< what decides it
};
enum class ClosureVerdict : std::uint8_t {
  not_permissible,  ///< the must-keep test or a step that forbids it fails: not without measures
  failed,           ///< another step fails
  open,             ///< something is missing
  complete,
};
struct Checklist {
  std::size_t closure = 0;  ///< row of Plan::closures
  std::vector<StepResult> steps;
  /// The must-keep test: does anybody of grades 1-3 exceed the time line without a guaranteed bus,
  /// or is there no seat before closing? The worst of the steps that are of it.
  StepState must_keep = StepState::does_not_apply;
  ClosureVerdict verdict = ClosureVerdict::open;
};

struct Appraisal {
  std::vector<LineResult> lines;  ///< of each of Rules::lines
  ByBand<Coverage> coverage;
  Table<TownshipId, ByBand<Coverage>> township_coverage;
  TownshipLedger ledger;
  Table<TownshipId, TownshipScore> scores;
  std::vector<Burden> burdens;
  std::vector<SettlementChange> changes;  ///< settlements where anything differs from today
  ByStage<Inequality> distance;
  ByStage<Inequality> time;
  std::vector<RiskResult> risks;
  std::vector<Checklist> procedure;  ///< of each closure of the plan
  Effects effects;                   ///< on whom the plan concerns
};

}  // namespace budian::appraisal
