#include "harness/twin/compare_portraits.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> Texts(const std::vector<TwinDifference>& differences) {
  std::vector<std::string> texts;
  for (const TwinDifference& difference : differences) texts.push_back(ToText(difference));
  return texts;
}

class ComparePortraitsTest : public ::testing::Test {
 protected:
  // Two healthy machines and the one that was found, all alike: a service with a policy, and three
  // dumps.
  ComparePortraitsTest() : healthy_(2) {
    for (Portrait* portrait : All()) {
      Painter painter(ENGINE, portrait);
      painter.Object("container shop/web");
      painter.Field("container shop/web", "restart policy", "always");
      Painter files(DATABASE, portrait);
      for (const char* day : {"0103", "0104", "0105"})
        files.Object(absl::StrCat("/srv/db_", day, ".sql"), NEW_IS_TOLD);
    }
  }

  std::vector<Portrait*> All() { return {&healthy_[0], &healthy_[1], &found_}; }
  TwinComparison Compare() { return ComparePortraits(healthy_, found_, declared_); }

  static Trait& TraitOf(Portrait& portrait, const std::string& object,
                        const std::string& field = "") {
    for (Trait& trait : *portrait.mutable_traits())
      if (trait.object() == object && trait.field() == field) return trait;
    ADD_FAILURE() << "no " << object << " " << field;
    return *portrait.add_traits();
  }
  static void Remove(Portrait& portrait, const std::string& object) {
    auto& traits = *portrait.mutable_traits();
    traits.erase(std::remove_if(traits.begin(), traits.end(),
                                [&](const Trait& trait) { return trait.object() == object; }),
                 traits.end());
  }

  std::vector<Portrait> healthy_;
  Portrait found_;
  std::vector<Difference> declared_;
};

TEST_F(ComparePortraitsTest, TheSameIsNoDifference) {
  const TwinComparison compared = Compare();
  EXPECT_THAT(compared.findings, IsEmpty());
  EXPECT_THAT(compared.told, IsEmpty());
  EXPECT_THAT(compared.noise, IsEmpty());
  EXPECT_EQ(compared.objects.at(ENGINE), 1);
  EXPECT_EQ(compared.objects.at(DATABASE), 3);
}

TEST_F(ComparePortraitsTest, WhatIsChangedIsAFinding) {
  TraitOf(found_, "container shop/web", "restart policy").set_value("no");
  EXPECT_THAT(Texts(Compare().findings),
              ElementsAre("container shop/web: restart policy is no, was always"));
}

TEST_F(ComparePortraitsTest, WhatExistsWithAnotherIsComparedWhereThatIs) {
  for (Portrait* portrait : All())
    Painter(MACHINE, portrait, "shop/web").Field("network device lo of shop/web", "mtu", "65536");
  Painter(MACHINE, &found_, "shop/web").Object("route 10.9.0.0/16 of shop/web");
  EXPECT_THAT(Texts(Compare().findings), ElementsAre("route 10.9.0.0/16 of shop/web is new"));
  Remove(found_, "route 10.9.0.0/16 of shop/web");
  TraitOf(found_, "network device lo of shop/web", "mtu").set_value("700");
  EXPECT_THAT(Texts(Compare().findings),
              ElementsAre("network device lo of shop/web: mtu is 700, was 65536"));
  Remove(found_, "network device lo of shop/web");
  EXPECT_THAT(Compare().findings, IsEmpty());
  // Of one that no healthy machine has.
  Painter(MACHINE, &found_, "shop/late").Object("network device lo of shop/late");
  EXPECT_THAT(Compare().findings, IsEmpty());
}

TEST_F(ComparePortraitsTest, WhatIsMissingIsOneFinding) {
  Remove(found_, "container shop/web");
  EXPECT_THAT(Texts(Compare().findings), ElementsAre("container shop/web is missing"));
}

TEST_F(ComparePortraitsTest, AFieldThatIsNotSetIsAFinding) {
  TraitOf(found_, "container shop/web", "restart policy").set_field("memory limit");
  EXPECT_THAT(Texts(Compare().findings),
              ElementsAre("container shop/web: memory limit is always, was not set",
                          "container shop/web: restart policy is not set, was always"));
}

TEST_F(ComparePortraitsTest, WhatIsNewIsAFindingWhereItActs) {
  Painter(ENGINE, &found_).Object("container worker");
  EXPECT_THAT(Texts(Compare().findings), ElementsAre("container worker is new"));
}

