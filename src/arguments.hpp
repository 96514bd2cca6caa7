// The command line.
#pragma once

#include "src/commands.hpp"

namespace budian {

/// zh unless the call says `--lang en`; needed before the arguments are parsed, for the help texts.
Language language_of(int count, char** values);
/// Parses the call and runs its command.
Exit run_program(int count, char** values, Language language);

}  // namespace budian
