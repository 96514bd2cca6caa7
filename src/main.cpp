#include <fmt/format.h>

#include <exception>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "src/arguments.hpp"

namespace {

/// Large arrays that are freed serve the next ones, instead of going back to the system and being
/// fetched again page by page: half of the time of building a network.
void keep_freed_memory() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 2'000'000'000);
#endif
}

}  // namespace

int main(int count, char** values) {
  keep_freed_memory();
  const auto language = budian::language_of(count, values);
  try {
    return static_cast<int>(budian::run_program(count, values, language));
  } catch (const budian::InputError& error) {
    return static_cast<int>(budian::report_problems(error.problems(), language));
  } catch (const std::exception& error) {
    fmt::print(
        stderr, "{}\n",
        budian::text(budian::Message{"program.internal", {{"what", std::string(error.what())}}},
                     language));
    return static_cast<int>(budian::Exit::internal);
  }
}
