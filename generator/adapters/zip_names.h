// What reading and writing of archives share: which names entries may have, and the error of what an author cannot mend.
#pragma once
#include <stdexcept>
#include <string_view>

#include "base/diagnostic.h"

namespace kitei::adapters {

struct ZipError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Why a name may not be unpacked into a folder; empty when it may.
base::Message unsafe_zip_name(std::string_view name);

}  // namespace kitei::adapters
