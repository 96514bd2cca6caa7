#include "gis/place_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "gis/assumptions.hpp"
#include "gis/crs_candidates.hpp"
#include "gis/datum_shift.hpp"
#include "gis/road_distance.hpp"

namespace budian {
namespace {

constexpr const char* degrees = "EPSG:4326";
constexpr double metres_of_degree = 111320;
/// What lies this near to the townships may belong to the county or its neighbours.
constexpr double near_metres = 5000;
/// What has no place at all is this far from everything, in metres.
constexpr double far_away = 1e7;

struct Sampled {
  std::size_t row;
  Point point;  ///< in the layer's own numbers
};

/// Rows spread evenly over the layer, at most 2,000 of them.
std::vector<Sampled> sample_of(const LayerRows& rows) {
  constexpr std::size_t most = 2000;
  std::vector<Sampled> sample;
  const std::size_t step = (rows.size() + most - 1) / most;
  for (std::size_t row = 0; row < rows.size(); row += std::max<std::size_t>(step, 1)) {
    const auto point = some_point_of(rows.geometry(row));
    if (point && std::isfinite(point->x) && std::isfinite(point->y))
      sample.push_back({row, *point});
  }
  return sample;
}

Point typical_of(std::vector<Sampled> sample) {
  const auto middle = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() / 2);
  const auto by = [&](auto coordinate) {
    std::nth_element(sample.begin(), middle, sample.end(), [&](const auto& a, const auto& b) {
      return a.point.*coordinate < b.point.*coordinate;
    });
    return (*middle).point.*coordinate;
  };
  const double x = by(&Point::x);
  return {x, by(&Point::y)};
}

// ---- coordinate systems ----

/// A system that a layer may be in, and how far the places are off then.
struct Assumed {
  CrsCandidate candidate;
  std::vector<double> misfits;     ///< metres outside the townships
  std::vector<double> from_roads;  ///< metres to the nearest road; empty without roads
  [[nodiscard]] double share() const {
    const auto fitting = std::count_if(misfits.begin(), misfits.end(),
                                       [](double misfit) { return misfit <= near_metres; });
    return misfits.empty() ? 0 : static_cast<double>(fitting) / static_cast<double>(misfits.size());
  }
  /// Of each place, both together.
  [[nodiscard]] std::vector<double> off() const {
    std::vector<double> result = misfits;
    for (std::size_t i = 0; i < from_roads.size(); ++i) result[i] += from_roads[i];
    return result;
  }
  [[nodiscard]] double mean() const {
    double sum = 0;
    for (const double misfit : off())
      sum += std::isnan(misfit) ? far_away : std::min(misfit, far_away);
    return misfits.empty() ? 0 : sum / static_cast<double>(misfits.size());
  }
  [[nodiscard]] double median_from_roads() const {
    std::vector<double> sorted = from_roads;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
  }
};

/// Words of county.toml that say this system.
std::string words_of(const CrsCandidate& candidate) {
  return fmt::format("crs = \"{}\"{}", candidate.crs,
                     candidate.north_first ? ", axes = \"north_east\"" : "");
}

/// "1. crs = "EPSG:4548" (name; where; 98 %, 31 m)", the likeliest first: the share of places near
/// the townships and, with roads, the median distance to the nearest one.
std::string list_of(const std::vector<Assumed>& assumed) {
  constexpr std::size_t most = 5;
  std::string list;
  for (std::size_t i = 0; i < std::min(most, assumed.size()); ++i) {
    const CrsCandidate& candidate = assumed[i].candidate;
    list += fmt::format("{}{}. {} ({}; {:.3f}°E {:.3f}°N", i > 0 ? "; " : "", i + 1,
                        words_of(candidate), name_of_crs(candidate.crs), candidate.centre.longitude,
                        candidate.centre.latitude);
    if (!assumed[i].misfits.empty()) list += fmt::format("; {:.0f} %", 100 * assumed[i].share());
    if (!assumed[i].from_roads.empty()) {
      list += fmt::format(", {:.0f} m", assumed[i].median_from_roads());
    }
    list += ")";
  }
  if (assumed.size() > most) list += "; …";
  return list;
}

/// Best first; equally good ones in the order of the candidates.
void rank(std::vector<Assumed>& assumed) {
  std::stable_sort(assumed.begin(), assumed.end(),
                   [](const Assumed& a, const Assumed& b) { return a.mean() < b.mean(); });
}

/// Does the evidence leave no doubt about the first of them?
bool is_clear(const std::vector<Assumed>& assumed) {
  if (assumed.empty() || assumed.front().misfits.empty()) return false;
  if (assumed.front().share() < 0.9) return false;
  std::vector<std::vector<double>> misfits;
  misfits.reserve(assumed.size());
  for (const auto& one : assumed) misfits.push_back(one.off());
  const Comparison comparison = compare(misfits);
  return comparison.best == 0 && (assumed.size() == 1 || comparison.decided);
}

/// The same zone on the older datums, which the numbers do not exclude: "EPSG:2384, EPSG:2436".
std::string older_of(const CrsCandidate& candidate) {
  const auto older = older_datums_of(candidate.crs);
  return older.empty() ? "-" : fmt::format("{}", fmt::join(older, ", "));
}

/// Names of the layers whose places were the evidence.
struct Evidence {
  std::string layers;
  std::int64_t places = 0;
};

/// Reports a layer whose coordinate system is unknown or wrong, and takes the first proposal where
/// the user accepts and nothing speaks against it.
void propose(CountyReading reading, LayerRows& rows, const std::vector<Assumed>& assumed,
             const Evidence& evidence, const std::string& claimed) {
  const bool clear = is_clear(assumed);
  const bool accepted = clear && reading.accept && !rows.crs_is_given();
  std::string key = claimed.empty() ? "place.crs_undecided" : "place.crs_contradicted";
  if (assumed.empty()) key = claimed.empty() ? "county.no_crs" : key;
  if (clear && claimed.empty()) key = "place.crs_proposed";
  if (accepted) key = "place.crs_accepted";
  if (assumed.empty() && !claimed.empty()) return;  // nothing better is known
  Message message{key,
                  {{"claimed", claimed},
                   {"layers", evidence.layers},
                   {"places", evidence.places},
                   {"proposals", list_of(assumed)},
                   {"older", assumed.empty() ? "" : older_of(assumed.front().candidate)},
                   {"words", assumed.empty() ? "" : words_of(assumed.front().candidate)}}};
  rows.layer_problem(std::move(message), accepted ? Severity::warning : Severity::error);
  if (accepted) {
    rows.set_crs(assumed.front().candidate.crs, assumed.front().candidate.north_first);
  }
}

/// Areas of a layer in its own numbers.
std::vector<MultiPolygon> raw_areas(const LayerRows& rows) {
  std::vector<MultiPolygon> areas;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (const auto* area = std::get_if<MultiPolygon>(&rows.geometry(row))) {
      areas.push_back(valid(*area));
    }
  }
  return areas;
}

