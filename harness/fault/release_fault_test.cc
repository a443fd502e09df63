#include "harness/fault/release_fault.h"

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/fault/look_before.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCompose[] = "services:\n  api:\n    image: api:1\n";

class ReleaseFaultTest : public ::testing::Test {
 protected:
  void SetUp() override {
    stack_.add_compose_project("app");
    stack_.set_operator_directory("/tmp");
    stack_.set_deploy("echo deploying \"$VERSION\"");
    Release& release = *stack_.add_releases();
    release.set_version("2");
    (*release.mutable_images())["api"] = "api:2";
    ASSERT_THAT(MakeDirectories(engine_.root() + "/srv"), IsOk());
    ASSERT_THAT(WriteFile(engine_.root() + "/srv/compose.yml", kCompose), IsOk());
    ContainerInfo api;
    api.service = "api";
    api.image = "api:1";
    api.status = "running";
    engine_.Set(api);
  }

  FaultContext Context() { return {engine_.host(), stack_, "", &random_, nullptr}; }

  absl::StatusOr<Injection> Inject(const std::string& text) {
    const ReleaseFault fault = ParseText<ReleaseFault>(text);
    return InjectRelease(fault, Context());
  }

  std::string Url(const std::string& path) {
    return absl::StrCat("url: '", server_.url(path), "'");
  }

  // The probes that are not green, with what they saw.
  std::string NotProved(const Injection& injection) {
    EXPECT_FALSE(injection.proof.empty());
    std::vector<std::string> lines;
    for (const Probe& probe : injection.proof) {
      const auto seen = LookBefore(probe, Context());
      EXPECT_THAT(seen, IsOk());
      if (!seen->green()) lines.push_back(ToLine(*seen));
    }
    return absl::StrJoin(lines, "\n");
  }

  void Answer(const httplib::Request& request, httplib::Response& response) {
    const int n = ++asked_;
    if (bad_ && request.path == "/fails" && n % 2 == 0) response.status = 500;
    if (bad_ && request.path == "/gone") response.status = 404;
    // Both far above what a busy machine adds to an answer by itself.
    if (request.path == "/slow")
      std::this_thread::sleep_for(std::chrono::milliseconds(bad_ ? 400 : 20));
    response.set_content(bad_ ? R"({"version": "2"})" : R"({"version": "1"})", "application/json");
  }

  // From now on the release is there.
  std::atomic<bool> bad_{false};
  std::atomic<int> asked_{0};
  FakeEngine engine_;
  Stack stack_;
  FaultRandom random_{1};
  TestHttpServer server_{[this](const httplib::Request& request, httplib::Response& response) {
    Answer(request, response);
  }};
};

TEST_F(ReleaseFaultTest, ItIsDeployedByTheStacksCommandOrItsOwn) {
  const auto injected = Inject("version: '2'");
  ASSERT_THAT(injected, IsOk());
  EXPECT_EQ(injected->facts.output(), "deploying 2\n");
  EXPECT_THAT(injected->proof, IsEmpty());
  EXPECT_EQ(Inject("version: '2' deploy: 'echo own; exit 3'")->facts.exit_code(), 3);
}

TEST_F(ReleaseFaultTest, AChangedImageIsInTheComposeFileWhenItIsDeployed) {
  const auto injected = Inject(absl::StrCat(
      "image { service: 'api' reference: 'api:2' compose_file: '/srv/compose.yml' } deploy: 'cat ",
      engine_.root(), "/srv/compose.yml'"));
  ASSERT_THAT(injected, IsOk());
  EXPECT_EQ(injected->facts.output(), "services:\n  api:\n    image: api:2\n");
}

TEST_F(ReleaseFaultTest, AnImageThatCannotBeChangedCannotTakeHold) {
  EXPECT_THAT(Inject("image { service: 'web' reference: 'w' compose_file: '/srv/compose.yml' }"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no service web")));
  EXPECT_THAT(Inject("image { service: 'api' reference: 'api:2' compose_file: '/srv/none.yml' }"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("/srv/none.yml")));
}

// Every symptom: not proved while the release is well, proved when it is not.
struct Case {
  std::string before_url;
  std::string path;
  std::string after_url;
};
class SymptomTest : public ReleaseFaultTest, public ::testing::WithParamInterface<Case> {};

TEST_P(SymptomTest, IsProvedOnlyWhereItShows) {
  const Case& c = GetParam();
  const std::string url = c.before_url == "missing_url: '"
                              ? absl::StrCat(c.before_url, server_.url(c.path), "'")
                              : absl::StrCat(c.before_url, Url(c.path));
  const auto injected = Inject(absl::StrCat("version: '2' symptoms { ", url, c.after_url, " }"));
  ASSERT_THAT(injected, IsOk());
  EXPECT_NE(NotProved(*injected), "");
  bad_ = true;
  EXPECT_EQ(NotProved(*injected), "");
}

INSTANTIATE_TEST_SUITE_P(
    Symptoms, SymptomTest,
    ::testing::Values(Case{"status { ", "/gone", " status: 404 }"},
                      Case{"version { ", "/any", " key: 'version' value: '2' }"},
                      Case{"error_share { ", "/fails", " at_least: 0.5 requests: 10 }"},
                      Case{"slower { ", "/slow", " by_share: 5 requests: 3 }"},
                      Case{"missing_url: '", "/gone", ""}));

TEST_F(ReleaseFaultTest, WhatTheSystemShowsAlreadyCannotBeProved) {
  bad_ = true;
  for (const std::string& symptom :
       {absl::StrCat("status { ", Url("/gone"), " status: 404 }"),
        absl::StrCat("version { ", Url("/any"), " key: 'version' value: '2' }"),
        absl::StrCat("error_share { ", Url("/fails"), " at_least: 0.5 requests: 10 }"),
        absl::StrCat("missing_url: '", server_.url("/gone"), "'")}) {
    EXPECT_THAT(Inject(absl::StrCat("version: '2' symptoms { ", symptom, " }")),
                StatusIs(absl::StatusCode::kFailedPrecondition))
        << symptom;
  }
}

TEST_F(ReleaseFaultTest, TheMedianBeforeIsAFactOfTheInjection) {
  ASSERT_THAT(
      Inject(absl::StrCat("version: '2' symptoms { slower { ", Url("/slow"), " by_share: 2 } }")),
      IsOk());
  const auto choices = random_.TakeChoices();
  ASSERT_EQ(choices.size(), 1u);
  EXPECT_THAT(choices[0].name(), HasSubstr("median latency before"));
  EXPECT_THAT(choices[0].value(), HasSubstr(" ms"));
}

TEST_F(ReleaseFaultTest, SlowerThanWhatDoesNotAnswerMeansNothing) {
  EXPECT_THAT(Inject("version: '2' symptoms { slower { url: 'http://localhost:1' by_share: 1 } }"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("not answered")));
}

// The fake engine knows no image at all.
TEST_F(ReleaseFaultTest, AMissingImageIsProvedWhenTheServiceDoesNotRun) {
  const auto injected = Inject("version: '2' symptoms { image_missing_service: 'api' }");
  ASSERT_THAT(injected, IsOk());
  EXPECT_THAT(injected->proof.front().image().reference(), "api:2");
  EXPECT_THAT(NotProved(*injected), HasSubstr("api_does_not_run: red"));
  engine_.Remove("api");
  EXPECT_EQ(NotProved(*injected), "");
  EXPECT_THAT(Inject("version: '2' symptoms { image_missing_service: 'api' }"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("nothing can be missed")));
}

}  // namespace
}  // namespace drill
