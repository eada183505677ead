// A small package that is right, and for each rule one that is broken in one place.
#include "pack/lint.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "adapters/zip.h"
#include "adapters/zip_writer.h"

using namespace kitei;

namespace {

const std::string kW =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const std::string kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relationships(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string out = "<Relationships>";
  int id = 1;
  for (const auto& [type, target] : entries) {
    out += "<Relationship Id=\"rId" + std::to_string(id++) + "\" Type=\"" + kOffice + type + "\" Target=\"" + target +
           "\"/>";
  }
  return out + "</Relationships>";
}

base::FileTree valid() {
  return {
      {"[Content_Types].xml",
       "<Types><Default Extension=\"rels\" ContentType=\"r\"/><Default Extension=\"xml\" ContentType=\"x\"/>"
       "<Override PartName=\"/word/document.xml\" ContentType=\"d\"/></Types>"},
      {"_rels/.rels",
       relationships({{"officeDocument", "word/document.xml"}, {"core-properties", "docProps/core.xml"}})},
      {"docProps/core.xml",
       "<cp:coreProperties><dc:title>題</dc:title><dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-04-01T00:00:00Z"
       "</dcterms:created></cp:coreProperties>"},
      {"word/_rels/document.xml.rels", relationships({{"styles", "styles.xml"},
                                                      {"numbering", "numbering.xml"},
                                                      {"footnotes", "footnotes.xml"},
                                                      {"settings", "settings.xml"},
                                                      {"header", "header1.xml"},
                                                      {"footer", "footer1.xml"},
                                                      {"comments", "comments.xml"}})},
      {"word/styles.xml", "<w:styles " + kW +
                              "><w:style w:type=\"paragraph\" w:styleId=\"Normal\"/><w:style w:type=\"paragraph\" "
                              "w:styleId=\"A\"><w:basedOn w:val=\"Normal\"/></w:style></w:styles>"},
      {"word/numbering.xml",
       "<w:numbering " + kW +
           "><w:abstractNum w:abstractNumId=\"4\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1\"/></w:lvl>"
           "<w:lvl w:ilvl=\"1\"><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>"
           "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"4\"/></w:num></w:numbering>"},
      {"word/settings.xml",
       "<w:settings " + kW +
           "><w:footnotePr><w:footnote w:id=\"0\"/><w:footnote w:id=\"1\"/></w:footnotePr></w:settings>"},
      {"word/footnotes.xml", "<w:footnotes " + kW +
                                 "><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote "
                                 "w:type=\"continuationSeparator\" w:id=\"1\"><w:p/></w:footnote><w:footnote "
                                 "w:id=\"2\"><w:p/></w:footnote></w:footnotes>"},
      {"word/comments.xml", "<w:comments " + kW + "><w:comment w:id=\"0\"><w:p/></w:comment></w:comments>"},
      {"word/header1.xml", "<w:hdr " + kW + "><w:p/></w:hdr>"},
      {"word/footer1.xml", "<w:ftr " + kW + "><w:p/></w:ftr>"},
      {"word/document.xml",
       "<w:document " + kW +
           "><w:body>"
           "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
           "<w:bookmarkStart w:id=\"1\" w:name=\"a1\"/><w:bookmarkEnd w:id=\"1\"/>"
           "<w:hyperlink w:anchor=\"a1\"><w:r><w:t>行き先</w:t></w:r></w:hyperlink>"
           "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText xml:space=\"preserve\"> PAGEREF a1 \\h </w:instrText>"
           "<w:fldChar w:fldCharType=\"separate\"/><w:t>1</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>"
           "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
           "<w:commentRangeStart w:id=\"0\"/><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>"
           "<w:ins w:id=\"90\"><w:r><w:t>新</w:t></w:r></w:ins><w:del "
           "w:id=\"91\"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
           "<w:tbl><w:tblPr><w:tblLook w:firstRow=\"1\"/></w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
           "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p/></w:tc></w:tr>"
           "<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
           "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
           "<w:sdt><w:sdtPr><w:id w:val=\"7\"/></w:sdtPr></w:sdt>"
           "<w:p><w:r><w:drawing><wp:docPr id=\"1\" descr=\"図\"/></w:drawing></w:r></w:p>"
           "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId5\"/><w:footerReference w:type=\"default\" "
           "r:id=\"rId6\"/>"
           "<w:pgSz/></w:sectPr></w:body></w:document>"},
  };
}

std::string all(const pack::Findings& findings) {
  std::string out;
  for (const auto& finding : findings) out += finding.path + ": " + finding.message.en + " [" + finding.code + "]\n";
  return out;
}

// Replaces the first `from` in one part.
base::FileTree with(const std::string& part, const std::string& from, const std::string& to) {
  base::FileTree files = valid();
  std::string& text = files.at(part);
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  return files;
}

}  // namespace

