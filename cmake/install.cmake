# cmake --install build/release --prefix DIR: the program, and what a person reads with it.
include(GNUInstallDirs)
install(TARGETS evident RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES README.md LICENSE CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY docs/ DESTINATION "${CMAKE_INSTALL_DOCDIR}/docs" OPTIONAL)
