#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <catch2/catch.hpp>

#include "report/json.h"
#include "report_samples.h"

using namespace evident;

namespace {

ReportOptions options_of(OffsetUnit unit = OffsetUnit::codepoint) {
  return {"note-1", unit, "0.1.0", "sha256:00", "icd10cm-2026"};
}

rapidjson::Document parsed(const std::string& json) {
  rapidjson::Document document;
  document.Parse(json);
  REQUIRE_FALSE(document.HasParseError());
  return document;
}

// Compact JSON: RapidJSON 1.1 cannot compare values in C++20 (its == calls itself reversed).
std::string text_of(const rapidjson::Value& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  value.Accept(writer);
  return buffer.GetString();
}

std::string keys_of(const rapidjson::Value& object) {
  std::string keys;
  for (const auto& member : object.GetObject())
    keys += (keys.empty() ? "" : " ") + std::string(member.name.GetString());
  return keys;
}

constexpr std::string_view kNote = "Low back pain down the right leg, sciatica.";

}  // namespace

TEST_CASE("an empty analysis has every key, on one line") {
  const std::string json = json_report(analysis_of(""), options_of());
  CHECK(json ==
        R"({"schema":"evident.report/1","id":"note-1","engine":"0.1.0","rules":"sha256:00",)"
        R"("code_set":"icd10cm-2026","service_date":null,"setting":"outpatient",)"
        R"("offsets":"codepoint","notices":[],"codes":[],"claims":[],"queries":[],)"
        R"("red_flags":[],"contradictions":[],"findings":[]})");
}

TEST_CASE("what the caller knows stands at the head") {
  Analysis analysis = analysis_of("");
  analysis.encounter.service_date = parse_date("2024-03-01");
  analysis.encounter.setting = Setting::inpatient;
  analysis.notices = {{"date-unknown", "No date of service."}};
  const auto report = parsed(json_report(analysis, options_of(OffsetUnit::utf16)));
  CHECK(text_of(report["service_date"]) == R"("2024-03-01")");
  CHECK(text_of(report["setting"]) == R"("inpatient")");
  CHECK(text_of(report["offsets"]) == R"("utf16")");
  CHECK(keys_of(report["notices"][0]) == "id message");
}

TEST_CASE("candidates: keys in order, null where nothing is known") {
  const auto report = parsed(json_report(sciatica_analysis(kNote), options_of()));
  const auto& proposed = report["codes"][0];
  CHECK(keys_of(proposed) ==
        "code title status reason by support rank rule because cite evidence warnings");
  CHECK(text_of(proposed["status"]) == R"("proposed")");
  CHECK(proposed["reason"].IsNull());
  CHECK(proposed["by"].IsNull());
  CHECK(text_of(proposed["support"]) == R"("stated")");
  CHECK(text_of(proposed["rank"]) == "1");
  CHECK(keys_of(proposed["warnings"][0]) ==
        "id severity message would_change_to cite codes evidence");
  const auto& withheld = report["codes"][1];
  CHECK(text_of(withheld["status"]) == R"("withheld")");
  CHECK(text_of(withheld["reason"]) == R"("absorbed")");
  CHECK(text_of(withheld["by"]) == R"({"code":"M54.41"})");
  CHECK(withheld["rank"].IsNull());
  CHECK(withheld["because"].IsNull());
  CHECK(withheld["cite"].IsNull());
}

TEST_CASE("a cue that withheld a code is quoted") {
  Analysis analysis = analysis_of("Denies back pain.");
  Candidate candidate;
  candidate.code = "M54.9";
  candidate.status = Status::withheld;
  candidate.reason = "negated";
  candidate.by = Blocker{std::nullopt, span_of(analysis.text, "denies"), "negated"};
  candidate.evidence = {evidence_of(analysis.text, "back pain", Role::anchor, "back-pain")};
  analysis.codes = {candidate};
  const auto report = parsed(json_report(analysis, options_of()));
  CHECK(text_of(report["codes"][0]["by"]) ==
        R"({"says":"negated","text":"Denies","begin":0,"end":6})");
}

