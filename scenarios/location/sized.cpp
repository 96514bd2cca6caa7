// Tasks with sizes: price search with packing, parts by themselves, branching, and the program on
// what fixing leaves.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <set>

#include "scenarios/location/clusters.hpp"
#include "scenarios/location/interchange.hpp"
#include "scenarios/location/needs.hpp"
#include "scenarios/location/packing.hpp"
#include "scenarios/location/program.hpp"
#include "scenarios/location/search.hpp"
#include "scenarios/location/sized_branching.hpp"

namespace budian::location {
namespace {

constexpr int pack_every = 8;
constexpr int exchanges = 20;  // tried an iteration of the price search
constexpr std::size_t nearest_looked_at = 6;
constexpr double ways_a_second = 400;
constexpr int need_rounds = 10;     // of looking for what regions need
constexpr double mean_part = 0.01;  // of the newest in the mean that needs are found by
constexpr double need_step = 1, need_aim = 0.001;       // as in Ascent
constexpr double need_share = 0.3;                      // of the seconds at most, for needs
constexpr std::size_t small = 400;                      // ways: the program alone is as fast
constexpr std::array<std::size_t, 2> part_sizes{4, 6};  // open sites of what is solved by itself
constexpr int part_iterations = 100;
constexpr int part_nodes = 500;       // of the program on a part
constexpr int agreed_nodes = 150;     // of a search among what is not agreed on
constexpr double agreed_share = 0.5;  // of the seconds for branching, for these searches at most
constexpr double last_seconds = 0.2;  // in which nothing new is begun

class Sized {
 public:
  Sized(const Task& task, const Effort& effort)
      : task_(task),
        effort_(effort),
        relaxation_(task),
        packing_(task),
        interchange_(task),
        value_(task.beyond()) {}

  Answer run() { return run_from(relaxation_.first_prices(), true); }

 private:
  /// `wholly`: not only as a part of something greater.
  Answer run_from(Prices prices, bool wholly) {
    std::vector<Fate> fates = first_fates(task_);
    prices.bound = -std::numeric_limits<double>::infinity();
    Shares shares = raise(fates, prices, true);
    if (!is_enough() && value_ < task_.beyond()) {
      if (!task_.whole) exchange_sites(fates, shares);
      if (!is_enough()) shares = raise(fates, prices, false);
      if (!is_enough() && !task_.whole) exchange_sites(fates, shares);
      plain_ = prices;
      if (wholly && !is_enough()) shares = raise_by_needs(fates, prices, shares);
      if (wholly && !is_enough()) search_all(prices, fates, shares);
    }
    if (!is_enough()) finish(prices, fates, wholly);
    return answer();
  }

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

  /// Of the seconds only `reserve` are left, or somebody said stop.
  [[nodiscard]] bool is_over(double reserve = last_seconds) const {
    return (effort_.stopped && effort_.stopped()) || left() < reserve;
  }

  /// `packs`: on its way it tries what the prices choose.
  Shares raise(std::vector<Fate>& fates, Prices& prices, bool packs) {
    Ascent ascent;
    ascent.iterations = effort_.iterations;
    const Shares shares =
        ascend(relaxation_, fates, ascent, value_, prices, [&](const View& view, int round) {
          if (!packs || round % pack_every != pack_every - 1 || is_over()) return;
          // Now and then a set that leaves nobody without a way, sizes aside.
          if (round / pack_every % 2 == 0 || value_ < task_.beyond()) consider(view.chosen);
          if (round / pack_every % 4 == 1) {
            interchange_.improve(view.chosen);
            consider(interchange_.open());
          }
        });
    note_bound(prices, fates);
    return shares;
  }

  void note_bound(const Prices& prices, std::vector<Fate>& fates) {
    bound_ = std::min(std::max(bound_, relaxation_.whole(prices.bound)), value_);
    if (value_ < task_.beyond()) fix_by_regret(relaxation_, prices, value_, fates);
  }

  /// With prices on what regions need too: those needs that the mean of what is chosen falls short
  /// of, again and again.
  Shares raise_by_needs(std::vector<Fate>& fates, Prices& prices, Shares shares) {
    if (!NeedFinder::applies(task_) || effort_.program_nodes <= 0) return shares;
    const NeedFinder finder(task_);
    const double reserve = effort_.seconds ? left() * (1 - need_share) : last_seconds;
    Ascent ascent;
    ascent.iterations = effort_.iterations;
    ascent.first_step = need_step;
    ascent.most_above = need_aim;
    ascent.shows_flows = true;
    for (int round = 0; round <= need_rounds && !is_over(reserve); ++round) {
      Mean mean(task_.sites.size(), task_.ways());
      shares = ascend(relaxation_, fates, ascent, value_, prices,
                      [&](const View& view, int) { mean.add(view.chosen, view.flows, mean_part); });
      note_bound(prices, fates);
      if (is_enough() || round == need_rounds) break;
      std::set<std::size_t> needs = priced_needs(prices);
      for (Need& need : finder.find(mean)) needs.insert(relaxation_.add(std::move(need)));
      ascent.needs.assign(needs.begin(), needs.end());
    }
    return shares;
  }

