// What moves come to, in plain arithmetic: the judge of the solver.
#include <algorithm>

#include "scenarios/staff/levelling.hpp"

namespace budian::staff {

std::vector<LevelledPlace> after(const LevellingTask& task,
                                 const std::vector<LevelledMove>& moves) {
  std::vector<LevelledPlace> places = task.places;
  for (const LevelledMove& move : moves) {
    const LevelledWay& way = task.ways[move.way];
    places[way.from].amount -= move.count;
    places[way.to].amount += move.count;
    for (std::size_t k = 0; k < move.kinds.size(); ++k) {
      places[way.from].kinds[k] -= move.kinds[k];
      places[way.to].kinds[k] += move.kinds[k];
    }
  }
  return places;
}

LevellingValue value_of(const LevellingTask& task, const std::vector<LevelledMove>& moves) {
  LevellingValue value;
  const auto square = [](double amount) { return amount * amount; };
  for (const LevelledPlace& place : after(task, moves)) {
    const double amount = static_cast<double>(place.amount) + place.rest;
    value.lacking += std::max(0.0, place.need - amount);
    double squares = task.amount_weight * square(amount);
    for (std::size_t k = 0; k < place.kinds.size(); ++k)
      squares += task.kind_weights[k] * square(static_cast<double>(place.kinds[k]));
    value.spread += squares / place.weight;
  }
  for (const LevelledMove& move : moves) {
    value.moved += move.count;
    value.metres += move.count * task.ways[move.way].metres;
  }
  return value;
}

bool is_allowed(const LevellingTask& task, const std::vector<LevelledMove>& moves) {
  const std::size_t kinds = task.kind_weights.size();
  struct Leaving {
    std::int64_t count = 0;
    std::vector<std::int64_t> kinds;
  };
  std::vector<Leaving> leaving(task.places.size(), {0, std::vector<std::int64_t>(kinds, 0)});
  for (const LevelledMove& move : moves) {
    Leaving& from = leaving[task.ways[move.way].from];
    if (move.count < 0) return false;
    from.count += move.count;
    for (std::size_t k = 0; k < kinds; ++k) {
      const auto holder = task.holder(k);
      const std::int64_t most = holder ? move.kinds[*holder] : move.count;
      if (move.kinds[k] < 0 || move.kinds[k] > most) return false;
      from.kinds[k] += move.kinds[k];
    }
  }
  const std::vector<LevelledPlace> places = after(task, moves);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const LevelledPlace& before = task.places[i];
    if (leaving[i].count > before.most_leaving || places[i].amount < before.least) return false;
    for (std::size_t k = 0; k < kinds; ++k) {
      const auto holder = task.holder(k);
      const std::int64_t leave = holder ? leaving[i].kinds[*holder] : leaving[i].count;
      const std::int64_t held = holder ? before.kinds[*holder] : before.amount;
      const std::int64_t others = leave - leaving[i].kinds[k];
      if (leaving[i].kinds[k] > before.kinds[k]) return false;
      if (others > std::max<std::int64_t>(0, held - before.kinds[k])) return false;
    }
  }
  return true;
}

}  // namespace budian::staff
