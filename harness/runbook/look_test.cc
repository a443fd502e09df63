#include "harness/runbook/look.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Exit codes of the last statement that mean "nothing found", with the options set by the earlier
// ones.
std::vector<int> Codes(const std::string& text) {
  auto block = ParseShellBlock(text, 1);
  EXPECT_THAT(block, IsOk());
  EXPECT_EQ(block->syntax_error, "") << text;
  ShellOptions options;
  for (const Statement& statement : block->statements) options.Note(statement);
  return ExitCodesOfNothing(block->statements.back(), options, ProgramTable::Shipped());
}

TEST(LookTest, LooksThatMayFindNothing) {
  for (const char* text :
       {"docker compose logs x | grep error", "docker ps | grep name", "pgrep -f worker",
        "diff a b", "test -f x", "[ -d /opt/x ]", "[[ -f x ]]", "sudo -u x true | grep y",
        "ps aux | grep x | grep -v grep", "grep -q x f && echo 'found'", "env A=1 grep x f",
        "ssh host grep x f", "/bin/grep x f", "grep x < f", "docker ps | grep x | grep y",
        "grep \"$(date +%F)\" f", "set -e\nset +e\ngrep x f", "set -o pipefail\ngrep x f",
        "[ -f a ] && [ -f b ] && echo both"})
    EXPECT_THAT(Codes(text), ElementsAre(1)) << text;
  EXPECT_THAT(Codes("systemctl is-active x"), ElementsAre(1, 3, 4));
}

TEST(LookTest, WhatActsIsNoLook) {
  for (const char* text :
       {"docker compose down", "docker ps | head -1", "grep x f | xargs rm", "grep -q x f && rm f",
        "cd /opt && grep x f", "grep x f || rm f", "! grep x f", "if grep x f; then rm f; fi",
        "docker compose exec db grep x f", "sudo grep x f", "curl -f x", "psql -c 'select 1'",
        "grep x f &", "X=$(grep x f)", "for i in 1; do grep x f; done",
        "grep -q x f && docker ps | grep y && docker compose up -d"})
    EXPECT_THAT(Codes(text), IsEmpty()) << text;
}

TEST(LookTest, OptionsOfTheShellMeanEveryFailure) {
  for (const char* text : {"set -e\ngrep x f", "set -euo pipefail\ngrep x f",
                           "set -o errexit\ngrep x f", "set -o pipefail\ndocker ps | grep x"})
    EXPECT_THAT(Codes(text), IsEmpty()) << text;
}

bool Looks(const std::string& text) {
  auto block = ParseShellBlock(text, 1);
  EXPECT_THAT(block, IsOk());
  EXPECT_EQ(block->syntax_error, "") << text;
  return OnlyLooks(block->statements.back(), ProgramTable::Shipped());
}

TEST(OnlyLooksTest, WhatChangesNothing) {
  for (const char* text : {"docker ps",
                           "docker compose -f x.yml ps -a",
                           "docker compose logs api | grep error",
                           "curl -fsS http://localhost/health",
                           "curl -s -o /dev/null -w '%{http_code}' localhost",
                           "docker exec db grep x f",
                           "grep x f || echo none",
                           "[[ -f x ]]",
                           "ls -l 2>/dev/null",
                           "echo \"$(docker ps -q)\"",
                           "if docker ps | grep -q x; then echo there; fi",
                           "git log -1 2>&1 | head -3",
                           "tail -n 5 x.log",
                           "vm_stat | head -10",
                           "lsblk",
                           "git tag --sort=-creatordate | head -10",
                           "git tag --sort version:refname",
                           "git tag -l 'v*'",
                           "git branch -a",
                           "git remote -v",
                           "git stash list",
                           "echo done >&2"})
    EXPECT_TRUE(Looks(text)) << text;
}

TEST(OnlyLooksTest, WhatChangesSomethingOrIsNotKnown) {
  for (const char* text : {"docker compose up -d",
                           "vm_stat 1",
                           "git tag v1",
                           "git tag -d v1",
                           "git branch new",
                           "git branch -m new",
                           "git branch --set-upstream-to=origin/main",
                           "git remote add origin x",
                           "git stash",
                           "docker ps > f",
                           "echo x >> f",
                           "echo x &> f",
                           "X=$(docker ps -q)",
                           "docker stop $(docker ps -q)",
                           "curl -X POST localhost/x",
                           "curl -sd a=b localhost/x",
                           "curl -o f localhost",
                           "deployctl status",
                           "cd /srv",
                           "export A=1",
                           "X=1",
                           ". ./env",
                           "f() { docker ps; }",
                           "docker ps | tee f",
                           "docker compose logs -f",
                           "sleep 5",
                           "git checkout v1",
                           "docker exec db rm f"})
    EXPECT_FALSE(Looks(text)) << text;
}

}  // namespace
}  // namespace drill
