#include "scenarios/money/floor_gaps.hpp"

#include <algorithm>

namespace budian::money {
namespace {

/// What one rule promises and pays in one township.
struct Pledge {
  std::string rule;
  std::optional<TownshipId> township;
  Fen base, promised, paid;
};

std::vector<Pledge> pledges(const std::vector<Line>& lines) {
  std::vector<Pledge> result;
  for (const Line& line : lines) {
    if (!line.funding || !line.funding->promised) continue;
    auto found = std::find_if(result.begin(), result.end(), [&](const Pledge& other) {
      return other.rule == line.funding->rule && other.township == line.township;
    });
    if (found == result.end()) {
      found = result.insert(result.end(), {line.funding->rule, line.township, line.funding->base,
                                           *line.funding->promised, Fen(0)});
    }
    found->paid += line.amount;
  }
  return result;
}

}  // namespace

std::vector<FloorGap> floor_gaps(const std::vector<Line>& lines) {
  std::vector<FloorGap> gaps;
  for (const Pledge& pledge : pledges(lines)) {
    if (pledge.paid >= pledge.promised) continue;
    auto gap = std::find_if(gaps.begin(), gaps.end(),
                            [&](const FloorGap& other) { return other.rule == pledge.rule; });
    if (gap == gaps.end()) gap = gaps.insert(gaps.end(), {pledge.rule, {}, {}, {}, {}});
    gap->base += pledge.base;
    gap->promised += pledge.promised;
    gap->paid += pledge.paid;
    gap->townships.push_back(pledge.township);
  }
  return gaps;
}

}  // namespace budian::money
