#include "scenarios/location/sized_branching.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/location/program.hpp"

namespace budian::location {
namespace {

constexpr int node_iterations = 60;
constexpr double first_step = 1.9, last_step = 0.1;  // what one site decides changes prices far off
constexpr int reliable = 1;           // trials of a site, after which their mean is believed
constexpr int most_trials = 4;        // at one node
constexpr double trial_seconds = 1;   // where less is left there are none
constexpr double most_apart = 0.45;   // shares of sites that may be branched on: from one half
constexpr double least_gain = 0.001;  // of what is missing, as good as none
constexpr int patience = 100;         // nodes that it dives; then for as many it does not
// Of so few ways the program makes an end in a fraction of a second.
constexpr std::size_t few_ways = 800;
constexpr int few_nodes = 20;
constexpr int decided_nodes = 200;
constexpr double decided_ways_a_second = 2000;   // where all sites are decided
constexpr std::size_t most_prices = 10'000'000;  // kept in open nodes: memory

}  // namespace

std::vector<Fate> agreed(const Allotment& best, const Shares& shares, std::vector<Fate> fates,
                         const Agreement& agreement) {
  for (std::size_t j = 0; j < fates.size(); ++j) {
    if (fates[j] != Fate::free) continue;
    if (best.open[j] && shares[j] > agreement.open) fates[j] = Fate::open;
    if (!best.open[j] && shares[j] < agreement.closed) fates[j] = Fate::closed;
  }
  return fates;
}

SizedBranching::SizedBranching(const Relaxation& relaxation, const Effort& effort, Allotment best,
                               std::function<double()> left)
    : task_(relaxation.task()),
      relaxation_(relaxation),
      effort_(effort),
      packing_(task_),
      best_(std::move(best)),
      left_(std::move(left)),
      gains_(task_.sites.size()) {}

void SizedBranching::start(const std::vector<Fate>& fates, const Prices& prices,
                           const Shares& shares, bool proves) {
  proves_ = proves;
  keep({fates, prices, shares});
}

bool SizedBranching::is_closed(double bound) const {
  return relaxation_.excludes(bound, best_.value) ||
         static_cast<double>(relaxation_.whole(bound)) >=
             (1 - effort_.gap) * static_cast<double>(best_.value);
}

std::int64_t SizedBranching::bound() const {
  const std::int64_t of_open =
      open_.empty() ? no_limit : relaxation_.whole(open_.begin()->first.first);
  return std::min({of_open, left_behind_, best_.value});
}

void SizedBranching::raise(Node& node) const {
  const double before = node.prices.bound;
  node.prices.bound = -std::numeric_limits<double>::infinity();
  Ascent ascent;
  ascent.iterations = node_iterations;
  ascent.first_step = first_step;
  ascent.last_step = last_step;
  std::int64_t value = best_.value;
  node.shares =
      ascend(relaxation_, node.fates, ascent, value, node.prices, [](const View&, int) {});
  node.prices.bound = std::max(node.prices.bound, before);
}

double SizedBranching::gain(const Node& node, const Node& child) const {
  const double most = static_cast<double>(best_.value) * relaxation_.step();
  return std::max(0.0, std::min(child.prices.bound, most) - node.prices.bound);
}

SizedBranching::Children SizedBranching::children_of(const Node& node, std::size_t site) {
  Children children{node, node};
  children[0].fates[site] = Fate::open;
  children[1].fates[site] = Fate::closed;
  Gains& gains = gains_[site];
  ++gains.count;
  for (std::size_t c = 0; c < 2; ++c) {
    raise(children[c]);
    gains.sum[c] += gain(node, children[c]);
  }
  return children;
}

/// Sites on which the shares do not agree, the least decided first.
std::vector<std::size_t> SizedBranching::undecided(const Node& node) const {
  std::vector<std::size_t> sites;
  const auto apart = [&](std::size_t j) { return std::abs(node.shares[j] - 0.5); };
  for (std::size_t j = 0; j < node.fates.size(); ++j) {
    if (node.fates[j] == Fate::free && apart(j) < most_apart) sites.push_back(j);
  }
  std::sort(sites.begin(), sites.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(apart(a), a) < std::pair(apart(b), b);
  });
  return sites;
}

