// An invented county with the true totals of the case that Budian was conceived for: something to
// start with.
#pragma once

#include <cstdint>
#include <filesystem>

namespace budian {

/// Writes shapefiles (GB18030, CGCS2000 degrees), county.toml, three scenarios, a subsidy rule file
/// and README.md into the folder, which is made where it is missing; files of the same names are
/// replaced. `scale` times as many counties of 25 townships lie side by side. The same seed and
/// scale give the same bytes. Throws std::invalid_argument for a scale outside 1 to 60.
void write_sample_county(const std::filesystem::path& folder, std::uint64_t seed, int scale);

}  // namespace budian
