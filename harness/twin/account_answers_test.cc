#include "harness/twin/account_answers.h"

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/short_digest.h"
#include "harness/testing/trait_lines.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kPasswd[] =
    "root:x:0:0:root:/root:/bin/bash\n"
    "sshd:x:996:65534:sshd user:/run/sshd:/usr/sbin/nologin\n";
constexpr char kShadow[] =
    "root:$y$j9T$c2FsdA$aGFzaA:20000:0:99999:7:::\n"
    "sshd:!*:20000::::::\n";

std::vector<std::string> Lines(const std::function<void(Portrait*)>& paint) {
  Portrait portrait;
  paint(&portrait);
  for (const Trait& trait : portrait.traits()) {
    EXPECT_EQ(trait.category(), MACHINE);
  }
  return TraitLines(portrait);
}

std::vector<std::string> Users(const std::string& passwd, const std::string& shadow) {
  return Lines([&](Portrait* portrait) { PaintUsers(passwd, shadow, portrait); });
}
std::vector<std::string> Groups(const std::string& groups) {
  return Lines([&](Portrait* portrait) { PaintGroups(groups, portrait); });
}
std::vector<std::string> Keys(const std::string& keys) {
  return Lines([&](Portrait* portrait) { PaintAuthorizedKeys("root", keys, portrait); });
}

TEST(UsersTest, EachHasWhatItCanDo) {
  EXPECT_THAT(
      Users(kPasswd, kShadow),
      ElementsAre("user root", "user root: number: 0", "user root: group: 0",
                  "user root: home: /root", "user root: shell: /bin/bash",
                  absl::StrCat("user root: password: set, ", DigestOf("$y$j9T$c2FsdA$aGFzaA")),
                  "user sshd (idle)", "user sshd: number: 996", "user sshd: group: 65534",
                  "user sshd: home: /run/sshd", "user sshd: shell: /usr/sbin/nologin",
                  "user sshd: password: locked"));
}

TEST(UsersTest, AHashIsNeverTold) {
  for (const std::string& line : Users(kPasswd, kShadow)) EXPECT_THAT(line, Not(HasSubstr("$y$")));
}

TEST(UsersTest, ASecondOneIsSeen) {
  EXPECT_THAT(Users(absl::StrCat(kPasswd, "deploy:x:0:0::/root:\n"), kShadow),
              Contains("user deploy"));
}

TEST(UsersTest, APasswordThatIsGoneOrAnotherOneIsSeen) {
  EXPECT_THAT(Users(kPasswd, "root::20000:0:99999:7:::\n"), Contains("user root: password: none"));
  EXPECT_NE(Users(kPasswd, kShadow),
            Users(kPasswd, absl::StrReplaceAll(kShadow, {{"aGFzaA", "aGFzaB"}})));
}

TEST(UsersTest, AnAccountThatEndsIsSeen) {
  EXPECT_THAT(Users(kPasswd, "root:!:20000:0:99999:7::1:\n"),
              Contains("user root: ends on day: 1"));
}

TEST(UsersTest, TheirHomesAreRead) {
  const std::vector<Account> accounts = AccountsOf(kPasswd);
  ASSERT_THAT(accounts, SizeIs(2));
  EXPECT_EQ(accounts[0].name, "root");
  EXPECT_EQ(accounts[0].home, "/root");
}

TEST(GroupsTest, TheOrderOfMembersIsNoDifference) {
  EXPECT_THAT(Groups("docker:x:990:web,api\n"),
              ElementsAre("group docker (idle)", "group docker: number: 990",
                          "group docker: members: api, web"));
  EXPECT_EQ(Groups("docker:x:990:web,api\n"), Groups("docker:x:990:api,web\n"));
  EXPECT_NE(Groups("docker:x:990:web,api\n"), Groups("docker:x:990:api,web,left\n"));
}

TEST(KeysTest, EachIsAnObjectWhateverItsComment) {
  const std::string key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA";
  EXPECT_THAT(Keys(key + " najia@mac\n"),
              ElementsAre(absl::StrCat("authorized key of root: ssh-ed25519 ", DigestOf(key))));
  EXPECT_EQ(Keys("# of the team\n\n" + key + " najia@mac\n"), Keys(key + "  another comment\n"));
  EXPECT_THAT(Keys(key + "\nssh-rsa AAAAB3NzaC1yc2E= left\n"), SizeIs(2));
}

TEST(KeysTest, OptionsMakeAnotherKey) {
  const std::string key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA";
  const std::string limited = "command=\"/bin/backup all\",no-pty " + key;
  EXPECT_THAT(Keys(limited), SizeIs(1));
  EXPECT_NE(Keys(limited), Keys(key));
}

}  // namespace
}  // namespace drill
