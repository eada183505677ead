// How work over many independent things is handed out. Layers take a ForEach and stay free of threads; cli/ gives one that
// uses all cores, tests give `in_order`. The body is called once for each index and must touch only what belongs to it.
#pragma once
#include <cstddef>
#include <functional>

namespace kitei::base {

using ForEach = std::function<void(std::size_t count, const std::function<void(std::size_t)>& body)>;

inline void in_order(std::size_t count, const std::function<void(std::size_t)>& body) {
  for (std::size_t i = 0; i < count; ++i) body(i);
}

}  // namespace kitei::base
