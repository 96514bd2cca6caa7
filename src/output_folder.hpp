// All or nothing on disk: files are written aside and take the place of the folder at the end.
#pragma once

#include <filesystem>
#include <string>

namespace budian {

/// A folder beside a target, empty, gone with this object.
class AsideFolder {
 public:
  explicit AsideFolder(const std::filesystem::path& target);
  ~AsideFolder();
  AsideFolder(const AsideFolder&) = delete;
  AsideFolder& operator=(const AsideFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class OutputFolder {
 public:
  /// Refuses (InputError) a folder that exists, is not empty and is not an earlier output of ours.
  explicit OutputFolder(const std::filesystem::path& target);

  /// The folder to write into; what it holds is thrown away unless it is committed.
  [[nodiscard]] const std::filesystem::path& path() const { return aside_.path(); }
  void write(const std::filesystem::path& relative, const std::string& bytes) const;
  /// Puts the written folder in the place of the target.
  void commit();

 private:
  std::filesystem::path target_;
  AsideFolder aside_;
};

}  // namespace budian
