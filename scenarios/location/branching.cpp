// Tasks without sizes: branch and bound on sites, each node bounded by the price search.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "scenarios/location/interchange.hpp"
#include "scenarios/location/program.hpp"
#include "scenarios/location/search.hpp"

namespace budian::location {
namespace {

constexpr int node_iterations = 40;
constexpr int improve_every = 12;

class Branching {
 public:
  Branching(const Task& task, const Effort& effort)
      : task_(task),
        effort_(effort),
        relaxation_(task),
        interchange_(task),
        value_(task.beyond()),
        begin_(std::chrono::steady_clock::now()) {}

  Answer run() {
    const std::vector<Fate> fates = first_fates(task_);
    Prices prices = relaxation_.first_prices();
    prices.bound = -1;
    explore(fates, prices, 0);
    if (is_stopped_) prove_by_program();
    Answer answer;
    answer.found = value_ < task_.beyond();
    answer.best = best_;
    answer.infeasible = !is_stopped_ && !answer.found;
    answer.bound = is_stopped_ ? std::min(value_, std::max<std::int64_t>(open_bound_, 0)) : value_;
    return answer;
  }

 private:
  void consider(const std::vector<char>& sites, bool improve) {
    const std::int64_t value = improve ? interchange_.improve(sites) : interchange_.value_of(sites);
    if (value >= value_) return;
    value_ = value;
    best_ = interchange_.allotment();
  }

  [[nodiscard]] bool is_spent() const {
    if (nodes_ > effort_.nodes || (effort_.stopped && effort_.stopped())) return true;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin_;
    return effort_.seconds && spent.count() > *effort_.seconds;
  }

  Shares raise(const std::vector<Fate>& fates, Prices& prices, std::size_t depth) {
    const bool is_root = depth == 0;
    Ascent ascent;
    ascent.iterations = is_root ? effort_.iterations : node_iterations;
    ascent.patience = is_root ? 12 : 6;
    ascent.first_step = is_root ? 1.2 : 0.25;
    double improved_at = -1;
    return ascend(relaxation_, fates, ascent, value_, prices, [&](const View& view, int round) {
      const bool is_due = round % improve_every == 0 || !best_.open.size();
      if (!is_due || view.bound < improved_at) return;
      improved_at = prices.bound * 0.995;
      consider(view.chosen, true);
    });
  }

  void explore(std::vector<Fate> fates, Prices prices, std::size_t depth) {
    if (task_.any_will_do && !best_.open.empty()) return;
    if (is_stopped_ || is_spent()) {
      stop_at(prices);
      return;
    }
    ++nodes_;
    const double before = prices.bound;
    prices.bound = -std::numeric_limits<double>::infinity();
    const Shares shares = raise(fates, prices, depth);
    if (relaxation_.excludes(prices.bound, value_)) return;
    if (!fix_by_regret(relaxation_, prices, value_, fates)) return;
    if (depth == 0) {
      root_fates_ = fates;
      root_prices_ = prices;
    }
    prices.bound = std::max(prices.bound, before);
    std::size_t split = fates.size();
    for (std::size_t j = 0; j < fates.size(); ++j) {
      if (fates[j] != Fate::free) continue;
      if (split == fates.size() || std::abs(shares[j] - 0.5) < std::abs(shares[split] - 0.5))
        split = j;
    }
    if (split == fates.size()) {
      settle(fates);
      return;
    }
    const bool first = shares[split] > 0.5;
    for (const bool opens : {first, !first}) {
      fates[split] = opens ? Fate::open : Fate::closed;
      explore(fates, prices, depth + 1);
    }
  }

  /// All is decided: the sites are the answer.
  void settle(const std::vector<Fate>& fates) {
    std::vector<char> sites;
    std::size_t open = 0;
    for (const Fate fate : fates) {
      sites.push_back(fate == Fate::open);
      open += fate == Fate::open ? 1U : 0U;
    }
    if (open >= task_.least_sites) consider(sites, false);
  }

  void stop_at(const Prices& prices) {
    const std::int64_t bound = std::isfinite(prices.bound) ? relaxation_.whole(prices.bound) : 0;
    open_bound_ = is_stopped_ ? std::min(open_bound_, bound) : bound;
    is_stopped_ = true;
  }

  void prove_by_program() {
    if (effort_.program_nodes <= 0 || root_prices_.served.empty()) return;
    std::vector<Fate> fates = root_fates_;
    fix_by_regret(relaxation_, root_prices_, value_, fates);
    const Task rest = reduced(task_, fates, relaxation_.useless_ways(root_prices_, fates, value_));
    std::optional<double> seconds = effort_.seconds;
    const Answer answer = solve_by_program(rest, {effort_.program_nodes, seconds}, value_);
    if (answer.found && answer.best.value < value_) {
      value_ = answer.best.value;
      best_ = answer.best;
    }
    open_bound_ = std::max(open_bound_, std::min(answer.bound, value_));
  }

  const Task& task_;
  const Effort& effort_;
  Relaxation relaxation_;
  Interchange interchange_;
  std::int64_t value_;
  Allotment best_;
  int nodes_ = 0;
  bool is_stopped_ = false;
  std::int64_t open_bound_ = 0;
  std::vector<Fate> root_fates_;
  Prices root_prices_;
  std::chrono::steady_clock::time_point begin_;
};

}  // namespace

Answer search_unsized(const Task& task, const Effort& effort) {
  return Branching(task, effort).run();
}

}  // namespace budian::location
