// One quick look at the bytes of a text: whether it can hold anything that characters.cpp or placeholders.cpp would report.
// Nearly no text does, and then neither has to read it.
#pragma once
#include <string_view>

namespace kitei::check {

struct Suspects {
  bool odd_character = false;
  bool placeholder = false;
};

// What is false here is certainly not in the text; what is true has to be looked at.
Suspects suspects_in(std::string_view text);

}  // namespace kitei::check
