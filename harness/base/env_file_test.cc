#include "harness/base/env_file.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/env_file_cases.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string ValueIn(const std::string& content, const std::string& key = "KEY") {
  const absl::StatusOr<std::string> value = EnvValue("/srv/.env", content, key);
  return value.ok() ? *value : absl::StrCat("error: ", value.status().message());
}

// compose itself is asked in harness/verify/env_file_compose_test.
TEST(EnvFileTest, ReadsAValueAsComposeDoes) {
  for (const EnvFileCase& hard : EnvFileCases())
    EXPECT_EQ(ValueIn(hard.content), hard.value) << hard.content;
}

TEST(EnvFileTest, RefusesWhatComposeRefuses) {
  for (const std::string& content : UnreadableEnvFiles())
    EXPECT_THAT(ValueIn(content), HasSubstr("compose cannot read this file")) << content;
}

TEST(EnvFileTest, ErrorsNameFileKeyAndLineAndNoValue) {
  EXPECT_EQ(ValueIn("A=1\nB=2\n"), "error: /srv/.env: none of its 2 lines sets KEY");
  EXPECT_THAT(ValueIn("A=1\nKEY='hunter2\n"),
              AllOf(HasSubstr("/srv/.env:2: "), HasSubstr("KEY"), HasSubstr("not closed"),
                    Not(HasSubstr("hunter2"))));
  EXPECT_THAT(ValueIn("<<<<<<< HEAD\nKEY=x\n"), HasSubstr("/srv/.env:1: "));
  EXPECT_THAT(ValueIn("KEY=${NEEDED?no}\n"), HasSubstr("NEEDED"));
}

TEST(EnvFileTest, ReadsOnBehindWhatItCannotRead) {
  const EnvFile file = ParseEnvFile("A=1\n% no key\nB=2\n");
  ASSERT_EQ(file.problems.size(), 1u);
  EXPECT_EQ(file.problems[0].line, 2);
  EXPECT_NE(file.Find("A"), nullptr);
  EXPECT_NE(file.Find("B"), nullptr);
}

TEST(EnvFileTest, EveryContentIsReadToItsEnd) {
  for (const std::string& content :
       {std::string("="), std::string("export"), std::string("export "), std::string("A"),
        std::string("A=\""), std::string("A='\\"), std::string("${"), std::string("A=${"),
        std::string("A=${B:-${C"), std::string("\0A=1", 4), std::string(100000, '=')}) {
    ParseEnvFile(content);
  }
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "${A:-";
  EXPECT_THAT(ParseEnvFile("KEY=" + deep + std::string(20000, '}')).problems, Not(IsEmpty()));
}

TEST(EnvFileTest, ReplacesEveryStatementOfAKeyAndNothingElse) {
  const std::string file = "# head\nA=1\nexport KEY = \"two\nlines\" # c\nKEY=x\r\nKEYS=y\n";
  EXPECT_THAT(ReplaceEnvKey(file, "KEY", ""), IsOkAndHolds("# head\nA=1\nKEYS=y\n"));
  EXPECT_THAT(ReplaceEnvKey("A=1\nKEY=x", "KEY", "KEY=new"), IsOkAndHolds("A=1\nKEY=new\n"));
  EXPECT_EQ(ReplaceEnvKey(file, "NONE", "").status().message(), "no line of it sets NONE");
}

}  // namespace
}  // namespace drill
