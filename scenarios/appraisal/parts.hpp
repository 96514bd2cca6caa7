// The parts of an appraisal, one function a part.
#pragma once

#include <vector>

#include "scenarios/appraisal/appraisal.hpp"
#include "scenarios/appraisal/township_columns.hpp"
#include "scenarios/appraisal/trips.hpp"

namespace budian::appraisal {

/// Fills lines, coverage and township_coverage.
void add_access(const Trips& trips, const std::vector<AccessLine>& lines, Appraisal& appraisal);

/// Fills distance and time of both stages.
void add_inequality(const Trips& trips, Appraisal& appraisal);
/// The figure of a stage by township where pupils live: mm by road, or ms door to door.
struct SpreadOfStage {
  std::vector<std::vector<std::pair<std::int64_t, std::int64_t>>> by_township;
  Heads counted, unknown;
};
SpreadOfStage roads_of(const Trips& trips, Stage stage);
SpreadOfStage times_of(const Trips& trips, Stage stage);

std::optional<Heads> Settlement::*told_of(SpecialNeed need);
std::vector<Burden> burdens_of(const Trips& trips, const std::vector<AccessLine>& lines);
std::vector<SettlementChange> changes_of(const Trips& trips);

/// Reads lines, coverage and distance of the appraisal.
TownshipLedger ledger_of(const Trips& trips, const std::vector<TownshipColumn>& columns,
                         const Appraisal& appraisal);
Table<TownshipId, TownshipScore> scores_of(const ScoreRules& rules,
                                           const std::vector<TownshipColumn>& columns,
                                           const TownshipLedger& ledger);

std::vector<RiskResult> risks_of(const Trips& trips, const std::vector<RiskRule>& rules);
std::vector<Checklist> checklists_of(const Trips& trips, const std::vector<ProcedureItem>& items);
Effects effects_of(const Trips& trips);

}  // namespace budian::appraisal
