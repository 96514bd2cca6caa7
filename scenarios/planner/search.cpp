#include "scenarios/planner/search.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

namespace budian::planner {
namespace {

/// Changes that a round tries: the same on any number of threads.
constexpr std::size_t changes_a_round = 16;

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

std::vector<Tried> Archive::tried(const std::vector<Decisions>& wanted) {
  std::vector<const Decisions*> unknown;
  for (const auto& decisions : wanted) {
    if (known_.contains(decisions)) continue;
    known_.emplace(decisions, Tried{});
    unknown.push_back(&known_.find(decisions)->first);
  }
  tbb::parallel_for(std::size_t{0}, unknown.size(), [&](std::size_t i) {
    Sketch sketch = sketcher_.sketch(*unknown[i]);
    known_.find(*unknown[i])->second = {std::move(sketch.decisions), std::move(sketch.rooms),
                                        std::move(sketch.figures)};
  });
  std::vector<Tried> result;
  for (const auto& decisions : wanted) result.push_back(known_.find(decisions)->second);
  return result;
}

std::map<Decisions, Tried> Archive::plans() const {
  std::map<Decisions, Tried> plans;
  for (const auto& [asked, tried] : known_) plans.emplace(tried.decisions, tried);
  return plans;
}

Search::Search(const Sketcher& sketcher, const std::vector<Candidate>& candidates, Scoring scoring,
               PlanWatch watch)
    : sketcher_(sketcher),
      candidates_(candidates),
      scoring_(std::move(scoring)),
      watch_(std::move(watch)),
      archive_(sketcher),
      state_(static_cast<std::uint64_t>(sketcher.goal().base.seed) * 0x9E3779B97F4A7C15U + 1),
      began_(now()) {
  for (const auto& candidate : candidates_) {
    if (candidate.must_close) required_[candidate.school] = candidate.choices.front();
  }
}

double Search::seconds() const { return now() - began_; }

bool Search::is_over() const {
  const auto& limit = sketcher_.goal().work.seconds;
  return (limit && seconds() > *limit) || (watch_.stopped && watch_.stopped());
}

void Search::tell(double done, std::size_t settled) const {
  if (!watch_.on_progress) return;
  watch_.on_progress({done, archive_.sketches(), settled, score(best_), best_.figures,
                      scoring_.change(best_.figures), seconds()});
}

/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014, doi 10.1145/2714064.2660195).
std::uint64_t Search::chance(std::uint64_t below) {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return (z ^ (z >> 31U)) % below;
}

bool Search::keep_if_better(const Tried& tried) {
  if (score(tried) >= score(best_)) return false;
  best_ = tried;
  return true;
}

Decisions Search::with(Decisions decisions, const Move& move) const {
  if (move.addition && decisions.additions.erase(*move.addition) == 0)
    decisions.additions.insert(*move.addition);
  for (const auto& [school, decision] : move.schools) {
    if (decision) {
      decisions[school] = *decision;
    } else if (!required_.contains(school)) {
      decisions.erase(school);
    }
  }
  return decisions;
}

/// Every other choice of every school by itself.
std::vector<Search::Move> Search::moves_from(const Decisions& decisions) const {
  std::vector<Move> moves;
  for (std::size_t row = 0; row < sketcher_.goal().candidates.additions.size(); ++row)
    moves.push_back({{}, row});
  for (const auto& candidate : candidates_) {
    const auto now_is = decisions.find(candidate.school);
    if (now_is != decisions.end() && !candidate.must_close)
      moves.push_back({{{candidate.school, std::nullopt}}});
    for (const auto& choice : candidate.choices) {
      if (now_is != decisions.end() && now_is->second == choice) continue;
      moves.push_back({{{candidate.school, choice}}});
    }
  }
  return moves;
}

/// One school stays and another goes instead: any of its township, and of the others as many as
/// chance picks.
std::vector<Search::Move> Search::exchanges_from(const Decisions& decisions) {
  const auto& schools = sketcher_.ground().county.schools;
  std::vector<Move> near, far;
  for (const auto& out : candidates_) {
    if (!decisions.contains(out.school) || out.must_close) continue;
    for (const auto& in : candidates_) {
      if (decisions.contains(in.school)) continue;
      const bool same = schools[in.school].township == schools[out.school].township;
      for (const auto& choice : in.choices) {
        (same ? near : far).push_back({{{out.school, std::nullopt}, {in.school, choice}}});
        if (!same) break;
      }
    }
  }
  constexpr std::size_t most_far = 16 * changes_a_round;
  for (std::size_t i = far.size(); i > 1; --i) std::swap(far[i - 1], far[chance(i)]);
  if (far.size() > most_far) far.resize(most_far);
  near.insert(near.end(), far.begin(), far.end());
  return near;
}

/// Today, what must be, each school's first choice alone, and ever more of the best of them
/// together.
void Search::start() {
  archive_.tried({{}});
  best_ = archive_.tried({required_}).front();
  std::vector<Move> moves;
  for (const auto& candidate : candidates_) {
    if (!candidate.must_close) moves.push_back({{{candidate.school, candidate.choices.front()}}});
  }
  std::vector<Decisions> alone;
  for (const auto& move : moves) alone.push_back(with(required_, move));
  std::vector<Tried> tried;
  for (std::size_t i = 0; i < alone.size() && !is_over(); i += changes_a_round) {
    const std::size_t end = std::min(alone.size(), i + changes_a_round);
    const auto part = archive_.tried({alone.begin() + static_cast<std::ptrdiff_t>(i),
                                      alone.begin() + static_cast<std::ptrdiff_t>(end)});
    tried.insert(tried.end(), part.begin(), part.end());
    for (const auto& each : part) keep_if_better(each);
    tell(0.1 * static_cast<double>(end) / static_cast<double>(alone.size()));
  }
  std::vector<std::pair<Score, std::size_t>> order;
  for (std::size_t i = 0; i < tried.size(); ++i) {
    if (tried[i].decisions.contains(moves[i].schools.front().first))
      order.emplace_back(score(tried[i]), i);
  }
  std::sort(order.begin(), order.end());
  std::vector<Decisions> prefixes;
  Decisions together = required_;
  const std::size_t step = std::max<std::size_t>(1, order.size() / (2 * changes_a_round));
  for (std::size_t k = 0; k < order.size(); ++k) {
    together = with(std::move(together), moves[order[k].second]);
    if ((k + 1) % step == 0 || k + 1 == order.size()) prefixes.push_back(together);
  }
  if (is_over()) return;
  for (const auto& each : archive_.tried(prefixes)) keep_if_better(each);
  tell(0.15);
}

/// The best of a round's changes is made; where several help, all of them together if that is
/// better still.
bool Search::try_moves(const std::vector<Move>& moves, Tried& current) {
  std::vector<Decisions> wanted;
  for (const auto& move : moves) wanted.push_back(with(current.decisions, move));
  const auto tried = archive_.tried(wanted);
  ++rounds_;
  const Score before = score(current);
  std::vector<std::pair<Score, std::size_t>> better;
  for (std::size_t i = 0; i < tried.size(); ++i) {
    if (score(tried[i]) < before) better.emplace_back(score(tried[i]), i);
  }
  if (better.empty()) return false;
  std::sort(better.begin(), better.end());
  Tried next = tried[better.front().second];
  if (better.size() > 1) {
    Decisions together = current.decisions;
    std::set<SchoolId> changed;
    for (const auto& [ignored, i] : better) {
      const auto& parts = moves[i].schools;
      const bool clash = std::any_of(parts.begin(), parts.end(), [&](const auto& part) {
        return changed.contains(part.first);
      });
      if (clash) continue;
      for (const auto& part : parts) changed.insert(part.first);
      together = with(std::move(together), moves[i]);
    }
    const Tried all = archive_.tried({together}).front();
    if (score(all) < score(next)) next = all;
  }
  current = std::move(next);
  keep_if_better(current);
  return true;
}

/// Until no single change and no exchange helps. False where the work is over before.
bool Search::improve(Tried& current) {
  const auto& work = sketcher_.goal().work;
  for (const bool exchange : {false, true}) {
    std::vector<Move> moves =
        exchange ? exchanges_from(current.decisions) : moves_from(current.decisions);
    for (std::size_t i = moves.size(); i > 1; --i) std::swap(moves[i - 1], moves[chance(i)]);
    std::size_t next = 0, without_gain = 0;
    while (without_gain < moves.size()) {
      if (rounds_ >= work.rounds || is_over()) return false;
      std::vector<Move> round;
      while (round.size() < changes_a_round && without_gain + round.size() < moves.size()) {
        round.push_back(moves[next]);
        next = (next + 1) % moves.size();
      }
      without_gain += round.size();
      if (try_moves(round, current)) without_gain = 0;
      tell(0.15 + 0.65 * static_cast<double>(rounds_) / static_cast<double>(work.rounds));
    }
  }
  return true;
}

/// A few schools of one township and its like are decided by chance.
Decisions Search::shaken(const Decisions& decisions) {
  const auto& schools = sketcher_.ground().county.schools;
  Decisions result = decisions;
  for (std::size_t row = 0; row < sketcher_.goal().candidates.additions.size(); ++row) {
    if (chance(4) == 0) result = with(std::move(result), {{}, row});
  }
  if (candidates_.empty()) return result;
  const TownshipId here = schools[candidates_[chance(candidates_.size())].school].township;
  std::vector<const Candidate*> near;
  for (const auto& candidate : candidates_) {
    if (schools[candidate.school].township == here && !candidate.must_close)
      near.push_back(&candidate);
  }
  for (const Candidate* candidate : near) {
    if (chance(2) == 0) continue;
    const auto pick = chance(candidate->choices.size() + 1);
    if (pick == candidate->choices.size()) {
      result.erase(candidate->school);
    } else {
      result[candidate->school] = candidate->choices[pick];
    }
  }
  return result;
}

void Search::run() {
  start();
  Tried current = best_;
  if (candidates_.empty() && sketcher_.goal().candidates.additions.empty()) return;
  if (!improve(current)) return;
  while (rounds_ < sketcher_.goal().work.rounds && !is_over()) {
    current = archive_.tried({shaken(best_.decisions)}).front();
    keep_if_better(current);
    ++rounds_;
    if (!improve(current)) return;
  }
}

}  // namespace budian::planner
