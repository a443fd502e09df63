#include "harness/twin/answer_traits.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/short_digest.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

HttpReply Reply(const std::string& type, const std::string& body, int status = 200) {
  HttpReply reply;
  reply.status = status;
  reply.body = body;
  if (!type.empty()) reply.headers["content-type"] = type;
  return reply;
}

TEST(AnswerTraitsTest, OfJson) {
  EXPECT_THAT(
      FieldsOf(Reply("Application/JSON; charset=utf-8", R"({"ok": true, "list": [{"id": 1}]})")),
      ElementsAre(Pair("elements", "/list: {id: number}"),
                  Pair("shape", "{list: [...], ok: boolean}"), Pair("status", "200"),
                  Pair("type", "application/json"), Pair("value /list", DigestOf(R"({"id":1})")),
                  Pair("value /ok", "true")));
}

TEST(AnswerTraitsTest, StatusAndTypeAreTold) {
  const auto fields = FieldsOf(Reply("text/html", "<p>", 404));
  EXPECT_THAT(fields, AllOf(Contains(Pair("status", "404")), Contains(Pair("type", "text/html"))));
}

TEST(AnswerTraitsTest, WhatCallsItselfJsonAndIsNoneIsText) {
  EXPECT_THAT(FieldsOf(Reply("application/json", "<html>")),
              AllOf(Contains(Key("body")), Not(Contains(Key("shape")))));
}

TEST(AnswerTraitsTest, ATextIsADigestWithoutItsDigits) {
  const auto fields = FieldsOf(Reply("text/html", "<p>12 notes of s3cret</p>"));
  EXPECT_THAT(fields, Contains(Pair("size", "up to 4 KiB")));
  EXPECT_THAT(fields, Contains(Pair("body", DigestOf("<p># notes of s#cret</p>"))));
  EXPECT_EQ(FieldsOf(Reply("text/html", "<p>7 notes of s3cret</p>")), fields);
  EXPECT_NE(FieldsOf(Reply("text/html", "<p>no notes of s3cret</p>")), fields);
}

TEST(AnswerTraitsTest, OfLargeAndBinaryBodiesTheDigestIsTold) {
  std::string bundle(300 << 10, 'x');
  const auto script = FieldsOf(Reply("text/javascript", bundle));
  EXPECT_THAT(script, AllOf(Contains(Pair("size", "up to 1024 KiB")), Contains(Key("body"))));
  bundle.back() = 'y';
  EXPECT_NE(FieldsOf(Reply("text/javascript", bundle)), script);
  EXPECT_THAT(
      FieldsOf(Reply("image/png", "png1")),
      AllOf(Contains(Pair("size", "up to 4 KiB")), Contains(Pair("body", DigestOf("png1")))));
  EXPECT_THAT(FieldsOf(Reply("", "")), ElementsAre(Pair("size", "empty"), Pair("status", "200")));
}

TEST(AnswerTraitsTest, ACharsetIsAFieldOfItsOwn) {
  EXPECT_THAT(FieldsOf(Reply("text/html; charset=\"UTF-8\"", "x")),
              AllOf(Contains(Pair("type", "text/html")), Contains(Pair("charset", "utf-8"))));
  EXPECT_THAT(FieldsOf(Reply("text/html", "x")), Not(Contains(Key("charset"))));
}

TEST(AnswerTraitsTest, ARedirectIsItsPath) {
  HttpReply reply = Reply("", "", 302);
  reply.headers["location"] = "https://shop.example.com/login?token=s3cret#top";
  EXPECT_THAT(FieldsOf(reply), Contains(Pair("location", "/login")));
  reply.headers["location"] = "https://shop.example.com";
  EXPECT_THAT(FieldsOf(reply), Contains(Pair("location", "/")));
  reply.headers["location"] = "/start";
  EXPECT_THAT(FieldsOf(reply), Contains(Pair("location", "/start")));
}

TEST(AnswerTraitsTest, OfCookiesNamesAndAttributesAreTold) {
  HttpReply reply = Reply("text/plain", "x");
  reply.cookies = {"session=s3cret; Path=/; Secure; Max-Age=60", "lang=en"};
  reply.headers["access-control-allow-origin"] = "https://shop.example.com";
  reply.headers["cache-control"] = "No-Store";
  reply.headers["server"] = "nginx/1.26.3";
  const auto fields = FieldsOf(reply);
  EXPECT_THAT(fields, Contains(Pair("cookies", "lang, session (path=/, secure)")));
  EXPECT_THAT(fields,
              Contains(Pair("access-control-allow-origin", DigestOf("https://shop.example.com"))));
  EXPECT_THAT(fields, Contains(Pair("cache-control", "no-store")));
  EXPECT_THAT(fields, Contains(Pair("server", "nginx/1.26.3")));
  for (const auto& field : fields) EXPECT_THAT(field.second, Not(HasSubstr("s3cret")));
}

TEST(AnswerTraitsTest, OfMetricsTheNamesAreTold) {
  EXPECT_THAT(
      FieldsOf(Reply("text/plain; version=0.0.4",
                     "# HELP up Whether it is up.\n# TYPE up gauge\nup{job=\"a\"} 1\n# TYPE n "
                     "counter\nn 5\n")),
      ElementsAre(Pair("metric n", "counter"), Pair("metric up", "gauge"), Pair("status", "200"),
                  Pair("type", "text/plain")));
}

}  // namespace
}  // namespace drill
