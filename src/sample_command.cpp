#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "scenarios/sample/sample_county.hpp"
#include "src/commands.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;

bool same_bytes(const fs::path& a, const fs::path& b) {
  std::ifstream first(a, std::ios::binary);
  std::ifstream second(b, std::ios::binary);
  using Bytes = std::istreambuf_iterator<char>;
  return std::equal(Bytes(first), Bytes(), Bytes(second), Bytes());
}

/// Paths of all files below a folder, relative to it, sorted.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder));
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Somebody may have worked on the files of an earlier sample.
void refuse_to_overwrite(const fs::path& written, const fs::path& target) {
  std::vector<fs::path> differing;
  for (const auto& file : files_below(written)) {
    if (fs::exists(target / file) && !same_bytes(written / file, target / file))
      differing.push_back(file);
  }
  if (differing.empty()) return;
  Problem problem;
  problem.file = target.string();
  problem.message = {"program.sample_differs",
                     {{"folder", target.string()},
                      {"count", static_cast<std::int64_t>(differing.size())},
                      {"file", differing.front().generic_string()}}};
  throw InputError({problem});
}

}  // namespace

Exit run_sample(const SampleArguments& arguments, Language language) {
  {
    Progress progress;
    progress.step(text("program.writing_sample", language), 0);
    const AsideFolder aside(arguments.folder);
    write_sample_county(aside.path(), arguments.seed, arguments.scale);
    if (!arguments.replace) refuse_to_overwrite(aside.path(), arguments.folder);
    for (const auto& file : files_below(aside.path())) {
      fs::create_directories((arguments.folder / file).parent_path());
      fs::rename(aside.path() / file, arguments.folder / file);
    }
  }
  fmt::print("{}\n", text(Message{"program.sample_written",
                                  {{"county", (arguments.folder / "county.toml").string()},
                                   {"folder", arguments.folder.string()}}},
                          language));
  return Exit::done;
}

}  // namespace budian
