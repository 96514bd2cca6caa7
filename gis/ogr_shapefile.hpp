// The parts of a shapefile as they lie on disk, before OGR opens them: whether they are whole and
// belong together. Reads heads and lengths only; what they hold is OGR's business. For
// layer_file.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "gis/message.hpp"

namespace budian::ogr {

struct ShapefileParts {
  std::string path;  ///< to open: the file's own, or a copy in memory with a new index
  std::shared_ptr<const std::string> memory;  ///< keeps that copy; none: nothing was copied
  bool has_crs = true;            ///< false: the .prj holds something else, which OGR may not say
  std::vector<Problem> problems;  ///< of what could be mended; row is -1
};

/// `path` of a .shp or .dbf, inside an archive too (/vsizip/…); `file` is what problems call it.
/// Throws InputError where parts are missing or cut so that rows would be lost or mixed up: nothing
/// is read then. An index (.shx) that is missing or does not fit is made anew in memory.
ShapefileParts inspect_shapefile(const std::string& path, const std::string& file);

}  // namespace budian::ogr
