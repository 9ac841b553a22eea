// Analyses made by hand, so that reports can be tested without lexicons and rules.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "coding/analysis.h"

namespace evident {

// The span of norm where `words` (in their normalised form) stand; the test is wrong otherwise.
inline Span span_of(const Text& text, std::string_view words) {
  const size_t at = text.norm().find(words);
  if (at == std::string_view::npos)
    throw std::logic_error("not in the note: " + std::string(words));
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
}

inline Analysis analysis_of(std::string_view note) {
  Analysis analysis;
  analysis.text = Text::decode(note);
  const auto size = static_cast<uint32_t>(analysis.text.norm().size());
  Section all;
  all.id = "preamble";
  all.body = {0, size};
  analysis.sections.push_back(all);
  return analysis;
}

inline Evidence evidence_of(const Text& text, std::string_view words, Role role,
                            std::string concept_id, std::string section = "preamble") {
  return {span_of(text, words), role, std::move(concept_id), std::move(section)};
}

// Of a note that says "low back pain", "right" and "sciatica": one proposed code with a warning
// and one withheld code.
inline Analysis sciatica_analysis(std::string_view note) {
  Analysis analysis = analysis_of(note);
  const Text& text = analysis.text;
  analysis.concepts = std::vector<std::string>{"low-back-pain", "sciatica"};
  Candidate proposed;
  proposed.code = "M54.41";
  proposed.title = "Lumbago with sciatica, right side";
  proposed.rank = 1;
  proposed.rule = "lumbago-with-sciatica";
  proposed.because = "Low back pain with sciatica is one combination code.";
  proposed.cite = "ICD-10-CM M54.4";
  proposed.evidence = {evidence_of(text, "low back pain", Role::anchor, "low-back-pain", "hpi"),
                       evidence_of(text, "right", Role::support, "side", "hpi"),
                       evidence_of(text, "sciatica", Role::anchor, "sciatica", "assessment")};
  proposed.warnings = {
      {"unspecified-side", "warning", "The side is not documented.", {"M54.42", "M54.40"}}};
  Candidate withheld;
  withheld.code = "M54.50";
  withheld.title = "Low back pain, unspecified";
  withheld.status = Status::withheld;
  withheld.reason = "absorbed";
  withheld.by = Blocker{"M54.41", std::nullopt, ""};
  withheld.rule = "low-back-pain";
  withheld.evidence = {evidence_of(text, "low back pain", Role::anchor, "low-back-pain", "hpi")};
  analysis.codes = {proposed, withheld};
  return analysis;
}

}  // namespace evident
