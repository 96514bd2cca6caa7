#include "src/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace budian {

Progress::Progress()
    : terminal_(isatty(STDERR_FILENO) != 0), start_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
  if (terminal_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::step(const std::string& text, double share) {
  if (!terminal_) return;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  fmt::print(stderr, "\r\x1b[K{:3.0f}% {:5.1f} s  {}", share * 100, elapsed.count(), text);
  std::fflush(stderr);
}

}  // namespace budian
