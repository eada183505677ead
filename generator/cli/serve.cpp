// `kitei serve`: the site as it would be built, on this machine alone, always as the files are.
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>

#include <atomic>
#include <charconv>
#include <cstdio>
#include <thread>

#include "adapters/json.h"
#include "cli/commands.h"
#include "cli/machine/disk.h"
#include "cli/machine/parallel.h"
#include "cli/machine/world.h"
#include "cli/preview.h"
#include "serve/http.h"
#include "serve/watch.h"

extern char** environ;

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;
using adapters::Json;
using adapters::JsonArray;
using adapters::JsonObject;

constexpr std::string_view kOwn = ".kitei/";  // no file of a site begins like this
constexpr int kLookAnyway = 60'000;           // milliseconds; the day may change
constexpr int kPause = 2'000;

// The state as a call of the script that asked.
std::string state_script(const PreviewState& state, base::Language language) {
  JsonArray problems;
  for (const base::Diagnostic& problem : state.problems) {
    problems.push_back(JsonObject{{"path", problem.path},
                                  {"line", problem.position.line},
                                  {"column", problem.position.column},
                                  {"code", problem.code},
                                  {"message", problem.message.in(language)},
                                  {"hint", problem.hint.in(language)}});
  }
  const base::Message title{"The sources have errors; this is the last good page.",
                            "原稿に誤りがあります。表示しているのは直前の正しいページです。"};
  const JsonObject shown{{"version", state.version}, {"pages", state.pages}, {"title", title.in(language)}, {"problems", std::move(problems)}};
  return "kiteiState(" + adapters::to_text(shown, 0) + ");\n";
}

// A page with the script that keeps it up to date.
std::string with_reload(std::string page, std::uint64_t pages_version) {
  const auto head = page.find("</head>");
  if (head == std::string::npos) return page;
  page.insert(head, fmt::format("<link rel=\"stylesheet\" href=\"/.kitei/overlay.css\">\n"
                                "<script src=\"/.kitei/reload.js\" data-pages=\"{}\" defer></script>\n", pages_version));
  return page;
}

std::string waiting_page(base::Language language) {
  const base::Message text{"The handbook cannot be shown yet: its sources have errors.", "原稿に誤りがあるため、まだ表示できません。"};
  return fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
                     "content=\"default-src 'none'; script-src 'self'; style-src 'self'\">\n<title>kitei</title>\n</head>\n<body>\n"
                     "<p>{}</p>\n</body>\n</html>\n",
                     language == base::Language::Japanese ? "ja" : "en", text.in(language));
}

class Answers {
 public:
  Answers(const Preview& preview, const fs::path& share, base::Language language)
      : preview_(preview),
        script_(read_file(share / "templates/serve/reload.js")),
        style_(read_file(share / "templates/serve/overlay.css")),
        language_(language) {}

  serve::Response operator()(const serve::Request& request) const {
    if (request.path.starts_with(kOwn)) return own(request);
    const std::uint64_t version = preview_.pages_version();  // before the page is made: it may be newer, never older
    std::string path = request.path;
    if (path.empty()) {
      const std::string start = preview_.start();
      if (!start.empty()) return {302, "text/plain; charset=utf-8", "", "/" + start};
      return page(waiting_page(language_), version);
    }
    if (path.ends_with('/')) path += "index.html";
    if (auto bytes = preview_.file(path)) {
      if (path.ends_with(".html")) return page(std::move(*bytes), version);
      return {200, std::string(serve::content_type(path)), std::move(*bytes), {}};
    }
    if (path == "favicon.ico") return {200, "image/x-icon", {}, {}};  // browsers ask for one; sites have none
    if (preview_.file(path + "/index.html")) return {302, "text/plain; charset=utf-8", "", "/" + path + "/"};
    return {404, "text/plain; charset=utf-8", base::Message{"There is no such page.\n", "ページがありません。\n"}.in(language_), {}};
  }

 private:
  serve::Response own(const serve::Request& request) const {
    if (request.path == ".kitei/reload.js") return {200, "text/javascript; charset=utf-8", script_, {}};
    if (request.path == ".kitei/overlay.css") return {200, "text/css; charset=utf-8", style_, {}};
    if (request.path != ".kitei/state.js") return {404, "text/plain; charset=utf-8", "Not Found\n", {}};
    std::uint64_t since = ~std::uint64_t{0};
    const std::string_view query = request.query;
    if (query.starts_with("since=")) std::from_chars(query.data() + 6, query.data() + query.size(), since);
    return {200, "text/javascript; charset=utf-8", state_script(preview_.wait_for(since), language_), {}};
  }

  static serve::Response page(std::string html, std::uint64_t version) {
    return {200, "text/html; charset=utf-8", with_reload(std::move(html), version), {}};
  }

  const Preview& preview_;
  std::string script_;
  std::string style_;
  base::Language language_;
};

void open_browser(const std::string& url) {
  std::string program = "xdg-open", address = url;
  char* const arguments[] = {program.data(), address.data(), nullptr};
  pid_t child = 0;
  ::posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments, environ);  // without one the address is enough
}

}  // namespace

int run_serve(const Arguments& arguments, base::Language language) {
  const auto handbook = find_handbook(arguments.source);
  if (!handbook) return report_no_handbook(language);
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGCHLD, SIG_IGN);
  const fs::path output = default_output(*handbook);
  Preview preview(arguments, *handbook, output, language, parallel(arguments.jobs));
  preview.update();

  serve::Server server(arguments.port, Answers(preview, share_folder(), language));
  const std::string url = fmt::format("http://127.0.0.1:{}/", server.port());
  fmt::print("{}\n", url);
  std::fflush(stdout);
  if (arguments.open) open_browser(url);

  auto say = [&](std::string_view text) { fmt::print(stderr, "{}\n", text); };
  serve::Watcher watcher({*handbook, share_folder() / "templates", share_folder() / "themes"},
                         [&](const fs::path& folder) { return folder == output || folder.filename() == "node_modules"; });
  auto say_problems = [&] {
    for (const base::Diagnostic& problem : preview.wait_for(~std::uint64_t{0}).problems) {
      say(fmt::format("{}:{}:{}: {} [{}]", problem.path, problem.position.line, problem.position.column,
                      problem.message.in(language), problem.code));
    }
  };
  std::jthread watching([&] {
    bool checked = true;
    for (;;) {
      try {
        const auto start = std::chrono::steady_clock::now();
        if (preview.update()) {
          const auto took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
          say_problems();
          say(base::Message{fmt::format("updated in {:.0f} ms", took), fmt::format("{:.0f} ミリ秒で更新しました", took)}.in(language));
          checked = false;
        } else if (!checked) {
          checked = true;
          if (preview.check()) say_problems();
        }
      } catch (const std::exception& error) {
        say(error.what());  // a file that went while it was read: the next look will tell
      }
      // The whole handbook is checked once the author pauses, so that the next save need not wait for it.
      watcher.wait(checked ? kLookAnyway : kPause);
    }
  });
  server.run();
}

}  // namespace kitei::cli
