// The condition of a rule: "low-back-pain and sciatica and not (fracture or neoplasm)".
//
//     or     := and ("or" and)*
//     and    := unary ("and" unary)*
//     unary  := "not" unary | "(" or ")" | "near(" name "," name ")"
//             | "same(" name "," name "," axis ")" | name filter?
//     filter := "[" key ("=" | "!=") value ("," key ("=" | "!=") value)* "]"
//
// A name is a concept or a group. A filter key is an axis ("region"), or one of negated,
// certainty, time, experiencer, hypothetical, which replace what counts by default, or standing
// (leading, other) or section (a section's id).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/yaml.h"
#include "lexicon/lexicon.h"

namespace evident {

struct Filter {
  // What the key names; only axes are data.
  enum class About {
    axis,
    section,
    negated,
    certainty,
    time,
    experiencer,
    hypothetical,
    standing,
  };
  std::string key;
  About about = About::axis;
  std::string value;
  bool differs = false;  // "!=": the finding must not have the value
  Place key_at;
  Place value_at;
};

struct Expression {
  enum class Kind { leaf, both, either, negation, near, same };
  Kind kind = Kind::leaf;
  std::string name;                // leaf
  std::vector<uint32_t> concepts;  // leaf: those that bear the name
  std::vector<Filter> filters;     // leaf
  std::string axis;                // same
  Place axis_at;
  std::vector<Expression> parts;
};

// Parses the scalar `node`; mistakes become diagnostics at their place in it. Names are looked up
// in the lexicon; filter keys and axes are not judged here, Rules knows them.
Expression parse_expression(const yaml::Node& node, const Lexicon& lexicon,
                            Diagnostics& diagnostics);

// The leaves that are not under a "not", in the order written.
std::vector<const Expression*> positive_leaves(const Expression& expression);

}  // namespace evident
