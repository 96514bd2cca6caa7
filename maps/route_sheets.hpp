// What a route sheet says of a bus line and of a bus's day: the words that workbook, page and
// layers share.
#pragma once

#include <string>
#include <vector>

#include "maps/messages.hpp"
#include "scenarios/outcome.hpp"

namespace budian {

/// A call of a line, morning and afternoon side by side.
struct PairedCall {
  const BusCall* morning = nullptr;    ///< none: only in the afternoon
  const BusCall* afternoon = nullptr;  ///< none: only in the morning
  std::size_t afternoon_order = 0;     ///< from 0
  [[nodiscard]] const BusCall& either() const { return morning ? *morning : *afternoon; }
  /// Who get on here in the morning, at a school who get off.
  [[nodiscard]] const std::vector<GradeHeads>& pupils() const;
  /// Who cross a road here, to the bus and from it.
  [[nodiscard]] Heads across_morning() const { return morning ? morning->across : Heads(0); }
  [[nodiscard]] Heads across_afternoon() const { return afternoon ? afternoon->across : Heads(0); }
  [[nodiscard]] bool is_across() const { return across_morning() + across_afternoon() > Heads(0); }
};
/// In the order of the morning; what only the afternoon calls at comes last.
std::vector<PairedCall> paired_calls(const BusLine& line);

/// The names of its schools: "A、B".
std::string school_names(const BusLine& line, const Plan& plan, Language language);
/// The stop or the school.
const std::string& place_of(const BusCall& call, const Plan& plan);
TownshipId township_of(const BusCall& call, const Plan& plan);
const bus::BusType& type_of(const BusLine& line, const BusService& buses);

Heads sum_of(const std::vector<GradeHeads>& pupils);
/// "一年级 3、二年级 5"; where the line calls at several schools "A：一年级 3；B：七年级 2".
std::string grades_text(const std::vector<GradeHeads>& pupils, const BusLine& line,
                        const Plan& plan, Language language);

/// A line in one half of the day.
struct DrivenRun {
  const BusLine* line = nullptr;
  const BusRun* run = nullptr;
};
/// The lines of a bus in the order in which it drives them in one half of the day.
std::vector<DrivenRun> runs_of(const BusService& buses, std::size_t duty, BusRun BusLine::*half);

}  // namespace budian
