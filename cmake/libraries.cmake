# The libraries evident stands on, as the interface target evident_libraries. Debian packages:
# libre2-dev libicu-dev libyaml-cpp-dev libmd-dev zlib1g-dev rapidjson-dev libcli11-dev.
if(EVIDENT_STATIC)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
endif()

add_library(evident_libraries INTERFACE)
# Users before what they use: a static link reads from left to right.
foreach(library yaml-cpp re2 icui18n icuuc icudata md z)
  find_library(LIBRARY_${library} NAMES ${library} REQUIRED)
  mark_as_advanced(LIBRARY_${library})
  target_link_libraries(evident_libraries INTERFACE "${LIBRARY_${library}}")
endforeach()

foreach(header re2/re2.h unicode/uchar.h yaml-cpp/yaml.h sha2.h zlib.h rapidjson/document.h
        CLI/CLI.hpp)
  find_path(INCLUDE_${header} NAMES ${header} REQUIRED)
  mark_as_advanced(INCLUDE_${header})
  target_include_directories(evident_libraries SYSTEM INTERFACE "${INCLUDE_${header}}")
endforeach()
target_compile_definitions(evident_libraries INTERFACE RAPIDJSON_HAS_STDSTRING=1)

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
target_link_libraries(evident_libraries INTERFACE Threads::Threads)
