#include <map>
#include <set>

#include "scenarios/appraisal/parts.hpp"
#include "tests/scenarios/appraisal/appraised.hpp"

namespace budian::appraisal {
namespace {

constexpr std::int64_t all_pupils = 740;  // 2 × 6 × 45 + 2 × 10 + 3 × 60

std::vector<Burden> of(const Appraisal& appraisal, Bearers bearers) {
  std::vector<Burden> result;
  for (const auto& burden : appraisal.burdens) {
    if (burden.bearers == bearers) result.push_back(burden);
  }
  return result;
}

Heads pupils_in(const std::vector<Burden>& burdens) {
  Heads sum;
  for (const auto& burden : burdens) sum += burden.pupils;
  return sum;
}

Heads displaced_in(const std::vector<Burden>& burdens) {
  Heads sum;
  for (const auto& burden : burdens) sum += burden.displaced;
  return sum;
}

}  // namespace

TEST_CASE("Bands, townships and deciles each hold every pupil once") {
  const Appraised appraised(close_points);
  for (const auto bearers : {Bearers::band, Bearers::township, Bearers::decile}) {
    const auto burdens = of(appraised.plan(), bearers);
    CHECK(pupils_in(burdens) == Heads(all_pupils));
    CHECK(displaced_in(burdens) == Heads(20));  // P's two grades of ten
  }
  CHECK(pupils_in(of(appraised.plan(), Bearers::far_unknown)) == Heads(0));
}

TEST_CASE("The point's pupils are all of grades 1 to 3 and go farther") {
  const Appraised appraised(close_points);
  const auto bands = of(appraised.plan(), Bearers::band);
  CHECK(bands[0].displaced == Heads(20));
  CHECK(bands[1].displaced == Heads(0));
  CHECK_FALSE(bands[1].road_before);
  REQUIRE(bands[0].road_before);
  CHECK(*bands[0].road_after > *bands[0].road_before);
}

TEST_CASE("A decile holds a tenth of the pupils of its stage, nearest first") {
  const Appraised appraised(close_points);
  const auto deciles = of(appraised.plan(), Bearers::decile);
  REQUIRE(deciles.size() == 20);
  // 560 primary and 180 junior pupils: both divide by ten.
  for (const auto& decile : deciles) {
    CHECK(decile.pupils == Heads(decile.row < 10 ? 56 : 18));
  }
}

TEST_CASE("Special needs that no settlement tells are not reported, and are not 0") {
  const Appraised appraised(close_points);
  const auto special = of(appraised.plan(), Bearers::special);
  REQUIRE(special.size() == special_needs.size());
  for (const auto& burden : special) {
    CHECK_FALSE(burden.reported);
    CHECK(burden.silent > 0);
  }
}

TEST_CASE("Left-behind pupils are shared out over their settlement and none is lost") {
  const Appraised appraised(close_points, [](County& county) {
    for (auto& settlement : county.settlements) settlement.left_behind = Heads(3);
  });
  // Nowhere live fewer than three pupils: 740 over 45 places of 100 people, 15 or more each.
  const auto special = of(appraised.plan(), Bearers::special);
  std::set<SettlementId> inhabited;
  for (const auto& group : appraised.outcome.plan.groups) inhabited.insert(group.settlement);
  CHECK(special[0].reported);
  CHECK(special[0].pupils + special[0].not_placed ==
        Heads(3 * static_cast<std::int64_t>(inhabited.size())));
  CHECK_FALSE(special[1].reported);
  CHECK(special[0].displaced > Heads(0));
  CHECK(special[0].displaced <= Heads(20));
}

TEST_CASE("More heads with a need than pupils are told, not squeezed in") {
  const Appraised appraised("", [](County& county) {
    for (auto& settlement : county.settlements) settlement.poor = Heads(1000);
  });
  const auto special = of(appraised.plan(), Bearers::special);
  CHECK(special[1].pupils == Heads(all_pupils));
  CHECK(special[1].not_placed > Heads(0));
}

TEST_CASE("What was beyond the lines today is the same under a plan, special needs too") {
  const Appraised appraised(close_points, [](County& county) {
    std::int64_t heads = 0;
    for (auto& settlement : county.settlements) settlement.left_behind = Heads(++heads % 9);
  });
  for (const auto bearers : {Bearers::band, Bearers::special, Bearers::township, Bearers::decile}) {
    const auto today = of(appraised.today.appraisal, bearers);
    const auto plan = of(appraised.plan(), bearers);
    REQUIRE(today.size() == plan.size());
    for (std::size_t i = 0; i < plan.size(); ++i) {
      CHECK(plan[i].pupils == today[i].pupils);
      CHECK(plan[i].lines_before == today[i].lines_after);
    }
  }
}

TEST_CASE("Today nobody is displaced and no settlement changes") {
  const Appraised appraised("");
  CHECK(appraised.plan().changes.empty());
  CHECK(appraised.plan().procedure.empty());
  for (const auto& burden : appraised.plan().burdens) CHECK(burden.displaced == Heads(0));
  for (const auto& burden : appraised.plan().burdens)
    CHECK(burden.lines_before == burden.lines_after);
}

TEST_CASE("Winners and losers of a settlement are what a plain loop counts") {
  const Appraised appraised(close_points);
  const auto& plan = appraised.outcome.plan;
  std::map<SettlementId, Heads> farther, everyone;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    const auto& group = plan.groups[i];
    everyone[group.settlement] += group.pupils;
    const auto before =
        appraised.ground.on_foot.find(group.settlement.row(), group.before.row())->length;
    if (*appraised.outcome.journeys[i].road > before) farther[group.settlement] += group.pupils;
  }
  REQUIRE_FALSE(appraised.plan().changes.empty());
  Heads displaced;
  for (const auto& change : appraised.plan().changes) {
    CHECK(change.farther == farther[change.settlement]);
    CHECK(change.pupils == everyone[change.settlement]);
    CHECK(change.nearer + change.farther + change.same + change.unknown == change.pupils);
    CHECK(change.quicker + change.slower + change.as_long + change.unknown_time == change.pupils);
    displaced += change.displaced;
  }
  CHECK(displaced == Heads(20));
}

}  // namespace budian::appraisal
