#include "gis/ogr_session.hpp"

#include <cpl_conv.h>

#include <mutex>

#include "gis/text_encoding.hpp"

namespace budian::ogr {

void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] {
    GDALAllRegister();
    // Names in a zip archive that does not say how they are written: a Chinese Windows writes GBK.
    CPLSetConfigOption("CPL_ZIP_ENCODING", undeclared_encoding);
  });
}

Complaints::Complaints() { CPLPushErrorHandlerEx(&Complaints::collect, this); }
Complaints::~Complaints() { CPLPopErrorHandler(); }

void Complaints::collect(CPLErr severity, CPLErrorNum, const char* text) {
  auto* self = static_cast<Complaints*>(CPLGetErrorHandlerUserData());
  if (severity < CE_Warning || !text || !*text) return;
  if (severity >= CE_Failure) self->failed_ = true;
  constexpr std::size_t enough = 5;
  if (self->texts_.size() < enough) self->texts_.emplace_back(text);
}

std::string Complaints::words() const {
  std::string result;
  for (const auto& text : texts_) result += (result.empty() ? "" : "; ") + text;
  return result.empty() ? "-" : result;
}

ThreadOption::ThreadOption(std::string key, const char* value) : key_(std::move(key)) {
  if (const char* before = CPLGetThreadLocalConfigOption(key_.c_str(), nullptr)) before_ = before;
  CPLSetThreadLocalConfigOption(key_.c_str(), value);
}
ThreadOption::~ThreadOption() {
  CPLSetThreadLocalConfigOption(key_.c_str(), before_ ? before_->c_str() : nullptr);
}

void fail(const std::filesystem::path& file, const std::string& layer, Message message) {
  Problem problem;
  problem.message = std::move(message);
  problem.file = file.string();
  problem.layer = layer;
  throw InputError({std::move(problem)});
}

}  // namespace budian::ogr
