#include "tests/commands/program.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace budian {
namespace {

/// Held by one process at a time, until it goes.
class Lock {
 public:
  explicit Lock(const fs::path& file) : file_(::open(file.c_str(), O_CREAT | O_RDWR, 0644)) {
    REQUIRE(::flock(file_, LOCK_EX) == 0);
  }
  ~Lock() { ::close(file_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int file_;
};

/// The folder `name` of shared_runs(), in which the program was called once with `arguments`.
fs::path made_once(const std::string& name, const std::string& arguments) {
  const fs::path folder = shared_runs() / name;
  const fs::path made = shared_runs() / (name + ".made");
  const Lock lock(shared_runs() / (name + ".lock"));
  const bool is_made =
      fs::exists(made) && fs::last_write_time(made) > fs::last_write_time(BUDIAN_PROGRAM);
  if (is_made && content(made) == arguments + '\n') return folder;
  fs::remove_all(folder);
  const ScratchFolder aside(shared_runs());
  const Called called = call(aside, arguments);
  INFO(called.err);
  REQUIRE(called.exit == 0);
  fs::copy(aside.path(), folder, fs::copy_options::recursive);
  std::ofstream(made) << arguments << '\n';
  return folder;
}

}  // namespace

std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file())
      files[fs::relative(entry.path(), folder).string()] = content(entry.path());
  }
  return files;
}

fs::path shared_runs() {
  fs::create_directories(BUDIAN_SHARED_RUNS);
  return BUDIAN_SHARED_RUNS;
}

const fs::path& sample() {
  static const fs::path folder = made_once("sample", "sample county");
  return folder;
}

const fs::path& merge_run() {
  static const fs::path folder =
      made_once("merge",
                "run " + county() + " " + scenario("merge_under_30") + " -o out --shapefiles") /
      "out";
  return folder;
}

std::string sample_forecast() {
  return content(made_once("forecast", "forecast " + county() + " --json --lang en") /
                 "stdout.txt");
}

Called call(const ScratchFolder& folder, const std::string& arguments) {
  const auto out = folder.path() / "stdout.txt";
  const auto err = folder.path() / "stderr.txt";
  std::ostringstream command;
  command << "cd " << folder.path() << " && '" BUDIAN_PROGRAM "' " << arguments << " > " << out
          << " 2> " << err;
  const int status = std::system(command.str().c_str());
  return {WEXITSTATUS(status), content(out), content(err)};
}

}  // namespace budian
