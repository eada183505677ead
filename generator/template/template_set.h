// Templates, parsed once, then rendered from any number of threads.
//
// In:  a folder of template files (`root` + name → text), e.g. "templates/html/" with "base.html", "parts/nav.html".
// Out: a TemplateSet, const for its whole life; render() gives the text of one template.
// Faults an author of templates can fix come as diagnostics with the path, line and byte column of the template:
//
//   compile      template-syntax, template-unknown-filter, template-missing (an extended or included file),
//                template-cycle
//   check_texts  template-text: every {{ "key" | t }} whose key the interface texts lack
//   render       template-undefined (no name is silently empty), template-type, template-text, template-depth; the
//                first one ends the rendering of that page, and its text is empty
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "template/filters.h"
#include "template/syntax.h"
#include "template/value.h"

namespace kitei::templates {

struct TemplateSet {
  std::map<std::string, Template, std::less<>> by_name;
};

// With `only`, the name of a template: it, and what it extends and includes.
base::Read<TemplateSet> compile(const base::FileTree& files, std::string_view root, std::string_view only = {});

// The literal keys that templates ask for and `texts` has not; one diagnostic for each place.
base::Diagnostics check_texts(const TemplateSet& set, const Texts& texts);

// The same templates with the words of one language in place: what {{ "key" | t }} prints is looked up once, not on each
// page. Keys that `texts` has not, and texts with something to fill in, stay as they are.
TemplateSet localize(TemplateSet set, const Texts& texts);

base::Read<std::string> render(const TemplateSet& set, std::string_view name, const Scope& scope, const Texts& texts);

// Two texts that differ in a few values, at little more than the cost of one: in the second the names of `twin` mean what
// `twin` says, and all other names what they mean in the first.
struct Twins {
  std::string first;
  std::string second;
};
base::Read<Twins> render_twins(const TemplateSet& set, std::string_view name, const Scope& scope, const Map& twin,
                               const Texts& texts);

}  // namespace kitei::templates
