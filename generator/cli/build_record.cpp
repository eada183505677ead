#include "cli/build_record.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <link.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>

#include "adapters/sha256.h"
#include "base/binary.h"
#include "cli/disk.h"
#include "cli/program.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "kitei build record 1\n";
// File systems and kernels tell times in steps of up to 10 ms (FAT: 2 s, network shares: 1 s).
constexpr std::int64_t kTimeStep = 2'000'000'000;

// "record-<program>-<way of calling>"
std::string short_name(std::string_view text) {
  const Hash hash = adapters::sha256(text);
  return fmt::format("{:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3]);
}
std::string program_prefix() { return "record-" + short_name(program_identity()) + "-"; }

fs::path record_path(const fs::path& output, const std::string& key) {
  return output / ".kitei" / (program_prefix() + short_name(key));
}

// Those of other programs are of no use any more.
void remove_foreign_records(const fs::path& folder) {
  const std::string own = program_prefix();
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("record-") && !name.starts_with(own)) fs::remove(entry.path(), error);
  }
}

void put(base::BinaryWriter& out, const std::vector<InputFile>& files) {
  out.number(files.size());
  for (const InputFile& file : files) {
    out.text(file.path);
    out.number(file.stamp.size);
    out.fixed(static_cast<std::uint64_t>(file.stamp.modified));
    out.fixed(static_cast<std::uint64_t>(file.stamp.changed));
    out.number(file.stamp.inode);
    out.raw(file.hash.data(), file.hash.size());
  }
}

std::vector<InputFile> take_inputs(base::BinaryReader& in) {
  std::vector<InputFile> files(in.count());
  for (InputFile& file : files) {
    file.path = in.text();
    file.stamp.size = in.number();
    file.stamp.modified = static_cast<std::int64_t>(in.fixed());
    file.stamp.changed = static_cast<std::int64_t>(in.fixed());
    file.stamp.inode = in.number();
    in.raw(file.hash.data(), file.hash.size());
  }
  return files;
}

std::string body_of(const BuildRecord& record) {
  base::BinaryWriter out;
  out.text(record.key);
  out.whole(static_cast<int>(record.today.year()));
  out.number(static_cast<unsigned>(record.today.month()));
  out.number(static_cast<unsigned>(record.today.day()));
  out.whole(record.utc_offset_minutes);
  out.whole(record.looked_at);
  put(out, record.sources);
  put(out, record.share);
  out.number(record.outputs.size());
  for (const OutputFile& file : record.outputs) {
    out.text(file.path);
    out.number(file.size);
    out.fixed(static_cast<std::uint64_t>(file.modified));
    out.number(file.inode);
  }
  out.text(record.report);
  return out.take();
}

std::optional<BuildRecord> parse(std::string_view body, const std::string& key) {
  base::BinaryReader in(body);
  BuildRecord record;
  record.key = in.text();
  if (in.failed() || record.key != key) return std::nullopt;
  const int year = static_cast<int>(in.whole());
  const auto month = static_cast<unsigned>(in.number());
  const auto day = static_cast<unsigned>(in.number());
  record.today = base::Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  record.utc_offset_minutes = static_cast<int>(in.whole());
  record.looked_at = in.whole();
  record.sources = take_inputs(in);
  record.share = take_inputs(in);
  record.outputs.resize(in.count());
  for (OutputFile& file : record.outputs) {
    file.path = in.text();
    file.size = in.number();
    file.modified = static_cast<std::int64_t>(in.fixed());
    file.inode = in.number();
  }
  record.report = in.text();
  if (!in.at_end()) return std::nullopt;
  return record;
}

bool could_hide_a_change(const Stamp& stamp, std::int64_t looked_at) {
  return std::max(stamp.modified, stamp.changed) + kTimeStep > looked_at;
}

}  // namespace

FoundRecord read_record(const fs::path& output, const std::string& key) {
  FoundRecord found;
  const fs::path path = record_path(output, key);
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return found;
  const std::string bytes = read_file(path);
  std::string_view rest = bytes;
  found.damaged = true;
  if (!rest.starts_with(kMagic) || rest.size() < kMagic.size() + sizeof(Hash)) return found;
  rest.remove_prefix(kMagic.size());
  Hash hash;
  std::copy_n(rest.begin(), hash.size(), reinterpret_cast<char*>(hash.data()));
  rest.remove_prefix(hash.size());
  if (adapters::sha256(rest) != hash) return found;
  found.record = parse(rest, key);
  found.damaged = false;  // of another program or about another build: nothing is wrong with it
  return found;
}

void write_record(const fs::path& output, const BuildRecord& record) {
  const std::string body = body_of(record);
  const Hash hash = adapters::sha256(body);
  std::string bytes(kMagic);
  bytes.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  bytes += body;
  write_file(record_path(output, record.key), bytes, Compare::No);
  remove_foreign_records(output / ".kitei");
}

Difference compare_inputs(const std::vector<InputFile>& before, std::int64_t looked_at, const TreeScan& now,
                          const fs::path& root, const base::ForEach& for_each) {
  Difference difference;
  const bool same_paths =
      before.size() == now.files.size() && std::equal(before.begin(), before.end(), now.files.begin(),
                                                      [](const InputFile& a, const FoundFile& b) { return a.path == b.path; });
  if (!same_paths) {
    difference.other_files = true;
    return difference;
  }
  std::vector<std::size_t> doubtful;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].stamp != now.files[i].stamp || could_hide_a_change(before[i].stamp, looked_at)) doubtful.push_back(i);
  }
  std::vector<char> differs(doubtful.size(), 0);
  for_each(doubtful.size(), [&](std::size_t i) {
    const std::size_t file = doubtful[i];
    differs[i] = before[file].stamp.size != now.files[file].stamp.size ||
                 adapters::sha256(read_file(root / now.files[file].path)) != before[file].hash;
  });
  for (std::size_t i = 0; i < doubtful.size(); ++i) {
    if (differs[i]) difference.changed.push_back(doubtful[i]);
  }
  difference.doubtful = !doubtful.empty();
  return difference;
}

bool outputs_stand(const fs::path& output, const std::vector<OutputFile>& files, const base::ForEach& for_each) {
  const int root = ::open(output.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return false;
  constexpr std::size_t kAtOnce = 512;
  std::atomic<bool> stand{true};
  for_each((files.size() + kAtOnce - 1) / kAtOnce, [&](std::size_t part) {
    const std::size_t end = std::min(files.size(), (part + 1) * kAtOnce);
    for (std::size_t i = part * kAtOnce; i < end && stand; ++i) {
      struct stat info {};
      const OutputFile& file = files[i];
      const bool same = ::fstatat(root, file.path.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(info.st_mode) &&
                        static_cast<std::uint64_t>(info.st_size) == file.size && static_cast<std::uint64_t>(info.st_ino) == file.inode &&
                        std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec == file.modified;
      if (!same) stand = false;
    }
  });
  ::close(root);
  return stand;
}

std::string program_identity() {
  std::string identity = fmt::format("kitei {}\n", kProgramVersion);
  auto add = [](dl_phdr_info* object, std::size_t, void* text) {
    const std::string path = object->dlpi_name && *object->dlpi_name ? object->dlpi_name : "/proc/self/exe";
    const Stamp stamp = stamp_of(fs::path(path));
    if (stamp.inode != 0) *static_cast<std::string*>(text) += fmt::format("{} {} {} {}\n", path, stamp.size, stamp.modified, stamp.inode);
    return 0;
  };
  ::dl_iterate_phdr(add, &identity);
  return identity;
}

std::int64_t clock_nanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace kitei::cli
