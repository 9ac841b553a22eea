#include "base/yaml.h"

#include <catch2/catch.hpp>

using namespace evident;

namespace {

// One file with what came out of it.
struct Read {
  Diagnostics diagnostics;
  yaml::Node root;
  explicit Read(std::string text)
      : root(yaml::parse(std::make_shared<const Source>(Source{"f.yaml", std::move(text)}),
                         diagnostics)) {}
};

std::string mistakes(std::string text) { return Read(std::move(text)).diagnostics.render(); }

std::string shown(const Place& at) {
  return std::to_string(at.line) + ':' + std::to_string(at.column) + '+' +
         std::to_string(at.length);
}

// A node on one line: {key: [text, |literal, ~]}.
std::string dump(const yaml::Node& node) {
  std::string out;
  switch (node.kind) {
    case yaml::Kind::null:
      return "~";
    case yaml::Kind::scalar:
      return (node.literal ? "|" : "") + node.text;
    case yaml::Kind::list:
      for (const yaml::Node& item : node.items) out += (out.empty() ? "" : ", ") + dump(item);
      return '[' + out + ']';
    case yaml::Kind::map:
      for (const auto& [key, value] : node.entries)
        out += (out.empty() ? "" : ", ") + dump(key) + ": " + dump(value);
      return '{' + out + '}';
  }
  return out;
}

const yaml::Node& value(const Read& read, size_t index = 0) {
  return read.root.entries.at(index).value;
}

}  // namespace

TEST_CASE("values as written, in the order of the file") {
  Read read(
      "b: 1\na: [x, 'it''s', \"q\"]\nc:\n  d: no\n  e:\n  f: ~\n  g: ''\nh: |\n  two\n  lines\n");
  CHECK(read.diagnostics.render() == "");
  CHECK(dump(read.root) ==
        "{b: 1, a: [x, it's, q], c: {d: no, e: ~, f: ~, g: }, h: |two\nlines\n}");
}

TEST_CASE("an empty file is a null node at its start") {
  for (const char* text : {"", "# nothing but a comment\n", "\n\n"}) {
    Read read(text);
    CHECK(read.diagnostics.ok());
    CHECK(read.root.kind == yaml::Kind::null);
    CHECK(shown(read.root.at) == "1:1+1");
  }
}

TEST_CASE("every node knows its place, in code points") {
  Read read("é: [a, \"né\", b]\nmap:\n  - x: ' y'\n  -\nend:\n");
  REQUIRE(read.diagnostics.ok());
  const auto& entries = read.root.entries;
  CHECK(shown(read.root.at) == "1:1+1");
  CHECK(shown(entries[0].key.at) == "1:1+1");
  CHECK(shown(entries[0].value.at) == "1:4+1");
  CHECK(shown(entries[0].value.items[1].at) == "1:8+4");
  CHECK(shown(entries[0].value.items[2].at) == "1:14+1");
  CHECK(shown(entries[1].key.at) == "2:1+3");
  CHECK(shown(entries[1].value.at) == "3:3+1");
  CHECK(shown(entries[1].value.items[0].entries[0].value.at) == "3:8+4");
  CHECK(shown(entries[1].value.items[1].at) == "4:3+1");  // nothing after the dash: the dash
  CHECK(shown(entries[2].value.at) == "5:1+3");           // nothing after the colon: the key
}

TEST_CASE("a byte order mark is no column") {
  Read read("\xEF\xBB\xBFkey: value\nkey2: |\n  text\n");
  REQUIRE(read.diagnostics.ok());
  CHECK(shown(read.root.entries[0].key.at) == "1:1+3");
  CHECK(shown(value(read).at) == "1:6+5");
  CHECK(shown(value(read).place_at(2)) == "1:8+1");
  CHECK(shown(value(read, 1).place_at(1)) == "3:4+1");
}

