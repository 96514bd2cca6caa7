// How far pupils travel: summaries over groups of pupils, and two-step floating catchment
// accessibility.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "scenarios/outcome.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// One group as a summary sees it.
struct Traveller {
  const PupilGroup* group = nullptr;
  const GroupJourney* journey = nullptr;
};

/// Bands, mean, median, P90 and maximum, weighted by heads. The median (P90) is the least value
/// that at least half (nine tenths) of the pupils do not exceed. Means are rounded to whole
/// millimetres and milliseconds.
TravelSummary summarize(const std::vector<Traveller>& travellers, const Limits& limits);

/// Distances of one demand place to supply places within reach.
struct Reach {
  std::size_t supply = 0;
  double distance = 0;
};

/// Gaussian decay G(d) = (e^{-(d/d0)²/2} − e^{-1/2}) / (1 − e^{-1/2}) for d ≤ d0, else 0.
double gaussian_decay(double distance, double threshold);

/// 2SFCA (Luo and Wang 2003, with Gaussian decay): R_j = S_j / Σ G(d_ij) D_i, A_i = Σ R_j G(d_ij).
/// One value a demand place; Σ A_i D_i = Σ S_j over supplies that somebody reaches.
std::vector<double> two_step_accessibility(std::span<const double> supply,
                                           std::span<const double> demand,
                                           const std::vector<std::vector<Reach>>& reach,
                                           double threshold);

}  // namespace budian
