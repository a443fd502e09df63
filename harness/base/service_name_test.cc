#include "harness/base/service_name.h"

#include <map>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(ServiceNameTest, HasAProjectWhereOneStandsBeforeASlash) {
  EXPECT_EQ(ParseServiceName("web").project, "");
  EXPECT_EQ(ParseServiceName("web").service, "web");
  EXPECT_EQ(ParseServiceName("shop/web").project, "shop");
  EXPECT_EQ(ParseServiceName("shop/web").service, "web");
}

TEST(ServiceNameTest, SaysTheProjectOnlyWhereThereAreSeveral) {
  EXPECT_EQ(NameAmong({"shop"}, {"shop", "web"}), "web");
  EXPECT_EQ(NameAmong({"shop", "api"}, {"shop", "web"}), "shop/web");
  EXPECT_EQ(NameAmong({"shop", "api"}, {"", "web"}), "web");
}

TEST(ServiceNameTest, IsInItsOwnProjectOrInAny) {
  const std::vector<std::string> projects = {"shop", "api"};
  EXPECT_EQ(ProjectsFor(projects, {"", "web"}), projects);
  EXPECT_EQ(ProjectsFor(projects, {"api", "web"}), std::vector<std::string>{"api"});
  EXPECT_TRUE(ProjectsFor(projects, {"other", "web"}).empty());
}

TEST(ServiceNameTest, WithoutAProjectFitsEveryProject) {
  EXPECT_TRUE(MaySayTheSame("web", "web"));
  EXPECT_TRUE(MaySayTheSame("web", "shop/web"));
  EXPECT_TRUE(MaySayTheSame("shop/web", "web"));
  EXPECT_TRUE(MaySayTheSame("shop/web", "shop/web"));
  EXPECT_FALSE(MaySayTheSame("shop/web", "api/web"));
  EXPECT_FALSE(MaySayTheSame("shop/web", "shop/db"));
  EXPECT_FALSE(MaySayTheSame("shop", "shop/web"));
}

TEST(ServiceNameTest, FindsTheOneEntryThatFits) {
  const std::map<std::string, int> map = {{"api/db", 1}, {"api/web", 2}, {"shop/web", 3}};
  EXPECT_EQ(FindService(map, "db")->second, 1);
  EXPECT_EQ(FindService(map, "shop/web")->second, 3);
  EXPECT_EQ(FindService(map, "web"), map.end());
  EXPECT_EQ(FindService(map, "shop/db"), map.end());
  EXPECT_EQ(FindService(std::map<std::string, int>{{"web", 4}}, "shop/web")->second, 4);
}

}  // namespace
}  // namespace drill
