#include "src/travel_changes.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "gis/road_layer.hpp"

namespace budian {
namespace {

constexpr double slowest_kmh = 1;
constexpr double fastest_kmh = 200;  // as for signs in the road layer

class ChangeReader {
 public:
  ChangeReader(const TravelArguments& arguments, const ReadCounty& read, const Profile& profile)
      : arguments_(arguments),
        read_(read),
        profile_(profile),
        spec_(read_county_file(read.file.path)) {}

  RoadChanges take() {
    for (const std::string& word : arguments_.close) {
      for (Road* road : called("--close", word)) road->closed = true;
    }
    for (const std::string& word : arguments_.speed) set_speed(word);
    for (const auto& file : arguments_.add) add(file);
    if (!problems_.empty()) throw InputError(std::move(problems_));
    RoadChanges changes;
    for (auto& [id, road] : changed_) changes.roads.push_back({id, std::move(road)});
    std::size_t row = read_.county.roads.size();
    for (Road& road : added_) changes.roads.push_back({RoadId(row++), std::move(road)});
    changes.said = std::move(said_);
    return changes;
  }

 private:
  void refuse_word(const char* option, const std::string& word, const std::string& key) {
    Problem problem;
    problem.file = option;
    problem.message = {key, {{"value", word}}};
    problems_.push_back(std::move(problem));
  }
  std::vector<Road*> called(const char* option, const std::string& word) {
    std::vector<Road*> roads;
    for (const RoadId id : roads_called(word, read_.county, profile_))
      roads.push_back(&changed_.emplace(id, read_.county.roads[id]).first->second);
    if (roads.empty()) {
      refuse_word(option, word, "travel.no_such_road");
    } else {
      say(option + (" " + word), roads);
    }
    return roads;
  }
  void say(const std::string& word, const std::vector<Road*>& roads) {
    double metres = 0;
    for (const Road* road : roads) metres += length_metres(road->line);
    said_.push_back({"travel.meant",
                     {{"word", word},
                      {"road", name_or_class(*roads.front())},
                      {"pieces", static_cast<std::int64_t>(roads.size())},
                      {"km", metres / 1000}}});
  }
  void set_speed(const std::string& written) {
    const std::size_t sign = written.rfind('=');
    double kmh = 0;
    const char* const end = written.data() + written.size();
    const auto read = sign == std::string::npos
                          ? std::from_chars_result{end, std::errc::invalid_argument}
                          : std::from_chars(written.data() + sign + 1, end, kmh);
    const bool is_speed = kmh >= slowest_kmh && kmh <= fastest_kmh;  // and a number at all
    if (read.ec != std::errc() || read.ptr != end || !is_speed) {
      refuse_word("--speed", written, "travel.bad_speed");
      return;
    }
    for (Road* road : called("--speed", written.substr(0, sign)))
      road->speed = kilometres_per_hour(kmh);
  }
  void add(const std::filesystem::path& file) {
    try {
      auto roads = read_new_roads(file, arguments_.add_layer, spec_, read_.county.plane);
      if (roads.empty()) refuse_word("--add", file.string(), "travel.no_new_roads");
      std::move(roads.begin(), roads.end(), std::back_inserter(added_));
    } catch (const InputError& error) {
      problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
    }
  }

  const TravelArguments& arguments_;
  const ReadCounty& read_;
  const Profile& profile_;
  CountySpec spec_;
  std::vector<Message> said_;
  std::map<RoadId, Road> changed_;
  std::vector<Road> added_;
  std::vector<Problem> problems_;
};

}  // namespace

RoadChanges road_changes(const TravelArguments& arguments, const ReadCounty& read,
                         const Profile& profile) {
  return ChangeReader(arguments, read, profile).take();
}

namespace {

/// A journey before and after, or that to the nearest destination of an origin.
struct Change {
  std::uint32_t origin = 0;
  std::optional<std::uint32_t> to_before;
  std::optional<std::uint32_t> to_after;
  std::optional<Journey> before;
  std::optional<Journey> after;
};

std::vector<Change> changes_of(const TravelTable& table, bool nearest) {
  std::vector<Change> changes;
  for (const TravelRow& row : table.rows) {
    const bool same_origin = !changes.empty() && changes.back().origin == row.origin;
    if (!nearest || !same_origin) changes.push_back({row.origin, {}, {}, {}, {}});
    Change& change = changes.back();
    const auto offer = [&](const std::optional<Journey>& journey, std::optional<Journey>& best,
                           std::optional<std::uint32_t>& to) {
      if (!journey || (best && !is_less(*journey, *best, table.least))) return;
      best = journey;
      to = row.destination;
    };
    offer(row.before, change.before, change.to_before);
    offer(row.detail.journey, change.after, change.to_after);
  }
  return changes;
}

}  // namespace

std::string changes_in_words(const TravelTable& table, bool nearest, Language language) {
  std::int64_t longer = 0;
  std::int64_t shorter = 0;
  std::int64_t lost = 0;
  std::int64_t gained = 0;
  std::optional<Change> worst;
  std::int64_t most = 0;
  for (const Change& change : changes_of(table, nearest)) {
    if (!change.after) {
      ++lost;
    } else if (!change.before) {
      ++gained;
    } else {
      const std::int64_t more =
          cost(*change.after, table.least) - cost(*change.before, table.least);
      if (more > 0) ++longer;
      if (more < 0) ++shorter;
      if (more > most) worst = change;
      most = std::max(most, more);
    }
  }
  std::string words =
      text({nearest ? "travel.changed_nearest" : "travel.changed",
            {{"longer", longer}, {"shorter", shorter}, {"lost", lost}, {"gained", gained}}},
           language);
  if (!worst) return words;
  const bool by_length = table.least == Least::length;
  const auto amount = [&](const Journey& journey) {
    return by_length ? in_metres(journey.length) / 1000 : in_seconds(journey.time) / 60;
  };
  const std::string unit = text(by_length ? "travel.km" : "travel.minutes", language);
  return words + "\n" +
         text({"travel.worst",
               {{"from", table.origins[worst->origin].name},
                {"to_before", table.destinations[*worst->to_before].name},
                {"to", table.destinations[*worst->to_after].name},
                {"before", amount(*worst->before)},
                {"after", amount(*worst->after)},
                {"unit", unit}}},
              language);
}

}  // namespace budian
