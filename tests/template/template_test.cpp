#include "template/template_set.h"

#include <catch2/catch.hpp>

#include "base/utf8.h"

namespace kitei::templates {
namespace {

const Texts& japanese() {
  static const Texts texts{
      base::Language::Japanese,
      {{"next", "次"}, {"documents", "{count}件の文書"}, {"html", "A&B <{name}>"}, {"open", "開く{"}}};
  return texts;
}

// The names that every case may use.
Map sample_values() {
  Map owner;
  owner.set("name", "情報システム部");
  owner.set("mail", "");
  List kinds;
  for (const char* id : {"policy", "procedure", "form"}) {
    Map kind;
    kind.set("id", id);
    kinds.push_back(kind);
  }
  Map values;
  values.set("title", "規程 <A&B> \"引用\"");
  values.set("body", Safe{"<p>本文</p>"});
  values.set("count", 3);
  values.set("yes", true);
  values.set("no", false);
  values.set("nothing", Value());
  values.set("owner", owner);
  values.set("kinds", kinds);
  values.set("empty", List());
  values.set("words", List{"い", "ろ", "は"});
  values.set("date", "2026-04-01");
  return values;
}

base::Read<std::string> render_files(const base::FileTree& files) {
  base::Read<TemplateSet> set = compile(files, "t/");
  base::Read<std::string> read;
  read.diagnostics = std::move(set.diagnostics);
  if (!read.diagnostics.empty()) return read;
  const Map values = sample_values();
  return render(set.value, "page.html", Scope{values}, japanese());
}

std::string first_message(const base::Diagnostics& diagnostics) {
  if (diagnostics.empty()) return "";
  const base::Diagnostic& d = diagnostics.front();
  std::string out = d.path + ":" + std::to_string(d.position.line) + ":" + std::to_string(d.position.column) + ": " +
                    d.message.en + " [" + d.code + "]";
  if (!d.hint.empty()) out += " " + d.hint.en;
  CHECK_FALSE(d.message.ja.empty());
  return out;
}

struct Case {
  const char* source;
  const char* expected;
};

void check_output(const Case& c) {
  INFO(c.source);
  const base::Read<std::string> read = render_files({{"t/page.html", c.source}});
  CHECK(first_message(read.diagnostics) == "");
  CHECK(read.value == c.expected);
}

void check_error(const Case& c) {
  INFO(c.source);
  const base::Read<std::string> read = render_files({{"t/page.html", c.source}});
  CHECK(first_message(read.diagnostics) == c.expected);
  CHECK(read.value.empty());
}

}  // namespace

TEST_CASE("values are printed, and text is escaped unless it is finished markup") {
  for (const Case& c : std::initializer_list<Case>{
           {"{{ title }}", "規程 &lt;A&amp;B&gt; &quot;引用&quot;"},
           {"<a title=\"{{ title }}\">", "<a title=\"規程 &lt;A&amp;B&gt; &quot;引用&quot;\">"},
           {"{{ body }}", "<p>本文</p>"},
           {"{{ count }} {{ yes }} {{ nothing }}|", "3 true |"},
           {"{{ '<' ~ body }}", "&lt;<p>本文</p>"},
           {"{{ 'a' ~ 1 ~ \"'\" }}", "a1'"},
           {"{{ \"a\\\"b\\n\" }}", "a&quot;b\n"},
           {"{{ owner.name }} {{ owner[\"name\"] }} {{ words[1] }}", "情報システム部 情報システム部 ろ"},
           {"{ { }} %} #} {", "{ { }} %} #} {"},
       })
    check_output(c);
}

TEST_CASE("conditions and operators") {
  for (const Case& c : std::initializer_list<Case>{
           {"{% if yes %}a{% endif %}", "a"},
           {"{% if no %}a{% elif count == 3 %}b{% else %}c{% endif %}", "b"},
           {"{% if nothing %}a{% else %}b{% endif %}", "b"},
           {"{% if empty or owner.mail %}a{% else %}b{% endif %}", "b"},
           {"{% if not no and not (no or nothing) %}a{% endif %}", "a"},
           {"{% if not not count %}a{% endif %}", "a"},
           {"{% if 'ろ' in words and 'に' not in words %}a{% endif %}", "a"},
           {"{% if '規程' in title and 'name' in owner %}a{% endif %}", "a"},
           {"{% if 2 < count and count <= 3 and count > 2 and count >= 3 %}a{% endif %}", "a"},
           {"{% if 'a' < 'b' and count != 4 %}a{% endif %}", "a"},
           {"{{ 'a' if no else 'b' if no else 'c' }}", "c"},
           {"{{ owner.mail or owner.name }}", "情報システム部"},
           {"{{ no and undefined_name }}", "false"},
           {"{% if [1, 'x'] == [1, 'x'] %}a{% endif %}", "a"},
           {"{% if body == '<p>本文</p>' %}a{% endif %}", "a"},
       })
    check_output(c);
}

TEST_CASE("loops, with their fields, else, and names that end with the turn") {
  for (const Case& c : std::initializer_list<Case>{
           {"{% for w in words %}{{ loop.index }}{{ w }}{% if not loop.last %}、{% endif %}{% endfor %}",
            "1い、2ろ、3は"},
           {"{% for w in words %}{{ loop.index0 }}{{ loop.first }}{{ loop.length }} {% endfor %}",
            "0true3 1false3 2false3 "},
           {"{% for w in empty %}x{% else %}なし{% endfor %}", "なし"},
           {"{% for k, v in owner %}{{ k }}={{ v }};{% endfor %}", "name=情報システム部;mail=;"},
           {"{% for k in kinds %}{% for w in words %}{{ loop.index }}{% endfor %}{{ loop.index }} {% endfor %}",
            "1231 1232 1233 "},
           {"{% set x = 1 %}{% for w in words %}{% set x = w %}{{ x }}{% endfor %}{{ x }}", "いろは1"},
           {"{% for w in words %}{% set y = w %}{% endfor %}{{ y | default('-') }}", "-"},
           {"{% for w in ['a', 'b'] %}{{ w }}{% endfor %}", "ab"},
       })
    check_output(c);
}

TEST_CASE("rows are a list to every template, and a loop holds one of them") {
  std::size_t made = 0;
  const Rows rows{3, [&](std::size_t i, KeptTexts& texts) {
                    ++made;
                    Map row;
                    row.set("name", texts.keep(std::string(3 - i, static_cast<char>('a' + i))));
                    row.set("inner", Rows{i, [](std::size_t j, KeptTexts& own) {
                                            Map cell;
                                            cell.set("text", own.keep(std::to_string(j)));
                                            return cell;
                                          }});
                    return row;
                  }};
  Map values;
  values.set("rows", rows);
  values.set("none", Rows{});
  const auto check = [&](std::string_view source, std::string_view expected) {
    const TemplateSet set = compile({{"t/a.html", std::string(source)}}, "t/").value;
    const base::Read<std::string> text = render(set, "a.html", Scope{values}, japanese());
    CHECK(text.diagnostics.empty());
    CHECK(text.value == expected);
  };
  check("{% for r in rows %}{{ loop.index }}{{ r.name }}{% for c in r.inner %}-{{ r.name }}{{ c.text }}{% endfor %};{% endfor %}", "1aaa;2bb-bb0;3c-c0-c1;");
  CHECK(made == 3);
  check("{% for r in rows %}{% for s in rows %}{{ r.name }}{{ s.name }} {% endfor %}{% endfor %}", "aaaaaa aaabb aaac bbaaa bbbb bbc caaa cbb cc ");
  check("{% for r in none %}x{% else %}nothing{% endfor %}{% if none %}x{% endif %}{% if rows %}y{% endif %}{{ none | length }}{{ rows | length }}", "nothingy03");
  check("{{ (rows | first).name }}{{ (rows | last).name }}{{ rows[1].name }}{% for r in rows | slice(1) %}{{ r.name }}{% endfor %}", "aaacbbbbc");
  check("{% for r in rows | sort(\"name\") %}{{ r.name }}{% endfor %}{{ (rows | json) == (rows | slice(0) | json) }}{{ rows == rows }}{{ rows == none }}", "aaabbctruetruefalse");
  check("{% for r in rows %}{{ r in rows }}{{ r in none }}{% endfor %}", "truefalsetruefalsetruefalse");
  check("{% for r in none | default(rows) %}x{% endfor %}{% set kept = rows | last %}{{ kept.name }}", "c");
}

TEST_CASE("filters") {
  for (const Case& c : std::initializer_list<Case>{
           {"{{ undefined_name | default('x') }}{{ owner.fax | default('y') }}{{ nothing | default('z') }}", "xyz"},
           {"{{ owner.mail | default(owner.name) }} {{ count | default(1) }}", "情報システム部 3"},
           {"{{ words | join('、') }} {{ words | join }}", "い、ろ、は いろは"},
           {"{{ words | length }} {{ owner.name | length }} {{ owner | length }}", "3 7 2"},
           {"{{ words | first }}{{ words | last }}{{ empty | first }}{{ owner.name | first }}{{ owner.name | last }}",
            "いは情部"},
           {"{{ words | slice(1) | join }} {{ words | slice(0, 2) | join }} {{ words | slice(9) | length }}",
            "ろは いろ 0"},
           {"{{ owner.name | slice(2, 4) }}", "システム"},
           {"{{ ['5.10', '5.2', '5.1'] | sort | join(' ') }}", "5.1 5.2 5.10"},
           {"{% for k in kinds | sort('id') %}{{ k.id }} {% endfor %}", "form policy procedure "},
           {"{{ 'iso 規程' | upper }}", "ISO 規程"},
           {"{{ date | date }} {{ date | era_date }}", "2026年4月1日 令和8年4月1日"},
           {"{{ 'next' | t }} {{ 'documents' | t(count=count) }}", "次 3件の文書"},
           {"{{ 'html' | t(name=title) }}", "A&amp;B &lt;規程 &lt;A&amp;B&gt; &quot;引用&quot;&gt;"},
           {"{{ kinds | json }}",
            "[{&quot;id&quot;:&quot;policy&quot;},{&quot;id&quot;:&quot;procedure&quot;},"
            "{&quot;id&quot;:&quot;form&quot;}]"},
       })
    check_output(c);
}

TEST_CASE("twins are what each of two texts is alone") {
  Map twin;
  twin.set("count", 4);
  twin.set("no", "<いいえ>");
  twin.set("words", List{"に"});
  twin.set("owner", Map());
  const Map values = sample_values();
  for (const char* source : {
           "a{{ title }}b{{ body }}c",
           "{{ count }}{{ body }}{{ count }}{{ no }}",
           "{% if no %}x{{ body }}{% else %}y{% endif %}{{ body }}",
           "{% if count == 3 %}drei{% elif count == 4 %}vier{% endif %}{% if count %}{{ title }}{{ count }}{% endif %}",
           "{% if count > 3 %}{% if no %}{{ no }}{% endif %}{% else %}{% for w in words %}{{ w }}{% endfor %}{% endif %}",
           "{% for w in words %}{{ loop.index }}{{ w }}{{ count }}{% else %}-{% endfor %}",
           "{% for k in kinds %}{{ k.id }}{{ count if k.id == 'form' else '' }}{% endfor %}{{ body }}",
           "{{ owner.name | default('niemand') }}{{ owner | length }}",
           "{% set x = count %}{{ x }}{{ body }}",
           "{% set x = title %}{{ x }}{{ count }}{{ body }}",
           "{% if no %}{% set count = 7 %}{% endif %}{{ count }}",
           "{{ body if count == 3 else title }}",
           "{% include 'part.html' with label = count %}{% include 'part.html' with label = title %}{{ body }}",
           "{{ yes and count }}{{ no and count }}{{ 'documents' | t(count=count) }}",
           "",
       }) {
    INFO(source);
    const base::FileTree files{{"t/page.html", source}, {"t/part.html", "[{{ label }}{{ count }}]"}};
    const TemplateSet set = compile(files, "t/").value;
    const Scope plain{values};
    const base::Read<Twins> both = render_twins(set, "page.html", plain, twin, japanese());
    CHECK(first_message(both.diagnostics) == "");
    CHECK(both.value.first == render(set, "page.html", plain, japanese()).value);
    CHECK(both.value.second == render(set, "page.html", {twin, &plain}, japanese()).value);
  }
}

TEST_CASE("a fault in one of two twins is reported, and none of them has a text") {
  Map twin;
  twin.set("no", true);
  const Map values = sample_values();
  const TemplateSet set = compile({{"t/page.html", "a{% if no %}{{ fehlt }}{% endif %}"}}, "t/").value;
  const base::Read<Twins> both = render_twins(set, "page.html", Scope{values}, twin, japanese());
  CHECK(first_message(both.diagnostics) == "t/page.html:1:16: 'fehlt' is not defined [template-undefined]");
  CHECK(both.value.first.empty());
  CHECK(both.value.second.empty());
}

TEST_CASE("localized templates print what templates print") {
  Texts texts = japanese();
  texts.entries["mark"] = "<&>";
  const Map values = sample_values();
  for (const char* source : {"a{{ 'next' | t }}b{{ 'mark' | t }}{{ title }}", "{{ 'documents' | t(count=count) }}",
                             "{% if 'next' | t == '次' %}{{ 'next' | t ~ body }}{% endif %}",
                             "{% for w in words %}{{ 'next' | t }}{{ w }}{% else %}{{ 'mark' | t }}{% endfor %}",
                             "{% include 'part.html' with label = 'mark' | t %}"}) {
    for (const char* name : {"page.html", "page.txt"}) {
      INFO(source << name);
      const base::FileTree files{{std::string("t/") + name, source}, {"t/part.html", "[{{ label }}]"}};
      const TemplateSet set = compile(files, "t/").value;
      const auto plain = render(set, name, Scope{values}, texts);
      CHECK(first_message(plain.diagnostics) == "");
      CHECK(render(localize(set, texts), name, Scope{values}, texts).value == plain.value);
      // Without the texts: what could be put in place was.
      if (std::string_view(source).find("count=") == std::string_view::npos) {
        CHECK(render(localize(set, texts), name, Scope{values}, Texts{}).value == plain.value);
      }
    }
  }
  const TemplateSet unknown = compile({{"t/page.html", "{{ 'weiter' | t }}"}}, "t/").value;
  CHECK(first_message(render(localize(unknown, texts), "page.html", Scope{values}, texts).diagnostics) ==
        "t/page.html:1:15: no interface text 'weiter' [template-text]");
}

TEST_CASE("json is safe inside a script") {
  const base::FileTree files{{"t/page.js", "var x={{ v | json }};"}};
  Map values;
  values.set("v", List{"</script>\u2028\"\\\n\x01&", 1, true, Value(), Map()});
  const Texts texts;
  const auto read = render(compile(files, "t/").value, "page.js", Scope{values}, texts);
  CHECK(read.value == "var x=[\"\\u003c/script\\u003e\\u2028\\\"\\\\\\n\\u0001\\u0026\",1,true,null,{}];");
}

TEST_CASE("English dates") {
  const base::FileTree files{{"t/page.txt", "{{ '2026-04-01' | date }} {{ '<&>' }}"}};
  const Map values;
  const auto read = render(compile(files, "t/").value, "page.txt", Scope{values}, Texts{base::Language::English, {}});
  CHECK(read.value == "1 April 2026 <&>");
}

TEST_CASE("white space: tags alone on a line take the line, dashes take the blanks around") {
  for (const Case& c : std::initializer_list<Case>{
           {"<ul>\n  {% for w in words %}\n  <li>{{ w }}</li>\n  {% endfor %}\n</ul>\n",
            "<ul>\n  <li>い</li>\n  <li>ろ</li>\n  <li>は</li>\n</ul>\n"},
           {"a\n  {# note\n on two lines #}  \nb\n", "a\nb\n"},
           {"a {# note #} b", "a  b"},
           {"a \n {{- count -}} \n b", "a3b"},
           {"a \n {%- if yes -%} \n b {%- endif %} c", "ab c"},
           {"{% if yes %}\r\nb\r\n{% endif %}\r\n", "b\r\n"},
           {"{% if yes %}{% if yes %}\nb{% endif %}{% endif %}", "\nb"},
           {"a\n\n{% set x = 1 %}\n\nb", "a\n\n\nb"},
           {"{#- x -#}\n y", "y"},
           {"  {% if yes %}", ""},
       }) {
    if (std::string_view(c.expected).empty()) continue;
    check_output(c);
  }
}

TEST_CASE("inheritance: blocks, super through three levels, and names set by the derived template") {
  const base::FileTree files{
      {"t/base.html",
       "<title>{% block title %}kitei{% endblock title %}</title>{% set side = 1 %}<body class=\"{{ shape }}\">"
       "{% block main %}[{% block inner %}base{% endblock %}]{% endblock %}"},
      {"t/middle.html", "{% extends \"base.html\" %}\n{% block title %}中 {{ super() }}{% endblock %}"},
      {"t/page.html",
       "{# comment #}\n{% extends \"middle.html\" %}\n{% set shape = \"文書\" %}\n"
       "{% block title %}上 {{ super() }}{% endblock %}\n{% block inner %}page{% endblock %}\n"},
  };
  const auto read = render_files(files);
  CHECK(first_message(read.diagnostics) == "");
  CHECK(read.value == "<title>上 中 kitei</title><body class=\"文書\">[page]");
}

TEST_CASE("includes see the names around them and their arguments, and may be nested by a bounded depth") {
  const base::FileTree files{
      {"t/page.html",
       "{% for w in words %}{% include \"part.html\" with item = w, mark = \"<\" ~ loop.index %}{% endfor %}"},
      {"t/part.html", "{% set local = item %}({{ mark }}{{ local }}{{ count }}{{ loop.last }})"},
  };
  const auto read = render_files(files);
  CHECK(first_message(read.diagnostics) == "");
  CHECK(read.value == "(&lt;1い3false)(&lt;2ろ3false)(&lt;3は3true)");

  const auto endless = render_files({{"t/page.html", "x\n {% include \"page.html\" %}"}});
  CHECK(first_message(endless.diagnostics) ==
        "t/page.html:2:2: includes are nested too deeply, perhaps in a circle [template-depth]");
}

TEST_CASE("faults while rendering name the place and the nearest known name") {
  for (const Case& c : std::initializer_list<Case>{
           {"規程 {{ titel }}", "t/page.html:1:11: 'titel' is not defined [template-undefined] did you mean 'title'?"},
           {"{% if yes %}\n\n  {{ owner.nmae }}{% endif %}",
            "t/page.html:3:12: the map has no 'nmae' [template-undefined] did you mean 'name'?"},
           {"{{ nothing.x }}", "t/page.html:1:12: a null has no 'x' [template-undefined]"},
           {"{{ words[3] }}", "t/page.html:1:9: there is no such item [template-undefined]"},
           {"{{ words }}", "t/page.html:1:4: a list cannot be printed [template-type]"},
           {"{{ owner ~ 'x' }}", "t/page.html:1:4: a map cannot be joined to a text [template-type]"},
           {"{% for x in title %}{% endfor %}",
            "t/page.html:1:13: expected a list to go through, found a text [template-type]"},
           {"{% for k, v in words %}{% endfor %}",
            "t/page.html:1:16: expected a map to go through, found a list [template-type]"},
           {"{% if title < 3 %}{% endif %}", "t/page.html:1:7: cannot compare a text with a number [template-type]"},
           {"{% if 1 in count %}{% endif %}", "t/page.html:1:7: 'in' cannot look into a number [template-type]"},
           {"{{ count | upper }}", "t/page.html:1:12: filter 'upper' cannot take a number [template-type]"},
           {"{{ title | date }}", "t/page.html:1:12: '規程 <A&B> \"引用\"' is not a date [template-type]"},
           {"{{ 'nxet' | t }}", "t/page.html:1:13: no interface text 'nxet' [template-text]"},
           {"{{ 'documents' | t(total=1) }}",
            "t/page.html:1:18: interface text 'documents' needs 'count' [template-text]"},
           {"{{ 'open' | t }}", "t/page.html:1:13: interface text 'open' needs '' [template-text]"},
           {"{{ loop.index }}", "t/page.html:1:9: 'loop' is used outside of a {% for %} [template-undefined]"},
           {"{{ super() }}", "t/page.html:1:4: super() stands outside of a block [template-type]"},
           {"{{ [body] | join }}", "t/page.html:1:13: filter 'join' cannot take a text [template-type]"},
       })
    check_error(c);
}

TEST_CASE("faults of syntax have a position") {
  for (const Case& c : std::initializer_list<Case>{
           {"a\n{{ title", "t/page.html:2:1: {{ is not closed [template-syntax]"},
           {"a\n  {% if x", "t/page.html:2:3: {% is not closed [template-syntax]"},
           {"{# x", "t/page.html:1:1: comment {# is not closed [template-syntax]"},
           {"{{ 'a }}", "t/page.html:1:4: string is not closed on its line [template-syntax]"},
           {"{{ a ＋ b }}", "t/page.html:1:6: unexpected character '＋' in a tag [template-syntax]"},
           {"{{ }}", "t/page.html:1:4: expected a value [template-syntax]"},
           {"{{ a b }}", "t/page.html:1:6: expected '}}', found 'b' [template-syntax]"},
           {"{% %}", "t/page.html:1:4: a tag name is missing [template-syntax]"},
           {"{% fro x in y %}", "t/page.html:1:4: unknown tag 'fro' [template-syntax] did you mean 'for'?"},
           {"{% endif %}", "t/page.html:1:4: unexpected {% endif %} [template-syntax]"},
           {"{% if a %}{% for x in y %}{% endif %}", "t/page.html:1:30: unexpected {% endif %} [template-syntax]"},
           {"a\n{% if a %}\nb", "t/page.html:2:1: {% if %} has no {% endif %} [template-syntax]"},
           {"{% block a %}{% if b %}{% endif %}",
            "t/page.html:1:1: {% block %} has no {% endblock %} [template-syntax]"},
           {"{% for x y %}", "t/page.html:1:10: expected 'in', found 'y' [template-syntax]"},
           {"{% set = 1 %}", "t/page.html:1:8: expected a name, found '=' [template-syntax]"},
           {"{% include part %}", "t/page.html:1:12: expected a quoted name, found 'part' [template-syntax]"},
           {"{% block a %}{% endblock %}{% block a %}{% endblock %}",
            "t/page.html:1:37: block 'a' is defined twice [template-syntax]"},
           {"{{ a | uper }}", "t/page.html:1:8: unknown filter 'uper' [template-unknown-filter] did you mean 'upper'?"},
           {"{{ a | slice }}", "t/page.html:1:8: wrong arguments for filter 'slice' [template-syntax]"},
           {"{{ a | upper(x=1) }}", "t/page.html:1:8: wrong arguments for filter 'upper' [template-syntax]"},
           {"{{ loop.idnex }}", "t/page.html:1:9: unknown loop field 'idnex' [template-syntax] did you mean 'index'?"},
           {"{{ 99999999999999999999 }}", "t/page.html:1:4: number is too large [template-syntax]"},
           {"x{% extends \"page.html\" %}",
            "t/page.html:1:2: {% extends %} must be the first tag of a template [template-syntax]"},
       })
    check_error(c);
}

TEST_CASE("faults between templates are found when they are compiled, all of them in one run") {
  const auto read = compile({{"other/x.html", "{{"},
                             {"t/a.html", "{% extends \"bse.html\" %}"},
                             {"t/base.html", "{% if x %}{% include \"prat.html\" %}{% endif %}"},
                             {"t/c.html", "{% extends \"d.html\" %}"},
                             {"t/d.html", "{% extends \"c.html\" %}"},
                             {"t/e.html", "{% extends \"base.html\" %}\n\n  stray {{ x }}"},
                             {"t/f.html", "{{ a +}}"},
                             {"t/part.html", ""}},
                            "t/");
  std::vector<std::string> messages;
  for (const base::Diagnostic& d : read.diagnostics) messages.push_back(first_message({d}));
  CHECK(messages ==
        std::vector<std::string>{
            "t/a.html:1:12: there is no template 'bse.html' [template-missing] did you mean 'base.html'?",
            "t/base.html:1:11: there is no template 'prat.html' [template-missing] did you mean 'part.html'?",
            "t/c.html:1:12: templates extend each other in a circle [template-cycle]",
            "t/d.html:1:12: templates extend each other in a circle [template-cycle]",
            "t/e.html:3:3: a template that extends another holds only blocks and {% set %} [template-syntax]",
            "t/f.html:1:6: unexpected character '+' in a tag [template-syntax]"});
}

TEST_CASE("of a folder only what one template needs is compiled when that is asked") {
  const base::FileTree files{{"t/a.html", "{% extends \"base.html\" %}{% block b %}{% include \"x.html\" %}{% endblock %}"},
                             {"t/base.html", "{% block b %}{% endblock %}"},
                             {"t/other.html", "{{"},
                             {"t/x.html", "{% if x %}{% include \"y.html\" %}{% endif %}"},
                             {"t/y.html", "{% include \"x.html\" %}"}};
  const auto names_of = [&](std::string_view only) {
    std::string names;
    for (const auto& [name, source] : compile(files, "t/", only).value.by_name) names += name + " ";
    return names;
  };
  CHECK(names_of("a.html") == "a.html base.html x.html y.html ");
  CHECK(names_of("base.html") == "base.html ");
  CHECK(names_of("") == "a.html base.html other.html x.html y.html ");
  CHECK(compile(files, "t/", "a.html").diagnostics.empty());
  CHECK(compile(files, "t/", "other.html").diagnostics.size() == 1);
}

TEST_CASE("keys of interface texts are checked before anything is rendered") {
  const auto set = compile({{"t/a.html",
                             "{{ 'next' | t }}\n{% block b %}{% for x in y %}{{ 'nxt' | t }}{% endfor %}{% endblock %}"
                             "{% include \"a.html\" with z = 'zzz' | t %}{{ x | t }}"}},
                           "t/");
  const auto diagnostics = check_texts(set.value, japanese());
  REQUIRE(diagnostics.size() == 2);
  CHECK(first_message({diagnostics[0]}) ==
        "t/a.html:2:33: no interface text 'nxt' [template-text] did you mean 'next'?");
  CHECK(first_message({diagnostics[1]}) == "t/a.html:2:100: no interface text 'zzz' [template-text]");
}

TEST_CASE("scopes are a chain: the nearest value wins and nothing is copied") {
  Map site;
  site.set("title", "規程集");
  site.set("language", "ja");
  Map page;
  page.set("title", "文書");
  const Scope outer{site};
  const auto set = compile({{"t/page.html", "{{ title }} {{ language }}"}}, "t/");
  CHECK(render(set.value, "page.html", Scope{page, &outer}, japanese()).value == "文書 ja");
}

TEST_CASE("hostile templates end in a diagnostic, not in a crash") {
  auto repeated = [](std::string_view piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
  };
  const std::size_t many = 100'000;
  const std::vector<std::pair<std::string, std::string>> cases{
      {repeated("{% if yes %}", many), "nested too deeply"},
      {"{{ " + repeated("(", many) + " }}", "expression is nested too deeply"},
      {"{{ " + repeated("[", many), "{{ is not closed"},
      {"{{ yes" + repeated(" ~ yes", many) + " }}", "expression is too long"},
      {"{{ yes" + repeated(" or yes", many) + " }}", "expression is too long"},
      {"{{ yes" + repeated(".a", many) + " }}", "expression is too long"},
      {"{{ yes" + repeated(" | upper", many) + " }}", "expression is too long"},
      {"{{ " + repeated("not ", many) + "yes }}", ""},
      {"{{ yes" + repeated(" if yes else yes", many) + " }}", "expression is nested too deeply"},
      {repeated("{", many), "unexpected character '{'"},
      {repeated("{#", many), "comment {# is not closed"},
      {repeated("{% block b %}", many), "block 'b' is defined twice"},
      {repeated("x\n", many) + "{{ '\xFF\x80' ~ \xE3 }}", "unexpected character"},
  };
  for (const auto& [source, expected] : cases) {
    const std::string message = first_message(render_files({{"t/page.html", source}}).diagnostics);
    INFO(source.substr(0, 40) << ": " << message);
    CHECK(message.find(expected) != std::string::npos);
  }
}

}  // namespace kitei::templates
