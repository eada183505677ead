// One template's text → its tree. Stops at the first fault of a template, which becomes one diagnostic
// [template-syntax] or [template-unknown-filter]; whether included and extended templates exist is looked at in
// template_set.cpp. The language:
//
//   {{ expression }}
//   {% if x %} … {% elif y %} … {% else %} … {% endif %}
//   {% for v in list %} … {% else %} … {% endfor %}, {% for key, value in map %}; in it loop.index (from 1), .index0,
//                                                    .first, .last, .length
//   {% set name = x %}
//   {% include "part.html" %}, {% include "part.html" with name = x, other = y %}
//   {% extends "base.html" %}, {% block name %} … {% endblock %}, {{ super() }}
//   operators: or, and, not, == != < <= > >=, in, not in, ~ (joins texts), a if b else c, x.y, x["y"], x | filter(1)
#pragma once
#include <string_view>

#include "base/diagnostic.h"
#include "template/syntax.h"

namespace kitei::templates {

base::Read<Template> parse_template(std::string_view source, std::string_view path);

}  // namespace kitei::templates
