#include "gis/hierarchy.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>

namespace budian {
namespace {

using Label = Hierarchy::Label;
using WorkArc = Hierarchy::UpArc;  ///< to a neighbour that is not contracted yet

/// Nodes that a search for a witness looks at before it gives up; a missed witness costs a shortcut
/// too many, never a wrong way.
constexpr int witness_nodes = 100;
/// For the first guess at a node's importance, which is looked at again when its turn comes.
constexpr int first_witness_nodes = 4;
/// Importance is how much longer the lists of arcs get, in thousandths, plus so much for each level
/// of nodes contracted before around it: contraction stays even over the county.
constexpr std::int64_t step_of_level = 100;

struct Shortcut {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  Label label = 0;
};

/// The arcs between the nodes that are left.
struct Remainder {
  std::vector<std::vector<WorkArc>> arcs;
  bool both_ways_alike = true;  ///< no one-way edges: half of the pairs are enough

  Remainder(const Network& network, Least least);
  void put(std::uint32_t from, const WorkArc& arc);
};

Remainder::Remainder(const Network& network, Least least) : arcs(network.nodes().size()) {
  for (const Edge& edge : network.edges()) {
    if (edge.from == edge.to) continue;
    const Label label = label_of(Journey{edge.length, edge.time}, least);
    const Label ahead = edge.forward ? label : Hierarchy::no_label;
    const Label back = edge.backward ? label : Hierarchy::no_label;
    const auto from = static_cast<std::uint32_t>(edge.from.row());
    const auto to = static_cast<std::uint32_t>(edge.to.row());
    put(from, {to, ahead, back});
    put(to, {from, back, ahead});
    if (edge.forward != edge.backward) both_ways_alike = false;
  }
}

void Remainder::put(std::uint32_t from, const WorkArc& arc) {
  for (WorkArc& held : arcs[from]) {
    if (held.head != arc.head) continue;
    held.out = std::min(held.out, arc.out);
    held.in = std::min(held.in, arc.in);
    return;
  }
  arcs[from].push_back(arc);
}

/// Finds the shortcuts that a node would leave behind. Reusable: holds its arrays.
class WitnessSearch {
 public:
  WitnessSearch(std::size_t nodes, int most_nodes)
      : labels_(nodes, unseen), sought_(nodes, not_sought), most_nodes_(most_nodes) {}

  void find(const Remainder& rest, std::uint32_t node, std::vector<Shortcut>& shortcuts) {
    shortcuts.clear();
    const std::vector<WorkArc>& around = rest.arcs[node];
    for (std::size_t i = 0; i < around.size(); ++i) {
      if (around[i].in >= Hierarchy::no_label) continue;
      first_ = rest.both_ways_alike ? i + 1 : 0;
      find_from(rest, node, i, shortcuts);
    }
  }

 private:
  static constexpr Label unseen = std::numeric_limits<Label>::max();
  static constexpr Label not_sought = -1;
  using Waiting = std::pair<Label, std::uint32_t>;

  void find_from(const Remainder& rest, std::uint32_t node, std::size_t i,
                 std::vector<Shortcut>& shortcuts) {
    const std::vector<WorkArc>& around = rest.arcs[node];
    const WorkArc& from = around[i];
    std::size_t open = 0;
    Label farthest = 0;
    const auto each_sought = [&](const auto& visit) {
      for (std::size_t j = first_; j < around.size(); ++j) {
        if (j != i && around[j].out < Hierarchy::no_label)
          visit(around[j].head, from.in + around[j].out);
      }
    };
    each_sought([&](std::uint32_t to, Label over_node) {
      sought_[to] = over_node;
      farthest = std::max(farthest, over_node);
      ++open;
    });
    if (open == 0) return;
    labels_[node] = 0;  // no way leads over the node itself
    touched_.push_back(node);
    // Between two neighbours alone, a direct arc is the only witness worth looking for.
    search(rest, from.head, farthest, open, around.size() == 2 ? 1 : most_nodes_);
    each_sought([&](std::uint32_t to, Label over_node) {
      sought_[to] = not_sought;
      if (labels_[to] > over_node) shortcuts.push_back({from.head, to, over_node});
    });
    for (const std::uint32_t seen : touched_) labels_[seen] = unseen;
    touched_.clear();
  }

  void search(const Remainder& rest, std::uint32_t start, Label farthest, std::size_t open,
              int nodes) {
    heap_.clear();
    reach(start, 0);
    while (!heap_.empty() && open > 0 && nodes-- > 0) {
      std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
      const auto [label, node] = heap_.back();
      heap_.pop_back();
      if (label > labels_[node]) continue;
      for (const WorkArc& arc : rest.arcs[node]) {
        if (arc.out > farthest - label) continue;  // one-way arcs the other way, too
        const Label there = label + arc.out;
        if (there >= labels_[arc.head]) continue;
        if (there <= sought_[arc.head]) {
          sought_[arc.head] = not_sought;
          --open;
        }
        reach(arc.head, there);
      }
    }
  }

