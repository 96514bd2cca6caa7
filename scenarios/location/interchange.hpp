// Better sets of sites where there are no sizes: everybody goes to the nearest open one.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/location/task.hpp"

namespace budian::location {

/// One site opened, one closed, or one for another, as long as that gains: the fast interchange of
/// Whitaker (1983, doi:10.1080/03155986.1983.11731889) with the gains of Resende and Werneck
/// (2007, doi:10.1016/j.ejor.2005.09.014), on short lists of ways.
class Interchange {
 public:
  explicit Interchange(const Task& task);

  /// The value reached from these sites; required ones are added, numbers are met. `beyond()` or
  /// more where somebody reaches none.
  std::int64_t improve(std::vector<char> open);
  /// The same of these sites as they are.
  std::int64_t value_of(std::vector<char> open);
  [[nodiscard]] const std::vector<char>& open() const { return open_; }
  /// Of a demand, half way between what it pays and what it would pay without its site: prices on
  /// being served that agree with these sites. Where there is no other way, the dearest.
  [[nodiscard]] double middle_price(std::uint32_t demand) const;
  /// Everybody at the nearest.
  [[nodiscard]] Allotment allotment() const;

 private:
  struct Visit {
    std::uint32_t demand;
    std::int64_t price;  ///< of all its heads
  };
  struct Nearest {
    std::uint32_t site = nowhere;
    std::int64_t price = 0, second = 0;
  };
  void start(std::vector<char> open);
  void find_nearest(std::uint32_t demand);
  void toggle(std::uint32_t site);
  [[nodiscard]] bool try_opening(std::uint32_t site);
  [[nodiscard]] bool try_closing();
  [[nodiscard]] std::uint32_t least_missed();

  const Task& task_;
  std::size_t numbers_least_ = 0;
  std::int64_t unreached_ = 0;              ///< price of a head that reaches nothing
  std::vector<std::vector<Visit>> visits_;  ///< by site
  std::vector<char> open_;
  std::size_t count_ = 0;
  std::int64_t value_ = 0;
  std::vector<Nearest> nearest_;
  std::vector<std::int64_t> loss_;   ///< by open site: what closing it costs its demands
  std::vector<std::int64_t> extra_;  ///< by open site, of the opening that is tried
  std::vector<std::uint32_t> touched_;
  std::optional<std::uint32_t> least_missed_;  ///< until a site opens or closes
};

}  // namespace budian::location
