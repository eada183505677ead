#include "cli/terminal/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <map>
#include <span>

#include "base/nearest.h"

namespace kitei::cli {
namespace {

// One command: its words, and which options it takes.
class Builder {
 public:
  Builder(CLI::App& app, Arguments& arguments, std::span<const char* const> words, base::Language language)
      : app_(app), arguments_(arguments), words_(words), language_(language) {}

  // The command, to be given its options; null for one that is not among the words of the command line: it stands in the
  // list of commands, and nobody asks for its options. (Those of all commands take as long to make as the program to load.)
  CLI::App* command(const std::string& name, base::Message description) {
    CLI::App* sub = app_.add_subcommand(name, description.in(language_));
    if (std::find(words_.begin(), words_.end(), name) == words_.end()) return nullptr;
    sub->callback([this, name] { arguments_.command = name; });
    sub->get_option("--help")->description(say({"show this help", "この説明を表示"}));
    return sub;
  }
  void source(CLI::App* sub) {
    sub->add_option("--source", arguments_.source,
                    say({"folder of the handbook (default: the nearest one upwards, else ./content)",
                         "規程集のフォルダー（省略時: 上位の最も近いもの、なければ ./content）"}))
        ->type_name("DIR");
  }
  void output(CLI::App* sub) {
    sub->add_option("--output", arguments_.output, say({"where the result goes", "出力先フォルダー"}))->type_name("DIR");
  }
  void as_of(CLI::App* sub) {
    date(sub, "--as-of", arguments_.as_of, {"the day that counts as today", "「今日」として扱う日付"});
  }
  void strict(CLI::App* sub) {
    sub->add_flag("--strict", arguments_.strict, say({"warnings are errors", "警告もエラーとして扱う"}));
  }
  void jobs(CLI::App* sub) {
    sub->add_option("--jobs", arguments_.jobs, say({"threads (default: one for each core)", "スレッド数（省略時: コア数）"}))
        ->type_name("N")
        ->check(CLI::Range(1u, 256u));
  }
  void format(CLI::App* sub, std::vector<std::string> choices) {
    std::string& chosen = formats_[sub->get_name()];
    chosen = choices.front();
    sub->add_option("--format", chosen, say({"form of the result", "結果の形式"}))
        ->check(CLI::IsMember(choices))
        ->default_str(choices.front());
  }
  void names(CLI::App* sub, const std::string& name, base::Message description, int least, int most = 1 << 20) {
    sub->add_option(name, arguments_.names, say(description))->expected(least, most)->required(least > 0)->type_name("");
  }
  void text(CLI::App* sub, const std::string& name, std::string& value, base::Message description, bool required = false) {
    sub->add_option(name, value, say(description))->required(required)->type_name("TEXT");
  }
  void flag(CLI::App* sub, const std::string& name, bool& value, base::Message description) {
    sub->add_flag(name, value, say(description));
  }
  void port(CLI::App* sub, unsigned& value) {
    sub->add_option("--port", value, say({"the port (default 8313; 0: any free one)", "ポート番号（省略時 8313、0 は空いている番号）"}))
        ->check(CLI::Range(0u, 65535u))
        ->type_name("N");
  }
  void list(CLI::App* sub, const std::string& name, base::Message description) {
    sub->add_option(name, arguments_.only, say(description))->delimiter(',')->type_name("LIST");
  }
  void date(CLI::App* sub, const std::string& name, std::optional<base::Date>& value, base::Message description,
            bool required = false) {
    const std::string wrong = say({"is no date (YYYY-MM-DD)", "は日付（YYYY-MM-DD）ではありません"});
    sub->add_option_function<std::string>(
           name,
           [&value, name, wrong](const std::string& written) {
             value = base::parse_date(written);
             if (!value) throw CLI::ValidationError(name, written + " " + wrong);
           },
           say(description))
        ->required(required)
        ->type_name("DATE");
  }
  std::string say(const base::Message& message) const { return message.in(language_); }
  // The format that was asked for, or the default of the command that was.
  void settle_format() {
    const auto found = formats_.find(arguments_.command);
    if (found == formats_.end()) return;
    arguments_.format = found->second;
  }

