# Language, warnings, sanitizers and ccache, as the interface target evident_flags.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
# Sanitizers need the lines for their reports, as CI does; no more than that takes a quarter less
# time to build.
option(EVIDENT_LINES_ONLY "Of debug information, line numbers only" OFF)
set(debug_information -g)
if(EVIDENT_SANITIZE OR EVIDENT_LINES_ONLY)
  set(debug_information -g1)
endif()
# A build for the thread sanitizer takes twice as long when it is optimised, and runs one test.
set(debug_optimisation -O1)
if(EVIDENT_SANITIZE STREQUAL "thread")
  set(debug_optimisation -O0)
endif()
set(CMAKE_CXX_FLAGS_DEBUG "${debug_optimisation} ${debug_information} -D_GLIBCXX_ASSERTIONS")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CCACHE ccache)
mark_as_advanced(CCACHE)
if(CCACHE)
  # The settings let it keep what was compiled with a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE}")
endif()

add_library(evident_flags INTERFACE)
# Every such processor since 2009; the matcher counts bits for each letter that it reads.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  target_compile_options(evident_flags INTERFACE -march=x86-64-v2)
endif()
target_compile_options(evident_flags INTERFACE -Wall -Wextra)
if(EVIDENT_WERROR)
  target_compile_options(evident_flags INTERFACE -Werror)
endif()
if(EVIDENT_SANITIZE)
  set(sanitize -fsanitize=${EVIDENT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # RapidJSON 1.1 adds to a null pointer in headers that are compiled here; only clang can tell ours from it.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    list(APPEND sanitize "-fsanitize-ignorelist=${CMAKE_CURRENT_SOURCE_DIR}/cmake/sanitizer-ignore.txt")
  endif()
  target_compile_options(evident_flags INTERFACE ${sanitize})
  target_link_options(evident_flags INTERFACE ${sanitize})
endif()
if(EVIDENT_FUZZ)
  target_compile_options(evident_flags INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(evident_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(EVIDENT_STATIC)
  target_link_options(evident_flags INTERFACE -static-libstdc++ -static-libgcc)
endif()