TEST_CASE("the lint finds nothing in a package that is right") { CHECK(all(pack::lint_docx(valid())) == ""); }

TEST_CASE("each rule of the lint finds what it is for") {
  struct Case {
    const char* part;
    const char* from;
    const char* to;
    const char* expected;
  };
  const std::string doc = "word/document.xml";
  const std::vector<Case> cases = {
      {"word/header1.xml", "<w:p/>", "<w:p>",
       "word/header1.xml: not well-formed XML at byte 163: Start-end tags mismatch [docx-0]\n"},
      {"word/document.xml", "r:id=\"rId5\"", "r:id=\"rId50\"",
       "word/document.xml: <w:headerReference> names relationship 'rId50', which does not exist [docx-1]\n"},
      {"word/_rels/document.xml.rels", "header1.xml", "Header1.xml",
       "word/document.xml: relationship 'rId5' leads to 'word/Header1.xml', which does not exist [docx-1]\n"
       "word/header1.xml: no relationship leads to this part [docx-1]\n"},
      {"[Content_Types].xml", "/word/document.xml", "/word/gone.xml",
       "[Content_Types].xml: a content type is declared for '/word/gone.xml', which does not exist [docx-1]\n"},
      {"word/document.xml", "<w:tc><w:p/></w:tc></w:tr><w:tr>",
       "<w:tc><w:p/><w:tbl><w:tblGrid/></w:tbl></w:tc></w:tr><w:tr>",
       "word/document.xml: a table cell does not end with a paragraph [docx-3]\n"},
      {"word/document.xml", "<w:tc><w:p/></w:tc></w:tr><w:tr>",
       "<w:tc><w:tbl><w:tblGrid/></w:tbl><w:tbl><w:tblGrid/></w:tbl><w:p/></w:tc></w:tr><w:tr>",
       "word/document.xml: a table inside a cell is not followed by a paragraph [docx-3]\n"},
      {"word/document.xml", "<w:tc><w:p/></w:tc></w:tr><w:tr>", "<w:tc></w:tc></w:tr><w:tr>",
       "word/document.xml: a table cell does not end with a paragraph [docx-3]\n"},
      {"word/document.xml", "<w:gridSpan w:val=\"2\"/>", "<w:gridSpan w:val=\"3\"/>",
       "word/document.xml: row 1 covers 3 of 2 columns [docx-4]\n"},
      {"word/document.xml", "<w:vMerge w:val=\"restart\"/>", "",
       "word/document.xml: row 3: a vertical merge goes on that nothing began [docx-4]\n"},
      {"word/document.xml", "<w:pStyle w:val=\"A\"/>", "<w:pStyle w:val=\"見出し\"/>",
       "word/document.xml: <w:pStyle> names style '見出し', which is not defined [docx-5]\n"},
      {"word/styles.xml", "<w:basedOn w:val=\"Normal\"/>", "<w:next w:val=\"B\"/>",
       "word/styles.xml: <w:next> names style 'B', which is not defined [docx-5]\n"},
      {"word/document.xml", "<w:numId w:val=\"1\"/>", "<w:numId w:val=\"9\"/>",
       "word/document.xml: numbering 9 is used but not defined [docx-6]\n"},
      {"word/numbering.xml", "<w:abstractNumId w:val=\"4\"/>", "<w:abstractNumId w:val=\"5\"/>",
       "word/numbering.xml: w:num 1 names an abstract numbering that is not defined [docx-6]\n"},
      {"word/numbering.xml", "<w:lvlText w:val=\"%1\"/>", "<w:lvlText w:val=\"%1.%2\"/>",
       "word/numbering.xml: level 0 prints the number of a deeper level: '%1.%2' [docx-6]\n"},
      {"word/numbering.xml", "w:ilvl=\"1\"", "w:ilvl=\"9\"",
       "word/numbering.xml: level '9' is not one of nine different levels [docx-6]\n"},
      {"word/document.xml", "<w:fldChar w:fldCharType=\"end\"/>", "",
       "word/document.xml: a field begins but does not end [docx-7]\n"},
      {"word/document.xml", "<w:fldChar w:fldCharType=\"begin\"/>", "",
       "word/document.xml: a field separates without a beginning [docx-7]\n"
       "word/document.xml: a field ends without a beginning [docx-7]\n"},
      {"word/header1.xml", "<w:p/>", "<w:p><w:fldChar w:fldCharType=\"begin\"/></w:p>",
       "word/header1.xml: a field begins but does not end [docx-7]\n"},
      {"word/document.xml", "<w:bookmarkEnd w:id=\"1\"/>", "",
       "word/document.xml: bookmark 1 begins but does not end [docx-8]\n"},
      {"word/document.xml", "<w:bookmarkEnd w:id=\"1\"/>",
       "<w:bookmarkEnd w:id=\"1\"/><w:bookmarkStart w:id=\"1\" w:name=\"A1\"/><w:bookmarkEnd w:id=\"1\"/>",
       "word/document.xml: two bookmarks have the id 1 [docx-8]\nword/document.xml: two bookmarks are named 'A1' "
       "[docx-8]\n"},
      {"word/document.xml", "<w:bookmarkEnd w:id=\"1\"/>",
       "<w:bookmarkEnd w:id=\"1\"/><w:bookmarkStart w:id=\"2\" w:name=\"1st\"/><w:bookmarkEnd w:id=\"2\"/>",
       "word/document.xml: '1st' is no bookmark name (a letter first, at most 40 characters) [docx-8]\n"},
      {"word/document.xml", "w:anchor=\"a1\"", "w:anchor=\"b1\"",
       "word/document.xml: w:anchor leads to bookmark 'b1', which does not exist [docx-9]\n"},
      {"word/document.xml", "PAGEREF a1", "PAGEREF b1",
       "word/document.xml: PAGEREF leads to bookmark 'b1', which does not exist [docx-9]\n"},
      {"word/document.xml", "w:id=\"91\"", "w:id=\"90\"",
       "word/document.xml: two tracked changes have the id 90 [docx-10]\n"},
      {"word/document.xml", "<w:delText>旧</w:delText>", "<w:t>旧</w:t>",
       "word/document.xml: deleted text is written as w:t instead of w:delText [docx-10]\n"},
      {"word/document.xml", "<w:footnoteReference w:id=\"2\"/>", "<w:footnoteReference w:id=\"3\"/>",
       "word/document.xml: note 3 is referred to but not defined [docx-11]\nword/footnotes.xml: nothing refers to note "
       "2 [docx-11]\n"},
      {"word/settings.xml", "<w:footnote w:id=\"1\"/>", "",
       "word/settings.xml: separator 1 of word/footnotes.xml is not named in the settings [docx-11]\n"},
      {"word/document.xml", "<w:commentRangeEnd w:id=\"0\"/>", "",
       "word/document.xml: the range of a comment begins or ends without the other [docx-11]\n"},
      {"word/document.xml", "<w:commentReference w:id=\"0\"/>", "",
       "word/comments.xml: nothing refers to note 0 [docx-11]\n"},
      {"word/document.xml", "<wp:docPr id=\"1\" descr=\"図\"/>",
       "<wp:docPr id=\"1\" descr=\"図\"/><wp:docPr id=\"1\" descr=\"図\"/>",
       "word/document.xml: two drawings have the id 1 [docx-12]\n"},
      {"word/document.xml", "</w:sdt>", "</w:sdt><w:sdt><w:sdtPr><w:id w:val=\"7\"/></w:sdtPr></w:sdt>",
       "word/document.xml: two content controls have the id 7 [docx-12]\n"},
      {"word/document.xml", "<w:t>新</w:t>", "<w:t>新 </w:t>",
       "word/document.xml: <w:t> has blanks at its edge but no xml:space=\"preserve\" [docx-13]\n"},
      {"word/document.xml", "<w:t>新</w:t>", "<w:t> </w:t>",
       "word/document.xml: <w:t> has blanks at its edge but no xml:space=\"preserve\" [docx-13]\n"},
      {"word/document.xml", "<w:t>新</w:t>", "<w:t>\x02</w:t>",
       "word/document.xml: the part holds characters that XML does not allow [docx-14]\n"},
      {"word/document.xml", "<w:t>新</w:t>", "<w:t>&#xFFFE;</w:t>",
       "word/document.xml: the part holds characters that XML does not allow [docx-14]\n"},
      {"word/document.xml", "<w:t>新</w:t>", "<w:t>\xED\xA0\x80</w:t>",
       "word/document.xml: the part holds characters that XML does not allow [docx-14]\n"},
      {"docProps/core.xml", "<dc:title>題</dc:title>", "<dc:title>題</dc:title><dc:title>題</dc:title>",
       "docProps/core.xml: <dc:title> is given twice [docx-15]\n"},
      {"docProps/core.xml", " xsi:type=\"dcterms:W3CDTF\"", "",
       "docProps/core.xml: <dcterms:created> needs xsi:type=\"dcterms:W3CDTF\" [docx-15]\n"},
      {"docProps/core.xml", "2026-04-01T00:00:00Z", "令和8年4月1日",
       "docProps/core.xml: <dcterms:created> is no date: '令和8年4月1日' [docx-15]\n"},
      {"word/header1.xml", "<w:p/>", "<w:p w14:paraId=\"1\"/>",
       "word/header1.xml: prefix 'w14' is not declared [docx-16]\n"},
      {"word/header1.xml", "<w:p/>", "<w:p xmlns:w14=\"u\" w14:paraId=\"1\"/>",
       "word/header1.xml: prefix 'w14' is used but not listed in mc:Ignorable [docx-16]\n"},
      {"word/header1.xml", "<w:p/>", "<w:p mc:Ignorable=\"w15\"/>",
       "word/header1.xml: prefix 'w15' is not declared [docx-16]\n"},
      {"word/document.xml", "<w:tblHeader/>", "<w:tblHeader w:val=\"true\"/>",
       "word/document.xml: w:tblHeader must be written bare, without w:val [docx-17]\n"},
      {"word/document.xml", "<w:tblHeader/>", "",
       "word/document.xml: the header row of a table does not repeat (w:tblHeader) [docx-17]\n"},
      {"word/document.xml", " descr=\"図\"", "",
       "word/document.xml: drawing 1 has no description and is not marked as decorative [docx-17]\n"},
      {"word/document.xml", "<w:pgSz/>", "", "word/document.xml: a section has no page size [docx-18]\n"},
      {"word/document.xml", "<w:pgSz/>", "<w:pgSz/><w:titlePg/>",
       "word/document.xml: a section has a title page but no header or footer for it [docx-18]\n"},
      {"word/document.xml", "r:id=\"rId6\"", "r:id=\"rId5\"",
       "word/document.xml: <w:footerReference> leads to a part of another kind [docx-18]\n"},
      {"word/document.xml", "</w:sectPr>", "</w:sectPr><w:p/>",
       "word/document.xml: the body does not end with a section [docx-18]\n"},
      {"word/document.xml", "<w:sdt>", "<w:p><w:pPr><w:sectPr><w:pgSz/></w:sectPr></w:pPr></w:p><w:sdt>",
       "word/document.xml: section 1 does not name its header default [docx-18]\n"
       "word/document.xml: section 1 does not name its footer default [docx-18]\n"},
  };
  for (const Case& c : cases) {
    INFO(c.part << ": " << c.from << " → " << c.to);
    CHECK(all(pack::lint_docx(with(c.part, c.from, c.to))) == c.expected);
  }
}