 private:
  CLI::App& app_;
  Arguments& arguments_;
  std::span<const char* const> words_;
  base::Language language_;
  std::map<std::string, std::string> formats_;  // command → --format as given; stable addresses for CLI11
};

void add_commands(Builder& b, Arguments& a) {
  if (CLI::App* build = b.command("build", {"make the website, the Word files and the packs", "サイト・Word 文書・配布パックを作成"})) {
    b.source(build), b.output(build);
    b.text(build, "--edition", a.edition, {"only this edition (default: all)", "この発行版だけ（省略時: すべて）"});
    b.list(build, "--only", {"parts to make: site,docx,packs,exports", "作成する部分: site,docx,packs,exports"});
    b.as_of(build), b.jobs(build), b.strict(build);
    b.flag(build, "--clean", a.clean, {"make everything anew", "すべて作り直す"});
    b.flag(build, "--timings", a.timings, {"say how long each stage took", "各段階の所要時間を表示"});
  }
  if (CLI::App* check = b.command("check", {"report what is wrong, write nothing", "誤りを報告（何も書き出さない）"})) {
    b.source(check), b.as_of(check), b.jobs(check), b.strict(check);
    b.format(check, {"human", "json", "sarif"});
  }
  if (CLI::App* serve = b.command("serve", {"show the site on this machine and follow every change of the files",
                                            "サイトをこのパソコンだけで表示し、ファイルの変更をすぐ反映"})) {
    b.source(serve), b.as_of(serve), b.jobs(serve), b.strict(serve);
    b.port(serve, a.port);
    b.flag(serve, "--open", a.open, {"open the browser", "ブラウザーを開く"});
  }
  if (CLI::App* revise = b.command("revise", {"raise the version of documents and add a revision row",
                                              "文書の版数を上げ、改訂履歴に行を追加"})) {
    b.names(revise, "DOC", {"ids of documents", "文書ID"}, 1);
    b.source(revise);
    b.text(revise, "--summary", a.summary, {"what changes", "改訂内容"}, true);
    b.text(revise, "--reason", a.reason, {"why", "改訂理由"});
    b.flag(revise, "--editorial", a.editorial, {"readers need not confirm again", "軽微な変更（再確認は不要）"});
    b.date(revise, "--effective", a.effective, {"the day from which it holds", "施行日"});
    b.as_of(revise);
  }
  if (CLI::App* release = b.command("release", {"freeze the working handbook as an edition", "作業中の規程集を発行版として確定"})) {
    b.names(release, "EDITION", {"id of the edition, as in handbook.yaml", "発行版の ID（handbook.yaml の edition）"}, 1, 1);
    b.source(release);
    b.date(release, "--effective", a.effective, {"the day from which it is in force", "施行日"}, true);
    b.text(release, "--note", a.note, {"a note for readers", "読者への注記"});
    b.list(release, "--only", {"only these documents; all others from the newest edition", "この文書だけを発行（他は最新の発行版のまま）"});
    b.flag(release, "--skip-drafts", a.skip_drafts, {"leave drafts out", "草案を除いて発行"});
    b.as_of(release);
  }
  if (CLI::App* diff = b.command("diff", {"compare editions, days or versions", "発行版・日付・版数を比較"})) {
    b.names(diff, "FROM TO DOC", {"FROM and TO: an edition, a date, `working`, or DOC@VERSION; then documents",
                                  "FROM と TO: 発行版・日付・working・文書ID@版数。続けて文書ID"}, 2);
    b.source(diff);
    b.format(diff, {"text"});
  }
  if (CLI::App* asof = b.command("asof", {"say what was in force on a day", "その日に施行されていた文書を表示"})) {
    b.names(asof, "DATE DOC", {"a day (YYYY-MM-DD), then documents", "日付（YYYY-MM-DD）。続けて文書ID"}, 1);
    b.source(asof);
    b.format(asof, {"human", "json"});
  }
  if (CLI::App* verify = b.command("verify", {"check a pack, an output folder or a Word file", "配布パック・出力フォルダー・Word ファイルを検証"})) {
    b.names(verify, "FILE", {"PACK.zip, OUTPUT_DIR or FILE.docx", "PACK.zip・出力フォルダー・FILE.docx"}, 1, 1);
  }
  if (CLI::App* render = b.command("render", {"print one Markdown body as HTML or text", "Markdown の本文を HTML またはテキストで表示"})) {
    b.names(render, "FILE", {"a Markdown file, - for standard input", "Markdown ファイル（- は標準入力）"}, 1, 1);
    b.format(render, {"html", "text"});
  }
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(sub->get_name());
  return names;
}

}  // namespace

std::variant<Arguments, EarlyExit> parse_arguments(int argc, const char* const* argv, base::Language language) {
  Arguments arguments;
  const auto say = [&](const base::Message& message) { return message.in(language); };
  CLI::App app(say({"kitei: Markdown policies in; a versioned website, Word files and policy packs out",
                    "kitei（規程）: Markdown の規程から、版管理されたサイト・Word 文書・配布パックを作成"}),
               "kitei");
  app.set_help_flag("-h,--help", say({"show this help", "この説明を表示"}));
  app.set_version_flag("-V,--version", "kitei " KITEI_VERSION, say({"show the version", "バージョンを表示"}));
  app.require_subcommand(1);
  app.footer(say({"kitei COMMAND --help shows the options of a command.",
                  "各コマンドのオプションは kitei コマンド --help で表示します。"}));
  Builder builder(app, arguments, {argv, argv + argc}, language);
  add_commands(builder, arguments);

  if (argc > 1 && argv[1][0] != '-') {
    const std::vector<std::string> names = command_names(app);
    if (std::find(names.begin(), names.end(), argv[1]) == names.end()) {
      const std::string nearest = base::nearest_name(argv[1], {names.begin(), names.end()});
      std::string text = say({fmt::format("kitei: there is no command '{}'", argv[1]),
                              fmt::format("kitei: 「{}」というコマンドはありません", argv[1])});
      if (!nearest.empty()) {
        text += say({fmt::format("; did you mean '{}'?", nearest), fmt::format("。「{}」ではありませんか", nearest)});
      }
      return EarlyExit{2, text + "\n" + say({"kitei --help lists them.", "kitei --help で一覧を表示します。"}) + "\n"};
    }
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    return EarlyExit{0, std::string(version.what()) + "\n"};
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    return EarlyExit{0, chosen.empty() ? app.help() : chosen.front()->help("kitei")};
  } catch (const CLI::ParseError& error) {
    const auto chosen = app.get_subcommands();
    const std::string command = chosen.empty() ? "kitei" : "kitei " + chosen.front()->get_name();
    return EarlyExit{2, fmt::format("{}: {}\n{}\n", command, error.what(),
                                    say({command + " --help shows how to use it", command + " --help で使い方を表示します"}))};
  }
  builder.settle_format();
  return arguments;
}

}  // namespace kitei::cli
