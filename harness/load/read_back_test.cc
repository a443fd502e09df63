#include "harness/load/read_back.h"

#include <httplib.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

// A system that shows the notes that it knows.
class ReadBackTest : public ::testing::Test {
 protected:
  ReadBackTest() {
    options_.shape.set_base_url(absl::StrCat("http://localhost:", server_.port()));
    options_.shape.mutable_read_back()->set_path("/notes/{key}?n={n}");
    options_.between_looks = absl::Milliseconds(1);
  }

  // The database has these, and users are shown them.
  void Store(int count) {
    for (int i = 0; i < count; ++i) {
      const std::string key = absl::StrCat("drill-", i);
      stored_.push_back({key, {absl::StrCat("say \"", i, "\"")}});
      shown_[absl::StrCat("/notes/", key, "?n=", i)] =
          absl::StrCat("{\"text\":\"say \\\"", i, "\\\"\"}");
    }
  }
  CheckResult Check() {
    const auto check = ReadBack(&host_, options_, stored_);
    EXPECT_THAT(check, IsOk());
    return check.ok() ? *check : CheckResult();
  }

  std::map<std::string, std::string> shown_;
  int asked_ = 0;
  int refuse_ = 0;
  TestHttpServer server_{[this](const httplib::Request& in, httplib::Response& out) {
    ++asked_;
    const auto found = shown_.find(absl::StrCat(in.path, "?n=", in.get_param_value("n")));
    out.status = refuse_-- > 0 ? 503 : found == shown_.end() ? 404 : 200;
    if (out.status == 200) out.set_content(found->second, "application/json");
  }};
  LocalHost host_{""};
  ReadBackOptions options_;
  std::vector<StoredWrite> stored_;
};

TEST_F(ReadBackTest, WhatUsersAreShownPasses) {
  Store(3);
  const CheckResult check = Check();
  EXPECT_TRUE(check.passed()) << check.actual();
  EXPECT_EQ(check.name(), "read_back");
  EXPECT_EQ(check.actual(), "3 of 3");
}

TEST_F(ReadBackTest, OneThatIsNotThereFails) {
  Store(3);
  shown_.erase("/notes/drill-1?n=1");
  const CheckResult check = Check();
  EXPECT_FALSE(check.passed());
  EXPECT_EQ(check.actual(), "2 of 3; drill-1: status 404");
}

TEST_F(ReadBackTest, AnotherTextThanTheDatabaseHasFails) {
  Store(1);
  shown_["/notes/drill-0?n=0"] = "{\"text\":\"\"}";
  EXPECT_THAT(Check().actual(), HasSubstr("drill-0: another answer than what was written"));
}

TEST_F(ReadBackTest, WithoutContentsTheKeyIsLookedFor) {
  Store(1);
  stored_[0].contents.clear();
  EXPECT_FALSE(Check().passed());
  shown_["/notes/drill-0?n=0"] = "drill-0";
  EXPECT_TRUE(Check().passed());
}

TEST_F(ReadBackTest, OneThatIsShownWhenAskedAgainPasses) {
  Store(1);
  refuse_ = 2;
  EXPECT_TRUE(Check().passed());
  refuse_ = 3;
  EXPECT_FALSE(Check().passed());
}

TEST_F(ReadBackTest, OfManySomeAreRead) {
  Store(1000);
  EXPECT_EQ(Check().actual(), "20 of 20");
  EXPECT_EQ(asked_, 20);
}

TEST_F(ReadBackTest, OfManyThatAreMissingAFewAreTold) {
  Store(10);
  shown_.clear();
  EXPECT_EQ(Check().actual(),
            "0 of 10; drill-0: status 404; drill-1: status 404; drill-2: status 404; and 7 more");
}

TEST_F(ReadBackTest, ANetworkThatCannotBeEnteredIsAnError) {
  Store(1);
  host_.set_network(absl::UnavailableError("gone"));
  EXPECT_THAT(ReadBack(&host_, options_, stored_), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace drill
