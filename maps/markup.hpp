// Texts within XML and HTML.
#pragma once

#include <string>

namespace budian {

/// The text with & < > and " written as entities.
std::string escaped_markup(const std::string& text);

}  // namespace budian
