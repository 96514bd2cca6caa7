// The folder of a sweep: what the runs are computed from, and a file for each run that is done. It
// grows run by run, so that a sweep that was stopped goes on where it stood.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include "maps/messages.hpp"
#include "maps/sweep/sweep_frame.hpp"
#include "scenarios/sweep/design.hpp"

namespace budian {

class SweepFolder {
 public:
  explicit SweepFolder(std::filesystem::path path) : path_(std::move(path)) {}
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// What the runs in it are computed from; InputError where it is no folder of a sweep.
  [[nodiscard]] SweepFrame frame() const;
  /// Makes it a folder of this sweep. Refuses (InputError) one with runs of other inputs, or with
  /// anything else in it. Several shards may claim one folder at the same time.
  void claim(const SweepFrame& frame, const sweep::Shard& shard) const;
  /// The runs that are there, by number. A file that is cut off is no run; one of other inputs is
  /// refused.
  [[nodiscard]] std::map<std::size_t, sweep::Record> records(const SweepFrame& frame) const;
  /// Whole or not at all.
  void write(const sweep::Record& record, const SweepFrame& frame) const;

 private:
  std::filesystem::path path_;
};

/// Everything that follows from the records, written into the folder.
void write_results(const SweepFolder& folder, const SweepFrame& frame,
                   const std::map<std::size_t, sweep::Record>& records, Language language);

/// Numbers of a sweep that the records lack.
std::vector<std::size_t> missing_runs(const SweepFrame& frame,
                                      const std::map<std::size_t, sweep::Record>& records);

/// Tables on stdout, or the JSON.
void print_sweep(const SweepFolder& folder, const SweepFrame& frame,
                 const std::map<std::size_t, sweep::Record>& records, bool json, Language language);

}  // namespace budian
