#include "src/travel_changes.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "gis/road_layer.hpp"

namespace budian {
namespace {

constexpr double slowest_kmh = 1;
constexpr double fastest_kmh = 200;  // as for signs in the road layer

class RoadChanges {
 public:
  RoadChanges(const TravelArguments& arguments, const ReadCounty& read)
      : arguments_(arguments), read_(read), spec_(read_county_file(read.file.path)) {}

  std::vector<ChangedRoad> take() {
    for (const std::string& word : arguments_.close) {
      for (Road* road : called("--close", word)) road->closed = true;
    }
    for (const std::string& word : arguments_.speed) set_speed(word);
    for (const auto& file : arguments_.add) add(file);
    if (!problems_.empty()) throw InputError(std::move(problems_));
    std::vector<ChangedRoad> changes;
    for (auto& [id, road] : changed_) changes.push_back({id, std::move(road)});
    for (Road& road : added_)
      changes.push_back(
          {RoadId(read_.county.roads.size() + changes.size() - changed_.size()), std::move(road)});
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
    for (const RoadId id : roads_called(word, read_.county))
      roads.push_back(&changed_.emplace(id, read_.county.roads[id]).first->second);
    if (roads.empty()) refuse_word(option, word, "travel.no_such_road");
    return roads;
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
  CountySpec spec_;
  std::map<RoadId, Road> changed_;
  std::vector<Road> added_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<ChangedRoad> road_changes(const TravelArguments& arguments, const ReadCounty& read) {
  return RoadChanges(arguments, read).take();
}

std::string changes_in_words(const TravelTable& table, Least least, Language language) {
  std::int64_t longer = 0;
  std::int64_t shorter = 0;
  std::int64_t lost = 0;
  std::int64_t gained = 0;
  const TravelRow* worst = nullptr;
  std::int64_t most = 0;
  for (const TravelRow& row : table.rows) {
    const auto& after = row.detail.journey;
    if (!after) {
      ++lost;
    } else if (!row.before) {
      ++gained;
    } else {
      const std::int64_t more = cost(*after, least) - cost(*row.before, least);
      (more > 0 ? longer : shorter) += 1;
      if (more > most) worst = &row;
      most = std::max(most, more);
    }
  }
  std::string words = text({"travel.changed",
                            {{"changed", static_cast<std::int64_t>(table.rows.size())},
                             {"longer", longer},
                             {"shorter", shorter},
                             {"lost", lost},
                             {"gained", gained}}},
                           language);
  if (worst == nullptr) return words;
  const bool by_length = least == Least::length;
  const auto amount = [&](const Journey& journey) {
    return by_length ? in_metres(journey.length) / 1000 : in_seconds(journey.time) / 60;
  };
  return words + "\n" +
         text({by_length ? "travel.worst_km" : "travel.worst_minutes",
               {{"from", table.origins[worst->origin].name},
                {"to", table.destinations[*worst->destination].name},
                {"before", amount(*worst->before)},
                {"after", amount(*worst->detail.journey)}}},
              language);
}

}  // namespace budian
