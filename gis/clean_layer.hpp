// A layer as Budian uses it: what a clean copy of a county's files is made of.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "gis/layer_file.hpp"

namespace budian {

struct CleanLayer {
  std::string table;  ///< of county.toml: "schools"
  LayerContent
      content;  ///< in degrees of CGCS2000; areas are valid, rows that stood twice are once
  std::map<std::string, std::vector<std::string>> fields;  ///< our key → columns of `content`
};

}  // namespace budian
