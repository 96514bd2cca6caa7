// A shapefile whose parts are any bytes: read, repaired or refused in words; no row more than the
// table has room for. The input is a byte that says which parts are there, the lengths of .shp,
// .shx, .dbf and .prj (16 bits each, low byte first), the parts, and the rest is the .cpg.
#include <array>
#include <memory>

#include "gis/layer_file.hpp"
#include "tests/fuzz/memory_files.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<const char*, 5> extensions{"shp", "shx", "dbf", "prj", "cpg"};
  constexpr std::size_t head = 9;
  if (size < head) return 0;
  const unsigned there = data[0];
  std::vector<std::unique_ptr<budian::InMemory>> files;
  std::size_t at = head;
  std::size_t table_bytes = 0;
  for (std::size_t i = 0; i < extensions.size(); ++i) {
    const std::size_t wanted =
        i < 4 ? data[1 + 2 * i] + 256U * data[2 + 2 * i] : size;  // the .cpg is the rest
    const std::size_t length = std::min(wanted, size - at);
    if (((there >> i) & 1U) != 0) {
      files.push_back(std::make_unique<budian::InMemory>(
          std::string("/vsimem/fuzz/a.") + extensions[i], data + at, length));
      if (i == 2) table_bytes = length;
    }
    at += length;
  }
  budian::LayerSource source;
  source.file = (there & 1U) != 0 ? "/vsimem/fuzz/a.shp" : "/vsimem/fuzz/a.dbf";
  if ((there & 32U) != 0) source.where = "NAME = 'x'";
  try {
    const auto layer = budian::read_layer(source);
    if (layer.features.size() > table_bytes) __builtin_trap();
  } catch (const budian::InputError&) {  // refused
  }
  return 0;
}
