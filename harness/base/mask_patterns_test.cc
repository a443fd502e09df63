#include "harness/base/mask_patterns.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

std::string Masked(absl::string_view text) { return MaskPatterns(text, "***"); }

TEST(MaskPatternsTest, MasksValuesBehindSecretKeys) {
  EXPECT_EQ(Masked("POSTGRES_PASSWORD=hunter2 ok"), "POSTGRES_PASSWORD=*** ok");
  EXPECT_EQ(Masked("password: hunter2, user: a"), "password: ***, user: a");
  EXPECT_EQ(Masked("{\"api_key\": \"abc\", \"n\": 1}"), "{\"api_key\": \"***\", \"n\": 1}");
  EXPECT_EQ(Masked("tool --password hunter2 --token=t x"), "tool --password *** --token=*** x");
  EXPECT_EQ(Masked("GET /x?token=abc&n=1"), "GET /x?token=***&n=1");
  EXPECT_EQ(Masked("x-api-key: 'k'"), "x-api-key: '***'");
}

TEST(MaskPatternsTest, LeavesReferencesAndInnocentWords) {
  for (absl::string_view text :
       {"PGPASSWORD=$POSTGRES_PASSWORD psql", "PGPASSWORD=\"${PW}\"", "railway --token <token>",
        "max_tokens=100 tokens_input: 5", "the password was wrong", "if token == 3", "secret",
        "http://localhost:5000/api/health", "docker compose -f a/b.yml up -d"}) {
    EXPECT_EQ(Masked(text), text);
  }
}

TEST(MaskPatternsTest, MasksPasswordsInUrls) {
  EXPECT_EQ(Masked("postgres://aria:pw@db:5432/x"), "postgres://aria:***@db:5432/x");
  EXPECT_EQ(Masked("https://0123456789abcdef0123@github.com/x"), "https://***@github.com/x");
  EXPECT_EQ(Masked("ssh://git@github.com/x"), "ssh://git@github.com/x");
}

TEST(MaskPatternsTest, MasksAuthorizationHeaders) {
  EXPECT_EQ(Masked("curl -H 'Authorization: Bearer abc.def' x"),
            "curl -H 'Authorization: Bearer ***' x");
  EXPECT_EQ(Masked("authorization: abc"), "authorization: ***");
  EXPECT_EQ(Masked("bearer of news"), "bearer of news");
}

TEST(MaskPatternsTest, MasksTokensOfKnownShape) {
  EXPECT_EQ(Masked("use ghp_0123456789abcdefghij now"), "use *** now");
  EXPECT_EQ(Masked("eyJhbGciOiJIUzI1NiJ9.e30.abc x"), "*** x");
}

TEST(MaskPatternsTest, MasksPrivateKeys) {
  EXPECT_EQ(
      Masked("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nxyz\n-----END RSA PRIVATE KEY-----\n"),
      "a\n-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\n");
  EXPECT_EQ(Masked("-----BEGIN PRIVATE KEY-----\nMIIE"), "-----BEGIN PRIVATE KEY-----***");
}

TEST(MaskPatternsTest, MasksAPrivateKeyOfWhichOnlyAPartIsThere) {
  const std::string line = "MIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MbzYLdZ7ZvVy7F7V";
  EXPECT_EQ(Masked("x\n" + line + "\ny"), "x\n***\ny");
  EXPECT_EQ(Masked("x y\nabc=\n-----END PRIVATE KEY-----\nz"),
            "x y\n***\n-----END PRIVATE KEY-----\nz");
  EXPECT_EQ(Masked("-----BEGIN PRIVATE KEY-----\nabc\nand so on\n"),
            "-----BEGIN PRIVATE KEY-----***\nand so on\n");
  EXPECT_EQ(Masked("{\"k\":\"-----BEGIN PRIVATE KEY-----\\nabc\\n-----END PRIVATE KEY-----\\n\"}"),
            "{\"k\":\"-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----\\n\"}");
  const std::string certificate =
      "-----BEGIN CERTIFICATE-----\n" + line + "\n-----END CERTIFICATE-----\n";
  EXPECT_EQ(Masked(certificate), certificate);
}

TEST(MaskPatternsTest, MasksAValueToItsEnd) {
  EXPECT_EQ(Masked("DB_PASS=a,b;c&d\nX=1"), "DB_PASS=***\nX=1");
  EXPECT_EQ(Masked("  db_pass: a,b)c\n"), "  db_pass: ***\n");
  EXPECT_EQ(Masked("PASSWORD=\"two words\" x"), "PASSWORD=\"***\" x");
  EXPECT_EQ(Masked("[\"DB_PASSWORD=a,b\", \"c\"]"), "[\"DB_PASSWORD=***\", \"c\"]");
  EXPECT_EQ(Masked("{\\\"password\\\": \\\"a b\\\"}"), "{\\\"password\\\": \\\"***\\\"}");
  EXPECT_EQ(Masked("{\"password\":\"a\\\"b\"}"), "{\"password\":\"***\"}");
}

TEST(MaskPatternsTest, MasksCookies) {
  EXPECT_EQ(Masked("Set-Cookie: sid=abc; Path=/; HttpOnly"),
            "Set-Cookie: sid=***; Path=/; HttpOnly");
  EXPECT_EQ(Masked("curl -H 'Cookie: a=b; c=d' x"), "curl -H 'Cookie: a=***; c=***' x");
  EXPECT_EQ(Masked("curl -b 'a=b' x"), "curl -b 'a=***' x");
}

TEST(MaskPatternsTest, CopesWithVeryLongLines) {
  const std::string line = std::string(2000000, 'x') + " password=a";
  EXPECT_EQ(Masked(line), std::string(2000000, 'x') + " password=***");
  std::string keys;
  for (int i = 0; i < 200000; ++i) keys += "token ";
  EXPECT_EQ(Masked(keys), keys);
}

TEST(PasswordOfUrlTest, FindsIt) {
  EXPECT_EQ(PasswordOfUrl("postgresql+psycopg://u:p@ss@db/x"), "p@ss");
  EXPECT_EQ(PasswordOfUrl("http://localhost:5000/a@b"), "");
  EXPECT_EQ(PasswordOfUrl("none"), "");
}

}  // namespace
}  // namespace drill
