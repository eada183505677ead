#include "cli/output/keyed_files.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "cli/machine/changes.h"
#include "support/folder.h"

namespace kitei {
namespace {

using test::Folder;

cli::Hash key_of(unsigned char byte) {
  cli::Hash key{};
  key.fill(byte);
  return key;
}

const std::string kFirst = "site/docx/2026.1/A-1.docx", kSecond = "site/docx/2026.1/A-2.docx";

// A build that makes two files; what it leaves, with the texts that the record refers to.
struct LastBuild {
  std::string keys;
  cli::BuildRecord record;
};
LastBuild build(const Folder& folder) {
  cli::Output output(folder.path, cli::Output::Rewrite::Changed);
  cli::KeyedFiles keyed(folder.path, nullptr);
  output.add(kFirst, "one");
  keyed.add(kFirst, key_of(1));
  output.add(kSecond, "two");
  keyed.add(kSecond, key_of(2));
  CHECK(keyed.made() == 2);
  CHECK(keyed.find(key_of(2), output) == "two");  // where nobody else sees it yet
  CHECK(!keyed.find(key_of(3), output));
  output.finish([](std::string_view) { return true; });
  LastBuild last{keyed.bytes(), {}};
  last.record.outputs = output.take_files();
  return last;
}

TEST_CASE("a file stays under the key that it was made under, and as long as nobody touches it") {
  const Folder folder;
  LastBuild last = build(folder);
  last.record.keys = last.keys;
  {
    cli::Output output(folder.path, cli::Output::Rewrite::Changed, &last.record);
    cli::KeyedFiles keyed(folder.path, &last.record);
    CHECK(keyed.keep(kFirst, key_of(1), output));
    CHECK(!keyed.keep(kSecond, key_of(3), output));
    CHECK(!keyed.keep("site/docx/2026.1/A-3.docx", key_of(1), output));
    CHECK(keyed.made() == 0);
    CHECK(keyed.find(key_of(1), output) == "one");
    CHECK(!keyed.find(key_of(2), output));  // of this build it is none
  }
  // A damage that only the bytes tell, and one that their time tells.
  const auto time = std::filesystem::last_write_time(folder.path / kFirst);
  {
    std::fstream(folder.path / kFirst, std::ios::in | std::ios::out) << "oNe";
    std::filesystem::last_write_time(folder.path / kFirst, time);
    cli::Output output(folder.path, cli::Output::Rewrite::Changed, &last.record);
    cli::KeyedFiles keyed(folder.path, &last.record);
    CHECK(keyed.keep(kFirst, key_of(1), output));
    CHECK(!keyed.find(key_of(1), output));
  }
  cli::write_file(folder.path / kFirst, "two");
  cli::Output output(folder.path, cli::Output::Rewrite::Changed, &last.record);
  cli::KeyedFiles keyed(folder.path, &last.record);
  CHECK(!keyed.keep(kFirst, key_of(1), output));
  CHECK(keyed.keep(kSecond, key_of(2), output));
  std::filesystem::remove(folder.path / kSecond);
  CHECK(!keyed.keep(kSecond, key_of(2), output));
}

TEST_CASE("a file that stands for other reasons keeps its key for the next build") {
  const Folder folder;
  LastBuild last = build(folder);
  last.record.keys = last.keys;
  cli::KeyedFiles keyed(folder.path, &last.record);
  keyed.add_standing(kSecond);
  keyed.add_standing("site/docx/2026.1/A-3.docx");  // which never had one
  last.keys = keyed.bytes();
  last.record.keys = last.keys;
  cli::Output output(folder.path, cli::Output::Rewrite::Changed, &last.record);
  cli::KeyedFiles next(folder.path, &last.record);
  CHECK(!next.keep(kFirst, key_of(1), output));
  CHECK(next.keep(kSecond, key_of(2), output));
}

TEST_CASE("keys that cannot be read are none") {
  const Folder folder;
  LastBuild last = build(folder);
  for (const std::string& keys : {std::string(), last.keys.substr(0, last.keys.size() - 1), last.keys + "x"}) {
    last.record.keys = keys;
    cli::Output output(folder.path, cli::Output::Rewrite::Changed, &last.record);
    CHECK(!cli::KeyedFiles(folder.path, &last.record).keep(kFirst, key_of(1), output));
  }
}

}  // namespace
}  // namespace kitei
