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

constexpr Entry kEntries[] = {
    {"abd", kTrails},     {"al", kTrails},      {"amt", kTrails},     {"ant", kLeads},
    {"approx", kLeads},   {"appt", kTrails},    {"apt", kLeads},      {"assoc", kTrails},
    {"ave", kTrails},     {"avg", kLeads},      {"bilat", kLeads},    {"blvd", kTrails},
    {"capt", kLeads},     {"cc", kTrails},      {"cf", kLeads},       {"cm", kTrails},
    {"cms", kTrails},     {"co", kTrails},      {"col", kLeads},      {"cont", kTrails},
    {"corp", kTrails},    {"dept", kLeads},     {"diff", kTrails},    {"dr", kLeads},
    {"drs", kLeads},      {"dx", kTrails},      {"e.g", kLeads},      {"eg", kLeads},
    {"esp", kLeads},      {"est", kLeads},      {"etc", kTrails},     {"ext", kTrails},
    {"fig", kCounts},     {"figs", kCounts},    {"fl", kTrails},      {"freq", kTrails},
    {"ft", kTrails},      {"fx", kTrails},      {"gen", kLeads},      {"gm", kTrails},
    {"gms", kTrails},     {"govt", kTrails},    {"hon", kLeads},      {"hosp", kTrails},
    {"hr", kTrails},      {"hrs", kTrails},     {"ht", kTrails},      {"hx", kTrails},
    {"i.e", kLeads},      {"ie", kLeads},       {"inc", kTrails},     {"incl", kLeads},
    {"inf", kLeads},      {"jr", kTrails},      {"kg", kTrails},      {"kgs", kTrails},
    {"lat", kLeads},      {"lb", kTrails},      {"lbs", kTrails},     {"lt", kLeads},
    {"ltd", kTrails},     {"maj", kLeads},      {"max", kLeads},      {"mcg", kTrails},
    {"med", kTrails},     {"mg", kTrails},      {"mgs", kTrails},     {"mgt", kTrails},
    {"misc", kLeads},     {"ml", kTrails},      {"mls", kTrails},     {"mm", kTrails},
    {"mod", kLeads},      {"mos", kTrails},     {"mr", kLeads},       {"mrs", kLeads},
    {"ms", kLeads},       {"neg", kTrails},     {"no", kCounts},      {"nos", kCounts},
    {"oz", kTrails},      {"par", kCounts},     {"ph.d", kTrails},    {"phd", kTrails},
    {"pos", kTrails},     {"poss", kLeads},     {"post", kLeads},     {"pp", kCounts},
    {"prev", kLeads},     {"prob", kLeads},     {"prof", kLeads},     {"pt", kTrails},
    {"pts", kTrails},     {"pvt", kLeads},      {"q", kLeads},        {"rec", kTrails},
    {"ref", kCounts},     {"resp", kTrails},    {"rev", kLeads},      {"rm", kCounts},
    {"rt", kLeads},       {"rx", kTrails},      {"sec", kTrails},     {"secs", kTrails},
    {"sgt", kLeads},      {"sig", kLeads},      {"sq", kLeads},       {"sr", kTrails},
    {"st", kLeads},       {"sup", kLeads},      {"surg", kTrails},    {"sx", kTrails},
    {"sympt", kTrails},   {"tab", kTrails},     {"tabs", kTrails},    {"tbsp", kTrails},
    {"tel", kCounts},     {"temp", kTrails},    {"tsp", kTrails},     {"tx", kTrails},
    {"viz", kLeads},      {"vol", kCounts},     {"vs", kLeads},       {"wk", kTrails},
    {"wks", kTrails},     {"wt", kTrails},      {"yo", kTrails},      {"yr", kTrails},
    {"yrs", kTrails},
};

static_assert(std::ranges::is_sorted(kEntries, std::ranges::less{}, &Entry::word));
constexpr size_t kLongest =
    std::ranges::max(kEntries, {}, [](const Entry& entry) { return entry.word.size(); }).word.size();

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
  if (word.size() > kLongest) return is_dotted(word) ? kTrails : Abbreviation::none;
  const Entry* found = std::ranges::lower_bound(kEntries, word, std::ranges::less{}, &Entry::word);
  if (found != std::end(kEntries) && found->word == word) return found->kind;
  return is_dotted(word) ? kTrails : Abbreviation::none;
}

}  // namespace evident
