// Tasks without sizes: branch and bound on sites, each node bounded by the price search. After the
// first node only what is undecided is looked at.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "scenarios/location/interchange.hpp"
#include "scenarios/location/program.hpp"
#include "scenarios/location/search.hpp"

namespace budian::location {
namespace {

constexpr int node_iterations = 40;
constexpr std::int64_t hopeless_part = 100;

/// The effort spent, shared by all levels.
struct Meter {
  explicit Meter(const Effort& allowed) : effort(allowed) {}
  [[nodiscard]] bool is_spent() const {
    if (nodes > effort.nodes || (effort.stopped && effort.stopped())) return true;
    return effort.seconds && left() <= 0;
  }
  [[nodiscard]] double left() const {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
    return effort.seconds.value_or(0) - spent.count();
  }
  const Effort& effort;
  int nodes = 0;
  std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
};

class Branching {
 public:
  Branching(const Task& task, Meter& meter)
      : task_(task), meter_(meter), relaxation_(task), interchange_(task), value_(task.beyond()) {}

  /// The first node, and what it decides.
  bool start(Prices& prices, std::vector<Fate>& fates, int iterations) {
    fates = first_fates(task_);
    Ascent ascent;
    ascent.iterations = iterations;
    ascent.patience = 12;
    ascent.first_step = 1.2;
    ascent.gap = meter_.effort.gap;
    prices.bound = -std::numeric_limits<double>::infinity();
    ++meter_.nodes;
    if (best_.open.empty()) begin_at_answer(fates, prices);
    shares_ = raise(fates, prices, ascent);
    if (relaxation_.excludes(prices.bound, value_)) return false;
    return fix_by_regret(relaxation_, prices, value_, fates);
  }

  void branch(const std::vector<Fate>& fates, const Prices& prices) {
    split(fates, prices, shares_);
  }

  [[nodiscard]] const Relaxation& relaxation() const { return relaxation_; }
  [[nodiscard]] std::int64_t value() const { return value_; }
  [[nodiscard]] const Allotment& best() const { return best_; }
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }
  [[nodiscard]] std::int64_t open_bound() const { return std::min(open_bound_, value_); }

 private:
  void consider(const std::vector<char>& sites, bool improve) {
    std::int64_t value = interchange_.value_of(sites);
    // What is far from good is not worth the time, once something is known.
    const bool is_near =
        meter_.nodes <= 1 || !knows_answer() || value - value_ <= value_ / hopeless_part;
    if (improve && is_near) value = interchange_.improve(sites);
    if (value >= value_) return;
    value_ = value;
    best_ = interchange_.allotment();
  }

  /// A first answer, and the prices that agree with it.
  void begin_at_answer(const std::vector<Fate>& fates, Prices& prices) {
    View view;
    relaxation_.look(prices.served, fates, view);
    consider(view.chosen, true);
    if (value_ >= task_.beyond() || best_.open.empty()) return;
    for (std::uint32_t i = 0; i < prices.served.size(); ++i)
      prices.served[i] = std::round(interchange_.middle_price(i) * relaxation_.step());
  }

  Shares raise(const std::vector<Fate>& fates, Prices& prices, const Ascent& ascent) {
    double improved_at = -std::numeric_limits<double>::infinity();
    const int improve_every = ascent.iterations > node_iterations ? 12 : node_iterations;
    return ascend(relaxation_, fates, ascent, value_, prices, [&](const View& view, int round) {
      const bool is_due = round % improve_every == improve_every / 2 || !knows_answer();
      if (!is_due || view.bound < improved_at) return;
      improved_at = prices.bound - 0.005 * std::abs(prices.bound);
      consider(view.chosen, true);
    });
  }

  [[nodiscard]] bool knows_answer() const {
    return !best_.open.empty() || task_.cutoff != no_limit;
  }
  /// Close enough to what is known. What is left behind so counts as the bound.
  bool is_good_enough(double bound) {
    const std::int64_t whole = relaxation_.whole(bound);
    if (static_cast<double>(whole) < (1 - meter_.effort.gap) * static_cast<double>(value_))
      return false;
    open_bound_ = std::min(open_bound_, whole);
    return true;
  }
  [[nodiscard]] bool is_done() const { return task_.any_will_do && !best_.open.empty(); }

  void explore(std::vector<Fate> fates, Prices prices) {
    if (is_done()) return;
    if (is_stopped_ || meter_.is_spent()) {
      stop_at(prices);
      return;
    }
    ++meter_.nodes;
    const double before = prices.bound;
    prices.bound = -std::numeric_limits<double>::infinity();
    Ascent ascent;
    ascent.iterations = node_iterations;
    ascent.patience = 6;
    ascent.first_step = 0.25;
    const Shares shares = raise(fates, prices, ascent);
    if (relaxation_.excludes(prices.bound, value_)) return;
    if (meter_.effort.gap > 0 && is_good_enough(prices.bound)) return;
    if (!fix_by_regret(relaxation_, prices, value_, fates)) return;
    prices.bound = std::max(prices.bound, before);
    split(fates, prices, shares);
  }