TEST_CASE("names of parts are checked") {
  base::FileTree files = valid();
  files["word/Styles.xml"] = files["word/styles.xml"];
  files["word/図.bin"] = "x";
  files["word/media/"] = "";
  CHECK(all(pack::lint_docx(files)) ==
        "word/Styles.xml: no relationship leads to this part [docx-1]\n"
        "word/media/: this part has no content type [docx-1]\n"
        "word/media/: no relationship leads to this part [docx-1]\n"
        "word/media/: a folder entry is not allowed [docx-2]\n"
        "word/styles.xml: another part has the same name but for case [docx-2]\n"
        "word/図.bin: this part has no content type [docx-1]\n"
        "word/図.bin: no relationship leads to this part [docx-1]\n"
        "word/図.bin: a part name may hold ASCII letters only [docx-2]\n");
}

TEST_CASE("what an alternative needs is allowed there, and a decorative drawing needs no description") {
  CHECK(all(pack::lint_docx(with("word/header1.xml", "<w:p/>",
                                 "<mc:AlternateContent><mc:Choice xmlns:w14=\"u\" Requires=\"w14\"><w14:x/></mc:Choice>"
                                 "</mc:AlternateContent>"))) == "");
  CHECK(all(pack::lint_docx(with("word/document.xml", " descr=\"図\"/>",
                                 " descr=\"\"><a:ext><adec:decorative val=\"1\"/></a:ext></wp:docPr>"))) == "");
}

