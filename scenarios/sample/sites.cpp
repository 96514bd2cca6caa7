#include <algorithm>

#include "scenarios/sample/schools.hpp"

namespace budian::sample {
namespace {

// Schools further away than this are not thought of: it only bounds the search.
constexpr double primary_reach = 9000.0;
constexpr double junior_reach = 14000.0;

constexpr std::size_t remote_schools = 24;

}  // namespace

SiteChoice::SiteChoice(const Townships& townships, const Settlements& settlements,
                       const RoadGraph& graph)
    : townships_(townships), settlements_(settlements), graph_(graph) {
  std::vector<std::uint32_t> seats;
  for (std::uint32_t row = 0; row < townships.size(); ++row) seats.push_back(row);
  to_junior_ = graph.nearest(seats).metres;
  to_primary_ = to_junior_;
  people_.resize(to_junior_.size());
  for (const SampleSettlement& home : settlements.rows) {
    people_[home.node] += static_cast<double>(home.population);
  }
}

VillageSites SiteChoice::of(std::uint32_t county, Random& random) {
  std::vector<std::size_t> villages;
  for (std::size_t v = 0; v < settlements_.villages.size(); ++v) {
    if (townships_[settlements_.villages[v].township].county == county) villages.push_back(v);
  }
  auto free = candidates(villages, primary_reach, random);
  VillageSites sites;
  // Most full schools stand where most people are, the last where the way is longest: those stay
  // small.
  constexpr std::size_t all = CountyTotals::village_primaries + CountyTotals::nine_year_schools;
  while (sites.full.size() < all) {
    const bool is_populous = sites.full.size() + remote_schools < all;
    sites.full.push_back(take(free, to_primary_, is_populous ? Need::many : Need::remote));
  }
  while (sites.points.size() < CountyTotals::teaching_points) {
    sites.points.push_back(take(free, to_primary_, Need::remote));
  }
  auto larger = candidates(sites.full, junior_reach, random);
  while (sites.nine_year.size() < CountyTotals::nine_year_schools) {
    sites.nine_year.push_back(take(larger, to_junior_, Need::remote));
  }
  return sites;
}

std::vector<SiteChoice::Candidate> SiteChoice::candidates(const std::vector<std::size_t>& villages,
                                                          double reach, Random& random) const {
  std::vector<Candidate> result;
  result.reserve(villages.size());
  for (const auto village : villages) {
    result.push_back({village, random.real(0.6, 1.5),
                      graph_.within(settlements_.villages[village].node, reach)});
  }
  return result;
}

/// What a school there would save its people, times how much its village is liked. The first power
/// of the way favours many people, the second those who are far from everything.
double SiteChoice::gain(const Candidate& candidate, const Ways& ways, Need need) const {
  double saved = 0;
  for (const auto& [node, metres] : candidate.around) {
    const double shorter = std::max(0.0, ways[node] - metres);
    saved += people_[node] * shorter * (need == Need::remote ? ways[node] + metres : 1.0);
  }
  return saved * candidate.liking;
}

/// The village with most to gain; it is a candidate no more.
std::size_t SiteChoice::take(std::vector<Candidate>& candidates, Ways& ways, Need need) const {
  const auto best = std::max_element(candidates.begin(), candidates.end(),
                                     [&](const Candidate& p, const Candidate& q) {
                                       return gain(p, ways, need) < gain(q, ways, need);
                                     });
  for (const auto& [node, metres] : best->around) ways[node] = std::min(ways[node], metres);
  const auto village = best->village;
  candidates.erase(best);
  return village;
}

}  // namespace budian::sample
