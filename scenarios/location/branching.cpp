#include "scenarios/location/branching.hpp"

#include <algorithm>
#include <cmath>

namespace budian::location {
namespace {

constexpr int node_iterations = 60;
constexpr std::int64_t hopeless_part = 100;

}  // namespace

bool Branching::start(Prices& prices, std::vector<Fate>& fates, int iterations) {
  fates = first_fates(task_);
  Ascent ascent;
  ascent.iterations = iterations;
  ascent.gap = meter_.effort.gap;
  prices.bound = -std::numeric_limits<double>::infinity();
  ++meter_.nodes;
  if (best_.open.empty()) begin_at_answer(fates, prices);
  shares_ = raise(fates, prices, ascent);
  if (relaxation_.excludes(prices.bound, value_)) return false;
  return fix_by_regret(relaxation_, prices, value_, fates);
}

void Branching::consider(const std::vector<char>& sites, bool improve) {
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
void Branching::begin_at_answer(const std::vector<Fate>& fates, Prices& prices) {
  View view;
  relaxation_.look(prices.served, fates, view);
  consider(view.chosen, true);
  if (value_ >= task_.beyond() || best_.open.empty()) return;
  for (std::uint32_t i = 0; i < prices.served.size(); ++i)
    prices.served[i] = std::round(interchange_.middle_price(i) * relaxation_.step());
}

Shares Branching::raise(const std::vector<Fate>& fates, Prices& prices, const Ascent& ascent) {
  double improved_at = -std::numeric_limits<double>::infinity();
  const int improve_every = ascent.iterations > node_iterations ? 12 : node_iterations;
  return ascend(relaxation_, fates, ascent, value_, prices, [&](const View& view, int round) {
    const bool is_due = round % improve_every == improve_every / 2 || !knows_answer();
    if (!is_due || view.bound < improved_at) return;
    improved_at = prices.bound - 0.005 * std::abs(prices.bound);
    consider(view.chosen, true);
  });
}

/// Close enough to what is known. What is left behind so counts as the bound.
bool Branching::is_good_enough(double bound) {
  const std::int64_t whole = relaxation_.whole(bound);
  if (static_cast<double>(whole) < (1 - meter_.effort.gap) * static_cast<double>(value_))
    return false;
  open_bound_ = std::min(open_bound_, whole);
  return true;
}

void Branching::explore(std::vector<Fate> fates, Prices prices) {
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
  const Shares shares = raise(fates, prices, ascent);
  if (relaxation_.excludes(prices.bound, value_)) return;
  if (meter_.effort.gap > 0 && is_good_enough(prices.bound)) return;
  if (!fix_by_regret(relaxation_, prices, value_, fates)) return;
  prices.bound = std::max(prices.bound, before);
  split(fates, prices, shares);
}

void Branching::split(std::vector<Fate> fates, const Prices& prices, const Shares& shares) {
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
void Branching::settle(const std::vector<Fate>& fates) {
  std::vector<char> sites;
  for (const Fate fate : fates) sites.push_back(fate == Fate::open);
  const auto open = static_cast<std::size_t>(std::count(sites.begin(), sites.end(), 1));
  if (open >= task_.least_sites) consider(sites, false);
}

void Branching::stop_at(const Prices& prices) {
  const std::int64_t bound = std::isfinite(prices.bound) ? relaxation_.whole(prices.bound) : 0;
  open_bound_ = std::min(open_bound_, bound);
  is_stopped_ = true;
}

}  // namespace budian::location
