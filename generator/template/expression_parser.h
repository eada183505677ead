// One expression of a template: precedence, filters and their arguments, fields of `loop`.
#pragma once
#include "template/syntax.h"
#include "template/token_cursor.h"

namespace kitei::templates {

// Reads as much as belongs to the expression. After a fault, which the cursor keeps, what is returned means nothing.
Expression parse_expression(TokenCursor& cursor);

}  // namespace kitei::templates
