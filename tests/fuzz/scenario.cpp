// Scenario files: any bytes are read or refused in words.
#include <cstdint>

#include "scenarios/scenario_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    (void)budian::read_scenario(text, "scenario.toml");
  } catch (const budian::InputError&) {  // refused
  }
  return 0;
}