/// Places of the other layers in degrees, where these say what they are in.
std::vector<Point> known_places(CountyRows& rows, Evidence& evidence) {
  std::vector<Point> places;
  for (auto* other : {&rows.schools, &rows.settlements, &rows.roads}) {
    if (!*other || (*other)->crs().empty()) continue;
    try {
      const LayerProjection projection = (*other)->projection_to(degrees);
      for (const auto& one : sample_of(**other)) places.push_back(projection(one.point));
      evidence.layers += (evidence.layers.empty() ? "" : ", ") + (*other)->layer_name();
    } catch (const InputError&) {  // told where that layer is read
    }
  }
  evidence.places = static_cast<std::int64_t>(places.size());
  return places;
}

/// False: the numbers make no place in the system that the layer names, such as metres in degrees.
bool is_on_earth(const LayerRows& rows, const std::vector<Sampled>& sample) {
  const Point typical = typical_of(sample);
  if (is_geographic(rows.crs()) && (std::abs(typical.x) > 180 || std::abs(typical.y) > 180)) {
    return false;
  }
  try {
    return !std::isnan(rows.projection_to(degrees)(typical).x);
  } catch (const InputError&) {  // told where the layer is read
    return true;
  }
}

// ---- the shift of map services ----

/// What the layers may have in common with the truth, as seen from the places of one layer.
struct ShiftAssumption {
  const char* word;  ///< crs of county.toml, or nothing to say
  bool of_reference;
  Point (*moved)(Point degrees);
};
Point unmoved(Point p) { return p; }
Point from_bd09(Point p) { return wgs84_from_gcj02(gcj02_from_bd09(p)); }
Point to_bd09(Point p) { return bd09_from_gcj02(gcj02_from_wgs84(p)); }
const ShiftAssumption shift_assumptions[] = {{"", false, unmoved},
                                             {"GCJ-02", false, wgs84_from_gcj02},
                                             {"BD-09", false, from_bd09},
                                             {"GCJ-02", true, gcj02_from_wgs84},
                                             {"BD-09", true, to_bd09}};

