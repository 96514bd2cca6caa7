// A layer as Budian uses it: what a clean copy of a county's files is made of.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "gis/layer_file.hpp"

namespace budian {

struct CleanLayer {
  std::string table;      ///< of county.toml: "schools"
  std::string file;       ///< it comes from
  std::string crs;        ///< it was in
  std::int64_t rows = 0;  ///< that were read
  LayerContent
      content;  ///< in degrees of CGCS2000; areas are valid, rows that stood twice are once
  std::map<std::string, std::vector<std::string>> fields;  ///< our key → columns of `content`
};

}  // namespace budian
