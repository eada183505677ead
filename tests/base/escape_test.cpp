#include "base/escape.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace kitei;

TEST_CASE("text into HTML, XML and URLs") {
  struct Case {
    std::string text, html, xml, url, path;
  };
  const std::vector<Case> cases{
      {"規程", "規程", "規程", "%E8%A6%8F%E7%A8%8B", "%E8%A6%8F%E7%A8%8B"},
      {"<a href=\"x\">&'", "&lt;a href=&quot;x&quot;&gt;&amp;'", "&lt;a href=&quot;x&quot;&gt;&amp;'",
       "%3Ca%20href=%22x%22%3E&'", "%3Ca%20href%3D%22x%22%3E%26%27"},
      {std::string("a\0\x0B\t\r\n", 6), std::string("a\0\x0B\t\r\n", 6), "a\xEF\xBF\xBD\xEF\xBF\xBD\t\r\n",
       "a%00%0B%09%0D%0A", "a%00%0B%09%0D%0A"},
      {"\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", "\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD",
       "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "%EF%BF%BE%EF%BF%BF%EF%BF%BD", "%EF%BF%BE%EF%BF%BF%EF%BF%BD"},
      {"a/b?c=d#e[%41]", "a/b?c=d#e[%41]", "a/b?c=d#e[%41]", "a/b?c=d#e%5B%41%5D", "a/b%3Fc%3Dd%23e%5B%2541%5D"},
      {"A-1._~@2", "A-1._~@2", "A-1._~@2", "A-1._~@2", "A-1._~@2"},
      {"", "", "", "", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(base::escape_html(c.text) == c.html);
    CHECK(base::escape_xml(c.text) == c.xml);
    CHECK(base::escape_url(c.text) == c.url);
    CHECK(base::escape_url_path(c.text) == c.path);
  }
}

TEST_CASE("markup is escaped wherever it stands") {
  for (const std::string special : {"&", "<", ">", "\""}) {
    for (std::size_t at = 0; at < 40; ++at) {
      for (std::size_t after = 0; after < 40; ++after) {
        const std::string before(at, 'a'), rest(after, 'b');
        CHECK(base::escape_html(before + special + rest) == before + base::escape_html(special) + rest);
        CHECK(base::escape_html(special + before + special + rest) == base::escape_html(special) + before + base::escape_html(special) + rest);
      }
    }
  }
}

TEST_CASE("what XML does not allow is found wherever it stands") {
  for (const std::string special : {"&", "<", ">", "\"", "\x01", "\x1F", "\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (std::size_t at = 0; at < 40; ++at) {
      // Around it: what only looks like it (full-width forms, U+FFFD, line ends).
      const std::string before = (std::string(at, 'a') + "（\xEF\xBF\xBD\t\n").substr(at % 3 == 0 ? 0 : at / 2);
      for (const std::string after : {"", "b", "（）", "0123456789012345678901234567890123456789"}) {
        INFO(before << special << after);
        CHECK(base::find_xml_special(before + special + after, 0) == before.size());
        CHECK(base::find_xml_special(before + special + after, before.size() + special.size()) ==
              (before + special + after).size());
        CHECK(base::escape_xml(before + special + after) == before + base::escape_xml(special) + after);
      }
    }
  }
  CHECK(base::find_xml_special("\xEF\xBF", 0) == 2);
  CHECK(base::find_xml_special("0123456789abcde\xEF\xBF", 0) == 17);
}
