// Sweep files (TOML) to Sweep.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "scenarios/sweep/sweep.hpp"

namespace budian::sweep {

/// All mistakes at once (InputError). Whether scenario and rules have the parameters is not looked
/// at here, see check_parameters.
Sweep read_sweep(std::string_view text, const std::string& file);
/// Its scenarios must be there, too.
Sweep read_sweep_file(const std::filesystem::path& file);

}  // namespace budian::sweep