TEST_CASE("CRLF files read the same") {
  Read read("a: 1\r\nb: |\r\n  one\r\n\r\n  two\r\nc: x\r\n");
  REQUIRE(read.diagnostics.ok());
  CHECK(dump(read.root) == "{a: 1, b: |one\n\ntwo\n, c: x}");
  CHECK(shown(value(read, 1).place_at(6, 2)) == "5:4+2");
  CHECK(shown(value(read, 2).at) == "6:4+1");
}

TEST_CASE("a place in a literal block is where it stands in the file") {
  const std::string text =
      "a:\n"
      "  b: |  # what follows\n"
      "\n"
      "      first\n"
      "        deeper é x\n"
      "   \n"
      "      \ttab\n"
      "      # no comment\n"
      "      last";
  Read read(text);
  REQUIRE(read.diagnostics.ok());
  const yaml::Node& block = value(read).entries.at(0).value;
  REQUIRE(block.literal);
  REQUIRE(block.text == "\nfirst\n  deeper é x\n\n\ttab\n# no comment\nlast");
  const auto at = [&](std::string_view words) {
    return shown(block.place_at(block.text.find(words)));
  };
  CHECK(shown(block.at) == "2:6+1");
  CHECK(shown(block.place_at(0)) == "3:1+1");
  CHECK(at("first") == "4:7+1");
  CHECK(at("rst") == "4:9+1");
  CHECK(at("  deeper") == "5:7+1");
  CHECK(at("deeper") == "5:9+1");
  CHECK(at("x\n\n") == "5:18+1");
  CHECK(at("\n\ttab") == "6:4+1");  // the empty line, cut short by its blanks
  CHECK(at("tab") == "7:8+1");
  CHECK(at("# no") == "8:7+1");
  CHECK(at("last") == "9:7+1");
  CHECK(shown(block.place_at(block.text.size())) == "9:11+1");
  CHECK(shown(block.place_at(9999)) == "9:11+1");
}

TEST_CASE("every character of every kind of literal block is found again") {
  for (const char* header : {"|", "|-", "|+", "|2", "|2-"}) {
    for (const std::string end : {"\n", "\r\n"}) {
      std::string text = "k:\n- é: " + std::string(header) + "\n";
      text += "    one two\n      three\n\n    ünï  \n\n\nz: 1\n";
      for (size_t at = 0; end != "\n" && (at = text.find('\n', at)) != text.npos; at += 2)
        text.replace(at, 1, end);
      Read read(text);
      INFO(text);
      // An indentation given by number leaves part of it in the text.
      if (read.diagnostics.errors() > 0) FAIL(read.diagnostics.render());
      const yaml::Node& block = value(read).items.at(0).entries.at(0).value;
      REQUIRE(block.literal);
      for (size_t i = 0; i < block.text.size(); ++i) {
        if ((block.text[i] & 0xC0) == 0x80 || block.text[i] == '\n') continue;
        const Place place = block.place_at(i);
        std::string_view line = place.source->line(place.line);
        for (int column = 1; column < place.column; ++column) {
          line.remove_prefix(1);
          while ((line.at(0) & 0xC0) == 0x80) line.remove_prefix(1);
        }
        CHECK(line.at(0) == block.text[i]);
      }
    }
  }
}

TEST_CASE("a place in plain and quoted text") {
  Read read(
      "a: some words\nb: \"qué words\"\nc: 'it''s so'\nd: \"a\\tb c\"\ne: two\n   lines\nf: 'in  "
      "\n  the\n  quotes'\ng: a\n\n  b\n");
  REQUIRE(read.diagnostics.ok());
  CHECK(shown(value(read, 0).place_at(5, 5)) == "1:9+5");
  CHECK(shown(value(read, 1).place_at(5, 5)) == "2:9+5");
  CHECK(shown(value(read, 2).place_at(2)) == "3:7+1");
  CHECK(shown(value(read, 2).place_at(5)) == shown(value(read, 2).at));  // past an escape
  CHECK(shown(value(read, 3).place_at(1)) == "4:6+1");
  CHECK(shown(value(read, 3).place_at(4)) == shown(value(read, 3).at));
  CHECK(shown(value(read, 4).place_at(2)) == "5:6+1");
  CHECK(shown(value(read, 4).place_at(4, 5)) == "6:4+5");  // on the next line
  CHECK(shown(value(read, 5).place_at(7, 6)) == "9:3+6");
  CHECK(shown(value(read, 6).place_at(2)) == shown(value(read, 6).at));  // past an empty line
}

