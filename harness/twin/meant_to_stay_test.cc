#include "harness/twin/meant_to_stay.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A machine with one property of one object.
Portrait With(Category category, const std::string& object, const std::string& field,
              const std::string& value) {
  Portrait portrait;
  Painter painter(category, &portrait);
  painter.Object(object);
  painter.Field(object, field, value);
  return portrait;
}

class MeantToStayTest : public testing::Test {
 protected:
  // The findings that are left where `value` was found before the procedure and after it, and
  // healthy machines have another.
  std::vector<std::string> Left(Category category, const std::string& object,
                                const std::string& field, const std::string& value) {
    const Portrait portrait = With(category, object, field, value);
    return LeftOf(portrait, portrait);
  }

  std::vector<std::string> LeftOf(const Portrait& before, const Portrait& after) {
    const Trait& trait = after.traits(1);
    const Portrait one = With(trait.category(), trait.object(), trait.field(), "healthy");
    meant_.before = &before;
    const TwinComparison compared =
        WithoutWhatStays(ComparePortraits({one, one}, after, {}), {one, one}, meant_);
    std::vector<std::string> left;
    for (const TwinDifference& finding : compared.findings) left.push_back(ToText(finding));
    EXPECT_EQ(left.size() + compared.declared.size(), 1u);
    return left;
  }

  MeantToStay meant_;
};

TEST_F(MeantToStayTest, WhatIsAsBeforeMayStayInItsCategoryOnly) {
  meant_.categories = {FILES};
  EXPECT_THAT(Left(FILES, "file /srv/app.js", "contents", "older"), IsEmpty());
  EXPECT_THAT(Left(DATABASE, "role reader", "login", "yes"),
              ElementsAre("role reader: login is yes, was healthy"));
}

TEST_F(MeantToStayTest, WhatTheProcedureMadeIsAFinding) {
  meant_.categories = {FILES};
  EXPECT_THAT(LeftOf(With(FILES, "file /srv/app.js", "contents", "older"),
                     With(FILES, "file /srv/app.js", "contents", "half")),
              ElementsAre("file /srv/app.js: contents is half, was healthy"));
}

TEST_F(MeantToStayTest, NothingStaysWithoutAPortrait) {
  const Portrait one = With(FILES, "file /srv/app.js", "contents", "healthy");
  const Portrait other = With(FILES, "file /srv/app.js", "contents", "older");
  meant_.categories = {FILES};
  const TwinComparison compared =
      WithoutWhatStays(ComparePortraits({one, one}, other, {}), {one, one}, meant_);
  EXPECT_THAT(compared.findings, SizeIs(1));
}

TEST_F(MeantToStayTest, OfTheContainersThoseOfItsServices) {
  meant_.categories = {ENGINE, FILES};
  meant_.services = {"web"};
  EXPECT_THAT(Left(ENGINE, "container shop/web", "restart policy", "no"), IsEmpty());
  EXPECT_THAT(Left(ENGINE, "container shop/web 2", "restart policy", "no"), IsEmpty());
  EXPECT_THAT(Left(FILES, "container shop/web: /etc/passwd", "contents", "older"), IsEmpty());
  EXPECT_THAT(Left(ENGINE, "container shop/api", "restart policy", "no"), SizeIs(1));
  EXPECT_THAT(Left(ENGINE, "container shop/web2", "restart policy", "no"), SizeIs(1));
  EXPECT_THAT(Left(FILES, "container shop/api: /etc/passwd", "contents", "older"), SizeIs(1));

  meant_.services = {"other/web"};
  EXPECT_THAT(Left(ENGINE, "container shop/web", "restart policy", "no"), SizeIs(1));
}

TEST_F(MeantToStayTest, APartThatStaysMayAnswerOtherwiseButNotBadly) {
  meant_.categories = {BEHAVIOUR};
  EXPECT_THAT(Left(BEHAVIOUR, "request version", "value version", "1.9.0"), IsEmpty());
  EXPECT_THAT(Left(BEHAVIOUR, "request version", "status", "500"), SizeIs(1));
  EXPECT_THAT(Left(BEHAVIOUR, "request version", "errors", "some"), SizeIs(1));
}

}  // namespace
}  // namespace drill
