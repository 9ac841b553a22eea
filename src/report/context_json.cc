#include "report/context_json.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/utf8.h"
#include "report/names.h"

namespace evident {
namespace {

// Iterative: however deep a line nests, the stack stays as it is. Numbers pass through as written.
constexpr auto kParse = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag |
                        rapidjson::kParseValidateEncodingFlag;

constexpr std::array<std::string_view, 6> kAnswers = {"negated",     "certainty",    "time",
                                                      "experiencer", "hypothetical", "cues"};

bool is_answer(std::string_view key) { return std::ranges::find(kAnswers, key) != kAnswers.end(); }

enum class Type { missing, text, number, array, other };

struct Field {
  Type type = Type::missing;
  std::string value;  // of a text or number
};

struct Place {
  Field begin, end;
};

// Follows where in a line an event stands: in the outermost object, in "spans", or elsewhere.
class Position {
 public:
  bool in_record() const { return depth_ == 1 && is_object_; }
  bool in_span() const { return in_spans_ && depth_ == 3; }
  bool is_span() const { return in_spans_ && depth_ == 2; }  // of what begins here
  bool is_object() const { return is_object_; }

  void key(std::string_view name) {
    if (depth_ == 1) spans_next_ = name == "spans";
  }
  void enter(bool object) {
    if (depth_ == 0) is_object_ = object;
    if (depth_ == 1) in_spans_ = spans_next_ && !object && is_object_;
    ++depth_;
  }
  void leave() {
    if (--depth_ == 1) in_spans_ = false;
  }

 private:
  int depth_ = 0;
  bool is_object_ = false;
  bool spans_next_ = false;
  bool in_spans_ = false;
};

// Keeps what the request needs; the last of equal keys counts, as in most readers.
class RequestHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, RequestHandler> {
 public:
  Field text, spans;
  Place place;
  std::vector<Place> places;
  bool bare_span = false;  // an entry of "spans" that is no object

  bool is_object() const { return at_.is_object(); }

  bool Key(const char* name, rapidjson::SizeType size, bool) {
    const std::string_view key(name, size);
    at_.key(key);
    field_ = nullptr;
    if (at_.in_record() && key == "text") field_ = &text;
    if (at_.in_record() && key == "spans") field_ = &spans;
    Place* here = at_.in_record() ? &place : at_.in_span() ? &places.back() : nullptr;
    if (here != nullptr && key == "begin") field_ = &here->begin;
    if (here != nullptr && key == "end") field_ = &here->end;
    return true;
  }
  bool String(const char* value, rapidjson::SizeType size, bool) {
    return set(Type::text, {value, size});
  }
  bool RawNumber(const char* value, rapidjson::SizeType size, bool) {
    return set(Type::number, {value, size});
  }
  bool Null() { return set(Type::other, {}); }
  bool Bool(bool) { return set(Type::other, {}); }
  bool StartObject() { return enter(true); }
  bool EndObject(rapidjson::SizeType) { return leave(); }
  bool StartArray() { return enter(false); }
  bool EndArray(rapidjson::SizeType) { return leave(); }

 private:
  bool set(Type type, std::string_view value) {
    bare_span |= at_.is_span();
    if (field_ != nullptr) *field_ = {type, std::string(value)};
    field_ = nullptr;
    return true;
  }
  bool enter(bool object) {
    if (field_ == &spans) places.clear();
    if (at_.is_span() && object) {
      places.emplace_back();
    } else {
      bare_span |= at_.is_span();
      set(object ? Type::other : Type::array, {});
    }
    at_.enter(object);
    field_ = nullptr;
    return true;
  }
  bool leave() {
    at_.leave();
    field_ = nullptr;
    return true;
  }

  Position at_;
  Field* field_ = nullptr;
};

// Writes every event again; answers go to the end of each entity's object.
class AnswerHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, AnswerHandler> {
 public:
  AnswerHandler(const std::vector<EntityContext>& contexts, bool in_spans)
      : contexts_(contexts), in_spans_(in_spans), json_(buffer_) {}

  std::string_view written() const { return {buffer_.GetString(), buffer_.GetSize()}; }

  bool Key(const char* name, rapidjson::SizeType size, bool) {
    at_.key({name, size});
    dropping_ = dropped_depth_ == 0 && is_entity() && is_answer({name, size});
    return silent() || json_.Key(name, size);
  }
  bool String(const char* value, rapidjson::SizeType size, bool) {
    return value_done(silent() || json_.String(value, size));
  }
  bool RawNumber(const char* value, rapidjson::SizeType size, bool) {
    return value_done(silent() || json_.RawValue(value, size, rapidjson::kNumberType));
  }
  bool Null() { return value_done(silent() || json_.Null()); }
  bool Bool(bool value) { return value_done(silent() || json_.Bool(value)); }
  bool StartObject() {
    enter(true);
    return silent() || json_.StartObject();
  }
  bool EndObject(rapidjson::SizeType) {
    if (!silent() && is_entity() && next_ < contexts_.size()) answers(contexts_[next_++]);
    const bool done = silent() || json_.EndObject();
    leave();
    return done;
  }
  bool StartArray() {
    enter(false);
    return silent() || json_.StartArray();
  }
  bool EndArray(rapidjson::SizeType) {
    const bool done = silent() || json_.EndArray();
    leave();
    return done;
  }

