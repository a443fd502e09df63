#include "harness/twin/user_requests.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

std::vector<std::string> Texts(const std::vector<AskedRequest>& requests) {
  std::vector<std::string> texts;
  for (const AskedRequest& asked : requests)
    texts.push_back(absl::StrCat(asked.object, ": ", asked.request.method, " ", asked.request.url));
  return texts;
}

TEST(UserRequestsTest, AreTheStacksOwnTheLoadsReadAndTheProbesOfTheSteadyState) {
  const Stack stack = ParseText<Stack>(R"pb(
    requests { url: "http://localhost/" }
    requests { name: "search" url: "http://localhost/search" method: "POST" body: "{}" }
    load {
      base_url: "http://localhost"
      write { path: "/w" }
      read { path: "/notes/{n}" }
    }
    steady_state {
      name: "health"
      http { url: "http://localhost/health" }
    }
    steady_state {
      name: "schema"
      schema { release: "1" }
    }
  )pb");
  const std::vector<AskedRequest> asked = RequestsToAsk(stack);
  EXPECT_THAT(Texts(asked), ElementsAre("request GET http://localhost/: GET http://localhost/",
                                        "request search: POST http://localhost/search",
                                        "request load read: GET http://localhost/notes/0",
                                        "request health: GET http://localhost/health"));
  EXPECT_TRUE(asked[0].safe);
  EXPECT_FALSE(asked[1].safe);
  EXPECT_EQ(asked[1].request.body, "{}");
}

TEST(UserRequestsTest, WhatMayChangeSomethingIsAskedOnlyWhereTheStackSaysSo) {
  EXPECT_THAT(RequestsToAsk(ParseText<Stack>(R"pb(
                load {
                  base_url: "http://localhost"
                  read { method: "POST" path: "/graphql" }
                }
                steady_state {
                  name: "login"
                  http { url: "http://localhost/login" method: "POST" }
                }
              )pb")),
              IsEmpty());
}

TEST(UserRequestsTest, TheSameRequestIsAskedOnce) {
  EXPECT_THAT(Texts(RequestsToAsk(ParseText<Stack>(R"pb(
                requests { name: "list" url: "http://localhost/notes" }
                load {
                  base_url: "http://localhost"
                  read { path: "/notes" }
                }
                steady_state {
                  name: "front"
                  http { url: "http://localhost/notes" }
                }
                steady_state {
                  name: "head"
                  http { url: "http://localhost/notes" method: "HEAD" }
                }
              )pb"))),
              ElementsAre("request list: GET http://localhost/notes",
                          "request head: HEAD http://localhost/notes"));
}

TEST(UserRequestsTest, BelowTheLoadsAddressItsHeadersAndLoginAreSent) {
  const std::vector<AskedRequest> asked = RequestsToAsk(ParseText<Stack>(R"pb(
    requests {
      name: "own"
      url: "http://localhost:5000/a"
      headers { key: "X-Page" value: "1" }
    }
    requests { name: "other port" url: "http://localhost:50001/a" }
    load {
      base_url: "http://localhost:5000"
      headers { key: "X-Team" value: "blue" }
      login { url: "http://localhost:5000/login" }
    }
  )pb"));
  ASSERT_THAT(asked, SizeIs(2));
  EXPECT_TRUE(asked[0].logged_in);
  EXPECT_THAT(asked[0].request.headers, ElementsAre(Pair("X-Page", "1"), Pair("X-Team", "blue")));
  EXPECT_FALSE(asked[1].logged_in);
  EXPECT_THAT(asked[1].request.headers, IsEmpty());
}

TEST(PortraitKeyTest, ChangesWithWhatIsAsked) {
  Stack stack = ParseText<Stack>(R"pb(
    requests { url: "http://localhost/" }
    load { base_url: "http://localhost" }
    steady_state {
      name: "health"
      http { url: "http://localhost/health" }
    }
  )pb");
  const std::string key = PortraitKey(stack);
  EXPECT_THAT(key, SizeIs(12));
  stack.set_description("another one");
  stack.mutable_requests(0)->set_reason("the front page");
  EXPECT_EQ(PortraitKey(stack), key);
  stack.mutable_requests(0)->set_method("HEAD");
  const std::string requests = PortraitKey(stack);
  EXPECT_NE(requests, key);
  stack.mutable_load()->mutable_read()->set_path("/");
  const std::string load = PortraitKey(stack);
  EXPECT_NE(load, requests);
  stack.mutable_steady_state(0)->mutable_http()->set_url("http://localhost/");
  EXPECT_NE(PortraitKey(stack), load);
}

}  // namespace
}  // namespace drill
