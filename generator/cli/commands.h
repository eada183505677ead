// The commands, one file each. A command takes arguments and gives an exit status: 0 done, 1 the sources have errors, 2 wrong
// use or no handbook, 3 the world failed (a WorldError, caught in main). Results go to stdout, everything else to stderr.
#pragma once
#include "base/diagnostic.h"
#include "cli/terminal/arguments.h"

namespace kitei::cli {

int run_build(const Arguments& arguments, base::Language language);
int run_check(const Arguments& arguments, base::Language language);
int run_serve(const Arguments& arguments, base::Language language);
int run_revise(const Arguments& arguments, base::Language language);
int run_release(const Arguments& arguments, base::Language language);
int run_diff(const Arguments& arguments, base::Language language);
int run_asof(const Arguments& arguments, base::Language language);
int run_verify(const Arguments& arguments, base::Language language);
int run_render(const Arguments& arguments, base::Language language);

}  // namespace kitei::cli
