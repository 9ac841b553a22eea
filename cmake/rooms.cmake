# A room's files compiled as one take a third of the time, but all of it after each edit. So with
# EVIDENT_ROOMS, which the presets that nobody edits with turn on, each room is one; without it each
# file is, and must include what it needs. The commands are one always: CLI11 takes ten times as
# long to compile as they do.
option(EVIDENT_ROOMS "Compile the files of a room as one" OFF)

function(compile_by_room target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(file IN LISTS sources)
    file(STRINGS "${file}" with_cli11 REGEX "^#include <CLI/CLI.hpp>" LIMIT_COUNT 1)
    if(with_cli11)
      set_source_files_properties("${file}" PROPERTIES UNITY_GROUP commands)
    elseif(EVIDENT_ROOMS AND file MATCHES "/src/([a-z]+)/[a-z0-9_]+\\.cc$")
      set_source_files_properties("${file}" PROPERTIES UNITY_GROUP "${CMAKE_MATCH_1}")
    endif()
  endforeach()
endfunction()
