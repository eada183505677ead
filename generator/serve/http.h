// A small HTTP/1.1 server for one person's own machine: GET and HEAD, answers from memory, kept-alive connections.
//
// It listens on 127.0.0.1 alone. A request is answered only when its Host is this machine by name or number with the
// right port, so that no foreign site can reach it under a name of its own (DNS rebinding), and only when its Origin, if
// it has one, is this server. Paths with "..", ".", empty parts, backslashes or control characters lead nowhere; nothing
// is ever read from a disk here. Heads above 16 KiB, bodies, and more than 64 connections at a time are refused.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kitei::serve {

struct Request {
  std::string path;   // decoded, without the first '/'; "" for the root
  std::string query;  // as sent, without '?'
};

struct Response {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
  std::string location;  // of a redirect
};

// Called from many threads at once.
using Handler = std::function<Response(const Request&)>;

class Server {
 public:
  // Takes the port, or the next free one of ten when it is in use. std::runtime_error when there is none.
  Server(unsigned port, Handler handler);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  unsigned port() const { return port_; }
  // Accepts connections until the process ends; each has a thread of its own.
  [[noreturn]] void run();

 private:
  void converse(int connection);

  Handler handler_;
  int listener_ = -1;
  unsigned port_ = 0;
};

// ---- the parts, for tests ----

struct ParsedHead {
  int error = 0;  // 0, or the status to answer with
  bool head_only = false;
  bool keep_alive = true;
  Request request;
};

// `head` is everything up to the empty line.
ParsedHead parse_head(std::string_view head, unsigned port);

// "text/html; charset=utf-8" …, by the path's extension.
std::string_view content_type(std::string_view path);

}  // namespace kitei::serve
