// Whole demands between open sites of limited size: no exact method, but good answers fast.
#pragma once

#include <vector>

#include "scenarios/location/task.hpp"

namespace budian::location {

/// Starts with those who lose most by not getting their first choice; then moves one, exchanges
/// two, or moves one into the room that another makes (ejection), as long as that gains. Too many
/// and too few heads cost a price that rises until there are none.
class Packing {
 public:
  explicit Packing(const Task& task) : task_(task) {}
  /// Value `beyond()` where no sound allotment was found.
  Allotment pack(const std::vector<char>& open);
  /// Packs whole demands; divisible ones get the exact best.
  Allotment allot(const std::vector<char>& open);

 private:
  void start(const std::vector<char>& open);
  void find_choices(std::uint32_t demand);
  void place(std::uint32_t demand);
  Allotment settle();
  [[nodiscard]] std::int64_t excess(std::uint32_t site, std::int64_t load) const;
  /// What a change of a site's load costs.
  [[nodiscard]] std::int64_t change(std::uint32_t site, std::int64_t heads) const {
    return penalty_ * (excess(site, loads_[site] + heads) - excess(site, loads_[site]));
  }
  [[nodiscard]] std::int64_t price(std::uint32_t demand, std::uint32_t site) const;
  void move(std::uint32_t demand, std::uint32_t to);
  bool shift(std::uint32_t demand);
  bool exchange(std::uint32_t demand);
  bool eject(std::uint32_t demand, std::uint32_t into, std::uint32_t out);
  void descend();
  [[nodiscard]] std::int64_t total_excess() const;

  struct Choice {
    std::uint32_t site;
    std::int64_t price;  ///< of all its heads
  };
  const Task& task_;
  std::vector<char> open_;
  std::vector<std::vector<Choice>> choices_;  ///< open ways of each demand, and nowhere
  std::vector<std::uint32_t> to_;
  std::vector<std::int64_t> loads_;
  std::vector<std::int64_t> paid_, least_;  ///< by demand: now, and at the cheapest
  std::vector<std::vector<std::uint32_t>> members_;
  std::int64_t penalty_ = 1;
};

}  // namespace budian::location
