#include <fmt/format.h>
#include <tbb/global_control.h>

#include "gis/county_file.hpp"
#include "maps/sweep/sweep_map.hpp"
#include "maps/sweep/sweep_outputs.hpp"
#include "scenarios/sweep/changes.hpp"
#include "scenarios/sweep/sweep_file.hpp"
#include "src/commands.hpp"
#include "src/file_hashes.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"
#include "src/study.hpp"
#include "src/sweep_folder.hpp"
#include "src/sweep_runs.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;

StudyInputs read_study(const SweepArguments& arguments, const sweep::Sweep& sweep,
                       Language language, Progress& progress) {
  RunArguments run;
  run.county = arguments.county;
  run.accept = arguments.accept;
  for (const auto& file : sweep.scenarios) {
    run.scenarios.push_back((arguments.sweep.parent_path() / file).lexically_normal());
  }
  auto inputs = read_inputs(run, language, progress);
  std::vector<const Scenario*> scenarios;
  for (std::size_t s = 1; s < inputs.scenarios.size(); ++s) {
    scenarios.push_back(&inputs.scenarios[s]);
  }
  sweep::check_parameters(sweep, scenarios, inputs.ground);
  return inputs;
}

/// Two calls with the same hash compute the same runs.
std::string hash_of(const SweepFrame& frame, bool accept) {
  std::string all = fmt::format("budian {}\naccept {}\n{}\n", BUDIAN_VERSION, accept, frame.text);
  for (const auto& [file, hash] : frame.files) all += file + " " + hash + "\n";
  return sha256(all);
}

SweepFrame frame_of(const SweepArguments& arguments, const StudyInputs& inputs,
                    sweep::Sweep sweep) {
  SweepFrame frame;
  const auto& county = inputs.ground.county;
  frame.county = county.name;
  frame.is_invented = county.is_invented;
  for (std::size_t s = 1; s < inputs.scenarios.size(); ++s) {
    frame.scenarios.push_back({inputs.scenarios[s].code, inputs.scenarios[s].title});
  }
  for (const auto& rules : inputs.ground.standards) {
    frame.standards.push_back({rules.code, rules.name});
  }
  // Names as seen from the county, so that another machine finds the same ones.
  for (const auto& file : file_hashes(inputs.files, fs::absolute(arguments.county).parent_path())) {
    frame.files.emplace_back(file.file, file.sha256);
  }
  frame.map = sweep_map_json(county);
  frame.text = read_text_file(arguments.sweep);
  frame.sweep = std::move(sweep);
  frame.inputs = hash_of(frame, arguments.accept);
  return frame;
}

/// Computes what the folder lacks of a shard, and returns what it has then.
std::map<std::size_t, sweep::Record> go_on(const SweepFolder& folder, const SweepFrame& frame,
                                           const StudyInputs& inputs, const sweep::Shard& shard,
                                           Language language, Progress& progress) {
  auto records = folder.records(frame);
  std::vector<sweep::Setting> settings;
  std::size_t own = 0;
  for (std::size_t run = 0; run < sweep::run_count(frame.sweep); ++run) {
    if (!shard.holds(run)) continue;
    ++own;
    if (records.count(run) == 0) settings.push_back(setting_of(frame.sweep, run));
  }
  const auto count = static_cast<std::int64_t>(settings.size());
  const std::string words = text(Message{"swept.running", {{"count", count}}}, language);
  std::size_t done = 0;
  progress.step(words, 0.2);
  compute_runs(frame, inputs, settings, [&](const sweep::Record& record) {
    folder.write(record, frame);
    records.emplace(record.run, record);
    ++done;
    progress.step(words, 0.2 + 0.8 * static_cast<double>(done) / static_cast<double>(count));
  });
  fmt::print(stderr, "{}\n",
             text(Message{"swept.computed",
                          {{"all", static_cast<std::int64_t>(sweep::run_count(frame.sweep))},
                           {"own", static_cast<std::int64_t>(own)},
                           {"there", static_cast<std::int64_t>(own) - count},
                           {"count", count}}},
                  language));
  return records;
}

}  // namespace

Exit run_sweep(const SweepArguments& arguments, Language language) {
  std::optional<Progress> progress(std::in_place);
  std::optional<tbb::global_control> threads;
  if (arguments.threads > 0) {
    threads.emplace(tbb::global_control::max_allowed_parallelism,
                    static_cast<std::size_t>(arguments.threads));
  }
  const auto shard = sweep::shard_of(arguments.shard);
  if (!shard) refuse("--shard", {"swept.bad_shard", {{"shard", arguments.shard}}});
  auto sweep = sweep::read_sweep_file(arguments.sweep);
  const StudyInputs inputs = read_study(arguments, sweep, language, *progress);
  const SweepFrame frame = frame_of(arguments, inputs, std::move(sweep));
  const SweepFolder folder(arguments.out);
  folder.claim(frame, *shard);
  const auto records = go_on(folder, frame, inputs, *shard, language, *progress);
  progress.reset();
  if (shard->of > 1) {
    fmt::print("{}\n",
               text(Message{"swept.gather_hint", {{"folder", arguments.out.string()}}}, language));
    return Exit::done;
  }
  write_results(folder, frame, records, language);
  print_sweep(folder, frame, records, arguments.json, language);
  return Exit::done;
}

}  // namespace budian
