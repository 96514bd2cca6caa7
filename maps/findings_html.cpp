// The page of `budian check`: no scripts, prints on A4.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "gis/projection.hpp"
#include "maps/findings_outputs.hpp"
#include "maps/markup.hpp"

namespace budian {
namespace {

constexpr const char* css = R"(
:root{--ink:#1d2730;--muted:#5d6872;--line:#d8dde1}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1180px;padding:24px 28px 48px;color:var(--ink);background:#fff;
font:15px/1.6 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Noto Sans","Segoe UI",sans-serif}
h1{font-size:24px;margin:0 0 4px}h2{font-size:18px;margin:30px 0 8px}p{margin:6px 0}
.muted{color:var(--muted);font-size:13px}
.top{display:flex;gap:32px;flex-wrap:wrap;align-items:flex-start}.top>div{flex:1 1 260px;max-width:440px}
.counts{border-collapse:collapse;min-width:250px}.counts td{padding:4px 14px 4px 0;border:0}
.counts .n{text-align:right;font-variant-numeric:tabular-nums;font-weight:600}
.map{border:1px solid var(--line);max-width:100%;height:auto;background:#fafbfb}
table.list{border-collapse:collapse;width:100%;table-layout:fixed;font-size:14px}
.list th{text-align:left;border-bottom:2px solid var(--ink);padding:6px 10px 6px 0;font-size:13px}
.list td{vertical-align:top;border-bottom:1px solid var(--line);padding:7px 10px 7px 0;overflow-wrap:anywhere}
.dot{display:inline-block;width:10px;height:10px;border-radius:50%;margin-right:6px}
code{font-size:12px;color:var(--muted)}
.ok{font-size:18px;color:#1a6b3c}.no{font-size:18px;color:#a3260f}
@media print{body{padding:0;font-size:11px}.list{font-size:10.5px}tr{break-inside:avoid}thead{display:table-header-group}}
@page{size:A4 landscape;margin:14mm})";

const char* colour_of(Severity severity) {
  constexpr std::array<const char*, 4> colours{"#78909c", "#e0a000", "#dc5a14", "#be1414"};
  return colours.at(static_cast<std::size_t>(severity));
}

/// From the plane to the picture, north up.
class Picture {
 public:
  explicit Picture(const County& county) {
    for (const auto& township : county.townships) {
      for (const auto& polygon : township.area) {
        for (const auto& point : polygon.front()) {
          west_ = std::min(west_, point.x);
          east_ = std::max(east_, point.x);
          south_ = std::min(south_, point.y);
          north_ = std::max(north_, point.y);
        }
      }
    }
    scale_ = std::min(width / std::max(east_ - west_, 1.0),
                      most_height / std::max(north_ - south_, 1.0));
  }
  [[nodiscard]] double height() const { return (north_ - south_) * scale_ + 2 * margin; }
  [[nodiscard]] double whole_width() const { return (east_ - west_) * scale_ + 2 * margin; }
  [[nodiscard]] double metres_of_pixel() const { return 1 / scale_; }
  [[nodiscard]] Point operator()(Point p) const {
    return {margin + (p.x - west_) * scale_, margin + (north_ - p.y) * scale_};
  }
  /// Is it on the picture?
  [[nodiscard]] bool holds(Point p) const {
    return p.x >= 0 && p.y >= 0 && p.x <= whole_width() && p.y <= height();
  }

 private:
  static constexpr double width = 520, most_height = 400, margin = 14;
  double west_ = std::numeric_limits<double>::max(), east_ = std::numeric_limits<double>::lowest();
  double south_ = std::numeric_limits<double>::max(),
         north_ = std::numeric_limits<double>::lowest();
  double scale_ = 1;
};

std::string map_of(const CheckedCounty& checked, Language language) {
  const County& county = checked.county;
  if (county.townships.empty()) return {};
  const Picture picture(county);
  std::string svg = fmt::format(
      "<figure style=\"margin:0\"><svg class=\"map\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
      "viewBox=\"0 0 "
      "{0:.0f} {1:.0f}\" role=\"img\">",
      picture.whole_width(), picture.height());
  for (const auto& township : county.townships) {
    std::string path;
    for (const auto& polygon : simplified(township.area, picture.metres_of_pixel())) {
      for (std::size_t i = 0; i < polygon.front().size(); ++i) {
        const Point p = picture(polygon.front()[i]);
        path += fmt::format("{}{:.1f} {:.1f}", i == 0 ? "M" : "L", p.x, p.y);
      }
      path += "Z";
    }
    svg += fmt::format(
        "<path d=\"{}\" fill=\"#f1f3f0\" stroke=\"#9aa5ad\" "
        "stroke-width=\"0.8\"><title>{}</title></path>",
        path, escaped_markup(township.name));
  }
  for (const auto& school : county.schools) {
    const Point p = picture(school.place);
    svg +=
        fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"1.6\" fill=\"#93a1ab\"/>", p.x, p.y);
  }
  const Projection plane("EPSG:4326", "EPSG:" + std::to_string(county.plane.epsg));
  std::int64_t beyond = 0;
  auto problems = by_severity(checked.problems);
  std::reverse(problems.begin(), problems.end());  // the worst on top
  for (const auto& problem : problems) {
    if (!problem.place) continue;
    const Point p = picture(plane({problem.place->longitude, problem.place->latitude}));
    if (!picture.holds(p)) {
      ++beyond;
      continue;
    }
    svg += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4.5\" fill=\"{}\" "
        "stroke=\"#fff\"><title>{}</title></circle>",
        p.x, p.y, colour_of(problem.severity), escaped_markup(text(problem.message, language)));
  }
  svg += "</svg><figcaption class=\"muted\">" + escaped_markup(text("check.map", language));
  if (beyond > 0) {
    svg += " " + escaped_markup(text(Message{"check.beyond_map", {{"count", beyond}}}, language));
  }
  return svg + "</figcaption></figure>";
}

std::string counts_of(const std::vector<Problem>& problems, Language language) {
  std::string table = "<table class=\"counts\">";
  for (const auto severity :
       {Severity::error, Severity::serious, Severity::warning, Severity::note}) {
    const auto count = std::count_if(problems.begin(), problems.end(),
                                     [&](const Problem& p) { return p.severity == severity; });
    if (severity == Severity::serious && count == 0) continue;
    table += fmt::format(
        "<tr><td><span class=\"dot\" style=\"background:{}\"></span>{}</td><td "
        "class=\"n\">{}</td></tr>",
        colour_of(severity), escaped_markup(text("severity." + word_of(severity), language)),
        count);
  }
  return table + "</table>";
}

std::string where_of(const Problem& problem, Language language) {
  std::string where = escaped_markup(std::filesystem::path(problem.file).filename().string());
  const auto add = [&](const std::string& part) {
    if (!part.empty()) where += (where.empty() ? "" : "<br>") + escaped_markup(part);
  };
  add(place_in_file(problem, language));
  add(place_on_ground(problem));
  if (!problem.field.empty())
    add(text(Message{"place.field", {{"field", problem.field}}}, language));
  if (!problem.value.empty())
    add(text(Message{"place.value", {{"value", problem.value}}}, language));
  return where;
}

std::string list_of(const std::vector<Problem>& problems, Language language) {
  std::string table =
      "<table class=\"list\"><colgroup><col style=\"width:8%\"><col style=\"width:19%\"><col "
      "style=\"width:33%\"><col style=\"width:25%\"><col "
      "style=\"width:15%\"></colgroup><thead><tr>";
  for (const auto* key :
       {"check.severity", "check.place", "check.what", "check.right", "check.done"}) {
    table += "<th>" + escaped_markup(text(key, language)) + "</th>";
  }
  table += "</tr></thead><tbody>";
  for (const auto& problem : problems) {
    const Explanation explanation = explain(problem, language);
    table += fmt::format(
        "<tr><td><span class=\"dot\" "
        "style=\"background:{}\"></span>{}</td><td>{}</td><td>{}<br><code>{}</code></"
        "td><td>{}</td><td>{}</td></tr>\n",
        colour_of(problem.severity),
        escaped_markup(text("severity." + word_of(problem.severity), language)),
        where_of(problem, language), escaped_markup(explanation.what), problem.message.key,
        escaped_markup(explanation.right), escaped_markup(explanation.done));
  }
  return table + "</tbody></table>";
}

}  // namespace

std::string findings_html(const CheckedCounty& checked, Language language) {
  const auto problems = by_severity(checked.problems);
  const std::string name =
      checked.county.name.empty() ? checked.file.path.string() : checked.county.name;
  const std::string title = text(Message{"check.title", {{"county", name}}}, language);
  std::string page = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>{}</title><style>{}</style></head>\n<body>\n<h1>{}</"
      "h1>\n",
      language == Language::zh ? "zh-CN" : "en", escaped_markup(title), css, escaped_markup(title));
  page += fmt::format(
      "<p class=\"{}\">{}</p>\n", checked.usable ? "ok" : "no",
      escaped_markup(text(checked.usable ? "check.usable" : "check.unusable", language)));
  page += "<div class=\"top\"><div>" + counts_of(problems, language);
  if (checked.county.plane.epsg != 0) {
    page +=
        fmt::format("<p class=\"muted\">{}</p>",
                    escaped_markup(text(Message{"check.plane",
                                                {{"plane", checked.county.plane.name},
                                                 {"epsg", std::int64_t{checked.county.plane.epsg}},
                                                 {"why", checked.county.plane.why}}},
                                        language)));
  }
  page += "</div>" + map_of(checked, language) + "</div>\n<h2>" +
          escaped_markup(text("check.list", language)) + "</h2>\n";
  page += problems.empty() ? "<p>" + escaped_markup(text("check.nothing", language)) + "</p>"
                           : list_of(problems, language);
  return page + "\n</body></html>\n";
}

}  // namespace budian
