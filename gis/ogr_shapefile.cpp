#include "gis/ogr_shapefile.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>

#include "gis/text_encoding.hpp"

namespace budian::ogr {
namespace {

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, CloseFile>;

File open_file(const std::string& path) { return File(VSIFOpenL(path.c_str(), "rb")); }

std::int64_t size_of(const std::string& path) {
  VSIStatBufL status;
  return VSIStatL(path.c_str(), &status) == 0 ? static_cast<std::int64_t>(status.st_size) : -1;
}

/// Up to `count` bytes from an offset.
std::string bytes_at(VSILFILE* file, std::int64_t offset, std::size_t count) {
  std::string bytes(count, '\0');
  if (VSIFSeekL(file, static_cast<vsi_l_offset>(offset), SEEK_SET) != 0) return {};
  bytes.resize(VSIFReadL(bytes.data(), 1, count, file));
  return bytes;
}

std::uint32_t number(const std::string& bytes, std::size_t at, std::size_t count, bool big_endian) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t from = at + (big_endian ? i : count - 1 - i);
    value = value << 8U | static_cast<unsigned char>(bytes[from]);
  }
  return value;
}

/// The same file with another extension, in whatever case it is written.
std::optional<std::string> part_of(const std::string& path, const std::string& extension) {
  for (const std::string& written : {extension, std::string(CPLString(extension).toupper())}) {
    std::string part = path.substr(0, path.size() - 3) + written;
    if (size_of(part) >= 0) return part;
  }
  return std::nullopt;
}

class Inspection {
 public:
  Inspection(std::string path, std::string file) : path_(std::move(path)), file_(std::move(file)) {}

  ShapefileParts run() {
    parts_.path = path_;
    const bool is_table = CPLString(path_.substr(path_.size() - 3)).tolower() == "dbf";
    const auto table = is_table ? std::optional(path_) : part_of(path_, "dbf");
    std::optional<std::int64_t> records;
    if (table) records = records_of(*table);
    if (!is_table) {
      const auto shapes = shapes_of();
      if (!table) {
        fatal({"layer.shp.no_table", {}});
      } else if (shapes && records && *shapes != *records) {
        fatal({"layer.shp.counts_differ", {{"shapes", *shapes}, {"records", *records}}});
      }
      check_crs();
    }
    if (is_fatal_) throw InputError(std::move(parts_.problems));
    if (needs_index_) copy_to_memory();
    return std::move(parts_);
  }

 private:
  void tell(Message message, Severity severity) {
    Problem problem;
    problem.file = file_;
    problem.layer = CPLGetBasename(path_.c_str());
    problem.message = std::move(message);
    problem.severity = severity;
    parts_.problems.push_back(std::move(problem));
  }
  void fatal(Message message) {
    is_fatal_ = true;
    tell(std::move(message), Severity::error);
  }

  /// Records of the table that are really there. Empty and told where the file is damaged.
  std::optional<std::int64_t> records_of(const std::string& path) {
    const File file = open_file(path);
    const std::string head = file ? bytes_at(file.get(), 0, 32) : std::string();
    const std::int64_t size = size_of(path);
    const std::int64_t header_bytes = head.size() == 32 ? number(head, 8, 2, false) : 0;
    const std::int64_t record_bytes = head.size() == 32 ? number(head, 10, 2, false) : 0;
    if (header_bytes < 33 || record_bytes < 1 || header_bytes > size) {
      fatal(
          {"layer.dbf.damaged", {{"header_bytes", header_bytes}, {"record_bytes", record_bytes}}});
      return std::nullopt;
    }
    const std::int64_t promised = number(head, 4, 4, false);
    const std::int64_t room = (size - header_bytes) / record_bytes;
    if (room < promised) {
      fatal({"layer.dbf.truncated", {{"promised", promised}, {"records", room}}});
      return std::nullopt;
    }
    return promised;
  }

  /// Shapes of the .shp, by the index where it fits, else by going through them.
  std::optional<std::int64_t> shapes_of() {
    const File file = open_file(path_);
    const std::string head = file ? bytes_at(file.get(), 0, 100) : std::string();
    constexpr std::uint32_t magic = 9994;
    if (head.size() < 100 || number(head, 0, 4, true) != magic) {
      fatal({"layer.shp.not_a_shapefile", {}});
      return std::nullopt;
    }
    const std::int64_t promised = std::int64_t{2} * number(head, 24, 4, true);
    const std::int64_t size = size_of(path_);
    if (size < promised) {
      fatal({"layer.shp.truncated", {{"promised", promised}, {"bytes", size}}});
      return std::nullopt;
    }
    const auto index = part_of(path_, "shx");
    const std::int64_t index_size = index ? size_of(*index) : 0;
    const std::int64_t indexed = index ? (index_size - 100) / 8 : 0;
    if (index && fits(*index, indexed, promised)) return indexed;
    const auto shapes = count_shapes(file.get(), promised);
    if (!shapes) return std::nullopt;
    needs_index_ = true;
    if (index) {
      tell({"layer.shp.damaged_index", {{"indexed", indexed}, {"shapes", *shapes}}},
           Severity::note);
    } else {
      tell({"layer.shp.no_index", {{"shapes", *shapes}}}, Severity::note);
    }
    return shapes;
  }

