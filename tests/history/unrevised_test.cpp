#include "history/unrevised.h"

#include <catch2/catch.hpp>

#include "editions.h"

using namespace kitei;

namespace {

std::string source(std::string_view id, std::string_view body, std::string_view version = "1.0",
                   std::string_view more = "owner: 情報管理者\n") {
  return "---\nid: " + std::string(id) + "\ntitle: 手順\nversion: \"" + std::string(version) + "\"\n" +
         std::string(more) + "---\n" + std::string(body) + "\n";
}

model::Edition frozen(std::string_view id, std::string_view effective, const base::FileTree& files) {
  model::Edition made = test::edition(id, effective, {});
  made.handbook = test::handbook_of(files);
  return made;
}

model::Edition draft(model::Handbook handbook) {
  model::Edition made;
  made.id = "draft";
  made.handbook = std::move(handbook);
  return made;
}

base::Diagnostics unrevised(const model::Handbook& working, const base::FileTree& files, const std::vector<model::Edition>& frozen) {
  return history::check_revisions(draft(working), files, frozen).diagnostics;
}

const std::string kRaise = "raise the version, for example with kitei revise ";

}  // namespace

TEST_CASE("text and significant values need a new version, the rest does not") {
  const base::FileTree before{
      {"handbook.yaml", "edition: \"2025.1\"\n"},
      {"procedures/P-1.md", source("P-1", "8文字以上とする。[[AB-R-01]]による。\n\n| a | b |\n|---|---|\n| 1 | 2 |")}};
  const std::vector<model::Edition> editions{frozen("2025.1", "2025-04-01", before)};
  struct Case {
    std::string name, source, expected;
  };
  const std::string body = "8文字以上とする。[[AB-R-01]]による。\n\n| a | b |\n|---|---|\n| 1 | 2 |";
  auto missing = [](const std::string& what) {
    return "procedures/P-1.md:4:10 revision-missing 'P-1' has changed since edition 2025.1 (" + what +
           "), but its version is still 1.0 [" + kRaise + "P-1 --summary …]\n";
  };
  const std::vector<Case> cases{
      {"nothing changed", source("P-1", body), ""},
      {"another version", source("P-1", "12文字以上とする。", "1.1"), ""},
      {"text", source("P-1", "12文字以上とする。[[AB-R-01]]による。\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
       missing("its text")},
      {"a cell", source("P-1", "8文字以上とする。[[AB-R-01]]による。\n\n| a | b |\n|---|---|\n| 1 | 3 |"),
       missing("its text")},
      {"another reference", source("P-1", "8文字以上とする。[[AB-R-02]]による。\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
       missing("its text")},
      {"markup and line breaks", source("P-1", "**8文字以上**と\nする。[[AB-R-01]]による。\n\n|a|b|\n|-|-|\n|1|2|"),
       ""},
      {"owner", source("P-1", body, "1.0", "owner: 総務部長\n"), missing("owner")},
      {"two values", source("P-1", body, "1.0", "owner: 総務部長\ncontrols: [\"5.15\"]\n"), missing("owner, controls")},
      {"a review, a relation, the end",
       source(
           "P-1", body, "1.0",
           "owner: 情報管理者\nlast_reviewed: 2026-02-10\nrelated: [P-2]\nstatus: retired\nretired_date: 2026-03-31\n"),
       ""},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const base::FileTree files{{"handbook.yaml", "edition: \"2026.1\"\n"}, {"procedures/P-1.md", c.source}};
    CHECK(test::show(unrevised(test::handbook_of(files), files, editions)) == c.expected);
  }
}

TEST_CASE("a variable that changed is named with all documents that it touches") {
  const base::FileTree before{{"handbook.yaml", "edition: \"2025.1\"\nvariables: {length: 8, desk: 内線 1234}\n"},
                              {"procedures/P-1.md", source("P-1", "{{ length }}文字以上。")},
                              {"procedures/P-2.md", source("P-2", "{{ desk }}。長さは{{length}}文字。")},
                              {"procedures/P-3.md", source("P-3", "{{ desk }}に連絡する。")},
                              {"procedures/P-4.md", source("P-4", "発行版 {{ edition }} から適用する。")}};
  base::FileTree now = before;
  now["handbook.yaml"] = "edition: \"2026.1\"\nvariables: {length: 12, desk: 内線 1234}\n";
  const std::string hint = "[the variable 'length' changed from '8' to '12' and stands in P-1, P-2; " + kRaise;
  CHECK(test::show(unrevised(test::handbook_of(now), now, {frozen("2025.1", "2025-04-01", before)})) ==
        "procedures/P-1.md:4:10 revision-missing 'P-1' has changed since edition 2025.1 (its text), but its version is "
        "still "
        "1.0 " +
            hint +
            "P-1 --summary …]\n"
            "procedures/P-2.md:4:10 revision-missing 'P-2' has changed since edition 2025.1 (its text), but its "
            "version is still "
            "1.0 " +
            hint + "P-2 --summary …]\n");
}

TEST_CASE("a part that changed is named with all documents that include it") {
  const base::FileTree before{{"handbook.yaml", "edition: \"2025.1\"\n"},
                              {"parts/desk.md", "内線 1234\n"},
                              {"parts/outer.md", "{{ include \"parts/desk.md\" }}\n"},
                              {"procedures/P-1.md", source("P-1", "{{ include \"parts/desk.md\" }}")},
                              {"procedures/P-2.md", source("P-2", "{{ include \"parts/outer.md\" }}")},
                              {"procedures/P-3.md", source("P-3", "文")}};
  const std::vector<model::Edition> editions{frozen("2025.1", "2025-04-01", before)};
  base::FileTree now = before;
  now["parts/desk.md"] = "**内線** 1234\n";  // the words are the same
  CHECK(test::show(unrevised(test::handbook_of(now), now, editions)).empty());
  now["parts/desk.md"] = "内線 9999\n";
  const std::string found = test::show(unrevised(test::handbook_of(now), now, editions));
  const std::string hint = "[the part 'parts/desk.md' changed and is included in P-1, P-2; " + kRaise;
  CHECK(found ==
        "procedures/P-1.md:4:10 revision-missing 'P-1' has changed since edition 2025.1 (its text), but its version is "
        "still 1.0 " + hint + "P-1 --summary …]\n"
        "procedures/P-2.md:4:10 revision-missing 'P-2' has changed since edition 2025.1 (its text), but its version is "
        "still 1.0 " + hint + "P-2 --summary …]\n");
}

TEST_CASE("a document is compared with the newest edition that holds it, also under a former id") {
  const base::FileTree first{{"procedures/P-1.md", source("P-1", "一。")},
                             {"procedures/P-2.md", source("P-2", "一。")}};
  const base::FileTree second{{"procedures/P-1.md", source("P-1", "二。", "1.1")}};
  const base::FileTree now{
      {"procedures/AB-1.md", source("AB-1", "三。", "1.1", "aliases: [P-1]\nnumber: P-1\nowner: 情報管理者\n")},
      {"procedures/P-2.md", source("P-2", "二。")}};
  CHECK(test::show(unrevised(
            test::handbook_of(now), now,
            {frozen("2025.1", "2025-04-01", first), frozen("2026.1", "2026-04-01", second)})) ==
        "procedures/AB-1.md:4:10 revision-missing 'AB-1' has changed since edition 2026.1 (its text), but its version "
        "is still "
        "1.1 [" +
            kRaise +
            "AB-1 --summary …]\n"
            "procedures/P-2.md:4:10 revision-missing 'P-2' has changed since edition 2025.1 (its text), but its "
            "version is still "
            "1.0 [" +
            kRaise + "P-2 --summary …]\n");
}

TEST_CASE("a part has the version of its head") {
  const std::string head = source("H-1", "総則。"), part = "---\nid: H-1-2\ntitle: 第2部\npart_of: H-1\n---\n";
  const base::FileTree before{{"handbook/a.md", head}, {"handbook/b.md", part + "細則。\n"}};
  base::FileTree now = before;
  now["handbook/b.md"] = part + "改めた細則。\n";
  const std::string found =
      test::show(unrevised(test::handbook_of(now), now, {frozen("2025.1", "2025-04-01", before)}));
  CHECK(found ==
        "handbook/b.md:1:1 revision-missing 'H-1-2' has changed since edition 2025.1 (its text), but its version is "
        "still 1.0 [" +
            kRaise + "H-1 --summary …]\n");
  now["handbook/a.md"] = source("H-1", "総則。", "1.1");
  CHECK(unrevised(test::handbook_of(now), now, {frozen("2025.1", "2025-04-01", before)}).empty());
}

TEST_CASE("a document that is gone needs a reason") {
  struct Case {
    std::string name;
    base::FileTree frozen, working;
    bool reported;
  };
  const base::FileTree one{{"procedures/P-1.md", source("P-1", "一。")}};
  const std::vector<Case> cases{
      {"still there", one, {{"regulations/x.md", source("p-1", "一。")}}, false},
      {"gone", one, {}, true},
      {"replaced", one, {{"procedures/P-2.md", source("P-2", "二。", "1.0", "replaces: [P-1]\n")}}, false},
      {"renamed", one, {{"procedures/P-2.md", source("P-2", "二。", "1.0", "aliases: [P-1]\n")}}, false},
      {"was retired", {{"procedures/P-1.md", source("P-1", "一。", "1.0", "status: retired\n")}}, {}, false},
      {"had a successor", {{"procedures/P-1.md", source("P-1", "一。", "1.0", "replaced_by: [P-2]\n")}}, {}, false},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const auto found =
        history::check_vanished(test::handbook_of(c.working), {frozen("2025.1", "2025-04-01", c.frozen)});
    CHECK(test::show(found) ==
          (c.reported
               ? "editions/2025.1/procedures/P-1.md:1:1 document-vanished 'P-1' (手順) is in edition 2025.1, but not "
                 "in the "
                 "working tree, and nothing says why [bring it back with 'status: retired' and 'retired_date', or name "
                 "'P-1' in 'replaces' of its successor or in 'aliases' of the document that it has become]\n"
               : ""));
  }
  CHECK(history::check_vanished({}, {}).empty());
}

TEST_CASE("what the newest edition holds under the same version is carried over, the rest is new") {
  const std::string body = "8文字以上とする。[[P-2]]による。";
  const base::FileTree old{{"handbook.yaml", "edition: \"2025.1\"\n"},
                           {"procedures/P-1.md", source("P-1", body)},
                           {"procedures/P-9.md", source("P-9", "昔の手順。")}};
  const base::FileTree newest{{"handbook.yaml", "edition: \"2025.2\"\n"},
                              {"procedures/P-1.md", source("P-1", body)},
                              {"procedures/P-2.md", source("P-2", "鍵を返す。")},
                              {"procedures/P-3.md", source("P-3", "扉を閉じる。")},
                              {"procedures/P-4.md", source("P-4", "灯りを消す。")}};
  const std::vector<model::Edition> editions{frozen("2025.1", "2025-04-01", old),
                                             frozen("2025.2", "2025-07-15", newest)};
  const base::FileTree files{
      {"handbook.yaml", "edition: \"2026.1\"\n"},
      {"procedures/P-1.md", source("P-1", body, "1.0", "owner: 情報管理者\nnext_review: 2027-03-31\n")},
      {"procedures/P-2.md", source("P-2", "鍵を返す。", "1.1")},
      {"procedures/P-3.md", source("P-3", "扉を閉じ、施錠する。")},
      {"procedures/P-4.md", source("P-4", "灯りを消す。", "1.0", "owner: 情報管理者\nstatus: draft\n")},
      {"procedures/P-5.md", source("P-5", "新しい手順。")},
      {"procedures/P-9.md", source("P-9", "昔の手順。")}};
  CHECK(history::check_revisions(draft(test::handbook_of(files)), files, editions).carried_over ==
        std::set<std::string>{model::DocumentId{"P-1"}.folded()});
  CHECK(history::check_revisions(draft(test::handbook_of(files)), files, {}).carried_over.empty());

  // What is known to be untouched need not have its text in the newest edition; it counts as what it is.
  std::vector<model::Edition> kept = editions;
  for (model::Document& document : kept.back().handbook.documents) {
    if (document.id.text == "P-1") document.body = {};
  }
  model::Edition working = draft(test::handbook_of(files));
  CHECK(history::check_revisions(working, files, kept).carried_over.empty());
  working.untouched = {model::DocumentId{"P-1"}.folded()};
  const history::Revisions revisions = history::check_revisions(working, files, kept);
  CHECK(revisions.carried_over == working.untouched);
  const std::size_t found = history::check_revisions(draft(test::handbook_of(files)), files, editions).diagnostics.size();
  CHECK(revisions.diagnostics.size() == found);

  // Of some it is known already what would be found.
  const auto is = [&](const char* id) {
    return [&working, id](std::size_t i) { return working.handbook.documents[i].id.text == id; };
  };
  CHECK(history::check_revisions(working, files, editions, is("P-1")).carried_over.empty());
  CHECK(history::check_revisions(working, files, editions, is("P-1")).diagnostics.size() == found);
  CHECK(history::check_revisions(working, files, editions, is("P-3")).diagnostics.size() == found - 1);
}
