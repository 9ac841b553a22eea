# libFuzzer targets (clang only): tests/fuzz/NAME_fuzz.cc becomes the program fuzz_NAME and the
# test fuzz.NAME, some seconds from the seeds. A longer run: build/asan/fuzz_NAME -max_total_time=3600
# build/asan/fuzz/NAME tests/fuzz/seeds/NAME
set(fuzz_seeds_text corpora/notes)
set(fuzz_seeds_analyze corpora/notes)
set(fuzz_seeds_engines corpora/notes)
set(fuzz_seeds_yaml lexicons)
set(fuzz_seeds_cases tests/cases)

add_custom_target(evident_fuzzers DEPENDS evident)  # the program and all of them
file(GLOB fuzz_sources CONFIGURE_DEPENDS tests/fuzz/*_fuzz.cc)
foreach(file IN LISTS fuzz_sources)
  get_filename_component(stem "${file}" NAME_WE)
  string(REGEX REPLACE "_fuzz$" "" name "${stem}")
  add_executable("fuzz_${name}" "${file}")
  add_dependencies(evident_fuzzers "fuzz_${name}")
  target_link_libraries("fuzz_${name}" PRIVATE evident_cli)
  target_compile_options("fuzz_${name}" PRIVATE -fsanitize=fuzzer)
  target_link_options("fuzz_${name}" PRIVATE -fsanitize=fuzzer)
  file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/fuzz/${name}")
  set(seeds ${fuzz_seeds_${name}})
  if(EXISTS "${source_dir}/tests/fuzz/seeds/${name}")
    list(APPEND seeds "tests/fuzz/seeds/${name}")
  endif()
  add_test(NAME "fuzz.${name}"
           COMMAND "fuzz_${name}" -max_total_time=3 -max_len=4096 -timeout=10 -seed=1
                   -print_final_stats=1 "-artifact_prefix=${CMAKE_CURRENT_BINARY_DIR}/fuzz/${name}-"
                   "${CMAKE_CURRENT_BINARY_DIR}/fuzz/${name}" ${seeds}
           WORKING_DIRECTORY "${source_dir}")
  set_tests_properties("fuzz.${name}" PROPERTIES LABELS fuzz)
endforeach()