/// Metres that a place of a row is off, where it lies on the plane.
using Misfit = std::function<double(std::size_t row, Point on_plane)>;

struct Seen {
  std::size_t row;
  Point degrees;
};

Comparison compare_shifts(const std::vector<Seen>& places, const std::string& plane,
                          const Misfit& misfit) {
  const Projection projection(degrees, plane);
  std::vector<std::vector<double>> misfits;
  for (const auto& assumption : shift_assumptions) {
    auto& of_this = misfits.emplace_back();
    for (const auto& place : places) {
      of_this.push_back(misfit(place.row, projection(assumption.moved(place.degrees))));
    }
  }
  return compare(misfits);
}

/// Row of the township that the texts of a row name, if they name one only. Longer names first, so
/// that 城关镇 in 新城关镇 does not count.
class NamedTownship {
 public:
  explicit NamedTownship(const County& county) {
    for (const auto id : county.townships.ids()) {
      const auto& name = county.townships[id].name;
      constexpr std::size_t two_characters = 6;  // bytes of UTF-8; shorter ones stand anywhere
      if (name.size() >= two_characters) names_.emplace_back(name, id.row());
    }
    std::stable_sort(names_.begin(), names_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }
  [[nodiscard]] std::ptrdiff_t operator()(const LayerRows& rows, std::size_t row) const {
    std::ptrdiff_t found = -1;
    for (std::string text : rows.texts(row)) {
      for (const auto& [name, township] : names_) {
        const auto at = text.find(name);
        if (at == std::string::npos) continue;
        if (found >= 0 && found != static_cast<std::ptrdiff_t>(township)) return -1;
        found = static_cast<std::ptrdiff_t>(township);
        text.erase(at, name.size());
      }
    }
    return found;
  }

 private:
  std::vector<std::pair<std::string, std::size_t>> names_;
};

/// With fewer the shift cannot be told, nor is it worth a word that it cannot.
constexpr std::size_t enough_places = 8;

/// Compares one layer of places with one reference.
class ShiftCheck {
 public:
  ShiftCheck(CountyReading reading, LayerRows& rows) : reading_(reading), rows_(&rows) {
    try {
      const LayerProjection projection = rows.projection_to(degrees);
      for (const auto& one : sample_of(rows)) {
        const Point place = projection(one.point);
        if (gcj02_from_wgs84(place) == place || std::isnan(place.x)) continue;  // not in China
        places_.push_back({one.row, place});
      }
    } catch (const InputError&) {  // told where the layer is read
    }
  }