  /// Does the index end where the .shp ends? Its last entry says where the last shape lies.
  static bool fits(const std::string& index, std::int64_t indexed, std::int64_t shp_bytes) {
    const File file = open_file(index);
    const std::string head = file ? bytes_at(file.get(), 0, 100) : std::string();
    if (head.size() < 100 || indexed < 0) return false;
    if (std::int64_t{2} * number(head, 24, 4, true) != 100 + 8 * indexed) return false;
    if (indexed == 0) return shp_bytes == 100;
    const std::string last = bytes_at(file.get(), 100 + 8 * (indexed - 1), 8);
    if (last.size() < 8) return false;
    const std::int64_t offset = std::int64_t{2} * number(last, 0, 4, true);
    const std::int64_t length = std::int64_t{2} * number(last, 4, 4, true);
    return offset >= 100 && offset + 8 + length <= shp_bytes;
  }

  std::optional<std::int64_t> count_shapes(VSILFILE* file, std::int64_t end) {
    std::int64_t shapes = 0;
    std::int64_t at = 100;
    while (at + 8 <= end) {
      const std::string head = bytes_at(file, at, 8);
      if (head.size() < 8) break;
      at += 8 + std::int64_t{2} * number(head, 4, 4, true);
      ++shapes;
    }
    if (at == end) return shapes;
    fatal({"layer.shp.truncated", {{"promised", at}, {"bytes", end}}});
    return std::nullopt;
  }

  void check_crs() {
    const auto prj = part_of(path_, "prj");
    if (!prj) return;
    const File file = open_file(*prj);
    std::string begins = file ? bytes_at(file.get(), 0, 4096) : std::string();
    if (begins.starts_with("\xEF\xBB\xBF")) begins.erase(0, 3);
    begins.erase(0, begins.find_first_not_of(" \t\r\n"));
    constexpr std::array<const char*, 12> words{
        "PROJCS",      "GEOGCS",   "PROJCRS",  "GEOGCRS", "GEODCRS", "COMPD_CS",
        "COMPOUNDCRS", "BOUNDCRS", "LOCAL_CS", "ENGCRS",  "GEOCCS",  "Projection"};
    const auto starts = [&](const char* word) {
      return CPLString(begins.substr(0, std::string(word).size())).toupper() ==
             CPLString(word).toupper();
    };
    if (begins.empty() || std::any_of(words.begin(), words.end(), starts)) return;
    std::string shown = begins.substr(0, begins.find_first_of("\r\n"));
    if (shown.size() > 40 || !is_utf8(shown)) {
      std::erase_if(shown, [](char c) { return (c & '\x80') != 0; });
      shown = shown.substr(0, 40);
    }
    parts_.has_crs = false;
    tell({"layer.prj.not_wkt", {{"begins", shown}}}, Severity::warning);
  }

  /// GDAL makes a new index beside the .shp; the user's files stay as they are.
  void copy_to_memory() {
    static std::atomic<int> next{0};
    const std::string folder = "/vsimem/budian_shapefile/" + std::to_string(next++);
    parts_.memory =
        std::shared_ptr<const std::string>(new std::string(folder), [](const std::string* path) {
          VSIRmdirRecursive(path->c_str());
          delete path;
        });
    const std::string name = CPLGetBasename(path_.c_str());
    for (const char* extension : {"shp", "dbf", "prj", "cpg"}) {
      const auto part = part_of(path_, extension);
      if (!part) continue;
      std::string copy = folder;  // what cannot be copied is missed when the copy is opened
      copy.append("/").append(name).append(".").append(extension);
      CPLCopyFile(copy.c_str(), part->c_str());
    }
    parts_.path = folder + "/" + name + ".shp";
  }

  std::string path_;
  std::string file_;
  ShapefileParts parts_;
  bool is_fatal_ = false;
  bool needs_index_ = false;
};

}  // namespace

ShapefileParts inspect_shapefile(const std::string& path, const std::string& file) {
  return Inspection(path, file).run();
}

}  // namespace budian::ogr