TEST_CASE("offsets count what they say they count") {
  const std::string note = "\U0001F642\r\nLow back pain, right, sciatica";  // 4 bytes, 2 units, 1
  const auto at = [&note](OffsetUnit unit) {
    const auto report = parsed(json_report(sciatica_analysis(note), options_of(unit)));
    const auto& evidence = report["codes"][0]["evidence"][0];
    CHECK(text_of(evidence["text"]) == R"("Low back pain")");
    CHECK(keys_of(evidence) == "begin end text role concept section");
    return std::pair(evidence["begin"].GetUint(), evidence["end"].GetUint());
  };
  CHECK(at(OffsetUnit::codepoint) == std::pair(3u, 16u));
  CHECK(at(OffsetUnit::utf16) == std::pair(4u, 17u));
  CHECK(at(OffsetUnit::byte) == std::pair(6u, 19u));
}

TEST_CASE("findings: axes, levels and the words that decide") {
  Analysis analysis = analysis_of("No chronic low back pain at L4-5 and L5-S1, right and left.");
  analysis.concepts = std::vector<std::string>{"other", "low-back-pain"};
  Finding finding;
  finding.concept_index = 1;
  finding.span = span_of(analysis.text, "low back pain");
  finding.negated = true;
  finding.by = {{"negated", span_of(analysis.text, "no")}};
  finding.duration_days = 21;
  const Span words = span_of(analysis.text, "l4-5");
  finding.linked = {{"acuity", "chronic", words}, {"level", "L4-L5", words},
                    {"level", "L5-S1", words},    {"level", "L4-L5", words},
                    {"side", "right", words},     {"side", "left", words}};
  analysis.findings = {finding};
  auto report = parsed(json_report(analysis, options_of()));
  const auto& json = report["findings"][0];
  CHECK(keys_of(json) ==
        "concept begin end text section negated certainty time experiencer hypothetical side "
        "region level acuity duration_days severity radiation episode cause by");
  CHECK(text_of(json["concept"]) == R"("low-back-pain")");
  CHECK(text_of(json["negated"]) == "true");
  CHECK(text_of(json["side"]) == R"("right")");
  CHECK(text_of(json["level"]) == R"(["L4-L5","L5-S1"])");
  CHECK(text_of(json["acuity"]) == R"("chronic")");
  CHECK(text_of(json["duration_days"]) == "21");
  CHECK(json["region"].IsNull());
  CHECK(keys_of(json["by"][0]) == "says cue begin end");
  CHECK(text_of(json["by"][0]["cue"]) == R"("No")");

  analysis.findings[0].linked.push_back({"side", "bilateral", words});
  report = parsed(json_report(analysis, options_of()));
  CHECK(text_of(report["findings"][0]["side"]) == R"("bilateral")");
}

TEST_CASE("claims, queries, red flags and contradictions: keys in order") {
  Analysis analysis = analysis_of("Sciatica left, later right. M54.5. Saddle numbness.");
  const Text& text = analysis.text;
  analysis.claims = {{"M54.5",
                      span_of(text, "m54.5"),
                      "deleted",
                      "2021-10-01",
                      {"M54.50", "M54.51", "M54.59"},
                      "Split into three codes."}};
  const Evidence sciatica = evidence_of(text, "sciatica", Role::anchor, "sciatica");
  analysis.queries = {{"side", "M54.30", {"M54.31"}, {sciatica}, "Which side?", {"right"}}};
  analysis.red_flags = {{"cauda-equina", evidence_of(text, "saddle", Role::anchor, "x"), "Look."}};
  analysis.contradictions = {{"side", {sciatica, sciatica}, "Left and right."}};
  const auto report = parsed(json_report(analysis, options_of()));
  CHECK(keys_of(report["claims"][0]) == "code begin end text verdict date replaced_by because");
  CHECK(text_of(report["claims"][0]["text"]) == R"("M54.5")");
  CHECK(keys_of(report["queries"][0]) == "about code changes indicators text options");
  CHECK(keys_of(report["red_flags"][0]) == "id message evidence");
  CHECK(text_of(report["red_flags"][0]["evidence"][0]["text"]) == R"("Saddle")");
  CHECK(keys_of(report["contradictions"][0]) == "about message sides");
  CHECK(report["contradictions"][0]["sides"].Size() == 2);
}

TEST_CASE("the report is UTF-8 whatever the path and the note are") {
  Analysis analysis = sciatica_analysis("\xFF low back pain, right, sciatica \xC3");
  ReportOptions options = options_of();
  options.id = "bad\xFFname\n\x1b.txt";
  const std::string json = json_report(analysis, options);
  CHECK(json.find('\n') == std::string::npos);
  CHECK(json.find("bad\uFFFDname\\n\\u001B.txt") != std::string::npos);
}
