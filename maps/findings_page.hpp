// The reference of all findings, made of the message table.
#pragma once

#include <string>

namespace budian {

/// Markdown: every code with its levels, what is wrong, what would be right and what Budian does,
/// in both languages. gis/FINDINGS.md is this text.
std::string findings_page();

}  // namespace budian
