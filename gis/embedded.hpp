// Data files compiled into the program (scenarios/standards, maps/messages.toml, the page).
#pragma once

#include <string_view>

namespace budian {

/// A file that CMake's budian_embed() put under this symbol.
#define BUDIAN_EMBEDDED(symbol)                                                         \
  extern "C" const char budian_##symbol##_begin[];                                      \
  extern "C" const char budian_##symbol##_end[];                                        \
  inline std::string_view embedded_##symbol() {                                         \
    return {budian_##symbol##_begin,                                                    \
            static_cast<std::size_t>(budian_##symbol##_end - budian_##symbol##_begin)}; \
  }

}  // namespace budian
