// All or nothing on disk: files are written aside and take the place of the folder at the end.
#pragma once

#include <filesystem>
#include <string>

namespace budian {

class OutputFolder {
 public:
  /// Refuses (InputError) a folder that exists, is not empty and is not an earlier output of ours.
  explicit OutputFolder(const std::filesystem::path& target);
  /// What was written is thrown away unless it was committed.
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// The folder to write into.
  [[nodiscard]] const std::filesystem::path& path() const { return aside_; }
  void write(const std::filesystem::path& relative, const std::string& bytes) const;
  /// Puts the written folder in the place of the target.
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path aside_;
};

}  // namespace budian