  void reach(std::uint32_t node, Label label) {
    if (labels_[node] == unseen) touched_.push_back(node);
    labels_[node] = label;
    heap_.emplace_back(label, node);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
  }

  std::vector<Label> labels_;
  std::vector<Label> sought_;  ///< of each neighbour still without a witness: the way over the node
  std::vector<std::uint32_t> touched_;
  std::vector<Waiting> heap_;
  std::size_t first_ = 0;
  int most_nodes_;
};

class Contraction {
 public:
  Contraction(const Network& network, Least least)
      : rest_(network, least),
        levels_(network.nodes().size(), 0),
        search_(levels_.size(), witness_nodes) {}

  /// Nodes in the order of contraction. Afterwards the arcs of each lead to later nodes only.
  std::vector<std::uint32_t> run();
  [[nodiscard]] const std::vector<WorkArc>& arcs(std::uint32_t node) const {
    return rest_.arcs[node];
  }

 private:
  using Waiting = std::pair<std::int64_t, std::uint32_t>;  ///< importance, node

  [[nodiscard]] std::vector<Waiting> first_importances() const;
  [[nodiscard]] std::int64_t importance(std::uint32_t node, std::size_t shortcuts) const {
    const auto degree = static_cast<std::int64_t>(std::max<std::size_t>(arcs(node).size(), 1));
    return step_of_level * levels_[node] + 1000 * static_cast<std::int64_t>(shortcuts) / degree;
  }
  void contract(std::uint32_t node);

  Remainder rest_;
  std::vector<std::int32_t> levels_;
  WitnessSearch search_;
  std::vector<Shortcut> shortcuts_;  ///< of the node looked at last
};

std::vector<Contraction::Waiting> Contraction::first_importances() const {
  std::vector<Waiting> waiting(levels_.size());
  struct Desk {
    WitnessSearch search;
    std::vector<Shortcut> shortcuts;
  };
  tbb::enumerable_thread_specific<Desk> desks([&] {
    return Desk{WitnessSearch(levels_.size(), first_witness_nodes), {}};
  });
  constexpr std::size_t block = 1024;
  tbb::parallel_for(std::size_t{0}, (waiting.size() + block - 1) / block, [&](std::size_t part) {
    Desk& desk = desks.local();
    const std::size_t end = std::min(waiting.size(), (part + 1) * block);
    for (std::size_t row = part * block; row < end; ++row) {
      const auto node = static_cast<std::uint32_t>(row);
      desk.search.find(rest_, node, desk.shortcuts);
      waiting[row] = {importance(node, desk.shortcuts.size()), node};
    }
  });
  return waiting;
}

// A node's importance is looked at again when its turn comes: if it is no longer the least, it
// waits.
std::vector<std::uint32_t> Contraction::run() {
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> queue(std::greater<>(),
                                                                           first_importances());
  std::vector<std::uint32_t> order;
  order.reserve(levels_.size());
  while (!queue.empty()) {
    const std::uint32_t node = queue.top().second;
    queue.pop();
    search_.find(rest_, node, shortcuts_);
    const Waiting now{importance(node, shortcuts_.size()), node};
    if (!queue.empty() && now > queue.top()) {
      queue.push(now);
      continue;
    }
    contract(node);
    order.push_back(node);
  }
  return order;
}

void Contraction::contract(std::uint32_t node) {
  for (const WorkArc& arc : rest_.arcs[node]) {
    std::vector<WorkArc>& around = rest_.arcs[arc.head];
    const auto back = std::find_if(around.begin(), around.end(),
                                   [node](const WorkArc& held) { return held.head == node; });
    *back = around.back();
    around.pop_back();
    levels_[arc.head] = std::max(levels_[arc.head], levels_[node] + 1);
  }
  for (const Shortcut& shortcut : shortcuts_) {
    const Label back = rest_.both_ways_alike ? shortcut.label : Hierarchy::no_label;
    rest_.put(shortcut.from, {shortcut.to, shortcut.label, back});
    rest_.put(shortcut.to, {shortcut.from, back, shortcut.label});
  }
}

}  // namespace

Hierarchy::Hierarchy(const Network& network, Least least) : places_(network.nodes().size()) {
  Contraction contraction(network, least);
  const std::vector<std::uint32_t> order = contraction.run();
  const auto nodes = static_cast<std::uint32_t>(order.size());
  std::size_t arcs = 0;
  for (std::uint32_t i = 0; i < nodes; ++i) {
    places_[order[i]] = nodes - 1 - i;
    arcs += contraction.arcs(order[i]).size();
  }
  arcs_.reserve(arcs);
  starts_.reserve(std::size_t{nodes} + 1);
  starts_.push_back(0);
  for (std::uint32_t place = 0; place < nodes; ++place) {
    for (WorkArc arc : contraction.arcs(order[nodes - 1 - place])) {
      arc.head = places_[arc.head];
      arcs_.push_back(arc);
    }
    starts_.push_back(arcs_.size());
  }
}

}  // namespace budian
