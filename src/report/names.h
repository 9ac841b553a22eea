// The words by which reports name enumerated values.
#pragma once

#include <string_view>

#include "coding/analysis.h"

namespace evident {

constexpr std::string_view name_of(Setting setting) {
  return setting == Setting::inpatient ? "inpatient" : "outpatient";
}

constexpr std::string_view name_of(Status status) {
  return status == Status::withheld ? "withheld" : "proposed";
}

constexpr std::string_view name_of(Support support) {
  return support == Support::inferred ? "inferred" : "stated";
}

constexpr std::string_view name_of(Role role) {
  return role == Role::support ? "support" : "anchor";
}

constexpr std::string_view name_of(Certainty certainty) {
  return certainty == Certainty::possible ? "possible" : "affirmed";
}

constexpr std::string_view name_of(Time time) {
  switch (time) {
    case Time::past:
      return "past";
    case Time::future:
      return "future";
    case Time::current:
      break;
  }
  return "current";
}

constexpr std::string_view name_of(Experiencer experiencer) {
  switch (experiencer) {
    case Experiencer::family:
      return "family";
    case Experiencer::other:
      return "other";
    case Experiencer::patient:
      break;
  }
  return "patient";
}

constexpr std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::leading:
      return "leading";
    case Standing::outranked:
      return "outranked";
    case Standing::mentioned:
      return "mentioned";
    case Standing::excluded:
      return "excluded";
    case Standing::stated:
      break;
  }
  return "stated";
}

constexpr std::string_view name_of(OffsetUnit unit) {
  switch (unit) {
    case OffsetUnit::byte:
      return "byte";
    case OffsetUnit::utf16:
      return "utf16";
    case OffsetUnit::codepoint:
      break;
  }
  return "codepoint";
}

}  // namespace evident
