// Parts of a task with sizes: some open sites near each other, all else as it is in an answer.
#pragma once

#include <functional>
#include <vector>

#include "scenarios/location/task.hpp"

namespace budian::location {

/// A part as a task of its own. Only what is cheaper than now counts (its cutoff).
struct Cluster {
  Task task;
  std::vector<std::uint32_t> sites;    ///< rows in the whole task
  std::vector<std::uint32_t> demands;  ///< likewise
};

/// Of whole demands.
class Clusters {
 public:
  explicit Clusters(const Task& task);
  /// Those that share a demand with it, and itself, nearest first.
  [[nodiscard]] const std::vector<std::uint32_t>& near(std::uint32_t site) const {
    return near_[site];
  }

  /// `count` open sites, those nearest to `centre`; the demands they serve, and those left out
  /// that they could serve. Closed sites that these demands reach may open, other open ones take
  /// what room they have left.
  [[nodiscard]] Cluster around(std::uint32_t centre, std::size_t count,
                               const Allotment& whole) const;
  /// Solves what is around each open site, until none of these parts becomes cheaper; of those
  /// alike in `before` (empty: there is nothing before) none is looked at again.
  void improve(std::size_t count, const Allotment& before, Allotment& whole,
               const std::function<Answer(const Cluster&)>& answer_of,
               const std::function<bool()>& is_over) const;
  /// Puts an answer to the part into the whole.
  void put_back(const Cluster& cluster, const Allotment& part, Allotment& whole) const;

 private:
  [[nodiscard]] std::vector<std::uint32_t> nearest_open(std::uint32_t centre, std::size_t count,
                                                        const std::vector<char>& open) const;
  [[nodiscard]] std::vector<char> changed_sites(const Allotment& before,
                                                const Allotment& whole) const;

  const Task& task_;
  /// By site, those that share demands with it, nearest first: by the least sum of prices from a
  /// demand to both.
  std::vector<std::vector<std::uint32_t>> near_;
};

}  // namespace budian::location
