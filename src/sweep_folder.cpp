#include "src/sweep_folder.hpp"

#include <fmt/format.h>

#include "gis/county_file.hpp"
#include "maps/sweep/sweep_outputs.hpp"
#include "maps/sweep/sweep_page.hpp"
#include "maps/sweep/sweep_words.hpp"
#include "src/output_folder.hpp"
#include "src/terminal_table.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;
using sweep::Record;

constexpr const char* frame_name = "sweep_inputs.json";

std::vector<Record> in_order(const std::map<std::size_t, Record>& records) {
  std::vector<Record> list;
  list.reserve(records.size());
  for (const auto& [run, record] : records) list.push_back(record);
  return list;
}

/// "000123.json" and nothing else: not what is being written aside.
bool is_run(const fs::path& file) {
  const std::string stem = file.stem().string();
  return file.extension() == ".json" && stem.size() >= 6 &&
         stem.find_first_not_of("0123456789") == std::string::npos;
}

/// Empty, or begun by another shard a moment ago: its name for the inputs is not in place yet.
bool holds_only_a_beginning(const fs::path& folder) {
  if (!fs::is_directory(folder)) return false;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool begun = name == "runs" || name.find("sweep_inputs.") <= 1;
    if (!begun) return false;
  }
  return true;
}

void print_result(const SweepStudy& study, const sweep::ScenarioResult& result, Language language) {
  fmt::print("\n{}\n",
             text(Message{"swept.scenario_runs",
                          {{"title", scenario_title(study.frame, result.scenario, language)},
                           {"runs", static_cast<std::int64_t>(result.runs)}}},
                  language));
  fmt::print("{}\n", terminal_table(range_rows(study, result, language)));
  if (result.schools.empty()) {
    fmt::print("{}\n", text("swept.no_closures", language));
  } else {
    fmt::print("{}\n", text_table(closure_rows(study, result, language), 160));
  }
  const auto tornado = tornado_rows(study, result, language);
  if (tornado.size() == 1) return;
  fmt::print("{}\n", text_table(tornado, 160));
  fmt::print("{}\n", means_text(study.frame.sweep.design, language));
}

}  // namespace

SweepFrame SweepFolder::frame() const {
  const auto file = path_ / frame_name;
  auto frame = fs::is_regular_file(file) ? read_frame(read_text_file(file)) : std::nullopt;
  if (!frame) refuse(path_, {"swept.not_a_sweep", {{"folder", path_.string()}}});
  return *std::move(frame);
}

void SweepFolder::claim(const SweepFrame& frame, const sweep::Shard& shard) const {
  const auto file = path_ / frame_name;
  if (fs::exists(file)) {
    if (this->frame().inputs == frame.inputs) return;
    refuse(path_, {"swept.other_inputs", {{"folder", path_.string()}}});
  }
  if (fs::exists(path_) && !holds_only_a_beginning(path_)) {
    refuse(path_, {"swept.folder_not_ours", {{"folder", path_.string()}}});
  }
  std::error_code failed;
  fs::create_directories(path_ / "runs", failed);
  if (failed) refuse(path_, {"run.cannot_write", {{"folder", path_.string()}}});
  // Each shard writes aside under a name of its own; all of them write the same bytes.
  const auto own = path_ / fmt::format("sweep_inputs.{}-of-{}.json", shard.number, shard.of);
  write_file(own, frame_json(frame));
  fs::rename(own, file);
}

std::map<std::size_t, Record> SweepFolder::records(const SweepFrame& frame) const {
  std::map<std::size_t, Record> records;
  if (!fs::is_directory(path_ / "runs")) return records;
  for (const auto& entry : fs::directory_iterator(path_ / "runs")) {
    if (!entry.is_regular_file() || !is_run(entry.path())) continue;
    auto read = read_record(read_text_file(entry.path()), frame.sweep);
    if (!read) continue;
    const bool fits = read->inputs == frame.inputs &&
                      read->record.run < sweep::run_count(frame.sweep) &&
                      std::to_string(read->record.run) ==
                          std::to_string(std::stoull(entry.path().stem().string()));
    if (!fits) refuse(entry.path(), {"swept.other_inputs", {{"folder", path_.string()}}});
    records.emplace(read->record.run, std::move(read->record));
  }
  return records;
}

void SweepFolder::write(const Record& record, const SweepFrame& frame) const {
  write_file(path_ / "runs" / fmt::format("{:06}.json", record.run), record_json(record, frame));
}

std::vector<std::size_t> missing_runs(const SweepFrame& frame,
                                      const std::map<std::size_t, Record>& records) {
  std::vector<std::size_t> missing;
  for (std::size_t run = 0; run < sweep::run_count(frame.sweep); ++run) {
    if (records.count(run) == 0) missing.push_back(run);
  }
  return missing;
}

void write_results(const SweepFolder& folder, const SweepFrame& frame,
                   const std::map<std::size_t, Record>& records, Language language) {
  const auto list = in_order(records);
  const auto missing = missing_runs(frame, records);
  const SweepStudy study = study_of(frame, list, missing);
  write_file(folder.path() / "sweep.json", sweep_json(study));
  write_file(folder.path() / "sweep.csv", runs_csv(study, language));
  write_file(folder.path() / "closures.csv", closures_csv(study, language));
  if (const auto page = sweep_html(study, language); !page.empty())
    write_file(folder.path() / "sweep.html", page);
  write_sweep_book(folder.path() / "sweep.xlsx", study, language);
}

void print_sweep(const SweepFolder& folder, const SweepFrame& frame,
                 const std::map<std::size_t, Record>& records, bool json, Language language) {
  const auto list = in_order(records);
  const auto missing = missing_runs(frame, records);
  const SweepStudy study = study_of(frame, list, missing);
  if (json) {
    fmt::print("{}", sweep_json(study));
    return;
  }
  for (const auto& result : study.results) print_result(study, result, language);
  fmt::print("\n{}\n", text(Message{"swept.where",
                                    {{"page", (folder.path() / "sweep.html").string()},
                                     {"book", (folder.path() / "sweep.xlsx").string()},
                                     {"runs", (folder.path() / "sweep.csv").string()}}},
                            language));
}

}  // namespace budian
