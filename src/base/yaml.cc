// Reading goes by yaml-cpp's events, not by its nodes: events come with their place in the
// file and show the second of two equal keys. What yaml-cpp lets pass and people trip over
// (an unclosed quote, control characters) is looked for in the file itself.
#include "base/yaml.h"

#include <yaml-cpp/yaml.h>
// After yaml.h, which it needs.
#include <yaml-cpp/eventhandler.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <future>
#include <limits>
#include <optional>
#include <sstream>
#include <thread>
#include <unordered_map>

#include "base/utf8.h"
#include "base/yaml_outline.h"

namespace evident::yaml {
namespace {

using Lines = std::vector<uint32_t>;

Lines line_starts(std::string_view text) {
  Lines starts = {0};
  for (size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1))
    starts.push_back(static_cast<uint32_t>(at + 1));
  return starts;
}

// A source with its lines, turning bytes of it into places.
class Positions {
 public:
  explicit Positions(std::shared_ptr<const Source> source)
      : source_(std::move(source)),
        first_(source_->text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0),
        lines_(std::make_shared<const Lines>(line_starts(source_->text))) {}

  // The file from byte `at` of the stream that yaml-cpp reads: that has no byte order mark.
  std::string_view from(size_t at) const { return body().substr(std::min(at, body().size())); }
  std::string_view body() const { return std::string_view(source_->text).substr(first_); }
  const std::shared_ptr<const Lines>& lines() const { return lines_; }

  // `size` is how many bytes to mark; only those of the first line are.
  Place place(size_t at, size_t size = 1) {
    const size_t byte = std::min(first_ + at, source_->text.size());
    const size_t line = static_cast<size_t>(std::upper_bound(lines_->begin(), lines_->end(), byte) -
                                            lines_->begin());
    const size_t start = line == 1 ? first_ : (*lines_)[line - 1];
    // Marks come in order mostly: counting goes on from the last one, so that one long line
    // does not cost its square.
    if (start != counted_line_ || byte < counted_to_) {
      counted_line_ = counted_to_ = start;
      columns_ = 0;
    }
    const std::string_view text = source_->text;
    columns_ += code_points(text.substr(counted_to_, byte - counted_to_));
    counted_to_ = byte;
    std::string_view marked = text.substr(byte, size);
    marked = marked.substr(0, marked.find_first_of("\r\n"));
    return {source_, static_cast<int>(line), static_cast<int>(columns_) + 1,
            std::max(1, static_cast<int>(code_points(marked)))};
  }

 private:
  std::shared_ptr<const Source> source_;
  size_t first_;
  std::shared_ptr<const Lines> lines_;
  size_t counted_line_ = std::numeric_limits<size_t>::max();
  size_t counted_to_ = 0;
  size_t columns_ = 0;
};

// How many bytes the quoted text at the start of `rest` takes with its quotes; npos: no end.
size_t quoted_size(std::string_view rest) {
  const char quote = rest[0];
  for (size_t i = 1; i < rest.size(); ++i) {
    if (quote == '"' && rest[i] == '\\') {
      ++i;
    } else if (rest[i] == quote) {
      if (quote == '"' || i + 1 == rest.size() || rest[i + 1] != '\'') return i + 1;
      ++i;  // '' stands for one '
    }
  }
  return rest.npos;
}

// Thrown out of yaml-cpp to stop it, when reading on makes no sense.
struct Stop {};

class Builder : public YAML::EventHandler {
 public:
  Builder(const Outline& outline, Positions& positions, Diagnostics& diagnostics)
      : outline_(outline), positions_(positions), diagnostics_(diagnostics) {}

  Node root;
  // Whether every block that was taken out of the file had its place in it.
  bool complete() const { return fits_ && next_block_ == outline_.blocks.size(); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    // yaml-cpp starts a document, too, at a line that cannot belong to the one before.
    const bool marked = positions_.from(position(mark)).starts_with("---");
    diagnostics_.error(place(mark), marked ? "a second document begins here: a file is one document"
                                           : "this does not line up with the lines before it");
    throw Stop();
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_marks(mark, anchor, "?");
    // An empty value is noticed at the next token only: it belongs to its key or dash.
    const bool key = !open_.empty() && open_.back()->is_map() && has_key_.back();
    add(node(Kind::null, key ? open_.back()->entries.back().key.at : empty_place(mark)));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    diagnostics_.error(place(mark), "aliases (*name) are not allowed: write the text out")
        .notes.push_back("put text that begins with '*' in quotes");
    add(node(Kind::null, place(mark)));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_marks(mark, anchor, tag);
    const std::string_view rest = positions_.from(position(mark));
    size_t size = rest.starts_with(value) ? value.size() : 1;
    if (rest.starts_with('"') || rest.starts_with('\'')) size = quoted_size(rest);
    Node scalar = node(Kind::scalar, place(mark, size));
    if (size == rest.npos) {
      diagnostics_.error(place(mark), "this quote is never closed");
      throw Stop();
    }
    scalar.text = value;
    scalar.literal = rest.starts_with('|');
    if (scalar.literal) {
      put_back(position(mark), scalar.text);
      scalar.text_lines = line_starts(scalar.text);
    }
    add(std::move(scalar));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Kind::list);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  size_t position(const YAML::Mark& mark) const {
    return outline_.in_file(static_cast<size_t>(std::max(mark.pos, 0)));
  }

