#include "adapters/zip_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace kitei::adapters {

base::Message unsafe_zip_name(std::string_view name) {
  if (name.empty()) return {"an entry has no name", "名前のない項目があります"};
  if (name.size() > 1000)
    return {"an entry's name is longer than 1,000 bytes", "名前が1,000バイトを超える項目があります"};
  if (base::find_invalid_utf8(name)) return {"an entry's name is not valid UTF-8", "名前がUTF-8でない項目があります"};
  const bool control =
      std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control) return {"an entry's name holds a control character", "名前に制御文字を含む項目があります"};
  if (name.find('\\') != std::string_view::npos) {
    return {fmt::format("the name \"{}\" holds a backslash", name), fmt::format("名前に「\\」があります（{}）", name)};
  }
  const bool drive = name.size() >= 2 && name[1] == ':';
  if (name.front() == '/' || drive) {
    return {fmt::format("the name \"{}\" is absolute", name), fmt::format("絶対パスの名前があります（{}）", name)};
  }
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.size(), name.find('/', begin));
    const std::string_view part = name.substr(begin, end - begin);
    const bool folder_end = part.empty() && begin == name.size();
    if (part == ".." || part == "." || (part.empty() && !folder_end)) {
      return {fmt::format("the name \"{}\" does not stay inside the archive", name),
              fmt::format("書庫の外を指す名前があります（{}）", name)};
    }
    begin = end + 1;
  }
  return {};
}

}  // namespace kitei::adapters
