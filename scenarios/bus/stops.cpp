#include "scenarios/bus/stops.hpp"

#include <algorithm>
#include <cstdint>
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

/// Of groups, with what counts of a choice of places.
struct Task {
  Options options;
  std::vector<Heads> pupils;
  Heads seats;
};

/// Fewer busloads first, then less walking, then the lower places.
struct Choice {
  std::set<std::size_t> places;
  std::int64_t loads = 0;
  std::int64_t walk = 0;  ///< of all pupils, mm
  friend bool operator<(const Choice& a, const Choice& b) {
    return std::tie(a.loads, a.walk, a.places) < std::tie(b.loads, b.walk, b.places);
  }
};

std::int64_t loads_of(Heads pupils, Heads seats) {
  return (pupils.count() + seats.count() - 1) / seats.count();
}

/// Places at which nobody boards are left out.
Choice choice_of(const Task& task, const std::set<std::size_t>& chosen) {
  std::map<std::size_t, Heads> boarding;
  Choice choice;
  const auto stops = nearest_chosen(task.options, chosen);
  for (std::size_t group = 0; group < stops.size(); ++group) {
    if (!stops[group]) continue;
    boarding[stops[group]->place] += task.pupils[group];
    choice.walk += stops[group]->walk.count() * task.pupils[group].count();
  }
  for (const auto& [place, pupils] : boarding) {
    choice.places.insert(place);
    choice.loads += loads_of(pupils, task.seats);
  }
  return choice;
}

/// Branch and bound: some place serves the group with the fewest options; groups that share no
/// place need a busload each, and so does every busful of pupils.
class FewestLoads {
 public:
  FewestLoads(const Task& task, Choice best)
      : task_(task), options_(task.options), best_(std::move(best)) {
    Heads all;
    for (std::size_t group = 0; group < options_.size(); ++group) {
      if (options_[group].empty()) continue;
      groups_.push_back(group);
      all += task.pupils[group];
      const auto nearest = std::min_element(
          options_[group].begin(), options_[group].end(),
          [](const StopOption& a, const StopOption& b) { return a.walk < b.walk; });
      least_walk_ += nearest->walk.count() * task.pupils[group].count();
    }
    least_loads_ = loads_of(all, task.seats);
    std::stable_sort(groups_.begin(), groups_.end(), [&](std::size_t a, std::size_t b) {
      return options_[a].size() < options_[b].size();
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
  [[nodiscard]] std::int64_t least_further() const {
    std::set<std::size_t> used;
    std::int64_t count = 0;
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

  [[nodiscard]] bool is_hopeless() const {
    const std::int64_t places = static_cast<std::int64_t>(chosen_.size()) + least_further();
    const std::int64_t loads = std::max(places, least_loads_);
    return loads > best_.loads || (loads == best_.loads && least_walk_ >= best_.walk);
  }

  void branch() {
    if (++looked_at_ > most_looked_at || is_hopeless()) return;
    const auto open = std::find_if(groups_.begin(), groups_.end(),
                                   [&](std::size_t group) { return !is_served(group); });
    if (open == groups_.end()) {
      best_ = std::min(best_, choice_of(task_, chosen_));
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
  const Task& task_;
  const Options& options_;
  std::vector<std::size_t> groups_;
  std::int64_t least_loads_ = 0;
  std::int64_t least_walk_ = 0;
  std::set<std::size_t> chosen_;
  Choice best_;
  std::int64_t looked_at_ = 0;
};

/// Further places at which some walk less, as long as no further busload comes of it.
Choice with_nearer_places(const Task& task, Choice choice) {
  std::set<std::size_t> all;
  for (const auto& group : task.options) {
    for (const StopOption& option : group) all.insert(option.place);
  }
  for (bool found = true; found;) {
    found = false;
    Choice best = choice;
    for (const std::size_t place : all) {
      if (choice.places.count(place) != 0) continue;
      std::set<std::size_t> more = choice.places;
      more.insert(place);
      best = std::min(best, choice_of(task, more));
    }
    found = best < choice;
    choice = std::move(best);
  }
  return choice;
}

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

std::set<std::size_t> best_places(const Task& task) {
  std::set<std::size_t> chosen = greedy_cover(task.options);
  const std::vector<std::size_t> places(chosen.rbegin(), chosen.rend());
  for (const std::size_t place : places) {
    chosen.erase(place);
    if (!all_served(task.options, chosen)) chosen.insert(place);
  }
  const Choice begin = with_nearer_places(task, choice_of(task, chosen));
  return with_nearer_places(task, FewestLoads(task, begin).find()).places;
}

}  // namespace

std::vector<std::optional<StopOption>> choose_stops(const Options& options,
                                                    const std::vector<Heads>& pupils, Heads seats) {
  std::set<std::size_t> chosen;
  for (const auto& groups : clusters_of(options)) {
    Task task{{}, {}, seats};
    for (const std::size_t group : groups) {
      task.options.push_back(options[group]);
      task.pupils.push_back(pupils[group]);
    }
    chosen.merge(best_places(task));
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
