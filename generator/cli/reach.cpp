#include "cli/reach.h"

#include <algorithm>

namespace kitei::cli {

bool Reach::stays(std::string_view path) const {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return true;
  const std::string_view inside = path.substr(slash + 1);
  if (inside.starts_with("assets/")) return assets.contains(inside);
  const auto site = search.find(std::string(path.substr(0, slash + 1)));
  if (site != search.end() && site->second.gone.contains(path)) return false;
  return std::none_of(histories.begin(), histories.end(), [&](const std::string& address) { return inside.starts_with(address); });
}

}  // namespace kitei::cli
