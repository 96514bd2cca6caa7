#include "gis/sweep.hpp"

#include <algorithm>

#include "gis/large_memory.hpp"

namespace budian {
namespace {

using Label = Sweep::Label;

/// Labels side by side; the compiler makes of them what the processor has.
using Four = Label __attribute__((vector_size(32), may_alias));
using Eight = Label __attribute__((vector_size(64), may_alias));

/// One sweep as the kernel sees it.
struct Steps {
  std::span<const std::uint32_t> origins;  ///< of each step, or `none`
  const std::uint64_t* starts;
  const std::uint32_t* heads;
  const Label* labels;
  const char* seeded;
  Label* rows;
  Label* result;
};

// Each step takes the least over its arcs; nodes start from what a climb has left in their row.
template <class Labels>
[[gnu::always_inline]] inline void sweep_down(const Steps& steps) {
  constexpr std::size_t parts = Sweep::lanes * sizeof(Label) / sizeof(Labels);
  std::size_t node = 0;
  auto* const rows = reinterpret_cast<Labels*>(steps.rows);
  auto* const result = reinterpret_cast<Labels*>(steps.result);
  for (std::size_t step = 0; step < steps.origins.size(); ++step) {
    const std::uint32_t origin = steps.origins[step];
    const bool is_node = origin == static_cast<std::uint32_t>(-1);
    Labels* const own = is_node ? rows + parts * node : result + parts * origin;
    Labels best[parts];
    const bool begun = is_node && steps.seeded[node] != 0;
    for (std::size_t i = 0; i < parts; ++i)
      best[i] = begun ? own[i] : Labels{} + Hierarchy::no_label;
    for (std::uint64_t arc = steps.starts[step]; arc < steps.starts[step + 1]; ++arc) {
      const Labels* const above = rows + parts * std::size_t{steps.heads[arc]};
      const Labels way = Labels{} + steps.labels[arc];
      for (std::size_t i = 0; i < parts; ++i) {
        const Labels over = above[i] + way;
        best[i] = over < best[i] ? over : best[i];
      }
    }
    for (std::size_t i = 0; i < parts; ++i) own[i] = best[i];
    if (is_node) ++node;
  }
}

void sweep_plainly(const Steps& steps) { sweep_down<Four>(steps); }
#if defined(__x86_64__)
[[gnu::target("avx2")]] void sweep_by_avx2(const Steps& steps) { sweep_down<Four>(steps); }
[[gnu::target("avx512f")]] void sweep_by_avx512(const Steps& steps) { sweep_down<Eight>(steps); }
#endif

void sweep(const Steps& steps) {
#if defined(__x86_64__)
  static const bool has_avx512 = __builtin_cpu_supports("avx512f") != 0;
  static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
  if (has_avx512) return sweep_by_avx512(steps);
  if (has_avx2) return sweep_by_avx2(steps);
#endif
  sweep_plainly(steps);
}

}  // namespace

Sweep::Sweep(const Hierarchy& hierarchy, Heading heading,
             const std::vector<std::vector<NodeWay>>& ways)
    : hierarchy_(hierarchy),
      heading_(heading),
      origins_(ways.size()),
      local_(hierarchy.size(), none) {
  for (std::uint32_t origin = 0; origin < ways.size(); ++origin) {
    for (const NodeWay& way : ways[origin]) visit(hierarchy.place(NodeId(way.node)));
    for (const NodeWay& way : ways[origin]) {
      heads_.push_back(local_[hierarchy.place(NodeId(way.node))]);
      labels_.push_back(way.label);
    }
    starts_.push_back(heads_.size());
    steps_.push_back(origin);
  }
}

// Depth first, so that a node comes soon after those above it, while they are in the cache.
void Sweep::visit(std::uint32_t place) {
  if (local_[place] != none) return;
  const auto label_of = [this](const Hierarchy::UpArc& arc) {
    return heading_ == Heading::there ? arc.out : arc.in;
  };
  stack_.emplace_back(place, 0);
  while (!stack_.empty()) {
    auto& [here, next] = stack_.back();
    const auto up = hierarchy_.up(here);
    while (next < up.size() &&
           (local_[up[next].head] != none || label_of(up[next]) >= Hierarchy::no_label)) {
      ++next;
    }
    if (next < up.size()) {
      stack_.emplace_back(up[next].head, 0);
      continue;
    }
    if (local_[here] == none) {
      for (const Hierarchy::UpArc& arc : up) {
        if (label_of(arc) >= Hierarchy::no_label) continue;
        heads_.push_back(local_[arc.head]);
        labels_.push_back(label_of(arc));
      }
      local_[here] = static_cast<std::uint32_t>(below_.size());
      below_.push_back(here);
      starts_.push_back(heads_.size());
      steps_.push_back(none);
    }
    stack_.pop_back();
  }
}

// Places are taken from the least important on: none is improved after its turn.
void Sweep::climb(const std::vector<NodeWay>& ways, std::size_t lane, Desk& desk) const {
  const auto offer = [&desk](std::uint32_t place, Label label) {
    if (label >= Hierarchy::no_label) return;
    if (desk.climbed[place] == Hierarchy::no_label) {
      desk.heap.push_back(place);
      std::push_heap(desk.heap.begin(), desk.heap.end());
    }
    desk.climbed[place] = std::min(desk.climbed[place], label);
  };
  for (const NodeWay& way : ways) offer(hierarchy_.place(NodeId(way.node)), way.label);
  while (!desk.heap.empty()) {
    std::pop_heap(desk.heap.begin(), desk.heap.end());
    const std::uint32_t place = desk.heap.back();
    desk.heap.pop_back();
    const Label label = desk.climbed[place];
    desk.climbed[place] = Hierarchy::no_label;
    for (const Hierarchy::UpArc& arc : hierarchy_.up(place)) {
      const Label way = heading_ == Heading::there ? arc.in : arc.out;
      if (way < Hierarchy::no_label) offer(arc.head, label + way);
    }
    const std::uint32_t node = local_[place];
    if (node == none) continue;
    Label* const row = desk.rows.data() + lanes * node;
    if (desk.seeded[node] == 0) {
      std::fill(row, row + lanes, Hierarchy::no_label);
      desk.seeded[node] = 1;
    }
    row[lane] = label;
  }
}

void Sweep::run(std::span<const std::vector<NodeWay>> destinations, Desk& desk,
                Rows& result) const {
  desk.rows.reserve(lanes * below_.size());
  use_large_pages(desk.rows);
  desk.rows.resize(lanes * below_.size());
  desk.seeded.assign(below_.size(), 0);
  desk.climbed.resize(hierarchy_.size(), Hierarchy::no_label);
  result.resize(lanes * origins_);
  for (std::size_t lane = 0; lane < destinations.size(); ++lane)
    climb(destinations[lane], lane, desk);
  sweep({steps_, starts_.data(), heads_.data(), labels_.data(), desk.seeded.data(),
         desk.rows.data(), result.data()});
}

}  // namespace budian
