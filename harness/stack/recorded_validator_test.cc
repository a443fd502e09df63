#include "harness/stack/recorded_validator.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "harness/base/field_checker.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"

namespace drill {
namespace {

std::string ProblemsOf(const std::string& content) {
  std::vector<Problem> problems;
  Stack stack;
  const FieldLocations locations = ParseTextProto("s", content, &stack, &problems);
  FieldChecker checker(locations, &problems);
  ValidateRecorded(stack, &checker);
  return FormatProblems(problems);
}

TEST(RecordedValidatorTest, WhatIsWholeHasNoProblems) {
  EXPECT_EQ(ProblemsOf("recorded { name: 'commit' command: 'git rev-parse HEAD' }\n"
                       "recorded { name: 'tag' file: '/v.yaml' expression: 'tag: (.*)' }\n"
                       "recorded { name: 'version' url: 'http://localhost/version' }\n"
                       "release_labels { service: 'api' label: 'revision' }\n"
                       "releases { recorded { key: 'tag' value: 'v0' } "
                       "labels { key: 'api' value: 'abc' } }\n"),
            "");
}

TEST(RecordedValidatorTest, AValueHasOneNameAndOneSource) {
  EXPECT_EQ(ProblemsOf("recorded { command: 'git' }\n"
                       "recorded { name: 'a' }\n"
                       "recorded { name: 'a' command: 'git' url: 'http://localhost' }\n"),
            "s:1:1: recorded[0].name is required; such as commit\n"
            "s:2:1: recorded[1] says nothing of where the value is; give one of command, file and "
            "url\n"
            "s:3:1: recorded[2] has several sources; give one of command, file and url\n"
            "s:3:12: recorded[2].name is used twice: a; rename one\n");
}

TEST(RecordedValidatorTest, AnExpressionHasOneGroup) {
  EXPECT_EQ(ProblemsOf("recorded { name: 'a' file: 'v' expression: '(' }\n"
                       "recorded { name: 'b' file: '/v' expression: 'tag: .*' }\n"),
            "s:1:22: recorded[0].file is not an absolute path: v; begin it with /\n"
            "s:1:32: recorded[0].expression is no expression: missing ): (; see RE2's syntax\n"
            "s:2:33: recorded[1].expression does not have one group; put what is the value in "
            "(...)\n");
}

TEST(RecordedValidatorTest, AReleaseDeclaresWhatIsRecorded) {
  EXPECT_EQ(ProblemsOf("release_labels { service: 'api' }\n"
                       "releases {\n recorded { key: 'tag' value: 'x' }\n"
                       " labels { key: 'web' value: 'x' }\n}\n"),
            "s:1:1: release_labels[0].label is required; such as "
            "org.opencontainers.image.revision\n"
            "s:3:2: releases[0].recorded is not one of the stack's recorded values: tag; there are "
            "no stack's recorded values\n"
            "s:4:2: releases[0].labels is not one of the services of release_labels: web; one of "
            "api\n");
}

}  // namespace
}  // namespace drill
