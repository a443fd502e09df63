#include "harness/runbook/shell_streams.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Markers in brackets.
std::vector<std::string> Texts(const std::vector<MarkerStream::Piece>& pieces) {
  std::vector<std::string> texts;
  for (const MarkerStream::Piece& piece : pieces)
    texts.push_back(piece.is_marker ? "[" + piece.text + "]" : piece.text);
  return texts;
}

TEST(ShellStreamsTest, OneShellIsAStream) {
  ShellStreams streams("aa");
  EXPECT_THAT(Texts(streams.Feed("x\036aa E 0 \037y")), ElementsAre("x", "[E 0 ]", "y"));
  EXPECT_EQ(streams.depth(), 0u);
  EXPECT_THAT(streams.left(), IsEmpty());
}

TEST(ShellStreamsTest, TheInnermostShellsMarkersCount) {
  ShellStreams streams("aa");
  streams.Enter("bb");
  EXPECT_THAT(Texts(streams.Feed("x\036bb B\037")), ElementsAre("x", "[B]"));
  EXPECT_EQ(streams.depth(), 1u);
  EXPECT_THAT(streams.left(), IsEmpty());
}

TEST(ShellStreamsTest, AnEndOutsideIsThatOfTheShellInside) {
  ShellStreams streams("aa");
  streams.Enter("bb");
  EXPECT_THAT(Texts(streams.Feed("gone\n\036aa E 25")), ElementsAre("gone\n"));
  EXPECT_THAT(streams.left(), IsEmpty());
  EXPECT_THAT(Texts(streams.Feed("5 \037")), IsEmpty());
  EXPECT_EQ(streams.left(), "E 255 ");
}

TEST(ShellStreamsTest, WhatTheOuterShellRunsAtItsPromptIsNotItsEnd) {
  ShellStreams streams("aa");
  streams.Enter("bb");
  streams.Feed(
      "\x1e"
      "aa D 0 1 0 __drill_prompt\x1f");
  EXPECT_THAT(streams.left(), IsEmpty());
  streams.Feed(
      "\x1e"
      "aa E 0 \x1f");
  EXPECT_EQ(streams.left(), "E 0 ");
  streams.Leave();
  EXPECT_EQ(streams.depth(), 0u);
  EXPECT_THAT(streams.left(), IsEmpty());
  const auto pieces = streams.Feed(
      "\x1e"
      "aa E 3 \x1f");
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_EQ(pieces[0].text, "E 3 ");
}

}  // namespace
}  // namespace drill
