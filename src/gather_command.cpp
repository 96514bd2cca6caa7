#include <fmt/format.h>

#include "maps/sweep/sweep_outputs.hpp"
#include "src/commands.hpp"
#include "src/output_folder.hpp"
#include "src/sweep_folder.hpp"

namespace budian {
namespace {

using Records = std::map<std::size_t, sweep::Record>;

/// The runs of all folders; each must be of the same sweep, and the same run the same everywhere.
Records joined(const SweepArguments& arguments, const SweepFrame& frame) {
  Records records;
  for (const auto& path : arguments.folders) {
    const SweepFolder folder(path);
    if (folder.frame().inputs != frame.inputs) {
      refuse(path, {"swept.different_sweeps", {{"folder", path.string()}}});
    }
    for (auto& [run, record] : folder.records(frame)) {
      const auto [at, is_new] = records.emplace(run, record);
      if (is_new || at->second == record) continue;
      refuse(path, {"swept.different_runs",
                    {{"run", static_cast<std::int64_t>(run)}, {"folder", path.string()}}});
    }
  }
  return records;
}

/// "3, 7, 11 …": the first of them.
std::string named(const std::vector<std::size_t>& runs) {
  constexpr std::size_t most = 20;
  std::string words;
  for (std::size_t i = 0; i < runs.size() && i < most; ++i) {
    words += (i > 0 ? ", " : "") + std::to_string(runs[i]);
  }
  return runs.size() > most ? words + " …" : words;
}

}  // namespace

Exit gather_sweep(const SweepArguments& arguments, Language language) {
  const SweepFrame frame = SweepFolder(arguments.folders.front()).frame();
  const Records records = joined(arguments, frame);
  const auto missing = missing_runs(frame, records);
  if (!missing.empty()) {
    const std::pair<std::string, Argument> count{"count",
                                                 static_cast<std::int64_t>(missing.size())};
    const std::pair<std::string, Argument> runs{"runs", named(missing)};
    if (!arguments.partial) {
      refuse(arguments.folders.front(), {"swept.missing_runs", {count, runs}});
    }
    fmt::print(stderr, "{}\n", text(Message{"swept.missing_told", {count, runs}}, language));
  }
  const SweepFolder folder(arguments.out.empty() ? arguments.folders.front() : arguments.out);
  folder.claim(frame, {});
  const Records there = folder.records(frame);
  for (const auto& [run, record] : records) {
    if (there.count(run) == 0) folder.write(record, frame);
  }
  write_results(folder, frame, records, language);
  print_sweep(folder, frame, records, arguments.json, language);
  return Exit::done;
}

}  // namespace budian
