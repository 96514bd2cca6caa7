// The lines, weights, risks and steps by which a plan is appraised, as scenarios/standards/ states
// them: access_lines.toml, township_score.toml, risks.toml, procedure.toml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis/county.hpp"
#include "gis/county_file.hpp"
#include "scenarios/balance/standard.hpp"

namespace budian::appraisal {

/// What a line of distance or time measures.
enum class AccessMeasure : std::uint8_t {
  road_km,               ///< from door to school by road, however the pupil goes
  walk_km,               ///< the same, of pupils who walk all of it
  door_to_door_minutes,  ///< as the pupil goes: on foot, or walk, wait and ride
  ride_minutes,          ///< on the bus, of pupils who ride
};
/// Which schools a line speaks of.
enum class Surroundings : std::uint8_t { all, urban, rural };

struct AccessLine {
  std::string code;
  Bilingual name;
  ByBand<bool> bands{};
  AccessMeasure measure = AccessMeasure::road_km;
  std::int64_t most = 0;  ///< mm or ms
  Surroundings schools = Surroundings::all;
  Severity severity = Severity::warning;  ///< a note is told, but no pupil counts as over the lines
  Source source;
};

/// One part of the score: linear between the value that earns nothing and the one that earns all.
struct ScorePart {
  std::string key;  ///< of a column of the township ledger
  double weight = 0;
  double full_at = 0;
  double zero_at = 0;
  std::int64_t line = 0;  ///< of the file
};
/// A township is marked when a column reaches a threshold; upwards where red is above amber, else
/// downwards.
struct WarningMark {
  std::string key;
  double amber_at = 0;
  double red_at = 0;
  std::int64_t line = 0;
};
struct ScoreRules {
  std::string file;
  Bilingual name;
  Source source;
  double least_known_weight = 100;  ///< with less of the weights known no score is told
  std::vector<ScorePart> parts;     ///< weights sum to 100
  std::vector<WarningMark> marks;
};

/// What a retention risk looks at.
enum class RiskFigure : std::uint8_t {
  farther_without_boarding,    ///< displaced primary pupils who go farther, to schools that offer
                               ///< no boarding today
  girls,                       ///< the files do not tell
  lower_grades_displaced,      ///< pupils of grades 1-3 who change school
  long_travel,                 ///< displaced pupils beyond `line` minutes door to door
  large_classes_at_receivers,  ///< classes of `line` pupils and more at schools that receive
  lower_grades_boarding,       ///< new boarders of grades 1-3
  mean_distance_growth,        ///< km that displaced pupils go farther, in the mean
  left_behind_displaced,       ///< left-behind pupils who change school
  one_year_roll,               ///< schools that close though not known to be small for years
};
struct RiskRule {
  std::string code;
  RiskFigure figure = RiskFigure::girls;
  double most = 0;             ///< beyond it the risk is told
  std::optional<double> line;  ///< minutes or pupils, where the figure needs one
  Bilingual finding;           ///< what the source found
  Source source;
};

/// What decides a step of the procedure.
enum class ProcedureCheck : std::uint8_t {
  lower_grades_time,  ///< grades 1-3 within `most` minutes, or with a guaranteed bus
  lower_grades_ride,  ///< grades 1-3 whom the bus brings, within `most` minutes door to door
  no_lower_boarding,  ///< nobody of grades 1-3 has to board
  seats_first,        ///< 先建后撤: classrooms stand at the receivers before it closes
  buses_served,       ///< whoever has to ride is served
  bus_seats,          ///< nobody stands
  bus_speeds,         ///< the timetable is never faster than `most` km/h, `most_hazard` on hazards
  buses_within_limits,    ///< within the scenario's own limits of ride and door to door
  small_roll,             ///< fewer than `most` pupils
  small_for_years,        ///< not on one year's roll
  township_keeps_junior,  ///< 每乡镇原则上设初中
  class_sizes,            ///< classes at the receivers
  keep_flag,              ///< the county has not marked it 应留必留
  resources_named,        ///< what becomes of teachers, books, rooms
  // Stated by the planner ([[procedure]] of the scenario):
  plan_drafted,
  argued,
  published,  ///< for `most` days at least
  hearing,
  parents,
  township_opinion,
  approved,
  filed,
  transition,
  idle_building,
};
bool is_stated(ProcedureCheck check);

struct ProcedureItem {
  ProcedureCheck check = ProcedureCheck::lower_grades_time;
  Bilingual name;
  /// Part of the must-keep test, or else forbidding: a closure that fails it is not permissible
  /// without measures.
  bool must_keep = false;
  bool forbids = false;
  /// false: the line does not bind this county. Missing it leaves the step open, with its figures.
  bool mandatory = true;
  std::optional<double> most, most_hazard;
  Source source;
};

/// By how much enrolment is raised and lowered to see what a plan stands.
struct EnrolmentChange {
  std::int64_t percent = 0;
  Source source;
};
/// One file of risks.
struct RiskFile {
  std::vector<RiskRule> risks;
  std::optional<EnrolmentChange> enrolment;  ///< empty: the built-in one stays
};

struct Rules {
  std::vector<AccessLine> lines;
  ScoreRules score;
  std::vector<RiskRule> risks;
  EnrolmentChange enrolment;
  std::vector<ProcedureItem> procedure;
};

/// Each reads one file; unknown and missing keys, wrong types and values are problems with file and
/// line (InputError).
std::vector<AccessLine> read_access_lines(std::string_view text, const std::string& file);
ScoreRules read_score(std::string_view text, const std::string& file);
RiskFile read_risks(std::string_view text, const std::string& file);
std::vector<ProcedureItem> read_procedure_items(std::string_view text, const std::string& file);

/// As scenarios/standards/ states them.
const Rules& built_in_rules();

/// The county's files in their place. All mistakes of all files at once (InputError), also keys of
/// the score that no column of the township ledger has under these standards.
Rules read_rules(const AppraisalFiles& files, const std::vector<StandardRules>& standards);

}  // namespace budian::appraisal
