#include "harness/probe/recorded_value.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

constexpr auto kNoValue = absl::StatusCode::kFailedPrecondition;

class RecordedValueTest : public ::testing::Test {
 protected:
  RecordedValueTest() {
    EXPECT_THAT(MakeDirectories(root_ + "/srv"), IsOk());
    EXPECT_THAT(WriteFile(root_ + "/srv/values.yaml", "image:\n  tag: v2\n"), IsOk());
    context_.host = &host_;
    context_.operator_directory = "/srv";
  }

  absl::StatusOr<std::string> Command(const std::string& command) const {
    RecordedValue value;
    value.set_command(command);
    return ReadRecordedValue(context_, value);
  }
  absl::StatusOr<std::string> File(const std::string& path, const std::string& expression) const {
    RecordedValue value;
    value.set_file(path);
    value.set_expression(expression);
    return ReadRecordedValue(context_, value);
  }
  absl::StatusOr<std::string> Url(const std::string& url) const {
    RecordedValue value;
    value.set_url(url);
    return ReadRecordedValue(context_, value);
  }

  const std::string root_ = absl::StrCat(::testing::TempDir(), "/recorded_value_test");
  FakeDrillHost host_{root_};
  ProbeContext context_;
};

TEST_F(RecordedValueTest, WhatACommandPrints) {
  host_.When(CommandContains("rev-parse"), {0, " abc\n"});
  EXPECT_THAT(Command("git rev-parse HEAD"), IsOkAndHolds("abc"));
  EXPECT_EQ(host_.options()[0].working_directory, "/srv");
  host_.When(CommandContains("rev-parse"), {128, "", "not a repository"});
  EXPECT_THAT(Command("git rev-parse HEAD"), StatusIs(kNoValue));
  host_.When(CommandContains("rev-parse"), absl::UnavailableError("off"));
  EXPECT_THAT(Command("git rev-parse HEAD"), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(RecordedValueTest, APartOfAFile) {
  EXPECT_THAT(File("/srv/values.yaml", "tag: (\\S+)"), IsOkAndHolds("v2"));
  EXPECT_THAT(File("/srv/values.yaml", ""), IsOkAndHolds("image:\n  tag: v2"));
  EXPECT_THAT(File("/srv/values.yaml", "digest: (.*)"), StatusIs(kNoValue));
  EXPECT_THAT(File("/srv/gone.yaml", ""), StatusIs(kNoValue));
}

TEST_F(RecordedValueTest, AnAnswer) {
  const TestHttpServer server([](const httplib::Request& request, httplib::Response& response) {
    response.status = request.path == "/version" ? 200 : 500;
    response.set_content("2.0\n", "text/plain");
  });
  EXPECT_THAT(Url(server.url("/version")), IsOkAndHolds("2.0"));
  EXPECT_THAT(Url(server.url("/broken")), StatusIs(kNoValue));
}

}  // namespace
}  // namespace drill
