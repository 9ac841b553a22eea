#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "embedded.h"
#include "report/html.h"
#include "report/html_note.h"
#include "report/html_text.h"
#include "report_samples.h"

using namespace evident;

namespace {

constexpr std::string_view kNote =
    "HPI: Low back pain down the right leg.\r\n"
    "Walks daily.\r\n"
    "\r\n"
    "Assessment: sciatica.\r\n";

HtmlOptions options_of(std::string id = "visit.txt") {
  return {std::move(id), "0.1.0", "sha256:00", "icd10cm-2026", "p{}\n", false};
}

std::string decoded(std::string_view text) {
  static const std::map<std::string_view, std::string_view> kNamed = {
      {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"#39", "'"}, {"#x202E", "\u202E"}};
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '&') {
      out += text[i];
      continue;
    }
    const size_t end = text.find(';', i);
    REQUIRE(end != std::string_view::npos);
    out += kNamed.at(text.substr(i + 1, end - i - 1));
    i = end;
  }
  return out;
}

// A page as a strict reader sees it: every element is closed in its turn.
struct Read {
  std::vector<std::string> ids;
  std::vector<std::string> targets;  // of href="#..."
  std::vector<std::string> labels;   // data-l
  std::set<std::string> tags;
  std::string note;  // text content of <pre>

  bool resolves() const {
    return std::all_of(targets.begin(), targets.end(), [this](const std::string& id) {
      return std::count(ids.begin(), ids.end(), id) == 1;
    });
  }
};

void read_attributes(std::string_view tag, Read& read) {
  for (size_t at; (at = tag.find("=\"")) != std::string_view::npos;) {
    const size_t name = tag.rfind(' ', at) + 1;
    const size_t end = tag.find('"', at + 2);
    REQUIRE(end != std::string_view::npos);
    const std::string value = decoded(tag.substr(at + 2, end - at - 2));
    const std::string_view key = tag.substr(name, at - name);
    if (key == "id") read.ids.push_back(value);
    if (key == "data-l") read.labels.push_back(value);
    if (key == "href") {
      REQUIRE(value.starts_with('#'));
      read.targets.push_back(value.substr(1));
    }
    tag.remove_prefix(end + 1);
  }
}

Read read_html(std::string_view page) {
  static const std::set<std::string, std::less<>> kEmpty = {"meta", "br", "!DOCTYPE"};
  Read read;
  std::vector<std::string> open;
  bool in_note = false;
  while (!page.empty()) {
    const size_t begin = page.find('<');
    if (in_note) read.note += decoded(page.substr(0, begin));
    if (begin == std::string_view::npos) break;
    const size_t end = page.find('>', begin);
    REQUIRE(end != std::string_view::npos);
    const std::string_view tag = page.substr(begin + 1, end - begin - 1);
    REQUIRE(tag.find('<') == std::string_view::npos);
    page.remove_prefix(end + 1);
    if (tag.starts_with('/')) {
      REQUIRE(!open.empty());
      REQUIRE(open.back() == tag.substr(1));
      open.pop_back();
      if (tag == "/pre") in_note = false;
      continue;
    }
    const std::string name(tag.substr(0, tag.find(' ')));
    read.tags.insert(name);
    read_attributes(tag, read);
    in_note = in_note || name == "pre";
    if (!kEmpty.contains(name)) open.push_back(name);
  }
  REQUIRE(open.empty());
  return read;
}

Read read_report(const Analysis& analysis, std::string id = "visit.txt") {
  const std::string page = html_report(analysis, options_of(std::move(id)));
  INFO(page);
  Read read = read_html(page);
  CHECK(std::set<std::string>(read.ids.begin(), read.ids.end()).size() == read.ids.size());
  CHECK(read.resolves());
  return read;
}

std::string html_text(std::string_view text) {
  std::string out;
  append_html_text(out, text);
  return out;
}

std::string html_attribute(std::string_view text) {
  std::string out;
  append_html_attribute(out, text);
  return out;
}

