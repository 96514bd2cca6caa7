#include "tests/support/graph_median.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <queue>
#include <random>
#include <sstream>
#include <stdexcept>

namespace budian::location {
namespace {

using Neighbours = std::vector<std::vector<std::pair<std::size_t, std::int64_t>>>;

/// Of the shortest paths from a node; −1 where there is none.
std::vector<std::int64_t> lengths_from(std::size_t node, const Neighbours& neighbours) {
  std::vector<std::int64_t> lengths(neighbours.size(), -1);
  std::priority_queue<std::pair<std::int64_t, std::size_t>> queue;
  queue.emplace(0, node);
  while (!queue.empty()) {
    const auto [minus, at] = queue.top();
    queue.pop();
    if (lengths[at] >= 0) continue;
    lengths[at] = -minus;
    for (const auto& [next, length] : neighbours[at]) queue.emplace(minus - length, next);
  }
  return lengths;
}

/// Lines of whole numbers; blank ones do not count.
class NumberLines {
 public:
  explicit NumberLines(std::filesystem::path file) : file_(std::move(file)), stream_(file_) {
    if (!stream_) throw std::runtime_error("cannot read " + file_.string());
  }
  /// Nothing at the end of the file.
  std::vector<std::int64_t> next() {
    std::vector<std::int64_t> numbers;
    for (std::string line; numbers.empty() && std::getline(stream_, line);) {
      ++line_;
      std::istringstream words(line);
      for (std::int64_t number = 0; words >> number;) numbers.push_back(number);
      require(words.eof(), "only whole numbers may stand here");
    }
    return numbers;
  }
  void require(bool holds, const std::string& what) const {
    if (holds) return;
    throw std::runtime_error(file_.string() + ", line " + std::to_string(line_) + ": " + what);
  }

 private:
  std::filesystem::path file_;
  std::ifstream stream_;
  std::size_t line_ = 0;
};

}  // namespace

Parts median_of_graph(std::size_t nodes, const std::vector<Link>& links, std::size_t number) {
  Neighbours neighbours(nodes);
  for (const Link& link : links) {
    neighbours[link.from].emplace_back(link.to, link.length);
    neighbours[link.to].emplace_back(link.from, link.length);
  }
  Parts parts;
  for (std::size_t i = 0; i < nodes; ++i) {
    parts.sites.push_back({"s" + std::to_string(i)});
    parts.demands.push_back({"d" + std::to_string(i), 1});
    const auto lengths = lengths_from(i, neighbours);
    for (std::size_t j = 0; j < nodes; ++j) {
      if (lengths[j] >= 0) parts.ways.push_back({i, j, lengths[j]});
    }
  }
  parts.least_sites = number;
  parts.most_sites = number;
  return parts;
}

Parts graph_median(std::size_t nodes, std::size_t number, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Link> links;
  const auto add = [&](std::size_t a, std::size_t b) {
    links.push_back({a, b, static_cast<std::int64_t>(random() % 100 + 1)});
  };
  for (std::size_t i = 1; i < nodes; ++i) add(i, random() % i);  // hangs together
  for (std::size_t e = nodes - 1; e < nodes * nodes / 50; ++e) {
    const std::size_t a = random() % nodes, b = random() % nodes;
    if (a != b) add(a, b);
  }
  return median_of_graph(nodes, links, number);
}

Parts read_pmed(const std::filesystem::path& file) {
  NumberLines lines(file);
  const auto head = lines.next();
  lines.require(
      head.size() == 3 && head[0] > 0 && head[1] >= 0 && head[2] > 0 && head[2] <= head[0],
      "the first line must be: vertices, edges, sites to open (1 to all vertices)");
  const std::int64_t nodes = head[0];
  const std::string form =
      "an edge must be: two vertices of 1 to " + std::to_string(nodes) + " and a length from 0";
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> lengths;
  std::int64_t count = 0;
  for (auto edge = lines.next(); !edge.empty(); edge = lines.next(), ++count) {
    lines.require(count < head[1], "more edges than the " + std::to_string(head[1]) + " announced");
    lines.require(edge.size() == 3 && std::min(edge[0], edge[1]) >= 1 &&
                      std::max(edge[0], edge[1]) <= nodes && edge[2] >= 0,
                  form);
    lengths[std::minmax(edge[0], edge[1])] = edge[2];
  }
  lines.require(count == head[1], "the file ends after " + std::to_string(count) + " of the " +
                                      std::to_string(head[1]) + " edges announced");
  std::vector<Link> links;
  for (const auto& [ends, length] : lengths) {
    links.push_back({static_cast<std::size_t>(ends.first - 1),
                     static_cast<std::size_t>(ends.second - 1), length});
  }
  return median_of_graph(static_cast<std::size_t>(nodes), links, static_cast<std::size_t>(head[2]));
}

}  // namespace budian::location
