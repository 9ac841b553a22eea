// Which findings count for coding, and why others do not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coding/analysis.h"
#include "coding/axes.h"
#include "coding/expression.h"
#include "context/finding.h"

namespace evident {

// Why a finding does not count: the report's reason and the words that say so.
struct Discount {
  std::string reason;  // negated uncertain past mentioned-only family hypothetical
  std::string says;
  std::optional<Span> words;
};

// The findings of one note, ready for rules: what counts is worked out once.
class FindingPool {
 public:
  FindingPool(const std::vector<Section>& sections, const std::vector<Finding>& findings,
              const Axes& axes, Setting setting);

  struct Entry {
    const Finding* finding = nullptr;
    std::optional<Discount> discount;  // absent: it counts
    std::vector<Reading> areas;        // parts of the spine it speaks of; empty: not said
    // How good a proof it is among those of its standing: leading words that open a line before
    // others; of other words, the number of values that they say themselves.
    int said = 0;
  };
  const std::vector<Entry>& entries() const { return entries_; }
  const std::vector<Section>& sections() const { return sections_; }
  const Axes& axes() const { return axes_; }

  // Entries of a leaf's concepts that pass its filters and fit the area ("" fits all). With
  // `counting`, only those that count, or that the filters ask for outright; without, wherever
  // they stand.
  std::vector<const Entry*> of(const Expression& leaf, std::string_view area, bool counting) const;
  std::vector<const Entry*> of(const std::vector<uint32_t>& concepts, std::string_view area,
                               bool counting) const;
  // Does the note speak of one of these concepts at all?
  bool any(const std::vector<uint32_t>& concepts) const;
  static bool fits(const Entry& entry, std::string_view area);
  // Does it stand where the leaf asks for it?
  bool in_place(const Entry& entry, const Expression& leaf) const;

 private:
  uint32_t concept_of(uint32_t entry) const { return entries_[entry].finding->concept_index; }
  bool speaks_of(uint32_t concept_index) const {
    return concept_index < spoken_of_.size() && spoken_of_[concept_index];
  }
  bool passes(const Entry& entry, const std::vector<Filter>& filters, bool counting) const;

  const std::vector<Section>& sections_;
  const Axes& axes_;
  Setting setting_;
  std::vector<Entry> entries_;
  std::vector<bool> spoken_of_;       // by concept: has it an entry?
  std::vector<uint32_t> by_concept_;  // entry indices, those of a concept together
};

// Does one of them stand where `span` does, in part at least?
bool touches(const std::vector<Evidence>& evidence, Span span);
// Adds to `into` the evidence of `from` that touches none of its own; in order of the note.
void merge_evidence(const Candidate& from, Candidate& into);

}  // namespace evident