// The note's block with words marked as anchors of codes of which the first is called "1".
std::string note_block(std::string_view note, const std::vector<std::string>& words) {
  Analysis analysis = analysis_of(note);
  std::vector<Highlight> marks;
  for (size_t i = 0; i < words.size(); ++i) {
    analysis.codes.emplace_back().code = "M54." + std::to_string(i);
    marks.push_back({span_of(analysis.text, words[i]), Style::anchor, std::to_string(i + 1),
                     Cited::code, i, ""});
  }
  const HtmlIds ids(analysis.codes);
  std::string out;
  HtmlNote(analysis.text, marks, ids).append_to(out);
  return out;
}

// The same with labels as "[1]" and without what is the same in every mark.
std::string marked(std::string_view note, const std::vector<std::string>& words) {
  std::string out;
  std::string html = note_block(note, words);
  html.resize(html.find("</pre>"));
  for (size_t at; (at = html.find('<')) != std::string::npos;) {
    const size_t end = html.find('>', at);
    const std::string tag = html.substr(at, end - at + 1);
    out += html.substr(0, at);
    if (tag.starts_with("<mark id=\"")) out += "(";
    if (tag.starts_with("<mark class")) out += "(..";
    if (tag == "</mark>") out += ")";
    const size_t label = tag.find("data-l=\"");
    if (label != std::string::npos)
      out += "[" + tag.substr(label + 8, tag.find('"', label + 8) - label - 8) + "]";
    html.erase(0, end + 1);
  }
  return out + html;
}

}  // namespace

TEST_CASE("text cannot become markup") {
  CHECK(html_text("<b a=\"1\" c='2'>&amp;</b>") ==
        "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;");
  CHECK(html_text("é 腰痛 🙂 \t\n") == "é 腰痛 🙂 \t\n");
  CHECK(html_attribute("\"><img onerror=x>") == "&quot;&gt;&lt;img onerror=x&gt;");
}

TEST_CASE("characters that HTML cannot hold are shown, each as one character") {
  CHECK(html_text(std::string_view("a\0b", 3)) == "a<span class=\"ch\">␀</span>b");
  CHECK(html_text("\x1b\f\x7f") ==
        "<span class=\"ch\">␛</span><span class=\"ch\">␌</span><span class=\"ch\">␡</span>");
  CHECK(html_text("\u009B") == "<span class=\"ch\" data-n=\"U+009B\">\uFFFD</span>");
  CHECK(html_text("\uFFFE") == "<span class=\"ch\" data-n=\"U+FFFE\">\uFFFD</span>");
  CHECK(html_text("\xF0\x9F\xBF\xBE") == "<span class=\"ch\" data-n=\"U+1FFFE\">\uFFFD</span>");
  CHECK(html_text("\xFF") == "\uFFFD");
  CHECK(html_text("a\r\nb\rc\r") == "a\nb\nc\n");
}

TEST_CASE("invisible characters stay, in a box that they cannot leave") {
  CHECK(html_text("\u202E") == "<span class=\"ch\" data-n=\"U+202E\">&#x202E;</span>");
  CHECK(html_text("\u2069") == "<span class=\"ch\" data-n=\"U+2069\">&#x2069;</span>");
  CHECK(html_text("\u00AD") == "<span class=\"ch\" data-n=\"U+00AD\">&#xAD;</span>");
  CHECK(html_text("\u2028") == "<span class=\"ch\" data-n=\"U+2028\">&#x2028;</span>");
  CHECK(html_text("a\u200Db\u200C") == "a\u200Db\u200C");
  CHECK(html_attribute("a\u202Eb\uFFFE\x1b") == "a&lt;U+202E&gt;b\uFFFD␛");
}

