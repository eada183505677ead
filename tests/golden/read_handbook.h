// A whole handbook, read and resolved from files, for tests that look at both ends of the line.
#pragma once
#include <filesystem>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/handbook.h"

namespace kitei::tests {

base::FileTree read_tree(const std::filesystem::path& folder);

// The handbook of a tree; frozen editions in it are no documents. Diagnostics are sorted.
base::Read<model::Handbook> read_handbook(const base::FileTree& files);

}  // namespace kitei::tests
