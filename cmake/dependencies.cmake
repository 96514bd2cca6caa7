# Everything comes from Debian 12; scripts/packages.txt lists the packages.
find_package(GDAL 3.6 REQUIRED)
find_package(PROJ 9.1 REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(TBB REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(OpenSSL 3 REQUIRED)  # SHA-256 of the inputs, for the manifest; base64
find_package(ZLIB REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(tomlplusplus 3.3 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(GEOS REQUIRED IMPORTED_TARGET geos)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(CLP REQUIRED IMPORTED_TARGET clp)  # linear programs
pkg_check_modules(CBC REQUIRED IMPORTED_TARGET cbc)  # whole-number programs
find_path(LEMON_INCLUDE_DIR lemon/network_simplex.h REQUIRED)
find_library(LEMON_LIBRARY NAMES emon lemon)
add_library(budian_lemon INTERFACE)
target_include_directories(budian_lemon SYSTEM INTERFACE ${LEMON_INCLUDE_DIR})
if(LEMON_LIBRARY)
  target_link_libraries(budian_lemon INTERFACE ${LEMON_LIBRARY})
endif()
