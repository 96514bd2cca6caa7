#include "scenarios/bus/stops.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

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

}  // namespace

std::vector<std::optional<StopOption>> choose_stops(const Options& options) {
  std::set<std::size_t> chosen = greedy_cover(options);
  const std::vector<std::size_t> places(chosen.rbegin(), chosen.rend());
  for (const std::size_t place : places) {
    chosen.erase(place);
    if (!all_served(options, chosen)) chosen.insert(place);
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
