// Invented names that read like those of a county between the Huai and the Yangtze.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "scenarios/sample/random.hpp"

namespace budian::sample {

/// 青禾镇, 柳湾乡 …: all different, a county seat first in every 25.
std::vector<std::string> township_names(Random random, std::size_t count);
/// 柳塘, 张桥 …: the name of an administrative village (行政村) without 村, not among `taken`,
/// which it joins.
std::string village_name(Random& random, std::set<std::string>& taken);
/// 王家湾, 小李庄 …: the name of a natural village (自然村), not among `taken`, which it joins.
std::string hamlet_name(Random& random, std::set<std::string>& taken);
/// 东街, 西街 …: the name of a town community (社区) without 社区, all different for 0 to 19.
std::string community_name(std::size_t number);
/// The name without 镇 or 乡.
std::string stem_of(const std::string& township);
/// 青禾镇 and 柳湾乡 → 青柳路: a county names its roads after the first characters of both ends.
std::string road_name(const std::string& from, const std::string& to);

}  // namespace budian::sample
