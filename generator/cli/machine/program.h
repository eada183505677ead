// What the program says about itself.
#pragma once
#include <string_view>

namespace kitei::cli {

inline constexpr std::string_view kProgramVersion = KITEI_VERSION;

}  // namespace kitei::cli
