#include "scenarios/location/interchange.hpp"

#include <algorithm>

namespace budian::location {

Interchange::Interchange(const Task& task)
    : task_(task),
      visits_(task.sites.size()),
      nearest_(task.heads.size()),
      loss_(task.sites.size(), 0),
      extra_(task.sites.size(), 0) {
  std::int64_t dearest = 1;
  std::size_t required = 0;
  for (const Task::Place& site : task.sites) required += site.required ? 1U : 0U;
  numbers_least_ = std::max(task.least_sites, required);
  for (std::uint32_t i = 0; i < task.heads.size(); ++i) {
    for (const Task::Edge& edge : task.edges[i]) {
      visits_[edge.site].push_back({i, edge.price * task.heads[i]});
      dearest = std::max(dearest, edge.price);
    }
  }
  // One unreached head is dearer than all that could be saved by leaving it so.
  unreached_ = task.left_out >= 0 ? task.left_out : task.beyond();
}

void Interchange::find_nearest(std::uint32_t demand) {
  Nearest& nearest = nearest_[demand];
  const std::int64_t none = unreached_ * (task_.left_out < 0 ? 1 : task_.heads[demand]);
  nearest = {nowhere, none, none};
  for (const Task::Edge& edge : task_.edges[demand]) {
    if (!open_[edge.site]) continue;
    const std::int64_t price = edge.price * task_.heads[demand];
    if (price >= none) break;
    if (nearest.site != nowhere) {
      nearest.second = price;
      break;
    }
    nearest.site = edge.site;
    nearest.price = price;
  }
}

void Interchange::start(std::vector<char> open) {
  least_missed_.reset();
  open_ = std::move(open);
  count_ = 0;
  value_ = 0;
  for (std::size_t j = 0; j < open_.size(); ++j) {
    if (task_.sites[j].required) open_[j] = 1;
    if (task_.sites[j].forbidden) open_[j] = 0;
    if (!open_[j]) continue;
    ++count_;
    value_ += task_.sites[j].opening;
  }
  for (std::size_t j = 0; j < open_.size() && count_ < numbers_least_; ++j) {
    if (open_[j] || task_.sites[j].forbidden) continue;
    open_[j] = 1;
    ++count_;
    value_ += task_.sites[j].opening;
  }
  std::fill(loss_.begin(), loss_.end(), 0);
  for (std::uint32_t i = 0; i < nearest_.size(); ++i) {
    find_nearest(i);
    value_ += nearest_[i].price;
    if (nearest_[i].site != nowhere)
      loss_[nearest_[i].site] += nearest_[i].second - nearest_[i].price;
  }
}

/// Opens what is closed and the other way about; all figures follow.
void Interchange::toggle(std::uint32_t site) {
  least_missed_.reset();
  open_[site] = open_[site] ? 0 : 1;
  count_ = open_[site] ? count_ + 1 : count_ - 1;
  value_ += open_[site] ? task_.sites[site].opening : -task_.sites[site].opening;
  for (const Visit& visit : visits_[site]) {
    Nearest& nearest = nearest_[visit.demand];
    if (nearest.second < visit.price) continue;
    if (nearest.site != nowhere) loss_[nearest.site] -= nearest.second - nearest.price;
    value_ -= nearest.price;
    find_nearest(visit.demand);
    value_ += nearest.price;
    if (nearest.site != nowhere) loss_[nearest.site] += nearest.second - nearest.price;
  }
}

/// The open site that may close and whose closing costs least, of equals the first.
std::uint32_t Interchange::least_missed() {
  if (least_missed_) return *least_missed_;
  least_missed_ = nowhere;
  std::int64_t best = 0;
  for (std::uint32_t r = 0; r < open_.size(); ++r) {
    if (!open_[r] || task_.sites[r].required) continue;
    const std::int64_t profit = task_.sites[r].opening - loss_[r];
    if (*least_missed_ != nowhere && profit <= best) continue;
    best = profit;
    least_missed_ = r;
  }
  return *least_missed_;
}

bool Interchange::try_opening(std::uint32_t site) {
  std::int64_t gain = -task_.sites[site].opening;
  touched_.clear();
  for (const Visit& visit : visits_[site]) {
    const Nearest& nearest = nearest_[visit.demand];
    if (visit.price < nearest.price) gain += nearest.price - visit.price;
    if (visit.price >= nearest.second || nearest.site == nowhere) continue;
    if (extra_[nearest.site] == 0) touched_.push_back(nearest.site);
    extra_[nearest.site] += nearest.second - std::max(visit.price, nearest.price);
  }
  std::uint32_t out = nowhere;
  std::int64_t best = count_ < task_.most_sites ? std::max<std::int64_t>(gain, 0) : 0;
  const auto try_closing_too = [&](std::uint32_t r) {
    if (r == nowhere || task_.sites[r].required) return;
    const std::int64_t profit = gain - loss_[r] + extra_[r] + task_.sites[r].opening;
    if (profit < best || (profit == best && (out == nowhere || r > out))) return;
    best = profit;
    out = r;
  };
  // Of those whom the opening does not touch, only who is missed least can be the best.
  try_closing_too(least_missed());
  for (const std::uint32_t r : touched_) try_closing_too(r);
  for (const std::uint32_t r : touched_) extra_[r] = 0;
  if (best <= 0) return false;
  toggle(site);
  if (out != nowhere) toggle(out);
  return true;
}

/// The site that is missed least; forced where there are too many.
bool Interchange::try_closing() {
  if (count_ <= numbers_least_) return false;
  const std::uint32_t out = least_missed();
  const std::int64_t best = out == nowhere ? 0 : task_.sites[out].opening - loss_[out];
  if (out == nowhere || (best <= 0 && count_ <= task_.most_sites)) return false;
  toggle(out);
  return true;
}

std::int64_t Interchange::improve(std::vector<char> open) {
  start(std::move(open));
  while (count_ > task_.most_sites && try_closing()) {
  }
  std::size_t failed = 0;
  const std::size_t sites = open_.size();
  for (std::uint32_t j = 0; failed < sites; j = j + 1 < sites ? j + 1 : 0) {
    if (open_[j] || task_.sites[j].forbidden || visits_[j].empty()) {
      ++failed;
    } else {
      failed = try_opening(j) ? 0 : failed + 1;
    }
    if (failed == sites && try_closing()) failed = 0;
  }
  return count_ > task_.most_sites || count_ < task_.least_sites ? task_.beyond() : value_;
}

std::int64_t Interchange::value_of(std::vector<char> open) {
  start(std::move(open));
  return count_ > task_.most_sites || count_ < task_.least_sites ? task_.beyond() : value_;
}

double Interchange::middle_price(std::uint32_t demand) const {
  const Nearest& nearest = nearest_[demand];
  const auto& edges = task_.edges[demand];
  const std::int64_t dearest =
      edges.empty() || task_.left_out >= 0 ? unreached_ : edges.back().price;
  const std::int64_t most = dearest * task_.heads[demand];
  return 0.5 * static_cast<double>(std::min(nearest.price, most) + std::min(nearest.second, most));
}

Allotment Interchange::allotment() const {
  Allotment result;
  result.open = open_;
  result.value = value_;
  for (std::uint32_t i = 0; i < nearest_.size(); ++i) result.to.push_back(nearest_[i].site);
  return result;
}

}  // namespace budian::location