TEST_CASE("many phrases in one block are placed in linear time") {
  std::string text = "p: |\n";
  for (int i = 0; i < 100'000; ++i) text += "  low back pain number " + std::to_string(i) + "\n";
  Read read(text);
  const yaml::Node& block = value(read);
  int last = 0;
  for (size_t at = 0; at < block.text.size(); at = block.text.find('\n', at) + 1)
    last = block.place_at(at).line;
  CHECK(last == 100'001);
}

// A file without mistakes is read without the insides of its plain literal blocks, a file with
// one as it is: both ways must see the same.
TEST_CASE("both ways of reading agree on files made at random") {
  const std::vector<std::string> pieces = {"  a: |\n",       "  b: |\n",
                                           "    text one\n", "    text: |\n",
                                           "      deeper\n", "\n",
                                           "   \n",          "      \n",
                                           "\n\n",           "    # no comment\n",
                                           "# comment\n",    "  # comment\n",
                                           "  c: x\n",       "  d: [x, \"y\"]\n",
                                           "  e: |-\n",      "  - f: |\n",
                                           "  - |\n",        "  g: 'open\n",
                                           "    close'\n",   "  h:\n",
                                           "    i:   |\n",   "     odd\n",
                                           "    \ttab\n",    "\t\n",
                                           "    é ü\n",      "    k: |  \n",
                                           "   less\n",      "  l: {m: |\n",
                                           "  n: >\n",       "    crlf\r\n",
                                           "  o: |\r\n",     "- p: |\n",
                                           "    \"q: |\n",   "   q2\"\n",
                                           "  r: two\n"};
  unsigned state = 1;
  const auto random = [&](size_t below) {
    state = state * 1664525 + 1013904223;
    return static_cast<size_t>(state >> 8) % below;
  };
  const auto places = [](const yaml::Node& node, const auto& self) -> std::string {
    std::string out = shown(node.at);
    for (size_t i = 0; i <= node.text.size(); ++i) out += ' ' + shown(node.place_at(i));
    for (const yaml::Node& item : node.items) out += self(item, self);
    for (const auto& [key, value] : node.entries) out += self(key, self) + self(value, self);
    return out;
  };
  size_t read = 0, blocks = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text = "top:\n";
    for (size_t n = random(9); n > 0; --n) text += pieces[random(pieces.size())];
    Read quick(text), whole(text + "dup: 1\ndup: 2\n");
    if (!quick.diagnostics.ok()) {
      // Left unread by both, or the lines added made it whole ("a: 'open").
      continue;
    }
    if (whole.root.entries.size() != quick.root.entries.size() + 2) continue;
    whole.root.entries.resize(quick.root.entries.size());
    ++read;
    blocks += dump(quick.root).find('|') != std::string::npos;
    if (dump(quick.root) != dump(whole.root) ||
        places(quick.root, places) != places(whole.root, places)) {
      INFO(text);
      CHECK(dump(quick.root) == dump(whole.root));
      CHECK(places(quick.root, places) == places(whole.root, places));
    }
  }
  CHECK(read > 2'000);
  CHECK(blocks > 1'000);
}

TEST_CASE("duplicate keys, at any depth") {
  CHECK(mistakes("kind: a\nmore:\n  x: 1\n  'x': 2\nkind: b\n") ==
        "f.yaml:4:3: error: duplicate key \"x\"\n"
        "  'x': 2\n"
        "  ^~~\n"
        "the first stands at f.yaml:3:3\n"
        "f.yaml:5:1: error: duplicate key \"kind\"\n"
        "kind: b\n"
        "^~~~\n"
        "the first stands at f.yaml:1:1\n");
  CHECK(mistakes("a: {x: 1}\nb: {x: 1}\n") == "");
}

TEST_CASE("keys must be text") {
  CHECK(mistakes("? [a]\n: 1\n") == "f.yaml:1:3: error: a key must be text\n? [a]\n  ^\n");
  CHECK(mistakes("~: 1\n") == "f.yaml:1:1: error: a key must be text\n~: 1\n^\n");
}

TEST_CASE("anchors, aliases and tags are refused, all of them at once") {
  CHECK(mistakes("a: &x 1\nb: *x\nc: !!str 2\nd: !half\ne: ! x\n") ==
        "f.yaml:1:4: error: anchors (&name) are not allowed: write the text out\n"
        "a: &x 1\n   ^\n"
        "put text that begins with '&' in quotes\n"
        "f.yaml:2:4: error: aliases (*name) are not allowed: write the text out\n"
        "b: *x\n   ^\n"
        "put text that begins with '*' in quotes\n"
        "f.yaml:3:4: error: tags (!name) are not allowed\n"
        "c: !!str 2\n   ^\n"
        "put text that begins with '!' in quotes\n"
        "f.yaml:4:4: error: tags (!name) are not allowed\n"
        "d: !half\n   ^\n"
        "put text that begins with '!' in quotes\n"
        "f.yaml:5:4: error: tags (!name) are not allowed\n"
        "e: ! x\n   ^\n"
        "put text that begins with '!' in quotes\n");
  CHECK(mistakes("a: &x\n  b: 1\n").starts_with("f.yaml:1:4: error: anchors"));
  CHECK(mistakes("a: *x\n") ==
        "f.yaml:1:4: error: aliases (*name) are not allowed: put text that begins with '*' in "
        "quotes\na: *x\n   ^\n");
  CHECK(mistakes("a: '*x'\nb: '&y'\nc: '!z'\n") == "");
}

TEST_CASE("a file is one document") {
  CHECK(mistakes("---\na: 1\n") == "");
  CHECK(mistakes("a: 1\n---\nb: 2\n") ==
        "f.yaml:2:1: error: a second document begins here: a file is one document\n---\n^\n");
}

TEST_CASE("syntax errors, in an author's words") {
  CHECK(mistakes("a: b: c\n") ==
        "f.yaml:1:5: error: a ':' cannot stand here: put text that holds ': ' in quotes, or check "
        "the indentation\na: b: c\n    ^\n");
  CHECK(mistakes("a:\n  b: 1\n c: 2\n") ==
        "f.yaml:3:2: error: this does not line up with the lines it belongs to\n c: 2\n ^\n");
  CHECK(mistakes("a: |\n    x\n  y\n") ==
        "f.yaml:3:3: error: this does not line up with the lines it belongs to\n  y\n  ^\n");
  CHECK(mistakes("- a\nb: 1\n") ==
        "f.yaml:2:1: error: this does not line up with the lines before it\nb: 1\n^\n");
  CHECK(mistakes("a:\n- 'x'\n  b: 1\n") ==
        "f.yaml:3:3: error: this does not line up with the lines it belongs to\n  b: 1\n  ^\n");
  CHECK(mistakes("a: \"x\" y\n") ==
        "f.yaml:1:8: error: nothing can follow a closing quote or bracket: put the whole text in "
        "quotes\na: \"x\" y\n       ^\n");
  CHECK(mistakes("a:\n\tb: 1\n") ==
        "f.yaml:2:1: error: a tab cannot indent: use blanks\n\tb: 1\n^\n");
  CHECK(mistakes("a: [1, 2\n") == "f.yaml:2:1: error: a '[' before this is never closed\n\n^\n");
  CHECK(mistakes("a: {b: 2\n") == "f.yaml:2:1: error: a '{' before this is never closed\n\n^\n");
  CHECK(mistakes("a: ]\n") ==
        "f.yaml:1:4: error: this bracket closes nothing: put text that begins with it in quotes\n"
        "a: ]\n   ^\n");
  CHECK(mistakes("a: - b\n") ==
        "f.yaml:1:4: error: a list cannot begin here: put its first '-' on a line of its own\n"
        "a: - b\n   ^\n");
  CHECK(mistakes("é: @b\n") ==
        "f.yaml:1:4: error: text cannot begin with this sign: put it in quotes\né: @b\n   ^\n");
  CHECK(mistakes("a: |b\n") ==
        "f.yaml:1:5: error: after '|' the text begins on the next line\na: |b\n    ^\n");
  CHECK(mistakes("a: \"\\q\"\n") ==
        "f.yaml:1:7: error: not YAML: unknown escape character: q\na: \"\\q\"\n      ^\n");
}

TEST_CASE("a quote that is never closed") {
  CHECK(mistakes("a: 1\nb: \"x\nc: 2\n") ==
        "f.yaml:2:4: error: this quote is never closed\nb: \"x\n   ^\n");
  CHECK(mistakes("a: 'it''s\n") ==
        "f.yaml:1:4: error: this quote is never closed\na: 'it''s\n   ^\n");
  CHECK(mistakes("a: \"x\\\"\n").find("this quote is never closed") != std::string::npos);
  CHECK(mistakes("a: 'it''s'\nb: \"x\\\"\"\nc: ''\n") == "");
}

TEST_CASE("bytes that are not text") {
  CHECK(mistakes("a: 1\nbé: \xE9\n") ==
        "f.yaml:2:5: error: not UTF-8: save the file as UTF-8\nbé: \xE9\n    ^\n");
  CHECK(mistakes(std::string("a: x\0y\n", 7)) ==
        "f.yaml:1:5: error: a control character (number 0)\na: x?y\n    ^\n");
  CHECK(mistakes("a: 1\n\x04\n") == "f.yaml:2:1: error: a control character (number 4)\n?\n^\n");
  CHECK(mistakes("a: 1\rb: 2\n") ==
        "f.yaml:1:5: error: a carriage return inside a line: end lines with a line feed\n"
        "a: 1?b: 2\n    ^\n");
}

TEST_CASE("depth is limited, so that no file overflows the stack") {
  const auto nested = [](size_t depth) {
    return "a: " + std::string(depth, '[') + std::string(depth, ']') + "\n";
  };
  CHECK(mistakes(nested(yaml::kDeepest - 1)) == "");
  CHECK(mistakes(nested(yaml::kDeepest))
            .starts_with(
                "f.yaml:1:53: error: lists and maps stand in each other more than 50 deep\n"));
  for (const std::string piece : {"[", "{a: ", "- ", "? ", "[{", "{[", "\"", "&a ", "!a "}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    INFO(piece);
    CHECK_FALSE(Read(text).diagnostics.ok());
  }
}

TEST_CASE("a map says what is wrong with its keys") {
  Read read("kind: problem\nphrase: x\nzzz: 1\n");
  yaml::Map map(read.root, {"kind", "phrases", "region"}, read.diagnostics);
  CHECK(read.diagnostics.render() ==
        "f.yaml:2:1: error: unknown key \"phrase\"\n"
        "phrase: x\n"
        "^~~~~~\n"
        "allowed: kind, phrases, region\n"
        "did you mean \"phrases\"?\n"
        "f.yaml:3:1: error: unknown key \"zzz\"\n"
        "zzz: 1\n"
        "^~~\n"
        "allowed: kind, phrases, region\n");
}

TEST_CASE("no list of keys allows any") {
  Read read("x: 1\ny: 2\n");
  yaml::Map map(read.root, {}, read.diagnostics);
  CHECK(read.diagnostics.ok());
  CHECK(map.get("y")->text == "2");
  CHECK(map.get("z") == nullptr);
}

TEST_CASE("what is not a map is reported once") {
  Read list("- a\n"), text("a\n"), empty("");
  yaml::Map map(list.root, {"kind"}, list.diagnostics);
  CHECK(map.get("kind") == nullptr);
  CHECK(map.require("kind") == nullptr);
  CHECK(list.diagnostics.render() ==
        "f.yaml:1:1: error: expected \"key: value\" lines, found a list\n- a\n^\nallowed: kind\n");
  yaml::Map(text.root, {}, text.diagnostics);
  CHECK(text.diagnostics.render() ==
        "f.yaml:1:1: error: expected \"key: value\" lines, found text\na\n^\n");
  yaml::Map(empty.root, {"kind", "phrases"}, empty.diagnostics);
  CHECK(empty.diagnostics.render() ==
        "f.yaml:1:1: error: expected \"key: value\" lines, found nothing\n\n^\n"
        "allowed: kind, phrases\n");
}

TEST_CASE("values out of a map") {
  Read read("kind: problem\nsub: true\nof: [a, b]\none: x\n");
  yaml::Map map(read.root, {"kind", "sub", "of", "one", "none"}, read.diagnostics);
  CHECK(map.require("kind")->text == "problem");
  CHECK(map.text("kind") == "problem");
  CHECK(map.text("none", "otherwise") == "otherwise");
  CHECK(map.choice("kind", {"problem", "cue"}, "cue") == "problem");
  CHECK(map.choice("none", {"problem", "cue"}, "cue") == "cue");
  CHECK(map.flag("sub", false));
  CHECK(map.flag("none", true));
  CHECK_FALSE(map.flag("none", false));
  REQUIRE(map.texts("of").size() == 2);
  CHECK(map.texts("of")[1].text == "b");
  CHECK(map.texts("one")[0].text == "x");
  CHECK(map.texts("none").empty());
  CHECK(read.diagnostics.ok());
}

TEST_CASE("values of the wrong kind") {
  Read read("kind: problm\nsub: yes\nof: [a, [b]]\nlist: {a: 1}\ntext: [a]\nempty:\n");
  yaml::Map map(read.root, {}, read.diagnostics);
  CHECK(map.require("kinds") == nullptr);
  CHECK(map.choice("kind", {"problem", "cue"}, "cue") == "cue");
  CHECK(map.flag("sub", true));
  CHECK(map.texts("of").size() == 1);
  CHECK(map.texts("list").empty());
  CHECK(map.text("text", "otherwise") == "otherwise");
  CHECK(map.text("empty", "otherwise") == "otherwise");
  CHECK(map.choice("empty", {"a"}, "a") == "a");
  CHECK(read.diagnostics.render() ==
        "f.yaml:1:1: error: missing key \"kinds\"\nkind: problm\n^\n"
        "f.yaml:1:7: error: \"kind\" cannot be \"problm\"\nkind: problm\n      ^~~~~~\n"
        "allowed: problem, cue\ndid you mean \"problem\"?\n"
        "f.yaml:2:6: error: \"sub\" cannot be \"yes\"\nsub: yes\n     ^~~\n"
        "allowed: true, false\n"
        "f.yaml:3:9: error: \"of\" must be a list of texts, found a list in it\n"
        "of: [a, [b]]\n        ^\n"
        "f.yaml:4:7: error: \"list\" must be text or a list of texts, found a map\n"
        "list: {a: 1}\n      ^\n"
        "f.yaml:5:7: error: \"text\" must be text, found a list\ntext: [a]\n      ^\n"
        "f.yaml:6:1: error: \"empty\" must be text, found nothing\nempty:\n^~~~~\n"
        "f.yaml:6:1: error: \"empty\" cannot be nothing\nempty:\n^~~~~\nallowed: a\n");
}
