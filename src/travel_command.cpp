#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>

#include "gis/catchment.hpp"
#include "gis/county_reader.hpp"
#include "gis/journey_details.hpp"
#include "gis/place_layer.hpp"
#include "maps/travel_table.hpp"
#include "scenarios/placement.hpp"
#include "scenarios/travel_rules.hpp"
#include "src/commands.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;

/// Tables with more pairs than this are asked for by --nearest.
constexpr std::size_t most_pairs = 20'000'000;

[[noreturn]] void refuse(const fs::path& file, Message message) {
  Problem problem;
  problem.file = file.string();
  problem.message = std::move(message);
  throw InputError({problem});
}

/// "5km", "800m", "30min"; nothing: no limit.
TravelLimit limit_of(const std::string& written) {
  if (written.empty()) return {};
  double number = 0;
  const auto [end, failed] =
      std::from_chars(written.data(), written.data() + written.size(), number);
  const std::string unit(end, written.data() + written.size());
  const bool is_time = unit == "min";
  const double factor = is_time ? 60e3 : unit == "km" ? 1e6 : unit == "m" ? 1e3 : 0;
  if (failed == std::errc() && number > 0 && factor > 0 &&
      number * factor <= static_cast<double>(TravelLimit::most)) {
    return is_time ? TravelLimit(minutes(number)) : TravelLimit(metres(number * factor / 1e3));
  }
  refuse("--limit", {"travel.bad_limit", {{"value", written}}});
}

std::vector<NamedPlace> places_of(const std::string& word, const std::string& layer,
                                  const County& county) {
  std::vector<NamedPlace> places;
  if (word == "settlements") {
    for (const auto& settlement : county.settlements)
      places.push_back({settlement.code, settlement.name, settlement.place});
  } else if (word == "schools") {
    for (const auto& school : county.schools)
      places.push_back({school.code, school.name, school.place});
  } else if (!fs::exists(word)) {
    refuse(word, {"travel.no_places", {{"value", word}}});
  } else {
    places = read_places({word, layer, "", ""}, county.plane);
  }
  if (places.empty()) refuse(word, {"travel.no_rows", {{"value", word}}});
  return places;
}

std::vector<Point> points_of(const std::vector<NamedPlace>& places) {
  std::vector<Point> points;
  for (const NamedPlace& place : places) points.push_back(place.place);
  return points;
}

Profile profile_of(const TravelArguments& arguments, const TravelRules& rules) {
  if (arguments.mode == "bus") return rules.bus;
  if (arguments.mode == "car") return rules.car;
  if (arguments.band == "lower_primary") return walk_of_band(rules, GradeBand::lower_primary);
  if (arguments.band == "upper_primary") return walk_of_band(rules, GradeBand::upper_primary);
  if (arguments.band == "junior") return walk_of_band(rules, GradeBand::junior);
  return rules.walk;
}

/// What is asked of the table, on the roads or without any.
class TableMaker {
 public:
  TableMaker(const TravelArguments& arguments, const County& county, const TravelRules& rules)
      : arguments_(arguments),
        rules_(rules),
        profile_(profile_of(arguments, rules)),
        limit_(limit_of(arguments.limit)) {
    table_.origins = places_of(arguments.from, arguments.from_layer, county);
    table_.destinations = places_of(arguments.to, arguments.to_layer, county);
    const bool every_pair = arguments.nearest == 0 || arguments.json || county.roads.empty();
    if (every_pair && table_.origins.size() * table_.destinations.size() > most_pairs) {
      refuse(arguments.county,
             {"travel.too_many",
              {{"pairs",
                static_cast<std::int64_t>(table_.origins.size() * table_.destinations.size())}}});
    }
    for (std::uint32_t d = 0; d < table_.destinations.size(); ++d) {
      const Point place = table_.destinations[d].place;
      at_place_.emplace(std::pair(place.x, place.y), d);
    }
    if (county.roads.empty()) return;
    network_.emplace(county.roads, profile_, county.water);
    origins_ = attach_all(*network_, points_of(table_.origins));
    destinations_ = attach_all(*network_, points_of(table_.destinations));
  }

  [[nodiscard]] bool has_roads() const { return network_.has_value(); }
  [[nodiscard]] std::vector<double> origin_snaps() const { return snaps(origins_, table_.origins); }
  [[nodiscard]] std::vector<double> destination_snaps() const {
    return snaps(destinations_, table_.destinations);
  }

