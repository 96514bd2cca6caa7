#include "gis/toml_reader.hpp"

#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "gis/toml_syntax.hpp"

namespace budian {

/// A table and the keys that were asked for.
struct TomlTable::Node {
  const toml::table* table = nullptr;
  std::string path;  ///< "schools.fields", for messages
  std::set<std::string, std::less<>> asked;
};

struct TomlDocument::State {
  std::string file;
  toml::table root;
  std::vector<std::shared_ptr<TomlTable::Node>> nodes;
  std::map<const toml::table*, std::shared_ptr<TomlTable::Node>> by_table;
  std::vector<Problem> problems;
  bool finished = false;
};

namespace {

std::int64_t line_of(const toml::node& node) {
  return static_cast<std::int64_t>(node.source().begin.line);
}

Problem problem_at(const std::string& file, std::int64_t line, std::string field, Message message) {
  Problem problem;
  problem.file = file;
  problem.row = line;
  problem.field = std::move(field);
  problem.message = std::move(message);
  return problem;
}

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (const auto& word : words) {
    if (!result.empty()) result += ", ";
    result += word;
  }
  return result;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::string> nearest_word(std::string_view word,
                                        const std::vector<std::string>& known) {
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const auto& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

TomlDocument::TomlDocument(std::string_view text, std::string file)
    : state_(std::make_unique<State>()) {
  state_->file = std::move(file);
  if (auto problem = encoding_problem(text, state_->file)) throw InputError({std::move(*problem)});
  try {
    state_->root = toml::parse(text, state_->file);
  } catch (const toml::parse_error& error) {
    const auto& where = error.source().begin;
    throw InputError({syntax_problem(
        text, state_->file,
        {static_cast<std::int64_t>(where.line), static_cast<std::int64_t>(where.column),
         std::string(error.description())})});
  }
}

TomlDocument::~TomlDocument() = default;

TomlTable TomlDocument::root() {
  auto& node = state_->by_table[&state_->root];
  if (!node) {
    node = std::make_shared<TomlTable::Node>();
    node->table = &state_->root;
    state_->nodes.push_back(node);
  }
  return {state_.get(), node};
}

std::vector<Problem> TomlDocument::problems() {
  if (state_->finished) return state_->problems;
  state_->finished = true;
  for (const auto& node : state_->nodes) {
    for (const auto& [key, value] : *node->table) {
      const std::string name(key.str());
      if (node->asked.contains(name)) continue;
      const std::vector<std::string> known(node->asked.begin(), node->asked.end());
      const auto guess = nearest_word(name, known);
      const std::string path = node->path.empty() ? name : node->path + "." + name;
      Message message{guess ? "toml.unknown_key_guess" : "toml.unknown_key", {{"key", path}}};
      if (guess) {
        message.arguments.emplace_back("guess", *guess);
      } else {
        message.arguments.emplace_back("known", joined(known));
      }
      state_->problems.push_back(
          problem_at(state_->file, line_of(value), path, std::move(message)));
    }
  }
  std::stable_sort(state_->problems.begin(), state_->problems.end(),
                   [](const Problem& a, const Problem& b) { return a.row < b.row; });
  return state_->problems;
}

void TomlDocument::finish() {
  auto found = problems();
  if (std::any_of(found.begin(), found.end(), [](const Problem& p) { return p.fatal(); })) {
    throw InputError(std::move(found));
  }
}

TomlTable::TomlTable(TomlDocument::State* state, std::shared_ptr<Node> node)
    : state_(state), node_(std::move(node)) {}

bool TomlTable::has(std::string_view key) const {
  node_->asked.insert(std::string(key));
  return node_->table->contains(key);
}

bool TomlTable::has_text(std::string_view key) const {
  return has(key) && node_->table->get(key)->is_string();
}

std::int64_t TomlTable::line(std::string_view key) const {
  const toml::node* value = key.empty() ? nullptr : node_->table->get(key);
  return line_of(value ? *value : static_cast<const toml::node&>(*node_->table));
}

void TomlTable::problem(std::string_view key, Message message) {
  const std::string path =
      node_->path.empty() || key.empty() ? std::string(key) : node_->path + "." + std::string(key);
  state_->problems.push_back(problem_at(state_->file, line(key), path, std::move(message)));
}

bool TomlTable::require(std::string_view key) {
  if (has(key)) return true;
  problem(
      {},
      {"toml.missing",
       {{"key", node_->path.empty() ? std::string(key) : node_->path + "." + std::string(key)}}});
  return false;
}

namespace {

template <class T>
std::optional<T> value_of(const toml::node& node) {
  if constexpr (std::is_same_v<T, double>) {
    if (const auto whole = node.value_exact<std::int64_t>()) return static_cast<double>(*whole);
  }
  return node.value_exact<T>();
}

}  // namespace

#define BUDIAN_TOML_GETTER(name, type, word)                                        \
  std::optional<type> TomlTable::name(std::string_view key) {                       \
    if (!has(key)) return std::nullopt;                                             \
    auto found = value_of<type>(*node_->table->get(key));                           \
    if (!found) problem(key, {"toml.wrong_type", {{"wanted", std::string(word)}}}); \
    return found;                                                                   \
  }

BUDIAN_TOML_GETTER(text, std::string, "\"text\"")
BUDIAN_TOML_GETTER(whole, std::int64_t, "123")
BUDIAN_TOML_GETTER(number, double, "1.5")
BUDIAN_TOML_GETTER(flag, bool, "true / false")
#undef BUDIAN_TOML_GETTER

std::optional<std::string> TomlTable::code(std::string_view key) {
  if (!has(key)) return std::nullopt;
  const toml::node& node = *node_->table->get(key);
  if (const auto whole = node.value_exact<std::int64_t>()) return std::to_string(*whole);
  return text(key);
}

namespace {

/// Values of a list; one bare value counts as a list of one. Empty optional: a wrong type.
template <class T>
std::optional<std::vector<T>> list_of(const toml::node& node) {
  std::vector<T> result;
  if (const auto* array = node.as_array()) {
    for (const auto& element : *array) {
      const auto value = value_of<T>(element);
      if (!value) return std::nullopt;
      result.push_back(*value);
    }
    return result;
  }
  const auto value = value_of<T>(node);
  if (!value) return std::nullopt;
  result.push_back(*value);
  return result;
}

}  // namespace

#define BUDIAN_TOML_LIST_GETTER(name, type, word)                                   \
  std::vector<type> TomlTable::name(std::string_view key) {                         \
    if (!has(key)) return {};                                                       \
    auto found = list_of<type>(*node_->table->get(key));                            \
    if (!found) problem(key, {"toml.wrong_type", {{"wanted", std::string(word)}}}); \
    return found ? std::move(*found) : std::vector<type>{};                         \
  }

BUDIAN_TOML_LIST_GETTER(texts, std::string, "[\"a\", \"b\"]")
BUDIAN_TOML_LIST_GETTER(wholes, std::int64_t, "[1, 2]")
BUDIAN_TOML_LIST_GETTER(numbers, double, "[1.5, 2]")
#undef BUDIAN_TOML_LIST_GETTER

std::optional<TomlTable> TomlTable::table(std::string_view key) {
  if (!has(key)) return std::nullopt;
  const auto* table = node_->table->get(key)->as_table();
  if (!table) {
    problem(key, {"toml.wrong_type", {{"wanted", "[" + std::string(key) + "]"}}});
    return std::nullopt;
  }
  auto& node = state_->by_table[table];
  if (!node) {
    node = std::make_shared<Node>();
    node->table = table;
    node->path = node_->path.empty() ? std::string(key) : node_->path + "." + std::string(key);
    state_->nodes.push_back(node);
  }
  return TomlTable(state_, node);
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
  if (!has(key)) return {};
  const auto* array = node_->table->get(key)->as_array();
  if (!array || (!array->empty() && !array->is_homogeneous<toml::table>())) {
    problem(key, {"toml.wrong_type", {{"wanted", "[[" + std::string(key) + "]]"}}});
    return {};
  }
  std::vector<TomlTable> result;
  for (const auto& element : *array) {
    auto& node = state_->by_table[element.as_table()];
    if (!node) {
      node = std::make_shared<Node>();
      node->table = element.as_table();
      node->path = node_->path.empty() ? std::string(key) : node_->path + "." + std::string(key);
      state_->nodes.push_back(node);
    }
    result.push_back(TomlTable(state_, node));
  }
  return result;
}

std::vector<std::string> TomlTable::keys() {
  std::vector<std::pair<std::int64_t, std::string>> found;
  for (const auto& [key, value] : *node_->table) {
    node_->asked.insert(std::string(key.str()));
    found.emplace_back(line_of(value), std::string(key.str()));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> result;
  result.reserve(found.size());
  for (auto& [line, key] : found) result.push_back(std::move(key));
  return result;
}

void TomlTable::unknown_word(std::string_view key, const std::string& word,
                             const std::vector<std::string>& known) {
  problem(key, {"toml.unknown_word", {{"word", word}, {"known", joined(known)}}});
  state_->problems.back().value = word;
}

}  // namespace budian
