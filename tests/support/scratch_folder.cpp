#include "tests/support/scratch_folder.hpp"

#include <stdlib.h>

#include <fstream>
#include <sstream>

namespace budian {

ScratchFolder::ScratchFolder() : ScratchFolder(std::filesystem::temp_directory_path()) {}

ScratchFolder::ScratchFolder(const std::filesystem::path& parent) {
  std::string pattern = (parent / "budian-test-XXXXXX").string();
  path_ = ::mkdtemp(pattern.data());
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path ScratchFolder::write(const std::string& name,
                                           const std::string& content) const {
  const auto file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  return file;
}

std::string ScratchFolder::read(const std::string& name) const {
  std::ifstream stream(path_ / name, std::ios::binary);
  std::ostringstream whole;
  whole << stream.rdbuf();
  return whole.str();
}

}  // namespace budian
