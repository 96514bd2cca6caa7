// Rows whose figures cannot be true, or do not belong together.
#include "tests/twins/expect.hpp"

namespace budian {
namespace {

/// Changes cells of the schools. Row 0 is a full primary school of several grades.
std::function<void(const Twin&)> schools(const std::function<void(LayerContent&)>& change) {
  return [change](const Twin& twin) { twin.rewrite("schools", change); };
}

std::size_t row_of_kind(LayerContent& layer, std::int64_t kind) {
  for (std::size_t row = 0; row < layer.features.size(); ++row) {
    const Cell& cell = Twin::cell(layer, row, "BXLX");
    const auto* whole = std::get_if<std::int64_t>(&cell);
    const auto* text = std::get_if<std::string>(&cell);
    if ((whole && *whole == kind) || (text && *text == std::to_string(kind))) return row;
  }
  FAIL("no school of kind " << kind);
  return 0;
}
/// The same kind of cell as before.
void put(LayerContent& layer, std::size_t row, const std::string& field, std::int64_t value) {
  Cell& cell = Twin::cell(layer, row, field);
  if (std::holds_alternative<std::string>(cell)) {
    cell = std::to_string(value);
  } else {
    cell = value;
  }
}
/// Makes a column text, so that anything can stand in it.
void as_text(LayerContent& layer, const std::string& field) {
  for (std::size_t i = 0; i < layer.fields.size(); ++i) {
    if (layer.fields[i].name != field) continue;
    layer.fields[i].type = FieldType::text;
    layer.fields[i].width = 20;
    for (auto& feature : layer.features) {
      Cell& cell = feature.cells[i];
      if (const auto* whole = std::get_if<std::int64_t>(&cell)) cell = std::to_string(*whole);
    }
  }
}

}  // namespace

TEST_CASE("Schools whose rows are wrong") {
  expect({
      {"a filter that leaves nothing",
       [](const Twin& t) {
         t.in_toml("file = \"schools.shp\"", "file = \"schools.shp\"\nwhere = \"XXDM = 'none'\"");
       },
       "county.empty_layer"},
      {"kinds that are none of ours",
       [](const Twin& t) {
         t.in_toml("[settlements]", "[schools.kinds]\n218 = \"none\"\n\n[settlements]");
       },
       "county.not_a_school",
       {"history.unknown", "history.unknown_guess"}},  // earlier rolls of them are nobody's
      {"a code twice",
       schools([](LayerContent& s) { Twin::cell(s, 1, "XXDM") = Twin::cell(s, 0, "XXDM"); }),
       "county.duplicate_code",
       {"county.unknown_parent"}},
      {"a row twice", schools([](LayerContent& s) { s.features.push_back(s.features.front()); }),
       "county.duplicate_row"},
      {"two schools on one spot",
       schools([](LayerContent& s) { s.features[1].geometry = s.features[0].geometry; }),
       "county.same_place",
       {"county.township_differs"}},
      {"one name twice in a township", schools([](LayerContent& s) {
         const std::size_t point = row_of_kind(s, 218);
         for (std::size_t row = 0; row < s.features.size(); ++row) {
           if (row == point || Twin::cell(s, row, "SSXZ") != Twin::cell(s, point, "SSXZ")) continue;
           Twin::cell(s, row, "XXMC") = Twin::cell(s, point, "XXMC");
           return;
         }
       }),
       "county.same_name"},
      {"an unknown kind",
       schools([](LayerContent& s) { put(s, 0, "BXLX", 999); }),
       "county.unknown_kind",
       {"county.unknown_parent"}},
      {"a grade that the kind does not hold",
       schools([](LayerContent& s) { put(s, row_of_kind(s, 211), "G8", 12); }),
       "county.grade_not_of_kind",
       {"county.pupils_without_class"}},
      {"pupils without a class",
       schools([](LayerContent& s) { put(s, row_of_kind(s, 211), "B1", 0); }),
       "county.pupils_without_class"},
      {"a class of 300",
       schools([](LayerContent& s) {
         const std::size_t row = row_of_kind(s, 211);
         put(s, row, "G1", 300);
         put(s, row, "B1", 1);
       }),
       "county.class_too_large",
       {"county.area_implausible"},
       "300"},
      {"0.3 m² a pupil", schools([](LayerContent& s) {
         const std::size_t row = row_of_kind(s, 311);
         Twin::cell(s, row, "JXFZYF") = std::int64_t{60};
       }),
       "county.area_implausible"},
      {"equipment in 10,000 yuan", schools([](LayerContent& s) {
         for (auto& field : s.fields) {
           if (field.name == "YQSBZ") field.type = FieldType::real;
         }
         for (std::size_t row = 0; row < s.features.size(); ++row) {
           Cell& cell = Twin::cell(s, row, "YQSBZ");
           const auto* whole = std::get_if<std::int64_t>(&cell);
           const double yuan = whole ? static_cast<double>(*whole) : std::get<double>(cell);
           cell = yuan / 10000;
         }
       }),
       "county.equipment_unit"},
      {"more backbone teachers than teachers",
       schools([](LayerContent& s) { put(s, row_of_kind(s, 211), "GGX", 5000); }),
       "county.part_exceeds_teachers"},
      {"a parent that does not exist", schools([](LayerContent& s) {
         Twin::cell(s, row_of_kind(s, 218), "SSXX") = std::string("9999999999");
       }),
       "county.unknown_parent"},
      {"a teaching point without parent",
       schools([](LayerContent& s) { Twin::cell(s, row_of_kind(s, 218), "SSXX") = std::string(); }),
       "county.no_parent"},
      {"a school in another county", schools([](LayerContent& s) {
         Twin::cell(s, 0, "SSXZ") = std::string();
         s.features[0].geometry = Point{119, 33};
       }),
       "county.outside"},
      {"a school without a place",
       schools([](LayerContent& s) { s.features[0].geometry = {}; }),
       "county.no_place",
       {"county.unknown_parent"}},
      {"a township misspelt", schools([](LayerContent& s) {
         auto& name = std::get<std::string>(Twin::cell(s, 0, "SSXZ"));
         name.replace(name.size() - 3, 3, "乡镇");
       }),
       "county.unknown_township_guess"},
      {"another township's name",
       schools([](LayerContent& s) {
         const Cell first = Twin::cell(s, 0, "SSXZ");
         for (std::size_t row = 1; row < s.features.size(); ++row) {
           if (Twin::cell(s, row, "SSXZ") == first) continue;
           Twin::cell(s, row, "SSXZ") = first;
           return;
         }
       }),
       "county.township_differs",
       {"county.same_name"}},
      {"no name", schools([](LayerContent& s) { Twin::cell(s, 0, "XXMC") = std::string(); }),
       "county.no_name"},
      {"minus five pupils", schools([](LayerContent& s) { put(s, 0, "G1", -5); }),
       "county.no_count"},
      {"letters for a number", schools([](LayerContent& s) {
         as_text(s, "G1");
         Twin::cell(s, 0, "G1") = std::string("约40");
       }),
       "county.no_number"},
      {"neither yes nor no", schools([](LayerContent& s) {
         as_text(s, "YLBL");
         Twin::cell(s, 0, "YLBL") = std::string("也许");
       }),
       "county.no_flag"},
      {"minus ten square metres",
       schools([](LayerContent& s) { put(s, 0, "JXFZYF", -10); }),
       "county.negative",
       {"county.area_implausible"}},
  });
}

TEST_CASE("Totals that the grades do not make") {
  expect({
      {"pupils",
       [](const Twin& t) {
         t.in_toml("classrooms = ", "pupils_total = \"HJ\"\nclassrooms = ");
         t.rewrite("schools", [](LayerContent& s) {
           s.fields.push_back({"HJ", "", FieldType::whole, 0});
           for (auto& school : s.features) school.cells.emplace_back();
           Twin::cell(s, 0, "HJ") = std::int64_t{100000};
         });
       },
       "county.total_differs",
       {},
       "100000"},
      {"classes",
       [](const Twin& t) {
         t.in_toml("classrooms = ", "classes_total = \"BJ\"\nclassrooms = ");
         t.rewrite("schools", [](LayerContent& s) {
           s.fields.push_back({"BJ", "", FieldType::whole, 0});
           for (auto& school : s.features) school.cells.emplace_back();
           Twin::cell(s, 0, "BJ") = std::int64_t{99};
         });
       },
       "county.class_total_differs",
       {},
       "99"},
  });
}

TEST_CASE("Villages and roads whose rows are wrong") {
  expect({
      {"a village in another county",
       [](const Twin& t) {
         t.rewrite("settlements", [](LayerContent& v) {
           v.features[0].geometry = Point{119, 33};
           Twin::cell(v, 0, "SSXZ") = std::string();
         });
       },
       "county.outside"},
      {"a village twice",
       [](const Twin& t) {
         t.rewrite("settlements",
                   [](LayerContent& v) { v.features.push_back(v.features.front()); });
       },
       "county.duplicate_row"},
      {"people that are no number",
       [](const Twin& t) {
         t.rewrite("settlements", [](LayerContent& v) {
           as_text(v, "RKS");
           Twin::cell(v, 0, "RKS") = std::string("三百");
         });
       },
       "county.no_number"},
      {"a road class nobody knows",
       [](const Twin& t) {
         t.rewrite("roads",
                   [](LayerContent& r) { Twin::cell(r, 0, "DLDJ") = std::string("专用道"); });
       },
       "county.unknown_road_class"},
      {"a road without a line",
       [](const Twin& t) {
         t.rewrite("roads", [](LayerContent& r) { r.features[0].geometry = {}; });
       },
       "county.no_line"},
  });
}

}  // namespace budian
