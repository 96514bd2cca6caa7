// The answer to a location problem, and what it proves.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/location/problem.hpp"

namespace budian::location {

/// A part of a demand and where it goes.
struct Share {
  DemandId demand;
  SiteId site;
  std::int64_t heads = 0;
  friend auto operator<=>(const Share&, const Share&) = default;
};

/// What was reached of a goal, and what nobody can do better than: a lower bound, of most_covered
/// an upper one. Always valid, whether or not the two meet.
struct Reached {
  Goal goal;
  std::int64_t value = 0;
  std::int64_t bound = 0;
  [[nodiscard]] bool proven() const { return value == bound; }
  /// |value − bound| ÷ the greater of the two; 0 where they meet.
  [[nodiscard]] double gap() const;
};

/// Limits that can clash, each taken as a whole.
enum class Limit : std::uint8_t {
  least_size,
  most_size,
  distance,
  least_number,
  most_number,
  required,
  forbidden,
  regions,
  whole,
  contiguous
};

/// Why there is no answer: limits that cannot hold together, none of which can be left out
/// (`minimal`), found by leaving out one after the other (deletion filter: Chinneck and Dravnieks
/// 1991, doi:10.1287/ijoc.3.2.157).
struct Clash {
  std::vector<Limit> limits;
  bool minimal = true;            ///< false: some trial could not be decided
  std::vector<DemandId> cut_off;  ///< who reaches no site at all, by these limits
};

enum class State : std::uint8_t {
  solved,      ///< there is an answer; whether it is proven the best, its bounds tell
  infeasible,  ///< proven
  undecided,   ///< the effort did not suffice to find an answer or to prove that there is none
};

struct Solution {
  State state = State::undecided;
  std::vector<SiteId> open;
  std::vector<Share> shares;     ///< sorted by demand, site; who is left out has none
  std::vector<Reached> reached;  ///< one a goal
  std::optional<Clash> clash;
  [[nodiscard]] bool proven() const;
};

/// How much work may be done. Counted in steps, so that the answer does not depend on the machine;
/// only `seconds` does.
struct Effort {
  int iterations = 250;  ///< of the price search at the root
  /// Of the branching; four times as many where 2 % are open at most and the program is too large;
  /// with sizes and seconds as many as they allow.
  int nodes = 1500;
  int program_nodes = 2000;  ///< of the whole-number program on what is left
  /// Ways that may be left for the program; of more it comes to no end within program_nodes.
  std::size_t program_ways = 20000;
  bool always_relax = false;  ///< small tasks too, instead of the program alone
  double gap = 0;             ///< good enough: (value − bound) ÷ value
  std::optional<double> seconds = std::nullopt;
  std::function<bool()> stopped = {};  ///< asked now and then; true: the best so far is enough
};

/// The goals in their order.
Solution solve(const Problem& problem, const Effort& effort = {});

/// Is there any answer? Of the goals nothing is asked.
State feasibility(const Problem& problem, const Effort& effort = {});

/// Why nothing satisfies all limits. For a problem of which solve() says so.
Clash clash_of(const Problem& problem, const Effort& effort = {});

/// What an answer is worth, recomputed from its sites and shares.
std::int64_t value_of(const Problem& problem, const Solution& solution, const Goal& goal);
/// In words for tests and asserts: each limit that the answer breaks. Empty where it is sound.
std::vector<std::string> broken_limits(const Problem& problem, const Solution& solution);

}  // namespace budian::location
