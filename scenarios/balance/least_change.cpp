#include "scenarios/balance/least_change.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <tuple>

#include "scenarios/balance/indicators.hpp"

namespace budian {
namespace {

/// As near as doubles come.
constexpr int halvings = 200;

struct Unit {
  std::size_t row = 0;
  double base = 0;
  double amount = 0;
  [[nodiscard]] double value() const { return amount / base; }
};

/// The units that count, poorest first, and their sums.
struct Units {
  std::vector<Unit> all;
  double base = 0, total = 0, squares = 0;  ///< P, T, Q

  Units(std::span<const std::int64_t> bases, std::span<const double> amounts) {
    for (std::size_t i = 0; i < bases.size(); ++i) {
      if (bases[i] > 0) all.push_back({i, static_cast<double>(bases[i]), amounts[i]});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Unit& a, const Unit& b) { return a.value() < b.value(); });
    for (const auto& unit : all) {
      base += unit.base;
      total += unit.amount;
      squares += unit.amount * unit.value();
    }
  }
  [[nodiscard]] bool over(double line, double sum, double squares_then) const {
    return base * squares_then > (1 + line * line) * sum * sum;
  }
};

/// Sums after all units below a level are lifted to it.
struct Filled {
  double added = 0, squares_more = 0;
};
Filled fill(const Units& units, double level) {
  Filled result;
  for (const auto& unit : units.all) {
    if (unit.value() >= level) break;
    result.added += level * unit.base - unit.amount;
    result.squares_more += level * level * unit.base - unit.amount * unit.value();
  }
  return result;
}
/// The same when all above a level are lowered to it; both are losses, positive.
Filled skim(const Units& units, double level) {
  Filled result;
  for (auto unit = units.all.rbegin(); unit != units.all.rend() && unit->value() > level; ++unit) {
    result.added += unit->amount - level * unit->base;
    result.squares_more += unit->amount * unit->value() - level * level * unit->base;
  }
  return result;
}

/// The level to which the richest come down when they give so much.
double level_after_giving(const Units& units, double given) {
  double base = 0, amount = 0, level = 0;
  for (std::size_t i = units.all.size(); i-- > 0;) {
    base += units.all[i].base;
    amount += units.all[i].amount;
    level = (amount - given) / base;
    if (i == 0 || level >= units.all[i - 1].value()) break;
  }
  return level;
}

/// The least x in [low, high] for which `reached` holds; it holds at `high` and from some x on.
template <class Reached>
double least(double low, double high, Reached reached) {
  for (int i = 0; i < halvings && low < high; ++i) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (reached(middle) ? high : low) = middle;
  }
  return high;
}

/// Pieces on units, taken one at a time in order of what the next one adds to Q.
class Pieces {
 public:
  /// sign +1: pieces are added; −1: taken away, those that lower Q most first.
  Pieces(const Units& units, int sign) : units_(units), sign_(sign), count_(units.all.size(), 0) {}

  /// The best `number` pieces.
  void take(std::int64_t number) {
    // All pieces cheaper than a threshold at once, as many as are not too many; then one by one.
    double low = worst_step(), high = best_bound();
    for (int i = 0; i < halvings; ++i) {
      const double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) break;
      (count_below(middle) <= number ? low : high) = middle;
    }
    for (std::size_t i = 0; i < count_.size(); ++i) set(i, below(i, low));
    fill_queue();
    while (taken_ < number && !queue_.empty()) next();
  }
  /// One more; false where there is none.
  bool next() {
    if (queue_.empty()) return false;
    const std::size_t unit = std::get<1>(queue_.top());
    queue_.pop();
    set(unit, count_[unit] + 1);
    push(unit);
    return true;
  }
  [[nodiscard]] std::int64_t taken() const { return taken_; }
  [[nodiscard]] double squares_more() const { return squares_more_; }
  [[nodiscard]] const std::vector<std::int64_t>& counts() const { return count_; }

 private:
  /// What piece j (from 0) changes in Q.
  [[nodiscard]] double step(std::size_t i, std::int64_t j) const {
    const auto& unit = units_.all[i];
    const auto before = static_cast<double>(j);
    return sign_ > 0 ? (2 * (unit.amount + before) + 1) / unit.base
                     : (1 - 2 * (unit.amount - before)) / unit.base;
  }
  [[nodiscard]] std::int64_t most(std::size_t i) const {
    constexpr std::int64_t no_end = std::int64_t{1} << 52;
    return sign_ > 0 ? no_end : static_cast<std::int64_t>(std::floor(units_.all[i].amount));
  }
  /// Pieces of a unit that change Q by at most `threshold` each.
  [[nodiscard]] std::int64_t below(std::size_t i, double threshold) const {
    const auto& unit = units_.all[i];
    const double room = sign_ > 0 ? (threshold * unit.base - 1) / 2 - unit.amount
                                  : unit.amount - (1 - threshold * unit.base) / 2;
    if (room < 0) return 0;
    return std::min(static_cast<std::int64_t>(std::floor(room)) + 1, most(i));
  }
  [[nodiscard]] std::int64_t count_below(double threshold) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < count_.size(); ++i) sum += below(i, threshold);
    return sum;
  }
  [[nodiscard]] double worst_step() const {
    double lowest = 0;
    for (std::size_t i = 0; i < count_.size(); ++i) lowest = std::min(lowest, step(i, 0));
    return lowest - 1;
  }
  /// Over every step that can be wanted: no unit is lifted over the richest.
  [[nodiscard]] double best_bound() const {
    double highest = 0;
    for (const auto& unit : units_.all) highest = std::max(highest, unit.value());
    return sign_ > 0 ? 2 * highest + 2 : 2;
  }
  void set(std::size_t i, std::int64_t number) {
    const auto change = static_cast<double>(number - count_[i]);
    const double amount = units_.all[i].amount + sign_ * static_cast<double>(count_[i]);
    squares_more_ += change * (2 * sign_ * amount + change) / units_.all[i].base;
    taken_ += number - count_[i];
    count_[i] = number;
  }
  void push(std::size_t i) {
    if (count_[i] < most(i)) queue_.emplace(step(i, count_[i]), i);
  }
  void fill_queue() {
    for (std::size_t i = 0; i < count_.size(); ++i) push(i);
  }

  const Units& units_;
  int sign_;
  std::vector<std::int64_t> count_;
  std::int64_t taken_ = 0;
  double squares_more_ = 0;
  using Step = std::tuple<double, std::size_t>;
  std::priority_queue<Step, std::vector<Step>, std::greater<>> queue_;
};

