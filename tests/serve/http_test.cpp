#include "serve/http.h"

#include <catch2/catch.hpp>
#include <string>

namespace kitei::serve {
namespace {

std::string head(const std::string& target, const std::string& fields = "Host: 127.0.0.1:8313\r\n", const std::string& method = "GET") {
  return method + " " + target + " HTTP/1.1\r\n" + fields;
}

TEST_CASE("requests that are answered") {
  struct Case {
    std::string head;
    std::string path;
    std::string query;
  };
  for (const Case& example : {
           Case{head("/"), "", ""},
           Case{head("/latest/index.html"), "latest/index.html", ""},
           Case{head("/a/b.html?x=1&y=2"), "a/b.html", "x=1&y=2"},
           Case{head("/%E8%A6%8F%E7%A8%8B.html"), "規程.html", ""},
           Case{head("/a/", "host: LOCALHOST:8313\r\n"), "a/", ""},
           Case{head("/a", "Host: [::1]:8313\r\nOrigin: http://localhost:8313\r\n"), "a", ""},
           Case{head("/a", "Host: 127.0.0.1:8313\r\nContent-Length: 0\r\n"), "a", ""},
       }) {
    INFO(example.head);
    const ParsedHead parsed = parse_head(example.head, 8313);
    CHECK(parsed.error == 0);
    CHECK(parsed.request.path == example.path);
    CHECK(parsed.request.query == example.query);
    CHECK(parsed.keep_alive);
  }
  CHECK(parse_head(head("/a", "Host: localhost:8313\r\n", "HEAD"), 8313).head_only);
  CHECK(!parse_head(head("/a", "Host: localhost:8313\r\nConnection: Close\r\n"), 8313).keep_alive);
  CHECK(parse_head(head("/a", "Host: localhost\r\n"), 80).error == 0);
}

TEST_CASE("requests that are refused") {
  struct Case {
    std::string head;
    int error;
  };
  for (const Case& example : {
           Case{"", 400},
           Case{"GET", 400},
           Case{"GET /", 400},
           Case{"GET / HTTP/2", 400},
           Case{"GET / x HTTP/1.1", 400},
           Case{head("/", ""), 400},  // no Host
           Case{head("/", "Host: localhost:8313\r\nHost: localhost:8313\r\n"), 400},
           Case{head("/", "no colon\r\n"), 400},
           Case{head("/", "Host : localhost:8313\r\n"), 400},
           Case{head("/", "Host: evil.example:8313\r\n"), 403},
           Case{head("/", "Host: localhost:1\r\n"), 403},
           Case{head("/", "Host: localhost\r\n"), 403},
           Case{head("/", "Host: localhost.evil.example:8313\r\n"), 403},
           Case{head("/", "Host: 127.0.0.1:83130\r\n"), 403},
           Case{head("/", "Host: localhost:8313\r\nOrigin: http://evil.example\r\n"), 403},
           Case{head("/", "Host: localhost:8313\r\nOrigin: null\r\n"), 403},
           Case{head("/", "Host: localhost:8313\r\nOrigin: https://localhost:8313\r\n"), 403},
           Case{head("/", "Host: localhost:8313\r\n", "POST"), 405},
           Case{head("/", "Host: localhost:8313\r\n", "OPTIONS"), 405},
           Case{head("/", "Host: localhost:8313\r\nContent-Length: 5\r\n"), 413},
           Case{head("/", "Host: localhost:8313\r\nTransfer-Encoding: chunked\r\n"), 413},
           Case{head("http://localhost:8313/"), 404},
           Case{head("*"), 404},
           Case{head("/../x"), 404},
           Case{head("/a/%2e%2e/x"), 404},
           Case{head("/a/%2E./x"), 404},
           Case{head("/./x"), 404},
           Case{head("//x"), 404},
           Case{head("/a//b"), 404},
           Case{head("/a%00b"), 404},
           Case{head("/a%5C..%5Cb"), 404},
           Case{head("/a%0d%0aX: y"), 400},
           Case{head("/%"), 404},
           Case{head("/%zz"), 404},
           Case{head("/%ff"), 404},
       }) {
    INFO(example.head);
    CHECK(parse_head(example.head, 8313).error == example.error);
  }
}

TEST_CASE("content types") {
  CHECK(content_type("a/b.html") == "text/html; charset=utf-8");
  CHECK(content_type("a.JS") == "text/javascript; charset=utf-8");
  CHECK(content_type("a.docx").starts_with("application/vnd.openxmlformats"));
  CHECK(content_type("a") == "application/octet-stream");
}

TEST_CASE("a server takes a port of this machine alone, and the next one when it is in use") {
  const Server first(0, [](const Request&) { return Response{}; });
  CHECK(first.port() != 0);
  const Server second(first.port(), [](const Request&) { return Response{}; });
  CHECK(second.port() > first.port());
}

}  // namespace
}  // namespace kitei::serve
