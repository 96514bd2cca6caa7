#include "gis/nearest_search.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>

#include "gis/large_memory.hpp"

namespace budian {
namespace {

using Held = NearestSearch::Held;
constexpr NearestSearch::Label no_label = static_cast<NearestSearch::Label>(-1);

/// Nodes are searched in tiles that fit into a processor's own cache: neighbours on the ground have
/// neighbouring numbers.
constexpr std::uint32_t tile_shift = 11;
/// All tiles go on so many buckets of cost before they tell each other what crosses their borders.
/// What comes late is searched again, so the answer does not depend on it.
constexpr std::uint64_t buckets_in_a_round = 16;

/// Larger buckets are given back when they are empty: there are many tiles, and each has a ring.
constexpr std::size_t most_kept_entries = 32;

struct Offer {
  std::uint32_t node = 0;
  Held held;
};

std::uint64_t ring_size(std::uint64_t buckets) {
  std::uint64_t size = 4;
  while (size < buckets) size *= 2;
  return size;
}

}  // namespace

class NearestSearch::Tile {
 public:
  Tile(const Search& search, std::uint32_t number, Held* held, std::uint64_t buckets)
      : search_(&search),
        number_(number),
        held_(held),
        shift_(32 + search.scale.bucket_shift),
        ring_(buckets) {}

  void tell(const Offer& offer) { inbox_.push_back(offer); }
  [[nodiscard]] bool has_work() const { return waiting_ > 0 || !inbox_.empty(); }
  [[nodiscard]] const std::vector<Offer>& outbox() const { return outbox_; }

  void run(std::uint64_t first, std::uint64_t last) {
    outbox_.clear();
    current_ = first;
    for (const Offer& told : inbox_) take(told);
    inbox_.clear();
    if (search_->least == Least::length) {
      run_to(last, LengthThenTime());
    } else {
      run_to(last, TimeThenLength());
    }
  }

 private:
  template <class Weight>
  void run_to(std::uint64_t last, const Weight& weight) {
    const RoadGraph& graph = search_->graph;
    for (; current_ < last && waiting_ > 0; ++current_) {
      std::vector<Offer>& bucket = ring_[current_ & (ring_.size() - 1)];
      while (!bucket.empty()) {
        const Offer next = bucket.back();
        bucket.pop_back();
        --waiting_;
        if (!is_held(next)) continue;  // pushed out, or better by now
        const auto [begin, end] = boost::out_edges(next.node, graph);
        for (auto arc = begin; arc != end; ++arc) {
          const Offer onward{boost::target(*arc, graph),
                             {next.held.label + weight(graph[*arc]), next.held.place}};
          if (onward.held.label >> 32U > search_->most_cost) continue;
          if (onward.node >> tile_shift == number_) {
            take(onward);
          } else {
            outbox_.push_back(onward);
          }
        }
      }
      if (bucket.capacity() > most_kept_entries) std::vector<Offer>().swap(bucket);
    }
  }

  [[nodiscard]] Held* list_of(std::uint32_t node) const { return held_ + search_->keep * node; }

  [[nodiscard]] bool is_held(const Offer& offer) const {
    const Held* const first = list_of(offer.node);
    for (const Held* one = first; one != first + search_->keep; ++one) {
      if (one->label > offer.held.label) return false;
      if (*one == offer.held) return true;
    }
    return false;
  }

  void take(const Offer& offer) {
    Held* const first = list_of(offer.node);
    Held* const last = first + search_->keep - 1;
    if (offer.held >= *last) return;
    Held* old = first;
    while (old != last && old->label != no_label && old->place != offer.held.place) ++old;
    if (old->place == offer.held.place && old->label <= offer.held.label) return;
    for (; old != first && offer.held < old[-1]; --old) *old = old[-1];
    *old = offer.held;
    const std::uint64_t bucket = std::max(current_, offer.held.label >> shift_);
    ring_[bucket & (ring_.size() - 1)].push_back(offer);
    ++waiting_;
  }

  const Search* search_;
  std::uint32_t number_;
  Held* held_;
  std::uint32_t shift_;
  std::vector<std::vector<Offer>> ring_;
  std::uint64_t current_ = 0;
  std::size_t waiting_ = 0;
  std::vector<Offer> inbox_;
  std::vector<Offer> outbox_;
};

NearestSearch::NearestSearch(const Search& asked, const std::vector<std::vector<NodeWay>>& ways)
    : keep_(asked.keep) {
  const std::size_t nodes = boost::num_vertices(asked.graph);
  held_.reserve(keep_ * nodes);
  use_large_pages(held_);
  held_.resize(keep_ * nodes);
  if (keep_ == 0 || nodes == 0) return;
  std::uint64_t latest = 0;
  for (const auto& place : ways) {
    for (const NodeWay& way : place)
      latest = std::max(latest, static_cast<Label>(way.label) >> 32U);
  }
  const std::uint32_t shift = asked.scale.bucket_shift;
  const std::uint64_t buckets = ring_size(
      (std::max<std::uint64_t>(latest, asked.scale.longest) >> shift) + buckets_in_a_round + 2);
  std::vector<Tile> tiles;
  for (std::uint32_t tile = 0; tile <= (nodes - 1) >> tile_shift; ++tile)
    tiles.emplace_back(asked, tile, held_.data(), buckets);
  const auto tell = [&](const Offer& offer) { tiles[offer.node >> tile_shift].tell(offer); };
  for (std::uint32_t place = 0; place < ways.size(); ++place) {
    for (const NodeWay& way : ways[place]) tell({way.node, {static_cast<Label>(way.label), place}});
  }
  const auto any_work = [&] {
    return std::any_of(tiles.begin(), tiles.end(),
                       [](const Tile& tile) { return tile.has_work(); });
  };
  for (std::uint64_t bucket = 0; any_work(); bucket += buckets_in_a_round) {
    tbb::parallel_for(std::size_t{0}, tiles.size(), [&](std::size_t tile) {
      tiles[tile].run(bucket, bucket + buckets_in_a_round);
    });
    for (const Tile& tile : tiles) {
      for (const Offer& offer : tile.outbox()) tell(offer);
    }
  }
}

std::span<const Held> NearestSearch::at(std::uint32_t node) const {
  const Held* const first = held_.data() + keep_ * node;
  const Held* last = first;
  while (last != first + keep_ && last->label != no_label) ++last;
  return {first, last};
}

}  // namespace budian
