#include "gis/projection.hpp"

#include <proj.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <utility>

namespace budian {
namespace {

struct ContextDeleter {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct PjDeleter {
  void operator()(PJ* pj) const { proj_destroy(pj); }
};
using ContextPointer = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using PjPointer = std::unique_ptr<PJ, PjDeleter>;

ContextPointer quiet_context() {
  ContextPointer context(proj_context_create());
  proj_log_level(context.get(), PJ_LOG_NONE);
  return context;
}

PjPointer crs_of(PJ_CONTEXT* context, const std::string& definition) {
  PjPointer crs(proj_create(context, definition.c_str()));
  if (!crs || !proj_is_crs(crs.get())) {
    Problem problem;
    problem.message = {"county.unknown_crs", {{"crs", definition.substr(0, 80)}}};
    problem.value = definition.substr(0, 80);
    throw InputError({problem});
  }
  return crs;
}

/// Every transformation made so far. To make one, PROJ searches its database (tens of milliseconds
/// between datums); to copy one costs a hundredth of that.
class Transformations {
 public:
  /// A copy for another context, which belongs to one thread at a time.
  PjPointer copy(PJ_CONTEXT* context, const std::string& from, const std::string& to) {
    const std::lock_guard<std::mutex> guard(mutex_);
    PjPointer& known = made_[{from, to}];
    if (!known) known = make(from, to);
    return PjPointer(proj_clone(context, known.get()));
  }

 private:
  PjPointer make(const std::string& from, const std::string& to) {
    const PjPointer source = crs_of(context_.get(), from);
    const PjPointer target = crs_of(context_.get(), to);
    const PjPointer raw(proj_create_crs_to_crs_from_pj(context_.get(), source.get(), target.get(),
                                                       nullptr, nullptr));
    PjPointer normal(raw ? proj_normalize_for_visualization(context_.get(), raw.get()) : nullptr);
    if (normal) return normal;
    Problem problem;
    problem.message = {"county.no_transformation", {{"from", from.substr(0, 80)}, {"to", to}}};
    throw InputError({problem});
  }