  TravelTable make() {
    const auto pairs = pairs_by_destination();
    if (network_) {
      measure_on_roads(pairs);
    } else {
      measure_straight_lines(pairs);
    }
    add_lone_origins();
    std::sort(table_.rows.begin(), table_.rows.end(), [](const TravelRow& a, const TravelRow& b) {
      return std::pair(a.origin, a.destination) < std::pair(b.origin, b.destination);
    });
    return std::move(table_);
  }

 private:
  using Pairs = std::vector<std::vector<std::uint32_t>>;  ///< origins of each destination

  [[nodiscard]] Least least() const {
    return profile_.mode == Mode::walk ? Least::length : Least::time;
  }
  [[nodiscard]] Speed straight_speed() const {
    return profile_.speeds[row(RoadClass::village)].value_or(profile_.door_speed);
  }
  [[nodiscard]] std::vector<double> snaps(const std::vector<AttachedPlace>& attached,
                                          const std::vector<NamedPlace>& places) const {
    std::vector<double> result(places.size(), -1);
    for (std::size_t i = 0; i < attached.size(); ++i) {
      if (!attached[i].attachments.empty())
        result[i] = in_metres(attached[i].attachments.front().leg) / profile_.door_detour;
    }
    return result;
  }

  [[nodiscard]] Pairs pairs_by_destination() const {
    Pairs pairs(table_.destinations.size());
    if (arguments_.nearest == 0) {
      std::vector<std::uint32_t> all(table_.origins.size());
      for (std::uint32_t o = 0; o < all.size(); ++o) all[o] = o;
      std::fill(pairs.begin(), pairs.end(), all);
      return pairs;
    }
    const TravelMatrix nearest = nearest_table();
    for (std::uint32_t o = 0; o < nearest.origins(); ++o) {
      for (const std::uint32_t d : nearest_of_origin(nearest, o)) pairs[d].push_back(o);
    }
    return pairs;
  }

  /// Destinations at the very place first: there is no way to go.
  [[nodiscard]] std::vector<std::uint32_t> nearest_of_origin(const TravelMatrix& nearest,
                                                             std::uint32_t origin) const {
    const Point place = table_.origins[origin].place;
    std::vector<std::uint32_t> chosen;
    const auto here = at_place_.equal_range({place.x, place.y});
    for (auto same = here.first; same != here.second; ++same) chosen.push_back(same->second);
    std::vector<TravelMatrix::Entry> entries(nearest.row(origin).begin(),
                                             nearest.row(origin).end());
    std::stable_sort(entries.begin(), entries.end(), [this](const auto& a, const auto& b) {
      return least() == Least::time ? std::pair(a.time, a.length) < std::pair(b.time, b.length)
                                    : std::pair(a.length, a.time) < std::pair(b.length, b.time);
    });
    for (const auto& entry : entries) {
      if (std::find(chosen.begin(), chosen.end(), entry.destination) == chosen.end())
        chosen.push_back(entry.destination);
    }
    chosen.resize(std::min(chosen.size(), arguments_.nearest));
    return chosen;
  }

  [[nodiscard]] TravelMatrix nearest_table() const {
    if (network_) {
      return measure_nearest(*network_, origins_, destinations_, least(), limit_,
                             arguments_.nearest);
    }
    return nearest_of(straight_table(), arguments_.nearest);
  }

  [[nodiscard]] TravelMatrix straight_table() const {
    return measure_straight(points_of(table_.origins), points_of(table_.destinations),
                            rules_.straight_detour_factor, straight_speed(), limit_.length);
  }

  void measure_on_roads(const Pairs& pairs) {
    std::vector<std::vector<TravelRow>> rows(pairs.size());
    tbb::enumerable_thread_specific<JourneyDetails> details(
        [&] { return JourneyDetails(*network_, origins_, least(), limit_); });
    tbb::parallel_for(std::size_t{0}, pairs.size(), [&](std::size_t d) {
      if (pairs[d].empty()) return;
      const auto found = details.local().to(destinations_[d], pairs[d]);
      for (std::size_t i = 0; i < found.size(); ++i) {
        TravelRow row{pairs[d][i], static_cast<std::uint32_t>(d), found[i], {}};
        // Nobody goes to the road and back to come to where they are.
        if (table_.origins[row.origin].place == table_.destinations[d].place)
          row.detail = {Journey{}, Millimetres(0), std::nullopt};
        row.way = way_of(row);
        rows[d].push_back(std::move(row));
      }
    });
    for (auto& of_destination : rows) {
      for (TravelRow& row : of_destination) table_.rows.push_back(std::move(row));
    }
  }

