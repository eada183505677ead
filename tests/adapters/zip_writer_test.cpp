#include "adapters/zip_writer.h"

#include <catch2/catch.hpp>

#include "adapters/zip.h"

using namespace kitei;
using adapters::Compression;
using adapters::read_zip;
using adapters::SharedBytes;
using adapters::write_zip;
using adapters::ZipFile;

namespace {

const std::string* file_of(const adapters::ZipContents& contents, std::string_view path) {
  return base::find_file(contents.files, path);
}

}  // namespace

TEST_CASE("bytes that many archives share are as if each archive held its own") {
  const std::string text = std::string(3000, 'a') + "規程";
  const SharedBytes shared(text);
  const SharedBytes small("x");
  const SharedBytes nothing("");
  const std::string with = write_zip({{"own", "own"}, {"a", {}, Compression::Deflate, &shared},
                                      {"b", {}, Compression::Deflate, &small}, {"c", {}, Compression::Deflate, &nothing}});
  CHECK(with == write_zip({{"own", "own"}, {"a", text}, {"b", "x"}, {"c", ""}}));
  const adapters::ZipContents contents = read_zip(with);
  REQUIRE_FALSE(contents.problem);
  CHECK(*file_of(contents, "a") == text);
  CHECK(*file_of(contents, "b") == "x");
  CHECK(file_of(contents, "c")->empty());
  CHECK(ZipFile{"a", {}, Compression::Deflate, &shared}.content() == text);
  CHECK(ZipFile{"a", "own"}.content() == "own");
}

TEST_CASE("what deflating would make longer is stored") {
  const std::string noise = "\x01\x80\xFF\x17zq";
  const std::string bytes = write_zip({{"a", noise}, {"b", std::string(500, 'b')}, {"c", std::string(500, 'c'), Compression::Store}});
  CHECK(bytes[8] == 0);  // the method of the first entry
  CHECK(bytes.find(std::string(500, 'b')) == std::string::npos);
  CHECK(bytes.find(std::string(500, 'c')) != std::string::npos);
  const adapters::ZipContents contents = read_zip(bytes);
  REQUIRE_FALSE(contents.problem);
  CHECK(*file_of(contents, "a") == noise);
  CHECK(contents.files.size() == 3);
}

TEST_CASE("an archive of more files than the format counts is not written") {
  std::vector<ZipFile> files(65'534);
  for (std::size_t i = 0; i < files.size(); ++i) files[i].path = std::to_string(i);
  adapters::ZipLimits limits;
  limits.entries = files.size();
  const adapters::ZipContents contents = read_zip(write_zip(files), limits);
  CHECK_FALSE(contents.problem);
  CHECK(contents.files.size() == files.size());
  files.push_back({"one more", ""});
  CHECK_THROWS_WITH(write_zip(files), "cannot write the archive: it would hold more than 65534 files");
}
