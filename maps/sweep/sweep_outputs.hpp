// The files of a sweep, one function a file; each returns the bytes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "maps/messages.hpp"
#include "maps/sweep/sweep_frame.hpp"
#include "scenarios/sweep/analysis.hpp"

namespace budian {

/// What `sweep gather` has in hand: all records that are there, by number, and what they say
/// together, a result for each scenario of which the base run is there.
struct SweepStudy {
  const SweepFrame& frame;
  const std::vector<sweep::Record>& records;
  const std::vector<std::size_t>& missing;
  std::vector<sweep::ScenarioResult> results;
};
SweepStudy study_of(const SweepFrame& frame, const std::vector<sweep::Record>& records,
                    const std::vector<std::size_t>& missing);

/// sweep_inputs.json.
std::string frame_json(const SweepFrame& frame);
/// None where it is no such file; InputError where the sweep in it is none.
std::optional<SweepFrame> read_frame(const std::string& json);

/// One line: runs/000123.json.
std::string record_json(const sweep::Record& record, const SweepFrame& frame);
/// A record with the hash of its inputs.
struct ReadRecord {
  std::string inputs;
  sweep::Record record;
};
/// None where the text is no record of a sweep with these parameters: a file cut off, for one.
std::optional<ReadRecord> read_record(const std::string& json, const sweep::Sweep& sweep);

/// sweep.json: ranges, schools, tornados of each scenario.
std::string sweep_json(const SweepStudy& study);
/// sweep.csv: a row a run.
std::string runs_csv(const SweepStudy& study, Language language);
/// closures.csv: a row a school and scenario.
std::string closures_csv(const SweepStudy& study, Language language);
/// Rows of a table on the terminal; the first is the head.
using TextRows = std::vector<std::vector<std::string>>;
TextRows range_rows(const SweepStudy& study, const sweep::ScenarioResult& result,
                    Language language);
TextRows closure_rows(const SweepStudy& study, const sweep::ScenarioResult& result,
                      Language language);
/// The figures that people ask for first, each with the parameters that move it.
TextRows tornado_rows(const SweepStudy& study, const sweep::ScenarioResult& result,
                      Language language);
/// sweep.xlsx: ranges, schools, tornados with charts, runs.
void write_sweep_book(const std::filesystem::path& file, const SweepStudy& study,
                      Language language);

}  // namespace budian
