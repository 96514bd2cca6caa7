// Towns drawn in text: letters are places and road vertices, a cell is so many metres.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "gis/county.hpp"
#include "gis/network.hpp"

namespace budian {

/// A road through lettered places, with straight lines between them: "ABC", or {"CD", bridge} with
/// a Road as its model.
struct LetteredRoad {
  LetteredRoad(const char* through)
      : letters(through) {}  // NOLINT(google-explicit-constructor): reads as a list
  LetteredRoad(const char* through, Road with) : letters(through), road(std::move(with)) {}
  std::string letters;
  Road road;  ///< everything but the line
};

struct Town {
  Table<RoadId, Road> roads;
  std::map<char, Point> places;
  [[nodiscard]] Point at(char letter) const { return places.at(letter); }
};

/// `-` `|` `/` `\` between two letters (or `+`, a vertex without a name) draw a village road; with
/// `ways` given, only these are roads and the strokes are for the eye. The lowest line of the
/// picture that is not blank is y = 0, its first column x = 0; north is up.
Town draw_town(const std::string& picture, const std::vector<LetteredRoad>& ways,
               double cell_metres);

/// Walks every class at 3.6 km/h (a metre a second), attaches within `reach_metres`.
Profile walking(double reach_metres);
/// Drives every class but paths at 36 km/h (ten metres a second), obeys one-way roads.
Profile driving(double reach_metres);

/// From A to B the direct road, 600 m, takes 60 s; the fast one round by C and D, 1000 m, takes 50
/// s.
struct TownWithFastRoad {
  Town town;
  Profile drive;
};
TownWithFastRoad town_with_fast_road();

}  // namespace budian
