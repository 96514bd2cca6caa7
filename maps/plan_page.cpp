#include "maps/plan_page.hpp"

#include <nlohmann/json.hpp>

#include "gis/embedded.hpp"
#include "maps/page_text.hpp"
#include "maps/report_parts.hpp"

#ifdef BUDIAN_WEB
BUDIAN_EMBEDDED(plan_page)
#endif

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

Json ground_of(const County& county, const report::Frame& frame) {
  Json ground = report::outlines(county, frame);
  ground["schools"] = Json::array();
  for (const auto& school : county.schools)
    ground["schools"].push_back({frame.x(school.place), frame.y(school.place)});
  return ground;
}

}  // namespace

std::string plan_page_json(const PlanStudy& study) {
  const County& county = study.ground.county;
  const report::Frame frame(county);
  Json json = Json::parse(plan_json(study));
  json["county"] = {{"name", county.name}, {"invented", county.is_invented}};
  json["standards"] = Json::object();
  for (const auto& rules : study.ground.standards)
    json["standards"][rules.code] = {{"zh", rules.name.zh}, {"en", rules.name.en}};
  json["ground"] = ground_of(county, frame);
  for (std::size_t i = 0; i < study.answer.advice.size(); ++i) {
    const School& school = county.schools[study.answer.advice[i].school];
    Json& advice = json["schools"][i];
    advice["township"] = county.townships[school.township].name;
    advice["place"] = {frame.x(school.place), frame.y(school.place)};
  }
  return json.dump();
}

#ifdef BUDIAN_WEB
std::string plan_html(const PlanStudy& study, Language language) {
  return filled_page(embedded_plan_page(), language, "<!--plan-->", plan_page_json(study));
}
#else
std::string plan_html(const PlanStudy& /*study*/, Language /*language*/) { return {}; }
#endif

}  // namespace budian
