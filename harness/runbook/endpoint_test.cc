#include "harness/runbook/endpoint.h"

#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/runbook/document.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

Document Parse(const std::string& text) {
  auto document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  return *std::move(document);
}

Endpoint One(const std::string& address, const std::string& expected) {
  const auto found = FindEndpoints(Parse("| Endpoint | Expected | What |\n|---|---|---|\n| " +
                                         address + " | " + expected + " | x |\n"),
                                   "http://localhost:5000/");
  EXPECT_THAT(found, SizeIs(1)) << address;
  return found.empty() ? Endpoint() : found[0];
}

TEST(EndpointTest, AddressesBecomeWhole) {
  EXPECT_EQ(One("`GET /health`", "").url, "http://localhost:5000/health");
  EXPECT_EQ(One("`GET :8081/metrics`", "").url, "http://localhost:8081/metrics");
  EXPECT_EQ(One(":3000", "").url, "http://localhost:3000");
  EXPECT_EQ(One("https://api.example.com/x", "").url, "https://api.example.com/x");
  EXPECT_EQ(One("localhost:9090/-/ready", "").url, "http://localhost:9090/-/ready");
  EXPECT_EQ(One("POST /login", "").method, "POST");
  EXPECT_EQ(One("/health", "").method, "GET");
  EXPECT_EQ(One("`GET /health`", "").line, 3);
}

TEST(EndpointTest, KeysAndValuesAreRead) {
  EXPECT_THAT(One("/a", "JSON, `status` is `ok`, and more keys").json,
              ElementsAre(Pair("status", "ok")));
  EXPECT_THAT(One("/a", "JSON, `version` is the deployed one (`2.0.0`)").json,
              ElementsAre(Pair("version", "2.0.0")));
  EXPECT_THAT(One("/a", "`{\"status\": \"ok\", \"db\": true}`").json,
              ElementsAre(Pair("status", "ok"), Pair("db", "true")));
  EXPECT_THAT(One("/a", "`status: healthy`").json, ElementsAre(Pair("status", "healthy")));
  EXPECT_THAT(One("/a", "JSON with keys `a`, `b` and `c`").json,
              ElementsAre(Pair("a", ""), Pair("b", ""), Pair("c", "")));
}

TEST(EndpointTest, TextAndStatusAreRead) {
  EXPECT_THAT(One("/m", "Prometheus text, contains `aria_build_info`").contains,
              ElementsAre("aria_build_info"));
  EXPECT_THAT(One("/m", "Prometheus text with `aria_build_info`").contains,
              ElementsAre("aria_build_info"));
  EXPECT_THAT(One("/a", "200").statuses, ElementsAre(200));
  EXPECT_THAT(One("/a", "HTTP 204 or 301").statuses, ElementsAre(204, 301));
  EXPECT_THAT(One("/a", "answers in 200 ms").statuses, IsEmpty());
  EXPECT_THAT(One("/a", "answers 200.").statuses, ElementsAre(200));
  EXPECT_THAT(One("/a", "200.5 or 2000").statuses, IsEmpty());
  EXPECT_THAT(
      One("/a", "Grafana answers"),
      AllOf(Field(&Endpoint::json, IsEmpty()), Field(&Endpoint::contains, IsEmpty()),
            Field(&Endpoint::statuses, IsEmpty()), Field(&Endpoint::expected, "Grafana answers")));
}

TEST(EndpointTest, OtherTablesAndRowsAreNone) {
  EXPECT_THAT(FindEndpoints(Parse("| Service | Role |\n|---|---|\n| /a | b |\n"), ""), IsEmpty());
  EXPECT_THAT(FindEndpoints(Parse("| Endpoint | Expected |\n|---|---|\n| the API | ok |\n"), ""),
              IsEmpty());
}

TEST(EndpointTest, AMethodColumnCounts) {
  const auto found = FindEndpoints(
      Parse("| Method | Path | Expected |\n|---|---|---|\n| post | /x | 201 |\n"), "http://h");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].method, "POST");
}

TEST(EndpointTest, ARowWithAUrlPromisesNothing) {
  for (const char* table :
       {"| What | URL |\n|---|---|\n| Dashboard | https://grafana.example.com |\n",
        "| Resource | URL |\n|---|---|\n| Status page | https://status.example.com/x |\n",
        "| Path | Purpose |\n|---|---|\n| `/etc/app/health.conf` | health settings |\n",
        "| Path | Purpose |\n|---|---|\n| `/opt/app` | the program |\n",
        "| Address | Used for |\n|---|---|\n| db:5432 | the data |\n",
        "| Check | When |\n|---|---|\n| https://ci.example.com | daily |\n"})
    EXPECT_THAT(FindEndpoints(Parse(table), ""), IsEmpty()) << table;
}

TEST(EndpointTest, AMethodAColumnOrAWordOfHealthDoes) {
  for (const char* table :
       {"| What | URL |\n|---|---|\n| api | `GET http://h/x` |\n",
        "| What | URL |\n|---|---|\n| health of the api | http://h/x |\n",
        "| What | URL |\n|---|---|\n| api | http://h/healthz |\n",
        "| What | URL | Expected |\n|---|---|---|\n| api | http://h/x | HTTP 200 |\n",
        "| Service | Endpoint |\n|---|---|\n| api | http://h/x |\n",
        "| Health check | Path |\n|---|---|\n| api | /x |\n",
        "| Service | Probe |\n|---|---|\n| api | `GET :8080/x` |\n",
        "| Name | Path |\n|---|---|\n| api | /ready |\n"})
    EXPECT_THAT(FindEndpoints(Parse(table), "http://h"), SizeIs(1)) << table;
}

TEST(EndpointTest, CellsOfAMegabyteAreRead) {
  const std::string cell = "`GET /health` " + std::string(size_t{1} << 20, 'a');
  EXPECT_THAT(
      FindEndpoints(Parse("| Endpoint | Expected |\n|---|---|\n| /h | " + cell + " |\n"), ""),
      SizeIs(1));
}

TEST(EndpointTest, UrlsOfCommandsAreMentioned) {
  auto block = ParseShellBlock("curl -sf http://localhost:1/a | jq .\necho http://no\n", 4);
  ASSERT_THAT(block, IsOk());
  EXPECT_THAT(FindMentionedUrls(*block),
              ElementsAre(AllOf(Field(&MentionedUrl::url, "http://localhost:1/a"),
                                Field(&MentionedUrl::line, 4))));
}

}  // namespace
}  // namespace drill
