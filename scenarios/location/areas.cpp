#include "scenarios/location/areas.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace budian::location {
namespace {

/// All of `left` that is reached from `start`; they are taken out of it.
std::vector<DemandId> take_piece(const Problem& problem, DemandId start, std::set<DemandId>& left) {
  std::vector<DemandId> piece{start};
  left.erase(start);
  for (std::size_t at = 0; at < piece.size(); ++at) {
    for (const DemandId next : problem.neighbours(piece[at])) {
      if (left.erase(next) > 0) piece.push_back(next);
    }
  }
  std::sort(piece.begin(), piece.end());
  return piece;
}

}  // namespace

std::vector<LoosePiece> loose_pieces(const Problem& problem, const Solution& solution) {
  std::map<SiteId, std::set<DemandId>> areas;
  for (const Share& share : solution.shares) areas[share.site].insert(share.demand);
  std::vector<LoosePiece> pieces;
  for (auto& [site, left] : areas) {
    // Its home belongs to the place where it stands, even where its own people go elsewhere.
    take_piece(problem, problem.home(site), left);
    while (!left.empty()) pieces.push_back({site, take_piece(problem, *left.begin(), left)});
  }
  return pieces;
}

std::vector<AreaCut> cuts_of(const Problem& problem, const LoosePiece& piece) {
  std::set<DemandId> border;
  for (const DemandId demand : piece.demands) {
    for (const DemandId next : problem.neighbours(demand)) {
      if (!std::binary_search(piece.demands.begin(), piece.demands.end(), next))
        border.insert(next);
    }
  }
  std::vector<AreaCut> cuts;
  for (const DemandId demand : piece.demands) {
    AreaCut cut{
        static_cast<std::uint32_t>(demand.row()), static_cast<std::uint32_t>(piece.site.row()), {}};
    for (const DemandId next : border) cut.border.push_back(static_cast<std::uint32_t>(next.row()));
    cuts.push_back(std::move(cut));
  }
  return cuts;
}

}  // namespace budian::location
