#include "harness/twin/behaviour_portrait.h"

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"
#include "harness/testing/trait_lines.h"
#include "harness/twin/compare_portraits.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// A system with a page of sessions, a front page that redirects, and a page for those who are
// logged in.
class BehaviourPortraitTest : public ::testing::Test {
 protected:
  BehaviourPortraitTest()
      : server_([this](const httplib::Request& in, httplib::Response& out) { Answer(in, out); }) {
    options_.limit = absl::ZeroDuration();
    options_.pause = absl::ZeroDuration();
    Add("sessions", "/api/sessions");
    Add("front", "/");
  }

  void Add(const std::string& name, const std::string& path) {
    UserRequest& request = *stack_.add_requests();
    request.set_name(name);
    request.set_url(server_.url(path));
  }

  void Answer(const httplib::Request& in, httplib::Response& out) {
    if (on_request_) on_request_(in);
    if (in.path == "/") return out.set_redirect("/start?token=s3cret");
    if (in.path == "/login") return out.set_header("Set-Cookie", "session=abc");
    if (in.path == "/mine" && in.get_header_value("Cookie") != "session=abc") {
      out.status = 401;
      return;
    }
    out.status = status_;
    out.set_content(sessions_, "application/json");
  }

  Portrait Take() { return Painted(AskUsersRequests(host_, stack_, options_)); }

  static Portrait Painted(const absl::StatusOr<UsersAnswers>& answers) {
    EXPECT_THAT(answers, IsOk());
    Portrait portrait;
    if (answers.ok()) PaintAnswers(*answers, &portrait);
    return portrait;
  }

  // Asked once while all is well, and once more when `later` has happened.
  Portrait TakeAndTakeAgain(const std::function<void()>& later) {
    absl::StatusOr<UsersAnswers> answers = AskUsersRequests(host_, stack_, options_);
    EXPECT_THAT(answers, IsOk());
    later();
    if (answers.ok()) EXPECT_THAT(AskOnceMore(host_, stack_, options_, &*answers), IsOk());
    return Painted(answers);
  }

  std::vector<std::string> Findings(const Portrait& found) {
    std::vector<std::string> texts;
    for (const TwinDifference& difference :
         ComparePortraits({healthy_, healthy_too_}, found, {}).findings)
      texts.push_back(ToText(difference));
    return texts;
  }

  // As two healthy machines answer, of which each has an hour of its own.
  void ObserveHealthy() {
    sessions_ = R"({"at": "12:00:01", "list": [{"id": 1, "title": "a"}]})";
    healthy_ = Take();
    sessions_ = R"({"at": "12:07:55", "list": [{"id": 1, "title": "a"}, {"id": 2, "title": "b"}]})";
    healthy_too_ = Take();
  }

  LocalHost host_{""};
  Stack stack_;
  RoundsOptions options_;
  int status_ = 200;
  std::string sessions_;
  std::function<void(const httplib::Request&)> on_request_;
  Portrait healthy_;
  Portrait healthy_too_;
  TestHttpServer server_;
};

TEST_F(BehaviourPortraitTest, TheSameAnswersAreNoDifferenceWhateverTheTimeAndTheNumber) {
  ObserveHealthy();
  sessions_ = R"({"at": "17:30:00", "list": [{"id": 9, "title": "z"}]})";
  EXPECT_THAT(Findings(Take()), IsEmpty());
}

TEST_F(BehaviourPortraitTest, AnEndpointThatFailsIsFound) {
  ObserveHealthy();
  status_ = 500;
  EXPECT_THAT(Findings(Take()), AllOf(Contains("request sessions: status is 500, was 200"),
                                      Contains("request sessions: errors is some, was none")));
}

TEST_F(BehaviourPortraitTest, AnEmptyListIsFound) {
  ObserveHealthy();
  sessions_ = R"({"at": "17:30:00", "list": []})";
  EXPECT_THAT(Findings(Take()), Contains("request sessions: shape is {at: string, list: []}, was "
                                         "{at: string, list: [...]}"));
}

