// Bounds that hold for every field of a file that people write: a slip of the finger must not make
// a drill of three years, or one of a thousand million files.
#ifndef HARNESS_BASE_FIELD_LIMITS_H_
#define HARNESS_BASE_FIELD_LIMITS_H_

#include "google/protobuf/message.h"
#include "harness/base/field_checker.h"

namespace drill {

// Tells every duration over a day (over a year where it is an age, over a century where it
// is a clock's offset), whole number over a million (bytes: over a tebibyte), number that is not
// finite or over 10^9, text over 64 KiB and list of more than 1000 entries, nested ones included;
// not where another problem of the field was told before.
void CheckLimits(const google::protobuf::Message& message, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_BASE_FIELD_LIMITS_H_
