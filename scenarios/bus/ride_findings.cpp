// Why pupils cannot ride, in words.
#include <algorithm>
#include <map>
#include <tuple>

#include "scenarios/bus/riders.hpp"

namespace budian {
namespace {

using Arguments = std::vector<std::pair<std::string, Argument>>;

/// Minutes as people say them; a ride is never made shorter, a limit never longer.
std::int64_t minutes_up(Milliseconds time) { return (time.count() + 59'999) / 60'000; }
std::int64_t minutes_down(Milliseconds time) { return time.count() / 60'000; }
std::int64_t whole_metres(Millimetres length) { return (length.count() + 999) / 1000; }

class Wording {
 public:
  Wording(const RideRules& rules, const Stranded& stranded) : rules_(rules), stranded_(stranded) {}

  [[nodiscard]] Message message() const {
    switch (stranded_.reason) {
      case NoRide::no_road_at_home:
        return no_road_at_home();
      case NoRide::no_road_at_school:
        return {"bus.no_road_at_school", {}};
      case NoRide::stop_too_far:
        return {"bus.stop_too_far",
                {{"metres", whole_metres(rules_.sites().walk(home()))},
                 {"limit", whole_metres(rules_.scenario().bus.walk_to_stop[band()])}}};
      case NoRide::no_allowed_stop:
        return {"bus.no_allowed_stop",
                {{"limit", whole_metres(rules_.scenario().bus.walk_to_stop[band()])}}};
      case NoRide::no_way:
        return {"bus.no_way", {}};
      case NoRide::ride_limit:
        return {"bus.ride_limit",
                {{"minutes", minutes_up(ride())},
                 {"limit", minutes_down(rules_.scenario().limits.ride[band()])}}};
      case NoRide::door_to_door_limit:
        return {"bus.door_to_door_limit",
                {{"ride", minutes_up(ride())},
                 {"minutes", minutes_up(ride() + around_the_ride())},
                 {"limit", minutes_down(rules_.scenario().limits.door_to_door[band()])}}};
      case NoRide::no_bus:
        return no_bus();
      case NoRide::below_minimum:
        return {"bus.below_minimum", {{"least", rules_.scenario().bus.least_pupils.count()}}};
    }
    return {};
  }

 private:
  [[nodiscard]] std::size_t band() const {
    return row(band_of_grade(rules_.plan().groups[stranded_.group].grade));
  }
  [[nodiscard]] bus::SiteId home() const { return bus::SiteId(rules_.home_of(stranded_.group)); }
  [[nodiscard]] Milliseconds ride() const {
    return *rules_.direct_ride(home().row(), rules_.school_of(stranded_.group));
  }
  /// Walks and wait of a pupil who boards at his own road.
  [[nodiscard]] Milliseconds around_the_ride() const {
    return rules_.scenario().limits.door_to_door[band()] -
           rules_.left_for_ride(stranded_.group, rules_.sites().walk(home()));
  }
  [[nodiscard]] Message no_bus() const {
    if (!stranded_.window) return {"bus.no_bus", {}};
    return {"bus.window_too_tight",
            {{"early", minutes_up(stranded_.window->early)},
             {"late", minutes_up(stranded_.window->late)}}};
  }
  [[nodiscard]] Message no_road_at_home() const {
    const auto& network = rules_.ground().bus_network;
    const auto& group = rules_.plan().groups[stranded_.group];
    const auto nearest =
        network->nearest(rules_.ground().county.settlements[group.settlement].place);
    if (!nearest) return {"bus.no_road", {}};
    return {"bus.stop_too_far",
            {{"metres", whole_metres(nearest->leg)},
             {"limit", whole_metres(rules_.scenario().bus.walk_to_stop[band()])}}};
  }

  const RideRules& rules_;
  const Stranded& stranded_;
};

}  // namespace

std::vector<Finding> findings_of(const RideRules& rules, const std::vector<Stranded>& stranded) {
  // Equal messages of one settlement and school differ in grade only: one finding.
  using Key = std::tuple<SettlementId, SchoolId, std::string, Arguments>;
  std::map<Key, Heads> heads;
  for (const Stranded& entry : stranded) {
    const PupilGroup& group = rules.plan().groups[entry.group];
    Message message = Wording(rules, entry).message();
    heads[{group.settlement, group.school, message.key, message.arguments}] += entry.pupils;
  }
  std::vector<Finding> findings;
  for (const auto& [key, pupils] : heads) {
    const auto& [settlement, school, sentence, arguments] = key;
    const Settlement& home = rules.ground().county.settlements[settlement];
    Finding finding;
    finding.severity = Severity::serious;
    finding.message = {sentence, arguments};
    finding.message.arguments.emplace_back("settlement", home.name);
    finding.message.arguments.emplace_back("school", rules.plan().schools[school].school.name);
    finding.message.arguments.emplace_back("pupils", pupils.count());
    finding.place = home.place;
    finding.township = home.township;
    finding.school = school;
    finding.settlement = settlement;
    finding.pupils = pupils;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace budian