TEST_F(BehaviourPortraitTest, AMissingKeyIsFound) {
  ObserveHealthy();
  sessions_ = R"({"at": "17:30:00", "list": [{"id": 9}]})";
  EXPECT_THAT(Findings(Take()), ElementsAre("request sessions: elements is /list: {id: number}, "
                                            "was /list: {id: number, title: string}"));
}

TEST_F(BehaviourPortraitTest, RedirectsAreNotFollowedAndHoldNoSecret) {
  const Portrait portrait = Take();
  EXPECT_THAT(TraitLines(portrait), AllOf(Contains("request front: status: 302"),
                                          Contains("request front: location: /start")));
  EXPECT_THAT(portrait.DebugString(), Not(HasSubstr("s3cret")));
}

TEST_F(BehaviourPortraitTest, UsersLogInWhereTheLoadDoes) {
  stack_.mutable_load()->set_base_url(server_.url(""));
  stack_.mutable_load()->mutable_login()->set_url(server_.url("/login"));
  Add("mine", "/mine");
  sessions_ = "[]";
  std::string status;
  const Portrait portrait = Take();
  for (const Trait& trait : portrait.traits())
    if (trait.object() == "request mine" && trait.field() == "status") status = trait.value();
  EXPECT_EQ(status, "200");
}

TEST_F(BehaviourPortraitTest, AMachineWhoseNetworkCannotBeEnteredIsAnError) {
  absl::StatusOr<UsersAnswers> answers = AskUsersRequests(host_, stack_, options_);
  ASSERT_THAT(answers, IsOk());
  host_.set_network(absl::UnavailableError("gone"));
  EXPECT_THAT(AskUsersRequests(host_, stack_, options_), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(AskOnceMore(host_, stack_, options_, &*answers),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(BehaviourPortraitTest, AskedOnceMoreAHealthyMachineIsTheSame) {
  ObserveHealthy();
  sessions_ = R"({"at": "17:30:00", "list": [{"id": 9, "title": "z"}]})";
  EXPECT_THAT(Findings(TakeAndTakeAgain(
                  [&] { sessions_ = R"({"at": "17:30:02", "list": [{"id": 9, "title": "z"}]})"; })),
              IsEmpty());
}

TEST_F(BehaviourPortraitTest, WhatBreaksLaterIsFound) {
  ObserveHealthy();
  EXPECT_THAT(Findings(TakeAndTakeAgain([&] { status_ = 500; })),
              Contains("request sessions: errors is some, was none"));
  status_ = 200;
  EXPECT_THAT(Findings(TakeAndTakeAgain([&] { status_ = 404; })),
              Contains("request sessions: status is 200 or 404, was 200"));
  status_ = 200;
  ObserveHealthy();
  EXPECT_THAT(Findings(TakeAndTakeAgain([&] { sessions_ = R"({"at": "12:01:00", "list": []})"; })),
              Contains(HasSubstr("request sessions: shape is ")));
}

TEST_F(BehaviourPortraitTest, WhatIsBrokenAlreadyIsNotAskedAgain) {
  ObserveHealthy();
  status_ = 500;
  int asked_later = 0;
  const Portrait found = TakeAndTakeAgain([&] {
    on_request_ = [&](const httplib::Request& in) { asked_later += in.path == "/api/sessions"; };
  });
  EXPECT_EQ(asked_later, 0);
  EXPECT_THAT(Findings(found), Contains("request sessions: errors is some, was none"));
}

TEST_F(BehaviourPortraitTest, WhatMayChangeSomethingIsNotAskedAgain) {
  stack_.mutable_requests(0)->set_method("POST");
  int asked = 0;
  on_request_ = [&](const httplib::Request& in) { asked += in.method == "POST" ? 1 : 0; };
  TakeAndTakeAgain([] {});
  EXPECT_EQ(asked, 1);
}

TEST_F(BehaviourPortraitTest, AStackThatSaysNothingOfUsersIsAskedNothing) {
  stack_.Clear();
  host_.set_network(absl::UnavailableError("gone"));
  EXPECT_THAT(TakeAndTakeAgain([] {}).traits(), IsEmpty());
}

}  // namespace
}  // namespace drill
