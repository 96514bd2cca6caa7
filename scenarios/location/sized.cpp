// Tasks with sizes: price search with packing, fixing, and the program on what is left.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "scenarios/location/flow.hpp"
#include "scenarios/location/packing.hpp"
#include "scenarios/location/program.hpp"
#include "scenarios/location/search.hpp"

namespace budian::location {
namespace {

constexpr int pack_every = 8;
constexpr std::size_t small = 400;  // ways: the program alone is as fast

class Sized {
 public:
  Sized(const Task& task, const Effort& effort)
      : task_(task), effort_(effort), relaxation_(task), packing_(task), value_(task.beyond()) {}

  Answer run() {
    std::vector<Fate> fates = first_fates(task_);
    Prices prices = relaxation_.first_prices();
    Ascent ascent;
    ascent.iterations = effort_.iterations;
    ascent.patience = 15;
    ascent.first_step = 1.0;
    const Shares shares =
        ascend(relaxation_, fates, ascent, value_, prices, [this](const View& view, int round) {
          if (round % pack_every == pack_every - 1 && left() > 0.5) consider(view.chosen);
        });
    bound_ = std::min(relaxation_.whole(prices.bound), value_);
    if (!is_enough() && value_ < task_.beyond()) {
      fix_by_regret(relaxation_, prices, value_, fates);
      exchange_sites(fates, shares);
      finish(prices, fates);
    } else if (!is_enough()) {
      finish(prices, fates);
    }
    return answer();
  }

 private:
  [[nodiscard]] double left() const {
    if (!effort_.seconds) return 1e9;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin_;
    return *effort_.seconds - spent.count();
  }
  [[nodiscard]] bool is_enough() const {
    if (bound_ >= value_) return true;
    if (value_ >= task_.beyond()) return false;
    return task_.any_will_do || static_cast<double>(value_ - bound_) <=
                                    effort_.gap * static_cast<double>(value_);
  }

  bool consider(const std::vector<char>& open) {
    if (!tried_.insert(open).second) return false;
    Allotment allotment;
    if (task_.whole) {
      allotment = packing_.pack(open);
    } else {
      allotment.open = open;
      allot_divisible(task_, allotment);
    }
    if (allotment.value >= value_) return false;
    value_ = allotment.value;
    best_ = std::move(allotment);
    return true;
  }

  /// One undecided site for another, the likelier first.
  void exchange_sites(const std::vector<Fate>& fates, const Shares& shares) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t j = 0; j < fates.size(); ++j) {
      if (fates[j] == Fate::free && shares[j] > 0.02 && shares[j] < 0.98) order.push_back(j);
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(-shares[a], a) < std::pair(-shares[b], b);
    });
    int tries = 0;
    for (bool has_gained = true; has_gained;) {
      has_gained = false;
      for (const std::uint32_t in : order) {
        if (best_.open[in]) continue;
        for (auto out = order.rbegin(); out != order.rend(); ++out) {
          if (!best_.open[*out]) continue;
          if (++tries > effort_.iterations / 2 || (effort_.seconds && left() < *effort_.seconds / 2))
            return;
          std::vector<char> open = best_.open;
          open[in] = 1;
          open[*out] = 0;
          if (!consider(open)) continue;
          has_gained = true;
          break;
        }
      }
    }
  }

  void finish(const Prices& prices, std::vector<Fate>& fates) {
    if (effort_.program_nodes <= 0 || left() < 0.1) return;
    fix_by_regret(relaxation_, prices, value_, fates);
    const Task rest = reduced(task_, fates, relaxation_.useless_ways(prices, fates, value_));
    ProgramEffort effort{effort_.program_nodes, std::nullopt};
    if (effort_.seconds) effort.seconds = left();
    std::optional<std::int64_t> known;
    if (value_ < no_limit && (value_ < task_.beyond() || task_.cutoff != no_limit)) known = value_;
    const Answer found = solve_by_program(rest, effort, known);
    if (found.found && found.best.value < value_) {
      value_ = found.best.value;
      best_ = found.best;
    }
    infeasible_ = found.infeasible && value_ >= task_.beyond();
    bound_ = std::min(std::max(bound_, found.bound), value_);
  }

  [[nodiscard]] Answer answer() const {
    Answer answer;
    answer.found = value_ < task_.beyond();
    answer.best = best_;
    answer.bound = bound_;
    answer.infeasible = !answer.found && (infeasible_ || bound_ >= value_);
    return answer;
  }

  const Task& task_;
  const Effort& effort_;
  Relaxation relaxation_;
  Packing packing_;
  std::int64_t value_;
  std::int64_t bound_ = 0;
  bool infeasible_ = false;
  Allotment best_;
  std::set<std::vector<char>> tried_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace

Answer search_sized(const Task& task, const Effort& effort) {
  std::size_t ways = 0;
  for (const auto& edges : task.edges) ways += edges.size();
  if (ways <= small && !effort.always_relax)
    return solve_by_program(task, {effort.program_nodes, effort.seconds});
  return Sized(task, effort).run();
}

}  // namespace budian::location