TEST_CASE("an archive that is no package is one finding or a few, never a crash") {
  CHECK(pack::lint_docx_file("no zip").at(0).code == "archive-broken");
  CHECK(pack::lint_docx_file("").at(0).code == "archive-broken");
  CHECK(all(pack::lint_docx({})) ==
        "[Content_Types].xml: the package has no content types [docx-1]\n"
        "word/document.xml: the document has no body [docx-18]\n");
  std::vector<adapters::ZipFile> files;
  for (const auto& [path, bytes] : valid()) files.push_back({path, bytes});
  CHECK(all(pack::lint_docx_file(adapters::write_zip(files))) == "");
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<w:p>";
  for (int i = 0; i < 5000; ++i) deep += "</w:p>";
  base::FileTree nested = valid();
  nested["word/header1.xml"] = "<w:hdr>" + deep + "</w:hdr>";
  CHECK(all(pack::lint_docx(nested)) ==
        "word/header1.xml: not well-formed XML at byte 0: elements are nested too deeply [docx-0]\n");
}

TEST_CASE("every finding of the lint speaks Japanese too") {
  for (const auto& finding : pack::lint_docx({{"word/document.xml", "<w:document><w:body/></w:document>"}})) {
    INFO(finding.message.en);
    CHECK(!finding.message.ja.empty());
    CHECK(finding.message.ja != finding.message.en);
  }
}
