// Recursive descent over the phrase. Lists are parsed in place; lists may use lists, but not
// themselves. Three small walks over the tree stand in phrase_form.cc and phrase_wordings.cc.
#include "lexicon/phrase.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/text.h"

namespace evident {
namespace {

constexpr int kDeepest = 40;
constexpr size_t kUsualParts = 16;  // of a sequence

CharSet word_chars() {
  CharSet set;
  for (int c = 0; c < 128; ++c) set[c] = is_word(static_cast<char>(c));
  return set;
}

CharSet one(char c) {
  CharSet set;
  set[static_cast<unsigned char>(c)] = true;
  return set;
}

CharSet range(char from, char to) {
  CharSet set;
  for (int c = from; c <= to; ++c) set[c] = true;
  return set;
}

PhraseNode chars_node(CharSet set) {
  PhraseNode node;
  node.kind = PhraseNode::Kind::chars;
  node.chars = set;
  return node;
}

PhraseNode plain(PhraseNode::Kind kind) {
  PhraseNode node;
  node.kind = kind;
  return node;
}

// fold() of one character, worked out once: lexicons hold little else.
const std::string& folded_ascii(char c) {
  static const std::vector<std::string> table = [] {
    std::vector<std::string> all;
    for (int i = 0; i < 128; ++i) all.push_back(fold(std::string(1, static_cast<char>(i))));
    return all;
  }();
  return table[static_cast<unsigned char>(c)];
}

class Parser {
 public:
  // `inside`: the lists that are open around the text, outermost first.
  Parser(std::string_view text, const ListLookup& lists, std::vector<std::string> inside)
      : text_(text), lists_(lists), inside_(std::move(inside)) {}

  ParsedPhrase run() {
    PhraseNode root = choice();
    if (error_.message.empty() && at_ < text_.size()) fail("this \")\" has no \"(\"");
    if (!error_.message.empty()) return {std::nullopt, error_};
    return {std::move(root), {}};
  }