TEST_CASE("marks nest, overlap and carry the labels of all that cite them") {
  CHECK(marked("low back pain", {"back"}) == "low (back)[1] pain");
  CHECK(marked("low back pain", {"low back pain", "back"}) == "(low (back)[2] pain)[1]");
  CHECK(marked("low back pain", {"low back", "back pain"}) == "(low (back))[1](.. pain)[2]");
  CHECK(marked("low back pain", {"back pain", "pain"}) == "low (back (pain)[2])[1]");
  CHECK(marked("low back pain", {"pain", "pain"}) == "low back (pain)[1][2]");
  CHECK(marked("a b c d", {"a b c", "b c d", "c d"}) == "(a (b (c)))[1](..(.. d)[3])[2]");
  CHECK(marked("pain", {"pain", "pain", "pain", "pain", "pain", "pain", "pain", "pain"}) ==
        "(pain)[1][2][3][4][5][+3]");
}

TEST_CASE("a mark leads to what cites it and is led to by its id") {
  CHECK(note_block("low back pain", {"pain"}) ==
        "<pre id=\"note\" dir=\"auto\"><i data-n=\"1\"></i>low back "
        "<mark id=\"e1\" class=\"anchor\">pain</mark>"
        "<a class=\"r anchor\" data-l=\"1\" href=\"#code-M54-0\" aria-label=\"1\"></a></pre>\n");
}

TEST_CASE("lines are numbered as in the rest of the report") {
  const auto numbers = [](std::string_view note) {
    std::string out;
    const std::string html = note_block(note, {});
    for (size_t at = 0; (at = html.find("data-n=\"", at)) != std::string::npos; ++at)
      if (html[at - 2] == 'i') out += html.substr(at + 8, html.find('"', at + 8) - at - 8) + ' ';
    return out;
  };
  CHECK(numbers("a\nb\n\nc\n") == "1 2 4 ");
  CHECK(numbers("a\r\nb\r\n\r\nc") == "1 2 4 ");
  CHECK(numbers("a\rb\r\rc") == "1 2 4 ");
  CHECK(numbers("a\fb\u2028c\u0085d") == "1 2 3 4 ");
  CHECK(numbers("") == "");
  CHECK(note_block("a\u2028b", {}).find("</span><br><i data-n=\"2\">") != std::string::npos);
}

TEST_CASE("the report says what the terminal says, with links both ways") {
  Analysis analysis = sciatica_analysis(kNote);
  const std::string page = html_report(analysis, options_of());
  const auto holds = [&page](std::string_view part) {
    return page.find(part) != std::string::npos;
  };
  INFO(page);
  CHECK(holds("<title>visit.txt - evident</title>"));
  CHECK(
      holds("<li id=\"code-M54-41\">\n<h3><span class=\"rank\">1</span> <code>M54.41</code> "
            "<span class=\"title\">Lumbago with sciatica, right side</span></h3>\n"));
  CHECK(
      holds("<p class=\"words\"><a href=\"#e1\"><q dir=\"auto\">Low back pain</q></a> "
            "<span class=\"place\">(hpi, line 1)</span>, "
            "<a href=\"#e3\"><q dir=\"auto\">sciatica</q></a> "
            "<span class=\"place\">(assessment, line 4)</span></p>\n"
            "<p class=\"words\">with <a href=\"#e2\"><q dir=\"auto\">right</q></a>"));
  CHECK(holds("Low back pain with sciatica is one combination code."));
  CHECK(holds("<span class=\"cite\">ICD-10-CM M54.4</span>"));
  CHECK(holds("<span class=\"rule\">lumbago-with-sciatica</span>"));
  CHECK(
      holds("<b>Warning</b> unspecified side: The side is not documented. Would change to "
            "M54.42 or M54.40."));
  CHECK(holds("<details>\n<summary><h2>1 withheld (absorbed 1)</h2>"));
  CHECK(holds("absorbed by <a href=\"#code-M54-41\"><code>M54.41</code></a>"));
  CHECK(holds("<dd>sha256:00</dd>"));
  const Read read = read_report(analysis);
  CHECK(read.labels == std::vector<std::string>{"1", "1 side", "w1", "1", "w1", "1 side", "1"});
  CHECK(read.note ==
        "HPI: Low back pain down the right leg.\nWalks daily.\n\nAssessment: "
        "sciatica.\n");
}

