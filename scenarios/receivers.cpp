#include "scenarios/receivers.hpp"

#include <algorithm>

#include "scenarios/rooms.hpp"

namespace budian {
namespace {

/// On foot or to a bed: the road. Who boards at a school without a known road goes there last.
std::int64_t road_of(const Offer& offer) {
  constexpr std::int64_t beyond_all_roads = 1'000'000'000;  // mm
  return offer.road ? offer.road->count() : beyond_all_roads;
}

/// By which offers of the same way are compared: the ride where there is one, else the road.
std::int64_t effort_of(const Offer& offer) {
  if (is_ride(offer.way)) return offer.ride->count();
  return offer.ride_over ? offer.ride_over->count() : road_of(offer);
}

/// The way that an offer stands among.
Way rank_of(const Offer& offer) { return offer.ride_over ? Way::bus : offer.way; }

}  // namespace

void FamilyEffort::add(const Offer& offer, Heads heads) {
  if (rank_of(offer) == Way::bus) riders += heads.count();
  effort += heads.count() * effort_of(offer);
  if (!offer.ride_over) return;
  boarders += heads.count();
  boarders_road += heads.count() * road_of(offer);
}

bool is_better(const Offer& offer, const Offer& than) {
  const auto rank = [](const Offer& of) {
    const bool boards = of.way == Way::boarding;
    return std::tuple(rank_of(of), effort_of(of), boards, boards ? road_of(of) : 0, of.school);
  };
  return rank(offer) < rank(than);
}

Seats::Seats(const Limits& limits, const std::vector<School>& schools)
    : class_size_(limits.class_size) {
  for (const auto& school : schools) add_school(school);
}

SchoolId Seats::add_school(const School& school) {
  Room room;
  room.pupils = school.pupils;
  room.classrooms = school.classrooms;
  room.unknown = school.classrooms == 0;
  room.at_least = classes_needed(school.pupils);
  rooms_.push_back(room);
  return SchoolId(rooms_.size() - 1);
}

int Seats::classes_needed(const ByGrade& pupils) const {
  return static_cast<int>(budian::classes_needed(pupils, class_size_));
}

int Seats::classrooms_short(SchoolId school, int grade, Heads heads) const {
  Room room = rooms_[school.row()];
  room.pupils[static_cast<std::size_t>(grade)] += heads;
  return classrooms_short(room);
}

int Seats::classrooms_short(SchoolId school) const {
  return classrooms_short(rooms_[school.row()]);
}

int Seats::classrooms_short(const Room& room) const {
  if (room.unknown) return 0;
  return std::max(0, classes_needed(room.pupils) - std::max(room.classrooms, room.at_least));
}

void Seats::add(SchoolId school, int grade, Heads heads) {
  rooms_[school.row()].pupils[static_cast<std::size_t>(grade)] += heads;
}

void Seats::add_classrooms(SchoolId school, int classrooms) {
  Room& room = rooms_[school.row()];
  room.classrooms = std::max(room.classrooms, room.at_least) + classrooms;
}

void Seats::set_beds(const std::vector<ResolvedBoarding>& places) {
  for (const auto& place : places) beds_.push_back(place.beds);
}

const char* word_of(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::none:
      return "none";
    case Obstacle::no_road:
      return "no_road";
    case Obstacle::other_township:
      return "other_township";
    case Obstacle::full:
      return "full";
    case Obstacle::too_far_to_walk:
      return "too_far_to_walk";
    case Obstacle::no_bus_way:
      return "no_bus_way";
    case Obstacle::no_bus_road:
      return "no_bus_road";
    case Obstacle::no_bus_left:
      return "no_bus_left";
    case Obstacle::too_few_riders:
      return "too_few_riders";
    case Obstacle::ride_too_long:
      return "ride_too_long";
    case Obstacle::door_to_door_too_long:
      return "door_to_door_too_long";
  }
  return "none";
}

Milliseconds walking_time(const TravelRules& travel, int grade, Millimetres length) {
  return travel_time(length, travel.walking_speed[row(band_of_grade(grade))]);
}

void Denials::deny(SettlementId settlement, int grade, SchoolId receiver, const Denial& denial) {
  if (denial.obstacle == Obstacle::no_bus_left) {
    without_bus_.emplace(std::tuple(settlement, grade), denial);
  } else {
    by_receiver_.emplace(std::tuple(settlement, grade, receiver), denial);
  }
}

const Denials::Denial* Denials::find(const Request& request, SchoolId receiver) const {
  const auto one = by_receiver_.find(std::tuple(request.settlement, request.grade, receiver));
  if (one != by_receiver_.end()) return &one->second;
  const auto all = without_bus_.find(std::tuple(request.settlement, request.grade));
  return all == without_bus_.end() ? nullptr : &all->second;
}

