#include "maps/packed.hpp"

#include <openssl/evp.h>
#include <zlib.h>

#include <stdexcept>

namespace budian {
namespace {

std::string deflated(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::string bytes(size, '\0');
  auto* to = reinterpret_cast<Bytef*>(bytes.data());
  const auto* from = reinterpret_cast<const Bytef*>(text.data());
  if (compress2(to, &size, from, text.size(), Z_BEST_COMPRESSION) != Z_OK)
    throw std::runtime_error("zlib: the report cannot be compressed");
  bytes.resize(size);
  return bytes;
}

std::string base64(const std::string& bytes) {
  std::string letters(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
  auto* to = reinterpret_cast<unsigned char*>(letters.data());
  const int size = EVP_EncodeBlock(to, from, static_cast<int>(bytes.size()));
  letters.resize(static_cast<std::size_t>(size));
  return letters;
}

}  // namespace

std::string packed(const std::string& text) { return base64(deflated(text)); }

}  // namespace budian
