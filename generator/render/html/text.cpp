#include "render/html/text.h"

#include "render/html/body.h"

namespace kitei::render::html {

}  // namespace kitei::render::html
