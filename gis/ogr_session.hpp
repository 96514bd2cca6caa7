// What layer_file.cpp, layer_writer.cpp and raster.cpp share of GDAL: drivers, errors, ownership.
// Included by no one else.
#pragma once

#include <cpl_error.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gis/message.hpp"

namespace budian::ogr {

/// Registers GDAL's drivers, once in the program, on any thread.
void register_drivers();

struct CloseDataset {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

struct DestroyFeature {
  void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};
using OwnedFeature = std::unique_ptr<OGRFeature, DestroyFeature>;

/// Collects what GDAL complains about on this thread for as long as it lives, instead of printing
/// it.
class Complaints {
 public:
  Complaints();
  ~Complaints();
  Complaints(const Complaints&) = delete;
  Complaints& operator=(const Complaints&) = delete;
  /// GDAL's own words, joined; "-" when it said nothing.
  [[nodiscard]] std::string words() const;
  /// Anything worse than a warning?
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  static void CPL_STDCALL collect(CPLErr severity, CPLErrorNum number, const char* text);
  std::vector<std::string> texts_;
  bool failed_ = false;
};

/// A GDAL option for this thread, put back afterwards.
class ThreadOption {
 public:
  ThreadOption(std::string key, const char* value);
  ~ThreadOption();
  ThreadOption(const ThreadOption&) = delete;
  ThreadOption& operator=(const ThreadOption&) = delete;

 private:
  std::string key_;
  std::optional<std::string> before_;
};

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& layer,
                       Message message);

}  // namespace budian::ogr
