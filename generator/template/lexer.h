// The text of one template → tokens: literal text, the marks {{ }} {% %}, and what stands between them. Comments {# #}
// vanish.
//
// White space: `-` inside a mark ({%- -%} {{- -}}) eats the blanks and line ends beside it. A {% %} or {# #} that
// stands alone on its line takes the whole line with it, so block tags leave no empty lines. Positions are 1-based
// lines and byte columns. A fault (unclosed mark, unknown character, open string) ends the token list with an End token
// and gives one diagnostic.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace kitei::templates {

enum class TokenKind { Text, OutputBegin, OutputEnd, TagBegin, TagEnd, Name, String, Number, Operator, End };

struct Token {
  TokenKind kind = TokenKind::End;
  std::string text;  // literal text, name, decoded string, digits, or operator
  base::Position position;
};

// The last token is always End.
base::Read<std::vector<Token>> tokenize(std::string_view source, std::string_view path);

}  // namespace kitei::templates
