#include "scenarios/staff/levelling.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <optional>
#include <random>
#include <tuple>

namespace budian::staff {
namespace {

/// Every choice of moves of a small task, the plain way.
void each_choice(const LevellingTask& task, std::size_t way, std::vector<LevelledMove>& moves,
                 const std::function<void()>& visit) {
  if (way == task.ways.size()) {
    if (is_allowed(task, moves)) visit();
    return;
  }
  const std::size_t kinds = task.kind_weights.size();
  const LevelledPlace& from = task.places[task.ways[way].from];
  for (std::int64_t count = 0; count <= from.most_leaving; ++count) {
    std::vector<std::int64_t> of(kinds, 0);
    for (;;) {
      if (count > 0) moves.push_back({way, count, of});
      each_choice(task, way + 1, moves, visit);
      if (count > 0) moves.pop_back();
      std::size_t k = 0;
      while (k < kinds && of[k] == count) of[k++] = 0;
      if (k == kinds) break;
      ++of[k];
    }
  }
}

using Rank = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>;
/// Lacking and spread in steps coarse enough for sums of doubles.
Rank rank(const LevellingValue& value) {
  return {std::llround(value.lacking * 1e4), std::llround(value.spread * 1e4), value.moved,
          value.metres};
}

Rank best_by_hand(const LevellingTask& task) {
  std::vector<LevelledMove> moves;
  std::optional<Rank> best;
  each_choice(task, 0, moves, [&] {
    const Rank found = rank(value_of(task, moves));
    if (!best || found < *best) best = found;
  });
  return *best;
}

LevellingTask random_task(std::mt19937& random, std::size_t places, std::size_t kinds) {
  const auto pick = [&](std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
  };
  LevellingTask task;
  task.kind_weights.assign(kinds, 0);
  for (auto& weight : task.kind_weights) weight = static_cast<double>(pick(1, 3));
  task.amount_weight = static_cast<double>(pick(0, 2));
  for (std::size_t i = 0; i < places; ++i) {
    LevelledPlace place;
    place.weight = static_cast<double>(10 * pick(1, 12));
    place.amount = pick(0, 9);
    for (std::size_t k = 0; k < kinds; ++k) place.kinds.push_back(pick(0, place.amount));
    place.most_leaving = std::min<std::int64_t>(place.amount, pick(0, 2));
    place.need = static_cast<double>(pick(0, 80)) / 10;
    place.least =
        std::min<std::int64_t>(place.amount, static_cast<std::int64_t>(std::ceil(place.need)));
    task.places.push_back(place);
  }
  for (std::size_t a = 0; a < places; ++a) {
    for (std::size_t b = 0; b < places; ++b) {
      if (a != b && pick(0, 3) > 0) task.ways.push_back({a, b, pick(500, 3000)});
    }
  }
  return task;
}

TEST_CASE("without kinds the moves are the best of all moves") {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    const LevellingTask task = random_task(random, 4, 0);
    const Levelling found = level(task);
    REQUIRE(found.given_up.empty());
    REQUIRE(is_allowed(task, found.moves));
    CHECK(rank(value_of(task, found.moves)) == best_by_hand(task));
  }
}

TEST_CASE("with two kinds that cross each other the moves are the best of all moves") {
  std::mt19937 random(12);
  for (int round = 0; round < 60; ++round) {
    const LevellingTask task = random_task(random, 3, 2);
    const Levelling found = level(task);
    REQUIRE(found.given_up.empty());
    REQUIRE(is_allowed(task, found.moves));
    CHECK(rank(value_of(task, found.moves)) == best_by_hand(task));
  }
}

TEST_CASE("A part whose best moves cannot be proven is given up whole, never answered by halves") {
  std::mt19937 random(13);
  std::size_t given_up = 0;
  for (int round = 0; round < 40; ++round) {
    LevellingTask task = random_task(random, 5, 3);
    for (auto& place : task.places) place.most_leaving = std::min<std::int64_t>(place.amount, 4);
    const Levelling proven = level(task);
    task.most_nodes = 0;
    const Levelling found = level(task);
    if (found.given_up.empty()) {
      CHECK(rank(value_of(task, found.moves)) == rank(value_of(task, proven.moves)));
      continue;
    }
    ++given_up;
    for (const LevelledMove& move : found.moves) {
      for (const std::size_t place : found.given_up) {
        CHECK(task.ways[move.way].from != place);
        CHECK(task.ways[move.way].to != place);
      }
    }
  }
  CHECK(given_up > 0);
}

TEST_CASE("The same task has the same moves each time") {
  std::mt19937 random(14);
  for (int round = 0; round < 20; ++round) {
    const LevellingTask task = random_task(random, 5, 2);
    const Levelling first = level(task), second = level(task);
    REQUIRE(first.moves.size() == second.moves.size());
    for (std::size_t i = 0; i < first.moves.size(); ++i) {
      CHECK(first.moves[i].way == second.moves[i].way);
      CHECK(first.moves[i].count == second.moves[i].count);
      CHECK(first.moves[i].kinds == second.moves[i].kinds);
    }
  }
}

}  // namespace
}  // namespace budian::staff
