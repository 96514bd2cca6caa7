#include "scenarios/location/packing.hpp"

#include <algorithm>
#include <numeric>

#include "scenarios/location/flow.hpp"

namespace budian::location {
namespace {

constexpr int most_penalty_rounds = 12;  // of rising penalties
constexpr int most_descents = 40;        // passes over all demands
constexpr std::int64_t no_way = -1;

}  // namespace

std::int64_t Packing::excess(std::uint32_t site, std::int64_t load) const {
  const Task::Place& place = task_.sites[site];
  if (place.most != no_limit && load > place.most) return load - place.most;
  return load < place.least ? place.least - load : 0;
}

std::int64_t Packing::price(std::uint32_t demand, std::uint32_t site) const {
  for (const Choice& choice : choices_[demand]) {
    if (choice.site == site) return choice.price;
  }
  return no_way;
}

void Packing::move(std::uint32_t demand, std::uint32_t to) {
  const std::uint32_t from = to_[demand];
  if (from != nowhere) {
    loads_[from] -= task_.heads[demand];
    auto& members = members_[from];
    members.erase(std::find(members.begin(), members.end(), demand));
  }
  if (to != nowhere) {
    loads_[to] += task_.heads[demand];
    members_[to].push_back(demand);
  }
  to_[demand] = to;
  paid_[demand] = price(demand, to);
}

void Packing::find_choices(std::uint32_t demand) {
  auto& choices = choices_[demand];
  choices.clear();
  const std::int64_t heads = task_.heads[demand];
  for (const Task::Edge& edge : task_.edges[demand]) {
    if (open_[edge.site]) choices.push_back({edge.site, edge.price * heads});
  }
  if (task_.left_out >= 0) choices.push_back({nowhere, task_.left_out * heads});
  if (!choices.empty()) least_[demand] = std::min(choices.front().price, choices.back().price);
}

/// Where it costs least as things stand.
void Packing::place(std::uint32_t demand) {
  const Choice* best = nullptr;
  std::int64_t least = 0;
  for (const Choice& choice : choices_[demand]) {
    const std::int64_t more = choice.site == nowhere ? 0 : change(choice.site, task_.heads[demand]);
    const std::int64_t cost = choice.price + std::max<std::int64_t>(0, more);
    if (best != nullptr && cost >= least) continue;
    best = &choice;
    least = cost;
  }
  if (best != nullptr) move(demand, best->site);
}

void Packing::start(const std::vector<char>& open) {
  open_ = open;
  loads_.assign(task_.sites.size(), 0);
  members_.assign(task_.sites.size(), {});
  to_.assign(task_.heads.size(), nowhere);
  paid_.assign(task_.heads.size(), 0);
  least_.assign(task_.heads.size(), 0);
  choices_.resize(task_.heads.size());
  std::vector<std::pair<std::int64_t, std::uint32_t>> order;
  std::int64_t spread = 1;
  for (std::uint32_t i = 0; i < to_.size(); ++i) {
    find_choices(i);
    const auto& choices = choices_[i];
    const std::int64_t regret =
        choices.size() > 1 ? choices[1].price - choices[0].price : no_limit / 2;
    if (choices.size() > 1) spread = std::max(spread, regret / task_.heads[i]);
    order.emplace_back(-regret, i);
  }
  penalty_ = std::max<std::int64_t>(1, spread / 4);
  std::sort(order.begin(), order.end());
  for (const auto& [regret, i] : order) place(i);
}

bool Packing::shift(std::uint32_t demand) {
  const std::uint32_t from = to_[demand];
  const std::int64_t heads = task_.heads[demand];
  const std::int64_t here = paid_[demand] - (from == nowhere ? 0 : change(from, -heads));
  for (const Choice& choice : choices_[demand]) {
    if (choice.site == from) continue;
    const std::int64_t there =
        choice.price + (choice.site == nowhere ? 0 : change(choice.site, heads));
    if (there >= here) continue;
    move(demand, choice.site);
    return true;
  }
  return false;
}

/// `demand` goes into a site; one of those there takes its place, or goes on to a third site.
bool Packing::exchange(std::uint32_t demand) {
  const std::uint32_t from = to_[demand];
  if (from == nowhere) return false;
  const std::int64_t here = paid_[demand];
  const std::int64_t heads = task_.heads[demand];
  const std::int64_t relief = penalty_ * excess(from, loads_[from]);
  for (const Choice& choice : choices_[demand]) {
    if (choice.site == from || choice.site == nowhere) continue;
    const std::int64_t lost =
        choice.price - here - relief - penalty_ * excess(choice.site, loads_[choice.site]);
    const auto& members = members_[choice.site];
    for (std::size_t m = 0; m < members.size(); ++m) {
      const std::uint32_t other = members[m];
      // Who is where it is best off can make up for nothing.
      if (paid_[other] - least_[other] <= lost) continue;
      const std::int64_t others = task_.heads[other];
      const std::int64_t now = here + paid_[other];
      const std::int64_t back = price(other, from);
      if (back != no_way) {
        const std::int64_t then = choice.price + back + change(from, others - heads) +
                                  change(choice.site, heads - others);
        if (then < now) {
          move(demand, choice.site);
          move(other, from);
          return true;
        }
      }
      if (eject(demand, choice.site, other)) return true;
    }
  }
  return false;
}

bool Packing::eject(std::uint32_t demand, std::uint32_t into, std::uint32_t out) {
  const std::uint32_t from = to_[demand];
  const std::int64_t heads = task_.heads[demand], others = task_.heads[out];
  const std::int64_t gain = paid_[demand] + paid_[out] - price(demand, into) -
                            change(from, -heads) - change(into, heads - others);
  for (const Choice& choice : choices_[out]) {
    if (choice.site == into || choice.site == from) continue;
    if (choice.price >= gain) break;
    if (choice.price + (choice.site == nowhere ? 0 : change(choice.site, others)) >= gain) continue;
    move(out, choice.site);
    move(demand, into);
    return true;
  }
  return false;
}

void Packing::descend() {
  for (int pass = 0; pass < most_descents; ++pass) {
    bool has_gained = false;
    for (std::uint32_t i = 0; i < to_.size(); ++i) {
      while (shift(i)) has_gained = true;
    }
    if (has_gained) continue;
    for (std::uint32_t i = 0; i < to_.size(); ++i) has_gained = exchange(i) || has_gained;
    if (!has_gained) return;
  }
}

std::int64_t Packing::total_excess() const {
  std::int64_t sum = 0;
  for (std::uint32_t j = 0; j < open_.size(); ++j) {
    if (open_[j]) sum += excess(j, loads_[j]);
  }
  return sum;
}

Allotment Packing::pack(const std::vector<char>& open) {
  start(open);
  return settle();
}

Allotment Packing::allot(const std::vector<char>& open) {
  if (task_.whole) return pack(open);
  Allotment result;
  result.open = open;
  allot_divisible(task_, result);
  return result;
}

Allotment Packing::settle() {
  Allotment result;
  result.open = open_;
  result.value = task_.beyond();
  const bool lacks_choice = std::any_of(choices_.begin(), choices_.end(),
                                        [](const auto& choices) { return choices.empty(); });
  if (lacks_choice) return result;
  std::int64_t before = no_limit;
  for (int round = 0; round < most_penalty_rounds; ++round) {
    descend();
    const std::int64_t now = total_excess();
    if (now == 0) break;
    if (round > 4 && now >= before) return result;
    before = now;
    penalty_ *= 3;
  }
  if (total_excess() > 0) return result;
  result.to = to_;
  result.value = price_of(task_, result);
  return result;
}

}  // namespace budian::location
