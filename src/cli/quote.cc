#include "cli/quote.h"

#include <algorithm>

namespace evident {
namespace {

// Is a word of the note cut in two at this position of its normalised form?
bool inside_token(const Text& note, uint32_t position) {
  const uint32_t index = note.token_at(position);
  return index < note.tokens().size() && note.tokens()[index].begin < position;
}

}  // namespace

std::vector<Span> places_of(const Text& note, std::string_view words) {
  std::vector<Span> places;
  const std::string_view text = note.utf8();
  if (words.empty()) return places;
  for (size_t at = text.find(words); at != text.npos; at = text.find(words, at + 1)) {
    const Span place{static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
    const Span norm = note.norm_span(place);
    if (!inside_token(note, norm.begin) && !inside_token(note, norm.end)) places.push_back(place);
  }
  return places;
}

std::string in_quotes(std::string_view words) {
  std::string out = "\"";
  for (char c : words) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string quoted_at(const Text& note, Span place) {
  const std::string_view words =
      std::string_view(note.utf8()).substr(place.begin, place.end - place.begin);
  const std::vector<Span> places = places_of(note, words);
  const auto found = std::find(places.begin(), places.end(), place);
  if (places.size() < 2 || found == places.end()) return in_quotes(words);
  return in_quotes(words) + '#' + std::to_string(found - places.begin() + 1);
}

}  // namespace evident
