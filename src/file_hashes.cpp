#include "src/file_hashes.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>

#include "gis/county_file.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;

/// A shapefile is several files.
std::vector<fs::path> parts_of(const fs::path& file) {
  if (file.extension() != ".shp") return {file};
  std::vector<fs::path> parts;
  for (const auto* extension : {".shp", ".shx", ".dbf", ".prj", ".cpg"}) {
    auto part = file;
    part.replace_extension(extension);
    if (fs::exists(part)) parts.push_back(part);
  }
  return parts;
}

/// The archive, for a file within one.
fs::path on_disk(const fs::path& file) {
  fs::path path = file;
  while (!fs::exists(path) && path.has_parent_path() && path != path.parent_path()) {
    path = path.parent_path();
  }
  return fs::is_regular_file(path) ? path : file;
}

}  // namespace

std::string sha256(const std::string& bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 is not available");
  }
  constexpr const char* digits = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

std::string relative_to(const fs::path& file, const fs::path& folder) {
  return fs::relative(fs::absolute(file), fs::absolute(folder)).generic_string();
}

std::vector<FileHash> file_hashes(const std::vector<fs::path>& inputs, const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& input : inputs) {
    for (const auto& part : parts_of(on_disk(input))) files.push_back(part);
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  std::vector<FileHash> list;
  for (const auto& file : files) {
    if (!fs::is_regular_file(file)) continue;  // told as a problem
    list.push_back({relative_to(file, folder), fs::file_size(file), sha256(read_text_file(file))});
  }
  return list;
}

}  // namespace budian
