#include "serve/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <thread>

#include "base/path.h"
#include "base/utf8.h"

namespace kitei::serve {
namespace {

constexpr std::size_t kLongestHead = 16384;
constexpr int kMostConnections = 64;
constexpr unsigned kPortsTried = 10;
constexpr int kPatienceSeconds = 30;

std::string lower(std::string_view text) { return base::ascii_lower(text); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The path of a target without its first '/', or nothing when it is no plain path.
std::optional<std::string> decoded_path(std::string_view target) {
  if (!target.starts_with('/')) return std::nullopt;
  target.remove_prefix(1);
  std::string path;
  for (std::size_t i = 0; i < target.size(); ++i) {
    char c = target[i];
    if (c == '%') {
      if (i + 2 >= target.size() || hex_digit(target[i + 1]) < 0 || hex_digit(target[i + 2]) < 0) return std::nullopt;
      c = static_cast<char>(hex_digit(target[i + 1]) * 16 + hex_digit(target[i + 2]));
      i += 2;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\') return std::nullopt;
    path += c;
  }
  if (base::find_invalid_utf8(path)) return std::nullopt;
  std::string_view rest = path;
  while (!rest.empty()) {
    const auto slash = rest.find('/');
    const std::string_view part = rest.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return std::nullopt;
    if (slash == std::string_view::npos) break;
    rest.remove_prefix(slash + 1);
  }
  return path;
}

// "localhost:8080", "127.0.0.1:8080" or "[::1]:8080"; the port may be missing only where it is HTTP's own.
bool is_own_host(std::string_view host, unsigned port) {
  const std::string text = lower(host);
  const std::string suffix = ":" + std::to_string(port);
  for (const std::string name : {"localhost", "127.0.0.1", "[::1]"}) {
    if (text == name + suffix || (port == 80 && text == name)) return true;
  }
  return false;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200: return "OK";
    case 302: return "Found";
    case 400: return "Bad Request";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 413: return "Content Too Large";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    default: return "Error";
  }
}

bool send_all(int connection, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool send_response(int connection, const Response& response, bool head_only, bool keep_alive) {
  std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
  out += reason_of(response.status);
  out += "\r\nContent-Type: " + response.type + "\r\nContent-Length: " + std::to_string(response.body.size());
  if (!response.location.empty()) out += "\r\nLocation: " + response.location;
  if (response.status == 405) out += "\r\nAllow: GET, HEAD";
  out += "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin";
  out += keep_alive ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
  if (!head_only) out += response.body;
  return send_all(connection, out);
}

Response plain(int status) {
  return {status, "text/plain; charset=utf-8", std::string(reason_of(status)) + "\n", {}};
}

std::atomic<int>& connections() {
  static std::atomic<int> count{0};
  return count;
}

}  // namespace

std::string_view content_type(std::string_view path) {
  static const std::map<std::string, std::string_view, std::less<>> kTypes{
      {"html", "text/html; charset=utf-8"}, {"css", "text/css; charset=utf-8"}, {"js", "text/javascript; charset=utf-8"},
      {"json", "application/json; charset=utf-8"}, {"csv", "text/csv; charset=utf-8"}, {"txt", "text/plain; charset=utf-8"},
      {"xml", "application/xml; charset=utf-8"}, {"svg", "image/svg+xml"}, {"png", "image/png"}, {"jpg", "image/jpeg"},
      {"jpeg", "image/jpeg"}, {"gif", "image/gif"}, {"webp", "image/webp"}, {"ico", "image/x-icon"}, {"pdf", "application/pdf"},
      {"zip", "application/zip"},
      {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
  const auto found = kTypes.find(base::extension(path));
  return found == kTypes.end() ? std::string_view("application/octet-stream") : found->second;
}

ParsedHead parse_head(std::string_view head, unsigned port) {
  ParsedHead parsed;
  auto refuse = [&](int status) {
    parsed.error = status;
    parsed.keep_alive = false;
    return parsed;
  };
  const auto line_end = head.find("\r\n");
  const std::string_view line = head.substr(0, line_end);
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || last == first) return refuse(400);
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if ((version != "HTTP/1.1" && version != "HTTP/1.0") || target.find(' ') != std::string_view::npos) return refuse(400);
  parsed.keep_alive = version == "HTTP/1.1";

  std::optional<std::string> host, origin;
  bool body = false;
  std::string_view rest = line_end == std::string_view::npos ? std::string_view{} : head.substr(line_end + 2);
  while (!rest.empty()) {
    const auto end = rest.find("\r\n");
    const std::string_view field = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 2);
    if (field.empty()) break;
    const auto colon = field.find(':');
    if (colon == std::string_view::npos || colon == 0 || field[colon - 1] == ' ') return refuse(400);
    const std::string name = lower(field.substr(0, colon));
    const std::string value(trimmed(field.substr(colon + 1)));
    if (name == "host") {
      if (host) return refuse(400);
      host = value;
    } else if (name == "origin") {
      if (origin) return refuse(400);
      origin = value;
    } else if (name == "connection") {
      if (lower(value).find("close") != std::string::npos) parsed.keep_alive = false;
    } else if (name == "transfer-encoding" || (name == "content-length" && value != "0")) {
      body = true;
    }
  }
  if (!host) return refuse(400);
  if (!is_own_host(*host, port)) return refuse(403);
  if (origin && !(origin->starts_with("http://") && is_own_host(std::string_view(*origin).substr(7), port))) return refuse(403);
  if (method != "GET" && method != "HEAD") return refuse(405);
  if (body) return refuse(413);
  parsed.head_only = method == "HEAD";
  const auto mark = target.find('?');
  const auto path = decoded_path(target.substr(0, mark));
  if (!path) return refuse(404);
  parsed.request.path = *path;
  if (mark != std::string_view::npos) parsed.request.query = target.substr(mark + 1);
  return parsed;
}

Server::Server(unsigned port, Handler handler) : handler_(std::move(handler)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener_ < 0) throw std::runtime_error(std::string("cannot open a socket: ") + std::strerror(errno));
  const int on = 1;
  ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  int cause = 0;
  for (unsigned tried = port; tried < port + kPortsTried && tried < 65536; ++tried) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(tried));
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && ::listen(listener_, 64) == 0) {
      socklen_t length = sizeof address;
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
      port_ = ntohs(address.sin_port);
      return;
    }
    cause = errno;
    if (port == 0 || cause != EADDRINUSE) break;
  }
  ::close(listener_);
  throw std::runtime_error("cannot listen on port " + std::to_string(port) + ": " + std::strerror(cause));
}

