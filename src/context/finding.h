// A problem or symptom as the note means it: who has it, when, how certainly, and the
// side, region, level and so on that belong to it, each with the words that say so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "lexicon/lexicon.h"

namespace evident {

enum class Certainty { affirmed, possible };
enum class Time { current, past, future };
enum class Experiencer { patient, family, other };

// Words that decide something about a finding. `says` is "negated", "possible", "past",
// "future", "family", "other", "hypothetical", "mentioned", or the name of an axis ("side").
struct By {
  std::string says;
  Span cue;  // of Text::norm(); a section head when the section says it
};

// A value of an axis with the words it was read from.
struct Linked {
  std::string axis;  // side, region, level, acuity, severity, radiation, episode, cause ...
  std::string value;
  Span words;  // the finding's own span when its name implies the value
  // The words belong to this finding by grammar (beside it, "at", its own name). False: taken
  // from the same sentence, paragraph, head or note because nothing nearer says it.
  bool direct = true;
};

inline constexpr uint32_t kNoConcept = UINT32_MAX;  // of words that no lexicon names

struct Finding {
  uint32_t concept_index = 0;
  Span span;              // of Text::norm()
  uint32_t sentence = 0;  // in Text::sentences()
  uint32_t section = 0;   // in Sections
  int item = -1;          // in Text::items(), -1 outside lists

  bool negated = false;
  Certainty certainty = Certainty::affirmed;
  Time time = Time::current;
  Experiencer experiencer = Experiencer::patient;
  bool hypothetical = false;
  Standing standing = Standing::stated;
  // It begins its line, paragraph or item, two words before it at most: the name of a problem
  // rather than a mention of it ("2. Chronic back pain. I told her that yoga may help back pain.").
  bool opens = false;

  std::vector<Linked> linked;  // in order of axis, then of the note
  std::optional<int> duration_days;
  std::vector<By> by;

  // First value of an axis, or null.
  const Linked* value(std::string_view axis) const;
};

// A stretch of the note under one head.
struct Section {
  std::string id;  // concept id of the head; "preamble" before the first, "unknown" for a
                   // head that no lexicon names
  Span head;       // the head's words, in norm; empty for the preamble
  Span body;       // from after the head to the next head; may be empty
  int concept_index = -1;
  Standing standing = Standing::stated;
  int says_from = -1;  // index of the section whose head sets time and person: itself, or the
                       // one that it is a sub-section of; -1 when none does
};

}  // namespace evident
