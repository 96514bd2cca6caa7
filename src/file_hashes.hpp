// What tells whether files are still the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace budian {

/// In hexadecimal digits.
std::string sha256(const std::string& bytes);
std::string relative_to(const std::filesystem::path& file, const std::filesystem::path& folder);

struct FileHash {
  std::string file;  ///< as seen from a folder
  std::uintmax_t bytes = 0;
  std::string sha256;
};
/// Every file that was read, with all parts of a shapefile, each once.
std::vector<FileHash> file_hashes(const std::vector<std::filesystem::path>& inputs,
                                  const std::filesystem::path& folder);

}  // namespace budian
