#include "lexicon/phrase_program.h"

#include <algorithm>
#include <map>

namespace evident {
namespace {

// Steps of one phrase. The largest of the shipped ones has some thousand.
constexpr size_t kMostSteps = 50'000;
constexpr size_t kFirstSlots = size_t{1} << 12;
// What repeats within repeats multiply to; RE2 refuses more.
constexpr int kMostRepeats = 1000;

CharSet set_of(std::string_view members) {
  CharSet set;
  for (char c : members) set[static_cast<unsigned char>(c)] = true;
  return set;
}

PhraseNode one_of(const CharSet& set) {
  PhraseNode node;
  node.kind = PhraseNode::Kind::chars;
  node.chars = set;
  return node;
}

PhraseNode repeat(PhraseNode part, int least, int most) {
  PhraseNode node;
  node.kind = PhraseNode::Kind::repeat;
  node.least = least;
  node.most = most;
  node.parts.push_back(std::move(part));
  return node;
}

PhraseNode in_order(std::vector<PhraseNode> parts) {
  PhraseNode node;
  node.kind = PhraseNode::Kind::sequence;
  node.parts = std::move(parts);
  return node;
}

// The same as kGap of phrase_form.cc.
const PhraseNode& gap_node() {
  static const PhraseNode node = [] {
    const CharSet word = set_of("abcdefghijklmnopqrstuvwxyz0123456789_");
    const PhraseNode between = repeat(one_of(~word & ~set_of(".;:")), 1, 4);
    const PhraseNode one_more = in_order({repeat(one_of(word), 1, -1), between});
    return in_order({between, repeat(one_more, 0, 5)});
  }();
  return node;
}

// At most what a phrase takes; both are counted no further than needed.
struct Size {
  size_t steps = 1;
  int repeats = 1;  // of a part, in all repeats that it stands in
};

Size size_of(const PhraseNode& node) {
  Size size;
  if (node.kind == PhraseNode::Kind::gap) size.steps = 64;
  for (const PhraseNode& part : node.parts) {
    if (part.kind == PhraseNode::Kind::chars) {
      ++size.steps;
      continue;
    }
    const Size inner = size_of(part);
    size.steps += inner.steps;
    size.repeats = std::max(size.repeats, inner.repeats);
  }
  if (node.kind == PhraseNode::Kind::repeat) {
    size.steps *= static_cast<size_t>(std::max({node.least + 1, node.most, 1}));
    size.repeats *= std::max({node.least, node.most, 1});
  }
  return {std::min(size.steps, kMostSteps + 1), std::min(size.repeats, kMostRepeats + 1)};
}

}  // namespace

// What blanks tell apart is told apart by the classes of bytes.
PhraseProgram::PhraseProgram() {
  for (std::string_view part : {" \t", "\n", "-"}) set_index(set_of(part));
}

PhraseProgram::BlankPart PhraseProgram::read_blank(BlankPart part, unsigned char c) {
  using enum BlankPart;
  if (c == '\n') return part == line ? none : line;
  if (c == '-') return part == start ? hyphen : none;
  if (c != ' ' && c != '\t') return none;
  return part == hyphen ? none : part == line ? line : run;
}

std::string PhraseProgram::add(const PhraseNode& root, uint32_t concept_index, Sought sought) {
  const Size size = size_of(root);
  if (size.repeats > kMostRepeats) return "repeats its parts too often";
  if (size.steps > kMostSteps) return "stands for too many words";
  if (concept_index != concept_index_ || slots_.empty()) {
    // Everything leads to where its concept ends: what stands before is not met again.
    concept_index_ = concept_index;
    first_shared_ = steps_.size();
    slots_.assign(kFirstSlots, 0);
  }
  const Op op = ends_with_word(root) ? Op::accept_word : Op::accept;
  const uint32_t start = compile(root, step(op, 0, concept_index));
  starts_[static_cast<size_t>(sought)][starts_with_word(root) ? 1 : 0].push_back(start);
  return "";
}

void PhraseProgram::finish() {
  slots_ = {};
  set_indexes_.clear();
  // Bytes with the same row of this matrix are of one class; NUL and what is not ASCII are in no
  // set.
  std::map<std::vector<bool>, uint8_t> classes;
  first_of_.clear();
  for (size_t byte = 0; byte < class_of_.size(); ++byte) {
    std::vector<bool> row;
    for (const CharSet& set : sets_) row.push_back(byte < set.size() && set[byte]);
    const auto [known, fresh] = classes.emplace(row, static_cast<uint8_t>(first_of_.size()));
    class_of_[byte] = known->second;
    if (fresh) first_of_.push_back(static_cast<unsigned char>(byte));
  }
}

uint32_t PhraseProgram::compile(const PhraseNode& node, uint32_t next) {
  switch (node.kind) {
    case PhraseNode::Kind::chars:
      return step(Op::chars, next, set_index(node.chars));
    case PhraseNode::Kind::blank:
      return step(Op::blank, next, 0);
    case PhraseNode::Kind::gap:
      return compile(gap_node(), next);
    case PhraseNode::Kind::sequence:
      for (auto part = node.parts.rbegin(); part != node.parts.rend(); ++part)
        next = compile(*part, next);
      return next;
    case PhraseNode::Kind::choice:
      return compile_choice(node, next);
    case PhraseNode::Kind::repeat:
      return compile_repeat(node, next);
  }
  return next;
}

uint32_t PhraseProgram::compile_choice(const PhraseNode& node, uint32_t next) {
  uint32_t all = compile(node.parts.back(), next);
  for (auto part = node.parts.rbegin() + 1; part != node.parts.rend(); ++part) {
    const uint32_t one = compile(*part, next);
    if (one != all) all = step(Op::either, one, all);
  }
  return all;
}

uint32_t PhraseProgram::compile_repeat(const PhraseNode& node, uint32_t next) {
  const PhraseNode& part = node.parts[0];
  uint32_t now = next;
  if (node.most < 0) {
    // A loop cannot be shared: it is not known yet what it leads to.
    now = static_cast<uint32_t>(steps_.size());
    steps_.push_back({Op::either, next, next});
    const uint32_t body = compile(part, now);
    steps_[now].argument = body;
  }
  for (int i = node.least; i < node.most; ++i) {
    const uint32_t once = compile(part, now);
    now = once == next ? next : step(Op::either, once, next);
  }
  for (int i = 0; i < node.least; ++i) now = compile(part, now);
  return now;
}

uint32_t PhraseProgram::set_index(CharSet set) {
  set[0] = false;  // as in the RE2 form
  if (const auto known = set_indexes_.find(set); known != set_indexes_.end()) return known->second;
  sets_.push_back(set);
  return set_indexes_[set] = static_cast<uint32_t>(sets_.size() - 1);
}

uint32_t PhraseProgram::step(Op op, uint32_t next, uint32_t argument) {
  if ((steps_.size() - first_shared_) * 2 >= slots_.size()) grow();
  const Step wanted{op, next, argument};
  uint32_t& slot = slots_[slot_of(wanted)];
  if (slot != 0) return slot - 1;
  steps_.push_back(wanted);
  slot = static_cast<uint32_t>(steps_.size());
  return slot - 1;
}

void PhraseProgram::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (size_t i = first_shared_; i < steps_.size(); ++i) {
    uint32_t& slot = slots_[slot_of(steps_[i])];
    if (slot == 0) slot = static_cast<uint32_t>(i + 1);
  }
}

// Where the step stands, or where it would stand.
size_t PhraseProgram::slot_of(const Step& step) const {
  uint64_t hash = (uint64_t{step.next} << 32 | step.argument) * 0x9E3779B97F4A7C15;
  hash ^= hash >> 29;
  hash = (hash + static_cast<uint64_t>(step.op)) * 0xBF58476D1CE4E5B9;
  size_t at = (hash >> 20) & (slots_.size() - 1);
  while (slots_[at] != 0 && steps_[slots_[at] - 1] != step) at = (at + 1) & (slots_.size() - 1);
  return at;
}

}  // namespace evident