  /// The free site that is least decided; their number if none is.
  static std::size_t least_decided(const std::vector<Fate>& fates, const Shares& shares) {
    std::size_t site = fates.size();
    for (std::size_t j = 0; j < fates.size(); ++j) {
      if (fates[j] != Fate::free) continue;
      if (site == fates.size() || std::abs(shares[j] - 0.5) < std::abs(shares[site] - 0.5))
        site = j;
    }
    return site;
  }

  void split(std::vector<Fate> fates, const Prices& prices, const Shares& shares) {
    const std::size_t site = least_decided(fates, shares);
    if (site == fates.size()) {
      settle(fates);
      return;
    }
    const bool first = shares[site] > 0.5;
    for (const bool opens : {first, !first}) {
      fates[site] = opens ? Fate::open : Fate::closed;
      explore(fates, prices);
    }
  }

  /// All is decided: the sites are the answer.
  void settle(const std::vector<Fate>& fates) {
    std::vector<char> sites;
    for (const Fate fate : fates) sites.push_back(fate == Fate::open);
    const auto open = static_cast<std::size_t>(std::count(sites.begin(), sites.end(), 1));
    if (open >= task_.least_sites) consider(sites, false);
  }

  void stop_at(const Prices& prices) {
    const std::int64_t bound = std::isfinite(prices.bound) ? relaxation_.whole(prices.bound) : 0;
    open_bound_ = std::min(open_bound_, bound);
    is_stopped_ = true;
  }

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

/// Sites of the whole task that are open in an answer to its rest.
Allotment whole_of(const Task& task, const Compact& compact, const Allotment& part) {
  std::vector<char> open(task.sites.size(), 0);
  for (std::size_t j = 0; j < part.open.size(); ++j) open[compact.sites[j]] = part.open[j];
  Interchange interchange(task);
  interchange.value_of(open);
  return interchange.allotment();
}

/// The answer where the first node does not suffice: branching on the rest, and the program where
/// branching does not come to an end.
void search_rest(const Task& task, const Compact& compact, const Prices& first, Meter& meter,
                 Answer& answer) {
  Task rest = compact.task;
  rest.cutoff = answer.best.value - compact.rest;
  rest.any_will_do = task.any_will_do;
  Branching branching(rest, meter);
  Prices prices;
  for (const std::uint32_t i : compact.demands) prices.served.push_back(first.served[i]);
  const double scale = branching.relaxation().step() / first.step;
  for (double& price : prices.served) price = std::round(price * scale);
  std::vector<Fate> fates;
  const bool is_open = branching.start(prices, fates, meter.effort.iterations / 4);
  if (is_open) branching.branch(fates, prices);
  if (!branching.best().open.empty()) {
    answer.best = whole_of(task, compact, branching.best());
    answer.found = true;
  }
  answer.bound = std::max(answer.bound, branching.open_bound() + compact.rest);
  if (!branching.is_stopped()) return;
  if (meter.effort.program_nodes <= 0 || (meter.effort.seconds && meter.left() < 0.1)) return;
  ProgramEffort effort{meter.effort.program_nodes, std::nullopt};
  if (meter.effort.seconds) effort.seconds = meter.left();
  const std::int64_t known = answer.best.value - compact.rest;
  const Task last = reduced(rest, fates, branching.relaxation().useless_ways(prices, fates, known));
  std::size_t ways = 0;
  for (const auto& edges : last.edges) ways += edges.size();
  if (ways > meter.effort.program_ways) return;
  const Answer found = solve_by_program(last, effort, known);
  if (found.found && found.best.value < known) {
    answer.best = whole_of(task, compact, found.best);
    answer.found = true;
  }
  answer.bound = std::max(answer.bound, std::min(found.bound, known) + compact.rest);
  answer.bound = std::min(answer.bound, answer.best.value);
}

}  // namespace

Answer search_unsized(const Task& task, const Effort& effort) {
  Meter meter(effort);
  Branching branching(task, meter);
  Prices prices = branching.relaxation().first_prices();
  prices.step = branching.relaxation().step();
  std::vector<Fate> fates;
  const bool is_open = branching.start(prices, fates, effort.iterations);
  Answer answer;
  answer.found = !branching.best().open.empty();
  answer.best = branching.best();
  answer.best.value = branching.value();
  answer.bound = is_open ? std::min(branching.relaxation().whole(prices.bound), branching.value())
                         : branching.value();
  const auto gap = static_cast<double>(answer.best.value - answer.bound);
  const bool suffices =
      answer.found &&
      (task.any_will_do || gap <= effort.gap * static_cast<double>(answer.best.value));
  if (is_open && !suffices) {
    const auto useless = branching.relaxation().useless_ways(prices, fates, branching.value());
    search_rest(task, compact_of(reduced(task, fates, useless)), prices, meter, answer);
  }
  answer.infeasible = !answer.found && answer.bound >= answer.best.value;
  return answer;
}

}  // namespace budian::location