  bool consider(const std::vector<char>& open) {
    if (!tried_.insert(open).second) return false;
    Allotment allotment = packing_.allot(open);
    if (allotment.value >= value_) return false;
    value_ = allotment.value;
    best_ = std::move(allotment);
    return true;
  }

  /// One undecided site for a near one, the likelier first.
  void exchange_sites(const std::vector<Fate>& fates, const Shares& shares) {
    const auto near = near_sites(task_, nearest_looked_at);
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
          has_gained = consider(open) || has_gained;
        }
      }
    }
  }

  /// Parts around each open site, then greater ones, each with all else as it is (local branching:
  /// Fischetti and Lodi 2003, doi:10.1007/s10107-003-0395-5).
  void improve_parts(double reserve) {
    if (!task_.whole) return;
    const double rest = effort_.seconds ? std::max(reserve, left() / 2) : 0;
    const Clusters clusters(task_);
    const Allotment before = improved_;
    for (const std::size_t size : part_sizes) {
      clusters.improve(
          size, before, best_, [&](const Cluster& cluster) { return answer_part(cluster); },
          [&] { return is_over(rest); });
    }
    value_ = best_.value;
    // Also where time ended it: a second look gains less than the bound does in that time.
    improved_ = best_;
  }

  Answer answer_part(const Cluster& cluster) const {
    Effort effort = effort_;
    effort.iterations = part_iterations;
    effort.program_nodes = std::min(effort_.program_nodes, part_nodes);
    effort.gap = 0;
    if (effort_.seconds) effort.seconds = left();
    Sized part(cluster.task, effort);
    Prices at;
    const double scale = part.relaxation_.step() / relaxation_.step();
    for (const std::uint32_t i : cluster.demands)
      at.served.push_back(std::round(plain_.served[i] * scale));
    return part.run_from(std::move(at), false);
  }

  /// Branching: first among the sites on which the best answer and the prices disagree, then among
  /// all. Only half of the time where the program can take what is left.
  void search_all(const Prices& prices, std::vector<Fate>& fates, const Shares& shares) {
    if (effort_.program_nodes <= 0 || !fix_by_regret(relaxation_, prices, value_, fates)) return;
    const bool is_for_program = is_program_size(rest_of(prices, fates));
    const double reserve = is_for_program && effort_.seconds ? left() / 2 : last_seconds;
    int rest = effort_.seconds ? std::numeric_limits<int>::max() : effort_.nodes;
    const auto branch = [&](const std::vector<Fate>& from, int most_nodes, double kept,
                            bool proves) {
      SizedBranching branching(relaxation_, effort_, best_, [this] { return left(); });
      branching.start(from, prices, shares, proves);
      const auto ends = [&](int nodes) { return is_over(kept) || nodes >= most_nodes; };
      while (branching.run(ends)) {
        take(branching.best());
        improve_parts(kept);
        branching.take_better(best_);
      }
      take(branching.best());
      rest -= branching.nodes();
      return branching.bound();
    };
    const double for_all =
        effort_.seconds ? reserve + (left() - reserve) * (1 - agreed_share) : reserve;
    for (const Agreement& agreement : agreements) {
      for (std::int64_t before = no_limit; value_ < before && !is_over(for_all);) {
        before = value_;
        branch(agreed(best_, shares, fates, agreement), std::min(rest, agreed_nodes), for_all,
               false);
      }
    }
    if (!is_enough() && !is_over(reserve)) improve_parts(reserve);
    bound_ = std::min(std::max(bound_, branch(fates, rest, reserve, true)), value_);
  }

  void take(const Allotment& better) {
    best_ = better;
    value_ = best_.value;
  }

  [[nodiscard]] Task rest_of(const Prices& prices, const std::vector<Fate>& fates) const {
    return reduced(task_, fates, relaxation_.useless_ways(prices, fates, value_));
  }

  // The program heeds its seconds between nodes only, and its first one takes long.
  [[nodiscard]] bool is_program_size(const Task& rest) const {
    const std::size_t ways = rest.ways();
    return ways <= effort_.program_ways &&
           (!effort_.seconds || static_cast<double>(ways) <= left() * ways_a_second);
  }

  void finish(const Prices& prices, std::vector<Fate>& fates, bool wholly) {
    if (effort_.program_nodes <= 0 || is_over(0.1)) return;
    fix_by_regret(relaxation_, prices, value_, fates);
    const Task rest = rest_of(prices, fates);
    if (!is_program_size(rest)) return;
    ProgramEffort effort{effort_.program_nodes, std::nullopt};
    if (effort_.seconds) effort.seconds = left();
    if (!wholly) effort.ways_here = part_ways_here;
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
  Prices plain_;  ///< before needs had any
  Allotment best_;
  Allotment improved_;  ///< the last one whose parts were looked at
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
