// How unequally travel is spread over pupils: Gini, Palma and Theil T.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace budian::appraisal {

/// (value, heads): so many pupils travel so far (mm) or so long (ms). In any order; the order
/// changes no bit of a result.
using Spread = std::vector<std::pair<std::int64_t, std::int64_t>>;

/// Mean absolute difference of two pupils over twice the mean (C. Gini 1912):
/// G = Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 W Σ w x), in [0, 1). 0 where all travel alike, also where nobody
/// travels at all; none without pupils.
std::optional<double> gini(Spread spread);

/// Share of all travel that the farthest 10 % of pupils have, over that of the nearest 40 % (after
/// J. G. Palma 2011, Development and Change 42). A group that a border falls into is split exactly.
/// None without pupils, or where the nearest 40 % do not travel.
std::optional<double> palma(Spread spread);

/// T = (1/W) Σ w (x/μ) ln(x/μ), 0 ln 0 = 0 (H. Theil 1967, Economics and Information Theory); 0
/// where nobody travels. `within` = Σ s_g T_g and `between` = Σ s_g ln(μ_g/μ) over groups with the
/// shares s_g of all travel; within + between = total.
struct Theil {
  double total = 0;
  double within = 0;
  double between = 0;
};
std::optional<double> theil(Spread spread);
/// Of pupils that fall into groups, such as townships. None without pupils.
std::optional<Theil> theil_by_group(const std::vector<Spread>& groups);

}  // namespace budian::appraisal
