// Tasks without sizes: the first node of the branching, then only what it leaves undecided.
#include <algorithm>
#include <cmath>

#include "scenarios/location/branching.hpp"
#include "scenarios/location/program.hpp"

namespace budian::location {
namespace {

constexpr double near_share = 0.02;
constexpr int nodes_if_near = 4;

/// Sites of the whole task that are open in an answer to its rest.
Allotment whole_of(const Task& task, const Compact& compact, const Allotment& part) {
  std::vector<char> open(task.sites.size(), 0);
  for (std::size_t j = 0; j < part.open.size(); ++j) open[compact.sites[j]] = part.open[j];
  Interchange interchange(task);
  interchange.value_of(open);
  return interchange.allotment();
}

/// Has every demand one price, whichever site serves it? Then the program has one column for it,
/// and its own bound is near: it takes what branching takes in hundreds of nodes.
bool is_cover(const Task& task) {
  return std::all_of(task.edges.begin(), task.edges.end(), [](const auto& edges) {
    return edges.empty() || edges.front().price == edges.back().price;
  });
}

/// The answer where the first node does not suffice, from what it leaves undecided: once more the
/// first node, then branching and the program, whichever is likely to end first.
class Rest {
 public:
  Rest(const Task& task, const Compact& compact, Meter& meter, Answer& answer)
      : task_(task),
        compact_(compact),
        rest_(with_cutoff(task, compact, answer)),
        meter_(meter),
        branching_(rest_, meter),
        answer_(answer) {}

  void search(const Prices& first) {
    Prices prices = prices_of(first);
    std::vector<Fate> fates;
    const bool is_open = branching_.start(prices, fates, 2 * meter_.effort.iterations / 5);
    take_found();
    const bool is_enough = rest_.any_will_do && answer_.found;
    if (is_open && is_cover(rest_) && !is_enough && solve_rest(prices, fates)) return;
    if (is_open) allow_nodes(prices, fates);
    if (is_open) branching_.branch(fates, prices);
    take_found();
    raise_bound(branching_.open_bound());
    if (branching_.is_stopped() && !is_cover(rest_)) solve_rest(prices, fates);
  }

 private:
  static Task with_cutoff(const Task& task, const Compact& compact, const Answer& answer) {
    Task rest = compact.task;
    rest.cutoff = answer.best.value - compact.rest;
    rest.any_will_do = task.any_will_do;
    return rest;
  }

  [[nodiscard]] Prices prices_of(const Prices& first) const {
    Prices prices;
    const double scale = branching_.relaxation().step() / first.step;
    for (const auto& alike : compact_.demands) {
      double sum = 0;
      for (const std::uint32_t i : alike) sum += first.served[i];
      prices.served.push_back(std::round(sum * scale));
    }
    return prices;
  }

  void take_found() {
    if (!branching_.best().open.empty()) take(branching_.best());
  }

  void take(const Allotment& part) {
    Allotment whole = whole_of(task_, compact_, part);
    if (whole.value >= answer_.best.value) return;
    answer_.best = std::move(whole);
    answer_.found = true;
  }

  void raise_bound(std::int64_t of_rest) {
    const std::int64_t known = answer_.best.value - compact_.rest;
    answer_.bound = std::max(answer_.bound, std::min(of_rest, known) + compact_.rest);
  }

  /// What fates and useless ways leave.
  [[nodiscard]] Task left(const Prices& prices, const std::vector<Fate>& fates) const {
    const std::int64_t known = answer_.best.value - compact_.rest;
    return reduced(rest_, fates, branching_.relaxation().useless_ways(prices, fates, known));
  }

  /// Where little is open and the program is no help, the proof is worth more nodes.
  void allow_nodes(const Prices& prices, const std::vector<Fate>& fates) {
    const auto value = static_cast<double>(answer_.best.value);
    const bool is_near = value - static_cast<double>(answer_.bound) <= near_share * value;
    if (is_near && left(prices, fates).ways() > meter_.effort.program_ways)
      meter_.most_nodes = nodes_if_near * meter_.effort.nodes;
  }

  /// The program on what is left. False: too large, or not to its end.
  bool solve_rest(const Prices& prices, const std::vector<Fate>& fates) {
    const Effort& allowed = meter_.effort;
    if (allowed.program_nodes <= 0 || (allowed.seconds && meter_.left() < 0.1)) return false;
    ProgramEffort effort{allowed.program_nodes, std::nullopt};
    if (allowed.seconds) effort.seconds = meter_.left();
    const std::int64_t known = answer_.best.value - compact_.rest;
    const Task last = left(prices, fates);
    if (last.ways() > allowed.program_ways) return false;
    const Answer found = solve_by_program(last, effort, known);
    if (found.found && found.best.value < known) take(found.best);
    raise_bound(found.bound);
    return answer_.found && answer_.bound >= answer_.best.value;
  }

  const Task& task_;
  const Compact& compact_;
  Task rest_;
  Meter& meter_;
  Branching branching_;
  Answer& answer_;
};

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
    const Compact compact = compact_of(reduced(task, fates, useless));
    if (compact.rest >= answer.best.value)
      answer.bound = answer.best.value;  // what is decided costs as much
    else
      Rest(task, compact, meter, answer).search(prices);
  }
  answer.infeasible = !answer.found && answer.bound >= answer.best.value;
  return answer;
}

}  // namespace budian::location
