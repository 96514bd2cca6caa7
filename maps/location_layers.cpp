#include "maps/location_layers.hpp"

#include "maps/columns.hpp"
#include "maps/style_parts.hpp"

namespace budian {
namespace {

struct SiteRow {
  const StudiedSite* site = nullptr;
  std::optional<ServedBySite> served;
};

LayerContent draw_sites(const Located& located, Language language) {
  const auto served = served_by_site(located.study, located.problem, located.solution);
  std::vector<SiteRow> rows;
  for (std::size_t j = 0; j < located.study.sites.size(); ++j)
    rows.push_back({&located.study.sites[j], served[j]});
  using Row = SiteRow;
  const auto of_open = [](const Row& r, const auto& value) {
    return r.served ? value(*r.served) : Cell();
  };
  const std::vector<Column<Row>> columns{
      {"code", words_field, [](const Row& r) { return cell(r.site->code); }},
      {"name", words_field, [](const Row& r) { return cell(r.site->name); }},
      {"township", words_field,
       [&](const Row& r) { return cell(located.ground.county.townships[r.site->township].name); }},
      {"status", words_field,
       [=](const Row& r) {
         return cell(text(change_key(*r.site, r.served.has_value()), language));
       }},
      {"pupils_before", whole_field, [](const Row& r) { return cell(r.site->pupils_today); }},
      {"pupils", whole_field,
       [=](const Row& r) { return of_open(r, [](const auto& s) { return cell(s.pupils); }); }},
      {"seats", whole_field,
       [](const Row& r) { return r.site->seats ? cell(*r.site->seats) : Cell(); }},
      {"km", real_field,
       [=](const Row& r) {
         return of_open(r, [](const auto& s) { return cell_km(metres(s.mean_metres)); });
       }},
      {"max_km", real_field, [=](const Row& r) {
         return of_open(r, [](const auto& s) { return cell_km(s.farthest); });
       }}};
  return layer_of<Row>("sites", GeometryType::point, language, columns, rows,
                       [](const Row& r) { return r.site->place; });
}

/// Who goes where: a line a share.
struct WayRow {
  const Settlement* settlement = nullptr;
  const StudiedSite* site = nullptr;
  Heads pupils;
  Millimetres length;
};

std::vector<WayRow> way_rows(const Located& located) {
  std::vector<WayRow> rows;
  for (const location::Share& share : located.solution.shares) {
    const auto id = located.study.settlements[located.problem.row_of(share.demand)];
    rows.push_back({&located.ground.county.settlements[id],
                    &located.study.sites[located.problem.row_of(share.site)], Heads(share.heads),
                    Millimetres(located.problem.cost(share.demand, share.site).value_or(0))});
  }
  return rows;
}

LayerContent draw_ways(const Located& located, Language language) {
  using Row = WayRow;
  const std::vector<Column<Row>> columns{
      {"settlement", words_field, [](const Row& r) { return cell(r.settlement->name); }},
      {"school", words_field, [](const Row& r) { return cell(r.site->name); }},
      {"pupils", whole_field, [](const Row& r) { return cell(r.pupils); }},
      {"km", real_field, [](const Row& r) { return cell_km(r.length); }}};
  return layer_of<Row>("service_ways", GeometryType::line, language, columns, way_rows(located),
                       [](const Row& r) {
                         return MultiLine{{r.settlement->place, r.site->place}};
                       });
}

/// A settlement's pupils of the stage, and who of them is served by no site.
struct ServedRow {
  const Settlement* settlement = nullptr;
  Heads pupils, not_served;
  std::int64_t pupil_millimetres = 0;
};

LayerContent draw_settlements(const Located& located, Language language) {
  const auto& county = located.ground.county;
  std::vector<ServedRow> rows(located.study.settlements.size());
  for (const auto demand : located.problem.demands().ids()) {
    const std::size_t row = located.problem.row_of(demand);
    const Heads pupils(located.problem.demands()[demand].heads);
    rows[row] = {&county.settlements[located.study.settlements[row]], pupils, pupils, 0};
  }
  for (const location::Share& share : located.solution.shares) {
    ServedRow& row = rows[located.problem.row_of(share.demand)];
    row.not_served -= Heads(share.heads);
    row.pupil_millimetres +=
        share.heads * located.problem.cost(share.demand, share.site).value_or(0);
  }
  using Row = ServedRow;
  const std::vector<Column<Row>> columns{
      {"code", words_field, [](const Row& r) { return cell(r.settlement->code); }},
      {"name", words_field, [](const Row& r) { return cell(r.settlement->name); }},
      {"pupils", whole_field, [](const Row& r) { return cell(r.pupils); }},
      {"not_served", whole_field, [](const Row& r) { return cell(r.not_served); }},
      {"km", real_field, [](const Row& r) {
         const std::int64_t served = (r.pupils - r.not_served).count();
         return served > 0 ? cell_km(Millimetres(r.pupil_millimetres / served)) : Cell();
       }}};
  return layer_of<Row>("served_settlements", GeometryType::point, language, columns, rows,
                       [](const Row& r) { return r.settlement->place; });
}

LayerContent draw_townships(const Located& located, Language language) {
  std::vector<const Township*> rows;
  for (const auto& township : located.ground.county.townships) rows.push_back(&township);
  using Row = const Township*;
  return layer_of<Row>("townships", GeometryType::area, language,
                       {{"code", words_field, [](const Row& r) { return cell(r->code); }},
                        {"name", words_field, [](const Row& r) { return cell(r->name); }}},
                       rows, [](const Row& r) { return r->area; });
}

style::Look ways_look(Language language) {
  return {
      {{text("map_layer.service_ways", language), "TRUE", style::line({90, 120, 170, 150}, 0.2)}},
      {}};
}

style::Look settlements_look(Language language) {
  // Area of the mark in proportion to pupils, as in the layers of an outcome.
  const std::string size = "min(4, 0.6 + 0.22 * sqrt(coalesce(\"pupils\", 0)))";
  return {{{text("locate.legend.served", language), "\"not_served\" = 0",
            style::sized_marker("circle", {120, 150, 190}, size)},
           {text("locate.legend.not_served", language), "\"not_served\" > 0",
            style::sized_marker("circle", {230, 120, 20}, size)}},
          {}};
}

style::Look sites_look(Language language) {
  const auto rule = [&](const char* key, const style::Symbol& symbol) {
    const std::string word = text(key, language);
    return style::Rule{word, style::field("status") + " = " + style::quoted(word), symbol};
  };
  style::Labels labels;
  labels.expression = style::field("name");
  labels.size = 7.5;
  labels.largest_scale = 120000;
  labels.priority = 7;
  return {{rule("locate.keeps", style::marker("circle", {0, 136, 85}, 2.6, {255, 255, 255})),
           rule("locate.opens", style::marker("star", {20, 110, 220}, 4)),
           rule("locate.closes", style::marker("cross2", {200, 30, 60}, 2.6, {200, 30, 60})),
           rule("locate.unused", style::marker("circle", {255, 255, 255}, 1.6))},
          labels};
}

style::Look look_of(const std::string& layer, Language language) {
  if (layer == "townships") return style::ground(text("map_layer.townships", language));
  if (layer == "service_ways") return ways_look(language);
  return layer == "sites" ? sites_look(language) : settlements_look(language);
}

}  // namespace

std::vector<LayerContent> location_layers(const Located& located, Language language) {
  return {draw_townships(located, language), draw_ways(located, language),
          draw_settlements(located, language), draw_sites(located, language)};
}

std::vector<LayerStyle> location_styles(const std::vector<LayerContent>& layers,
                                        Language language) {
  return style::styles_of(layers, [&](const auto& layer) { return look_of(layer, language); });
}

}  // namespace budian
