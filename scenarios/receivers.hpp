// Which school can take which pupils, and if none can, why not and what would help.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "scenarios/plan.hpp"
#include "scenarios/resolve.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/school_travel.hpp"

namespace budian {

/// Pupils by school and grade while a plan is being made, against the classrooms there are.
class Seats {
 public:
  Seats(const Limits& limits, const std::vector<School>& schools);

  /// Classrooms that are missing if `heads` more pupils of a grade came; 0: there is room. A school
  /// that is over its classrooms today keeps what it has but takes nobody who would need another
  /// class.
  [[nodiscard]] int classrooms_short(SchoolId school, int grade, Heads heads) const;
  /// Classrooms that are missing with the pupils that are there.
  [[nodiscard]] int classrooms_short(SchoolId school) const;
  void add(SchoolId school, int grade, Heads heads);
  void add_classrooms(SchoolId school, int classrooms);
  /// Beds of the places where pupils may board, a row each.
  void set_beds(const std::vector<ResolvedBoarding>& places);
  [[nodiscard]] Heads beds(std::size_t place) const { return beds_[place]; }
  void add_boarders(std::size_t place, Heads heads) { beds_[place] = beds_[place] - heads; }
  SchoolId add_school(const School& school);

 private:
  struct Room {
    ByGrade pupils{};
    int classrooms = 0;
    int at_least = 0;      ///< classes of today, where they exceed the classrooms
    bool unknown = false;  ///< no classroom numbers in the county's files: not checked
  };
  [[nodiscard]] int classes_needed(const ByGrade& pupils) const;
  [[nodiscard]] int classrooms_short(const Room& room) const;
  ByStage<Heads> class_size_;
  std::vector<Room> rooms_;
  std::vector<Heads> beds_;  ///< left
};

enum class Obstacle : std::uint8_t {
  none,
  no_road,         ///< no way from the village to the school
  other_township,  ///< receivers are limited to the township
  full,
  too_far_to_walk,  ///< and buses are not part of the plan
  no_bus_way,       ///< a bus finds no way to the school within the search limit
  no_bus_road,      ///< no bus road within the walk to a stop
  no_bus_left,      ///< the fleet is used up
  too_few_riders,   ///< fewer than a bus line needs
  ride_too_long,
  door_to_door_too_long,
};

inline constexpr std::array obstacles{Obstacle::none,
                                      Obstacle::no_road,
                                      Obstacle::other_township,
                                      Obstacle::full,
                                      Obstacle::too_far_to_walk,
                                      Obstacle::no_bus_way,
                                      Obstacle::no_bus_road,
                                      Obstacle::no_bus_left,
                                      Obstacle::too_few_riders,
                                      Obstacle::ride_too_long,
                                      Obstacle::door_to_door_too_long};
/// The end of its messages' keys.
const char* word_of(Obstacle obstacle);

/// One possible receiver of one group, judged.
struct Offer {
  SchoolId school;
  Obstacle obstacle = Obstacle::none;  ///< the first of the journey, the township, the seats
  bool only_obstacle = true;           ///< nothing else stands in the way
  Way way = Way::walk;
  std::optional<std::size_t> bed;  ///< Way::boarding: row of the place
  /// Way::boarding: a bus that rides no longer would have been taken, here or to another school.
  std::optional<Milliseconds> ride_over;
  std::optional<Millimetres> road;  ///< on foot
  std::optional<Milliseconds> ride;
  std::optional<Milliseconds> door_to_door;
  int classrooms_short = 0;
};

/// What going to one receiver takes of all groups of a settlement: the fewest riders come first
/// (and the fewest who board because the ride is long), then the least walking and riding, then the
/// fewest and nearest of these boarders.
struct FamilyEffort {
  std::int64_t riders = 0;
  std::int64_t effort = 0;                       ///< heads × (ms of a ride, else mm of road)
  std::int64_t boarders = 0, boarders_road = 0;  ///< heads × mm
  void add(const Offer& offer, Heads heads);
  friend auto operator<=>(const FamilyEffort&, const FamilyEffort&) = default;
};
/// Is the offer better for a group by itself? On foot to the nearest, else by the shortest ride. A
/// bed that comes after the bus stands among the rides, as long as the ride that would be
/// preferred.
bool is_better(const Offer& offer, const Offer& than);

/// Where a group stands when it asks for a place.
struct Request {
  SettlementId settlement;
  int grade = 0;
  Heads heads;          ///< who need a seat: nobody who has one there
  Heads boarders;       ///< who would need a bed
  TownshipId township;  ///< of the school that it leaves
  SchoolId from;        ///< that school; of who stays, his own
  bool any_township = false;
};

/// What planning the buses found impossible for pupils whom the first judgement had let ride.
class Denials {
 public:
  struct Denial {
    Obstacle obstacle = Obstacle::no_bus_way;
    std::optional<Milliseconds> ride;  ///< there or back, whichever is longer
  };
  void deny(SettlementId settlement, int grade, SchoolId receiver, const Denial& denial);
  /// Null where nothing was denied. Where no bus is left, every receiver is denied.
  [[nodiscard]] const Denial* find(const Request& request, SchoolId receiver) const;
  [[nodiscard]] std::size_t size() const { return by_receiver_.size() + without_bus_.size(); }

 private:
  std::map<std::tuple<SettlementId, int, SchoolId>, Denial> by_receiver_;
  std::map<std::tuple<SettlementId, int>, Denial> without_bus_;
};

class ReceiverJudge {
 public:
  ReceiverJudge(const Scenario& scenario, const TravelRules& rules, const SchoolTravel& travel,
                const Denials& denials, PublicRides public_rides = {},
                std::vector<ResolvedBoarding> boarding = {})
      : scenario_(scenario),
        rules_(rules),
        travel_(travel),
        denials_(denials),
        public_rides_(std::move(public_rides)),
        boarding_(std::move(boarding)) {}
  /// Judges one receiver, whatever its township, seats last.
  [[nodiscard]] Offer judge(const Request& request, SchoolId school, const School& receiver,
                            const Seats& seats) const;

 private:
  [[nodiscard]] Obstacle on_foot(const Request& request, Offer& offer) const;
  /// By a public line that keeps the door-to-door limit, before any school bus
  /// (校车安全管理条例 art. 3). False without one.
  [[nodiscard]] bool goes_by_public_line(const Request& request, Offer& offer) const;
  /// In a bed that is left and meant for the pupils of the school and grade, unless the bus is to
  /// be taken first; `by_bus`: the same school by bus. False without one.
  [[nodiscard]] bool boards(const Request& request, const Seats& seats, const Offer& by_bus,
                            Offer& offer) const;
  [[nodiscard]] Obstacle by_bus(const Request& request, Offer& offer) const;
  [[nodiscard]] Obstacle by_timetable(const Request& request, Offer& offer,
                                      Milliseconds on_foot) const;
  const Scenario& scenario_;
  const TravelRules& rules_;
  const SchoolTravel& travel_;
  const Denials& denials_;
  PublicRides public_rides_;
  std::vector<ResolvedBoarding> boarding_;
};

/// Walking speed is that of the grade band.
Milliseconds walking_time(const TravelRules& travel, int grade, Millimetres length);

}  // namespace budian
