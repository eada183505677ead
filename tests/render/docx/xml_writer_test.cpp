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
