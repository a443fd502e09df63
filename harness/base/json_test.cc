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

TEST(JsonTest, ATextIsFoundByItsPointer) {
  const nlohmann::json value = ParseJson(R"({"State": {"Status": "running", "Pid": 7}})");
  EXPECT_EQ(JsonTextAt(value, "/State/Status"), "running");
  EXPECT_EQ(JsonTextAt(value, "/State/Pid"), "");
  EXPECT_EQ(JsonTextAt(value, "/State/Health/Status"), "");
  EXPECT_EQ(JsonTextAt(ParseJson("[]"), "/0"), "");
}

}  // namespace
}  // namespace drill
