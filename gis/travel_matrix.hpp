// Road length and time between two lists of places; computed once, read everywhere.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "gis/network.hpp"

namespace budian {

/// A place with its ways onto the network. Several searches share one attachment list.
struct AttachedPlace {
  Point place;
  std::vector<Attachment> attachments;
};
/// Where schools, settlements or named places lie.
template <class Places>
std::vector<Point> points_of(const Places& places) {
  std::vector<Point> points;
  points.reserve(places.size());
  for (const auto& place : places) points.push_back(place.place);
  return points;
}
std::vector<AttachedPlace> attach_all(const Network& network, const std::vector<Point>& places);

enum class Unreachable : std::uint8_t {
  no_road_at_origin,  ///< no road of this mode within Profile::reach of the origin
  no_road_at_destination,
  water_at_origin,  ///< roads within reach of the origin, but all across water
  water_at_destination,
  far_side_at_origin,  ///< roads within reach, but of divided roads only the far half
  far_side_at_destination,
  other_component,  ///< the two roads are not connected
  one_way_trap,     ///< connected, but not in the allowed direction
  beyond_limit,     ///< further than the limit of the matrix
};

/// Sparse table origins × destinations: what is beyond the limit is not held.
class TravelMatrix {
 public:
  struct Entry {
    std::uint32_t destination = 0;
    std::uint32_t length = 0;  ///< mm
    std::uint32_t time = 0;    ///< ms
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  TravelMatrix() = default;
  /// `rows[o]` holds the entries of origin o, in any order.
  TravelMatrix(std::vector<std::vector<Entry>> rows, std::size_t destinations);
  /// `columns[d]` holds an entry for each origin of destination d, with the origin's row in
  /// Entry::destination.
  static TravelMatrix from_columns(const std::vector<std::vector<Entry>>& columns,
                                   std::size_t origins);

  /// Entries in some rows of the table, by origin and then destination: what one task has found.
  struct Part {
    std::vector<std::uint32_t> starts;  ///< of each origin's entries, and one more
    std::vector<Entry> entries;
  };
  /// Parts in the order of their destinations; no destination is in two of them.
  static TravelMatrix from_parts(const std::vector<Part>& parts, std::size_t origins,
                                 std::size_t destinations);

  /// A table with room for every pair, for tasks that fill in one pair after the other; those left
  /// out at the end are `no_entry`.
  struct Full {
    static constexpr std::uint32_t no_entry = static_cast<std::uint32_t>(-1);
    Full(std::size_t of_origins, std::size_t of_destinations);
    std::size_t origins;
    std::size_t destinations;
    std::vector<Entry> entries;  ///< row by row; `no_entry` as destination
  };
  static TravelMatrix from_full(Full full);

  /// What becomes of one pair: its entry, or that none is held.
  struct Update {
    std::uint32_t origin = 0;
    Entry entry;
    bool is_held = true;
  };
  /// By origin, then destination; each pair once.
  void update(const std::vector<Update>& updates);

  [[nodiscard]] std::size_t origins() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  [[nodiscard]] std::size_t destinations() const { return destinations_; }
  [[nodiscard]] std::optional<Journey> find(std::size_t origin, std::size_t destination) const;
  /// Entries of one origin by destination.
  [[nodiscard]] std::span<const Entry> row(std::size_t origin) const;
  friend bool operator==(const TravelMatrix&, const TravelMatrix&) = default;

 private:
  static constexpr std::size_t no_place = static_cast<std::size_t>(-1);
  [[nodiscard]] std::size_t place_of(std::size_t origin, std::size_t destination) const;
  void rebuild(const std::vector<Update>& updates);

  std::vector<std::size_t> starts_;
  std::vector<Entry> entries_;
  std::size_t destinations_ = 0;
};

/// How journeys are found. All give the same bytes; they differ in what they cost.
enum class Engine : std::uint8_t {
  automatic,  ///< whichever costs less, by the measured rule in measure.cpp
  search,     ///< one bounded search a destination
  hierarchy,  ///< shortcuts once, then one sweep for 16 destinations
};
/// Exact journeys from every origin to every destination within the limit; parallel, same bytes on
/// any number of threads.
TravelMatrix measure(const Network& network, const std::vector<AttachedPlace>& origins,
                     const std::vector<AttachedPlace>& destinations, Least least, TravelLimit limit,
                     Engine engine = Engine::automatic);
/// Places laid out over a network's hierarchy once, so that journeys to few others cost next to
/// nothing, again and again. Reads the network, which must outlive it.
class PreparedPlaces {
 public:
  PreparedPlaces(const Network& network, const std::vector<AttachedPlace>& places, Least least,
                 Heading heading);
  ~PreparedPlaces();
  PreparedPlaces(PreparedPlaces&&) noexcept;
  PreparedPlaces& operator=(PreparedPlaces&&) noexcept;
  PreparedPlaces(const PreparedPlaces&) = delete;
  PreparedPlaces& operator=(const PreparedPlaces&) = delete;

  /// Places × others, as `measure` or `measure_back` give it.
  [[nodiscard]] TravelMatrix measure(const std::vector<AttachedPlace>& others,
                                     TravelLimit limit) const;

  struct Layout;

 private:
  std::unique_ptr<const Layout> layout_;
};
/// Of that table only the `keep` nearest destinations of each origin, ties to the lower row: those
/// among them that are within the limit. One search for all, whose work grows with nodes × keep;
/// the rest is never held. At most 255.
TravelMatrix measure_nearest(const Network& network, const std::vector<AttachedPlace>& origins,
                             const std::vector<AttachedPlace>& destinations, Least least,
                             TravelLimit limit, std::size_t keep);
/// The same table for the way back: row o, column d holds the journey from destination d to origin
/// o. It differs from `measure` where roads are one-way.
TravelMatrix measure_back(const Network& network, const std::vector<AttachedPlace>& origins,
                          const std::vector<AttachedPlace>& destinations, Least least,
                          TravelLimit limit, Engine engine = Engine::automatic);
/// Pairs that both tables hold, with the one that takes longer.
TravelMatrix longer_of(const TravelMatrix& a, const TravelMatrix& b);
/// Straight lines times a factor, where there are no roads.
TravelMatrix measure_straight(const std::vector<Point>& origins,
                              const std::vector<Point>& destinations, double detour_factor,
                              Speed speed, Millimetres limit);
/// Why `find` gave nothing.
Unreachable why_unreachable(const Network& network, const AttachedPlace& origin,
                            const AttachedPlace& destination, Least least);
/// The way itself, from door to door, for maps. Empty when unreachable. The known cost of the
/// journey as `limit` keeps the search near.
Line path(const Network& network, const AttachedPlace& origin, const AttachedPlace& destination,
          Least least, TravelLimit limit = {});

}  // namespace budian
