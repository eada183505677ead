#include "adapters/zip.h"

#include <stdlib.h>
#include <time.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "adapters/zip_writer.h"

using namespace kitei;
using adapters::Compression;
using adapters::read_zip;
using adapters::write_zip;
using adapters::ZipContents;
using adapters::ZipError;
using adapters::ZipFile;

namespace {

std::vector<ZipFile> sample() {
  return {{"[Content_Types].xml", "<x/>"},
          {"規程/アクセス制御.docx", std::string(100'000, 'a'), Compression::Store},
          {"a/b.txt", std::string(50'000, 'b')},
          {"empty", ""}};
}

std::string problem_of(std::string_view bytes, const adapters::ZipLimits& limits = {}) {
  const ZipContents contents = read_zip(bytes, limits);
  if (contents.problem) CHECK(contents.files.empty());
  return contents.problem ? contents.problem->en : "";
}

// Replaces a text of the same length everywhere: an archive whose names were tampered with.
std::string replaced(std::string bytes, std::string_view from, std::string_view to) {
  REQUIRE(from.size() == to.size());
  for (std::size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + 1)) {
    bytes.replace(at, from.size(), to);
  }
  return bytes;
}

std::string refusal(const std::vector<ZipFile>& files) {
  try {
    write_zip(files);
    return "";
  } catch (const ZipError& error) {
    return error.what();
  }
}

// The central directory's record of the first entry.
std::size_t central_record(const std::string& bytes) { return bytes.find("PK\x01\x02"); }

}  // namespace

TEST_CASE("ZIP round trip keeps every byte") {
  const ZipContents contents = read_zip(write_zip(sample()));
  REQUIRE_FALSE(contents.problem);
  REQUIRE(contents.files.size() == 4);
  for (const ZipFile& file : sample()) {
    CAPTURE(file.path);
    REQUIRE(base::find_file(contents.files, file.path));
    CHECK(*base::find_file(contents.files, file.path) == file.bytes);
  }
}

TEST_CASE("a ZIP has the same bytes in every time zone") {
  const char* before = getenv("TZ");
  const std::string saved = before ? before : "";
  std::vector<std::string> archives;
  for (const char* zone : {"UTC", "Asia/Tokyo", "America/New_York"}) {
    setenv("TZ", zone, 1);
    tzset();
    archives.push_back(write_zip(sample()));
  }
  if (before) {
    setenv("TZ", saved.c_str(), 1);
  } else {
    unsetenv("TZ");
  }
  tzset();
  CHECK(archives[0] == archives[1]);
  CHECK(archives[0] == archives[2]);
}

TEST_CASE("ZIP headers: order, date 1980-01-01, mode, methods, UTF-8 names") {
  const std::string bytes = write_zip(sample());
  CHECK(bytes.substr(0, 4) == "PK\x03\x04");
  CHECK(bytes.substr(30, 19) == "[Content_Types].xml");
  const std::size_t record = central_record(bytes);
  REQUIRE(record != std::string::npos);
  CHECK(bytes.substr(record + 12, 4) == std::string("\0\0\x21\0", 4));
  const std::size_t wide = bytes.find("規程/", record) - 46;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  CHECK((byte(record + 9) & 0x08) == 0);  // bit 11: UTF-8
  CHECK((byte(wide + 9) & 0x08) != 0);
  CHECK((byte(record + 8) & 0x08) == 0);  // bit 3: no data descriptor
  CHECK(byte(wide + 10) == 0);            // stored
  CHECK(byte(record + 38 + 2) == 0xA4);   // 0100644 << 16
  CHECK(byte(record + 38 + 3) == 0x81);
  CHECK(bytes.find("b.txt") < bytes.find("empty"));
}

TEST_CASE("a ZIP that could not be unpacked safely is not written") {
  const std::string cannot = "cannot write the archive: ";
  CHECK(refusal({}) == cannot + "it would hold no file");
  CHECK(refusal({{"a", "1"}, {"a", "2"}}) == cannot + "the name \"a\" is given twice");
  CHECK(refusal({{"../a", "1"}}) == cannot + "the name \"../a\" does not stay inside the archive");
  CHECK(refusal({{"a/../b", "1"}}) == cannot + "the name \"a/../b\" does not stay inside the archive");
  CHECK(refusal({{"a//b", "1"}}) == cannot + "the name \"a//b\" does not stay inside the archive");
  CHECK(refusal({{"/a", "1"}}) == cannot + "the name \"/a\" is absolute");
  CHECK(refusal({{"C:a", "1"}}) == cannot + "the name \"C:a\" is absolute");
  CHECK(refusal({{"a\\b", "1"}}) == cannot + "the name \"a\\b\" holds a backslash");
  CHECK(refusal({{"a/", ""}}) == cannot + "\"a/\" is a folder");
  CHECK(refusal({{"", "1"}}) == cannot + "an entry has no name");
  CHECK(refusal({{"a\n", "1"}}) == cannot + "an entry's name holds a control character");
}

TEST_CASE("hostile ZIP archives are refused as a whole") {
  const std::string good = write_zip({{"aa/zz/bb.x", "x"}, {"cc", "y"}});
  CHECK(problem_of(good) == "");
  CHECK(problem_of(replaced(good, "aa/zz/bb.x", "aa/../bb.x")) ==
        "the name \"aa/../bb.x\" does not stay inside the archive");
  CHECK(problem_of(replaced(good, "aa/zz/bb.x", "/a/zz/bb.x")) == "the name \"/a/zz/bb.x\" is absolute");
  CHECK(problem_of(replaced(good, "aa/zz/bb.x", "C:/zz/bb.x")) == "the name \"C:/zz/bb.x\" is absolute");
  CHECK(problem_of(replaced(good, "aa/zz/bb.x", "aa\\zz/bb.x")) == "the name \"aa\\zz/bb.x\" holds a backslash");
  CHECK(problem_of(replaced(good, "aa/zz/bb.x", "aa/\x01z/bb.x")) == "an entry's name holds a control character");
  const std::string twice = replaced(write_zip({{"aa", "x"}, {"AB", "y"}}), "AB", "AA");
  CHECK(problem_of(twice) == "the name \"AA\" is given twice");

  std::string link = good;
  link[central_record(link) + 38 + 3] = '\xA1';  // 0120644
  CHECK(problem_of(link) == "\"aa/zz/bb.x\" is a symbolic link");
  std::string encrypted = good;
  encrypted[central_record(encrypted) + 8] |= 1;
  encrypted[6] |= 1;
  CHECK(problem_of(encrypted) == "\"aa/zz/bb.x\" is encrypted");

  CHECK(problem_of("") != "");
  CHECK(problem_of("not a zip file at all") != "");
  CHECK(problem_of(good.substr(0, good.size() - 5)) != "");
  CHECK(problem_of(good + "trailing") != "");
  CHECK(problem_of(std::string("PK\x05\x06", 4) + std::string(18, '\0')) == "the archive holds no files");
  std::string wrong_sum = write_zip({{"a", "content", Compression::Store}});
  wrong_sum[30 + 1] ^= 1;  // the first byte of the content
  CHECK(problem_of(wrong_sum) != "");
}

TEST_CASE("ZIP bombs and oversized archives are refused before they are unpacked") {
  const std::string bomb = write_zip({{"bomb", std::string(20'000'000, '\0')}});
  CHECK(bomb.size() < 100'000);
  CHECK(problem_of(bomb) == "\"bomb\" is larger than the archive may hold when unpacked");
  adapters::ZipLimits limits;
  limits.entry_bytes = 1000;
  CHECK(problem_of(write_zip({{"a", std::string(1001, 'a')}}), limits) ==
        "\"a\" is larger than the archive may hold when unpacked");
  limits = {};
  limits.total_bytes = 1500;
  CHECK(problem_of(write_zip({{"a", std::string(1000, 'a')}, {"b", std::string(1000, 'b')}}), limits) ==
        "\"b\" is larger than the archive may hold when unpacked");
  limits = {};
  limits.entries = 1;
  CHECK(problem_of(write_zip({{"a", "1"}, {"b", "2"}}), limits) == "the archive holds more than 1 entries");
}

TEST_CASE("every damaged byte of a ZIP is survived") {
  const std::string good = write_zip({{"a.txt", std::string(300, 'a') + "規程"}, {"b.txt", "b"}});
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const int mask : {0x01, 0x80, 0xFF}) {
      std::string bad = good;
      bad[i] = static_cast<char>(static_cast<unsigned char>(bad[i]) ^ mask);
      const ZipContents contents = read_zip(bad);
      CHECK((contents.problem.has_value() || contents.files.size() <= 2));
    }
  }
}
