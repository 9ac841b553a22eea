# embed_files(target file...): the files become part of the target; embedded_files() of
# src/embedded.h lists them by their path in the repository, in the order given. The assembler
# reads the files themselves (.incbin), so nothing has to be quoted and a change of a file
# builds one small object anew.
function(embed_files target)
  set(data "# Made by cmake/embed.cmake.\n.section .rodata\n")
  set(symbols "")
  set(rows "")
  set(count 0)
  foreach(file IN LISTS ARGN)
    file(RELATIVE_PATH path "${CMAKE_CURRENT_SOURCE_DIR}" "${file}")
    set(name "evident_embedded_${count}")
    string(APPEND data ".balign 16\n.global ${name}, ${name}_end\n.hidden ${name}, ${name}_end\n"
           "${name}:\n.incbin \"${file}\"\n${name}_end:\n.byte 0\n")
    string(APPEND symbols "extern const char ${name}[], ${name}_end[];\n")
    string(APPEND rows "      file(\"${path}\", ${name}, ${name}_end),\n")
    math(EXPR count "${count} + 1")
  endforeach()
  string(APPEND data ".section .note.GNU-stack,\"\",@progbits\n")

  set(data_file "${CMAKE_CURRENT_BINARY_DIR}/embedded_data.S")
  set(table_file "${CMAKE_CURRENT_BINARY_DIR}/embedded.cc")
  file(CONFIGURE OUTPUT "${data_file}" CONTENT "${data}" @ONLY)
  file(CONFIGURE OUTPUT "${table_file}" @ONLY CONTENT "// Made by cmake/embed.cmake.
#include \"embedded.h\"

#include <array>

extern \"C\" {
${symbols}}

namespace evident {
namespace {

EmbeddedFile file(std::string_view path, const char* begin, const char* end) {
  return {path, std::string_view(begin, static_cast<size_t>(end - begin))};
}

}  // namespace

std::span<const EmbeddedFile> embedded_files() {
  static const std::array<EmbeddedFile, ${count}> files = {
${rows}  };
  return files;
}

std::string_view embedded_file(std::string_view path) {
  for (const EmbeddedFile& file : embedded_files())
    if (file.path == path) return file.content;
  return {};
}

}  // namespace evident
")
  set_source_files_properties("${data_file}" PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_sources(${target} PRIVATE "${data_file}" "${table_file}")
endfunction()
