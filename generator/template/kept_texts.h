// The texts that are made for one page, one row or one plan: written one behind the other, and gone with it. Values refer to them.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kitei::templates {

class KeptTexts {
 public:
  explicit KeptTexts(std::size_t block = 4096) : block_(block) {}
  KeptTexts(const KeptTexts&) = delete;
  KeptTexts& operator=(const KeptTexts&) = delete;

  // For long texts: the text itself stays, not a copy.
  std::string_view keep_whole(std::string text) {
    return *whole_.emplace_back(std::make_unique<const std::string>(std::move(text)));
  }

  // A copy that stays where it is for as long as this object lives.
  std::string_view keep(std::string_view text) {
    if (text.size() > left_) {
      left_ = std::max(block_, text.size());
      next_ = blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(left_)).get();
      if (blocks_.size() == 1) first_size_ = left_;
    }
    if (!text.empty()) std::memcpy(next_, text.data(), text.size());
    const std::string_view kept(next_, text.size());
    next_ += text.size();
    left_ -= text.size();
    return kept;
  }

  // Lets all texts go; their room is used again.
  void clear() {
    whole_.clear();
    if (blocks_.empty()) return;
    blocks_.resize(1);
    next_ = blocks_[0].get();
    left_ = first_size_;
  }

 private:
  std::vector<std::unique_ptr<const std::string>> whole_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_;  // bytes
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t first_size_ = 0;  // of the first block
};

}  // namespace kitei::templates
