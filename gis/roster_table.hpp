// Statistical tables as offices export them: a title, headings over several rows with merged cells,
// a row that numbers the columns, data, a total. A column is named by the path of its heading
// cells.
#pragma once

#include <string>
#include <vector>

#include "gis/layer_file.hpp"

namespace budian {

/// Between the cells of a path: "专任教师>本科".
inline constexpr char path_mark = '>';

struct RosterTable {
  FeatureLayer layer;  ///< fields are paths; rows are the data without totals and blanks
  std::vector<std::int64_t> totals;  ///< numbers of the rows that sum others up (合计, 总计, 小计)
};

/// Reads a sheet or CSV. `header_rows` counts the rows down to the last heading; 0: they are found,
/// as all rows above the first that holds a number beside other cells. A heading cell that is empty
/// because it is merged with its neighbour takes that neighbour's word; merged downwards it has
/// none of its own. Spaces and # in headings do not count. Throws InputError as read_layer does.
RosterTable read_roster_table(const LayerSource& source, int header_rows);

/// Row in `paths` of the column that a user calls `name`: the whole path, or its end where only one
/// path ends so ("一年级" for "在校生数>一年级"); -1 where none or several do.
std::ptrdiff_t find_path(const std::vector<std::string>& paths, const std::string& name);

}  // namespace budian