 private:
  bool done() const { return at_ >= text_.size() || !error_.message.empty(); }
  bool looking_at(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  void fail(std::string message) { fail_at(at_, std::move(message)); }
  void fail_at(size_t offset, std::string message, size_t size = 1) {
    if (!error_.message.empty()) return;
    error_.offset = offset;
    error_.size = size;
    error_.message = std::move(message);
  }

  PhraseNode choice() {
    PhraseNode node = plain(PhraseNode::Kind::choice);
    node.parts.push_back(sequence());
    while (!done() && text_[at_] == '|') {
      ++at_;
      node.parts.push_back(sequence());
    }
    if (node.parts.size() > 1) return node;
    PhraseNode only = std::move(node.parts[0]);
    return only;
  }

  PhraseNode sequence() {
    PhraseNode node = plain(PhraseNode::Kind::sequence);
    node.parts.reserve(std::min(text_.size() - at_, kUsualParts));
    while (!done() && text_[at_] != '|' && text_[at_] != ')') {
      node.parts.push_back(repeated(atom()));
    }
    return node;
  }

  PhraseNode atom() {
    const char c = text_[at_];
    if (looking_at("...") || looking_at(" ...")) return gap();
    if (c == ' ') return blank();
    if (c == '(') return group();
    if (c == '[') return char_class();
    if (c == '<') return list();
    if (c == '\\') return chars_node(escape());
    if (c == '.')
      return refuse("a bare \".\" matches any character; write \"\\.\" for a full stop");
    if (c == '^' || c == '$')
      return refuse("anchors are not needed: a phrase is matched on whole words");
    if (c == '*' || c == '+' || c == '?' || c == '{') return refuse("nothing to repeat here");
    return literal();
  }

  PhraseNode refuse(std::string message) {
    fail(std::move(message));
    return plain(PhraseNode::Kind::sequence);
  }

  // Several blanks are one.
  PhraseNode blank() {
    while (looking_at(" ") && !looking_at(" ...")) ++at_;
    return plain(PhraseNode::Kind::blank);
  }

  // " ... " with its blanks is one gap; a gap needs words on both sides.
  PhraseNode gap() {
    if (text_[at_] == ' ') ++at_;
    at_ += 3;
    if (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return plain(PhraseNode::Kind::gap);
  }

  PhraseNode group() {
    const size_t open = at_++;
    if (looking_at("?:")) at_ += 2;
    if (looking_at("?")) return refuse("only plain groups are allowed: ( ... )");
    if (++depth_ > kDeepest) return refuse("too many nested groups");
    PhraseNode node = choice();
    --depth_;
    if (at_ >= text_.size() || text_[at_] != ')') {
      fail_at(open, "this \"(\" is not closed");
      return node;
    }
    ++at_;
    return node;
  }

  PhraseNode list() {
    const size_t open = at_;
    const size_t close = text_.find('>', at_);
    if (close == std::string_view::npos) return refuse("this \"<\" is not closed");
    const std::string name(text_.substr(open + 1, close - open - 1));
    const size_t size = close + 1 - open;
    const std::string* body = lists_(name);
    if (body == nullptr) {
      fail_at(open, "no list \"" + name + '"', size);
      error_.missing_list = name;
      return {};
    }
    if (std::find(inside_.begin(), inside_.end(), name) != inside_.end()) {
      fail_at(open, "the list \"" + name + "\" uses itself: " + circle(name), size);
      error_.circle = name;
      return {};
    }
    at_ = close + 1;
    return body_of(name, *body, open, size);
  }

  PhraseNode body_of(const std::string& name, const std::string& body, size_t open, size_t size) {
    std::vector<std::string> inside = inside_;
    inside.push_back(name);
    ParsedPhrase parsed = Parser(body, lists_, std::move(inside)).run();
    if (parsed.root) return std::move(*parsed.root);
    const bool told = parsed.error.in_list || !parsed.error.circle.empty();
    const std::string where = told ? "" : "in the list \"" + name + "\": ";
    fail_at(open, where + parsed.error.message, size);
    error_.in_list = true;
    error_.circle = parsed.error.circle;
    return {};
  }

  // "a > b > a": the way from a list back to itself.
  std::string circle(const std::string& name) const {
    std::string way;
    for (auto it = std::find(inside_.begin(), inside_.end(), name); it != inside_.end(); ++it)
      way += *it + " > ";
    return way + name;
  }

  CharSet escape() {
    ++at_;
    if (at_ >= text_.size()) return fail("nothing after \"\\\""), CharSet();
    const char c = text_[at_++];
    if (!is_ascii(c)) return fail_at(at_ - 2, "a \"\\\" stands before a sign only"), CharSet();
    if (c == 'd') return range('0', '9');
    if (c == 'w') return word_chars();
    if (c == 's') return one(' ') | one('\t') | one('\n');
    if (is_word(c) || (c >= 'A' && c <= 'Z')) {
      fail_at(at_ - 2, std::string("\"\\") + c + "\" has no meaning here");
      return CharSet();
    }
    return one(c);
  }

  PhraseNode char_class() {
    const size_t open = at_++;
    const bool negated = looking_at("^");
    if (negated) ++at_;
    CharSet set;
    while (!done() && text_[at_] != ']') set |= class_part();
    if (at_ >= text_.size()) fail_at(open, "this \"[\" is not closed");
    if (!error_.message.empty()) return chars_node(set);
    ++at_;
    if (negated) set = ~set & ~one('\n');
    if (set.none()) fail_at(open, "nothing stands in this \"[ ]\"", at_ - open);
    return chars_node(set);
  }

  // One character, an escape or a range of a class.
  CharSet class_part() {
    const size_t begin = at_;
    if (text_[at_] == '\\') return escape();
    if (!is_ascii(text_[at_])) return refuse_class(begin, character_size(begin));
    const char from = lower(text_[at_++]);
    if (!looking_at("-") || at_ + 1 >= text_.size() || text_[at_ + 1] == ']') return one(from);
    const char last = text_[at_ + 1];
    if (!is_ascii(last)) return refuse_class(at_ + 1, character_size(at_ + 1));
    at_ += 2;
    if (last == '\\' || lower(last) < from) {
      fail_at(begin, "this range runs backwards", 3);
      return {};
    }
    return range(from, lower(last));
  }

  CharSet refuse_class(size_t at, size_t size) {
    fail_at(at, "\"[ ]\" takes plain letters, digits and signs; write (a|b) for others", 1);
    at_ = at + size;
    return {};
  }

  static bool is_ascii(char c) { return static_cast<unsigned char>(c) < 128; }

  // Bytes of the UTF-8 character at `at`.
  size_t character_size(size_t at) const {
    size_t size = 1;
    while (at + size < text_.size() && (text_[at + size] & 0xC0) == 0x80) ++size;
    return size;
  }

  static char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

  // One character of the phrase, folded like the note; "½" becomes three.
  PhraseNode literal() {
    const size_t size = character_size(at_);
    const std::string folded = size == 1 && is_ascii(text_[at_]) ? folded_ascii(text_[at_])
                                                                 : fold(text_.substr(at_, size));
    at_ += size;
    if (folded == " " || folded == "\t") return plain(PhraseNode::Kind::blank);
    if (folded.size() == 1) return chars_node(one(folded[0]));
    PhraseNode node = plain(PhraseNode::Kind::sequence);
    for (char c : folded) node.parts.push_back(chars_node(one(c)));
    return node;
  }

  PhraseNode repeated(PhraseNode node) {
    while (!done() && std::string_view("?*+{").find(text_[at_]) != std::string_view::npos) {
      PhraseNode repeat = plain(PhraseNode::Kind::repeat);
      if (!bounds(repeat)) return node;
      repeat.parts.push_back(std::move(node));
      node = std::move(repeat);
    }
    return node;
  }

  bool bounds(PhraseNode& repeat) {
    const char c = text_[at_];
    if (c != '{') {
      ++at_;
      repeat.least = c == '+' ? 1 : 0;
      repeat.most = c == '?' ? 1 : -1;
      return true;
    }
    const size_t open = at_++;
    repeat.least = number();
    repeat.most = repeat.least;
    if (looking_at(",")) {
      ++at_;
      repeat.most = looking_at("}") ? -1 : number();
    }
    const bool good = looking_at("}") && repeat.least >= 0 && repeat.least <= 100 &&
                      (repeat.most < 0 || (repeat.most >= repeat.least && repeat.most <= 100));
    if (good) return ++at_, true;
    fail_at(open, "repeat counts are {n}, {n,} or {n,m} up to 100");
    return false;
  }

  int number() {
    int value = -1;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && value < 1000) {
      value = std::max(value, 0) * 10 + (text_[at_++] - '0');
    }
    return value;
  }

  std::string_view text_;
  const ListLookup& lists_;
  std::vector<std::string> inside_;
  int depth_ = 0;
  size_t at_ = 0;
  PhraseError error_;
};

}  // namespace

ParsedPhrase parse_phrase(std::string_view written, const ListLookup& lists,
                          std::string_view list) {
  std::vector<std::string> inside;
  if (!list.empty()) inside.emplace_back(list);
  return Parser(written, lists, std::move(inside)).run();
}

}  // namespace evident