Obstacle ReceiverJudge::on_foot(const Request& request, Offer& offer) const {
  const auto band = row(band_of_grade(request.grade));
  if (!offer.road) return Obstacle::no_road;
  const Milliseconds time = walking_time(rules_, request.grade, *offer.road);
  const bool near = *offer.road <= scenario_.limits.walk[band];
  if (!near || time > scenario_.limits.door_to_door[band]) return Obstacle::too_far_to_walk;
  offer.door_to_door = time;
  return Obstacle::none;
}

bool ReceiverJudge::goes_by_public_line(const Request& request, Offer& offer) const {
  const auto ride = public_rides_.find({request.settlement, offer.school});
  if (ride == public_rides_.end()) return false;
  const auto band = row(band_of_grade(request.grade));
  if (ride->second > scenario_.limits.door_to_door[band]) return false;
  offer.ride = offer.door_to_door = ride->second;
  return true;
}

bool ReceiverJudge::boards(const Request& request, const Seats& seats, const Offer& by_bus,
                           Offer& offer) const {
  const bool rides = by_bus.way == Way::bus && by_bus.obstacle == Obstacle::none;
  for (std::size_t place = 0; place < boarding_.size(); ++place) {
    const ResolvedBoarding& beds = boarding_[place];
    const bool meant = beds.school == offer.school &&
                       beds.grades[static_cast<std::size_t>(request.grade)] &&
                       beds.is_for(request.from);
    if (!meant || seats.beds(place) < request.boarders) continue;
    const auto ride_over = beds.ride_over_of(request.from);
    if (ride_over && rides && *by_bus.ride <= *ride_over) continue;
    offer.way = Way::boarding;
    offer.obstacle = Obstacle::none;
    offer.bed = place;
    offer.ride_over = ride_over;
    return true;
  }
  return false;
}

Obstacle ReceiverJudge::by_bus(const Request& request, Offer& offer) const {
  const auto band = row(band_of_grade(request.grade));
  const auto to_stop = travel_.walk_to_bus(request.settlement);
  const auto from_stop = travel_.walk_from_bus(offer.school);
  if (!to_stop && !offer.road) return Obstacle::no_road;
  if (!to_stop || !from_stop || *to_stop > scenario_.bus.walk_to_stop[band])
    return Obstacle::no_bus_road;
  offer.ride = travel_.direct_ride(request.settlement, offer.school);
  if (!offer.ride) return Obstacle::no_bus_way;
  return by_timetable(request, offer,
                      walking_time(rules_, request.grade, *to_stop) +
                          walking_time(rules_, request.grade, *from_stop));
}

/// The limits of the ride, with what planning the buses has found out about it.
Obstacle ReceiverJudge::by_timetable(const Request& request, Offer& offer,
                                     Milliseconds on_foot) const {
  const auto band = row(band_of_grade(request.grade));
  const Denials::Denial* denial = denials_.find(request, offer.school);
  if (denial && denial->ride) offer.ride = std::max(*offer.ride, *denial->ride);
  offer.door_to_door = on_foot + scenario_.bus.wait + *offer.ride;
  const bool ride = *offer.ride > scenario_.limits.ride[band];
  const bool door_to_door = *offer.door_to_door > scenario_.limits.door_to_door[band];
  offer.only_obstacle = !(ride && door_to_door);
  if (ride) return Obstacle::ride_too_long;
  if (door_to_door) return Obstacle::door_to_door_too_long;
  return denial ? denial->obstacle : Obstacle::none;
}

Offer ReceiverJudge::judge(const Request& request, SchoolId school, const School& receiver,
                           const Seats& seats) const {
  Offer offer;
  offer.school = school;
  if (const auto journey = travel_.on_foot(request.settlement, school))
    offer.road = journey->length;
  offer.obstacle = on_foot(request, offer);
  if (offer.obstacle != Obstacle::none) {
    if (goes_by_public_line(request, offer)) {
      offer.way = Way::public_line;
      offer.obstacle = Obstacle::none;
    } else {
      Offer on_bus = offer;
      if (scenario_.bus.riders != Riders::none) {
        on_bus.way = Way::bus;
        on_bus.obstacle = by_bus(request, on_bus);
      }
      if (!boards(request, seats, on_bus, offer)) offer = on_bus;
    }
  }
  const auto add = [&offer](Obstacle obstacle) {
    if (offer.obstacle == Obstacle::none) {
      offer.obstacle = obstacle;
    } else {
      offer.only_obstacle = false;
    }
  };
  const bool only_township =
      scenario_.limits.receivers == Receivers::township && !request.any_township;
  if (only_township && receiver.township != request.township) add(Obstacle::other_township);
  if (scenario_.limits.seats) {
    offer.classrooms_short = seats.classrooms_short(school, request.grade, request.heads);
    if (offer.classrooms_short > 0) add(Obstacle::full);
  }
  return offer;
}

}  // namespace budian
