// Pupils of each group whom the files tell by settlement: left-behind, poor, disabled.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scenarios/plan.hpp"

namespace budian {

/// A settlement's heads, shared out among its groups in proportion (see shared_heads). Which pupils
/// they are is not in the files.
struct SpecialHeads {
  std::vector<std::optional<Heads>> of_group;  ///< of each group; empty: its settlement is silent
  bool reported = false;                       ///< by one settlement with pupils at least
  Heads not_placed;                            ///< more than pupils live there
  std::int64_t silent = 0;                     ///< settlements with pupils that do not tell
};

/// `told`: &Settlement::poor and the like. First by band of grades, so that each band has
/// its share over the whole county; then by grade, by school of today and last by where a plan
/// sends them, so that the same pupils are meant under every plan.
SpecialHeads special_heads(const County& county, const Plan& plan,
                           std::optional<Heads> Settlement::*told);
/// The same, where only some groups are asked about: `asked` says of each group whether it is. The
/// others may stay empty.
SpecialHeads special_heads(const County& county, const Plan& plan,
                           std::optional<Heads> Settlement::*told, const std::vector<bool>& asked);

}  // namespace budian
