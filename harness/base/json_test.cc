#include "harness/base/json.h"

#include <gtest/gtest.h>

namespace drill {
namespace {

TEST(JsonTest, ReadsAValue) { EXPECT_EQ(ParseJson(R"({"a": [1, "b"]})")["a"][1], "b"); }

TEST(JsonTest, WhatIsNoJsonIsDiscarded) {
  for (const char* text : {"", "{", "{} {}", "error: no such container", "{'a': 1}"}) {
    EXPECT_TRUE(ParseJson(text).is_discarded()) << text;
  }
}

}  // namespace
}  // namespace drill
