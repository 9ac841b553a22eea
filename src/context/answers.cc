#include "context/answers.h"

#include <algorithm>

#include "text/ascii.h"

namespace evident {
namespace {

constexpr int kMostOptions = 4;      // "[ ] yes [x] no"
constexpr uint32_t kLabelRest = 40;  // bytes of a label behind the finding

// What stands between a label and its answer.
struct Divider {
  uint32_t end = 0;
  bool divides = false;
  bool column = false;  // nothing but a wide gap or a row of dots: an answer has to end there
};

class AnswerFinder {
 public:
  AnswerFinder(const SentenceView& view, const Mention& finding)
      : view_(view), norm_(view.text->norm()), finding_(finding) {}

  std::optional<Answer> run() const {
    if (auto sign = sign_before()) return sign;
    if (auto answer = letter_behind()) return answer;
    Divider divider = divider_behind();
    if (!divider.divides) divider = column_behind();
    if (divider.divides) {
      if (auto answer = ticked_option(divider.end)) return answer;
      if (auto answer = circled_option(divider.end)) return answer;
      if (auto answer = word_at(divider)) return answer;
    }
    if (view_.reply) return Answer{*view_.reply, means_yes(*view_.reply)};
    return std::nullopt;
  }

 private:
  char at(uint32_t i) const { return i < view_.span.end ? norm_[i] : '\n'; }

  Divider divider_behind() const {
    uint32_t i = finding_.span.end;
    bool sign = false, wide = false;
    for (; i < view_.span.end && is_one_of(norm_[i], " \t:=-?."); ++i) {
      const bool pair = i > finding_.span.end && norm_[i - 1] == norm_[i];
      if (norm_[i] == '.' && !pair && at(i + 1) != '.') break;
      sign |= is_one_of(norm_[i], "\t:=-?");
      wide |= pair && is_one_of(norm_[i], " .");
    }
    return {i, sign || wide || marks_follow(i), wide && !sign};
  }

  // "back pain Y | neck pain N": a letter right behind the words and nothing else.
  std::optional<Answer> letter_behind() const {
    const uint32_t letter = finding_.span.end + 1, next = letter + 1;
    if (at(letter - 1) != ' ' || !is_one_of(at(letter), "yn")) return std::nullopt;
    const bool ends =
        is_one_of(at(next), "|;\n") || (at(next) == ' ' && is_one_of(at(next + 1), " |/"));
    const Mention* cue = ends ? cue_at(letter, is_answer) : nullptr;
    return cue == nullptr ? std::nullopt : std::optional(Answer{*cue, means_yes(*cue)});
  }

  // "Back pain, neck injury, stinger?      Y": the rest of a label and a column of answers.
  Divider column_behind() const {
    const uint32_t limit = std::min(view_.span.end, finding_.span.end + kLabelRest);
    for (uint32_t i = finding_.span.end; i + 2 < limit && !is_one_of(norm_[i], "\n:;[|"); ++i) {
      const std::string_view gap = norm_.substr(i, 3);
      if (gap != "   " && gap != "..." && norm_[i] != '\t') continue;
      while (i < view_.span.end && is_one_of(norm_[i], " \t.")) ++i;
      return {i, true, true};
    }
    return {};
  }

  // "Back pain (-), neck pain [x]": marks that stand after their words, unless the line begins
  // with one ("(-) back pain (+) neck pain").
  bool marks_follow(uint32_t i) const {
    return is_one_of(at(i), "([") && !is_one_of(at(view_.span.begin), "([") &&
           !is_one_of(at(view_.head_end), "([");
  }

  const Mention* cue_at(uint32_t begin, bool (*wanted)(CueMeaning)) const {
    auto cue = std::ranges::lower_bound(view_.cues, begin, {},
                                        [](const Mention& m) { return m.span.begin; });
    for (; cue != view_.cues.end() && cue->span.begin == begin; ++cue)
      if (wanted(view_.concept_of(*cue).means)) return &*cue;
    return nullptr;
  }

  bool means_yes(const Mention& cue) const {
    const CueMeaning means = view_.concept_of(cue).means;
    return means == CueMeaning::answer_yes || means == CueMeaning::affirmed;
  }

  static bool is_box(CueMeaning means) {
    return means == CueMeaning::affirmed || means == CueMeaning::negated;
  }

  const Mention* box_at(uint32_t i) const {
    return is_one_of(at(i), "[(") ? cue_at(i, is_box) : nullptr;
  }

  uint32_t past_blanks(uint32_t i) const {
    while (i < view_.span.end && is_one_of(norm_[i], " \t/,")) ++i;
    return i;
  }

