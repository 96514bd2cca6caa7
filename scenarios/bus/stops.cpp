#include "scenarios/bus/stops.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "gis/disjoint_sets.hpp"

namespace budian {
namespace {

using Options = std::vector<std::vector<StopOption>>;

/// Which groups a place serves, and how far each walks.
using Cover = std::map<std::size_t, std::vector<std::pair<std::size_t, Millimetres>>>;

Cover cover_of(const Options& options) {
  Cover cover;
  for (std::size_t group = 0; group < options.size(); ++group) {
    for (const StopOption& option : options[group]) {
      cover[option.place].emplace_back(group, option.walk);
    }
  }
  return cover;
}

std::set<std::size_t> greedy_cover(const Options& options) {
  const Cover cover = cover_of(options);
  std::vector<bool> served(options.size(), false);
  std::set<std::size_t> chosen;
  for (;;) {
    // More groups, then less walking, then the lowest place: compared as (-groups, walk, place).
    std::tuple<std::int64_t, Millimetres, std::size_t> best{0, {}, 0};
    for (const auto& [place, groups] : cover) {
      std::int64_t gained = 0;
      Millimetres walk;
      for (const auto& [group, length] : groups) {
        if (served[group]) continue;
        ++gained;
        walk += length;
      }
      best = std::min(best, {-gained, walk, place});
    }
    if (std::get<0>(best) == 0) return chosen;
    chosen.insert(std::get<2>(best));
    for (const auto& entry : cover.at(std::get<2>(best))) served[entry.first] = true;
  }
}

/// Nearest chosen place of each group; ties go to the lowest place.
std::vector<std::optional<StopOption>> nearest_chosen(const Options& options,
                                                      const std::set<std::size_t>& chosen) {
  std::vector<std::optional<StopOption>> result(options.size());
  for (std::size_t group = 0; group < options.size(); ++group) {
    for (const StopOption& option : options[group]) {
      if (chosen.count(option.place) == 0) continue;
      auto& best = result[group];
      if (!best || std::tie(option.walk, option.place) < std::tie(best->walk, best->place)) {
        best = option;
      }
    }
  }
  return result;
}

bool all_served(const Options& options, const std::set<std::size_t>& chosen) {
  return std::all_of(options.begin(), options.end(), [&](const std::vector<StopOption>& group) {
    return group.empty() || std::any_of(group.begin(), group.end(), [&](const StopOption& option) {
             return chosen.count(option.place) != 0;
           });
  });
}

Millimetres walk_in_all(const Options& options, const std::set<std::size_t>& chosen) {
  Millimetres sum;
  for (const auto& stop : nearest_chosen(options, chosen)) {
    if (stop) sum += stop->walk;
  }
  return sum;
}

/// Fewer places first, then less walking, then the lower places.
struct Choice {
  std::set<std::size_t> places;
  Millimetres walk;
  friend bool operator<(const Choice& a, const Choice& b) {
    return std::make_tuple(a.places.size(), a.walk, std::cref(a.places)) <
           std::make_tuple(b.places.size(), b.walk, std::cref(b.places));
  }
};

/// Branch and bound: some place serves the group with the fewest options; groups that share no
/// place need a stop each.
class FewestPlaces {
 public:
  FewestPlaces(const Options& options, Choice best) : options_(options), best_(std::move(best)) {
    for (std::size_t group = 0; group < options.size(); ++group) {
      if (!options[group].empty()) groups_.push_back(group);
    }
    std::stable_sort(groups_.begin(), groups_.end(), [&](std::size_t a, std::size_t b) {
      return options[a].size() < options[b].size();
    });
  }

  Choice find() {
    branch();
    return best_;
  }

 private:
  [[nodiscard]] bool is_served(std::size_t group) const {
    return std::any_of(options_[group].begin(), options_[group].end(),
                       [&](const StopOption& option) { return chosen_.count(option.place) != 0; });
  }

  /// No fewer further places serve all groups that are not served yet.
  [[nodiscard]] std::size_t least_further() const {
    std::set<std::size_t> used;
    std::size_t count = 0;
    for (const std::size_t group : groups_) {
      if (is_served(group)) continue;
      const bool apart =
          std::none_of(options_[group].begin(), options_[group].end(),
                       [&](const StopOption& option) { return used.count(option.place) != 0; });
      if (!apart) continue;
      ++count;
      for (const StopOption& option : options_[group]) used.insert(option.place);
    }
    return count;
  }

  void branch() {
    if (++looked_at_ > most_looked_at) return;
    if (chosen_.size() + least_further() > best_.places.size()) return;
    const auto open = std::find_if(groups_.begin(), groups_.end(),
                                   [&](std::size_t group) { return !is_served(group); });
    if (open == groups_.end()) {
      const Choice choice{chosen_, walk_in_all(options_, chosen_)};
      best_ = std::min(best_, choice);
      return;
    }
    std::vector<StopOption> order = options_[*open];
    std::sort(order.begin(), order.end(), [](const StopOption& a, const StopOption& b) {
      return std::tie(a.walk, a.place) < std::tie(b.walk, b.place);
    });
    for (const StopOption& option : order) {
      chosen_.insert(option.place);
      branch();
      chosen_.erase(option.place);
    }
  }

  static constexpr std::int64_t most_looked_at = 20'000;
  const Options& options_;
  std::vector<std::size_t> groups_;
  std::set<std::size_t> chosen_;
  Choice best_;
  std::int64_t looked_at_ = 0;
};

/// Groups that share no place, over any number of others, can be looked at one after the other.
std::vector<std::vector<std::size_t>> clusters_of(const Options& options) {
  DisjointSets sets(options.size());
  std::map<std::size_t, std::size_t> first;
  for (std::size_t group = 0; group < options.size(); ++group) {
    for (const StopOption& option : options[group]) {
      sets.unite(group, first.emplace(option.place, group).first->second);
    }
  }
  std::map<std::size_t, std::vector<std::size_t>> clusters;
  for (std::size_t group = 0; group < options.size(); ++group) {
    clusters[sets.find(group)].push_back(group);
  }
  std::vector<std::vector<std::size_t>> result;
  for (auto& [root, groups] : clusters) result.push_back(std::move(groups));
  return result;
}

std::set<std::size_t> fewest_places(const Options& options) {
  std::set<std::size_t> chosen = greedy_cover(options);
  const std::vector<std::size_t> places(chosen.rbegin(), chosen.rend());
  for (const std::size_t place : places) {
    chosen.erase(place);
    if (!all_served(options, chosen)) chosen.insert(place);
  }
  const Millimetres walk = walk_in_all(options, chosen);
  return FewestPlaces(options, {std::move(chosen), walk}).find().places;
}

}  // namespace

std::vector<std::optional<StopOption>> choose_stops(const Options& options) {
  std::set<std::size_t> chosen;
  for (const auto& groups : clusters_of(options)) {
    Options part;
    for (const std::size_t group : groups) part.push_back(options[group]);
    chosen.merge(fewest_places(part));
  }
  return nearest_chosen(options, chosen);
}

std::vector<Busload> busloads(const std::vector<Heads>& groups, Heads seats) {
  std::vector<Busload> loads;
  Heads room;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    for (Heads left = groups[group]; left > Heads(0);) {
      if (room == Heads(0)) {
        loads.emplace_back();
        room = seats;
      }
      const Heads boards = std::min(left, room);
      loads.back().emplace_back(group, boards);
      left -= boards;
      room -= boards;
    }
  }
  return loads;
}

}  // namespace budian
