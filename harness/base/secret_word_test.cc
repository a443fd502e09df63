#include "harness/base/secret_word.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(SecretWordTest, KnowsNamesOfSecrets) {
  for (const char* key : {"POSTGRES_PASSWORD",
                          "DB_PASS",
                          "db-pass",
                          "pass",
                          "api_key",
                          "apiKey",
                          "GITHUB_TOKEN",
                          "AccountKey",
                          "AUTH_SALT",
                          "salt",
                          "SECRET_KEY_BASE",
                          "TOKEN_2",
                          "PASSWORD_OLD",
                          "--token",
                          "X-Auth-Token",
                          "aws_secret_access_key",
                          "MYSQL_PWD",
                          "sessionid",
                          "userPass",
                          "connect.sid",
                          "spring.datasource.password",
                          "ENCRYPTION_KEY",
                          "webhook_secret"}) {
    EXPECT_TRUE(IsSecretKey(key)) << key;
  }
}

TEST(SecretWordTest, LeavesOtherNames) {
  for (const char* key : {"PASSWORD_FILE", "max_tokens", "token_type", "tokens_input",
                          "PWD",           "OLDPWD",     "compass",    "bypass",
                          "secret_name",   "secrets",    "key",        "public_key",
                          "primary_key",   "basalt",     "hash",       "password_reset_url",
                          "test",          "passed",     "author",     ""}) {
    EXPECT_FALSE(IsSecretKey(key)) << key;
  }
}

TEST(SecretWordTest, TellsGeneratedKeysFromSettings) {
  EXPECT_TRUE(LooksRandom("9f86d081884c7d659a2feaa0c55ad015"));
  EXPECT_FALSE(LooksRandom("qwen3:14b"));
  EXPECT_FALSE(LooksRandom("/home/somebody/aria/backups/1234"));
  EXPECT_FALSE(LooksRandom("aria_blue"));
}

TEST(SecretWordTest, TellsReferencesFromValues) {
  for (const char* text : {"", "$PASSWORD", "${PASSWORD}", "$(pass show db)", "<token>",
                           "{{ token }}", "[masked]", "***", "true", "None"}) {
    EXPECT_TRUE(IsReference(text)) << text;
  }
  for (const char* text : {"hunter2", "$2b$12$abc", "$", "truest"}) {
    EXPECT_FALSE(IsReference(text)) << text;
  }
}

}  // namespace
}  // namespace drill