Server::~Server() { ::close(listener_); }

void Server::run() {
  for (;;) {
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) {
      if (errno == EMFILE || errno == ENFILE) std::this_thread::sleep_for(std::chrono::milliseconds(50));
      continue;
    }
    if (connections()++ >= kMostConnections) {
      --connections();
      send_response(connection, plain(503), false, false);
      ::close(connection);
      continue;
    }
    std::thread([this, connection] {
      converse(connection);
      ::close(connection);
      --connections();
    }).detach();
  }
}

void Server::converse(int connection) {
  const timeval patience{kPatienceSeconds, 0};
  ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const int on = 1;
  ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  std::string received;
  for (;;) {
    std::size_t end = 0;
    while ((end = received.find("\r\n\r\n")) == std::string::npos) {
      if (received.size() > kLongestHead) {
        send_response(connection, plain(431), false, false);
        return;
      }
      char buffer[4096];
      const ssize_t n = ::recv(connection, buffer, sizeof buffer, 0);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return;
      received.append(buffer, static_cast<std::size_t>(n));
    }
    const ParsedHead parsed = parse_head(std::string_view(received).substr(0, end), port_);
    received.erase(0, end + 4);
    Response response = plain(parsed.error);
    if (parsed.error == 0) {
      try {
        response = handler_(parsed.request);
      } catch (const std::exception& error) {
        response = {500, "text/plain; charset=utf-8", std::string(error.what()) + "\n", {}};
      }
    }
    if (!send_response(connection, response, parsed.head_only, parsed.keep_alive) || !parsed.keep_alive) return;
  }
}

}  // namespace kitei::serve
