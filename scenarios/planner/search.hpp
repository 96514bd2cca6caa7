// The search for good plans among the decisions that a goal allows.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "scenarios/planner/score.hpp"
#include "scenarios/planner/sketch.hpp"

namespace budian::planner {

/// The best so far, for who waits.
struct PlanProgress {
  double done = 0;  ///< share of the work, 0 to 1
  std::size_t sketches = 0;
  std::size_t settled = 0;  ///< plans judged by the full evaluation
  Score best;
  Figures figures;  ///< of the best
  Fen change;       ///< of the purse, against today
  double seconds = 0;
};

/// Who is told, and who may stop it; the best so far is then enough.
struct PlanWatch {
  std::function<void(const PlanProgress&)> on_progress = {};
  std::function<bool()> stopped = {};
  std::function<void()> on_bound = {};  ///< the search is over, the bound is being proved
};

/// A plan as the search knows it.
struct Tried {
  Decisions decisions;  ///< that can be carried out
  Rooms rooms;
  Figures figures;
};

/// Every plan that was tried: decisions as asked for → what became of them.
class Archive {
 public:
  explicit Archive(const Sketcher& sketcher) : sketcher_(sketcher) {}
  /// One entry each, side by side on all threads.
  std::vector<Tried> tried(const std::vector<Decisions>& wanted);
  [[nodiscard]] std::size_t sketches() const { return known_.size(); }
  /// By decisions, each plan once.
  [[nodiscard]] std::map<Decisions, Tried> plans() const;

 private:
  const Sketcher& sketcher_;
  std::map<Decisions, Tried> known_;
};

/// From what is best alone, best first, to a local optimum of single changes and exchanges between
/// neighbours; then shaken in one place after another (iterated local search: H. R. Lourenço, O. C.
/// Martin, T. Stützle, in: Handbook of Metaheuristics, 2003). Each round tries as many changes,
/// whatever the number of threads, so that the same goal and seed give the same plans; `seconds`
/// only ends it earlier.
class Search {
 public:
  Search(const Sketcher& sketcher, const std::vector<Candidate>& candidates, Scoring scoring,
         PlanWatch watch);
  void run();

  [[nodiscard]] const Tried& best() const { return best_; }
  [[nodiscard]] const Scoring& scoring() const { return scoring_; }
  [[nodiscard]] Archive& archive() { return archive_; }
  /// What the goal closes in every plan.
  [[nodiscard]] const Decisions& required() const { return required_; }
  [[nodiscard]] double seconds() const;
  [[nodiscard]] bool is_over() const;
  void tell(double done, std::size_t settled = 0) const;

 private:
  /// Schools that are decided otherwise, or an addition that is made or left out.
  struct Move {
    std::vector<std::pair<SchoolId, std::optional<Decision>>> schools;
    std::optional<std::size_t> addition = {};
  };
  [[nodiscard]] Decisions with(Decisions decisions, const Move& move) const;
  [[nodiscard]] std::vector<Move> moves_from(const Decisions& decisions) const;
  [[nodiscard]] std::vector<Move> exchanges_from(const Decisions& decisions);
  void start();
  bool improve(Tried& current);
  bool try_moves(const std::vector<Move>& moves, Tried& current);
  [[nodiscard]] Decisions shaken(const Decisions& decisions);
  [[nodiscard]] Score score(const Tried& tried) const { return scoring_.score(tried.figures); }
  bool keep_if_better(const Tried& tried);
  std::uint64_t chance(std::uint64_t below);

  const Sketcher& sketcher_;
  const std::vector<Candidate>& candidates_;
  Scoring scoring_;
  PlanWatch watch_;
  Archive archive_;
  Decisions required_;
  Tried best_;
  std::int64_t rounds_ = 0;
  std::uint64_t state_;
  double began_;
};

}  // namespace budian::planner
