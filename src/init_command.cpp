#include <fmt/format.h>

#include "gis/county_draft.hpp"
#include "gis/county_reader.hpp"
#include "maps/draft_text.hpp"
#include "maps/findings_outputs.hpp"
#include "src/commands.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"
#include "src/terminal_table.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;

void print_layers(const CountyDraft& draft, Language language) {
  std::vector<std::vector<std::string>> rows(1);
  for (const auto* key : {"draft.column.role", "draft.column.confidence", "draft.column.file"}) {
    rows.front().push_back(text(key, language));
  }
  for (const auto& layer : draft.layers) {
    std::string file = layer.file.generic_string();
    if (layer.rows > 0) {
      file += " " + text(Message{"draft.rows", {{"rows", layer.rows}}}, language);
    }
    rows.push_back({text("draft.role." + layer.role, language),
                    fmt::format("{:.0f} %", 100 * layer.confidence), file});
  }
  fmt::print("{}", text_table(rows));
}

}  // namespace

Exit run_init(const InitArguments& arguments, Language language) {
  if (!fs::is_directory(arguments.folder)) {
    refuse(arguments.folder, {"draft.no_folder", {{"folder", arguments.folder.string()}}});
  }
  const fs::path file = arguments.folder / "county.toml";
  if (fs::exists(file) && !arguments.replace) {
    refuse(file, {"draft.exists", {{"file", file.string()}}});
  }
  CountyDraft draft;
  CheckedCounty checked;
  {
    Progress progress;
    progress.step(text("draft.looking", language), 0);
    draft = draft_county(arguments.folder);
    progress.step(text("program.reading", language), 0.5);
    write_file(file, draft_toml(draft, {}, language));
    checked = check_county(file);
    const auto proposals = proposals_in(checked.problems, draft, arguments.folder);
    if (!proposals.empty()) write_file(file, draft_toml(draft, proposals, language));
  }
  print_layers(draft, language);
  for (const auto& key : missing_in(draft)) fmt::print("{}\n", text(key, language));
  for (const auto& problem : draft.problems) fmt::print("{}\n", describe(problem, language));
  const auto errors = std::count_if(checked.problems.begin(), checked.problems.end(),
                                    [](const Problem& problem) { return problem.fatal(); });
  fmt::print("\n{}\n",
             text(Message{errors == 0 ? "draft.written" : "draft.written_open",
                          {{"file", file.string()}, {"errors", static_cast<std::int64_t>(errors)}}},
                  language));
  return errors == 0 ? Exit::done : Exit::bad_input;
}

}  // namespace budian
