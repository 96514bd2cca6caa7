#include "src/output_folder.hpp"

#include <fstream>

#include "gis/message.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& folder, const char* key) {
  Problem problem;
  problem.file = folder.string();
  problem.message = {key, {{"folder", folder.string()}}};
  throw InputError({problem});
}

fs::path beside(const fs::path& target, const char* suffix) {
  return target.parent_path() / ("." + target.filename().string() + suffix);
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& target)
    : target_(fs::absolute(target).lexically_normal()) {
  if (!target_.has_filename()) target_ = target_.parent_path();
  const bool ours = fs::exists(target_ / "manifest.json");
  if (fs::exists(target_) && !ours && !(fs::is_directory(target_) && fs::is_empty(target_))) {
    refuse(target, "run.folder_not_ours");
  }
  aside_ = beside(target_, ".writing");
  std::error_code failed;
  fs::remove_all(aside_, failed);
  fs::create_directories(aside_, failed);
  if (failed) refuse(target, "run.cannot_write");
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  fs::remove_all(aside_, ignored);
}

void OutputFolder::write(const fs::path& relative, const std::string& bytes) const {
  const auto file = aside_ / relative;
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) refuse(file, "run.cannot_write");
}

void OutputFolder::commit() {
  const auto old = beside(target_, ".old");
  fs::remove_all(old);
  if (fs::exists(target_)) fs::rename(target_, old);
  fs::rename(aside_, target_);
  fs::remove_all(old);
}

}  // namespace budian
