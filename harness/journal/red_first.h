// What probes saw, in the order in which a reader wants it.
#ifndef HARNESS_JOURNAL_RED_FIRST_H_
#define HARNESS_JOURNAL_RED_FIRST_H_

#include <string>
#include <vector>

#include "google/protobuf/repeated_field.h"

namespace drill {

// Lines of the form "name: colour: what was seen": the red ones, then what could not be seen, then
// the green ones, each in their order. A long line is cut off at its end, and what is wrong must
// not be what is lost.
std::vector<std::string> RedFirst(std::vector<std::string> lines);
std::vector<std::string> RedFirst(const google::protobuf::RepeatedPtrField<std::string>& lines);

}  // namespace drill

#endif  // HARNESS_JOURNAL_RED_FIRST_H_