  [[nodiscard]] Line way_of(const TravelRow& row) const {
    if (!row.detail.journey || row.detail.journey->length == Millimetres(0)) return {};
    if (!arguments_.paths)
      return {table_.origins[row.origin].place, table_.destinations[*row.destination].place};
    const Journey& journey = *row.detail.journey;
    return path(*network_, origins_[row.origin], destinations_[*row.destination], least(),
                TravelLimit(journey.length, journey.time));
  }

  void measure_straight_lines(const Pairs& pairs) {
    const TravelMatrix table = straight_table();
    for (std::uint32_t d = 0; d < pairs.size(); ++d) {
      for (const std::uint32_t o : pairs[d]) {
        TravelRow row{o, d, {}, {}};
        row.detail.journey = table.find(o, d);
        if (row.detail.journey && row.detail.journey->time > limit_.time)
          row.detail.journey.reset();
        if (row.detail.journey) {
          if (profile_.mode == Mode::walk) row.detail.walk = row.detail.journey->length;
          row.way = {table_.origins[o].place, table_.destinations[d].place};
        } else {
          row.detail.reason = Unreachable::beyond_limit;
        }
        table_.rows.push_back(std::move(row));
      }
    }
  }

  static TravelMatrix nearest_of(const TravelMatrix& all, std::size_t keep) {
    std::vector<std::vector<TravelMatrix::Entry>> rows(all.origins());
    for (std::size_t o = 0; o < rows.size(); ++o) {
      rows[o].assign(all.row(o).begin(), all.row(o).end());
      std::stable_sort(rows[o].begin(), rows[o].end(),
                       [](const auto& a, const auto& b) { return a.length < b.length; });
      rows[o].resize(std::min(keep, rows[o].size()));
    }
    return {std::move(rows), all.destinations()};
  }

  /// Whoever reaches nothing is in the table, too, with a reason.
  void add_lone_origins() {
    std::vector<char> seen(table_.origins.size(), 0);
    for (const TravelRow& row : table_.rows) seen[row.origin] = 1;
    for (std::uint32_t o = 0; o < seen.size(); ++o) {
      if (seen[o] != 0) continue;
      TravelRow row{o, std::nullopt, {}, {}};
      row.detail.reason = network_ ? why_alone(o) : Unreachable::beyond_limit;
      table_.rows.push_back(std::move(row));
    }
  }

  /// Why not even the destination nearest as the crow flies, of those with a road, is reached.
  [[nodiscard]] Unreachable why_alone(std::uint32_t origin) const {
    const Point place = origins_[origin].place;
    const AttachedPlace* nearest = &destinations_.front();
    for (const AttachedPlace& destination : destinations_) {
      const bool better =
          destination.attachments.empty() == nearest->attachments.empty()
              ? distance_metres(place, destination.place) < distance_metres(place, nearest->place)
              : nearest->attachments.empty();
      if (better) nearest = &destination;
    }
    return why_unreachable(*network_, origins_[origin], *nearest, least());
  }

  const TravelArguments& arguments_;
  const TravelRules& rules_;
  Profile profile_;
  TravelLimit limit_;
  TravelTable table_;
  std::optional<Network> network_;
  std::vector<AttachedPlace> origins_;
  std::vector<AttachedPlace> destinations_;
  std::multimap<std::pair<double, double>, std::uint32_t> at_place_;  ///< destinations
};

/// Upper ends of bands, in mm or ms.
struct Bands {
  Least least = Least::length;
  std::vector<double> numbers;  ///< km or minutes
  [[nodiscard]] std::vector<std::int64_t> bounds() const {
    std::vector<std::int64_t> result;
    for (const double number : numbers) {
      result.push_back(least == Least::time ? minutes(number).count()
                                            : metres(number * 1000).count());
    }
    return result;
  }
  [[nodiscard]] TravelLimit limit() const {
    return least == Least::time ? TravelLimit(minutes(numbers.back()))
                                : TravelLimit(metres(numbers.back() * 1000));
  }
  [[nodiscard]] std::string words(std::size_t band, Language language) const {
    if (band >= numbers.size()) return text("travel.band.beyond", language);
    return text(Message{least == Least::time ? "travel.band.minutes" : "travel.band.km",
                        {{"from", band == 0 ? 0.0 : numbers[band - 1]}, {"to", numbers[band]}}},
                language);
  }
};

