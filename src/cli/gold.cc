#include "cli/gold.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/file.h"
#include "base/suggest.h"
#include "cli/case_line.h"
#include "text/text.h"

namespace evident {
namespace {

namespace fs = std::filesystem;
using Value = rapidjson::Value;

std::string text_of(const Value& value) { return {value.GetString(), value.GetStringLength()}; }

class GoldReader {
 public:
  GoldReader(std::string folder, const std::vector<std::string>& codes, Diagnostics& diagnostics)
      : folder_(std::move(folder)), codes_(codes), diagnostics_(diagnostics) {}

  std::vector<GoldNote> read() {
    const std::string path = folder_ + "/gold.jsonl";
    const auto file = read_file(path);
    if (const auto* error = std::get_if<FileError>(&file)) {
      diagnostics_.error({}, error->message);
      return {};
    }
    const std::string_view text = std::get<std::string>(file);
    int number = 0;
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      where_ = path + ':' + std::to_string(++number);
      read_line(text.substr(begin, end - begin));
      begin = end + 1;
    }
    where_ = path;
    if (notes_.empty() && diagnostics_.ok()) fail("no notes");
    check_all_notes_have_gold();
    std::sort(notes_.begin(), notes_.end(),
              [](const GoldNote& a, const GoldNote& b) { return a.id < b.id; });
    return std::move(notes_);
  }

 private:
  // Without the line itself: it quotes the note.
  Diagnostic& fail(std::string message) {
    return diagnostics_.error({std::make_shared<Source>(Source{where_, ""}), 0, 0, 0},
                              std::move(message));
  }

  void read_line(std::string_view line) {
    if (line.find_first_not_of(" \t\r") == line.npos) return;
    rapidjson::Document document;
    document.Parse(line.data(), line.size());
    if (document.HasParseError()) {
      where_ += ':' + std::to_string(document.GetErrorOffset() + 1);
      fail(std::string("bad JSON: ") + rapidjson::GetParseError_En(document.GetParseError()));
      return;
    }
    const std::vector<std::string> keys = {"id",       "codes", "acceptable",
                                           "rejected", "gaps",  "readings"};
    if (!check_keys(document, keys)) return;
    GoldNote gold;
    if (!read_text(document, "id", gold.id) || !read_note(gold)) return;
    note_ = Text::decode(gold.note);
    for (const Value& code : list(document, "codes")) read_code(code, gold);
    for (const Value& code : list(document, "acceptable"))
      if (is_text(code, "acceptable")) gold.acceptable.push_back(known_code(text_of(code)));
    for (const Value& trap : list(document, "rejected")) read_trap(trap, gold);
    for (const Value& gap : list(document, "gaps")) is_text(gap, "gaps");
    notes_.push_back(std::move(gold));
  }

  bool check_keys(const Value& value, const std::vector<std::string>& allowed) {
    if (!value.IsObject()) {
      fail("an object is needed");
      return false;
    }
    std::set<std::string> seen;
    for (const auto& [key, member] : value.GetObject()) {
      const std::string name = text_of(key);
      if (std::find(allowed.begin(), allowed.end(), name) == allowed.end())
        say_allowed(fail("unknown key \"" + name + "\""), name, allowed);
      if (!seen.insert(name).second) fail("duplicate key \"" + name + "\"");
    }
    return true;
  }

  bool is_text(const Value& value, const std::string& key) {
    if (!value.IsString()) fail("\"" + key + "\": a text is needed");
    return value.IsString();
  }

  bool read_text(const Value& object, const char* key, std::string& to) {
    const auto found = object.FindMember(key);
    if (found == object.MemberEnd()) {
      fail(std::string("\"") + key + "\" is missing");
      return false;
    }
    if (!is_text(found->value, key)) return false;
    to = text_of(found->value);
    return true;
  }

  // The items of a list that may be absent.
  std::vector<std::reference_wrapper<const Value>> list(const Value& object, const char* key) {
    std::vector<std::reference_wrapper<const Value>> items;
    const auto found = object.FindMember(key);
    if (found == object.MemberEnd()) return items;
    if (!found->value.IsArray()) {
      fail(std::string("\"") + key + "\": a list is needed");
      return items;
    }
    for (const Value& item : found->value.GetArray()) items.emplace_back(item);
    return items;
  }

  bool read_note(GoldNote& gold) {
    const bool file_name = gold.id.find_first_of(std::string_view("/\\\0", 3)) == gold.id.npos;
    if (!file_name || gold.id.empty()) {
      fail("the id must be a file name");
      return false;
    }
    if (!ids_.insert(gold.id).second) {
      fail("two lines for " + gold.id);
      return false;
    }
    auto file = read_file(folder_ + "/notes/" + gold.id + ".txt");
    if (const auto* error = std::get_if<FileError>(&file)) {
      fail(error->message);
      return false;
    }
    gold.note = std::get<std::string>(std::move(file));
    return true;
  }

  void read_code(const Value& value, GoldNote& gold) {
    GoldCode code;
    if (!check_keys(value, {"code", "evidence"}) || !read_text(value, "code", code.code)) return;
    known_code(code.code);
    const auto same = [&](const GoldCode& other) { return other.code == code.code; };
    if (std::any_of(gold.codes.begin(), gold.codes.end(), same)) fail(code.code + " stands twice");
    for (const Value& quote : list(value, "evidence")) {
      if (!is_text(quote, "evidence")) continue;
      code.evidence.push_back(text_of(quote));
      check_quote(code.evidence.back(), code.code, code.evidence.size());
    }
    if (code.evidence.empty()) fail(code.code + " has no evidence");
    gold.codes.push_back(std::move(code));
  }

  void read_trap(const Value& value, GoldNote& gold) {
    std::string code, why, quote;
    if (!check_keys(value, {"code", "why", "evidence"}) || !read_text(value, "code", code) ||
        !read_text(value, "why", why))
      return;
    known_code(code);
    if (value.HasMember("evidence") && read_text(value, "evidence", quote))
      check_quote(quote, code + " (rejected)", 1);
    gold.rejected.push_back(std::move(code));
  }

  void check_quote(const std::string& quote, const std::string& of, size_t number) {
    if (!quote.empty() && note_.utf8().find(quote) != std::string_view::npos) return;
    fail("evidence " + std::to_string(number) + " of " + of + " does not stand in the note");
  }

  std::string known_code(std::string code) {
    if (std::find(codes_.begin(), codes_.end(), code) == codes_.end())
      suggest_code(fail("unknown code \"" + code + "\""), code, codes_);
    return code;
  }

  void check_all_notes_have_gold() {
    std::error_code ignored;
    std::set<std::string> lost;
    for (fs::directory_iterator it(folder_ + "/notes", ignored), end; it != end;
         it.increment(ignored)) {
      const fs::path& path = it->path();
      if (path.extension() == ".txt" && ids_.count(path.stem().string()) == 0)
        lost.insert(path.filename().string());
    }
    for (const std::string& name : lost) fail("no line for notes/" + name);
  }

  std::string folder_;
  const std::vector<std::string>& codes_;
  Diagnostics& diagnostics_;
  std::string where_;
  std::set<std::string> ids_;
  Text note_;
  std::vector<GoldNote> notes_;
};

}  // namespace

bool is_corpus(const std::string& folder) {
  std::error_code ignored;
  return fs::is_regular_file(fs::path(folder) / "gold.jsonl", ignored);
}

std::vector<GoldNote> read_gold(const std::string& folder,
                                const std::vector<std::string>& known_codes,
                                Diagnostics& diagnostics) {
  return GoldReader(folder, known_codes, diagnostics).read();
}

}  // namespace evident