/// The coefficient after the pieces have moved.
double cv_after(std::span<const std::int64_t> bases, std::span<const double> amounts,
                const std::vector<UnitPieces>& pieces) {
  std::vector<double> after(amounts.begin(), amounts.end());
  for (const auto& unit : pieces) after[unit.unit] += static_cast<double>(unit.pieces);
  return variation(bases, after).cv.value_or(0);
}

void append(const Units& units, const Pieces& pieces, int sign, std::vector<UnitPieces>& result) {
  for (std::size_t i = 0; i < units.all.size(); ++i) {
    if (pieces.counts()[i] > 0) result.push_back({units.all[i].row, sign * pieces.counts()[i]});
  }
}

/// More pieces than this over the divisible optimum are not tried.
std::int64_t attempts(const Units& units) {
  return 10 * static_cast<std::int64_t>(units.all.size()) + 1000;
}

bool is_over(std::span<const std::int64_t> bases, std::span<const double> amounts, double line) {
  const auto now = variation(bases, amounts).cv;
  return line > 0 && now && *now > line + hair_of_line;
}

}  // namespace

std::optional<LeastAddition> least_addition(std::span<const std::int64_t> bases,
                                            std::span<const double> amounts, double line) {
  if (!is_over(bases, amounts, line)) return std::nullopt;
  const Units units(bases, amounts);
  LeastAddition result;
  result.level = least(units.all.front().value(), units.all.back().value(), [&](double level) {
    const Filled filled = fill(units, level);
    return !units.over(line, units.total + filled.added, units.squares + filled.squares_more);
  });
  result.amount = fill(units, result.level).added;
  Pieces pieces(units, +1);
  pieces.take(static_cast<std::int64_t>(std::floor(result.amount * (1 - hair_of_line))));
  for (std::int64_t i = 0; i <= attempts(units); ++i) {
    const double total = units.total + static_cast<double>(pieces.taken());
    if (!units.over(line + hair_of_line, total, units.squares + pieces.squares_more())) {
      append(units, pieces, +1, result.pieces);
      result.cv = cv_after(bases, amounts, result.pieces);
      if (result.cv <= line + hair_of_line) {
        result.total = pieces.taken();
        return result;
      }
      result.pieces.clear();
    }
    pieces.next();
  }
  return result;
}

std::optional<LeastTransfer> least_transfer(std::span<const std::int64_t> bases,
                                            std::span<const double> amounts, double line) {
  if (!is_over(bases, amounts, line)) return std::nullopt;
  const Units units(bases, amounts);
  const double mean = units.total / units.base;
  LeastTransfer result;
  result.low = least(units.all.front().value(), mean, [&](double low) {
    const double squares =
        units.squares + fill(units, low).squares_more -
        skim(units, level_after_giving(units, fill(units, low).added)).squares_more;
    return !units.over(line, units.total, squares);
  });
  result.high = level_after_giving(units, fill(units, result.low).added);
  result.amount = fill(units, result.low).added;
  const auto first = static_cast<std::int64_t>(std::floor(result.amount * (1 - hair_of_line)));
  Pieces got(units, +1), given(units, -1);
  got.take(first);
  given.take(first);
  for (std::int64_t i = 0; i <= attempts(units); ++i) {
    if (got.taken() != given.taken()) return result;  // nobody has a whole piece left
    if (!units.over(line + hair_of_line, units.total,
                    units.squares + got.squares_more() + given.squares_more())) {
      append(units, given, -1, result.pieces);
      append(units, got, +1, result.pieces);
      result.cv = cv_after(bases, amounts, result.pieces);
      if (result.cv <= line + hair_of_line) {
        result.total = got.taken();
        return result;
      }
      result.pieces.clear();
    }
    got.next();
    given.next();
  }
  return result;
}

}  // namespace budian
