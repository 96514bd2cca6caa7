// A table of journeys as CSV, as a layer of lines and as JSON.
#pragma once

#include <string>
#include <vector>

#include "gis/journey_details.hpp"
#include "gis/place_layer.hpp"
#include "maps/messages.hpp"

namespace budian {

struct TravelRow {
  std::uint32_t origin = 0;
  std::optional<std::uint32_t> destination;  ///< none: the origin reaches nothing
  JourneyDetail detail;
  Line way;                                      ///< on the plane; empty where there is no journey
  std::optional<Journey> before = std::nullopt;  ///< where roads have changed
};
/// Everything that was measured, by origin and then destination.
struct TravelTable {
  std::vector<NamedPlace> origins;
  std::vector<NamedPlace> destinations;
  std::vector<TravelRow> rows;
  bool has_before = false;  ///< a table of what a change of roads does
  Least least = Least::length;
};

/// One line a row, with a heading; metres and seconds to the thousandth.
std::string travel_csv(const TravelTable& table, Language language);
/// Lines from origin to destination, with the same columns; rows without a journey have no line.
LayerContent travel_layer(const TravelTable& table, Language language);
/// Its QGIS style: lines by minutes, or by what a change of roads does to what is made least.
std::string travel_style(const TravelTable& table, const LayerContent& layer, Language language);
/// The answer of a table service as OSRM's clients read it: sources and destinations with their
/// places, durations in seconds and distances in metres, null where there is no journey. `snaps`
/// are the metres between each place and the nearest road.
std::string travel_json(const TravelTable& table, const Plane& plane,
                        const std::vector<double>& origin_snaps,
                        const std::vector<double>& destination_snaps);

/// Ground around destinations: in bands of metres or minutes, or by the nearest destination.
struct TravelArea {
  std::string code;  ///< of the destination; empty for a band
  std::string name;  ///< of the destination, or the band in words
  MultiPolygon area;
  std::int64_t settlements = 0;
  std::int64_t people = 0;
  std::int64_t pupils = 0;
};
/// A layer of areas with the people who live in them.
LayerContent areas_layer(const std::string& layer, const std::vector<TravelArea>& areas,
                         Language language);
/// Its QGIS style: bands from near to far, or areas in pale colours in turn.
std::string areas_style(const LayerContent& layer, Language language);

}  // namespace budian
