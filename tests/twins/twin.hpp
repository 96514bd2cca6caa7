// A copy of the sample county with one thing wrong.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "gis/county_reader.hpp"
#include "gis/layer_file.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {

class Twin {
 public:
  /// Copies the sample county, which is written once.
  Twin();
  [[nodiscard]] const std::filesystem::path& folder() const { return scratch_.path(); }
  [[nodiscard]] std::filesystem::path file(const std::string& name) const {
    return folder() / name;
  }

  /// Replaces a text in county.toml; it must be there.
  void in_toml(const std::string& what, const std::string& by) const;
  [[nodiscard]] std::string bytes(const std::string& name) const { return scratch_.read(name); }
  void write(const std::string& name, const std::string& bytes) const {
    scratch_.write(name, bytes);
  }
  void remove(const std::string& name) const { std::filesystem::remove(file(name)); }
  /// Changes bytes of a file from an offset on.
  void patch(const std::string& name, std::size_t offset, const std::string& by) const;
  /// Keeps the first bytes only.
  void cut(const std::string& name, std::size_t bytes) const;

  /// Reads a layer, which is in degrees of CGCS2000, lets it be changed and writes it as a
  /// shapefile again.
  using Change = std::function<void(LayerContent&)>;
  void rewrite(const std::string& layer, const Change& change, int epsg = 4490) const;
  /// Columns of the rewritten layer by name.
  static Cell& cell(LayerContent& layer, std::size_t row, const std::string& field);
  static void move(LayerContent& layer, const std::function<Point(Point)>& by);

  [[nodiscard]] std::vector<Problem> problems(bool accept = false) const;

 private:
  ScratchFolder scratch_;
};

}  // namespace budian
