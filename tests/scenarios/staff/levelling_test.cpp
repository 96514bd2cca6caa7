#include "scenarios/staff/levelling.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
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
  task.spread_gap = 0;
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

TEST_CASE("With a kind inside of another the moves are the best of all moves") {
  std::mt19937 random(15);
  for (int round = 0; round < 60; ++round) {
    LevellingTask task = random_task(random, 3, 2);
    task.kind_holders = {std::nullopt, 0};
    for (auto& place : task.places) place.kinds[1] = std::min(place.kinds[0], place.kinds[1]);
    const Levelling found = level(task);
    REQUIRE(found.given_up.empty());
    REQUIRE(is_allowed(task, found.moves));
    CHECK(rank(value_of(task, found.moves)) == best_by_hand(task));
  }
}

/// A county of 275 schools on a plane, ways up to 3.5 km, with two kinds: nearly all teachers have
/// the one, so many in the whole county the other. Weights as in the sum of the squared CVs.
LevellingTask county_task(std::int64_t rare) {
  std::mt19937 random(16);
  const auto pick = [&](std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
  };
  LevellingTask task;
  std::vector<std::pair<std::int64_t, std::int64_t>> points;
  for (int i = 0; i < 275; ++i) {
    LevelledPlace place;
    const std::int64_t pupils = pick(0, 2) == 0 ? pick(100, 1200) : pick(8, 100);
    place.weight = static_cast<double>(pupils);
    place.amount = 1 + pupils / pick(13, 24);
    place.kinds = {place.amount * pick(60, 100) / 100, 0};
    place.most_leaving = place.amount / 5;
    place.need = static_cast<double>(pupils) / 19;
    place.least = std::min<std::int64_t>(place.amount, 1 + pupils / 19);
    task.places.push_back(place);
    points.emplace_back(pick(0, 54'000), pick(0, 54'000));
  }
  for (std::int64_t i = 0; i < rare; ++i) {
    auto& place = task.places[static_cast<std::size_t>(pick(0, 274))];
    if (place.kinds[1] < place.amount) ++place.kinds[1];
  }
  for (std::size_t a = 0; a < points.size(); ++a) {
    for (std::size_t b = 0; b < points.size(); ++b) {
      const auto [x, y] =
          std::pair(points[a].first - points[b].first, points[a].second - points[b].second);
      const auto metres = static_cast<std::int64_t>(std::hypot(x, y));
      if (a != b && metres <= 3500) task.ways.push_back({a, b, metres});
    }
  }
  double pupils = 0;
  std::array<double, 3> sums{};
  for (const auto& place : task.places) {
    pupils += place.weight;
    sums[0] += static_cast<double>(place.amount);
    for (std::size_t k = 0; k < 2; ++k) sums[k + 1] += static_cast<double>(place.kinds[k]);
  }
  task.amount_weight = pupils / (sums[0] * sums[0]);
  task.kind_weights = {pupils / (sums[1] * sums[1]), pupils / (sums[2] * sums[2])};
  return task;
}

/// By how much one more or fewer on a single way, of a kind or not, would make the spread less
/// without more lacking.
double best_single_change(const LevellingTask& task, const std::vector<LevelledMove>& moves) {
  const LevellingValue now = value_of(task, moves);
  double best = 0;
  for (std::size_t way = 0; way < task.ways.size(); ++way) {
    for (int change = 0; change < 8; ++change) {
      std::vector<LevelledMove> other = moves;
      auto at =
          std::find_if(other.begin(), other.end(), [&](const auto& m) { return m.way == way; });
      if (at == other.end()) at = other.insert(other.end(), {way, 0, {0, 0}});
      const std::int64_t sign = change % 2 == 0 ? 1 : -1;
      if (change < 4) at->count += sign;
      if (change >= 2 && change < 6) at->kinds[0] += sign;
      if (change >= 6) at->kinds[1] += sign;
      if (!is_allowed(task, other)) continue;
      const LevellingValue value = value_of(task, other);
      if (value.lacking <= now.lacking + 1e-12) best = std::max(best, now.spread - value.spread);
    }
  }
  return best;
}

// Of 10 teachers in a county of about 4 000 the marginal value is some 10^5 that of all: what is
// rounded beside the one is all that there is of the other.
TEST_CASE("A rare kind in a county of 275 schools does not blur the common ones") {
  const LevellingTask task = county_task(10);
  const Levelling found = level(task);
  REQUIRE(found.given_up.empty());
  REQUIRE(is_allowed(task, found.moves));
  CHECK(found.spread_within >= 0);
  CHECK(found.spread_within < 2e-5);
  CHECK(best_single_change(task, found.moves) <= found.spread_within);
}

TEST_CASE("What is proven of the spread is true") {
  std::mt19937 random(17);
  for (int round = 0; round < 40; ++round) {
    const LevellingTask task = random_task(random, 3, 2);
    const Levelling found = level(task);
    const LevellingValue value = value_of(task, found.moves);
    std::vector<LevelledMove> moves;
    double least = value.spread;
    each_choice(task, 0, moves, [&] {
      const LevellingValue other = value_of(task, moves);
      if (other.lacking <= value.lacking + 1e-9) least = std::min(least, other.spread);
    });
    CHECK(value.spread - least <= found.spread_within + 1e-9);
  }
}

TEST_CASE("A search that ends early gives what it proves, and tells what it does not") {
  std::mt19937 random(13);
  std::size_t untold = 0, given_up = 0;
  for (int round = 0; round < 40; ++round) {
    LevellingTask task = random_task(random, 5, 3);
    for (auto& place : task.places) place.most_leaving = std::min<std::int64_t>(place.amount, 4);
    const Levelling proven = level(task);
    task.most_nodes = 0;
    const Levelling found = level(task);
    for (const LevelledMove& move : found.moves) {
      for (const std::size_t place : found.given_up) {
        CHECK(task.ways[move.way].from != place);
        CHECK(task.ways[move.way].to != place);
      }
    }
    given_up += found.given_up.size();
    untold += found.not_fewest.size();
    if (!found.given_up.empty()) continue;
    const LevellingValue value = value_of(task, found.moves), best = value_of(task, proven.moves);
    CHECK(value.lacking == Approx(best.lacking).margin(1e-6));
    CHECK(value.spread <= best.spread + found.spread_within + 1e-9);
    if (found.not_fewest.empty() && value.spread <= best.spread + 1e-9)
      CHECK(value.moved <= best.moved);
  }
  CHECK(untold + given_up > 0);
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
