// Who enters grade 1: births some years before × the share that enters.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "gis/history.hpp"
#include "gis/message.hpp"
#include "scenarios/forecast/catchments.hpp"
#include "scenarios/forecast/ratios.hpp"
#include "scenarios/forecast/rules.hpp"

namespace budian::forecast {

/// Births of every settlement in a year. What is told of a whole township, less what is told of
/// its settlements, is shared by the others in proportion to today's pupils of grades 1-3, where
/// there are none to their people.
class Births {
 public:
  Births(const Catchments& catchments, const History& history);
  /// Empty where the births of any settlement that sends pupils to grades 1-3 are not told.
  [[nodiscard]] const std::vector<double>* of_year(int year) const;
  /// Settlements that send pupils but whose births of the year are not told.
  [[nodiscard]] std::int64_t untold(int year) const;

 private:
  std::vector<double> spread(const Catchments& catchments, const History& history, int year);
  std::map<int, std::vector<double>> by_year_;
  std::map<int, std::int64_t> untold_;
  std::int64_t senders_ = 0;
};

/// Shares of the births that enter, by settlement.
class EntryShares {
 public:
  /// The county's share from the years up to `last_year` of which rolls and births are known
  /// (next_rate.hpp);
  /// those of townships and settlements from `entered` (grade 1 of that year by settlement), shrunk
  /// toward the county and the township.
  EntryShares(const Catchments& catchments, const RollBook& rolls, const Births& births,
              int last_year, const std::vector<double>& entered, const Rules& rules);
  [[nodiscard]] std::optional<double> of_county() const { return county_; }
  [[nodiscard]] double of_settlement(SettlementId id) const { return of_settlement_[id.row()]; }

 private:
  std::optional<double> county_;
  std::vector<double> of_settlement_;
};

}  // namespace budian::forecast