  /// Tells what was found. False: the reference cannot tell.
  bool against(LayerRows& reference, const Misfit& misfit, const std::vector<Seen>& places) {
    if (places.size() < enough_places) return false;
    const Comparison comparison = compare_shifts(places, plane_crs(reading_.county), misfit);
    if (!comparison.decided) return false;
    if (comparison.best == 0) return true;
    const ShiftAssumption& assumption = shift_assumptions[comparison.best];
    LayerRows& shifted = assumption.of_reference ? reference : *rows_;
    const LayerRows& other = assumption.of_reference ? *rows_ : reference;
    const bool accepted = reading_.accept && !shifted.crs_is_given();
    Message message{accepted ? "place.shift_accepted" : "place.shift_found",
                    {{"shift", std::string(assumption.word)},
                     {"other", other.layer_name()},
                     {"telling", comparison.telling},
                     {"in_favour", comparison.in_favour},
                     {"before", comparison.medians.front()},
                     {"after", comparison.medians[comparison.best]},
                     {"confidence", std::min(99.99, 100 * (1 - comparison.doubt))}}};
    shifted.layer_problem(std::move(message),
                          accepted || shifted.crs_is_given() ? Severity::warning : Severity::error);
    if (accepted) shifted.set_crs(assumption.word, false);
    return true;
  }

  [[nodiscard]] const std::vector<Seen>& places() const { return places_; }

 private:
  CountyReading reading_;
  LayerRows* rows_;
  std::vector<Seen> places_;
};

std::optional<RoadDistance> road_distance_of(CountyReading reading, LayerRows& roads) {
  if (roads.crs().empty()) return std::nullopt;
  std::vector<Line> lines;
  try {
    const LayerProjection projection = roads.projection_to(plane_crs(reading.county));
    for (std::size_t row = 0; row < roads.size(); ++row) {
      const auto* parts = std::get_if<MultiLine>(&roads.geometry(row));
      if (!parts) continue;
      for (const auto& part : *parts) lines.push_back(projection(part));
    }
  } catch (const InputError&) {  // told where the layer is read
    return std::nullopt;
  }
  if (lines.empty()) return std::nullopt;
  return RoadDistance(lines);
}

/// Against the townships that the rows name. False: they cannot tell.
bool check_against_named_townships(CountyReading reading, LayerRows& townships,
                                   const LayerRows& rows, ShiftCheck& check) {
  const NamedTownship named(reading.county);
  std::vector<Seen> naming;
  std::map<std::size_t, std::size_t> home;  // row → township that it names
  for (const auto& place : check.places()) {
    const auto township = named(rows, place.row);
    if (township < 0) continue;
    naming.push_back(place);
    home[place.row] = static_cast<std::size_t>(township);
  }
  std::vector<AreaIndex> areas;
  for (const auto& township : reading.county.townships) {
    areas.emplace_back(std::vector<MultiPolygon>{township.area});
  }
  const Misfit off = [&](std::size_t row, Point place) {
    return areas[home.at(row)].nearest(place).second;
  };
  return check.against(townships, off, naming);
}

void check_shift(CountyReading reading, CountyRows& all, LayerRows& rows,
                 const std::optional<RoadDistance>& roads) {
  if (rows.crs().empty() || is_shifted(rows.crs())) return;
  ShiftCheck check(reading, rows);
  if (check.places().empty()) return;
  bool told = false;
  if (roads) {
    const Misfit off = [&](std::size_t, Point place) { return (*roads)(place); };
    told = check.against(*all.roads, off, check.places());
  }
  told = told || check_against_named_townships(reading, all.townships, rows, check);
  if (told || rows.crs_is_given() || check.places().size() < enough_places) return;
  rows.layer_problem({"place.shift_undecidable", {}}, Severity::note);
}

void tell_datum(CountyReading reading, LayerRows& rows) {
  if (rows.crs().empty() || is_shifted(rows.crs())) return;
  const auto sample = sample_of(rows);
  if (sample.empty()) return;
  try {
    const Point place = rows.projection_to(degrees)(typical_of(sample));
    const auto change = datum_change(rows.crs(), plane_crs(reading.county), {place.x, place.y});
    if (!change) return;
    rows.layer_problem({change->ballpark ? "place.datum_unknown" : "place.datum_changed",
                        {{"datum", change->name},
                         {"plane", reading.county.plane.name},
                         {"metres", change->moved_metres},
                         {"accuracy", change->accuracy_metres}}},
                       change->ballpark ? Severity::warning : Severity::note);
  } catch (const InputError&) {  // told where the layer is read
  }
}

/// Looks for the system of a layer that names none, or names one that leads away from the county.
/// False: it is still open.
bool settle_crs(CountyReading reading, LayerRows& rows, const AreaIndex& townships,
                const std::optional<RoadDistance>& roads) {
  const auto sample = sample_of(rows);
  if (!rows.opened() || sample.empty()) {
    if (rows.opened() && rows.crs().empty()) rows.layer_problem({"county.no_crs", {}});
    return false;
  }
  const std::string plane = plane_crs(reading.county);
  const auto assumed_in = [&](const CrsCandidate& candidate, const LayerProjection& projection,
                              bool weigh_roads) {
    Assumed result{candidate, {}, {}};
    for (const auto& one : sample) {
      const Point place = projection(one.point);
      const bool nowhere = std::isnan(place.x);
      result.misfits.push_back(nowhere ? far_away : townships.nearest(place).second);
      if (weigh_roads) result.from_roads.push_back(nowhere ? far_away : (*roads)(place));
    }
    return result;
  };
  std::string claimed;
  if (!rows.crs().empty()) {
    try {
      if (assumed_in({}, rows.projection_to(plane), false).share() >= 0.5) return true;
      claimed = name_of_crs(rows.crs());
    } catch (const InputError&) {  // told where the layer is read
      return false;
    }
  }
  std::vector<Assumed> assumed;
  for (const auto& candidate : crs_candidates(typical_of(sample))) {
    assumed.push_back(assumed_in(candidate,
                                 LayerProjection(candidate.crs, plane, candidate.north_first),
                                 roads.has_value()));
  }
  std::erase_if(assumed, [](const Assumed& one) { return one.share() < 0.5; });
  rank(assumed);
  propose(reading, rows, assumed, {reading.county.name, static_cast<std::int64_t>(sample.size())},
          claimed);
  return claimed.empty() && !rows.crs().empty();
}

}  // namespace

