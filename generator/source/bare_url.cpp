#include "source/bare_url.h"

#include <array>
#include <utility>

#include "base/utf8.h"

namespace kitei::source {
namespace {

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_alnum(char c) { return is_alpha(c) || (c >= '0' && c <= '9'); }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// Neither a blank, a control, '<' nor outside ASCII; a backtick begins code.
bool is_url_character(char c) { return c > ' ' && c < 0x7F && c != '<' && c != '`'; }

char before(std::string_view text, std::size_t at) { return at == 0 ? '\n' : text[at - 1]; }

// Where the domain that begins at `at` ends; 0 when it is none. No '_' in its last two parts.
enum class Dots { Needed, Free };
std::size_t domain_end(std::string_view text, std::size_t at, Dots dots) {
  std::size_t end = at;
  int underscores_before = 0, underscores = 0, periods = 0;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (c == '_') {
      ++underscores;
    } else if (c == '.') {
      underscores_before = std::exchange(underscores, 0);
      ++periods;
    } else if (!is_alnum(c) && c != '-') {
      break;
    }
  }
  if (end == at || !is_alnum(text[at]) || underscores > 0 || underscores_before > 0) return 0;
  if (dots == Dots::Needed && periods == 0) return 0;
  return end;
}

// Takes away what belongs to the sentence: trailing punctuation, unbalanced ')', a trailing entity.
std::size_t without_trailing(std::string_view text, std::size_t from, std::size_t end) {
  std::size_t opening = 0, closing = 0;
  for (std::size_t i = from; i < end; ++i) {
    opening += text[i] == '(';
    closing += text[i] == ')';
  }
  while (end > from) {
    const char last = text[end - 1];
    if (std::string_view("?!.,:*_~'\"").find(last) != std::string_view::npos) {
      --end;
    } else if (last == ';') {
      std::size_t name = end - 1;
      while (name > from && is_alnum(text[name - 1])) --name;
      if (name < end - 1 && name > from && text[name - 1] == '&') {
        end = name - 1;
      } else {
        --end;
      }
    } else if (last == ')' && closing > opening) {
      --closing;
      --end;
    } else {
      break;
    }
  }
  return end;
}

std::string unescaped(std::string_view written) {
  std::string text;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '\\' && i + 1 < written.size() && is_ascii_punctuation(written[i + 1])) ++i;
    text += written[i];
    if (written.substr(i).starts_with("&amp;")) i += 4;
  }
  return text;
}

BareUrl made(std::string_view text, std::size_t from, std::size_t to, std::string_view prefix) {
  BareUrl url{from, to, unescaped(text.substr(from, to - from)), {}};
  url.destination = std::string(prefix) + url.text;
  return url;
}

std::optional<BareUrl> web_url(std::string_view text, std::size_t at, std::string_view scheme, std::string_view prefix,
                               Dots dots) {
  // The domain of www.… begins with its own "www.".
  const std::size_t domain = scheme.empty() ? at : at + scheme.size();
  std::size_t end = domain_end(text, domain, dots);
  if (end == 0) return std::nullopt;
  while (end < text.size() && is_url_character(text[end])) ++end;
  end = without_trailing(text, at, end);
  if (end <= domain) return std::nullopt;
  return made(text, at, end, prefix);
}

bool is_local_character(char c) { return is_alnum(c) || c == '.' || c == '-' || c == '_' || c == '+'; }

// Where the domain of an e-mail address ends; 0 when it is none.
std::size_t mail_domain_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  int periods = 0;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (c == '.') {
      if (end == at || end + 1 >= text.size() || !is_alnum(text[end + 1])) break;
      ++periods;
    } else if (!is_alnum(c) && c != '-' && c != '_') {
      break;
    }
  }
  if (periods == 0 || end == at || !is_alnum(text[end - 1])) return 0;
  return end;
}

std::optional<BareUrl> mail_around(std::string_view text, std::size_t at, std::size_t from) {
  std::size_t begin = at;
  while (begin > from && is_local_character(text[begin - 1])) --begin;
  // '_' may be what is left of emphasis, '.' the end of the sentence before.
  if (begin == at) return std::nullopt;
  const std::size_t end = mail_domain_end(text, at + 1);
  if (end == 0) return std::nullopt;
  return made(text, begin, end, "mailto:");
}

std::optional<BareUrl> schemed_mail(std::string_view text, std::size_t at, std::string_view scheme) {
  std::size_t end = at + scheme.size();
  while (end < text.size() && is_local_character(text[end])) ++end;
  if (end == at + scheme.size() || end >= text.size() || text[end] != '@') return std::nullopt;
  end = mail_domain_end(text, end + 1);
  if (end == 0) return std::nullopt;
  if (scheme == "xmpp:" && end + 1 < text.size() && text[end] == '/' &&
      (is_alnum(text[end + 1]) || text[end + 1] == '@' || text[end + 1] == '.')) {
    ++end;
    while (end < text.size() && (is_alnum(text[end]) || text[end] == '@' || text[end] == '.')) ++end;
    while (text[end - 1] == '.') --end;
  }
  return made(text, at, end, "");
}

}  // namespace

bool may_begin_bare_url(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 8);
  switch (rest.empty() ? '\0' : rest.front()) {
    case '@':
      return true;
    case 'w':
      return rest.starts_with("www.");
    case 'h':
    case 'H':
    case 'f':
    case 'F':
      return rest.find("://") != std::string_view::npos;
    case 'm':
      return rest.starts_with("mailto:");
    case 'x':
      return rest.starts_with("xmpp:");
    default:
      return false;
  }
}

std::optional<BareUrl> bare_url_at(std::string_view text, std::size_t at, std::size_t from) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with('@')) return mail_around(text, at, from);
  const char previous = before(text, at);
  if (rest.starts_with("www.")) {
    const bool free = !is_ascii(previous) || previous == '\n' || previous == ' ' || previous == '\t' ||
                      std::string_view("*_~(").find(previous) != std::string_view::npos;
    return free ? web_url(text, at, "", "http://", Dots::Needed) : std::nullopt;
  }
  if (is_alnum(previous)) return std::nullopt;
  const std::string start = base::ascii_lower(rest.substr(0, 8));
  for (const std::string_view scheme : {"https://", "http://", "ftp://"}) {
    if (start.starts_with(scheme)) return web_url(text, at, scheme, "", Dots::Free);
  }
  for (const std::string_view scheme : {"mailto:", "xmpp:"}) {
    if (rest.starts_with(scheme)) return schemed_mail(text, at, scheme);
  }
  return std::nullopt;
}

}  // namespace kitei::source
