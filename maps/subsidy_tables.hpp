// Who pays the buses of one outcome, put together for tables: by rule, by township, by year.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "maps/messages.hpp"
#include "maps/outputs.hpp"

namespace budian {

/// One rule of the bus funding as it worked in a plan; the rest comes last, without a code.
struct AppliedRule {
  std::string code;
  Bilingual name;        ///< of the rest: empty
  std::string kind_key;  ///< "money.kind.per_pupil"
  Message terms;         ///< rate or share; of the rest: without a key
  Source source;
  money::PayerSums paid{};
  std::set<money::Limit> limits;  ///< that cut it somewhere
  bool untold = false;            ///< pupils in need of whom the county does not tell
  std::optional<Fen> unused;      ///< of an operating grant
  [[nodiscard]] Fen sum() const;
};
/// "80 % of the whole cost", "400 yuan a pupil and year": what the rule of a code says.
Message terms_of(const std::string& code, const money::BusFunding& funding);
/// In the order in which they were applied.
std::vector<AppliedRule> applied_rules(const std::vector<money::Line>& ledger,
                                       const money::BusFunding& funding);

/// What one township's buses cost this year, and who pays; in the order of the ledger.
struct TownshipShare {
  std::optional<TownshipId> township;
  money::PayerSums paid{};
  Heads riders;
  [[nodiscard]] Fen cost() const;
};
std::vector<TownshipShare> township_shares(const Outcome& outcome);

/// Payers who pay anything in one of these sums.
std::vector<money::Payer> payers_of(const std::vector<money::PayerSums>& sums);
Fen total(const money::PayerSums& sums);

/// "2026/27" for school years, "2026" for fiscal ones.
std::string year_text(const money::BudgetYear& year, bool school_year);
/// "+10 %", "-5 points", "+10 days".
std::string step_text(const money::SensitivityCase& step, Language language);
/// Message key: are buses paid in the year of purchase, or spread?
std::string vehicles_key(const money::BusBudget& budget);
/// "ceiling a rider, ceiling a bus".
std::string limits_text(const std::set<money::Limit>& limits, Language language);

}  // namespace budian
