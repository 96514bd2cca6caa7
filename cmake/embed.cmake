# budian_embed(target symbol file): the bytes of `file` become budian_<symbol>_begin/_end (gis/embedded.hpp).
function(budian_embed target symbol file)
  get_filename_component(path ${file} ABSOLUTE)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.S)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
    .section .rodata
    .global budian_@symbol@_begin
    .global budian_@symbol@_end
    .balign 16
budian_@symbol@_begin:
    .incbin "@path@"
budian_@symbol@_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]])
  set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES OBJECT_DEPENDS ${path} LANGUAGE ASM)
  target_sources(${target} PRIVATE ${source})
endfunction()
