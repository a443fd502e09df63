// A message as bytes that stand for it in a digest.
#ifndef HARNESS_BASE_MESSAGE_BYTES_H_
#define HARNESS_BASE_MESSAGE_BYTES_H_

#include <string>

#include "google/protobuf/message.h"

namespace drill {

// The same bytes for the same fields, whatever the order of a map and the layout of the text.
std::string MessageBytes(const google::protobuf::Message& message);

}  // namespace drill

#endif  // HARNESS_BASE_MESSAGE_BYTES_H_