  // The text of the literal block at `mark`, if it was taken out.
  void put_back(size_t mark, std::string& text) {
    if (next_block_ == outline_.blocks.size()) return;
    const LiteralBlock& block = outline_.blocks[next_block_];
    if (block.mark > mark) return;
    fits_ = fits_ && block.mark == mark && text.empty();
    text = block.text;
    ++next_block_;
  }

  Place place(const YAML::Mark& mark, size_t size = 1) {
    return positions_.place(position(mark), size);
  }

  Place empty_place(const YAML::Mark& mark) {
    const std::string_view before = positions_.body().substr(0, position(mark));
    const size_t last = before.find_last_not_of(" \r\n");
    return last != before.npos && before[last] == '-' ? positions_.place(last) : place(mark);
  }

  Node node(Kind kind, Place at) {
    Node made;
    made.kind = kind;
    made.at = std::move(at);
    made.file_lines = positions_.lines();
    return made;
  }

  void refuse_marks(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag) {
    if (anchor != 0) {
      diagnostics_.error(place(mark), "anchors (&name) are not allowed: write the text out")
          .notes.push_back("put text that begins with '&' in quotes");
    }
    // yaml-cpp gives "?" for plain text and "!" for quoted text, and that for a lone "!" too.
    const bool lone = positions_.from(position(mark)).starts_with('!') && anchor == 0;
    if ((tag != "?" && tag != "!" && !tag.empty()) || lone) {
      diagnostics_.error(place(mark), "tags (!name) are not allowed")
          .notes.push_back("put text that begins with '!' in quotes");
    }
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Kind kind) {
    refuse_marks(mark, anchor, tag);
    if (open_.size() == kDeepest) {
      diagnostics_.error(place(mark), "lists and maps stand in each other more than " +
                                          std::to_string(kDeepest) + " deep");
      throw Stop();
    }
    open_.push_back(add(node(kind, place(mark))));
    has_key_.push_back(false);
    keys_.emplace_back();
  }

  void close() {
    open_.pop_back();
    has_key_.pop_back();
    keys_.pop_back();
  }

  // Puts the node where it belongs. What is open stays at its address while it is: its
  // parent gets no other child until it is closed.
  Node* add(Node made) {
    if (open_.empty()) return &(root = std::move(made));
    Node& parent = *open_.back();
    if (parent.is_list()) return &parent.items.emplace_back(std::move(made));
    if (!has_key_.back()) {
      check_key(made);
      has_key_.back() = true;
      return &parent.entries.emplace_back(Entry{std::move(made), Node()}).key;
    }
    has_key_.back() = false;
    return &(parent.entries.back().value = std::move(made));
  }

  void check_key(const Node& key) {
    if (!key.is_scalar()) {
      diagnostics_.error(key.at, "a key must be text");
      return;
    }
    const auto [first, added] = keys_.back().try_emplace(key.text, key.at);
    if (added) return;
    const Place& at = first->second;
    diagnostics_.error(key.at, "duplicate key \"" + key.text + '"')
        .notes.push_back("the first stands at " + at.source->name + ':' + std::to_string(at.line) +
                         ':' + std::to_string(at.column));
  }

