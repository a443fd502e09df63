#include "harness/load/stored_writes.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/local_host.h"
#include "harness/testing/sqlite_directory.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

KeysRequest Request(const std::string& list) {
  KeysRequest request;
  request.set_path("/keys?like={prefix}");
  request.set_list(list);
  request.set_key("key");
  request.add_contents("text");
  return request;
}

// "key: contents", a line each.
std::vector<std::string> Lines(const absl::StatusOr<std::vector<StoredWrite>>& stored) {
  EXPECT_THAT(stored, IsOk());
  std::vector<std::string> lines;
  for (const StoredWrite& one : stored.ok() ? *stored : std::vector<StoredWrite>()) {
    lines.push_back(one.key + ":");
    for (const std::string& text : one.contents) absl::StrAppend(&lines.back(), " ", text);
  }
  return lines;
}

TEST(WritesInAnswerTest, TheAnswerIsTheListOrHoldsIt) {
  EXPECT_THAT(Lines(WritesInAnswer(Request(""), R"([{"key": "d-1", "text": "one"}])")),
              ElementsAre("d-1: one"));
  EXPECT_THAT(
      Lines(WritesInAnswer(Request("page.items"),
                           R"({"page": {"items": [{"key": 7}, {"key": "d-2", "text": 2}]}})")),
      ElementsAre("7: ", "d-2: 2"));
  EXPECT_THAT(Lines(WritesInAnswer(Request(""), "[]")), IsEmpty());
}

TEST(WritesInAnswerTest, AnotherAnswerIsAnError) {
  const auto no_list =
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("holds no list of writes"));
  EXPECT_THAT(WritesInAnswer(Request(""), "<html>"), no_list);
  EXPECT_THAT(WritesInAnswer(Request(""), "{}"), no_list);
  EXPECT_THAT(WritesInAnswer(Request("items"), "[]"), no_list);
  EXPECT_THAT(WritesInAnswer(Request(""), R"(["d-1"])"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("has no key")));
  EXPECT_THAT(WritesInAnswer(Request(""), R"([{"id": 1}])"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("has no key")));
}

class ReadStoredWritesTest : public testing::Test {
 protected:
  ReadStoredWritesTest() { context_.host = &host_; }

  SqliteDirectory here_ = SqliteDirectory("stored_writes_test");
  LocalHost host_ = LocalHost(here_.path());
  ProbeContext context_;
  LoadShape shape_;
};

TEST_F(ReadStoredWritesTest, AQueryOfTheDatabase) {
  SqliteApplication(here_.PathOf("shop.db"))
      .Run(
          "CREATE TABLE t (k, text); INSERT INTO t VALUES ('d-1', 'one'), ('d-2', NULL), ('e-1', "
          "'x')");
  context_.database_file = "/shop.db";
  shape_.set_keys_query("SELECT k, text FROM t WHERE k LIKE '{prefix}%' ORDER BY k");
  EXPECT_THAT(Lines(ReadStoredWrites(context_, shape_, "d-")), ElementsAre("d-1: one", "d-2: "));
}

TEST_F(ReadStoredWritesTest, ARequestToTheApplication) {
  int status = 200;
  std::string asked;
  TestHttpServer server([&](const httplib::Request& in, httplib::Response& out) {
    asked = absl::StrCat(in.path, " ", in.get_param_value("like"), " ",
                         in.get_header_value("X-Tenant"));
    out.status = status;
    out.set_content(R"([{"key": "d-1", "text": "one"}])", "application/json");
  });
  shape_.set_base_url(server.url(""));
  (*shape_.mutable_headers())["X-Tenant"] = "blue";
  *shape_.mutable_keys_request() = Request("");
  EXPECT_THAT(Lines(ReadStoredWrites(context_, shape_, "d-")), ElementsAre("d-1: one"));
  EXPECT_EQ(asked, "/keys d- blue");
  status = 503;
  EXPECT_THAT(ReadStoredWrites(context_, shape_, "d-"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("status 503")));
}

TEST_F(ReadStoredWritesTest, OneOfTheTwoIsNeeded) {
  EXPECT_THAT(ReadStoredWrites(context_, shape_, "d-"),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ReadStoredWritesTest, AnEngineThatDoesNotAnswerIsAnError) {
  LocalHost host("/nonexistent");
  context_.host = &host;
  context_.compose_projects = {"shop"};
  context_.database_service = "db";
  shape_.set_keys_query("SELECT key FROM notes");
  EXPECT_THAT(ReadStoredWrites(context_, shape_, "d-"), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace drill
