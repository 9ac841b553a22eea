#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace evident;
namespace fs = std::filesystem;

namespace {

// A folder of its own that goes away with the test.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "evident file XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path / name, std::ios::binary) << bytes;
    return (path / name).string();
  }
};

std::string content(const std::string& path) { return std::get<std::string>(read_file(path)); }
std::string error(const std::string& path) { return std::get<FileError>(read_file(path)).message; }

}  // namespace

TEST_CASE("the bytes of a file, whatever they are") {
  const Folder folder;
  std::string bytes = "a\r\n\0b\xFF";
  bytes += std::string(300'000, 'x') + '\0';
  CHECK(content(folder.write("some note.txt", bytes)) == bytes);
  CHECK(content(folder.write("empty", "")).empty());
}

TEST_CASE("a file that does not tell its size") {
  CHECK(content("/proc/self/status").starts_with("Name:"));
}

TEST_CASE("a pipe is read to its end") {
  const Folder folder;
  const std::string path = (folder.path / "pipe").string();
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  const std::string bytes(500'000, 'p');
  std::thread writer([&] { std::ofstream(path, std::ios::binary) << bytes; });
  const auto result = read_file(path);
  writer.join();
  CHECK(std::get<std::string>(result) == bytes);
}

TEST_CASE("what cannot be read says why") {
  const Folder folder;
  const std::string base = folder.path.string();
  CHECK(error(base + "/gone.txt") == base + "/gone.txt: no such file");
  CHECK(error(base) == base + ": is a folder, not a file");
  const std::string file = folder.write("note", "x");
  CHECK(error(file + "/note") == file + "/note: no such file (a part of its path is not a folder)");
  fs::create_symlink("circle", folder.path / "circle");
  CHECK(error(base + "/circle") == base + "/circle: its symbolic links go in a circle");
  const std::string name(300, 'n');
  CHECK(error(base + '/' + name) == base + '/' + name + ": its name is too long");
  if (geteuid() != 0) {  // root may read anything
    fs::permissions(file, fs::perms::none);
    CHECK(error(file) == file + ": no permission to read it");
  }
}

TEST_CASE("more than 2 GiB is refused without reading it") {
  const Folder folder;
  const std::string file = folder.write("large", "");
  fs::resize_file(file, kLargestFile + 1);  // a hole: takes no room on the disk
  CHECK(error(file) == file + ": larger than 2 GiB");
}

TEST_CASE("an open descriptor stays open, and its messages use the name given") {
  const Folder folder;
  const std::string file = folder.write("note", "words");
  const int descriptor = open(file.c_str(), O_RDONLY);
  CHECK(std::get<std::string>(read_descriptor(descriptor, "-")) == "words");
  CHECK(close(descriptor) == 0);
  CHECK(std::get<FileError>(read_descriptor(descriptor, "standard input")).message ==
        "standard input: Bad file descriptor");
}