void settle_township_crs(CountyReading reading, CountyRows& rows) {
  LayerRows& townships = rows.townships;
  if (!townships.opened()) return;
  const auto sample = sample_of(townships);
  if (!townships.crs().empty() && (sample.empty() || is_on_earth(townships, sample))) return;
  if (sample.empty()) {
    townships.layer_problem({"county.no_crs", {}});
    return;
  }
  const AreaIndex areas(raw_areas(townships));
  Evidence evidence;
  const auto places = known_places(rows, evidence);
  std::vector<Assumed> assumed;
  for (const auto& candidate : crs_candidates(typical_of(sample))) {
    auto& one = assumed.emplace_back(Assumed{candidate, {}, {}});
    const Projection to_own(degrees, candidate.crs);
    const double scale = is_geographic(candidate.crs) ? metres_of_degree : 1;
    for (const Point place : places) {
      Point own = to_own(place);
      if (candidate.north_first) std::swap(own.x, own.y);
      one.misfits.push_back(std::isnan(own.x) ? far_away : areas.nearest(own).second * scale);
    }
  }
  rank(assumed);
  propose(reading, townships, assumed, evidence,
          townships.crs().empty() ? "" : name_of_crs(townships.crs()));
}

void settle_places(CountyReading reading, CountyRows& rows, const AreaIndex& townships) {
  std::optional<RoadDistance> roads;
  if (rows.roads && settle_crs(reading, *rows.roads, townships, std::nullopt)) {
    roads = road_distance_of(reading, *rows.roads);
  }
  std::string roads_crs = rows.roads ? rows.roads->crs() : "";
  if (rows.water) settle_crs(reading, *rows.water, townships, std::nullopt);
  for (auto* layer : {&rows.schools, &rows.settlements}) {
    if (!*layer || !settle_crs(reading, **layer, townships, roads)) continue;
    check_shift(reading, rows, **layer, roads);
    if (roads && rows.roads->crs() != roads_crs) {  // the roads carry the shift, and were moved
      roads_crs = rows.roads->crs();
      roads = road_distance_of(reading, *rows.roads);
    }
  }
  tell_datum(reading, rows.townships);
  for (auto* layer : {&rows.schools, &rows.settlements, &rows.roads, &rows.water}) {
    if (*layer) tell_datum(reading, **layer);
  }
}

}  // namespace budian
