#include "harness/testing/trait_lines.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(TraitLinesTest, AnObjectOrAFieldOfOne) {
  Portrait portrait;
  EXPECT_THAT(TraitLines(portrait), IsEmpty());
  portrait.add_traits()->set_object("image web:1");
  Trait& idle = *portrait.add_traits();
  idle.set_object("image base:1");
  idle.set_weight(NEW_IS_TOLD);
  Trait& field = *portrait.add_traits();
  field.set_object("image web:1");
  field.set_field("id");
  field.set_value("sha256:1");
  EXPECT_THAT(TraitLines(portrait),
              ElementsAre("image web:1", "image base:1 (idle)", "image web:1: id: sha256:1"));
}

}  // namespace
}  // namespace drill
