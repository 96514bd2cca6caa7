// Who bears a plan: by grades, special needs, township and how far pupils go today.
#include <algorithm>
#include <tuple>
#include <utility>

#include "scenarios/appraisal/parts.hpp"
#include "scenarios/special_heads.hpp"

namespace budian::appraisal {
namespace {

/// Adds up one set of pupils, of whole groups or of a part of each.
class Tally {
 public:
  Tally(const Trips& trips, const std::vector<AccessLine>& lines) : trips_(trips), lines_(lines) {}

  void add(std::size_t group, Heads heads) {
    if (heads == Heads(0)) return;
    const Trip& before = trips_.before[group];
    const Trip& after = trips_.after[group];
    burden_.pupils += heads;
    if (after.way == Way::bus) riders_ += heads;
    count(side_of_all(lines_, before), heads, burden_.lines_before);
    count(side_of_all(lines_, after), heads, burden_.lines_after);
    if (!after.group->displaced()) return;
    burden_.displaced += heads;
    const auto &was = *before.journey, &is = *after.journey;
    if (was.road && is.road) {
      road_before_.add(was.road, heads);
      road_after_.add(is.road, heads);
    } else {
      burden_.road_unknown += heads;
    }
    if (was.door_to_door && is.door_to_door) {
      time_before_.add(was.door_to_door, heads);
      time_after_.add(is.door_to_door, heads);
    } else if (after.way != Way::boarding) {
      burden_.time_unknown += heads;
    }
  }

  [[nodiscard]] Burden burden(Bearers bearers, std::size_t row) const {
    Burden result = burden_;
    result.bearers = bearers;
    result.row = row;
    result.road_before = road_before_.value();
    result.road_after = road_after_.value();
    result.time_before = time_before_.value();
    result.time_after = time_after_.value();
    result.riders = riders_;
    return result;
  }

 private:
  const Trips& trips_;
  const std::vector<AccessLine>& lines_;
  Burden burden_;
  Heads riders_;
  KnownMean<Millimetres> road_before_, road_after_;
  KnownMean<Milliseconds> time_before_, time_after_;
};

class Bearing {
 public:
  Bearing(const Trips& trips, const std::vector<AccessLine>& lines)
      : trips_(trips), lines_(lines) {}

  std::vector<Burden> all() {
    add_bands();
    for (const auto need : special_needs) add_special(need);
    add_boarders();
    add_townships();
    for (const auto stage : stages) add_deciles(stage);
    return std::move(result_);
  }

 private:
  [[nodiscard]] const std::vector<PupilGroup>& groups() const { return trips_.plan().groups; }

  /// How far, and who: an order that no plan changes.
  [[nodiscard]] std::tuple<Millimetres, SettlementId, int, SchoolId> today_of(std::size_t i) const {
    const auto& group = groups()[i];
    return {*trips_.before_journeys[i].road, group.settlement, group.grade, group.before};
  }

  void add_bands() {
    std::vector<Tally> tallies(grade_bands.size(), Tally(trips_, lines_));
    for (std::size_t i = 0; i < groups().size(); ++i) {
      tallies[row(band_of_grade(groups()[i].grade))].add(i, groups()[i].pupils);
    }
    for (const auto band : grade_bands) {
      result_.push_back(tallies[row(band)].burden(Bearers::band, row(band)));
    }
  }

  void add_special(SpecialNeed need) {
    const auto shares = special_heads(trips_.county(), trips_.plan(), told_of(need));
    Tally tally(trips_, lines_);
    Heads silent, silent_displaced;
    for (std::size_t i = 0; i < groups().size(); ++i) {
      if (shares.of_group[i]) {
        tally.add(i, *shares.of_group[i]);
        continue;
      }
      silent += groups()[i].pupils;
      if (groups()[i].displaced()) silent_displaced += groups()[i].pupils;
    }
    Burden burden = tally.burden(Bearers::special, static_cast<std::size_t>(need));
    burden.reported = shares.reported;
    burden.not_placed = shares.not_placed;
    burden.silent = shares.silent;
    burden.silent_pupils = silent;
    burden.silent_displaced = silent_displaced;
    result_.push_back(burden);
  }

  /// Which pupils board is not in the files: only how many board at which school.
  void add_boarders() {
    Burden burden;
    burden.bearers = Bearers::boarders;
    burden.reported = false;
    for (const auto& school : trips_.county().schools) {
      burden.pupils += school.boarders;
      burden.reported = burden.reported || school.boarders > Heads(0);
    }
    for (const auto& closure : trips_.plan().closures) {
      if (closure.closes) burden.displaced += trips_.county().schools[closure.school].boarders;
    }
    burden.road_unknown = burden.time_unknown = burden.displaced;
    burden.lines_before.unknown = burden.lines_after.unknown = burden.pupils;
    result_.push_back(burden);
  }

  void add_townships() {
    std::vector<Tally> tallies(trips_.county().townships.size(), Tally(trips_, lines_));
    for (std::size_t i = 0; i < groups().size(); ++i) {
      tallies[trips_.home(groups()[i]).row()].add(i, groups()[i].pupils);
    }
    for (const auto id : trips_.county().townships.ids()) {
      result_.push_back(tallies[id.row()].burden(Bearers::township, id.row()));
    }
  }

  /// Tenths of the pupils of a stage by today's distance: pupil k of N (from 0) belongs to tenth
  /// 10 k / N. Groups are split where a border falls into them.
  void add_deciles(Stage stage) {
    std::vector<std::size_t> order;
    Tally unknown(trips_, lines_);
    std::int64_t all = 0;
    for (std::size_t i = 0; i < groups().size(); ++i) {
      if (stage_of_grade(groups()[i].grade) != stage) continue;
      if (trips_.before_journeys[i].road) {
        order.push_back(i);
        all += groups()[i].pupils.count();
      } else {
        unknown.add(i, groups()[i].pupils);
      }
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return today_of(a) < today_of(b); });
    std::vector<Tally> tenths(10, Tally(trips_, lines_));
    std::int64_t first = 0;
    for (const std::size_t i : order) {
      const std::int64_t last = first + groups()[i].pupils.count();
      while (first < last) {
        const std::int64_t tenth = 10 * first / all;
        const std::int64_t end = std::min(last, ((tenth + 1) * all + 9) / 10);
        tenths[static_cast<std::size_t>(tenth)].add(i, Heads(end - first));
        first = end;
      }
    }
    for (std::size_t tenth = 0; tenth < 10; ++tenth) {
      result_.push_back(tenths[tenth].burden(Bearers::decile, 10 * row(stage) + tenth));
    }
    result_.push_back(unknown.burden(Bearers::far_unknown, row(stage)));
  }

  const Trips& trips_;
  const std::vector<AccessLine>& lines_;
  std::vector<Burden> result_;
};

}  // namespace

std::optional<Heads> Settlement::*told_of(SpecialNeed need) {
  switch (need) {
    case SpecialNeed::left_behind:
      return &Settlement::left_behind;
    case SpecialNeed::poor:
      return &Settlement::poor;
    case SpecialNeed::disabled:
      break;
  }
  return &Settlement::disabled;
}

std::vector<Burden> burdens_of(const Trips& trips, const std::vector<AccessLine>& lines) {
  return Bearing(trips, lines).all();
}

}  // namespace budian::appraisal
