// Knowledge of a handful of lines, so that tests of lexicons, rules and edits depend on nothing
// that ships, and results on one line each, so that a whole outcome is compared at once.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "analyzer.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"

namespace evident {

inline std::shared_ptr<const Source> file(std::string name, std::string text) {
  return std::make_shared<const Source>(Source{std::move(name), std::move(text)});
}

inline std::unique_ptr<const Lexicon> lexicon_of(const std::string& text) {
  Diagnostics diagnostics;
  auto lexicon = Lexicon::load({file("small.yaml", text)}, diagnostics);
  REQUIRE(diagnostics.render() == "");
  return lexicon;
}

inline const char kLexicon[] = R"(
lists:
  ache: pain|ache
concepts:
  low-back-pain:
    kind: symptom
    says: {region: lumbar}
    groups: [pain]
    phrases: |
      low(er)? back <ache>
      lumbago
  back-pain:
    kind: symptom
    groups: [pain]
    phrases: |
      back <ache>
  leg-pain:
    kind: symptom
    groups: [pain]
    phrases: |
      leg <ache>
  radiates-below-knee:
    kind: symptom
    phrases: |
      below the knee
  sciatica:
    kind: problem
    phrases: |
      sciatica
  disc-displacement:
    kind: problem
    phrases: |
      herniated disc
  fusion:
    kind: problem
    phrases: |
      fusion
  strain:
    kind: problem
    phrases: |
      strain
  right:
    kind: modifier
    says: {side: right}
    phrases: |
      right
  left:
    kind: modifier
    says: {side: left}
    phrases: |
      left
  bilateral:
    kind: modifier
    says: {side: bilateral}
    phrases: |
      bilateral
  lumbar:
    kind: modifier
    says: {region: lumbar}
    phrases: |
      lumbar
  cervical:
    kind: modifier
    says: {region: cervical}
    phrases: |
      cervical
  level-l5-s1:
    kind: modifier
    says: {level: L5-S1}
    phrases: |
      L5-S1
  level-l4-l5:
    kind: modifier
    says: {level: L4-L5}
    phrases: |
      L4-5
  chronic:
    kind: modifier
    says: {acuity: chronic}
    phrases: |
      chronic
  late:
    kind: modifier
    says: {episode: sequela}
    phrases: |
      sequela of
  denies:
    kind: cue
    means: negated
    phrases: |
      denies
  probable:
    kind: cue
    means: possible
    phrases: |
      probable
  history-of:
    kind: cue
    means: past
    phrases: |
      history of
  assessment:
    kind: section
    standing: leading
    phrases: |
      assessment
  subjective:
    kind: section
    phrases: |
      subjective
  preoperative:
    kind: section
    standing: outranked
    phrases: |
      preoperative diagnosis
  past-history:
    kind: section
    standing: mentioned
    phrases: |
      past history
)";

inline const char kRules[] = R"(
axes:
  side: {right: 1, left: 2, bilateral: [1, 2], none: 0}
  region: {lumbar: 6, lumbosacral: 7}
  episode: {initial: A, subsequent: D, sequela: S, default: initial}
tables:
  region: {from: level, values: {L4-L5: lumbar, L5-S1: lumbosacral}}
  area: {from: region, values: {lumbar: low, lumbosacral: low, cervical: neck}}
rules:
  - id: disc-displacement
    code: M51.2{region}
    when: disc-displacement
    absorbs: [low-back-pain, leg-pain]
    because: A disc is displaced.
    cite: ICD-10-CM M51.2-
  - id: lumbago-with-sciatica
    code: M54.4{side of sciatica, leg-pain}
    when: low-back-pain and sciatica
    absorbs: [low-back-pain, leg-pain]
    replaces: [sciatica]
    because: Both are one code.
    cite: ICD-10-CM M54.4-
    ask:
      side: On which side is the sciatica?
  - id: sciatica
    code: M54.3{side}
    when: sciatica
    because: Sciatica alone.
    cite: ICD-10-CM M54.3-
    ask:
      side: On which side is the sciatica?
  - id: sciatica-from-radiation
    code: M54.3{side}
    support: inferred
    when: radiates-below-knee and not sciatica
    absorbs: [low-back-pain, back-pain]
    because: The provider has not named it.
    cite: A convention.
  - id: strain
    code: S39.012{episode}
    when: strain
    because: An injury.
    cite: ICD-10-CM S39.012-
  - id: low-back-pain
    code: M54.50
    when: low-back-pain
    because: Low back pain alone.
    cite: ICD-10-CM M54.50
    warn:
      - {id: unspecified-cause, message: The cause is not documented., changes: [M54.59]}
  - id: chronic-pain
    code: G89.29
    when: low-back-pain[acuity=chronic]
    stands: true
    because: The provider says chronic.
    cite: ICD-10-CM G89.29
  - id: fusion
    code: Z98.1
    when: fusion[time=past]
    given: not strain
    because: A past fusion.
    cite: ICD-10-CM Z98.1
  - id: back-pain
    code: M54.9
    when: back-pain
    because: Back pain of no place.
    cite: ICD-10-CM M54.9
    ask:
      site:
        question: Where is the back pain?
        changes: [M54.50]
        options: [low back]
)";

