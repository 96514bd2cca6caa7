#include <fmt/format.h>

#include "scenarios/sample/sample_county.hpp"
#include "src/commands.hpp"
#include "src/progress.hpp"

namespace budian {

Exit run_sample(const SampleArguments& arguments, Language language) {
  {
    Progress progress;
    progress.step(text("program.writing_sample", language), 0);
    write_sample_county(arguments.folder, arguments.seed, arguments.scale);
  }
  fmt::print("{}\n", text(Message{"program.sample_written",
                                  {{"county", (arguments.folder / "county.toml").string()},
                                   {"folder", arguments.folder.string()}}},
                          language));
  return Exit::done;
}

}  // namespace budian