TEST_CASE("questions, contradictions, red flags and typed codes have ids and links") {
  Analysis analysis = analysis_of("Sciatica left, later right. M54.5. Saddle numbness.");
  const Text& text = analysis.text;
  const Evidence sciatica = evidence_of(text, "sciatica", Role::anchor, "sciatica");
  analysis.claims = {{"M54.5", span_of(text, "m54.5"), "deleted", "2021-10-01", {"M54.50"}, ""}};
  analysis.queries = {
      {"side", "M54.30", {"M54.31", "M54.32"}, {sciatica}, "Which <side>?", {"right", "left"}}};
  analysis.red_flags = {
      {"cauda-equina", evidence_of(text, "saddle numbness", Role::anchor, "x"), "Look at this."}};
  analysis.contradictions = {{"side", {sciatica}, "The side differs."}};
  const Read read = read_report(analysis);
  for (const char* id : {"question-1", "contradiction-1", "flag-1", "typed-1"}) {
    INFO(id);
    CHECK(std::count(read.ids.begin(), read.ids.end(), id) == 1);
    CHECK(std::count(read.targets.begin(), read.targets.end(), id) == 1);
  }
  const std::string page = html_report(analysis, options_of());
  CHECK(page.find("Which &lt;side&gt;?") != std::string::npos);
  CHECK(page.find("deleted on 2021-10-01; today M54.50.") != std::string::npos);
}

TEST_CASE("words that do not count say why") {
  Analysis analysis = analysis_of("Denies back pain. Mother had sciatica.");
  const Text& text = analysis.text;
  Candidate held;
  held.code = "M54.9";
  held.status = Status::withheld;
  held.reason = "negated";
  held.by = Blocker{std::nullopt, span_of(text, "denies"), "negated"};
  held.evidence = {evidence_of(text, "back pain", Role::anchor, "back-pain")};
  analysis.codes = {held};
  Finding family;
  family.span = span_of(text, "sciatica");
  family.experiencer = Experiencer::family;
  Finding denied;
  denied.span = span_of(text, "back pain");
  denied.negated = true;
  analysis.findings = {denied, family};
  const Read read = read_report(analysis);
  CHECK(read.labels == std::vector<std::string>{"w1", "w1", "w1 negated", "family"});
  const std::string page = html_report(analysis, options_of());
  CHECK(page.find("<details open>") != std::string::npos);
  CHECK(page.find("negated by <a href=\"#e1\"><q dir=\"auto\">Denies</q></a>") !=
        std::string::npos);
}

TEST_CASE("two candidates of one code have two ids") {
  Analysis analysis = sciatica_analysis(kNote);
  analysis.codes[1].code = "M54-41";
  analysis.codes.push_back(analysis.codes[0]);
  read_report(analysis);
}

TEST_CASE("no note and no name breaks the page") {
  const std::string hostile[] = {"<script>alert(1)</script>",
                                 "</pre></main></html>",
                                 "\"'&<>",
                                 "]]> <!-- -->",
                                 "&lt;&#60;",
                                 std::string("\0\x1b\x7f", 3),
                                 "\u202E",
                                 "</style></title>"};
  for (const std::string& words : hostile) {
    const std::string note = words + " low back pain " + words + "\n right sciatica " + words;
    const Read read = read_report(sciatica_analysis(note), words);
    for (const char* tag : {"script", "img", "iframe", "link", "object", "form"})
      CHECK(read.tags.count(tag) == 0);
    std::string expected;
    for (size_t i = 0; i < words.size(); ++i) {
      const char c = words[i];
      expected += c == '\0' ? "␀" : c == '\x1b' ? "␛" : c == '\x7f' ? "␡" : std::string(1, c);
    }
    CHECK(read.note == expected + " low back pain " + expected + "\n right sciatica " + expected);
  }
}

TEST_CASE("the shipped stylesheet fetches nothing and cannot end early") {
  const std::string_view css = embedded_file("src/report/report.css");
  REQUIRE(css.size() > 1000);
  for (const char* word : {"url(", "@import", "</", "http", "<!--"})
    CHECK(css.find(word) == std::string_view::npos);
}
