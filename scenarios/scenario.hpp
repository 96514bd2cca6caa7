// What the planner wrote: an ordered list of measures and parameters. Names and codes only, no ids.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gis/county.hpp"
#include "gis/place_layer.hpp"
#include "gis/projection.hpp"
#include "scenarios/boarding.hpp"
#include "scenarios/bus/drawn_routes.hpp"
#include "scenarios/forecast/lasting_rule.hpp"
#include "scenarios/school_calendar.hpp"
#include "scenarios/sources.hpp"
#include "scenarios/staff/rules.hpp"
#include "scenarios/stated_procedure.hpp"

namespace budian {

/// Close every school of the given kinds with fewer than `fewer_than` pupils.
struct CloseByRule {
  std::vector<SchoolKind> kinds;
  Heads fewer_than;
  std::vector<std::string> townships;              ///< names or codes; empty: all
  std::vector<std::string> keep;                   ///< names or codes that stay
  std::optional<forecast::LastingRule> lasting{};  ///< and for how long; empty: this year
};
struct CloseByName {
  std::vector<std::string> schools;
};
struct Merge {
  std::vector<std::string> from;
  std::string into;
};
/// 改办教学点: the school keeps these grades, the others leave.
struct TurnIntoTeachingPoint {
  std::string school;
  std::vector<int> grades;  ///< 1-9, that stay
  std::string parent;       ///< empty: the full school that takes most of the pupils who leave
};
struct MoveGrades {
  std::string from;
  std::string into;
  std::vector<int> grades;
};
struct OpenSchool {
  std::string code;
  std::string name;
  SchoolKind kind = SchoolKind::primary;
  LonLat place;
  std::vector<int> grades;
  int classrooms = 0;
};
struct ExpandSeats {
  std::string school;
  int classrooms = 0;  ///< added
};
using Measure = std::variant<CloseByRule, CloseByName, Merge, TurnIntoTeachingPoint, MoveGrades,
                             OpenSchool, ExpandSeats, staff::ShareTeachers, staff::ShareResources,
                             staff::SendItinerantTeachers>;

struct MeasureEntry {
  Measure measure;
  std::int64_t line = 0;  ///< of the scenario file
};

enum class Receivers : std::uint8_t { township, any };

/// Hard limits; a measure that would break one is refused.
struct Limits {
  ByBand<Millimetres> walk{};   ///< beyond it a pupil needs a bus
  ByBand<Milliseconds> ride{};  ///< on the bus
  ByBand<Milliseconds> door_to_door{};
  ByStage<Heads> class_size{};
  Receivers receivers = Receivers::township;
  bool seats = true;  ///< receivers need classrooms for whom they take
};

/// What moves with the pupils of a closed school (policy §1.6).
struct Moving {
  bool teachers = true;
  bool books = true;
  bool computers = true;
  bool equipment = true;
  bool buildings = false;  ///< teaching rooms, multimedia rooms and sports ground
  bool stated = false;     ///< the scenario's file says all of it; else a part is by default
};

enum class Riders : std::uint8_t { none, displaced, all };
/// Whose buses they are: one pool for the county, or each township's own for its schools.
enum class BusContract : std::uint8_t { county, township };
/// What counts most once nobody is left behind.
enum class BusObjective : std::uint8_t { fewest_buses, least_cost };

/// Hours of one school, where they differ from the county's.
struct SchoolHours {
  std::string school;          ///< name or code
  std::optional<Stage> stage;  ///< empty: of all its pupils
  std::optional<Milliseconds> arrive, leave;
  std::optional<Milliseconds> early, late;
  std::optional<Milliseconds> bell_earlier, bell_later;
  std::int64_t line = 0;  ///< of the scenario file
};
/// A public line that pupils can take: no school bus is planned for them.
struct PublicLine {
  std::string name;
  std::vector<std::string> settlements;  ///< names or codes
  std::string school;                    ///< name or code
  Milliseconds door_to_door;
  Fen county_a_year;      ///< what the county pays for the line a year (政府购买服务)
  std::int64_t line = 0;  ///< of the scenario file
};
/// Pupils with special needs whom the bus fetches at their door.
struct DoorRiders {
  std::string settlement;  ///< name or code
  int grade = 0;           ///< row: grade 1 is 0
  Heads pupils{1};
  std::int64_t line = 0;  ///< of the scenario file
};
/// Two schools, names or codes, whose pupils never sit in one bus at the same time.
struct KeptApart {
  std::array<std::string, 2> schools;
  std::int64_t line = 0;
};

struct BusPolicy {
  Riders riders = Riders::displaced;  ///< who rides when school is beyond the walking limit
  ByBand<Millimetres> walk_to_stop{};
  Milliseconds wait;  ///< at the stop
  Milliseconds dwell, dwell_a_pupil, unload;
  ByStage<Milliseconds> bell{};  ///< pupils are at school, time of day
  ByStage<Milliseconds> dismissal{};
  Milliseconds early_arrival;   ///< a bus may bring pupils so long before the bell
  Milliseconds late_departure;  ///< and fetch them so long after lessons
  /// The bells may be chosen: so much earlier or later, by whole steps; lessons end with them.
  Milliseconds bell_earlier, bell_later;
  Milliseconds bell_step = minutes(5);
  bool chain_trips = true;
  BusContract contract = BusContract::county;
  BusObjective objective = BusObjective::fewest_buses;
  /// Routes drawn by hand: they stay as they are, but for vehicles that are said not to be locked,
  /// and all other pupils are served around them.
  std::optional<DrawnRoutes> drawn;
  /// Where buses may stop: classes of roads, and whether on hazards.
  std::array<bool, road_class_count> stop_roads{true, true, true, true, false};
  bool stops_on_hazards = false;
  /// On these roads it counts on which side of the bus a pupil lives.
  std::array<bool, road_class_count> crossing_roads{true, true, false, false, false};
  bool stops_at_junctions = true;      ///< also where one stop does for several settlements
  bool stops_between_villages = true;  ///< and between two settlements too far apart to share one
  std::string stops_file;              ///< layer of existing stops, from the scenario's folder
  bool given_stops_only = false;
  std::vector<NamedPlace> given_stops;  ///< of that layer, see read_given_stops
  bool mixed_loads = false;             ///< pupils of several schools may sit in one bus
  bool stages_apart = false;            ///< primary and junior pupils never sit in one bus
  std::vector<KeptApart> kept_apart;
  std::vector<SchoolHours> hours;
  std::vector<PublicLine> public_lines;
  std::vector<DoorRiders> door_riders;
  Heads least_pupils;                  ///< a line with fewer does not run
  ByBand<Milliseconds> ride_target{};  ///< that rides should keep; 0: none
  Fen pupil_hour;                      ///< what an hour of riding weighs, beside money
  Fen pupil_hour_over_target;
};

struct Scenario {
  std::string code;  ///< file stem; empty: today
  Bilingual title;
  std::string file;
  std::vector<MeasureEntry> measures;
  Limits limits;
  Moving moving;
  BusPolicy bus;
  BoardingPolicy boarding;
  staff::StaffRules staff;
  std::optional<GtfsTerms> gtfs;        ///< none: no timetable for other programs
  Millimetres accessibility_threshold;  ///< d0 of 2SFCA
  std::int64_t seed = 1;
  std::vector<StatedProcedure> procedure;  ///< what the planner says of single closures
  std::vector<CitedSource> sources;        ///< of the limits
};

}  // namespace budian