Bands bands_in(const std::string& written) {
  Bands bands;
  const char* at = written.data();
  const char* const end = at + written.size();
  bool good = true;
  while (good) {
    double number = 0;
    const auto [next, failed] = std::from_chars(at, end, number);
    good = failed == std::errc() && number > (bands.numbers.empty() ? 0 : bands.numbers.back());
    bands.numbers.push_back(number);
    at = next;
    if (!good || at == end || *at != ',') break;
    ++at;
  }
  const std::string unit(at, end);
  bands.least = unit == "min" ? Least::time : Least::length;
  const double factor = bands.least == Least::time ? 60e3 : 1e6;
  good = good && bands.numbers.back() * factor <= static_cast<double>(TravelLimit::most);
  if (!good || (unit != "min" && unit != "km")) {
    refuse("--bands", {"travel.bad_bands", {{"value", written}}});
  }
  return bands;
}

/// Ground in bands around the destinations, and what belongs to each; with who lives there, each
/// settlement counted by its own exact way.
class AreaMaker {
 public:
  AreaMaker(const TravelArguments& arguments, const County& county, const TravelRules& rules)
      : county_(county),
        bands_(bands_in(arguments.bands)),
        network_(county.roads, profile_of(arguments, rules), county.water),
        cells_(make_ground_cells(county, &network_, useful_cells(county, rules))),
        places_(places_of(arguments.to, arguments.to_layer, county)),
        destinations_(attach_all(network_, points_of(places_))),
        access_(
            nearest_destination(cells_, network_, destinations_, bands_.least, bands_.limit())) {
    std::vector<Point> homes;
    for (const Settlement& settlement : county.settlements) homes.push_back(settlement.place);
    nearest_ = measure_nearest(network_, attach_all(network_, homes), destinations_, bands_.least,
                               bands_.limit(), 1);
    pupils_ = pupils_of_settlements(rules);
  }

  [[nodiscard]] std::vector<TravelArea> bands(Language language) const {
    std::vector<TravelArea> areas(bands_.numbers.size() + 1);
    for (std::size_t band = 0; band < areas.size(); ++band)
      areas[band].name = bands_.words(band, language);
    const auto bounds = bands_.bounds();
    for (auto& ground : polygons_of(cells_, bands_of(access_, bounds)))
      areas[static_cast<std::size_t>(ground.label)].area = std::move(ground.area);
    for (const SettlementId id : county_.settlements.ids()) {
      std::size_t band = bounds.size();
      for (const auto& entry : nearest_.row(id.row())) {
        const std::int64_t way = bands_.least == Least::time ? entry.time : entry.length;
        band = static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), way) -
                                        bounds.begin());
      }
      count(id, areas[band]);
    }
    return areas;
  }

  [[nodiscard]] std::vector<TravelArea> service_areas() const {
    std::vector<TravelArea> areas;
    for (const NamedPlace& place : places_) {
      areas.emplace_back();
      areas.back().code = place.code;
      areas.back().name = place.name;
    }
    for (auto& ground : polygons_of(cells_, access_.destination))
      areas[static_cast<std::size_t>(ground.label)].area = std::move(ground.area);
    for (const SettlementId id : county_.settlements.ids()) {
      for (const auto& entry : nearest_.row(id.row())) count(id, areas[entry.destination]);
    }
    return areas;
  }

 private:
  void count(SettlementId id, TravelArea& area) const {
    const Settlement& settlement = county_.settlements[id];
    ++area.settlements;
    area.people += settlement.population;
    area.pupils += pupils_[id].count();
  }

  /// Where the pupils live is what every run takes it to be: see scenarios/placement.hpp.
  [[nodiscard]] Table<SettlementId, Heads> pupils_of_settlements(const TravelRules& rules) const {
    Table<SettlementId, Heads> pupils(county_.settlements.size());
    const Network walk(county_.roads, rules.walk, county_.water);
    std::vector<Point> homes;
    std::vector<Point> schools;
    for (const Settlement& settlement : county_.settlements) homes.push_back(settlement.place);
    for (const School& school : county_.schools) schools.push_back(school.place);
    const TravelMatrix on_foot = measure(walk, attach_all(walk, homes), attach_all(walk, schools),
                                         Least::length, rules.limit);
    for (const PupilGroup& group : place_pupils(county_, on_foot).groups)
      pupils[group.settlement] += group.pupils;
    return pupils;
  }

  const County& county_;
  Bands bands_;
  Network network_;
  GroundCells cells_;
  std::vector<NamedPlace> places_;
  std::vector<AttachedPlace> destinations_;
  GroundAccess access_;
  TravelMatrix nearest_;
  Table<SettlementId, Heads> pupils_;
};

