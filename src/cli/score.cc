#include "cli/score.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "base/suggest.h"
#include "base/utf8.h"

namespace evident {
namespace {

using Codes = std::set<std::string>;

double share(int part, int whole) { return whole > 0 ? static_cast<double>(part) / whole : 0.0; }

double harmonic_mean(double a, double b) { return a + b > 0 ? 2 * a * b / (a + b) : 0.0; }

Codes without(Codes codes, const Codes& others) {
  for (const std::string& code : others) codes.erase(code);
  return codes;
}

Codes both(const Codes& a, const Codes& b) { return without(a, without(a, b)); }

Codes categories(const Codes& codes) {
  Codes out;
  for (const std::string& code : codes) out.insert(code.substr(0, 3));
  return out;
}

int count(const Codes& codes) { return static_cast<int>(codes.size()); }

std::string listed(const Codes& codes) {
  return codes.empty() ? "-" : join({codes.begin(), codes.end()});
}

// Every place of a gold quote; unlike the words of a case it may begin inside a word.
void add_places(const Text& note, const std::string& quote, std::vector<Span>& places) {
  const std::string_view text = note.utf8();
  for (size_t at = text.find(quote); at != text.npos; at = text.find(quote, at + 1))
    places.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(at + quote.size())});
}

bool touches(Span span, const std::vector<Span>& places) {
  return std::any_of(places.begin(), places.end(),
                     [&](Span place) { return place.overlaps(span); });
}

// Do the offsets that a report gives lead to the words that it gives?
bool agrees(const Text& note, Span norm) {
  const Span place = note.note_span(norm);
  const std::string_view text = note.utf8();
  const size_t begin = bytes_of(text, note.offset(place.begin, OffsetUnit::codepoint));
  const size_t end = bytes_of(text, note.offset(place.end, OffsetUnit::codepoint));
  return begin < end && text.substr(begin, end - begin) == note.quote(norm);
}

void put(std::string& out, const char* name, double value) {
  char line[80];
  std::snprintf(line, sizeof line, "%-36s %.3f\n", name, value);
  out += line;
}

void put(std::string& out, const char* name, int value) {
  char line[80];
  std::snprintf(line, sizeof line, "%-36s %d\n", name, value);
  out += line;
}

}  // namespace

double Tally::precision() const { return share(right, right + wrong); }
double Tally::recall() const { return share(right, right + missing); }
double Tally::f1() const { return harmonic_mean(precision(), recall()); }

void Scorer::add(const GoldNote& gold, const Analysis& analysis) {
  std::map<std::string, Places> found;
  std::string twice;
  for (const Candidate& candidate : analysis.codes) {
    if (candidate.status != Status::proposed || candidate.support != Support::stated) continue;
    const auto [entry, fresh] = found.try_emplace(candidate.code);
    if (!fresh) twice += " twice " + candidate.code;
    for (const Evidence& evidence : candidate.evidence)
      entry->second.push_back(analysis.text.note_span(evidence.span));
    without_evidence_ += candidate.evidence.empty();
  }
  Codes want, got;
  for (const GoldCode& code : gold.codes) want.insert(code.code);
  for (const auto& [code, places] : found) got.insert(code);
  const Codes acceptable = without({gold.acceptable.begin(), gold.acceptable.end()}, want);
  const Codes right = both(want, got), missing = without(want, got);
  const Codes wrong = without(without(got, want), acceptable);

  ++notes_;
  exact_ += wrong.empty() && missing.empty();
  codes_.right += count(right), codes_.wrong += count(wrong), codes_.missing += count(missing);
  const Codes want3 = categories(want), got3 = categories(without(got, acceptable));
  categories_.right += count(both(want3, got3));
  categories_.wrong += count(without(without(got3, want3), categories(acceptable)));
  categories_.missing += count(without(want3, got3));
  for (const std::string& code : right) ++by_category_[code.substr(0, 3)].right;
  for (const std::string& code : wrong) ++by_category_[code.substr(0, 3)].wrong;
  for (const std::string& code : missing) ++by_category_[code.substr(0, 3)].missing;
  for (const GoldCode& code : gold.codes)
    if (right.count(code.code) > 0) score_evidence(analysis.text, code, found[code.code]);
  const Codes traps =
      without(without({gold.rejected.begin(), gold.rejected.end()}, want), acceptable);
  traps_ += count(traps), traps_hit_ += count(both(traps, got));
  count_quotes(analysis);
  if (!wrong.empty() || !missing.empty() || !twice.empty())
    misses_.push_back(gold.id + ": missing " + listed(missing) + " wrong " + listed(wrong) + twice);
}

void Scorer::score_evidence(const Text& note, const GoldCode& gold, const Places& found) {
  Places all;
  for (const std::string& quote : gold.evidence) {
    Places places;
    add_places(note, quote, places);
    ++gold_quotes_;
    gold_quotes_found_ +=
        std::any_of(found.begin(), found.end(), [&](Span span) { return touches(span, places); });
    all.insert(all.end(), places.begin(), places.end());
  }
  evidence_ += static_cast<int>(found.size());
  evidence_right_ += static_cast<int>(
      std::count_if(found.begin(), found.end(), [&](Span span) { return touches(span, all); }));
}

void Scorer::count_quotes(const Analysis& analysis) {
  for (const Candidate& candidate : analysis.codes) {
    for (const Evidence& evidence : candidate.evidence) {
      ++quotes_;
      quotes_that_disagree_ += !agrees(analysis.text, evidence.span);
    }
  }
}

std::string Scorer::text() const {
  const double evidence_p = share(evidence_right_, evidence_);
  const double evidence_r = share(gold_quotes_found_, gold_quotes_);
  std::string out;
  put(out, "notes", notes_);
  put(out, "code_p", codes_.precision());
  put(out, "code_r", codes_.recall());
  put(out, "code_f1", codes_.f1());
  put(out, "category_p", categories_.precision());
  put(out, "category_r", categories_.recall());
  put(out, "category_f1", categories_.f1());
  put(out, "notes_exact", share(exact_, notes_));
  put(out, "evidence_p", evidence_p);
  put(out, "evidence_r", evidence_r);
  put(out, "evidence_f1", harmonic_mean(evidence_p, evidence_r));
  put(out, "traps_hit", traps_hit_);
  put(out, "traps", traps_);
  put(out, "quotes", quotes_);
  put(out, "quotes_that_disagree_with_the_note", quotes_that_disagree_);
  put(out, "codes_without_evidence", without_evidence_);
  put(out, "tp", codes_.right);
  put(out, "fp", codes_.wrong);
  put(out, "fn", codes_.missing);
  out += "by category (right/wrong/missing):";
  for (const auto& [category, tally] : by_category_)
    out += ' ' + category + ' ' + std::to_string(tally.right) + '/' + std::to_string(tally.wrong) +
           '/' + std::to_string(tally.missing);
  out += '\n';
  for (const std::string& miss : misses_) out += miss + '\n';
  return out;
}

}  // namespace evident
