#include "harness/stack/requests_validator.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
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
  std::set<std::string> names = {"health"};
  ValidateUserRequests(stack, &names, &checker);
  return FormatProblems(problems);
}

TEST(RequestsValidatorTest, WhatIsWholeHasNoProblems) {
  EXPECT_EQ(
      ProblemsOf("host_names: 'shop.example.com'\n"
                 "requests { url: 'http://localhost:5000/a?b=c#d' }\n"
                 "requests { url: 'http://localhost' method: 'HEAD' }\n"
                 "requests { url: 'http://127.0.0.1:80/' reason: 'r' }\n"
                 "requests { name: 'search' url: 'https://shop.example.com/s' method: 'POST'\n"
                 "  body: '{}' content_type: 'application/json'\n"
                 "  headers { key: 'X-Team' value: 'blue' } }\n"),
      "");
}

TEST(RequestsValidatorTest, AUrlIsThereAndIsOne) {
  EXPECT_EQ(ProblemsOf("requests {}\nrequests { url: 'localhost/a' }\n"),
            "s:1:1: requests[0].url is required; such as http://localhost:5000/api/sessions\n"
            "s:2:12: requests[1].url is not a URL: localhost/a; such as "
            "http://localhost:5000/api/health\n");
}

TEST(RequestsValidatorTest, AHostIsTheMachinesOwn) {
  EXPECT_EQ(ProblemsOf("host_names: 'shop.example.com'\n"
                       "requests { url: 'http://other.example.com:80/a' }\n"
                       "requests { url: 'http://you:secret@shop.example.com/a' }\n"),
            "s:2:12: requests[0].url is on a host that the stack does not have: "
            "other.example.com; localhost, or one of host_names\n"
            "s:3:12: requests[1].url holds a login; send it in headers, or use the load's login\n");
}

TEST(RequestsValidatorTest, NamesAreUnique) {
  EXPECT_EQ(ProblemsOf("requests { name: 'health' url: 'http://localhost' }\n"
                       "requests { name: 'a' url: 'http://localhost/a' }\n"
                       "requests { name: 'a' url: 'http://localhost/b' }\n"),
            "s:1:12: requests[0].name is used twice: health; rename one\n"
            "s:3:12: requests[2].name is used twice: a; rename one\n");
}

TEST(RequestsValidatorTest, MethodBodyAndHeadersAreAsTheyCanBe) {
  EXPECT_EQ(ProblemsOf("requests { url: 'http://localhost' method: 'GTE' }\n"
                       "requests { url: 'http://localhost/a' content_type: 'text/plain' }\n"
                       "requests { url: 'http://localhost/b' headers { value: 'x' } }\n"),
            "s:1:36: requests[0].method is not one of the HTTP methods: GTE; did you mean GET?\n"
            "s:2:38: requests[1].content_type is set without a body\n"
            "s:3:38: requests[2].headers has one without a name; key: the header's name, value: "
            "what is sent\n");
}

TEST(RequestsValidatorTest, ThereAreNotTooMany) {
  std::string content;
  for (int i = 0; i < 65; ++i)
    absl::StrAppend(&content, "requests { url: 'http://localhost/", i, "' }\n");
  EXPECT_EQ(ProblemsOf(content),
            "s:65:1: requests[64] is one too many: there are 65; 64 at most\n");
}

}  // namespace
}  // namespace drill
