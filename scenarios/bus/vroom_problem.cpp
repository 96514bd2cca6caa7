#include "scenarios/bus/vroom_problem.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/bus/drawn_routes.hpp"
#include "scenarios/bus/parsed_json.hpp"

namespace budian {
namespace {

using Json = nlohmann::json;
using Keys = std::set<std::string>;

constexpr std::int64_t most_seconds = 400'000;  // as far as the search tells ways apart
constexpr std::int64_t most_metres = 400'000;
constexpr std::int64_t most_pupils = 1'000'000;
constexpr std::int64_t most_cost = 1'000'000'000;
constexpr std::int64_t most_rate =
    1'000'000;  // an hour or a kilometre: sums stay far from overflow
constexpr std::int64_t last_second = 24 * 60 * 60 - 1;

/// Large tables are not looked through.
bool is_quickest(const bus::SiteTravel& travel) {
  constexpr std::size_t most_sites = 600;
  const std::size_t n = travel.sites;
  if (n > most_sites) return false;
  const auto time = [&](std::size_t from, std::size_t to) { return travel.time[from * n + to]; };
  for (std::size_t over = 0; over < n; ++over) {
    for (std::size_t from = 0; from < n; ++from) {
      const std::int64_t first = time(from, over);
      if (first == bus::no_travel) continue;
      for (std::size_t to = 0; to < n; ++to) {
        const std::int64_t second = time(over, to);
        if (second == bus::no_travel) continue;
        const std::int64_t direct = time(from, to);
        if (direct == bus::no_travel || direct > first + second) return false;
      }
    }
  }
  return true;
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& file, const VroomTerms& terms)
      : file_(file), terms_(terms), root_(parsed_json(text, file, "vroom.not_json")) {}

  VroomProblem read() {
    allow(root_, "", {"vehicles", "shipments", "jobs", "matrices"});
    if (!list_at(root_, "jobs", "").empty()) problem("jobs", {"vroom.no_jobs", {}});
    read_vehicles();
    read_matrix();
    read_shipments();
    require_one_measure();
    give_up_if_broken();
    set_parameters();
    parts_.travel.is_quickest = is_quickest(parts_.travel);
    try {
      return {bus::Problem(std::move(parts_)), std::move(shipments_), std::move(vehicles_),
              has_distances_};
    } catch (const std::invalid_argument& error) {  // nothing that this reader knows of
      throw InputError({problem_at(file_, error.what(), {"vroom.no_problem", {}})});
    }
  }

 private:
  void read_vehicles() {
    const Json& list = list_at(root_, "vehicles", "");
    if (list.empty()) problem("vehicles", {"vroom.no_vehicles", {}});
    std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>, bus::BusTypeId>
        types;
    std::map<std::int64_t, bus::DepotId> depots;
    std::set<std::int64_t> known;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string at = "vehicles/" + std::to_string(i);
      const Json& vehicle = list[i];
      allow(vehicle, at,
            {"id", "profile", "description", "start", "start_index", "end", "end_index", "capacity",
             "costs"});
      if (!vehicle.is_object()) continue;
      VroomVehicle read;
      read.id = whole(vehicle, "id", at, 0, most_cost);
      if (!known.insert(read.id).second) problem(at + "/id", {"vroom.twice", {}});
      read.words = words(vehicle, "description", at);
      profiles_.insert(vehicle.contains("profile") ? words(vehicle, "profile", at) : "car");
      const std::int64_t seats = amount(vehicle, "capacity", at);
      const Json costs = vehicle.value("costs", Json::object());
      allow(costs, at + "/costs", {"fixed", "per_hour", "per_km"});
      const auto key = std::make_tuple(seats, cost(costs, "fixed", at, 0, most_cost),
                                       cost(costs, "per_hour", at, 3600, most_rate),
                                       cost(costs, "per_km", at, 0, most_rate));
      pays_by_kilometre_ = pays_by_kilometre_ || std::get<3>(key) > 0;
      const auto [type, is_new] = types.try_emplace(key, parts_.types.size());
      if (is_new) add_type(key, read.words);
      ++parts_.types[type->second].available;
      read.type = type->second;
      read_home(vehicle, at, depots, read);
      vehicles_.push_back(std::move(read));
    }
    if (!depots.empty() && vehicles_without_home_ > 0)
      problem("vehicles", {"vroom.some_homes", {}});
    if (types.size() > 1 && depots.size() > 1) problem("vehicles", {"vroom.types_and_homes", {}});
  }

