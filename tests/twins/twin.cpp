#include "tests/twins/twin.hpp"

#include <catch2/catch.hpp>

#include "scenarios/sample/sample_county.hpp"

namespace budian {
namespace {

const std::filesystem::path& sample() {
  static const ScratchFolder folder;
  static const bool written = [] {
    write_sample_county(folder.path(), 1, 1);
    return true;
  }();
  REQUIRE(written);
  return folder.path();
}

FieldType type_of(const FeatureLayer& layer, std::size_t field) {
  FieldType type = FieldType::text;
  for (const auto& feature : layer.features) {
    const Cell& cell = feature.cells[field];
    if (std::holds_alternative<std::string>(cell)) return FieldType::text;
    if (std::holds_alternative<double>(cell)) type = FieldType::real;
    if (std::holds_alternative<std::int64_t>(cell) && type == FieldType::text) {
      type = FieldType::whole;
    }
  }
  return type;
}

GeometryType type_of(const FeatureLayer& layer) {
  const Geometry& geometry = layer.features.front().geometry;
  if (std::holds_alternative<Point>(geometry)) return GeometryType::point;
  return std::holds_alternative<MultiLine>(geometry) ? GeometryType::line : GeometryType::area;
}

}  // namespace

Twin::Twin() {
  std::filesystem::copy(
      sample(), scratch_.path(),
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
}

void Twin::in_toml(const std::string& what, const std::string& by) const {
  std::string text = bytes("county.toml");
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  write("county.toml", text.replace(at, what.size(), by));
}

void Twin::patch(const std::string& name, std::size_t offset, const std::string& by) const {
  std::string content = bytes(name);
  REQUIRE(offset + by.size() <= content.size());
  write(name, content.replace(offset, by.size(), by));
}

void Twin::cut(const std::string& name, std::size_t count) const {
  const std::string content = bytes(name);
  REQUIRE(count < content.size());
  write(name, content.substr(0, count));
}

void Twin::rewrite(const std::string& layer, const Change& change, int epsg) const {
  LayerSource source;
  source.file = file(layer + ".shp");
  source.encoding = "GB18030";
  FeatureLayer read = read_layer(source);
  LayerContent content;
  content.name = layer;
  content.type = type_of(read);
  for (std::size_t field = 0; field < read.fields.size(); ++field) {
    const FieldType type = type_of(read, field);
    content.fields.push_back({read.fields[field], "", type, type == FieldType::text ? 60 : 0});
  }
  content.features = std::move(read.features);
  change(content);
  write_shapefiles(folder(), {content}, epsg, "GB18030");
}

Cell& Twin::cell(LayerContent& layer, std::size_t row, const std::string& field) {
  for (std::size_t i = 0; i < layer.fields.size(); ++i) {
    if (layer.fields[i].name == field) return layer.features.at(row).cells.at(i);
  }
  FAIL("no field " << field);
  throw std::logic_error(field);
}

void Twin::move(LayerContent& layer, const std::function<Point(Point)>& by) {
  const auto each = [&](Line& line) {
    for (Point& point : line) point = by(point);
  };
  for (auto& feature : layer.features) {
    if (auto* point = std::get_if<Point>(&feature.geometry)) *point = by(*point);
    if (auto* lines = std::get_if<MultiLine>(&feature.geometry)) {
      for (auto& line : *lines) each(line);
    }
    if (auto* area = std::get_if<MultiPolygon>(&feature.geometry)) {
      for (auto& polygon : *area) {
        for (auto& ring : polygon) each(ring);
      }
    }
  }
}

std::vector<Problem> Twin::problems(bool accept) const {
  try {
    return read_county(file("county.toml"), {accept}).county.warnings;
  } catch (const InputError& error) {
    return error.problems();
  }
}

}  // namespace budian
