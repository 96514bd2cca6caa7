// Where the buses of a plan halt, and when each run does: what GTFS calls stops and stop times.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/plan.hpp"

namespace budian {

/// A place at which buses halt: stops of several schools at one place are one halt, a school is
/// one, too.
struct Halt {
  std::string id;
  std::string code;  ///< of a school
  std::string name;
  Point place;  ///< on the road
};

/// A bus stands at a halt. Calls at one halt that follow each other are one.
struct HaltTime {
  std::size_t halt = 0;  ///< row
  Milliseconds arrive, leave;
  Millimetres driven;  ///< since the first; rises
  bool on = false;     ///< pupils get on
  bool off = false;    ///< and off
};

class Halts {
 public:
  explicit Halts(const Plan& plan);
  /// Each is called at, in the order in which the lines first do.
  [[nodiscard]] const std::vector<Halt>& all() const { return halts_; }
  [[nodiscard]] const Halt& of(const BusCall& call) const { return halts_[row_of(call)]; }
  [[nodiscard]] std::vector<HaltTime> times_of(const BusRun& run) const;

 private:
  void add(const BusCall& call, const BusRun& run);
  [[nodiscard]] Halt school_halt(SchoolId id, const BusRun& run) const;
  [[nodiscard]] Halt stop_halt(const BusStopSite& site) const;
  [[nodiscard]] std::size_t row_of(const BusCall& call) const;

  const Plan& plan_;
  std::vector<Halt> halts_;
  std::map<SchoolId, std::size_t> schools_;
  std::map<std::pair<double, double>, std::size_t> stops_;  ///< by place
};

/// Line breaks and tabs as spaces, none at the ends: what GTFS allows in a cell.
std::string one_line(std::string text);

/// The morning and the afternoon of a line, those that run.
std::vector<const BusRun*> running_halves(const BusLine& line);

}  // namespace budian
