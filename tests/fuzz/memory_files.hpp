// Files in GDAL's memory, cut from the bytes of a fuzzer.
#pragma once

#include <cpl_vsi.h>

#include <cstdint>
#include <string>
#include <vector>

namespace budian {

/// Puts a copy of the bytes under a name of /vsimem and takes it away again.
class InMemory {
 public:
  InMemory(std::string path, const std::uint8_t* data, std::size_t size)
      : path_(std::move(path)), bytes_(data, data + size) {
    VSIFCloseL(VSIFileFromMemBuffer(path_.c_str(), bytes_.data(),
                                    static_cast<vsi_l_offset>(bytes_.size()), FALSE));
  }
  ~InMemory() { VSIUnlink(path_.c_str()); }
  InMemory(const InMemory&) = delete;
  InMemory& operator=(const InMemory&) = delete;

 private:
  std::string path_;
  std::vector<GByte> bytes_;
};

}  // namespace budian
