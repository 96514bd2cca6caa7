// A folder of a test's own, removed when the test ends.
#pragma once

#include <filesystem>
#include <string>

namespace budian {

class ScratchFolder {
 public:
  ScratchFolder();
  /// Within a folder that is there.
  explicit ScratchFolder(const std::filesystem::path& parent);
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Writes a file in it and returns its path.
  std::filesystem::path write(const std::string& name, const std::string& content) const;
  /// The bytes of a file in it.
  [[nodiscard]] std::string read(const std::string& name) const;

 private:
  std::filesystem::path path_;
};

}  // namespace budian
