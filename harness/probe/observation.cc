#include "harness/probe/observation.h"

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

absl::string_view ColourName(Observation::Colour colour) {
  switch (colour) {
    case Observation::Colour::kGreen:
      return "green";
    case Observation::Colour::kRed:
      return "red";
    case Observation::Colour::kError:
      break;
  }
  return "could not be looked at";
}

}  // namespace

std::string ToLine(const Observation& observation) {
  return absl::StrCat(observation.probe, ": ", ColourName(observation.colour), ": ",
                      observation.seen);
}

}  // namespace drill
