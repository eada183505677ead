#include "render/docx/xml_writer.h"

#include <catch2/catch.hpp>

using kitei::render::docx::Element;
using kitei::render::docx::XmlWriter;

TEST_CASE("the XML writer nests, escapes and shortens empty elements") {
  XmlWriter xml;
  xml.open("a").attribute("x", "1 < 2 & \"3\"").attribute("n", -7);
  xml.value("b", "規程").empty("c").open("d").text("改行\n & ]]> \x01").close();
  {
    Element e(xml, "e");
    xml.raw("<f/>");
  }
  xml.close();
  CHECK(xml.take() ==
        "<a x=\"1 &lt; 2 &amp; &quot;3&quot;\" n=\"-7\"><b w:val=\"規程\"/><c/><d>改行\n &amp; ]]&gt; "
        "\xEF\xBF\xBD</d><e><f/></e></a>");
  CHECK(xml.bytes().empty());
}

TEST_CASE("the XML writer grows, takes back and puts in front, and begins anew when its bytes are taken") {
  XmlWriter xml;
  CHECK(xml.bytes().empty());
  CHECK(xml.take().empty());
  std::string expected;
  for (int i = 0; i < 5000; ++i) {
    xml.open("w:p").attribute("n", i).text("規程").close();
    expected += "<w:p n=\"" + std::to_string(i) + "\">規程</w:p>";
  }
  const std::size_t size = xml.size();
  xml.raw("<w:r w:id=\"").raw(-12).raw("\"/>").empty("last");
  CHECK(xml.bytes() == expected + "<w:r w:id=\"-12\"/><last/>");
  xml.rewind(size);
  const std::string front(10'000, '.');
  CHECK(xml.prepend(front).prepend("").prepend("<a/>").raw("<b/>").take() == "<a/>" + front + expected + "<b/>");
  CHECK(xml.size() == 0);
  CHECK(xml.prepend("<c/>").empty("d").take() == "<c/><d/>");
}