  const Outline& outline_;
  Positions& positions_;
  Diagnostics& diagnostics_;
  size_t next_block_ = 0;
  bool fits_ = true;
  int documents_ = 0;
  std::vector<Node*> open_;  // from the root inward; with it for each:
  std::vector<bool> has_key_;
  std::vector<std::unordered_map<std::string, Place>> keys_;
};

// yaml-cpp's messages in the words of someone who does not know how it reads.
std::string reworded(const YAML::Exception& exception) {
  static const std::vector<std::pair<std::string_view, std::string_view>> words = {
      {YAML::ErrorMsg::MAP_VALUE,
       "a ':' cannot stand here: put text that holds ': ' in quotes, or check the indentation"},
      {YAML::ErrorMsg::END_OF_MAP, "this does not line up with the lines it belongs to"},
      {YAML::ErrorMsg::END_OF_SEQ, "this does not line up with the lines it belongs to"},
      {YAML::ErrorMsg::END_OF_MAP_FLOW, "a '{' before this is never closed"},
      {YAML::ErrorMsg::END_OF_SEQ_FLOW, "a '[' before this is never closed"},
      {YAML::ErrorMsg::FLOW_END,
       "this bracket closes nothing: put text that begins with it in quotes"},
      {YAML::ErrorMsg::BLOCK_ENTRY,
       "a list cannot begin here: put its first '-' on a line of its own"},
      {YAML::ErrorMsg::UNKNOWN_TOKEN, "text cannot begin with this sign: put it in quotes"},
      {YAML::ErrorMsg::TAB_IN_INDENTATION, "a tab cannot indent: use blanks"},
      {YAML::ErrorMsg::CHAR_IN_BLOCK, "after '|' the text begins on the next line"},
      {YAML::ErrorMsg::UNKNOWN_ANCHOR,
       "aliases (*name) are not allowed: put text that begins with '*' in quotes"},
      {YAML::ErrorMsg::CHAR_IN_ALIAS, "put text that begins with '*' in quotes"},
      {YAML::ErrorMsg::ALIAS_NOT_FOUND, "put text that begins with '*' in quotes"},
      {YAML::ErrorMsg::CHAR_IN_ANCHOR, "put text that begins with '&' in quotes"},
      {YAML::ErrorMsg::ANCHOR_NOT_FOUND, "put text that begins with '&' in quotes"},
  };
  for (const auto& [theirs, ours] : words)
    if (exception.msg == theirs) return std::string(ours);
  return "not YAML: " + exception.msg;
}

void report(const YAML::Exception& exception, Positions& positions, Diagnostics& diagnostics) {
  const size_t at = static_cast<size_t>(std::max(exception.mark.pos, 0));
  const std::string_view before = positions.body().substr(0, at);
  const size_t line = before.rfind('\n') + 1;  // 0 when there is none
  const std::string_view indentation = positions.from(line);
  const size_t blanks = std::min(indentation.find_first_not_of(" \t"), indentation.size());
  const size_t tab = indentation.substr(0, blanks).find('\t');
  const bool ended =
      exception.msg == YAML::ErrorMsg::END_OF_MAP || exception.msg == YAML::ErrorMsg::END_OF_SEQ;
  if (tab != indentation.npos) {
    diagnostics.error(positions.place(line + tab), "a tab cannot indent: use blanks");
  } else if (ended && before.substr(line).find_first_not_of(' ') != before.npos) {
    diagnostics.error(
        positions.place(at),
        "nothing can follow a closing quote or bracket: put the whole text in quotes");
  } else {
    diagnostics.error(positions.place(at), reworded(exception));
  }
}

// yaml-cpp takes a control character for the end of the file or for a line end.
bool check_characters(Positions& positions, Diagnostics& diagnostics) {
  const std::string_view body = positions.body();
  if (const size_t at = find_invalid_utf8(body); at != body.npos) {
    diagnostics.error(positions.place(at), "not UTF-8: save the file as UTF-8");
    return false;
  }
  for (size_t at = 0; at < body.size(); ++at) {
    const auto byte = static_cast<unsigned char>(body[at]);
    if (byte >= 0x20 && byte != 0x7F) continue;
    if (byte == '\t' || byte == '\n' || body.substr(at, 2) == "\r\n") continue;
    diagnostics.error(positions.place(at),
                      byte == '\r' ? "a carriage return inside a line: end lines with "
                                     "a line feed"
                                   : "a control character (number " + std::to_string(byte) + ")");
    return false;
  }
  return true;
}

// Nullopt when the file was read to no end, or the outline was none.
std::optional<Node> read(const Outline& outline, Positions& positions, Diagnostics& diagnostics) {
  Builder builder(outline, positions, diagnostics);
  try {
    std::istringstream stream(outline.text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& exception) {
    report(exception, positions, diagnostics);
    return std::nullopt;
  } catch (const std::exception& exception) {
    diagnostics.error(positions.place(0), std::string("cannot be read: ") + exception.what());
    return std::nullopt;
  }
  if (!builder.complete()) return std::nullopt;
  return std::move(builder.root);
}

}  // namespace

Node parse(std::shared_ptr<const Source> source, Diagnostics& diagnostics) {
  Node nothing;
  nothing.at = {source, 1, 1, 1};
  if (source->text.size() > std::numeric_limits<uint32_t>::max() / 2) {
    diagnostics.error(nothing.at, "the file is larger than 2 GiB");
    return nothing;
  }
  Positions positions(source);
  if (!check_characters(positions, diagnostics)) return nothing;
  Diagnostics unused;
  std::optional<Node> root = read(outline_of(positions.body()), positions, unused);
  if (!root || !unused.ok()) {  // a file with a mistake is read as it is
    Outline whole;
    whole.text = positions.body();
    root = read(whole, positions, diagnostics);
  }
  return root && root->at.source ? std::move(*root) : nothing;
}

std::vector<Node> parse_all(const std::vector<std::shared_ptr<const Source>>& sources,
                            Diagnostics& diagnostics) {
  std::vector<Node> roots(sources.size());
  std::vector<Diagnostics> mistakes(sources.size());
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < sources.size(); i = next++)
      roots[i] = parse(sources[i], mistakes[i]);
  };
  std::vector<std::future<void>> others;
  for (size_t i = 1; i < std::min<size_t>(sources.size(), std::thread::hardware_concurrency()); ++i)
    others.push_back(std::async(work));
  work();
  for (std::future<void>& other : others) other.get();
  for (Diagnostics& some : mistakes) diagnostics.append(std::move(some));
  return roots;
}

}  // namespace evident::yaml
