#include "harness/base/mask_rules.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::Gt;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Masked(absl::string_view text) {
  return WithSpansReplaced(text, Merged(FindByRules(text)), "***");
}

TEST(MaskRulesTest, EveryRuleIsOneThatRe2Takes) {
  EXPECT_THAT(MaskRuleProblems(), IsEmpty());
  // Ours, and those of the public list.
  EXPECT_THAT(MaskRuleNames(), SizeIs(Gt(200u)));
  EXPECT_THAT(MaskRuleNames(), Contains("curl-user"));
  EXPECT_THAT(MaskRuleNames(), Contains("stripe-access-token"));
}

TEST(MaskRulesTest, KnowsProgramsThatTakeASecret) {
  EXPECT_EQ(Masked("curl -sSu admin:hunter2 http://x"), "curl -sSu admin:*** http://x");
  EXPECT_EQ(Masked("curl --user 'admin:hunter2' x"), "curl --user 'admin:***' x");
  EXPECT_EQ(Masked("mysql -u root -phunter2 app"), "mysql -u root -p*** app");
  EXPECT_EQ(Masked("mysqldump -p'a b' app"), "mysqldump -p'***' app");
  EXPECT_EQ(Masked("sshpass -p hunter2 ssh x"), "sshpass -p *** ssh x");
  EXPECT_EQ(Masked("docker login -u me -p hunter2 reg"), "docker login -u me -p *** reg");
  EXPECT_EQ(Masked("redis-cli -a hunter2 ping"), "redis-cli -a *** ping");
  EXPECT_EQ(Masked("openssl rsa -passin pass:hunter2"), "openssl rsa -passin pass:***");
  EXPECT_EQ(Masked("echo 'root:hunter2' | chpasswd"), "echo 'root:***' | chpasswd");
}

TEST(MaskRulesTest, KnowsHooksAndSignatures) {
  EXPECT_EQ(Masked("https://hooks.slack.com/services/T0/B0/abc"),
            "https://hooks.slack.com/services/***");
  EXPECT_EQ(Masked("https://discord.com/api/webhooks/123/ab-c_d"),
            "https://discord.com/api/webhooks/***");
  EXPECT_EQ(Masked("AccountName=a;AccountKey=YWJj+/==;x"), "AccountName=a;AccountKey=***;x");
  EXPECT_EQ(Masked("https://a.blob.core/x?sv=1&sig=abc%3D&se=2"),
            "https://a.blob.core/x?sv=1&sig=***&se=2");
}

TEST(MaskRulesTest, KnowsPasswordsInSql) {
  EXPECT_EQ(Masked("ALTER ROLE app PASSWORD 'hunter2'"), "ALTER ROLE app PASSWORD '***'");
  EXPECT_EQ(Masked("  IDENTIFIED BY 'hunter2'"), "  IDENTIFIED BY '***'");
  EXPECT_EQ(Masked("create user 'a'@'%'\nidentified with sha2 by 'hunter2'"),
            "create user 'a'@'%'\nidentified with sha2 by '***'");
}

TEST(MaskRulesTest, LeavesWhatOnlyLooksAlike) {
  for (const char* text :
       {"mysql -P 3306 -u root -p app", "mysqldump --protocol=tcp app", "docker run -p 80:80 nginx",
        "curl -u \"$USER:$PASSWORD\" x", "https://x.example/docs/webhooks/introduction",
        "pass: 12 fail: 0", "ssh -p 22 host", "mkdir -p backups", "echo done | tee log",
        "Can't locate revision identified by 's55'"}) {
    EXPECT_EQ(Masked(text), text);
  }
}

}  // namespace
}  // namespace drill
