// Tasks with sizes: branch and bound on sites, each node bounded by the price search, and the
// program where little is left.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>

#include "scenarios/location/packing.hpp"
#include "scenarios/location/search.hpp"

namespace budian::location {

/// On which sites an answer and the shares agree: open and more than this, closed and less.
struct Agreement {
  double open, closed;
};
inline constexpr std::array<Agreement, 3> agreements{{{0.5, 0.2}, {0.7, 0.1}, {0.9, 0.03}}};
/// With these sites as they are (relaxation induced neighbourhoods: Danna, Rothberg and Le Pape
/// 2005, doi:10.1007/s10107-004-0518-7).
std::vector<Fate> agreed(const Allotment& best, const Shares& shares, std::vector<Fate> fates,
                         const Agreement& agreement);

class SizedBranching {
 public:
  /// `best`: the best answer so far; `left`: seconds, without end where none are given.
  SizedBranching(const Relaxation& relaxation, const Effort& effort, Allotment best,
                 std::function<double()> left);
  /// `proves`: takes time to find out by which site to branch; else it is after better answers.
  void start(const std::vector<Fate>& fates, const Prices& prices, const Shares& shares,
             bool proves);

  /// On, until there is a better answer (true), or nothing is open, it is good enough or `is_over`
  /// of the nodes so far (false). May be called again.
  bool run(const std::function<bool(int nodes)>& is_over);
  [[nodiscard]] int nodes() const { return nodes_; }
  [[nodiscard]] const Allotment& best() const { return best_; }
  /// One found elsewhere.
  void take_better(const Allotment& better) { best_ = better; }
  /// No answer is cheaper.
  [[nodiscard]] std::int64_t bound() const;

 private:
  using Key = std::pair<double, int>;  ///< bound, then age
  struct Node {
    std::vector<Fate> fates;
    Prices prices;
    Shares shares;
  };
  /// What deciding a site has gained so far, in steps of the bound: opening and closing it.
  struct Gains {
    std::array<double, 2> sum{};
    int count = 0;
  };
  using Children = std::array<Node, 2>;
  [[nodiscard]] Children split(const Node& node);
  [[nodiscard]] Children children_of(const Node& node, std::size_t site);
  [[nodiscard]] double gain(const Node& node, const Node& child) const;
  [[nodiscard]] std::vector<std::size_t> undecided(const Node& node) const;
  void raise(Node& node) const;
  void keep(Node node);
  void allot(const std::vector<Fate>& fates);
  bool solve_rest(const Node& node);
  void leave_behind(std::int64_t bound) { left_behind_ = std::min(left_behind_, bound); }
  [[nodiscard]] bool is_closed(double bound) const;
  Node next();

  const Task& task_;
  const Relaxation& relaxation_;
  const Effort& effort_;
  Packing packing_;
  Allotment best_;
  std::function<double()> left_;
  std::map<Key, Node> open_;
  std::vector<Gains> gains_;  ///< by site
  bool proves_ = false;
  std::optional<Key> deeper_;            ///< the better child of the last node
  std::int64_t left_behind_ = no_limit;  ///< least bound of what was not followed to its end
  int kept_ = 0, nodes_ = 0, gained_at_ = 0;
};

}  // namespace budian::location