  // "[ ] yes [x] no" and "yes [ ] no [x]": the word beside the ticked box; "back pain [ ]": the
  // box alone.
  std::optional<Answer> ticked_option(uint32_t i) const {
    const bool before = box_at(i) != nullptr;
    std::optional<Answer> alone;
    for (int option = 0; option < kMostOptions; ++option) {
      const Mention* box = before ? box_at(i) : nullptr;
      const Mention* word = cue_at(before && box ? past_blanks(box->span.end) : i, is_answer);
      if (!before && word) box = box_at(past_blanks(word->span.end));
      if (box == nullptr) break;
      if (word == nullptr && option == 0 && ends_at(box->span.end))
        alone = Answer{*box, means_yes(*box)};
      if (word == nullptr) break;
      if (means_yes(*box)) return Answer{*word, means_yes(*word)};
      i = past_blanks(std::max(box->span.end, word->span.end));
    }
    return alone;
  }

  // "Y  (N)", "(Y)  N": the answer of two that has brackets around it.
  std::optional<Answer> circled_option(uint32_t i) const {
    std::optional<Answer> circled;
    for (int option = 0; option < 2; ++option) {
      const bool bracket = at(i) == '(';
      const Mention* word = cue_at(i + (bracket ? 1 : 0), is_answer);
      if (word == nullptr || (bracket && (circled || at(word->span.end) != ')')))
        return std::nullopt;
      if (bracket) circled = Answer{*word, means_yes(*word)};
      i = past_blanks(word->span.end + (bracket ? 1 : 0));
    }
    return circled;
  }

  // Nothing of the same entry follows.
  bool ends_at(uint32_t i) const {
    const uint32_t next = past_blanks(i);
    if (next >= view_.span.end || is_one_of(norm_[next], ".;|)\n")) return true;
    return next > i && (norm_[next - 1] == ',' || begins_label(next));
  }

  bool begins_label(uint32_t i) const {
    const auto is_here = [i](const Mention& other) { return other.span.begin == i; };
    return std::ranges::any_of(view_.findings, is_here) ||
           std::ranges::any_of(view_.text->heads(),
                               [i](const Head& head) { return head.words.begin == i; });
  }

  std::optional<Answer> word_at(const Divider& divider) const {
    const Mention* cue = cue_at(divider.end, is_answer);
    if (cue == nullptr) return std::nullopt;
    const std::string_view rest = view_.between(cue->span.end, view_.span.end);
    const size_t next = rest.find_first_not_of(" \t");
    const Answer answer{*cue, means_yes(*cue)};
    if (next >= 2 || is_one_of(rest[next], ".,;|/()\n[")) return answer;
    if (divider.column) return std::nullopt;
    if (begins_label(cue->span.end + static_cast<uint32_t>(next))) return answer;
    return std::nullopt;
  }

  // "+back pain, -neck pain". A minus is a sign only where a plus is one, not in a list of dashes.
  std::optional<Answer> sign_before() const {
    const Mention* sign = sign_at(finding_.span.begin);
    if (sign == nullptr) return std::nullopt;
    if (means_yes(*sign)) return Answer{*sign, true};
    for (const Mention& other : view_.findings) {
      const Mention* plus = sign_at(other.span.begin);
      if (plus != nullptr && means_yes(*plus)) return Answer{*sign, false};
    }
    return std::nullopt;
  }

  const Mention* sign_at(uint32_t begin) const {
    if (begin <= view_.span.begin || !is_one_of(norm_[begin - 1], "+-")) return nullptr;
    const bool apart = begin - 1 == view_.span.begin || is_one_of(norm_[begin - 2], " \t\n,;:(/");
    return apart ? cue_at(begin - 1, is_answer) : nullptr;
  }

  const SentenceView& view_;
  const std::string_view norm_;
  const Mention& finding_;
};

}  // namespace

bool is_answer(CueMeaning means) {
  return means == CueMeaning::answer_no || means == CueMeaning::answer_yes;
}

std::optional<Answer> find_answer(const SentenceView& view, const Mention& finding) {
  return AnswerFinder(view, finding).run();
}

std::optional<Answer> answer_of_option(const SentenceView& view, Span sentence,
                                       const std::vector<Mention>& words) {
  std::optional<Answer> option;
  bool boxed = false, ticked = false;
  for (const Mention& word : words) {
    const CueMeaning means = view.concept_of(word).means;
    if (view.concept_of(word).kind == ConceptKind::section) continue;
    if (view.concept_of(word).kind != ConceptKind::cue) return std::nullopt;
    if (word.span.begin == sentence.begin && view.text->norm()[sentence.begin] == '[') {
      boxed = true;
      ticked = means == CueMeaning::affirmed;
    } else if (is_answer(means) && word.span.end == sentence.end) {
      option = Answer{word, false};
    }
  }
  if (!boxed || !option) return std::nullopt;
  option->yes = ticked;
  return option;
}

bool is_reply(const SentenceView& view, const Mention& cue, uint32_t end) {
  if (!is_answer(view.concept_of(cue).means)) return false;
  return cue.span.end >= end || is_one_of(view.text->norm()[cue.span.end], ".,;!\n");
}

}  // namespace evident
