// Whole things moved between some places so that as little as possible is lacking and all have
// alike. Knows neither schools nor teachers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "gis/units.hpp"

namespace budian::staff {

/// A place that has an amount of something, and of that amount so much of each kind (teachers, and
/// of them those above the required degree). A kind never exceeds the amount.
struct LevelledPlace {
  double weight = 0;  ///< whom the amount is for: pupils; > 0
  std::int64_t amount = 0;
  double rest = 0;  ///< of the amount, what is no whole thing and stays: 0 ≤ rest < 1
  std::vector<std::int64_t> kinds;
  std::int64_t most_leaving = 0;
  std::int64_t least = 0;  ///< what stays at least; ≤ amount
  double need = 0;         ///< what it should have, rest included; less is lacking
};
struct LevelledWay {
  std::size_t from = 0, to = 0;  ///< rows of the places
  std::int64_t metres = 0;
};
struct LevellingTask {
  std::vector<LevelledPlace> places;
  std::vector<LevelledWay> ways;
  double amount_weight = 1;          ///< of Σ amount²/weight in the spread
  std::vector<double> kind_weights;  ///< of Σ kind²/weight, one a kind
  /// Kinds that another kind holds (all above the degree are qualified): row of that kind, one a
  /// kind, or nothing at all.
  std::vector<std::optional<std::size_t>> kind_holders;
  [[nodiscard]] std::optional<std::size_t> holder(std::size_t kind) const {
    return kind < kind_holders.size() ? kind_holders[kind] : std::nullopt;
  }
  /// The search ends once nothing can be better by more: in Σ CV² no figure with three decimals
  /// shows it. What is proven in the end is told beside the answer.
  double spread_gap = 1e-5;
  int most_nodes = 20'000;  ///< of the search; beyond it the task is given up
};

struct LevelledMove {
  std::size_t way = 0;
  std::int64_t count = 0;
  std::vector<std::int64_t> kinds;
};
/// What is made least, the first first.
struct LevellingValue {
  double lacking = 0;       ///< Σ max(0, need − amount)
  double spread = 0;        ///< Σ weights × Σ R²/weight of the place
  std::int64_t moved = 0;   ///< things
  std::int64_t metres = 0;  ///< things × metres
};
struct Levelling {
  std::vector<LevelledMove> moves;  ///< by way; none where it was given up
  /// Places of parts that were given up: nothing is moved there.
  std::vector<std::size_t> given_up;
  /// Places of parts whose moves stand, though fewer or shorter ones could not be excluded.
  std::vector<std::size_t> not_fewest;
  /// Over the parts that were solved: the spread is at most so much more than the least that any
  /// moves with as little lacking have.
  double spread_within = 0;
};

/// The moves that make the lacking least, then the spread, then how much is moved, then how far.
///
/// min Σ max(0, need_i − R_i), then Σ_k w_k Σ_i R_ik² / P_i, then Σ n_e, then Σ n_e · metres_e over
/// whole n_e ≥ 0 (things on a way) and 0 ≤ a_ek ≤ n_e (of them of kind k), where R_i = amount −
/// what leaves + what comes ≥ least_i, Σ n_e leaving i ≤ most_leaving_i, what leaves of a kind is
/// there, and so is what leaves of the others: Σ (n_e − a_ek) ≤ amount_i − kind_ik. Only counts are
/// known, not who has which kinds together; the counts are met by some staff with these counts.
///
/// The same holds for a kind inside of the kind that holds it. Both first aims are separable and
/// convex, so each unit gets a variable of its own with its marginal value, which makes it an
/// integer program. Parts that no way joins are solved apart, each by a search that allows no gap
/// beyond 10⁻⁷ of a thing lacking, and of the spread 10⁻⁹ of the greatest marginal value or
/// `spread_gap`. What arithmetic without the solver's tolerances proves of the spread is
/// `spread_within`: where the search for it ends early (`most_nodes`, fewer in wide programs), the
/// best that was found stands with what is proven of it. Where that for the fewest or shortest
/// moves does, the best found stands too and the places are told (`not_fewest`). A part of which
/// the least lacking is not proven is given up.
Levelling level(const LevellingTask& task);

/// Of the places after some moves.
LevellingValue value_of(const LevellingTask& task, const std::vector<LevelledMove>& moves);
/// Are all limits kept, to the last thing?
bool is_allowed(const LevellingTask& task, const std::vector<LevelledMove>& moves);
/// The places after some moves.
std::vector<LevelledPlace> after(const LevellingTask& task, const std::vector<LevelledMove>& moves);

}  // namespace budian::staff
