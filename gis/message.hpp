// What Budian says to people: a key of the one message table (maps/messages.toml) and its
// arguments. The libraries never write sentences; maps/messages turns a Message into zh or en.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "gis/geometry.hpp"

namespace budian {

/// A number is shown as given; a double with at most two decimals.
using Argument = std::variant<std::string, std::int64_t, double>;

struct Message {
  std::string key;  ///< such as "county.duplicate_code"
  std::vector<std::pair<std::string, Argument>> arguments;
  friend bool operator==(const Message&, const Message&) = default;
};

/// How much a finding weighs, about the files or about the county.
enum class Severity : std::uint8_t {
  note,     ///< what was assumed or decided
  warning,  ///< to be looked at
  serious,  ///< children are without a way or a school
  error,    ///< the file cannot be used as it is: nothing is computed
};

/// What the number of a feature counts: what people see beside it in their own programs.
enum class Numbering : std::uint8_t {
  line,        ///< of a text file or CSV, from 1, header included
  row,         ///< of a table, from 1, in the order of the file
  feature_id,  ///< the format's own: fid of a GeoPackage, id of an OpenStreetMap object
};

/// One thing wrong with the input, with the place where it stands. Empty parts are not known.
struct Problem {
  Message message;  ///< what is wrong and what would be right
  std::string file;
  std::string layer;
  std::int64_t row = -1;  ///< where in the file, as `numbering` says; -1: the whole layer
  Numbering numbering = Numbering::line;
  std::string field;
  std::string value;
  std::optional<LonLat> place;  ///< where on the ground
  Severity severity = Severity::error;
  [[nodiscard]] bool fatal() const { return severity == Severity::error; }
};

/// The input cannot be used; all problems of one run together.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems)
      : std::runtime_error(problems.empty() ? "input" : problems.front().message.key),
        problems_(std::move(problems)) {}
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

}  // namespace budian
