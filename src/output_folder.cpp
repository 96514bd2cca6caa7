#include "src/output_folder.hpp"

#include <fstream>
#include <utility>

namespace budian {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_folder(const fs::path& folder, const char* key) {
  refuse(folder, {key, {{"folder", folder.string()}}});
}

void write_bytes(const fs::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) refuse_folder(file, "run.cannot_write");
}

/// Absolute, without a slash at its end.
fs::path named(const fs::path& folder) {
  const fs::path path = fs::absolute(folder).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

fs::path beside(const fs::path& target, const char* suffix) {
  return target.parent_path() / ("." + target.filename().string() + suffix);
}

}  // namespace

void refuse(const fs::path& what, Message message) {
  Problem problem;
  problem.file = what.string();
  problem.message = std::move(message);
  throw InputError({problem});
}

void write_file_aside(const fs::path& target, const std::function<void(const fs::path&)>& write) {
  const AsideFolder aside(target);
  const fs::path file = aside.path() / target.filename();
  write(file);
  std::error_code failed;
  fs::rename(file, target, failed);
  if (failed) refuse_folder(target, "run.cannot_write");
}

void write_file(const fs::path& target, const std::string& bytes) {
  write_file_aside(target, [&](const fs::path& file) { write_bytes(file, bytes); });
}

AsideFolder::AsideFolder(const fs::path& target) : path_(beside(named(target), ".writing")) {
  std::error_code failed;
  fs::remove_all(path_, failed);
  fs::create_directories(path_, failed);
  if (failed) refuse_folder(target, "run.cannot_write");
}

AsideFolder::~AsideFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

namespace {

/// The target, unless it holds something that is no earlier output of ours.
fs::path ours(const fs::path& target) {
  fs::path folder = named(target);
  const bool written_by_us = fs::exists(folder / "manifest.json");
  if (fs::exists(folder) && !written_by_us && !(fs::is_directory(folder) && fs::is_empty(folder))) {
    refuse_folder(target, "run.folder_not_ours");
  }
  return folder;
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& target) : target_(ours(target)), aside_(target_) {}

void OutputFolder::write(const fs::path& relative, const std::string& bytes) const {
  const auto file = path() / relative;
  fs::create_directories(file.parent_path());
  write_bytes(file, bytes);
}

void OutputFolder::commit() {
  const auto old = beside(target_, ".old");
  fs::remove_all(old);
  if (fs::exists(target_)) fs::rename(target_, old);
  fs::rename(path(), target_);
  fs::remove_all(old);
}

}  // namespace budian
