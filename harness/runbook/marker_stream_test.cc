#include "harness/runbook/marker_stream.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

std::string Joined(const std::vector<MarkerStream::Piece>& pieces) {
  std::string result;
  for (const MarkerStream::Piece& piece : pieces)
    absl::StrAppend(&result, piece.is_marker ? "{" : "", piece.text, piece.is_marker ? "}" : "");
  return result;
}

TEST(MarkerStreamTest, MarkersAreToldFromOutput) {
  MarkerStream stream("n0nce");
  EXPECT_EQ(Joined(stream.Feed("a\n\036n0nce E 0\037b")), "a\n{E 0}b");
}

TEST(MarkerStreamTest, EveryCutGivesTheSame) {
  const std::string text = "a\036n0nce B\037out\036\036n0ncf x\037\036n0nce E 1\037b";
  for (size_t cut = 0; cut <= text.size(); ++cut) {
    MarkerStream stream("n0nce");
    std::string result = Joined(stream.Feed(text.substr(0, cut)));
    absl::StrAppend(&result, Joined(stream.Feed(text.substr(cut))));
    EXPECT_EQ(result, "a{B}out\036\036n0ncf x\037{E 1}b") << cut;
  }
}

TEST(MarkerStreamTest, AnotherNonceIsOutput) {
  MarkerStream stream("n0nce");
  EXPECT_EQ(Joined(stream.Feed("\036nonce E 0\037")), "\036nonce E 0\037");
}

TEST(MarkerStreamTest, WhatWasHeldBackIsNotLost) {
  MarkerStream stream("n0nce");
  EXPECT_EQ(Joined(stream.Feed("a\036n0")), "a");
  EXPECT_EQ(stream.Rest(), "\036n0");
}

}  // namespace
}  // namespace drill
