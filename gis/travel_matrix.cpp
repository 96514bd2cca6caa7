#include "gis/travel_matrix.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>

#include "gis/large_memory.hpp"
#include "gis/spatial_index.hpp"

namespace budian {
namespace {

using Entry = TravelMatrix::Entry;

Entry entry_of(std::size_t row, const Journey& journey) {
  return {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(journey.length.count()),
          static_cast<std::uint32_t>(journey.time.count())};
}

}  // namespace

std::vector<AttachedPlace> attach_all(const Network& network, const std::vector<Point>& places) {
  std::vector<AttachedPlace> attached(places.size());
  tbb::parallel_for(std::size_t{0}, places.size(), [&](std::size_t row) {
    attached[row] = {places[row], network.attach(places[row])};
  });
  return attached;
}

TravelMatrix::TravelMatrix(std::vector<std::vector<Entry>> rows, std::size_t destinations)
    : starts_{0}, destinations_(destinations) {
  for (auto& row : rows) {
    std::sort(row.begin(), row.end(),
              [](const Entry& a, const Entry& b) { return a.destination < b.destination; });
    entries_.insert(entries_.end(), row.begin(), row.end());
    starts_.push_back(entries_.size());
  }
}

TravelMatrix TravelMatrix::from_columns(const std::vector<std::vector<Entry>>& columns,
                                        std::size_t origins) {
  TravelMatrix matrix;
  matrix.destinations_ = columns.size();
  matrix.starts_.assign(origins + 1, 0);
  for (const auto& column : columns) {
    for (const Entry& entry : column) ++matrix.starts_[entry.destination + 1];
  }
  for (std::size_t o = 0; o < origins; ++o) matrix.starts_[o + 1] += matrix.starts_[o];
  matrix.entries_.reserve(matrix.starts_.back());
  use_large_pages(matrix.entries_);
  matrix.entries_.resize(matrix.starts_.back());
  std::vector<std::size_t> next(matrix.starts_.begin(), matrix.starts_.end() - 1);
  for (std::uint32_t d = 0; d < columns.size(); ++d) {
    for (const Entry& entry : columns[d]) {
      matrix.entries_[next[entry.destination]++] = {d, entry.length, entry.time};
    }
  }
  return matrix;
}

TravelMatrix TravelMatrix::from_parts(const std::vector<Part>& parts, std::size_t origins,
                                      std::size_t destinations) {
  TravelMatrix matrix;
  matrix.destinations_ = destinations;
  matrix.starts_.assign(origins + 1, 0);
  for (std::size_t o = 0; o < origins; ++o) {
    matrix.starts_[o + 1] = matrix.starts_[o];
    for (const Part& part : parts) matrix.starts_[o + 1] += part.starts[o + 1] - part.starts[o];
  }
  matrix.entries_.reserve(matrix.starts_.back());
  use_large_pages(matrix.entries_);
  matrix.entries_.resize(matrix.starts_.back());
  tbb::parallel_for(std::size_t{0}, origins, [&](std::size_t o) {
    auto next = matrix.entries_.begin() + static_cast<std::ptrdiff_t>(matrix.starts_[o]);
    for (const Part& part : parts)
      next = std::copy(part.entries.begin() + part.starts[o],
                       part.entries.begin() + part.starts[o + 1], next);
  });
  return matrix;
}

TravelMatrix::Full::Full(std::size_t of_origins, std::size_t of_destinations)
    : origins(of_origins), destinations(of_destinations) {
  entries.reserve(origins * destinations);
  use_large_pages(entries);
  entries.resize(origins * destinations, Entry{no_entry, 0, 0});
}

TravelMatrix TravelMatrix::from_full(Full full) {
  TravelMatrix matrix;
  matrix.destinations_ = full.destinations;
  matrix.starts_.reserve(full.origins + 1);
  matrix.starts_.push_back(0);
  std::size_t kept = 0;
  for (std::size_t o = 0; o < full.origins; ++o) {
    for (std::size_t d = 0; d < full.destinations; ++d) {
      const Entry& entry = full.entries[o * full.destinations + d];
      if (entry.destination != Full::no_entry) full.entries[kept++] = entry;
    }
    matrix.starts_.push_back(kept);
  }
  full.entries.resize(kept);
  matrix.entries_ = std::move(full.entries);
  return matrix;
}

void TravelMatrix::update(const std::vector<Update>& updates) {
  bool any_moves = false;
  for (const Update& update : updates) {
    const std::size_t held = place_of(update.origin, update.entry.destination);
    if (held == no_place || !update.is_held) {
      any_moves = any_moves || held != no_place || update.is_held;
    } else {
      entries_[held] = update.entry;
    }
  }
  if (any_moves) rebuild(updates);
}

/// Entries that come or go move all that follow.
void TravelMatrix::rebuild(const std::vector<Update>& updates) {
  std::vector<Entry> entries;
  entries.reserve(entries_.size() + updates.size());
  use_large_pages(entries);
  std::vector<std::size_t> starts{0};
  starts.reserve(starts_.size());
  auto update = updates.begin();
  for (std::size_t o = 0; o < origins(); ++o) {
    for (const Entry& entry : row(o)) {
      for (; update != updates.end() && update->origin == o &&
             update->entry.destination < entry.destination;
           ++update) {
        if (update->is_held) entries.push_back(update->entry);
      }
      const bool is_updated = update != updates.end() && update->origin == o &&
                              update->entry.destination == entry.destination;
      if (!is_updated || update->is_held) entries.push_back(entry);
      if (is_updated) ++update;
    }
    for (; update != updates.end() && update->origin == o; ++update) {
      if (update->is_held) entries.push_back(update->entry);
    }
    starts.push_back(entries.size());
  }
  entries_ = std::move(entries);
  starts_ = std::move(starts);
}

std::span<const TravelMatrix::Entry> TravelMatrix::row(std::size_t origin) const {
  return {entries_.data() + starts_[origin], entries_.data() + starts_[origin + 1]};
}

std::size_t TravelMatrix::place_of(std::size_t origin, std::size_t destination) const {
  const auto entries = row(origin);
  // A full row needs no search.
  if (entries.size() == destinations_) return starts_[origin] + destination;
  const auto found = std::lower_bound(
      entries.begin(), entries.end(), destination,
      [](const Entry& entry, std::size_t wanted) { return entry.destination < wanted; });
  if (found == entries.end() || found->destination != destination) return no_place;
  return starts_[origin] + static_cast<std::size_t>(found - entries.begin());
}

std::optional<Journey> TravelMatrix::find(std::size_t origin, std::size_t destination) const {
  const std::size_t place = place_of(origin, destination);
  if (place == no_place) return std::nullopt;
  return Journey{Millimetres(entries_[place].length), Milliseconds(entries_[place].time)};
}

TravelMatrix longer_of(const TravelMatrix& a, const TravelMatrix& b) {
  std::vector<std::vector<Entry>> rows(a.origins());
  for (std::size_t o = 0; o < rows.size(); ++o) {
    auto other = b.row(o).begin();
    for (const Entry& entry : a.row(o)) {
      while (other != b.row(o).end() && other->destination < entry.destination) ++other;
      if (other == b.row(o).end()) break;
      if (other->destination != entry.destination) continue;
      rows[o].push_back(other->time > entry.time ? *other : entry);
    }
  }
  return {std::move(rows), a.destinations()};
}

TravelMatrix measure_straight(const std::vector<Point>& origins,
                              const std::vector<Point>& destinations, double detour_factor,
                              Speed speed, Millimetres limit) {
  std::vector<BoxedRow> boxes;
  for (std::uint32_t d = 0; d < destinations.size(); ++d) {
    boxes.emplace_back(box_around(destinations[d], 0.0), d);
  }
  const BoxTree tree(boxes);
  std::vector<std::vector<Entry>> rows(origins.size());
  tbb::parallel_for(std::size_t{0}, origins.size(), [&](std::size_t o) {
    // One metre more than the limit: what lies in between is judged in whole millimetres below.
    const double reach = in_metres(limit) / detour_factor + 1.0;
    const auto around = boost::geometry::index::intersects(box_around(origins[o], reach));
    for (auto hit = tree.qbegin(around); hit != tree.qend(); ++hit) {
      const double straight = distance_metres(origins[o], destinations[hit->second]);
      const Millimetres length = metres(straight * detour_factor);
      if (length > limit) continue;
      rows[o].push_back(entry_of(hit->second, {length, travel_time(length, speed)}));
    }
  });
  return {std::move(rows), destinations.size()};
}

}  // namespace budian
