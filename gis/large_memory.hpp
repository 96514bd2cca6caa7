// Large arrays in large pages.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace budian {

/// Asks the system for large pages under memory that is reserved but not yet written to. Tables of
/// some ten megabytes are otherwise fetched page by page, which takes longer than filling them.
/// Does nothing where the system has none.
template <class Values>
void use_large_pages([[maybe_unused]] Values& reserved) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  constexpr std::size_t page = std::size_t{1} << 21U;
  auto* const bytes = reinterpret_cast<char*>(reserved.data());
  const std::size_t size = reserved.capacity() * sizeof(*reserved.data());
  const std::size_t before = (page - reinterpret_cast<std::uintptr_t>(bytes) % page) % page;
  if (size < before + page) return;
  madvise(bytes + before, (size - before) / page * page, MADV_HUGEPAGE);
#endif
}

}  // namespace budian
