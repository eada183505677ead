// Work on all cores: the only threads of a build.
#pragma once
#include "base/for_each.h"

namespace kitei::cli {

// `jobs` threads (0: one for each core). The first exception stops the handing out and is thrown again by the caller.
base::ForEach parallel(unsigned jobs);

}  // namespace kitei::cli