  void add_type(const std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>& key,
                const std::string& name) {
    bus::BusType type;
    type.name = name;
    type.nominal_seats = type.pupil_seats = Heads(std::get<0>(key));
    type.fixed_cost_a_year = Fen(std::get<1>(key));
    type.cost_an_hour = Fen(std::get<2>(key));
    type.cost_a_kilometre = Fen(std::get<3>(key));
    type.available = 0;
    type.attendants = 0;
    parts_.types.push_back(type);
  }

  /// Where it begins and ends: at one place, or nowhere.
  void read_home(const Json& vehicle, const std::string& at,
                 std::map<std::int64_t, bus::DepotId>& depots, VroomVehicle& read) {
    const bool begins = vehicle.contains("start_index");
    const bool ends = vehicle.contains("end_index");
    if (!begins && !ends) {
      if (vehicle.contains("start") || vehicle.contains("end")) {
        problem(at, {"vroom.needs_index", {}});
      }
      ++vehicles_without_home_;
      return;
    }
    const std::int64_t start = begins ? index(vehicle, "start_index", at) : -1;
    const std::int64_t end = ends ? index(vehicle, "end_index", at) : -1;
    if (start != end) return problem(at, {"vroom.two_homes", {}});
    const auto [depot, is_new] = depots.try_emplace(start, parts_.depots.size());
    if (is_new) parts_.depots.push_back({site(start), 0});
    ++parts_.depots[depot->second].available;
    read.depot = depot->second;
  }

  void read_matrix() {
    if (profiles_.size() > 1) problem("vehicles", {"vroom.profiles", {}});
    const std::string profile = profiles_.empty() ? "car" : *profiles_.begin();
    const std::string at = "matrices/" + profile;
    const auto matrices = root_.is_object() ? root_.find("matrices") : root_.end();
    if (!root_.is_object() || matrices == root_.end() || !matrices->is_object() ||
        !matrices->contains(profile)) {
      return problem(at, {"vroom.no_matrix", {}});
    }
    const Json& matrix = (*matrices)[profile];
    allow(matrix, at, {"durations", "distances"});
    const Json& durations = list_at(matrix, "durations", at);
    parts_.travel.sites = durations.size();
    if (durations.empty()) problem(at + "/durations", {"vroom.no_matrix", {}});
    table(durations, at + "/durations", most_seconds, parts_.travel.time);
    has_distances_ = matrix.is_object() && matrix.contains("distances");
    if (has_distances_) {
      table(matrix["distances"], at + "/distances", most_metres, parts_.travel.length);
    } else {
      if (pays_by_kilometre_) problem(at + "/distances", {"vroom.no_distances", {}});
      for (const std::int64_t time : parts_.travel.time) {
        parts_.travel.length.push_back(time == bus::no_travel ? bus::no_travel : 0);
      }
    }
    if (parts_.travel.length.size() != parts_.travel.time.size()) return;
    for (std::size_t i = 0; i < parts_.travel.time.size(); ++i) {
      const bool has_time = parts_.travel.time[i] != bus::no_travel;
      const bool has_length = parts_.travel.length[i] != bus::no_travel;
      if (has_time != has_length) return problem(at, {"vroom.half_a_way", {}});
    }
  }

  /// In thousandths; null: no way.
  void table(const Json& rows, const std::string& at, std::int64_t most,
             std::vector<std::int64_t>& into) {
    const std::size_t sites = parts_.travel.sites;
    if (!rows.is_array() || rows.size() != sites) return problem(at, {"vroom.not_square", {}});
    for (std::size_t from = 0; from < sites; ++from) {
      const std::string where = at + "/" + std::to_string(from);
      if (!rows[from].is_array() || rows[from].size() != sites) {
        return problem(where, {"vroom.not_square", {}});
      }
      for (std::size_t to = 0; to < sites; ++to) {
        const Json& cell = rows[from][to];
        const std::string there = where + "/" + std::to_string(to);
        if (cell.is_null() && from != to) {
          into.push_back(bus::no_travel);
        } else if (!is_whole(cell, 0, from == to ? 0 : most)) {
          problem(there,
                  {from == to ? "vroom.to_itself" : "vroom.no_way",
                   {{"least", std::int64_t{0}}, {"most", most}}},
                  cell.dump());
          into.push_back(0);
        } else {
          into.push_back(cell.get<std::int64_t>() * 1000);
        }
      }
    }
  }

