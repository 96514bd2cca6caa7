// The texts of a table, from the bytes of its file to UTF-8, and what has to be said about them.
#pragma once

#include <string>

#include "gis/layer_file.hpp"

namespace budian {

/// What is known of a table's code page before its texts are looked at.
struct TextSource {
  std::string given;     ///< by the user: believed; empty: judged
  std::string declared;  ///< by the file; empty: it says nothing
};

/// Decodes field names and cells, which hold the file's own bytes, in place. The code page is the
/// user's, or the one that all texts together speak for. No row is lost: bytes that cannot be read
/// become U+FFFD. Every decision and every damaged text is added to the layer's problems. The name
/// of the code page comes back.
std::string decode_table(FeatureLayer& layer, const TextSource& source);

/// Looks for what earlier conversions have left behind in texts that are UTF-8 now.
void inspect_table(FeatureLayer& layer);

}  // namespace budian
