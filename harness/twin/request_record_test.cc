#include "harness/twin/request_record.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

HttpReply Json(const std::string& body, int status = 200) {
  HttpReply reply;
  reply.status = status;
  reply.body = body;
  reply.headers["content-type"] = "application/json";
  return reply;
}

class RequestRecordTest : public ::testing::Test {
 protected:
  // Asked of a system that answers so, one millisecond each.
  void Ask(const absl::StatusOr<HttpReply>& reply, int times = 1) {
    for (int i = 0; i < times; ++i) record_.Add(reply, absl::Milliseconds(1));
  }

  std::vector<std::string> Lines() {
    portrait_.Clear();
    record_.Paint("request r", &portrait_);
    std::vector<std::string> lines;
    for (const Trait& trait : portrait_.traits()) {
      EXPECT_EQ(trait.category(), BEHAVIOUR);
      EXPECT_EQ(trait.object(), "request r");
      lines.push_back(absl::StrCat(trait.field(), "=", trait.value()));
    }
    return lines;
  }

  RequestRecord record_;
  Portrait portrait_;
};

TEST_F(RequestRecordTest, OneAnswerAgainAndAgain) {
  Ask(Json("[1]"), 5);
  EXPECT_THAT(Lines(), AllOf(Contains("="), Contains("errors=none"), Contains("status=200"),
                             Contains("shape=[...]")));
  ASSERT_THAT(portrait_.latencies(), SizeIs(1));
  EXPECT_EQ(portrait_.latencies(0).request(), "request r");
  EXPECT_EQ(portrait_.latencies(0).p50_us(), 1000);
  EXPECT_EQ(portrait_.latencies(0).answered(), 5);
}

TEST_F(RequestRecordTest, RareErrorsAreErrorsAndDoNotHideTheAnswers) {
  Ask(Json("[1]"), 40);
  Ask(Json("{}", 500));
  EXPECT_TRUE(record_.had_errors());
  EXPECT_THAT(Lines(), AllOf(Contains("errors=some"), Contains("status=200"),
                             Contains("shape=[...]"), Not(Contains(HasSubstr("500")))));
}

TEST_F(RequestRecordTest, WithoutAnythingElseTheErrorIsTheAnswer) {
  Ask(Json("{}", 502), 2);
  EXPECT_THAT(Lines(), AllOf(Contains("errors=some"), Contains("status=502")));
}

TEST_F(RequestRecordTest, RefusedAndBrokenConnectionsAreErrors) {
  Ask(absl::UnavailableError("x"));
  Ask(absl::AbortedError("x"));
  EXPECT_THAT(Lines(), AllOf(Contains("errors=some"),
                             Contains("status=no connection or the connection broke")));
}

TEST_F(RequestRecordTest, WhatIsLateIsNoError) {
  Ask(Json("[1]"));
  Ask(absl::DeadlineExceededError("x"), 2);
  EXPECT_FALSE(record_.had_errors());
  EXPECT_THAT(Lines(), AllOf(Contains("errors=none"), Contains("status=200"),
                             Contains("in time=not always")));
  EXPECT_EQ(portrait_.latencies(0).timed_out(), 2);
  for (const Trait& trait : portrait_.traits())
    EXPECT_EQ(trait.weight(), trait.field() == "in time" ? TOLD : ACTS) << trait.field();
}

TEST_F(RequestRecordTest, WithoutAnyAnswerInTimeNothingElseIsKnown) {
  Ask(absl::DeadlineExceededError("x"), 2);
  EXPECT_TRUE(record_.unanswered());
  EXPECT_THAT(Lines(), IsEmpty());
  ASSERT_THAT(portrait_.latencies(), SizeIs(1));
  EXPECT_EQ(portrait_.latencies(0).answered(), 0);
  EXPECT_THAT(portrait_.not_observed(), IsEmpty());
}

TEST_F(RequestRecordTest, ARequestThatCannotBeSentIsNotObserved) {
  Ask(absl::InvalidArgumentError("no such name"));
  EXPECT_THAT(Lines(), IsEmpty());
  ASSERT_THAT(portrait_.not_observed(), SizeIs(1));
  EXPECT_EQ(portrait_.not_observed(0).reason(), "no such name");
}

TEST_F(RequestRecordTest, AValueThatIsAnotherOneEachTimeChanges) {
  for (int i = 0; i < 100; ++i) Ask(Json(absl::StrCat("{\"at\": ", i, "}")));
  EXPECT_THAT(Lines(), AllOf(Contains("value /at=changes"), Contains("shape={at: number}")));
}

