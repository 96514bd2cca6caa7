#include "gis/projection.hpp"

#include <proj.h>

#include <cmath>
#include <limits>

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

}  // namespace

struct Projection::Implementation {
  ContextPointer context = quiet_context();
  PjPointer transformation;
};

Projection::Projection(const std::string& from, const std::string& to)
    : implementation_(std::make_unique<Implementation>()) {
  PJ_CONTEXT* context = implementation_->context.get();
  const PjPointer source = crs_of(context, from);
  const PjPointer target = crs_of(context, to);
  const PjPointer raw(
      proj_create_crs_to_crs_from_pj(context, source.get(), target.get(), nullptr, nullptr));
  if (raw) {
    implementation_->transformation.reset(proj_normalize_for_visualization(context, raw.get()));
  }
  if (!implementation_->transformation) {
    Problem problem;
    problem.message = {"county.no_transformation", {{"from", from.substr(0, 80)}, {"to", to}}};
    throw InputError({problem});
  }
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

Plane plane_of_epsg(int epsg) {
  const ContextPointer context = quiet_context();
  const std::string code = "EPSG:" + std::to_string(epsg);
  const PjPointer crs = crs_of(context.get(), code);
  Plane plane;
  plane.epsg = epsg;
  plane.name = proj_get_name(crs.get());
  plane.why = "plane.given";
  return plane;
}

Plane plane_for(LonLat centre) {
  // The 3-degree zones that CGCS2000 has without a prefix: number n = floor((λ + 1.5) / 3), 25
  // to 45.
  const int zone = static_cast<int>(std::floor((centre.longitude + 1.5) / 3.0));
  const bool in_china = zone >= 25 && zone <= 45 && centre.latitude > 3 && centre.latitude < 54;
  if (in_china) {
    Plane plane = plane_of_epsg(4534 + zone - 25);
    plane.why = "plane.gauss_kruger";
    return plane;
  }
  const int utm = static_cast<int>(std::floor((centre.longitude + 180.0) / 6.0)) + 1;
  Plane plane = plane_of_epsg((centre.latitude >= 0 ? 32600 : 32700) + utm);
  plane.why = "plane.utm";
  return plane;
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
