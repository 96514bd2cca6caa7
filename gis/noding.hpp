// Where road lines meet: shared vertices, crossings, ends that touch. Pure geometry;
// network_builder cuts the lines there.
#pragma once

#include <cstdint>
#include <vector>

#include "gis/line_grid.hpp"
#include "gis/road_lines.hpp"

namespace budian {

/// A place on a line.
struct Cut {
  std::uint32_t line = 0;
  double along = 0;  ///< metres
  friend auto operator<=>(const Cut&, const Cut&) = default;
};

enum class MeetingKind : std::uint8_t { crossing, end_touch };

/// Two places that are one junction, though no vertex is shared.
struct Meeting {
  Cut a;
  Cut b;
  MeetingKind kind = MeetingKind::crossing;
  friend auto operator<=>(const Meeting&, const Meeting&) = default;
};

/// Vertices at the same millimetre.
struct SharedVertices {
  /// The lowest row of those at the place of each point row: equal numbers, same place.
  std::vector<std::uint32_t> place;
  /// Point rows that share their place with another one, by place and then by row.
  std::vector<std::uint32_t> shared;
};

struct Noding {
  SharedVertices vertices;
  std::vector<Meeting> meetings;  ///< sorted, each once
};

/// Rules, on a grid of millimetres:
/// - vertices at the same place meet when their lines have one level or one of them is the end of
/// its line (see `Noding::vertices`);
/// - lines of one level meet where they cross, and where the end of one is within the tolerance
/// (Profile::join) of the other;
/// - lines of different level otherwise meet only end to end (within the tolerance).
/// `grid` holds the lines with a margin of half the tolerance at least.
Noding node_lines(const RoadLines& lines, const LineGrid& grid, double tolerance_metres);

}  // namespace budian
