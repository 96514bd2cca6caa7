#include <fmt/format.h>

#include <exception>

#include "src/arguments.hpp"

int main(int count, char** values) {
  const auto language = budian::language_of(count, values);
  try {
    return static_cast<int>(budian::run_program(count, values, language));
  } catch (const budian::InputError& error) {
    return static_cast<int>(budian::report_problems(error.problems(), language));
  } catch (const std::exception& error) {
    fmt::print(
        stderr, "{}\n",
        budian::text(budian::Message{"program.internal", {{"what", std::string(error.what())}}},
                     language));
    return static_cast<int>(budian::Exit::internal);
  }
}
