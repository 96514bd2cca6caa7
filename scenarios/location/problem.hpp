// Where to have how many schools: sites, demands, ways between them, and the limits that bind.
// Built and checked once, then const. Nothing here knows files or counties.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis/ids.hpp"

namespace budian::location {

using SiteId = Id<struct LocationSiteTag>;
using DemandId = Id<struct LocationDemandTag>;

enum class Standing : std::uint8_t {
  free,       ///< the model decides
  required,   ///< open in every answer: kept or locked
  forbidden,  ///< never open
};

struct Site {
  std::string key;  ///< unique; decides between equals, so that the order of rows does not matter
  std::int64_t region = 0;
  Standing standing = Standing::free;
  std::int64_t least_heads = 0;  ///< of those it serves, where it is open
  std::optional<std::int64_t> most_heads = std::nullopt;
  std::int64_t opening_cost = 0;  ///< in the unit of heads × cost
  /// Row of the demand where it stands: its service area must hang together with it.
  std::optional<std::size_t> home = std::nullopt;
};

struct Demand {
  std::string key;  ///< unique
  std::int64_t heads = 0;
  std::int64_t region = 0;
  std::optional<std::int64_t> farthest = std::nullopt;  ///< hard limit of a way's cost
};

/// From a demand to a site, rows of the parts; the cost of a head, such as millimetres.
struct Way {
  std::size_t demand = 0, site = 0;
  std::int64_t cost = 0;
};

enum class Aim : std::uint8_t {
  fewest_sites,     ///< set cover, where ways are limited
  most_covered,     ///< heads within the radius: maximal cover
  least_distance,   ///< heads × cost and opening costs: p-median, facility location
  nearest_farthest  ///< the greatest cost of anybody's way: p-centre
};
struct Goal {
  Aim aim = Aim::least_distance;
  std::int64_t radius = 0;  ///< of most_covered
};

/// What a problem is built of.
struct Parts {
  std::vector<Site> sites;
  std::vector<Demand> demands;
  std::vector<Way> ways;  ///< where there is none, nobody goes
  std::size_t least_sites = 0;
  std::optional<std::size_t> most_sites = std::nullopt;
  std::vector<Goal> goals;      ///< the first first; each keeps what those before it reached
  bool whole = true;            ///< all of a demand go to one site
  bool within_regions = false;  ///< ways between regions do not count
  bool everyone_served = true;  ///< else some may be left out, for the sake of the goals
  bool contiguous = false;      ///< the demands of a site hang together with its home
  std::vector<std::pair<std::size_t, std::size_t>> neighbours = {};  ///< rows of demands
};

/// A way that may be used, seen from its demand.
struct Reach {
  SiteId site;
  std::int64_t cost = 0;
};

/// Sites and demands stand in the order of their keys. Ways that a limit forbids (too far, another
/// region, a forbidden site) are left out.
class Problem {
 public:
  /// Throws std::invalid_argument for parts that say nothing sensible: keys twice, rows that do not
  /// exist, negative numbers, sums beyond 2^52, a way twice, goals after least_distance.
  explicit Problem(Parts parts);

  [[nodiscard]] const Table<SiteId, Site>& sites() const { return sites_; }
  [[nodiscard]] const Table<DemandId, Demand>& demands() const { return demands_; }
  /// Nearest first, equals by the key of the site.
  [[nodiscard]] const std::vector<Reach>& reaches(DemandId demand) const {
    return reaches_[demand];
  }
  [[nodiscard]] std::optional<std::int64_t> cost(DemandId demand, SiteId site) const;
  [[nodiscard]] const std::vector<DemandId>& neighbours(DemandId demand) const {
    return neighbours_[demand];
  }
  [[nodiscard]] DemandId home(SiteId site) const { return DemandId(*sites_[site].home); }
  /// Rows of the parts that it was built of.
  [[nodiscard]] std::size_t row_of(SiteId site) const { return site_rows_[site]; }
  [[nodiscard]] std::size_t row_of(DemandId demand) const { return demand_rows_[demand]; }
  [[nodiscard]] std::size_t least_sites() const { return parts_.least_sites; }
  [[nodiscard]] std::size_t most_sites() const {
    return parts_.most_sites.value_or(parts_.sites.size());
  }
  [[nodiscard]] const std::vector<Goal>& goals() const { return parts_.goals; }
  [[nodiscard]] bool whole() const { return parts_.whole; }
  [[nodiscard]] bool everyone_served() const { return parts_.everyone_served; }
  [[nodiscard]] bool contiguous() const { return parts_.contiguous; }
  [[nodiscard]] const Parts& parts() const { return parts_; }

 private:
  void order_rows();
  void add_ways();

  Parts parts_;  ///< as they were given
  Table<SiteId, Site> sites_;
  Table<DemandId, Demand> demands_;
  Table<SiteId, std::size_t> site_rows_;
  Table<DemandId, std::size_t> demand_rows_;
  Table<DemandId, std::vector<Reach>> reaches_;
  Table<DemandId, std::vector<DemandId>> neighbours_;
};

}  // namespace budian::location
