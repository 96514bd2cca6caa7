#include "scenarios/sweep/record.hpp"

#include <array>
#include <map>
#include <string_view>

namespace budian::sweep {
namespace {

constexpr std::array<std::string_view, fate_count> fate_words{"closed", "reduced", "refused"};

}  // namespace

std::string word_of(Fate fate) { return std::string(fate_words[static_cast<std::size_t>(fate)]); }

std::optional<Fate> fate_of(const std::string& word) {
  for (std::size_t i = 0; i < fate_count; ++i) {
    if (fate_words[i] == word) return static_cast<Fate>(i);
  }
  return std::nullopt;
}

std::vector<SchoolFate> fates_of(const Plan& plan, const County& county) {
  std::map<SchoolId, SchoolFate> fates;
  for (const auto& refusal : plan.refusals) fates[refusal.school].fate = Fate::refused;
  for (const auto& closure : plan.closures) {
    auto& fate = fates[closure.school];
    // A school that loses grades first and closes later is closed.
    fate.fate = plan.schools[closure.school].open ? Fate::reduced : Fate::closed;
    for (const auto& [receiver, pupils] : closure.receivers) {
      fate.receivers.emplace_back(plan.schools[receiver].school.name, pupils);
    }
  }
  std::vector<SchoolFate> list;
  for (auto& [id, fate] : fates) {
    const auto& school = plan.schools[id].school;
    fate.code = school.code;
    fate.name = school.name;
    fate.township = county.townships[school.township].name;
    list.push_back(std::move(fate));
  }
  return list;
}

}  // namespace budian::sweep