TEST_F(RequestRecordTest, AListThatIsEmptyNowAndThenIsTold) {
  Ask(Json("[1]"));
  Ask(Json("[]"));
  EXPECT_THAT(Lines(), AllOf(Contains("shape=[...] or []"), Contains("elements=changes")));
}

TEST_F(RequestRecordTest, AFieldThatIsThereNowAndThenIsTold) {
  HttpReply cached = Json("1");
  cached.headers["cache-control"] = "no-store";
  Ask(Json("1"));
  Ask(cached);
  EXPECT_THAT(Lines(), Contains("cache-control=no-store or none"));
}

TEST_F(RequestRecordTest, WhatIsRareIsSeenWhereEveryAnswerDiffers) {
  const auto at = [](int time) {
    return Json(absl::StrCat(R"({"at": )", time, ", \"list\": [1]}"));
  };
  for (int i = 0; i < 150; ++i) Ask(at(i));
  HttpReply open = at(150);
  open.headers["access-control-allow-origin"] = "*";
  Ask(open);
  Ask(Json(R"({"at": 151, "list": []})"));
  Ask(Json(R"({"at": 152})", 404));
  EXPECT_THAT(Lines(), AllOf(Contains("status=200 or 404"), Contains(HasSubstr("list: []}")),
                             Contains(HasSubstr("access-control-allow-origin="))));
}

TEST_F(RequestRecordTest, AHeadIsSeenWhateverCameBefore) {
  const std::string large(300 << 10, 'x');
  for (int i = 0; i < 40; ++i) Ask(Json(absl::StrCat("\"", i, large, "\"")));
  Ask(Json(absl::StrCat("\"", 40, large, "\""), 403));
  EXPECT_THAT(Lines(), Contains("status=200 or 403"));
}

TEST_F(RequestRecordTest, WhatIsWellWhenAskedAgainIsWell) {
  Ask(Json("{}", 500));
  RequestRecord later;
  later.Add(Json("[1]"), absl::Milliseconds(1));
  record_.LookedAtAgain(later);
  EXPECT_THAT(Lines(), AllOf(Contains("errors=none"), Contains("status=200")));
}

TEST_F(RequestRecordTest, WhatFailsInsteadOfHangingFails) {
  Ask(absl::DeadlineExceededError("x"), 2);
  RequestRecord later;
  later.Add(Json("{}", 500), absl::Milliseconds(1));
  record_.LookedAtAgain(later);
  EXPECT_THAT(Lines(), AllOf(Contains("errors=some"), Contains("status=500")));
}

TEST_F(RequestRecordTest, WhatFailsAgainStandsAsItWas) {
  Ask(Json("[1]"));
  Ask(Json("{}", 500));
  RequestRecord later;
  later.Add(Json("{}", 500), absl::Milliseconds(1));
  record_.LookedAtAgain(later);
  EXPECT_THAT(Lines(), AllOf(Contains("errors=some"), Contains("status=200")));
}

TEST_F(RequestRecordTest, WhatIsSeenLaterIsThereToo) {
  Ask(Json("[1]"), 3);
  RequestRecord later;
  later.Add(Json("{}", 404), absl::Milliseconds(1));
  later.Add(Json("{}", 503), absl::Milliseconds(1));
  record_.Join(std::move(later));
  EXPECT_THAT(Lines(), AllOf(Contains("status=200 or 404"), Contains("errors=some")));
  EXPECT_EQ(portrait_.latencies(0).answered(), 4);
}

TEST_F(RequestRecordTest, AFieldThatOnlyTheLaterAnswersHaveWasNotThere) {
  Ask(Json("[1]"));
  HttpReply reply = Json("[1]");
  reply.headers["cache-control"] = "no-store";
  RequestRecord later;
  later.Add(reply, absl::Milliseconds(1));
  record_.Join(std::move(later));
  EXPECT_THAT(Lines(), Contains(AllOf(HasSubstr("none"), HasSubstr("no-store"))));
}

TEST_F(RequestRecordTest, ALaterLookWithoutAnyAnswerIsWhatIsTrueNow) {
  Ask(Json("[1]"), 3);
  RequestRecord later;
  later.Add(absl::DeadlineExceededError("late"), absl::Seconds(2));
  record_.Join(std::move(later));
  EXPECT_TRUE(record_.unanswered());
  EXPECT_THAT(Lines(), IsEmpty());
}

}  // namespace
}  // namespace drill