  std::mutex mutex_;
  ContextPointer context_ = quiet_context();
  std::map<std::pair<std::string, std::string>, PjPointer> made_;
};

Transformations& transformations() {
  static Transformations all;
  return all;
}

}  // namespace

struct Projection::Implementation {
  ContextPointer context = quiet_context();
  PjPointer transformation;
};

Projection::Projection(const std::string& from, const std::string& to)
    : implementation_(std::make_unique<Implementation>()) {
  implementation_->transformation =
      transformations().copy(implementation_->context.get(), from, to);
}

Projection::~Projection() = default;
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;

Point Projection::operator()(Point point) const {
  const PJ_COORD moved =
      proj_trans(implementation_->transformation.get(), PJ_FWD, proj_coord(point.x, point.y, 0, 0));
  if (!std::isfinite(moved.xy.x) || !std::isfinite(moved.xy.y)) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    return {nan, nan};
  }
  return {moved.xy.x, moved.xy.y};
}

namespace {

Plane named_plane(int epsg, const char* why) {
  const ContextPointer context = quiet_context();
  const PjPointer crs = crs_of(context.get(), "EPSG:" + std::to_string(epsg));
  Plane plane;
  plane.epsg = epsg;
  plane.name = proj_get_name(crs.get());
  plane.why = why;
  return plane;
}

/// Metres on the plane for a metre on the ground, along the parallel and along the meridian; the
/// one that is further from 1.
double worst_scale(const std::string& plane, LonLat at) {
  const Projection projection("EPSG:4326", plane);
  constexpr double step = 0.001;  // degrees: about 100 m
  const ContextPointer context = quiet_context();
  const PjPointer ellipsoid(proj_create(context.get(), "+proj=longlat +ellps=WGS84"));
  const auto scale = [&](double east, double north) {
    const Point a{at.longitude, at.latitude};
    const Point b{at.longitude + east, at.latitude + north};
    const auto radians = [](Point p) { return proj_coord(proj_torad(p.x), proj_torad(p.y), 0, 0); };
    const double ground = proj_lp_dist(ellipsoid.get(), radians(a), radians(b));
    return distance_metres(projection(a), projection(b)) / ground;
  };
  const double along_parallel = scale(step, 0);
  const double along_meridian = scale(0, step);
  const bool parallel_is_worse = std::abs(along_parallel - 1) > std::abs(along_meridian - 1);
  return parallel_is_worse ? along_parallel : along_meridian;
}

/// The system of degrees under a system.
PjPointer geodetic_of(PJ_CONTEXT* context, const std::string& crs) {
  const PjPointer whole = crs_of(context, crs);
  return PjPointer(proj_crs_get_geodetic_crs(context, whole.get()));
}

/// Name of its datum, or of its ensemble of datums; empty where it has none.
std::string datum_of(PJ_CONTEXT* context, const PjPointer& geodetic) {
  const PjPointer datum(geodetic ? proj_crs_get_datum_forced(context, geodetic.get()) : nullptr);
  return datum ? proj_get_name(datum.get()) : "";
}

bool is_wgs84_like(const std::string& datum) {
  constexpr std::array<const char*, 8> names{"World Geodetic System 1984",
                                             "WGS 84",
                                             "WGS_1984",
                                             "WGS84",
                                             "China 2000",
                                             "China_2000",
                                             "CGCS2000",
                                             "CGCS_2000"};
  return std::any_of(names.begin(), names.end(),
                     [&](const char* name) { return datum.find(name) != std::string::npos; });
}

}  // namespace

Plane plane_of_epsg(int epsg, LonLat centre) {
  Plane plane = named_plane(epsg, "plane.given");
  const double scale = worst_scale("EPSG:" + std::to_string(epsg), centre);
  constexpr double most = 0.002;
  if (!(std::abs(scale - 1) <= most)) {
    Problem problem;
    problem.message = {"county.plane_unsuitable", {{"plane", plane.name}, {"scale", 1000 * scale}}};
    problem.value = std::to_string(epsg);
    throw InputError({problem});
  }
  return plane;
}

Plane plane_for(LonLat centre) {
  // The 3-degree zones that CGCS2000 has without a prefix: number n = floor((λ + 1.5) / 3), 25
  // to 45.
  const int zone = static_cast<int>(std::floor((centre.longitude + 1.5) / 3.0));
  const bool in_china = zone >= 25 && zone <= 45 && centre.latitude > 3 && centre.latitude < 54;
  if (in_china) return named_plane(4534 + zone - 25, "plane.gauss_kruger");
  const int utm = static_cast<int>(std::floor((centre.longitude + 180.0) / 6.0)) + 1;
  return named_plane((centre.latitude >= 0 ? 32600 : 32700) + utm, "plane.utm");
}

std::optional<DatumChange> datum_change(const std::string& from, const std::string& to,
                                        LonLat place) {
  const ContextPointer context = quiet_context();
  const PjPointer source = geodetic_of(context.get(), from);
  const PjPointer target = geodetic_of(context.get(), to);
  DatumChange change;
  change.name = datum_of(context.get(), source);
  const std::string other = datum_of(context.get(), target);
  const bool alike = is_wgs84_like(change.name) && is_wgs84_like(other);
  if (change.name.empty() || other.empty() || change.name == other || alike) return std::nullopt;
  const PjPointer raw(
      proj_create_crs_to_crs_from_pj(context.get(), source.get(), target.get(), nullptr, nullptr));
  if (!raw) return std::nullopt;
  const PjPointer in_degrees(proj_normalize_for_visualization(context.get(), raw.get()));
  const PJ_COORD moved =
      proj_trans(in_degrees.get(), PJ_FWD, proj_coord(place.longitude, place.latitude, 0, 0));
  const PjPointer used(proj_trans_get_last_used_operation(in_degrees.get()));
  change.accuracy_metres =
      used ? proj_coordoperation_get_accuracy(context.get(), used.get()) : -1.0;
  change.ballpark =
      !used || proj_coordoperation_has_ballpark_transformation(context.get(), used.get()) != 0;
  constexpr double degree = 111320;  // metres of latitude, near enough for the size of an effect
  const double narrowing = std::cos(proj_torad(place.latitude));
  change.moved_metres = std::hypot((moved.xy.x - place.longitude) * degree * narrowing,
                                   (moved.xy.y - place.latitude) * degree);
  return change;
}

std::string name_of_crs(const std::string& crs) {
  const ContextPointer context = quiet_context();
  const PjPointer made(proj_create(context.get(), crs.c_str()));
  return made ? proj_get_name(made.get()) : crs.substr(0, 80);
}

bool is_geographic(const std::string& crs) {
  if (crs.empty()) return false;
  const ContextPointer context = quiet_context();
  const PjPointer made(proj_create(context.get(), crs.c_str()));
  if (!made) return false;
  const PJ_TYPE type = proj_get_type(made.get());
  return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

}  // namespace budian