// Some lines of the official set, in the format of src/coding/icd10cm-spine.tsv with '|' for tabs.
inline const char kCodes[] =
    "set|icd10cm-small|2020-10-01|2025-10-01|2026-09-30\n"
    "code|G89|header|Pain, not elsewhere classified\n"
    "code|G89.2|header|Chronic pain, not elsewhere classified\n"
    "code|G89.29|billable|Other chronic pain\n"
    "code|M51|header|Other disc disorders\n"
    "code|M51.2|header|Other disc displacement\n"
    "code|M51.26|billable|Other disc displacement, lumbar region\n"
    "code|M51.27|billable|Other disc displacement, lumbosacral region\n"
    "code|M54|header|Dorsalgia\n"
    "code|M54.3|header|Sciatica\n"
    "code|M54.30|billable|Sciatica, unspecified side\n"
    "code|M54.31|billable|Sciatica, right side\n"
    "code|M54.32|billable|Sciatica, left side\n"
    "code|M54.4|header|Lumbago with sciatica\n"
    "code|M54.40|billable|Lumbago with sciatica, unspecified side\n"
    "code|M54.41|billable|Lumbago with sciatica, right side\n"
    "code|M54.42|billable|Lumbago with sciatica, left side\n"
    "code|M54.5|billable ..2021-09-30, header 2021-10-01..|Low back pain\n"
    "excludes1|S39.012-\n"
    "becomes|M54.50 M54.59\n"
    "code|M54.50|billable 2021-10-01..|Low back pain, unspecified\n"
    "code|M54.59|billable 2021-10-01..|Other low back pain\n"
    "code|M54.9|billable|Dorsalgia, unspecified\n"
    "code|S39|header|Other injuries of lower back\n"
    "code|S39.0|header|Injury of muscle\n"
    "code|S39.01|header|Strain of muscle\n"
    "code|S39.012|header|Strain of muscle of lower back\n"
    "seventh|A|initial encounter\n"
    "seventh|D|subsequent encounter\n"
    "seventh|S|sequela\n"
    "code|S39.012A|billable|Strain of lower back, initial encounter\n"
    "code|S39.012D|billable|Strain of lower back, subsequent encounter\n"
    "code|S39.012S|billable|Strain of lower back, sequela\n"
    "code|Z98|header|Other postprocedural states\n"
    "code|Z98.1|billable 2024-10-01..|Arthrodesis status\n"
    "icd9|724.2|Lumbago|M54.50 M54.59\n";

inline std::shared_ptr<const Source> small_code_set() {
  std::string text = kCodes;
  text += "end|" + std::to_string(std::count(text.begin(), text.end(), '\n')) + "\n";
  std::replace(text.begin(), text.end(), '|', '\t');
  return file("codes.tsv", text);
}

inline Knowledge small_knowledge() {
  return {{file("small.yaml", kLexicon)}, file("rules.yaml", kRules), small_code_set()};
}

inline const Analyzer& small_analyzer() {
  static const std::unique_ptr<const Analyzer> analyzer = [] {
    Diagnostics diagnostics;
    auto loaded = Analyzer::load(small_knowledge(), diagnostics);
    REQUIRE(diagnostics.render() == "");
    return loaded;
  }();
  return *analyzer;
}

inline Encounter on_date(std::string_view iso) {
  return {parse_date(iso).value(), Setting::outpatient};
}

inline std::string quotes(const Text& text, const std::vector<Evidence>& evidence) {
  std::string out;
  for (const Evidence& one : evidence) {
    if (!out.empty()) out += ", ";
    out += (one.role == Role::support ? "+" : "") + std::string(text.quote(one.span));
  }
  return out;
}

// "1 M54.41: low back pain, +right, sciatica" for a proposed code ("1? ..." when it is inferred),
// "- M54.50 absorbed by M54.41: low back pain" for a withheld one; "+" marks supporting words.
inline std::string outcome(const Analysis& analysis) {
  std::string out;
  for (const Candidate& one : analysis.codes) {
    out += one.status == Status::proposed ? std::to_string(one.rank) : "-";
    out += (one.support == Support::inferred ? "? " : " ") + one.code;
    if (one.status == Status::withheld) out += ' ' + one.reason;
    if (one.by && one.by->code) out += " by " + *one.by->code;
    if (one.by && one.by->words)
      out += " by \"" + std::string(analysis.text.quote(*one.by->words)) + '"';
    out += ": " + quotes(analysis.text, one.evidence) + '\n';
  }
  return out;
}

inline std::string coded(std::string_view note, const Encounter& encounter = {}) {
  return outcome(small_analyzer().analyze(note, encounter));
}

}  // namespace evident