/// By the site that has gained most so far, on both sides; some of which too little is known are
/// tried (reliability branching: Achterberg, Koch and Martin 2005, doi:10.1016/j.orl.2004.04.002).
SizedBranching::Children SizedBranching::split(const Node& node) {
  const auto sites = undecided(node);
  if (!proves_ || sites.empty() || left_() < trial_seconds)
    return children_of(node, least_decided(node.fates, node.shares));
  const double rest = static_cast<double>(best_.value) * relaxation_.step() - node.prices.bound;
  const auto score = [&](double opening, double closing) {
    return std::max(opening, rest * least_gain) * std::max(closing, rest * least_gain);
  };
  double best = -1;
  std::optional<Children> tried;
  int trials = 0;
  for (const std::size_t site : sites) {
    if (gains_[site].count >= reliable || trials++ >= most_trials) continue;
    Children children = children_of(node, site);
    const double now = score(gain(node, children[0]), gain(node, children[1]));
    if (now <= best) continue;
    best = now;
    tried = std::move(children);
  }
  std::optional<std::size_t> known;
  for (const std::size_t site : sites) {
    const Gains& gains = gains_[site];
    if (gains.count < reliable) continue;
    const double now = score(gains.sum[0] / gains.count, gains.sum[1] / gains.count);
    if (now <= best) continue;
    best = now;
    known = site;
  }
  return known ? children_of(node, *known) : std::move(*tried);
}

/// All sites are decided: the answer, or of whole demands one as they can be packed into them.
void SizedBranching::allot(const std::vector<Fate>& fates) {
  std::vector<char> open;
  for (const Fate fate : fates) open.push_back(fate == Fate::open);
  Allotment found = packing_.allot(open);
  if (found.value < best_.value) best_ = std::move(found);
}

/// The program on what is left of a node. False: that is too much, or it came to no end.
bool SizedBranching::solve_rest(const Node& node) {
  const bool is_decided = least_decided(node.fates, node.shares) == node.fates.size();
  if (is_decided) allot(node.fates);
  if (is_decided && !task_.whole) return true;
  const auto useless = relaxation_.useless_ways(node.prices, node.fates, best_.value);
  std::size_t ways = 0;
  for (const auto& flags : useless)
    ways += static_cast<std::size_t>(std::count(flags.begin(), flags.end(), 0));
  if (!is_decided && ways > std::min(few_ways, effort_.program_ways)) return false;
  const bool takes_too_long = static_cast<double>(ways) > left_() * decided_ways_a_second;
  if (is_decided && (takes_too_long || is_closed(node.prices.bound))) {
    leave_behind(relaxation_.whole(node.prices.bound));
    return true;
  }
  const std::int64_t known = best_.value;
  const ProgramEffort effort{is_decided ? decided_nodes : few_nodes, std::nullopt, part_ways_here};
  const Answer found = solve_by_program(reduced(task_, node.fates, useless), effort, known);
  if (found.found && found.best.value < known) best_ = found.best;
  const std::int64_t bound = std::min(found.bound, known);
  if (bound >= best_.value) return true;
  if (is_decided) leave_behind(std::max(bound, relaxation_.whole(node.prices.bound)));
  return is_decided;
}

void SizedBranching::keep(Node node) {
  if (is_closed(node.prices.bound)) {
    leave_behind(relaxation_.whole(node.prices.bound));
    return;
  }
  if (!fix_by_regret(relaxation_, node.prices, best_.value, node.fates)) return;
  if (solve_rest(node)) return;
  const Key key(node.prices.bound, ++kept_);
  open_.emplace(key, std::move(node));
  if (!deeper_ || key < *deeper_) deeper_ = key;
}

/// Down to where nothing is left, for better answers; in the long run that of the least bound, so
/// that the bound rises.
SizedBranching::Node SizedBranching::next() {
  const bool is_full = open_.size() > most_prices / task_.heads.size();
  const bool dives = deeper_ && (is_full || (nodes_ - gained_at_) / patience % 2 == 0);
  const auto at = dives ? open_.find(*deeper_) : is_full ? std::prev(open_.end()) : open_.begin();
  deeper_.reset();
  Node node = std::move(at->second);
  open_.erase(at);
  return node;
}

bool SizedBranching::run(const std::function<bool(int)>& is_over) {
  const std::int64_t before = best_.value;
  while (!open_.empty() && !is_closed(open_.begin()->first.first)) {
    if (is_over(nodes_)) return false;
    ++nodes_;
    for (Node& child : split(next())) keep(std::move(child));
    if (best_.value >= before) continue;
    gained_at_ = nodes_;
    return true;
  }
  return false;
}

}  // namespace budian::location
