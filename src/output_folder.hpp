// All or nothing on disk: files are written aside and take the place of the folder at the end.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "gis/message.hpp"

namespace budian {

/// InputError with one problem of a file, a folder or an option.
[[noreturn]] void refuse(const std::filesystem::path& what, Message message);

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

/// Writes one file whole or not at all: `write` is given a path aside, which then takes the
/// target's place.
void write_file_aside(const std::filesystem::path& target,
                      const std::function<void(const std::filesystem::path&)>& write);
/// The same for bytes that are there.
void write_file(const std::filesystem::path& target, const std::string& bytes);

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
