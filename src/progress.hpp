// What is going on, for people at a terminal; silent when stderr is no terminal.
#pragma once

#include <chrono>
#include <string>

namespace budian {

class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Shows the step that begins now, and its share of the whole (0 to 1).
  void step(const std::string& text, double share);

 private:
  bool terminal_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace budian