 private:
  bool is_entity() const { return in_spans_ ? at_.in_span() : at_.in_record(); }
  bool silent() const { return dropping_ || dropped_depth_ > 0; }

  // The value of a key that is left out may be a whole tree.
  void enter(bool object) {
    at_.enter(object);
    if (silent()) ++dropped_depth_;
    dropping_ = false;
  }
  void leave() {
    at_.leave();
    if (dropped_depth_ > 0) --dropped_depth_;
  }
  bool value_done(bool ok) {
    dropping_ = false;
    return ok;
  }

  void answers(const EntityContext& context) {
    key("negated");
    json_.Bool(context.negated);
    field("certainty", name_of(context.certainty));
    field("time", name_of(context.time));
    field("experiencer", name_of(context.experiencer));
    key("hypothetical");
    json_.Bool(context.hypothetical);
    key("cues");
    json_.StartArray();
    for (const EntityCue& cue : context.cues) answer_cue(cue);
    json_.EndArray();
  }
  void answer_cue(const EntityCue& cue) {
    json_.StartObject();
    field("says", cue.says);
    key("begin");
    json_.Uint(cue.span.begin);
    key("end");
    json_.Uint(cue.span.end);
    field("text", cue.text);
    json_.EndObject();
  }
  void key(std::string_view name) {
    json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  }
  void field(std::string_view name, std::string_view value) {
    key(name);
    json_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }

  const std::vector<EntityContext>& contexts_;
  const bool in_spans_;
  size_t next_ = 0;
  Position at_;
  bool dropping_ = false;  // the value that comes next is left out
  int dropped_depth_ = 0;  // objects and arrays open inside what is left out
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_;
};

template <typename Handler>
rapidjson::ParseResult parse(std::string_view line, Handler& handler) {
  rapidjson::MemoryStream bytes(line.data(), line.size());
  rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
  rapidjson::Reader reader;
  return reader.Parse<kParse>(stream, handler);
}

std::optional<uint32_t> whole_number(const Field& field) {
  if (field.type != Type::number) return std::nullopt;
  uint32_t value = 0;
  const char* end = field.value.data() + field.value.size();
  const auto [stop, error] = std::from_chars(field.value.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

// Adds the place to the request, or says what is wrong with it; `where` names it: " of spans[2]".
std::string add_place(const Place& place, const std::string& where, size_t length,
                      ContextRequest& request) {
  if (place.begin.type == Type::missing) return "no \"begin\"" + where;
  if (place.end.type == Type::missing) return "no \"end\"" + where;
  const auto begin = whole_number(place.begin), end = whole_number(place.end);
  if (!begin) return "\"begin\"" + where + " is not a whole number";
  if (!end) return "\"end\"" + where + " is not a whole number";
  if (*begin >= *end) return "\"begin\"" + where + " is not before \"end\"";
  if (*end > length)
    return "\"end\"" + where + " is outside the text of " + std::to_string(length) + " characters";
  request.entities.push_back({*begin, *end});
  return {};
}

std::variant<ContextRequest, std::string> request_of(RequestHandler& fields) {
  if (!fields.is_object()) return "not a JSON object";
  if (fields.text.type == Type::missing) return "no \"text\"";
  if (fields.text.type != Type::text) return "\"text\" is not a string";
  ContextRequest request;
  request.text = std::move(fields.text.value);
  const size_t length = code_points(request.text);
  if (fields.spans.type == Type::missing) {
    if (auto problem = add_place(fields.place, "", length, request); !problem.empty())
      return problem;
    return request;
  }
  if (fields.place.begin.type != Type::missing || fields.place.end.type != Type::missing)
    return "\"spans\" beside \"begin\" or \"end\"";
  if (fields.spans.type != Type::array || fields.bare_span)
    return "\"spans\" is not a list of objects";
  for (size_t i = 0; i < fields.places.size(); ++i) {
    const std::string where = " of spans[" + std::to_string(i) + "]";
    if (auto problem = add_place(fields.places[i], where, length, request); !problem.empty())
      return problem;
  }
  return request;
}

}  // namespace

std::variant<ContextRequest, std::string> read_context_request(std::string_view line) {
  RequestHandler fields;
  const rapidjson::ParseResult result = parse(line, fields);
  if (result.IsError())
    return std::string("not JSON: ") + rapidjson::GetParseError_En(result.Code()) + " (byte " +
           std::to_string(result.Offset() + 1) + " of the line)";
  return request_of(fields);
}

std::string context_json(std::string_view line, const std::vector<EntityContext>& contexts) {
  RequestHandler fields;
  parse(line, fields);
  AnswerHandler answer(contexts, fields.spans.type != Type::missing);
  parse(line, answer);
  return std::string(answer.written());
}

}  // namespace evident
