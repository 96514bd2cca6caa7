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
  constexpr std::uintptr_t page = std::uintptr_t{1} << 21U;
  const auto begin = reinterpret_cast<std::uintptr_t>(reserved.data());
  const std::uintptr_t end = begin + reserved.capacity() * sizeof(*reserved.data());
  const std::uintptr_t first = (begin + page - 1) / page * page;
  const std::uintptr_t last = end / page * page;
  if (last > first) madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
#endif
}

}  // namespace budian
