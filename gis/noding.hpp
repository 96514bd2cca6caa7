// Where road lines meet: shared vertices, crossings, ends that touch. Pure geometry;
// network_builder cuts the lines there.
#pragma once

#include <cstdint>
#include <vector>

#include "gis/geometry.hpp"

namespace budian {

/// How near the end of a line must come to another line to be joined to it: digitising slips, not
/// gaps in a road.
inline constexpr double end_tolerance_metres = 0.5;

/// A road's line without repeated points, and the place of each point along it in metres.
struct MeasuredLine {
  Line points;
  std::vector<double> along;
  int level = 0;
  [[nodiscard]] double length() const { return along.back(); }
};
MeasuredLine measured(const Line& line, int level);

/// A place on a line.
struct Cut {
  std::uint32_t line = 0;
  double along = 0;
  friend auto operator<=>(const Cut&, const Cut&) = default;
};

enum class MeetingKind : std::uint8_t { shared_vertex, crossing, end_touch };

/// Two places that are one junction.
struct Meeting {
  Cut a;
  Cut b;
  MeetingKind kind = MeetingKind::shared_vertex;
  friend auto operator<=>(const Meeting&, const Meeting&) = default;
};

/// All meetings, sorted, each once. Rules, on a grid of millimetres:
/// - vertices at the same place meet when their lines have one level or one of them is the end of
/// its line;
/// - lines of one level meet where they cross, and where the end of one is within the tolerance of
/// the other;
/// - lines of different level otherwise meet only end to end (within the tolerance).
std::vector<Meeting> find_meetings(const std::vector<MeasuredLine>& lines);

}  // namespace budian
