// A message of which a test knows the text.
#ifndef HARNESS_TESTING_PARSE_TEXT_H_
#define HARNESS_TESTING_PARSE_TEXT_H_

#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace drill {

template <typename Message>
Message ParseText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

}  // namespace drill

#endif  // HARNESS_TESTING_PARSE_TEXT_H_
