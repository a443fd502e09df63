#include "harness/runbook/last_words.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LastWordsTest, AlembicSaysWhichRevisionItDoesNotKnow) {
  EXPECT_THAT(LastWords("INFO  [alembic.runtime.migration] Context impl PostgresqlImpl.\n"
                        "INFO  [alembic.runtime.migration] Will assume transactional DDL.\n"
                        "ERROR [alembic.util.messaging] Can't locate revision identified by 's47'\n"
                        "FAILED: Can't locate revision identified by 's47'\n"),
              ElementsAre("FAILED: Can't locate revision identified by 's47'"));
}

TEST(LastWordsTest, ComposeSaysWhichPortIsTaken) {
  EXPECT_THAT(LastWords("\x1b[1A\x1b[2K Container aria-web  Starting\r\n"
                        "\x1b[31mError response from daemon\x1b[0m: driver failed programming "
                        "external connectivity: Bind for 0.0.0.0:80 failed: port is already "
                        "allocated\r\n\r\n"),
              ElementsAre("Error response from daemon: driver failed programming external "
                          "connectivity: Bind for 0.0.0.0:80 failed: port is already allocated"));
}

TEST(LastWordsTest, WhatFollowsAnErrorExplainsIt) {
  EXPECT_THAT(
      LastWords("BEGIN\n"
                "ERROR:  relation \"notes\" does not exist\n"
                "LINE 1: SELECT * FROM notes;\n"
                "                      ^\n"),
      ElementsAre("ERROR:  relation \"notes\" does not exist", "LINE 1: SELECT * FROM notes;"));
}

TEST(LastWordsTest, TheLastErrorIsTheReason) {
  EXPECT_THAT(LastWords("Traceback (most recent call last):\n  File \"a.py\", line 1\n"
                        "KeyError: 'a'\n\nDuring handling of the above exception:\n"
                        "  File \"b.py\", line 2\n"
                        "ValueError: no revision\n"),
              ElementsAre("ValueError: no revision"));
}

TEST(LastWordsTest, WithoutAnErrorItIsTheEnd) {
  EXPECT_THAT(LastWords("one line\ntwo lines\nthree lines\nfour lines\n---\n"),
              ElementsAre("two lines", "three lines", "four lines"));
  EXPECT_THAT(LastWords(""), IsEmpty());
  EXPECT_THAT(LastWords("\n \n|/-\\\n"), IsEmpty());
}

TEST(LastWordsTest, OfALineThatIsDrawnAnewTheLastStateCounts) {
  EXPECT_THAT(LastWords("pulling 10%\rpulling 99%\rdenied: no access\r\n"),
              ElementsAre("denied: no access"));
}

TEST(LastWordsTest, AnErrorLongBeforeTheEndIsNotTheReason) {
  std::string output = "error: of something else\n";
  for (int i = 0; i < 20; ++i) absl::StrAppend(&output, "line number ", i, "\n");
  EXPECT_THAT(LastWords(output), ElementsAre("line number 17", "line number 18", "line number 19"));
}

TEST(LastWordsTest, ALongLineIsCutBetweenCharacters) {
  std::string line = "error ";
  while (line.size() < 1000) line += "\u00e4";
  const std::vector<std::string> words = LastWords(line);
  ASSERT_EQ(words.size(), 1u);
  EXPECT_EQ(words[0].substr(words[0].size() - 5), "\u00e4...");
}

TEST(LastWordsOfFileTest, ReadsTheEndOfALongFile) {
  const std::string path = absl::StrCat(::testing::TempDir(), "/output.txt");
  std::string content;
  while (content.size() < 100000) content += "a line of output\n";
  ASSERT_THAT(WriteFile(path, content + "fatal: not a git repository\n"), IsOk());
  EXPECT_THAT(LastWordsOfFile(path), ElementsAre("fatal: not a git repository"));
  EXPECT_THAT(LastWordsOfFile("/no/such/file"), IsEmpty());
}

}  // namespace
}  // namespace drill
