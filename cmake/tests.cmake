# ctest's view of the tests. Each has a label: unit, cases, corpora or script.
#
#   unit.NAME     the test cases of tests/unit/NAME_test.cc
#   cases.NAME    `evident check tests/cases/NAME.txt`
#   corpora       `evident check corpora`
#   script.NAME   tests/NAME_test.py, run by Debian's own python3 with EVIDENT (the program) and
#                 EVIDENT_SOURCE_DIR in its environment; exit code 77 means skipped
set(source_dir "${CMAKE_CURRENT_SOURCE_DIR}")

find_path(INCLUDE_CATCH2 NAMES catch2/catch.hpp REQUIRED)  # Debian package catch2, version 2
mark_as_advanced(INCLUDE_CATCH2)
file(GLOB unit_sources CONFIGURE_DEPENDS tests/unit/*.cc)
add_executable(evident_tests ${unit_sources})
target_include_directories(evident_tests SYSTEM PRIVATE "${INCLUDE_CATCH2}")
target_compile_definitions(evident_tests PRIVATE "EVIDENT_SOURCE_DIR=\"${source_dir}\"")
target_link_libraries(evident_tests PRIVATE evident_cli)
# They wait for the compiler longer than for themselves.
target_compile_options(evident_tests PRIVATE $<$<CONFIG:Debug>:-O0>)
# Reading Catch2's header takes longer than compiling what includes it.
target_precompile_headers(evident_tests PRIVATE <catch2/catch.hpp>)
set_source_files_properties(tests/unit/main.cc PROPERTIES SKIP_PRECOMPILE_HEADERS ON)

# One test a file, by the file names as tags; NoTests makes a file without test cases fail.
file(GLOB unit_tests CONFIGURE_DEPENDS tests/unit/*_test.cc)
foreach(file IN LISTS unit_tests)
  get_filename_component(stem "${file}" NAME_WE)
  string(REGEX REPLACE "_test$" "" name "${stem}")
  add_test(NAME "unit.${name}" COMMAND evident_tests --filenames-as-tags "[#${stem}]" --warn NoTests
           WORKING_DIRECTORY "${source_dir}")
  set_tests_properties("unit.${name}" PROPERTIES LABELS unit)
endforeach()

file(GLOB case_files CONFIGURE_DEPENDS tests/cases/*.txt)
foreach(file IN LISTS case_files)
  get_filename_component(name "${file}" NAME_WE)
  add_test(NAME "cases.${name}" COMMAND evident check "tests/cases/${name}.txt"
           WORKING_DIRECTORY "${source_dir}")
  set_tests_properties("cases.${name}" PROPERTIES LABELS cases)
endforeach()
add_test(NAME corpora COMMAND evident check corpora WORKING_DIRECTORY "${source_dir}")
set_tests_properties(corpora PROPERTIES LABELS corpora)

file(GLOB script_tests CONFIGURE_DEPENDS tests/*_test.py)
foreach(file IN LISTS script_tests)
  get_filename_component(stem "${file}" NAME_WE)
  string(REGEX REPLACE "_test$" "" name "${stem}")
  add_test(NAME "script.${name}" COMMAND /usr/bin/python3 "${file}" WORKING_DIRECTORY "${source_dir}")
  set_tests_properties("script.${name}" PROPERTIES LABELS script SKIP_RETURN_CODE 77 ENVIRONMENT
    "EVIDENT=$<TARGET_FILE:evident>;EVIDENT_SOURCE_DIR=${source_dir}")
endforeach()
# What the sanitizers run beside the unit tests; the other scripts start the program too often.
set_property(TEST script.threads PROPERTY LABELS script threads)