void write_layers(const fs::path& out, const std::vector<LayerContent>& layers,
                  const std::vector<LayerStyle>& styles, const Plane& plane) {
  const AsideFolder aside(out);
  const fs::path file = aside.path() / out.filename();
  write_geopackage(file, layers, plane.epsg, styles);
  std::error_code failed;
  fs::rename(file, out, failed);
  if (failed) refuse(out, {"run.cannot_write", {{"folder", out.string()}}});
}

Exit run_areas(const TravelArguments& arguments, Language language) {
  if (arguments.out.extension() != ".gpkg") refuse(arguments.out, {"travel.bands_to_gpkg", {}});
  (void)bands_in(arguments.bands);  // before long work
  std::int64_t bands = 0;
  std::int64_t areas = 0;
  {
    Progress progress;
    progress.step(text("program.reading", language), 0);
    const ReadCounty read = read_county(arguments.county, {arguments.accept});
    if (read.county.roads.empty()) refuse(arguments.county, {"travel.bands_need_roads", {}});
    const TravelRules rules = travel_rules_of(read.file);
    progress.step(text("travel.measuring", language), 0.4);
    const AreaMaker maker(arguments, read.county, rules);
    const LayerContent reach = areas_layer("bands", maker.bands(language), language);
    const LayerContent service = areas_layer("service_areas", maker.service_areas(), language);
    bands = static_cast<std::int64_t>(reach.features.size()) - 1;
    areas = static_cast<std::int64_t>(service.features.size());
    write_layers(arguments.out, {service, reach},
                 {{service.name, areas_style(service, language), ""},
                  {reach.name, areas_style(reach, language), ""}},
                 read.county.plane);
  }
  fmt::print("{}\n",
             text(Message{"travel.areas_written",
                          {{"file", arguments.out.string()}, {"bands", bands}, {"areas", areas}}},
                  language));
  return Exit::done;
}

/// Whole or not at all.
void write_table(const fs::path& out, const TravelTable& table, const Plane& plane,
                 Language language) {
  const std::string extension = out.extension().string();
  if (extension != ".csv" && extension != ".gpkg")
    refuse(out, {"travel.bad_output", {{"value", out.string()}}});
  if (extension == ".gpkg") {
    const LayerContent layer = travel_layer(table, language);
    write_layers(out, {layer}, {{layer.name, travel_style(layer, language), ""}}, plane);
    return;
  }
  const AsideFolder aside(out);
  const fs::path file = aside.path() / out.filename();
  std::ofstream stream(file, std::ios::binary);
  stream << travel_csv(table, language);
  stream.close();
  std::error_code failed;
  if (stream) fs::rename(file, out, failed);
  if (!stream || failed) refuse(out, {"run.cannot_write", {{"folder", out.string()}}});
}

}  // namespace

Exit run_travel(const TravelArguments& arguments, Language language) {
  if (!arguments.bands.empty()) return run_areas(arguments, language);
  std::string json;
  std::int64_t found = 0;
  std::int64_t rows = 0;
  bool has_roads = false;
  {
    Progress progress;
    progress.step(text("program.reading", language), 0);
    const ReadCounty read = read_county(arguments.county, {arguments.accept});
    const TravelRules rules = travel_rules_of(read.file);
    progress.step(text("travel.measuring", language), 0.4);
    TableMaker maker(arguments, read.county, rules);
    has_roads = maker.has_roads();
    const auto from = maker.origin_snaps();
    const auto to = maker.destination_snaps();
    const TravelTable table = maker.make();
    rows = static_cast<std::int64_t>(table.rows.size());
    found = std::count_if(table.rows.begin(), table.rows.end(),
                          [](const TravelRow& row) { return row.detail.journey.has_value(); });
    if (!arguments.out.empty()) write_table(arguments.out, table, read.county.plane, language);
    if (arguments.json) json = travel_json(table, read.county.plane, from, to);
  }
  if (arguments.json) {
    fmt::print("{}\n", json);
    return Exit::done;
  }
  fmt::print("{}\n",
             text(Message{"travel.written",
                          {{"file", arguments.out.string()}, {"rows", rows}, {"found", found}}},
                  language));
  if (!has_roads) fmt::print("{}\n", text("travel.no_roads", language));
  return Exit::done;
}

}  // namespace budian
