// Which closure in which year, so that seats stand before anybody moves (先建后撤).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gis/ids.hpp"
#include "gis/units.hpp"

namespace budian::forecast {

/// A closure of a plan, as far as its year depends on it. Years are rows, 0 the first.
struct PhasedClosure {
  SchoolId school;
  TownshipId township;
  Fen rooms;   ///< to be paid in a year before it closes; 0: nothing has to be built
  Fen yearly;  ///< buses and all that is paid in every year from the closure on; not below 0
  std::vector<bool> allowed;         ///< by year: the roll has stayed and will stay below the line
  std::vector<Heads> moved_again{};  ///< by year: who would have to change school once more soon
  std::vector<std::size_t> after{};  ///< closures (rows) that must not be later than this one
  std::vector<Fen> dearer{};         ///< by year: what it costs beyond `yearly` in that year

  [[nodiscard]] Fen yearly_in(int year) const;
  [[nodiscard]] bool may_close(int year) const;
  [[nodiscard]] Heads moved_again_in(int year) const;
};

struct PhasingLimits {
  std::optional<Fen> budget_a_year;
  std::optional<std::int64_t> closures_a_township_year;
  std::optional<Heads> most_moved_again;  ///< over all years
};

struct PhasingTask {
  int years = 0;
  std::vector<PhasedClosure> closures;
  PhasingLimits limits;
};

struct Phase {
  std::optional<int> closes;  ///< empty: in none of the years
  std::optional<int> paid;    ///< its rooms; before it closes
  friend bool operator==(const Phase&, const Phase&) = default;
};

/// What stands in the way of closures that found no year: without it alone more would close.
enum class Clash : std::uint8_t { budget, township_closures, moved_again, roll, building_year };

struct Phasing {
  std::vector<Phase> phases;  ///< by closure
  bool proven = false;        ///< none better exists
  std::vector<Clash> clashes;
  [[nodiscard]] std::int64_t closed() const;
  /// Years that pass before the closures, all together.
  [[nodiscard]] std::int64_t waiting() const;
};

/// What is paid in each year: rooms once, the rest in every year from the closure on.
std::vector<Fen> spent(const PhasingTask& task, const std::vector<Phase>& phases);

/// As many closures as the limits allow, then as early as they allow (sum of years), by an exact
/// whole-number program; the same task has the same answer. Every limit holds to the fen and head.
/// Without clashes.
Phasing best_phases(PhasingTask task);
/// Each limit that alone keeps some of the closures from having a year.
std::vector<Clash> clashes_of(const PhasingTask& task, const Phasing& phasing);
/// Both.
Phasing phase(const PhasingTask& task);

/// Does a phasing keep every limit?
bool keeps_limits(const PhasingTask& task, const std::vector<Phase>& phases);

}  // namespace budian::forecast