  void read_shipments() {
    const Json& list = list_at(root_, "shipments", "");
    if (list.empty()) problem("shipments", {"vroom.no_shipments", {}});
    std::set<std::int64_t> pickups, deliveries;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string at = "shipments/" + std::to_string(i);
      const Json& shipment = list[i];
      allow(shipment, at, {"pickup", "delivery", "amount", "max_ride"});
      if (!shipment.is_object()) continue;
      const Json pickup = shipment.value("pickup", Json());
      const Json delivery = shipment.value("delivery", Json());
      allow(pickup, at + "/pickup",
            {"id", "description", "location", "location_index", "setup", "service"});
      allow(
          delivery, at + "/delivery",
          {"id", "description", "location", "location_index", "setup", "service", "time_windows"});
      if (!pickup.is_object() || !delivery.is_object()) continue;
      VroomShipment read;
      read.pickup = whole(pickup, "id", at + "/pickup", 0, most_cost);
      read.delivery = whole(delivery, "id", at + "/delivery", 0, most_cost);
      if (!pickups.insert(read.pickup).second) problem(at + "/pickup/id", {"vroom.twice", {}});
      if (!deliveries.insert(read.delivery).second) {
        problem(at + "/delivery/id", {"vroom.twice", {}});
      }
      read.pickup_words = words(pickup, "description", at + "/pickup");
      read.delivery_words = words(delivery, "description", at + "/delivery");
      bus::Stop stop;
      stop.site = site(index(pickup, "location_index", at + "/pickup"));
      stop.school = school_of(delivery, at + "/delivery");
      stop.pupils = Heads(amount(shipment, "amount", at));
      refuse_setup(pickup, at + "/pickup");
      stop.boarding = time(pickup, "service", at + "/pickup", 0);
      stop.ride_limit = time(shipment, "max_ride", at, most_seconds);
      parts_.stops.push_back(stop);
      shipments_.push_back(std::move(read));
    }
  }

  /// Which that form counts at some tasks of a place and not at others.
  void refuse_setup(const Json& task, const std::string& at) {
    if (time(task, "setup", at, 0) > Milliseconds(0)) problem(at + "/setup", {"vroom.setup", {}});
  }

  bus::BellId school_of(const Json& delivery, const std::string& at) {
    refuse_setup(delivery, at);
    unloads_.insert(time(delivery, "service", at, 0));
    std::int64_t begin = 0;
    std::int64_t end = last_second;
    const Json windows = delivery.value("time_windows", Json());
    const bool is_one = windows.is_array() && windows.size() == 1 && windows[0].is_array() &&
                        windows[0].size() == 2 && is_whole(windows[0][0], 0, last_second) &&
                        is_whole(windows[0][1], 0, last_second) && windows[0][0] <= windows[0][1];
    if (is_one) {
      begin = windows[0][0].get<std::int64_t>();
      end = windows[0][1].get<std::int64_t>();
    } else {
      problem(at + "/time_windows", {"vroom.one_window", {}});
    }
    const std::int64_t place = index(delivery, "location_index", at);
    const auto [found, is_new] =
        schools_.try_emplace(std::make_tuple(place, begin, end), parts_.schools.size());
    if (is_new) {
      bus::School school;
      school.site = site(place);
      school.arrive = Milliseconds(end * 1000);
      school.depart = Milliseconds(last_second * 1000 + 999);  // nobody is taken home
      school.early = Milliseconds((end - begin) * 1000);
      parts_.schools.push_back(school);
    }
    return found->second;
  }

  /// The bus stands as long at every school.
  void require_one_measure() {
    if (unloads_.size() > 1) problem("shipments", {"vroom.services", {}});
  }

  void set_parameters() {
    bus::Parameters& rules = parts_.parameters;
    rules.unload = *unloads_.begin();
    rules.service_days = 1;
    rules.trips_a_day = 1;
    rules.fewest_buses_first = terms_.fewest_buses_first;
    if (!terms_.mixed_loads) return;
    for (std::size_t a = 0; a < parts_.schools.size(); ++a) {
      for (std::size_t b = a + 1; b < parts_.schools.size(); ++b) {
        parts_.may_share.emplace_back(bus::BellId(a), bus::BellId(b));
      }
    }
  }

  static bool is_whole(const Json& value, std::int64_t least, std::int64_t most) {
    if (value.is_number_unsigned()) {
      const auto number = value.get<std::uint64_t>();
      return number <= static_cast<std::uint64_t>(most) &&
             static_cast<std::int64_t>(number) >= least;
    }
    if (!value.is_number_integer()) return false;
    return value.get<std::int64_t>() >= least && value.get<std::int64_t>() <= most;
  }

  std::int64_t whole(const Json& object, const char* key, const std::string& at, std::int64_t least,
                     std::int64_t most) {
    const auto found = object.find(key);
    if (found != object.end() && is_whole(*found, least, most)) return found->get<std::int64_t>();
    problem(at + "/" + key, {"vroom.whole", {{"least", least}, {"most", most}}},
            found == object.end() ? "" : found->dump());
    return least;
  }

  Milliseconds time(const Json& object, const char* key, const std::string& at,
                    std::int64_t otherwise) {
    if (!object.contains(key)) return Milliseconds(otherwise * 1000);
    return Milliseconds(whole(object, key, at, 0, most_seconds) * 1000);
  }

  std::int64_t cost(const Json& costs, const char* key, const std::string& at,
                    std::int64_t otherwise, std::int64_t most) {
    if (!costs.is_object() || !costs.contains(key)) return otherwise;
    return whole(costs, key, at + "/costs", 0, most);
  }

  std::int64_t index(const Json& object, const char* key, const std::string& at) {
    const std::int64_t found = whole(object, key, at, 0, most_cost);
    indices_.emplace_back(found, at + "/" + key);
    return found;
  }
  static bus::SiteId site(std::int64_t index) {
    return bus::SiteId(static_cast<std::size_t>(index));
  }

  /// One number, in a list as that form wants it.
  std::int64_t amount(const Json& object, const char* key, const std::string& at) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_array() && found->size() == 1 &&
        is_whole((*found)[0], 1, most_pupils)) {
      return (*found)[0].get<std::int64_t>();
    }
    problem(at + "/" + key, {"vroom.one_amount", {{"key", std::string(key)}}},
            found == object.end() ? "" : found->dump());
    return 1;
  }

  std::string words(const Json& object, const char* key, const std::string& at) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    problem(at + "/" + key, {"routes.no_words", {{"key", std::string(key)}}}, found->dump());
    return {};
  }

  const Json& list_at(const Json& object, const char* key, const std::string& at) {
    static const Json none = Json::array();
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || found == object.end()) return none;
    if (found->is_array()) return *found;
    problem(at.empty() ? key : at + "/" + key, {"vroom.no_list", {}});
    return none;
  }

  void allow(const Json& object, const std::string& at, const Keys& keys) {
    if (!object.is_object()) return problem(at, {"vroom.no_object", {}});
    for (const auto& [key, value] : object.items()) {
      if (keys.count(key) == 0) problem(at.empty() ? key : at + "/" + key, {"vroom.no_part", {}});
    }
  }

  void give_up_if_broken() {
    const auto sites = static_cast<std::int64_t>(parts_.travel.sites);
    for (const auto& [index, at] : indices_) {
      if (index >= sites)
        problem(at, {"vroom.no_place", {{"count", sites}}}, std::to_string(index));
    }
    if (problems_.empty()) return;
    std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) {
      return std::tie(a.field) < std::tie(b.field);
    });
    throw InputError(std::move(problems_));
  }

  void problem(const std::string& where, Message message, const std::string& value = {}) {
    if (problems_.size() < most_problems) {
      problems_.push_back(problem_at(file_, where, std::move(message), value));
    }
  }

  static constexpr std::size_t most_problems = 200;
  std::string file_;
  VroomTerms terms_;
  Json root_;
  bus::Parts parts_;
  std::vector<VroomShipment> shipments_;
  std::vector<VroomVehicle> vehicles_;
  std::set<std::string> profiles_;
  std::set<Milliseconds> unloads_;
  std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, bus::BellId> schools_;
  std::vector<std::pair<std::int64_t, std::string>> indices_;
  std::size_t vehicles_without_home_ = 0;
  bool has_distances_ = false;
  bool pays_by_kilometre_ = false;
  std::vector<Problem> problems_;
};

}  // namespace

VroomProblem read_vroom_problem(std::string_view text, const std::string& file,
                                const VroomTerms& terms) {
  return Reader(text, file, terms).read();
}

}  // namespace budian
