// Tasks without sizes: branch and bound on sites, each node bounded by the price search.
#pragma once

#include <chrono>
#include <limits>

#include "scenarios/location/interchange.hpp"
#include "scenarios/location/search.hpp"

namespace budian::location {

/// The effort spent, shared by all levels.
struct Meter {
  explicit Meter(const Effort& allowed) : effort(allowed), most_nodes(allowed.nodes) {}
  [[nodiscard]] bool is_spent() const {
    if (nodes > most_nodes || (effort.stopped && effort.stopped())) return true;
    return effort.seconds && left() <= 0;
  }
  [[nodiscard]] double left() const {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
    return effort.seconds.value_or(0) - spent.count();
  }
  const Effort& effort;
  int nodes = 0, most_nodes;
  std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
};

class Branching {
 public:
  Branching(const Task& task, Meter& meter)
      : task_(task), meter_(meter), relaxation_(task), interchange_(task), value_(task.beyond()) {}

  /// The first node, and what it decides. False: nothing is left to decide.
  bool start(Prices& prices, std::vector<Fate>& fates, int iterations);
  /// On from what `start` left.
  void branch(const std::vector<Fate>& fates, const Prices& prices) {
    split(fates, prices, shares_);
  }

  [[nodiscard]] const Relaxation& relaxation() const { return relaxation_; }
  [[nodiscard]] std::int64_t value() const { return value_; }
  [[nodiscard]] const Allotment& best() const { return best_; }
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }
  /// No answer is cheaper; without limit where there is none at all.
  [[nodiscard]] std::int64_t open_bound() const {
    return best_.open.empty() ? open_bound_ : std::min(open_bound_, value_);
  }

 private:
  void consider(const std::vector<char>& sites, bool improve);
  void begin_at_answer(const std::vector<Fate>& fates, Prices& prices);
  Shares raise(const std::vector<Fate>& fates, Prices& prices, const Ascent& ascent);
  [[nodiscard]] bool knows_answer() const {
    return !best_.open.empty() || task_.cutoff != no_limit;
  }
  bool is_good_enough(double bound);
  [[nodiscard]] bool is_done() const { return task_.any_will_do && !best_.open.empty(); }
  void explore(std::vector<Fate> fates, Prices prices);
  void split(std::vector<Fate> fates, const Prices& prices, const Shares& shares);
  void settle(const std::vector<Fate>& fates);
  void stop_at(const Prices& prices);

  const Task& task_;
  Meter& meter_;
  Relaxation relaxation_;
  Interchange interchange_;
  std::int64_t value_;
  Allotment best_;
  Shares shares_;
  bool is_stopped_ = false;
  std::int64_t open_bound_ = no_limit;
};

}  // namespace budian::location
