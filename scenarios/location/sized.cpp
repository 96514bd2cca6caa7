// Tasks with sizes: price search with packing, fixing, and the program on what is left.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "scenarios/location/flow.hpp"
#include "scenarios/location/interchange.hpp"
#include "scenarios/location/packing.hpp"
#include "scenarios/location/program.hpp"
#include "scenarios/location/search.hpp"

namespace budian::location {
namespace {

constexpr int pack_every = 8;
constexpr int exchanges = 20;  // tried an iteration of the price search
constexpr std::size_t nearest_looked_at = 6;
constexpr double ways_a_second = 400;
constexpr std::size_t small = 400;  // ways: the program alone is as fast

class Sized {
 public:
  Sized(const Task& task, const Effort& effort)
      : task_(task),
        effort_(effort),
        relaxation_(task),
        packing_(task),
        interchange_(task),
        value_(task.beyond()) {}

  Answer run() {
    std::vector<Fate> fates = first_fates(task_);
    Prices prices = relaxation_.first_prices();
    prices.bound = -std::numeric_limits<double>::infinity();
    Ascent ascent;
    ascent.iterations = 2 * effort_.iterations;
    ascent.patience = 25;
    ascent.first_step = 1.0;
    Shares shares = raise(fates, prices, ascent);
    if (!is_enough() && value_ < task_.beyond()) {
      exchange_sites(fates, shares);
      ascent.first_step = 0.6;
      if (!is_enough()) shares = raise(fates, prices, ascent);
      if (!is_enough()) exchange_sites(fates, shares);
    }
    if (!is_enough()) finish(prices, fates);
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
    return task_.any_will_do ||
           static_cast<double>(value_ - bound_) <= effort_.gap * static_cast<double>(value_);
  }

  Shares raise(std::vector<Fate>& fates, Prices& prices, const Ascent& ascent) {
    const Shares shares =
        ascend(relaxation_, fates, ascent, value_, prices, [this](const View& view, int round) {
          if (round % pack_every != pack_every - 1 || left() < 0.5) return;
          // Now and then a set that leaves nobody without a way, sizes aside.
          if (round / pack_every % 2 == 0 || value_ < task_.beyond()) consider(view.chosen);
          if (round / pack_every % 4 == 1) {
            interchange_.improve(view.chosen);
            consider(interchange_.open());
          }
        });
    bound_ = std::min(std::max(bound_, relaxation_.whole(prices.bound)), value_);
    if (value_ < task_.beyond()) fix_by_regret(relaxation_, prices, value_, fates);
    return shares;
  }

  /// `near`: to the best one so far.
  bool consider(const std::vector<char>& open, bool near = false) {
    if (!tried_.insert(open).second) return false;
    Allotment allotment;
    if (task_.whole) {
      const bool adapts = !best_.open.empty() && near;
      allotment = adapts ? packing_.adapt(open, best_) : packing_.pack(open);
    } else {
      allotment.open = open;
      allot_divisible(task_, allotment);
    }
    if (allotment.value >= value_) return false;
    value_ = allotment.value;
    best_ = std::move(allotment);
    return true;
  }

  /// Sites that some demand has among its nearest, by site.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> near_sites() const {
    std::vector<std::set<std::uint32_t>> near(task_.sites.size());
    for (const auto& edges : task_.edges) {
      const std::size_t count = std::min(edges.size(), nearest_looked_at);
      for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = 0; b < count; ++b) near[edges[a].site].insert(edges[b].site);
      }
    }
    std::vector<std::vector<std::uint32_t>> result;
    for (const auto& sites : near) result.emplace_back(sites.begin(), sites.end());
    return result;
  }

  /// One undecided site for a near one, the likelier first.
  void exchange_sites(const std::vector<Fate>& fates, const Shares& shares) {
    const auto near = near_sites();
    std::vector<std::uint32_t> order;
    for (std::uint32_t j = 0; j < fates.size(); ++j) {
      if (fates[j] == Fate::free) order.push_back(j);
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(-shares[a], a) < std::pair(-shares[b], b);
    });
    int tries = 0;
    for (bool has_gained = true; has_gained;) {
      has_gained = false;
      for (const std::uint32_t in : order) {
        for (const std::uint32_t out : near[in]) {
          if (best_.open[in] || !best_.open[out] || fates[out] != Fate::free) continue;
          if (++tries > exchanges * effort_.iterations ||
              (effort_.seconds && left() < *effort_.seconds / 4))
            return;
          std::vector<char> open = best_.open;
          open[in] = 1;
          open[out] = 0;
          has_gained = consider(open, true) || has_gained;
        }
      }
    }
  }

  void finish(const Prices& prices, std::vector<Fate>& fates) {
    if (effort_.program_nodes <= 0 || left() < 0.1) return;
    fix_by_regret(relaxation_, prices, value_, fates);
    const Task rest = reduced(task_, fates, relaxation_.useless_ways(prices, fates, value_));
    // The program heeds its seconds between nodes only, and its first one takes long.
    const std::size_t ways = rest.ways();
    if (ways > effort_.program_ways) return;
    if (effort_.seconds && static_cast<double>(ways) > left() * ways_a_second) return;
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
  Interchange interchange_;
  std::int64_t value_;
  std::int64_t bound_ = 0;
  bool infeasible_ = false;
  Allotment best_;
  std::set<std::vector<char>> tried_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace

Answer search_sized(const Task& task, const Effort& effort) {
  if (task.ways() <= small && !effort.always_relax)
    return solve_by_program(task, {effort.program_nodes, effort.seconds});
  return Sized(task, effort).run();
}

}  // namespace budian::location