TEST_F(ComparePortraitsTest, WhatOnlyLiesAboutIsTold) {
  Painter(ENGINE, &found_).Object("container worker", NEW_IS_TOLD);
  Painter(ENGINE, &found_).Field("container shop/web", "restarts", "3", TOLD);
  const TwinComparison compared = Compare();
  EXPECT_THAT(compared.findings, IsEmpty());
  EXPECT_THAT(Texts(compared.told), ElementsAre("container shop/web: restarts is 3, was not set",
                                                "container worker is new"));
}

TEST_F(ComparePortraitsTest, WhatLiesAboutIsMissedWhenItIsGone) {
  Remove(found_, "/srv/db_0104.sql");
  EXPECT_THAT(Texts(Compare().findings), ElementsAre("/srv/db_0104.sql is missing"));
}

TEST_F(ComparePortraitsTest, WhatDiffersBetweenHealthyMachinesIsNoise) {
  TraitOf(healthy_[1], "container shop/web", "restart policy").set_value("on-failure");
  TraitOf(found_, "container shop/web", "restart policy").set_value("no");
  const TwinComparison compared = Compare();
  EXPECT_THAT(compared.findings, IsEmpty());
  EXPECT_THAT(compared.noise.at(ENGINE), ElementsAre("container shop/web: restart policy"));
}

TEST_F(ComparePortraitsTest, ADeploysOneDumpMoreAndOneFewerIsNoise) {
  Remove(healthy_[1], "/srv/db_0103.sql");
  Painter(DATABASE, &healthy_[1]).Object("/srv/db_0106.sql", NEW_IS_TOLD);
  Remove(found_, "/srv/db_0104.sql");
  Painter(DATABASE, &found_).Object("/srv/db_0107.sql", NEW_IS_TOLD);
  const TwinComparison compared = Compare();
  EXPECT_THAT(compared.findings, IsEmpty());
  EXPECT_THAT(compared.told, IsEmpty());
  EXPECT_THAT(compared.noise.at(DATABASE), ElementsAre("/srv/db_#.sql"));
}

TEST_F(ComparePortraitsTest, AnEmptiedDirectoryIsNot) {
  Remove(healthy_[1], "/srv/db_0103.sql");
  for (const char* day : {"0104", "0105"}) Remove(found_, absl::StrCat("/srv/db_", day, ".sql"));
  EXPECT_THAT(Texts(Compare().findings),
              ElementsAre("/srv/db_0104.sql is missing", "/srv/db_0105.sql is missing"));
}

TEST_F(ComparePortraitsTest, TwoRequestsToTwoPortsAreNoTwoOfAKind) {
  const std::string web = "request GET http://localhost:80/";
  const std::string api = "request GET http://localhost:81/";
  for (Portrait* portrait : All()) {
    Painter(BEHAVIOUR, portrait).Field(web, "body", "a");
    Painter(BEHAVIOUR, portrait).Field(api, "body", "a");
  }
  TraitOf(healthy_[1], web, "body").set_value("b");
  TraitOf(found_, api, "body").set_value("b");
  EXPECT_THAT(Texts(Compare().findings), ElementsAre(absl::StrCat(api, ": body is b, was a")));
}

TEST_F(ComparePortraitsTest, WhatCouldNotBeLookedAtIsNotMissing) {
  Remove(found_, "container shop/web");
  Painter(ENGINE, &found_).NotObserved("the engine", "it does not answer");
  const TwinComparison compared = Compare();
  EXPECT_THAT(compared.findings, IsEmpty());
  EXPECT_EQ(compared.objects.count(ENGINE), 0u);
}

TEST_F(ComparePortraitsTest, ADeclaredDifferenceIsNoFinding) {
  Remove(found_, "/srv/db_0104.sql");
  TraitOf(found_, "container shop/web", "restart policy").set_value("no");
  Difference& one = declared_.emplace_back();
  one.set_category(DATABASE);
  one.set_object("/srv/db_*.sql");
  Difference& other = declared_.emplace_back();
  other.set_category(ENGINE);
  other.set_object("container shop/web");
  other.set_field("state");
  const TwinComparison compared = Compare();
  EXPECT_THAT(Texts(compared.declared), ElementsAre("/srv/db_0104.sql is missing"));
  EXPECT_THAT(compared.findings, SizeIs(1));
  EXPECT_THAT(compared.not_occurred, ElementsAre(1));
}

}  // namespace
}  // namespace drill
