#include "text/abbreviations.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "text/ascii.h"

namespace evident {
namespace {

struct Entry {
  std::string_view word;
  Abbreviation kind;
};

constexpr auto kLeads = Abbreviation::leads;
constexpr auto kCounts = Abbreviation::counts;
constexpr auto kTrails = Abbreviation::trails;
constexpr auto kCloses = Abbreviation::closes;

constexpr Entry kEntries[] = {
    {"abd", kTrails},   {"al", kTrails},   {"amt", kTrails},  {"ant", kLeads},
    {"approx", kLeads}, {"appt", kCloses}, {"apt", kLeads},   {"assoc", kTrails},
    {"ave", kTrails},   {"avg", kLeads},   {"bilat", kLeads}, {"blvd", kTrails},
    {"capt", kLeads},   {"cc", kCloses},   {"cerv", kLeads},  {"cf", kLeads},
    {"cm", kCloses},    {"cms", kCloses},  {"co", kTrails},   {"col", kLeads},
    {"comp", kTrails},  {"cont", kTrails}, {"corp", kTrails}, {"dept", kLeads},
    {"diff", kTrails},  {"dr", kLeads},    {"drs", kLeads},   {"dx", kTrails},
    {"e.g", kLeads},    {"eg", kLeads},    {"esp", kLeads},   {"est", kLeads},
    {"etc", kTrails},   {"ext", kTrails},  {"fig", kCounts},  {"figs", kCounts},
    {"fl", kTrails},    {"freq", kTrails}, {"ft", kTrails},   {"fx", kTrails},
    {"gen", kLeads},    {"gm", kCloses},   {"gms", kCloses},  {"govt", kTrails},
    {"hon", kLeads},    {"hosp", kTrails}, {"hr", kCloses},   {"hrs", kCloses},
    {"ht", kTrails},    {"hx", kTrails},   {"i.e", kLeads},   {"ie", kLeads},
    {"inc", kTrails},   {"incl", kLeads},  {"inf", kLeads},   {"jr", kTrails},
    {"kg", kCloses},    {"kgs", kCloses},  {"lat", kLeads},   {"lb", kCloses},
    {"lbs", kCloses},   {"lt", kLeads},    {"ltd", kTrails},  {"lumb", kLeads},
    {"maj", kLeads},    {"max", kLeads},   {"mcg", kCloses},  {"med", kTrails},
    {"mg", kCloses},    {"mgs", kCloses},  {"mgt", kTrails},  {"misc", kLeads},
    {"ml", kCloses},    {"mls", kCloses},  {"mm", kCloses},   {"mod", kLeads},
    {"mos", kCloses},   {"mr", kLeads},    {"mrs", kLeads},   {"ms", kLeads},
    {"neg", kCloses},   {"no", kCounts},   {"nos", kCounts},  {"oz", kCloses},
    {"par", kCounts},   {"ph.d", kTrails}, {"phd", kTrails},  {"pos", kCloses},
    {"poss", kLeads},   {"post", kLeads},  {"pp", kCounts},   {"prev", kLeads},
    {"prob", kLeads},   {"prof", kLeads},  {"pt", kTrails},   {"pts", kTrails},
    {"pvt", kLeads},    {"q", kLeads},     {"rec", kTrails},  {"ref", kCounts},
    {"resp", kTrails},  {"rev", kLeads},   {"rm", kCounts},   {"rt", kLeads},
    {"rx", kTrails},    {"sec", kTrails},  {"secs", kCloses}, {"sgt", kLeads},
    {"sig", kLeads},    {"sq", kLeads},    {"sr", kTrails},   {"st", kLeads},
    {"sup", kLeads},    {"surg", kTrails}, {"sx", kTrails},   {"sympt", kTrails},
    {"tab", kCloses},   {"tabs", kCloses}, {"tbsp", kCloses}, {"tel", kCounts},
    {"temp", kTrails},  {"thor", kLeads},  {"tsp", kCloses},  {"tx", kTrails},
    {"viz", kLeads},    {"vol", kCounts},  {"vs", kLeads},    {"wk", kCloses},
    {"wks", kCloses},   {"wt", kTrails},   {"yo", kCloses},   {"yr", kCloses},
    {"yrs", kCloses},
};

static_assert(std::ranges::is_sorted(kEntries, std::ranges::less{}, &Entry::word));
constexpr size_t kLongestAbbreviation = std::ranges::max(kEntries, {}, [](const Entry& entry) {
                                          return entry.word.size();
                                        }).word.size();

// Single letters between full stops: "p.o", "b.i.d", "m.d", "u.s".
bool is_dotted(std::string_view word) {
  if (word.size() < 3 || word.size() % 2 == 0) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (i % 2 == 0 ? !is_lower(word[i]) : word[i] != '.') return false;
  }
  return true;
}

}  // namespace

Abbreviation abbreviation(std::string_view word) {
  if (word.size() > kLongestAbbreviation) return is_dotted(word) ? kTrails : Abbreviation::none;
  const Entry* found = std::ranges::lower_bound(kEntries, word, std::ranges::less{}, &Entry::word);
  if (found != std::end(kEntries) && found->word == word) return found->kind;
  return is_dotted(word) ? kTrails : Abbreviation::none;
}

}  // namespace evident
